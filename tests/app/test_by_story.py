"""A reader puts the list in order by story, opens one, and reads what is known of an article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core import pipeline
from core.library import Library
from tests.app.conftest import build
from tui.app import WarReaderApp
from tui.widgets.lists import ArticleList

WIRE = "KYIV (AP) — " + " ".join(
    f"{{Serhiy Haidai|PERSON|Serhiy Haidai}} said that street number {at} lay in ruins." for at in range(30)
)
GRAIN = " ".join(f"Barge {at} of the convoy carried wheat to the Danube." for at in range(30))


@pytest.fixture
def wires(tmp_path: Path) -> Path:
    """Three outlets with one wire story, and an article alone on either side of them."""
    days = (23, 24, 24, 24, 25)
    texts = (GRAIN, WIRE, WIRE, WIRE[:1800], GRAIN.replace("wheat", "barley").replace("convoy", "line"))
    path = build(
        tmp_path / "wires.db",
        [
            {"title": f"Headline {at}", "outlet": f"Outlet {at}", "text": text, "published": date(2022, 6, day)}
            for at, (text, day) in enumerate(zip(texts, days, strict=True))
        ],
    )
    with Library.open(path) as library:
        pipeline.sort(library)
    return path


def entries(app: WarReaderApp) -> list[tuple[str, str]]:
    """(what kind of line, headline) of every entry of the list."""
    found = []
    shown = app.room.query_one(ArticleList)
    for at in range(shown.count):
        record: Any = shown.record(at)
        kind = "story" if record.story else "copy" if record.inside and record.inside.is_copy else "article"
        found.append((kind, record.summary.headline))
    return found


async def test_a_story_opens_under_its_line_and_is_remembered(
    wires: Path, tmp_path: Path, settled: Callable[..., Any]
) -> None:
    app = WarReaderApp(wires, tmp_path / "state.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("1", "S")
        await settled(pilot)
        assert [kind for kind, _ in entries(app)] == ["article", "story", "article"]
        await pilot.press("g", "j", "l")
        await settled(pilot)
        assert [kind for kind, _ in entries(app)] == ["article", "story", "article", "copy", "copy", "article"]
        await pilot.press("j", "enter")
        await settled(pilot)
        assert app.room.page is not None and app.room.page.id in (2, 3, 4)
        await pilot.press("1", "h")
        await settled(pilot)
        assert len(entries(app)) == 3
    again = WarReaderApp(wires, tmp_path / "state.db")
    async with again.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert len(entries(again)) == 3


async def test_counts_per_source_count_a_wire_story_once(
    wires: Path, tmp_path: Path, settled: Callable[..., Any]
) -> None:
    app = WarReaderApp(wires, tmp_path / "state.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        await pilot.press("c", "e")
        await pilot.pause(0.4)
        await settled(pilot)
        assert app.room.dossier is not None and app.room.dossier.per_source
        assert (app.room.dossier.entity.articles, app.room.dossier.entity.sources) == (3, 1)


async def test_a_reader_mends_the_outlet_and_sees_who_did(
    wires: Path, tmp_path: Path, settled: Callable[..., Any]
) -> None:
    app = WarReaderApp(wires, tmp_path / "state.db")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("I")
        await settled(pilot)
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("ctrl+u", *"Gazette", "enter")
        await settled(pilot)
        await pilot.press("i")
        await settled(pilot)
        with Library.open(wires, read_only=True) as library:
            article = library.article(5).article
        assert article.outlet == "Gazette" and article.origin("outlet").startswith("edited by ")
