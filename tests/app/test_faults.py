"""The library goes away, or becomes another one, while somebody reads it."""

from __future__ import annotations

import os
import shutil
from errno import EACCES
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import Reader, Story, build
from tests.app.test_news import report
from tui.screens import room_news


async def look(reader: Reader) -> None:
    room_news.look(reader.room)
    await reader.settle()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return build(tmp_path / "other.db", [report(number, 1 + number) for number in range(3)])


async def test_a_library_that_is_deleted_is_read_on(story: Story, library_path: Path) -> None:
    async with story(path=library_path) as reader:
        before = reader.headline
        library_path.unlink()
        await look(reader)
        assert "the library's file is gone" in reader.seen("#footer")
        await reader.press("J")
        assert reader.headline != before and reader.room.page is not None


async def test_a_library_whose_directory_was_closed_is_not_called_gone(
    story: Story, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = Path.stat

    def closed(path: Path, **named: Any) -> os.stat_result:
        if path.parent == library_path.parent:
            raise PermissionError(EACCES, os.strerror(EACCES), str(path))
        return stat(path, **named)

    async with story(path=library_path) as reader:
        before = reader.headline
        with monkeypatch.context() as patch:
            patch.setattr(Path, "stat", closed)
            await look(reader)
            told = reader.seen("#footer")
            assert "the library can't be reached (permission denied)" in told and "gone" not in told
            await reader.press("J")
            assert reader.headline != before
        await look(reader)
        assert reader.room.desk.stamp() == reader.room.stamp


async def test_a_library_that_is_replaced_is_opened_anew(
    story: Story, library_path: Path, other: Path
) -> None:
    async with story(path=library_path) as reader:
        await reader.press("e", "3")
        other.replace(library_path)
        await look(reader)
        assert "another file has taken the library's place" in reader.seen("#footer")
        assert "Dispatch" in reader.headline and "Dispatch" in reader.seen("#articles")
        await reader.press("2", "e")
        assert reader.chosen == "Kyiv"


@pytest.mark.parametrize("garbage", [b"", b"no library at all " * 500], ids=["empty", "text"])
async def test_what_is_no_library_is_told_and_the_old_one_comes_back(
    story: Story, library_path: Path, tmp_path: Path, garbage: bytes
) -> None:
    kept = Path(shutil.copy(library_path, tmp_path / "kept.db"))
    async with story(path=library_path) as reader:
        headline = reader.headline
        library_path.unlink()
        library_path.write_bytes(garbage)
        await look(reader)
        told = reader.seen("#footer")
        assert "no library" in told or "not a warreader library" in told
        await reader.press("J", "1")
        kept.replace(library_path)
        await look(reader)
        assert reader.headline == headline


async def test_what_was_only_touched_is_no_other_library(
    story: Story, library_path: Path, reports: list[dict[str, Any]]
) -> None:
    async with story(path=library_path) as reader:
        library_path.touch()
        await look(reader)
        assert "another file" not in reader.seen("#footer")
