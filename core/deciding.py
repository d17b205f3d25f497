"""Readers' decisions on a library: written to the journal beside it, and taken into its entities at once.

The journal is the truth and the library follows: adding articles reads it first, so that decisions which came
by a merge of two journals, or before a library was built anew, hold as well.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.entity import Name
from core.library import Library
from core.linking import Linker
from core.linking import journal as journals
from core.linking.decisions import (
    Address,
    Decision,
    Rulings,
    Verb,
    last_to_redo,
    last_to_undo,
    replay,
)


def journal_path(library: Path) -> Path:
    """The journal of a library: a file beside it."""
    return library.with_name(library.name + ".decisions.jsonl")


def read(library: Path) -> tuple[list[Decision], list[journals.Problem]]:
    """All decisions on a library in the order of their journal, and the lines that are no decisions."""
    return journals.read([journal_path(library)])


def rulings(library: Path) -> Rulings:
    """What the decisions in force come to."""
    return replay(read(library)[0])[0]


def decide(library: Path, verb: Verb, author: str, *names: Name) -> Decision:
    """Take a decision on one or two names; raises LibraryError, and OSError of the journal's file."""
    addresses = tuple(Address.of(name) for name in names)
    return _take(library, Decision(verb, datetime.now(UTC), author, addresses))


def undo(library: Path, author: str) -> Decision | None:
    """Take the last decision back and return it; None at the beginning."""
    last = last_to_undo(read(library)[0])
    if last:
        _take(library, Decision(Verb.UNDO, datetime.now(UTC), author, value=last.id))
    return last


def redo(library: Path, author: str) -> Decision | None:
    """Take again what was undone last and return it; None where nothing is left to redo."""
    last = last_to_redo(read(library)[0])
    if last:
        _take(library, Decision(Verb.REDO, datetime.now(UTC), author, value=last.id))
    return last


def _take(path: Path, decision: Decision) -> Decision:
    with Library.open(path, create=False) as library, library.transaction():
        before = read(path)[0]
        Linker(library.names, replay(before)[0]).decide(replay([*before, decision])[0])
        # Last in the transaction: where the journal can't be written the library stays as it was.
        journals.append(journal_path(path), decision)
    return decision
