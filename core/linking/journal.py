"""The journal of decisions: JSON lines, one decision a line, that can be kept in git, shared and merged.

    {"version": 1, "time": "2026-05-01T12:00:00+00:00", "author": "ada", "decision": "merge",
     "names": [{"type": "PERSON", "form": "Haidai"}, {"type": "PERSON", "form": "Hayday"}]}

A name that a reader split off carries the source of its "article" as well, and as its "start" the offset of
the one mention, where it is one alone.

A line that cannot be read is reported with its number and left where it is; the others count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.entity import EntityType
from core.linking.decisions import Address, Decision, Verb, replay

VERSION = 1
_NAMES = {Verb.MERGE: 2, Verb.NOT_SAME: 2, Verb.UNDO: 0, Verb.REDO: 0}
"""How many names a decision addresses; one where nothing is said."""
_VALUED = frozenset({Verb.RENAME, Verb.RETYPE, Verb.UNDO, Verb.REDO})


Where = tuple[Path, int]
"""A journal and a line in it, counted from 1."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of a journal that was not applied, or that contradicts another."""

    path: Path
    line: int
    """Counted from 1."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def append(path: Path, decision: Decision) -> None:
    """Add one decision at the end of a journal, which is created (0600) where it is absent.

    Raises OSError where it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    open_line = path.exists() and path.read_bytes()[-1:] not in (b"", b"\n")
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with open(handle, "a", encoding="utf-8", newline="\n") as journal:
        journal.write(("\n" if open_line else "") + dump(decision) + "\n")
        journal.flush()
        os.fsync(journal.fileno())


def dump(decision: Decision) -> str:
    """One line of a journal, without its newline."""
    names = [_record(name) for name in decision.names]
    record: dict[str, Any] = {
        "version": VERSION,
        "time": decision.time.isoformat(),
        "author": decision.author,
        "decision": decision.verb.value,
    }
    if names:
        record["names"] = names
    if decision.value:
        record["value"] = decision.value
    return json.dumps(record, ensure_ascii=False)


def load(line: str) -> Decision:
    """Read one line. Raises ValueError, whose text says what is wrong with it."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("is not JSON") from error
    if not isinstance(record, dict):
        raise ValueError("is not a JSON object")
    if record.get("version") != VERSION:
        raise ValueError(f"has version {record.get('version')!r}; this warreader reads version {VERSION}")
    try:
        verb = Verb(record["decision"])
        time = datetime.fromisoformat(record["time"])
        names = tuple(_address(name) for name in record.get("names", ()))
        decision = Decision(verb, time, str(record["author"]), names, str(record.get("value", "")))
        dump(decision).encode()  # JSON can say half a letter ("\\ud800"), which nothing can store
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ValueError(f"lacks or garbles a field ({error})") from error
    check(decision)
    return decision


def _record(name: Address) -> dict[str, Any]:
    record: dict[str, Any] = {"type": name.type.value, "form": name.form}
    if name.reference:
        record["reference"] = name.reference
    if name.article:
        record["article"] = name.article
    if name.start >= 0:
        record["start"] = name.start
    return record


def _address(record: dict[str, Any]) -> Address:
    kind, form = EntityType(record["type"]), str(record["form"])
    return Address(
        kind,
        form,
        str(record.get("reference", "")),
        str(record.get("article", "")),
        int(record.get("start", -1)),
    )


def check(decision: Decision) -> None:
    """Raise ValueError, whose text says why, where a decision can't be meant."""
    wanted = _NAMES.get(decision.verb, 1)
    if len(set(decision.names)) != wanted or len(decision.names) != wanted:
        raise ValueError(f"{decision.verb} wants {wanted} different name(s), not {len(decision.names)}")
    if len({name.type for name in decision.names}) > 1:
        raise ValueError(f"{decision.verb} wants names of one type; retype one of them first")
    if decision.time.tzinfo is None:
        raise ValueError("gives a time without its zone")
    if decision.verb in _VALUED and not decision.value:
        raise ValueError(f"{decision.verb} lacks its value")
    if decision.verb is Verb.RETYPE and decision.value not in set(EntityType):
        raise ValueError(f"knows no entity type {decision.value!r}")


def read(paths: Iterable[Path]) -> tuple[list[Decision], list[Problem]]:
    """Return the decisions of some journals and the problems found; a missing journal is an empty one."""
    decisions, where, problems = _load(paths)
    for found in replay(decisions.values())[1]:
        earlier_path, earlier_line = where[found.earlier.id]
        told = f"contradicts {found.earlier.author}'s {earlier_path}:{earlier_line}; the later one holds"
        problems.append(Problem(*where[found.later.id], told))
    known = [d for d in decisions.values() if d.verb not in (Verb.UNDO, Verb.REDO)]
    ids = {decision.id for decision in known}
    for decision in decisions.values():
        if decision.verb in (Verb.UNDO, Verb.REDO) and decision.value not in ids:
            problems.append(Problem(*where[decision.id], f"{decision.verb}s a decision that is not here"))
    return list(decisions.values()), problems


def where(paths: Iterable[Path]) -> dict[str, Where]:
    """The journal and line of each decision, by its id."""
    return _load(paths)[1]


def _load(paths: Iterable[Path]) -> tuple[dict[str, Decision], dict[str, Where], list[Problem]]:
    where: dict[str, Where] = {}
    decisions: dict[str, Decision] = {}
    problems: list[Problem] = []
    for path in paths:
        raw = path.read_bytes() if path.exists() else b""
        for number, line in enumerate(raw.decode("utf-8", errors="replace").split("\n"), start=1):
            if not line.strip():
                continue
            try:
                decision = load(line)
            except ValueError as error:
                problems.append(Problem(path, number, f"this line {error}; it is left out"))
                continue
            decisions[decision.id] = decision
            where[decision.id] = (path, number)
    return decisions, where, problems
