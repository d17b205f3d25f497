"""Files that were made to do harm, or look like it: each is read or refused in one line, at once."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from core.ingest import IngestError, discover
from core.ingest import read_one as read
from core.ingest.decoding import decode

PAGE = (
    b"<html><meta charset=%s><body><article><p>\xff Troops left the town \\ud800 \\x1b at dawn.</p></article>"
)


def refusal(path: Path) -> str:
    with pytest.raises(IngestError) as refused:
        read(path)
    return refused.value.reason


@pytest.mark.parametrize(
    "content",
    [
        "---\ntitle: Troops leave\nurl: http://[bad\n---\nThey left.",
        "Title: Troops leave\nURL: http://a]b[\n\nThey left.",
        "---\ntitle: " + "[" * 3000 + "]" * 3000 + "\n---\nThey left.",
        "+++\nkeys = " + "[" * 3000 + "]" * 3000 + "\n+++\nThey left.",
        "+++\nkey = " + "9" * 10_000 + "\n+++\nThey left.",
    ],
    ids=["address", "labelled address", "nested YAML", "nested TOML", "number"],
)
def test_a_malformed_head_does_not_cost_the_article(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(content, encoding="utf-8")
    assert "They left." in read(path).text


@pytest.mark.parametrize("declared", [b"unicode_escape", b"raw_unicode_escape", b"utf-7", b"rot13"])
def test_a_page_cannot_have_its_escapes_read(declared: bytes) -> None:
    text, _ = decode("page.html", PAGE % declared, declared.decode())
    assert "\\ud800 \\x1b" in text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><article " + " ".join(f'a{n}="x"' for n in range(100_000)) + "><p>Text</p>",
        "<html><body><article>" + '<a href="x">y</a>' * 200_000,
        "<html><body>" + "<p" * 300_000,
    ],
    ids=["attributes", "tags", "open"],
)
def test_a_page_that_chokes_parsers_is_refused_at_once(tmp_path: Path, page: str) -> None:
    path = tmp_path / "bomb.html"
    path.write_text(page, encoding="utf-8")
    began = time.process_time()
    assert "too many tags or attributes" in refusal(path)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("count", [200, 300])
def test_a_block_of_many_inline_elements_reads_as_if_none_was_taken_away_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    words = [f'<a href="/x">{n}</a>, <b>held <span>by</span></b><img src="x"> Kyiv; ' for n in range(count)]
    rest = "<p>Troops left <em>the</em> town at dawn. <i>They came back.</i></p>" * 3
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><article>{rest}<p>{''.join(words)}</p>{rest}</article>", encoding="utf-8")
    found = read(path).text
    assert "150, held by Kyiv; 151, held by Kyiv;" in found and found.endswith("They came back.")
    monkeypatch.setattr("core.ingest.html._MOST_INLINE", 10**9)
    assert read(path).text == found


def test_a_page_of_long_words_and_pictures_is_no_bomb(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    picture = '<svg><path d="' + "M 1 2 " * 5000 + '"/></svg><img src="data:image/png;base64,' + "A" * 200_000
    path.write_text(
        f'<html><body>{picture}"><article><p>{"Troops left. " * 40}</p></article>', encoding="utf-8"
    )
    assert "Troops left." in read(path).text


def test_a_pipe_and_a_device_are_named_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "not a regular file. Save its content to one and add that."
    assert refusal(Path("/dev/zero")) == "not a regular file. Save its content to one and add that."


def test_a_text_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\u200b\ufeff ... \x1b\n", encoding="utf-8")
    assert refusal(path) == "without any words. Nothing to add."


def test_a_name_too_long_for_the_system_is_one_failure(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 5000)
    assert list(discover([long])) == [long]
    assert "name too long" in refusal(long)


def test_a_closed_directory_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("They left.")
    scandir = os.scandir

    def refuse(path: str | Path) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)  # root may look everywhere, so the system is played
    assert list(discover([tmp_path])) == [tmp_path / "open.txt", tmp_path / "closed"]
    assert refusal(tmp_path / "closed") == "can't be read (permission denied). Check its permissions."
