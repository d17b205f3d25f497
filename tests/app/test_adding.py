"""A reader adds articles without leaving the app."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from core.library import Library
from tests.app.conftest import Reader, Story, build, until
from tui.screens import room_adding


def footer(reader: Reader) -> str:
    return reader.seen("#footer")


def saying(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let a small program of Python's stand for the command."""
    monkeypatch.setattr(room_adding, "COMMAND", (sys.executable, "-c", program))


async def ask(reader: Reader, source: str) -> None:
    await reader.press("o")
    await reader.pilot.press(*source, "enter")


async def test_it_is_told_what_was_added(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, "import sys; print('b: empty', file=sys.stderr); print(sys.argv[-3:])")
    async with story() as reader:
        await ask(reader, "-x; ls")
        await until(lambda: "b: empty" in footer(reader))
        assert "b: empty · ['json', '--', '-x; ls']" in footer(reader), "no shell has read it"
        assert reader.room.adding == ""


SLOW = """
import pathlib, sys, time
folder = pathlib.Path(sys.argv[-1])
try:
    folder.joinpath("begun").touch()
    time.sleep(60)
except KeyboardInterrupt:
    folder.joinpath("stopped").touch()
    print("3 added, the rest left")
"""


STEPS = """
import json, pathlib, sys, time
folder = pathlib.Path(sys.argv[-1])
for done in range(1, 3):
    print(json.dumps({"done": done, "total": 4, "seconds_left": 100 / done}), file=sys.stderr, flush=True)
    while not folder.joinpath(str(done)).exists():
        time.sleep(0.01)
print("warreader: b.txt: empty", file=sys.stderr)
print("3 added, 1 failed")
"""


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_how_far_it_has_come_stands_in_the_title(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    saying(monkeypatch, STEPS)
    async with story(size=size) as reader:
        await ask(reader, str(tmp_path))
        await until(lambda: "███─────── 25 % · 2 min left" in reader.seen("#title"))
        await reader.pilot.press("j")
        (tmp_path / "1").touch()
        await until(lambda: "█████───── 50 % · 50 s left" in reader.seen("#title"))
        assert "adding" in reader.seen("#title")
        (tmp_path / "2").touch()
        await until(lambda: not reader.room.adding)
        assert "warreader: b.txt: empty · 3 added, 1 failed" in footer(reader)
        assert "%" not in reader.seen("#title") and "adding" not in reader.seen("#title")


async def test_the_same_key_stops_it(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, SLOW)
    async with story() as reader:
        await ask(reader, str(tmp_path))
        await until((tmp_path / "begun").exists)
        assert "adding" in reader.seen("#title")
        await reader.pilot.press("j", "o")
        await until(lambda: not reader.room.adding)
        assert "3 added, the rest left" in footer(reader)


async def test_a_name_in_braces_is_told_as_it_is(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saying(monkeypatch, SLOW)
    (folder := tmp_path / "{quit}").mkdir()
    async with story((200, 24)) as reader:
        await ask(reader, str(folder))
        await until(lambda: "{quit} … o stops it" in footer(reader))
        await until((folder / "begun").exists)


async def test_leaving_the_app_stops_it(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saying(monkeypatch, SLOW)
    async with story() as reader:
        await ask(reader, str(tmp_path))
        await until((tmp_path / "begun").exists)
        await reader.pilot.press("Q")
    async with asyncio.timeout(30):
        while not (tmp_path / "stopped").exists():
            await asyncio.sleep(0.05)


async def test_neither_the_sample_nor_a_library_of_others_is_added_to(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with story(sample=True) as reader:
        await reader.press("o")
        assert "this is the sample" in footer(reader)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    async with story() as reader:
        await reader.press("o")
        assert "read alone" in footer(reader)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_empty_library_says_how_to_begin(
    story: Story, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with story(path=build(tmp_path / "empty.db", []), size=size) as reader:
        shown = reader.seen("#text")
        for words in ("o adds", "warreader add PATH", "subscribe", "warreader sample"):
            assert words in shown


async def test_an_article_comes_into_an_empty_library(story: Story, tmp_path: Path) -> None:
    path, article = build(tmp_path / "empty.db", []), tmp_path / "one.txt"
    article.write_text("Kyiv is quiet\n\nKyiv was quiet on Friday, the mayor said.\n", encoding="utf-8")
    async with story(path=path) as reader:
        await ask(reader, str(article))
        await until(lambda: not reader.room.adding and "adding" not in footer(reader))
        assert "1 added" in footer(reader)
    with Library.open(path, read_only=True) as library:
        assert library.article_count() == 1
