"""The commands of deciding in the reading room: ask what is meant, decide, show what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.entity import EntityType, Name
from core.library.records import EntitySummary
from tui.commands import Pane
from tui.reading import answers, verdicts
from tui.reading.answers import Shelf
from tui.reading.phrases import about, count, joined
from tui.reading.verdicts import Spot, Verdict
from tui.screens.asking import CHANGE
from tui.screens.dispatch import Doing

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

Rule = Callable[["ReadingRoom", Spot], None]
"""Asks the reader what a decision needs to know, and takes it."""


def start(room: ReadingRoom, rule: Rule) -> None:
    """Find what is chosen: an entity, and the mention or passage where the reader's hands are."""
    article, at, entity = None, None, room.entity
    passage = room.passage_list.chosen if room.pane is Pane.MENTIONS else None
    if passage is not None and room.dossier is not None:
        article, at, entity = passage.article, passage.start, room.dossier.entity.id
    elif room.page is not None and room.chosen is not None:
        article, at = room.page.id, room.page.starts[room.chosen]
    if entity is not None:
        chosen = entity

        async def ask() -> None:
            rule(room, await room.ask(lambda shelf: verdicts.spot(shelf, chosen, article, at)))

        room.work_on(ask())


def take(room: ReadingRoom, verb: str, names: Sequence[Name], value: str = "") -> None:
    """Decide, bring the panes up to date, and say what was done."""
    _act(room, lambda shelf: verdicts.decide(shelf, verb, names, value))


def turn(room: ReadingRoom, back: bool) -> None:
    """Undo, or redo."""
    _act(room, lambda shelf: verdicts.turn(shelf, back))


def _act(room: ReadingRoom, question: Callable[[Shelf], Verdict]) -> None:
    async def act() -> None:
        verdict = await room.change(question)
        await renew(room, verdict.entity)
        room.say(verdict.message)

    room.work_on(act(), CHANGE)


async def renew(room: ReadingRoom, entity: int | None = None) -> None:
    """Show the library as it is now, the reader's place kept; `entity` where the chosen one went."""
    place = room.place
    room.counts = await room.ask(lambda shelf: shelf.library.counts())
    if place is None:
        room.show_words()
        return
    opened = await room.ask(lambda shelf: answers.open_article(shelf, place))
    room.renew_page(opened, entity)


def refresh(room: ReadingRoom) -> None:
    """The same as a command of its own, after decisions were taken elsewhere."""
    room.work_on(renew(room), CHANGE)


def merge(room: ReadingRoom, spot: Spot) -> None:
    """Ask with whom, and merge."""
    from tui.screens.picker import Picker

    async def find(words: str) -> Sequence[EntitySummary]:
        return await room.ask(lambda shelf: verdicts.others(shelf, spot, words))

    def picked(other: EntitySummary | None) -> None:
        if other is not None:
            room.work_on(join(other.id), CHANGE)

    async def join(other: int) -> None:
        theirs = await room.ask(lambda shelf: verdicts.chief(shelf, other))
        take(room, "merge", (spot.names[0], theirs))

    room.app.push_screen(Picker(f"Merge {spot.entity.label} with:", find, _told), picked)


@dataclass(frozen=True, slots=True)
class _Other:
    """A name that may be told apart from the chosen one."""

    name: Name
    words: str


def part(room: ReadingRoom, spot: Spot) -> None:
    """Ask from whom the chosen name has to be told apart, and say that they are two."""
    from tui.screens.picker import Picker

    own = spot.mention or spot.names[0]
    same = [_Other(name, f"{name.form}  now the same") for name in spot.names if name != own]

    async def find(words: str) -> Sequence[_Other]:
        begun = words.strip().casefold()
        found = [other for other in same if begun in other.name.form.casefold()]
        for other in await room.ask(lambda shelf: verdicts.others(shelf, spot, words)):
            chief = await room.ask(lambda shelf, one=other.id: verdicts.chief(shelf, one))  # type: ignore[misc]
            found.append(_Other(chief, _told(other)))
        return found

    def picked(other: _Other | None) -> None:
        if other is not None:
            take(room, "not-the-same", (own, other.name))

    room.app.push_screen(Picker(f"{own.form} is not the same as:", find, lambda other: other.words), picked)


def split(room: ReadingRoom, spot: Spot) -> None:
    """Ask how much of it, and split it off."""
    from tui.screens.choice import Choice

    answers = {"m": "this mention", "f": f"“{spot.form}” in this article"}
    names = {"m": spot.alone, "f": spot.in_article}
    if spot.mention is None:
        answers, names = {}, {}
    if spot.mention is not None and len(spot.names) > 1:
        answers["n"] = f"the name “{spot.mention.form}” everywhere"
        names["n"] = spot.mention
    if not names:
        room.say(room.keys.told("choose a mention first: {next_entity} steps to the next one"))
        return

    def answered(key: str | None) -> None:
        if key is not None:
            take(room, "split", (names[key],))

    room.app.push_screen(Choice("Split off:", answers), answered)


def rename(room: ReadingRoom, spot: Spot) -> None:
    """Ask for the label, and give it."""
    from tui.screens.prompt import Prompt

    def answered(label: str | None) -> None:
        if label is not None and label.strip() and label.strip() != spot.entity.label:
            take(room, "rename", spot.names[:1], " ".join(label.split()))

    room.app.push_screen(Prompt("call it:", lambda _: None, spot.entity.label), answered)


def retype(room: ReadingRoom, spot: Spot) -> None:
    """Ask for the type, and give it to the chosen name."""
    from tui.screens.choice import Choice

    kinds = {key: kind for kind, (key, _) in verdicts.TYPES.items() if kind is not spot.entity.type}
    answers = {key: verdicts.TYPES[kind][1] for key, kind in kinds.items()}
    name = spot.mention or spot.names[0]

    def answered(key: str | None) -> None:
        if key is not None:
            take(room, "retype", (name,), EntityType(kinds[key]).value)

    room.app.push_screen(Choice("It is a:", answers), answered)


def hide(room: ReadingRoom, spot: Spot) -> None:
    """Hide the entity."""
    take(room, "hide", spot.names[:1])


def open_doubts(room: ReadingRoom) -> None:
    """Open the queue of doubtful links."""
    from tui.screens.doubts import Doubts

    room.app.push_screen(Doubts(room, lambda: refresh(room)))


def _told(entity: EntitySummary) -> str:
    mentions = count(entity.mentions, "mention")
    return f"{entity.label}  {joined(entity.type.lower(), mentions, about(entity))}"


DOING: Mapping[str, Doing] = {
    "merge": lambda room: start(room, merge),
    "not_same": lambda room: start(room, part),
    "split": lambda room: start(room, split),
    "rename": lambda room: start(room, rename),
    "retype": lambda room: start(room, retype),
    "hide": lambda room: start(room, hide),
    "undo": lambda room: turn(room, True),
    "redo": lambda room: turn(room, False),
    "doubts": open_doubts,
}
"""By the id of the command."""
