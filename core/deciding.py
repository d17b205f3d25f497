"""Readers' decisions on a library: written to the journal beside it, and taken into its entities at once.

The journal is the truth and the library follows: adding articles takes it in first, so that decisions which
came by a merge of two journals, or before a library was built anew, hold as well. The library remembers the
lines that it has taken in; only what differs is done.
"""

from __future__ import annotations

import getpass
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core import examining
from core.article import Article
from core.entity import Name
from core.library import Library
from core.linking import Linker
from core.linking import journal as journals
from core.linking.decisions import (
    Address,
    Decision,
    Verb,
    in_force,
    last_to_redo,
    last_to_undo,
    replay,
)
from core.stories.sorter import Sorter

_END = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
"""Later than any clock; a journal may tell of more."""


class DecisionError(ValueError):
    """A decision that can't be meant; the message says why."""


def journal_path(library: Path) -> Path:
    """The journal of a library: a file beside it."""
    return library.with_name(library.name + ".decisions.jsonl")


def read(library: Path) -> tuple[list[Decision], list[journals.Problem]]:
    """All decisions on a library in the order of their journal, and the lines that are no decisions."""
    return journals.read([journal_path(library)])


def check(library: Library) -> tuple[list[Decision], list[journals.Problem]]:
    """The same as `read`, with the decisions in force on names that are in no article of the library."""
    path = journal_path(library.path)
    decisions, problems = journals.read([path])
    where = journals.where([path])
    for decision in in_force(decisions):
        gone = [address.form for address in decision.names if library.names.find(address.name) is None]
        if gone:
            told = f"speaks of {' and '.join(gone)}, whom no article names so; it waits for one that does"
            problems.append(journals.Problem(*where[decision.id], told))
    return decisions, problems


def unmet(library: Library) -> list[str]:
    """What the journal decides and the library's entities do not show; each is told in a line."""
    decisions = read(library.path)[0]
    told = []
    waiting = Counter(map(journals.dump, decisions)) - Counter(library.decisions())
    if waiting:
        told.append(f"lines of the journal that are not taken in yet: {waiting.total()}")
    rulings = replay(map(journals.load, library.decisions()))[0]
    for pair in sorted(map(sorted, rulings.pairs)):
        names = [address.typed(rulings.types.get(address, address.type)).name for address in pair]
        ids = [library.names.find(name) for name in names]
        entities = {library.names.entity_of(one) for one in ids if one is not None}
        if None not in ids and (len(entities) == 1) != (frozenset(pair) in rulings.same):
            told.append(f"{' and '.join(name.form for name in names)} are not as was decided")
    return told


def on(library: Library, entity_id: int) -> list[Decision]:
    """The decisions in force on any name of an entity, in order, by the form that they address."""
    known = {(n.form, n.article, n.start) for n in library.names.of_entity(entity_id).values()}
    decisions = in_force(map(journals.load, library.decisions_near(entity_id)))
    return [d for d in decisions if any((n.form, n.article, n.start) in known for n in d.names)]


def edit(path: Path, article_id: int, values: Mapping[str, str | None], author: str) -> Article:
    """Put an article's metadata right in the library at `path`; it is sorted and examined anew.

    None takes an edit back. Raises as Library.edit does, and LibraryError.
    """
    with Library.open(path, create=False) as library, library.transaction():
        library.article(article_id)
        sorter = Sorter(library.stories)
        sorter.leave(article_id)
        article = library.edit(article_id, values, author)
        sorter.add(article_id)
        examining.add(library, article_id)
        return article


def lags(library: Library) -> bool:
    """Whether the journal says what the library has not taken in, or no longer what it has."""
    return library.decisions() != list(map(journals.dump, read(library.path)[0]))


def take_in(library: Library) -> Linker:
    """Take the journal into the library, inside the caller's transaction; the linker that knows it."""
    return _follow(library, read(library.path)[0])


def author() -> str:
    """Who decides: the user's name."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        name = str(os.getuid())
    return os.fsencode(name).decode("utf-8", "replace")  # the environment may hold any bytes


def decide(library: Path, verb: Verb, author: str, *names: Name, value: str = "") -> Decision:
    """Take a decision on one or two names; raises DecisionError, LibraryError, and OSError of the journal.

    `value` is the label of a rename and the type of a retype. A name to be split off in one article bears
    that article's source, and the offset of its mention where it is one alone.
    """
    addresses = tuple(Address.of(name) for name in names)
    decision = Decision(verb, datetime.now(UTC), author, addresses, value)
    try:
        journals.check(decision)
    except ValueError as error:
        raise DecisionError(str(error)) from error
    with Library.open(library, create=False) as opened, opened.transaction():
        before = read(library)[0]
        decision = replace(decision, time=_now(before))
        _take(opened, before, decision)
    return decision


def undo(library: Path, author: str) -> Decision | None:
    """Take the last decision back and return it; None at the beginning."""
    return _turn(library, Verb.UNDO, last_to_undo, author)


def redo(library: Path, author: str) -> Decision | None:
    """Take again what was undone last and return it; None where nothing is left to redo."""
    return _turn(library, Verb.REDO, last_to_redo, author)


def _turn(
    library: Path, verb: Verb, choose: Callable[[list[Decision]], Decision | None], author: str
) -> Decision | None:
    with Library.open(library, create=False) as opened, opened.transaction():
        decisions = read(library)[0]
        target = choose(decisions)
        if target is not None:
            _take(opened, decisions, Decision(verb, _now(decisions), author, value=target.id))
    return target


def _now(before: Iterable[Decision]) -> datetime:
    """The time of a decision that is taken now: after those before it, though the clock was put back.

    Decisions hold in the order of their times, so that journals can be merged.
    """
    latest = max((decision.time for decision in before), default=datetime.min.replace(tzinfo=UTC))
    return max(datetime.now(UTC), min(latest, _END) + datetime.resolution)


def _take(library: Library, before: list[Decision], decision: Decision) -> None:
    _follow(library, [*before, decision])
    # Last in the transaction: where the journal can't be written the library stays as it was.
    journals.append(journal_path(library.path), decision)


def _follow(library: Library, decisions: list[Decision]) -> Linker:
    linker = Linker(library.names, replay(map(journals.load, library.decisions()))[0])
    linker.decide(replay(decisions)[0])
    library.set_decisions(map(journals.dump, decisions))
    return linker
