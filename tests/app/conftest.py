"""A small library of invented reports, linked as their marks say, and the app opened on it."""

from __future__ import annotations

import asyncio
import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, LocalEntity, Mention, Name, NameLink, Role
from core.library import Library
from core.library.records import LinkedArticle
from tui.app import WarReaderApp
from tui.screens import reading_room

_MARK = re.compile(
    r"\{\{(?P<furniture>.*?)\}\}|\{(?P<form>[^|{}]+)\|(?P<type>[A-Z]+)\|(?P<name>[^{}]+)\}", re.DOTALL
)
_SPELLINGS = {
    Name(EntityType.PERSON, "Serhiy Haidai"): ("Serhiy Hayday", "Serhiy Gaidai"),
    Name(EntityType.PLACE, "Severodonetsk"): ("Syevyerodonetsk",),
}
_ROLES = {"Serhiy Hayday": "head of Luhansk region", "Serhiy Haidai": "Luhansk governor"}
REASON = "the same name in Ukrainian letters"


def build(path: Path, reports: list[dict[str, Any]]) -> Path:
    """Write reports into a library at `path`."""
    with Library.open(path) as library, library.transaction():
        for number, report in enumerate(reports):
            library.store(_linked(library, f"/reports/{number}.txt", report))
        _join(library)
    return path


def _linked(library: Library, source: str, report: dict[str, Any]) -> LinkedArticle:
    text, named, furniture = _unmark(report["text"])
    digest = hashlib.sha256(text.encode()).hexdigest()
    provenance = Provenance(source, digest, datetime(2022, 7, 1, tzinfo=UTC))
    published: date | None = report.get("published")
    article = Article(text, provenance, report["title"], report["outlet"], published=published)
    groups: dict[Name, list[Mention]] = defaultdict(list)
    for name, mention in named:
        if not mention.boilerplate:
            groups[name].append(mention)
    entities = []
    for name, mentions in groups.items():
        role = _ROLES.get(name.form)
        roles = (Role(role, mentions[0].start, mentions[0].end),) if role else ()
        known = library.names.find(name)
        known = library.names.add(name, ()) if known is None else known
        entities.append((known, LocalEntity(name, tuple(mentions), roles)))
    annotation = Annotation(tuple(mention for _, mention in named), tuple(furniture))
    return LinkedArticle(article, annotation, tuple(entities))


def _unmark(marked: str) -> tuple[str, list[tuple[Name, Mention]], list[tuple[int, int]]]:
    """The plain text, its mentions with their names, and its boilerplate."""
    text, position = "", 0
    named: list[tuple[Name, Mention]] = []
    furniture: list[tuple[int, int]] = []
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        position, start = match.end(), len(text)
        if match["furniture"] is not None:
            inner, inside, _ = _unmark(match["furniture"])
            text += inner
            furniture.append((start, len(text)))
            named += [(name, _mention(m.form, m.type, start + m.start, True)) for name, m in inside]
        else:
            text += match["form"]
            kind = EntityType(match["type"])
            named.append((Name(kind, match["name"]), _mention(match["form"], kind, start, False)))
    return text + marked[position:], named, furniture


def _mention(form: str, kind: EntityType, start: int, boilerplate: bool) -> Mention:
    return Mention(start, start + len(form), form, kind, boilerplate=boilerplate)


def _join(library: Library) -> None:
    """Make spellings one entity each, with a reason."""
    for name, forms in _SPELLINGS.items():
        ids = [library.names.find(other) for other in (name, *(Name(name.type, form) for form in forms))]
        known = [found for found in ids if found is not None]
        pairs = [(min(known[0], other), max(known[0], other)) for other in known[1:]]
        library.names.add_links([NameLink(left, right, 0.9, (REASON,)) for left, right in pairs])
        library.names.assign(dict.fromkeys(known, min(known, default=0)))


@pytest.fixture(scope="session")
def reports() -> list[dict[str, Any]]:
    """The invented reports, marks included."""
    table = tomllib.loads(Path(__file__).with_name("reports.toml").read_text(encoding="utf-8"))
    return list(table["report"])


@pytest.fixture
def make_library(tmp_path: Path) -> Callable[[list[dict[str, Any]]], Path]:
    """Builds a library of the reports it is given."""
    return lambda reports: build(tmp_path / "other.db", reports)


@pytest.fixture
def library_path(tmp_path: Path, reports: list[dict[str, Any]]) -> Path:
    """The library of the invented reports."""
    return build(tmp_path / "war.db", reports)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stories do not wait for the reader to settle on a name."""
    monkeypatch.setattr(reading_room, "SETTLED", 0)
    yield


@pytest.fixture(autouse=True)
def _on_a_terminal_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories look the same wherever they are told."""
    for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)


class Story(Protocol):
    """Opens the app; the story then presses keys and looks at the room."""

    def __call__(
        self, size: tuple[int, int] = (120, 40), path: Path | None = None, sample: bool = False
    ) -> AbstractAsyncContextManager[Reader]: ...


class Reader:
    """A person at the keyboard."""

    def __init__(self, app: WarReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.room = app.room

    async def settle(self) -> None:
        """Wait until every answer has come and has been drawn; an answer may raise another question."""
        quiet = 0
        while quiet < 2:
            await self.pilot.pause()
            quiet = 0 if any(not worker.is_finished for worker in self.app.workers) else quiet + 1
            with suppress(WorkerCancelled):  # a newer one took its place, and is waited for next
                await self.app.workers.wait_for_complete()

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    def seen(self, selector: str = "Screen") -> str:
        """The text on the screen, or in one widget of it."""
        widget = self.app.screen if selector == "Screen" else self.app.screen.query_one(selector)
        x, y, width, height = widget.region
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(line.crop(x, x + width).text.rstrip() for line in lines[y : y + height])

    @property
    def chosen(self) -> str | None:
        """The form of the chosen name."""
        room = self.room
        return None if room.page is None or room.chosen is None else room.page.mentions[room.chosen].form

    @property
    def headline(self) -> str:
        """The headline of the open article."""
        return self.room.page.headline if self.room.page else ""


async def until(true: Callable[[], bool]) -> None:
    """Wait for what a thread or another process does."""
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.01)


@pytest.fixture
def reader_of() -> type[Reader]:
    """Makes a reader of an app that is open already."""
    return Reader


@pytest.fixture
def story(library_path: Path, tmp_path: Path) -> Story:
    """Opens the app on the invented reports, or on another library."""

    @asynccontextmanager
    async def tell(
        size: tuple[int, int] = (120, 40), path: Path | None = None, sample: bool = False
    ) -> AsyncIterator[Reader]:
        app = WarReaderApp(path or library_path, tmp_path / "reader.db", sample)
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            yield reader

    return tell
