"""A reader follows feeds from the command line, and cron does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.library import Library
from core.syncing.lock import alone
from tests.cli.test_commands import run
from tests.command import SPOTTING, python_path
from tests.syncing.test_syncing import PAGE, feed, item
from tests.web import Web, gives, unless_known
from tui.cli.commands import watch

Caught = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spotter: None) -> None:
    monkeypatch.setenv("WARREADER_LIBRARY", str(tmp_path / "war.db"))


def test_follow_fetch_list_and_leave(server: Web, capsys: Caught) -> None:
    url = server.url("/feed")
    server.answers["/feed"] = unless_known(feed(item(1), item(2), title="Wi\x1b[31mre"), '"a"')
    code, out, err = run(capsys, "subscribe", url)
    assert code == 1 and "--allow-local" in err and out == ""
    code, out, err = run(capsys, "subscribe", "--allow-local", "--tag", "war", url)
    assert (code, err) == (0, "") and out.startswith("subscribed to ")
    assert run(capsys, "sync", "--allow-local") == (0, "1 feed, 2 new articles\n", "")
    assert run(capsys, "sync", "--allow-local") == (0, "", ""), "quiet where nothing happened"
    code, out, _ = run(capsys, "sync", "--allow-local", "-v")
    assert code == 0 and "1 feed, 0 new articles" in out
    code, out, _ = run(capsys, "feeds", "--json")
    told = json.loads(out)
    assert (told["url"], told["articles"], told["tags"], told["failures"]) == (url, 2, ["war"], 0)
    assert run(capsys, "feeds")[1].startswith("2\t")
    code, out, _ = run(capsys, "unsubscribe", url)
    assert code == 0 and "its articles stay" in out
    code, _, err = run(capsys, "unsubscribe", url)
    assert code == 1 and "not among the feeds" in err
    assert len(run(capsys, "list")[1].splitlines()) == 2


def test_a_feed_that_fails_is_one_line_and_exit_code_one(server: Web, capsys: Caught, tmp_path: Path) -> None:
    server.answers["/good"] = gives(feed(item(1)))
    urls = tmp_path / "urls"
    urls.write_text(f'{server.url("/good")} war "~Good"\nexec:rm -rf ~\n{server.url("/bad")} "~Bad"\n')
    code, out, err = run(capsys, "subscribe", str(urls))
    assert code == 0 and out.count("subscribed to") == 2 and "line 2: exec:rm -rf ~: runs a program" in err
    code, out, err = run(capsys, "sync", "--allow-local")
    assert (code, out) == (1, "2 feeds, 1 new article, 1 failed\n")
    assert err == "warreader: Bad: the server answered 404 (Not Found). Check the address.\n"
    code, out, err = run(capsys, "sync", "--allow-local", "-v")
    assert code == 0 and "1 waiting after failures" in out


def test_what_is_no_list_of_feeds(capsys: Caught, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kyiv waited.")
    for path in (tmp_path / "a.txt", tmp_path / "missing"):
        code, out, err = run(capsys, "subscribe", str(path))
        assert (code, out) == (1, "") and err.count("\n") == 1 and str(path) in err


def test_nothing_to_sync_is_told(capsys: Caught) -> None:
    for command in ("sync", "feeds"):
        _, out, err = run(capsys, command)
        assert "warreader subscribe" in err and out == ""


def test_two_syncs_do_not_overlap(server: Web, capsys: Caught, tmp_path: Path) -> None:
    server.answers["/feed"] = gives(feed(item(1)))
    run(capsys, "subscribe", "--allow-local", server.url("/feed"))
    with alone(tmp_path / "war.db"):
        code, _, err = run(capsys, "sync", "--allow-local")
    assert code == 1 and f"process {os.getpid()}" in err and err.count("\n") == 1


def test_pages_and_feeds_are_added_by_their_address(server: Web, capsys: Caught, tmp_path: Path) -> None:
    server.answers |= {"/page": gives(PAGE), "/feed": gives(feed(item(1), item(2)))}
    (tmp_path / "a.txt").write_text("Gaidai stayed.")
    addresses = [server.url(path) for path in ("/page", "/feed", "/nowhere")]
    code, out, err = run(capsys, "add", "--allow-local", str(tmp_path / "a.txt"), *addresses)
    assert code == 1 and out.startswith("4 added, 0 updated, 0 unchanged, 1 failed")
    told = "the server answered 404 (Not Found). Check the address."
    assert err == f"warreader: {server.url('/nowhere')}: {told}\n"
    _, _, err = run(capsys, "add", "file:///etc/passwd")
    assert err.endswith("not file:. Give the file's path.\n")
    code, out, _ = run(capsys, "add", "--allow-local", *addresses[:2])
    assert code == 0 and out.startswith("0 added, 0 updated, 3 unchanged")
    code, out, err = run(capsys, "add", addresses[0])
    assert code == 1 and "--allow-local" in err


IMPATIENT = """
from tui.cli.commands import watch
watch.PATIENCE = 0.1
"""


def begin(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", IMPATIENT + SPOTTING, *arguments],
        env=os.environ | {"PYTHONPATH": python_path()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_on_feeds_goes_on_until_it_is_stopped(
    server: Web, capsys: Caught, tmp_path: Path, how: signal.Signals
) -> None:
    server.answers["/feed"] = gives(feed(item(1)))
    run(capsys, "subscribe", "--allow-local", server.url("/feed"))
    with begin("sync", "--allow-local", "--watch", "0.01") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1 feed, 1 new article\n"
        server.answers["/feed"] = gives(feed(item(1), item(2)))
        assert process.stdout.readline() == "1 feed, 1 new article\n"
        process.send_signal(how)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")


def test_a_watch_on_feeds_tells_of_a_library_that_fails_and_goes_on(
    server: Web, capsys: Caught, tmp_path: Path
) -> None:
    server.answers["/feed"] = gives(feed(item(1)))
    run(capsys, "subscribe", "--allow-local", server.url("/feed"))
    library, aside = tmp_path / "war.db", tmp_path / "aside.db"
    library.rename(aside)
    library.write_text("Kyiv waited for its library. " * 20)
    with begin("sync", "--allow-local", "--watch", "0.01") as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stderr.readline().startswith(f"warreader: {library}: ")
        aside.replace(library)
        assert process.stdout.readline() == "1 feed, 1 new article\n"
        process.terminate()
        _, err = process.communicate(timeout=20)
    assert process.returncode == 0 and "Traceback" not in err


def put(path: Path, text: str) -> None:
    """Write a file that is there as a whole or not at all, however slow the machine."""
    hidden = path.with_name(f".{path.name}")
    hidden.write_text(text)
    hidden.replace(path)


def test_a_directory_is_watched_until_it_is_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "a.txt").write_text("Haidai left.")
    with begin("watch", str(folder)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1 added, 0 updated, 0 failed\n"
        (folder / ".hidden.txt").write_text("Gaidai hides.")
        put(folder / "b.txt", "Gaidai stayed.")
        assert process.stdout.readline() == "1 added, 0 updated, 0 failed: b.txt\n"
        put(folder / "a.txt", "Haidai left Kyiv.")
        assert process.stdout.readline() == "0 added, 1 updated, 0 failed: a.txt\n"
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    with Library.open(tmp_path / "war.db") as library:
        assert library.article_count() == 2


def test_a_watch_on_a_directory_tells_of_a_library_that_fails_and_goes_on(tmp_path: Path) -> None:
    folder, library, aside = tmp_path / "press", tmp_path / "war.db", tmp_path / "aside.db"
    folder.mkdir()
    (folder / "a.txt").write_text("Haidai left.")
    Library.open(library).close()
    library.rename(aside)
    library.write_text("Kyiv waited for its library. " * 20)
    with begin("watch", str(folder)) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stderr.readline().startswith(f"warreader: {library}: ")
        aside.replace(library)
        assert process.stdout.readline() == "1 added, 0 updated, 0 failed\n"
        process.terminate()
        _, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert all(line.startswith(f"warreader: {library}: ") for line in err.splitlines())


def test_what_is_no_directory(capsys: Caught, tmp_path: Path) -> None:
    code, _, err = run(capsys, "watch", str(tmp_path / "none"))
    assert code == 1 and "no such directory" in err


def test_what_comes_while_the_directory_is_read_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "a.txt").write_text("a")
    batches = watch._batches(tmp_path / "press", tmp_path / "war.db")
    assert next(batches) == [tmp_path / "press"]
    put(tmp_path / "press" / "b.txt", "b")
    assert next(filter(None, batches)) == [tmp_path / "press" / "b.txt"]
    batches.close()
    assert threading.active_count() < 20
