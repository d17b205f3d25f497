"""A reader puts the list in order by story, opens one, and reads what is known of an article."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core import pipeline
from core.library import Library
from tests.app.conftest import Reader, Story, build
from tui.widgets.lists import ArticleList

WIRE = "KYIV (AP) — " + " ".join(
    f"{{Serhiy Haidai|PERSON|Serhiy Haidai}} said that street number {at} lay in ruins." for at in range(30)
)
GRAIN = " ".join(f"Barge {at} of the convoy carried wheat to the Danube." for at in range(30))

PENSIONS = "Parliament voted on pensions and the budget of schools."
TITLES = ("Grain leaves", "Shells one", "Shells two", "Shells three", "Pensions rise")


@pytest.fixture
def wires(tmp_path: Path) -> Path:
    """Three outlets with one wire story, and an article alone on either side of them."""
    days = (23, 24, 24, 24, 25)
    texts = (GRAIN, WIRE, WIRE, WIRE[:1500], PENSIONS)
    path = build(
        tmp_path / "wires.db",
        [
            {
                "title": TITLES[at],
                "outlet": f"Outlet {at}",
                "text": text,
                "published": date(2022, 6, day),
            }
            for at, (text, day) in enumerate(zip(texts, days, strict=True))
        ],
    )
    with Library.open(path) as library:
        pipeline.sort(library)
    return path


def entries(reader: Reader) -> list[tuple[str, str]]:
    """(what kind of line, headline) of every entry of the list."""
    found = []
    shown = reader.room.query_one(ArticleList)
    for at in range(shown.count):
        record: Any = shown.record(at)
        kind = "story" if record.story else "copy" if record.inside and record.inside.is_copy else "article"
        found.append((kind, record.summary.headline))
    return found


async def test_a_story_opens_under_its_line_and_the_order_is_remembered(story: Story, wires: Path) -> None:
    async with story(path=wires) as reader:
        await reader.press("1", "S")
        assert [kind for kind, _ in entries(reader)] == ["article", "story", "article"]
        assert "3 articles · 3 outlets" in reader.seen()
        await reader.press("g", "j", "l")
        assert [kind for kind, _ in entries(reader)] == [
            "article",
            "story",
            "article",
            "copy",
            "copy",
            "article",
        ]
        assert "AP, in 3 outlets" in reader.seen()
        await reader.press("j", "enter")
        assert reader.headline in TITLES[1:4]
        await reader.press("1", "h")
        assert len(entries(reader)) == 3
    async with story(path=wires) as reader:
        assert len(entries(reader)) == 3


async def test_stepping_through_articles_passes_over_an_opened_line(story: Story, wires: Path) -> None:
    async with story(path=wires) as reader:
        await reader.press("1", "S", "g", "j", "enter", "g", "enter")
        seen = [reader.headline]
        for _ in range(4):
            await reader.press("J")
            seen.append(reader.headline)
        assert sorted(seen) == sorted(TITLES)


async def test_stepping_through_articles_passes_over_none_of_a_closed_story(
    story: Story, wires: Path
) -> None:
    async with story(path=wires) as reader:
        await reader.press("1", "S", "g", "enter")
        seen = [reader.headline]
        for _ in range(4):
            await reader.press("J")
            seen.append(reader.headline)
        assert sorted(seen) == sorted(TITLES) and len(entries(reader)) == 3
        await reader.press("J")
        assert "this is the oldest article" in reader.seen("#footer")
        for headline in seen[-2::-1]:
            await reader.press("K")
            assert reader.headline == headline
        await reader.press("K")
        assert "this is the newest article" in reader.seen("#footer")
        await reader.pilot.press("J", "J", "J", "K")
        await reader.settle()
        assert reader.headline == seen[2]


async def test_counts_per_source_count_a_wire_story_once(story: Story, wires: Path) -> None:
    async with story(path=wires) as reader:
        await reader.press("J", "e")
        assert "in 3 articles" in reader.seen("#card")
        await reader.press("C")
        assert "in 1 independent" in reader.seen("#card")


async def test_a_reader_mends_the_outlet_and_sees_who_did(story: Story, wires: Path) -> None:
    async with story(path=wires) as reader:
        await reader.press("ctrl+e", "o", "ctrl+u", *"Gazette", "enter", "i")
        assert "Gazette" in reader.seen() and "edited by" in reader.seen()
