"""Names that are known: persons, organisations, weapons, peoples, places and events, from readable tables.

Each table is tab-separated with a header line; one line is an entry, `aliases` are divided by "|". An alias
that begins with "?" may as well mean something else ("Time", "Hawk"): it marks a mention only with support.
Tables of the user's own are read beside the package's: the type of a table is its file's stem (persons.tsv,
organisations.tsv, weapons.tsv, demonyms.tsv, places.tsv, events.tsv) or its column `type`.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import neg
from pathlib import Path
from typing import NamedTuple

from core.entity import EntityType, Reference
from core.recognition.evidence import is_common
from core.recognition.reading import Reading
from core.recognition.words import Word, fold, skeleton, words_of

DATA = Path(__file__).parent / "data"

_TYPES = {
    "persons": EntityType.PERSON,
    "organisations": EntityType.ORG,
    "weapons": EntityType.WEAPON,
    "demonyms": EntityType.NORP,
    "places": EntityType.PLACE,
    "events": EntityType.EVENT,
}
_LONGEST = 9
"""Words of the longest alias that is looked for."""
SHORT = 4
"""Letters of an alias in capitals that must stand in capitals: "who" is not the WHO, "Nato" is NATO."""


class Entry(NamedTuple):
    """An alias of a reference."""

    reference: Reference
    doubtful: bool
    """Whether it needs support."""
    capitals: tuple[bool, ...]
    """Which of its words must be capitalised: those that the table capitalises."""
    upper: bool
    """Whether all letters must be capitals, as in "US" and "AP"."""
    marks: frozenset[tuple[int, str]]
    """Which of its words a possessive ending or a comma may follow: "Donetsk People's Republic", not "UK's
    Ministry"; "Washington, D.C.", not "Storm Shadow, SCALP"."""


class Match(NamedTuple):
    """Words [first, last) are an alias of these entries, the likeliest first."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Lexicon:
    """All tables as one dictionary: the folded words of an alias to its entries."""

    def __init__(self, folders: Iterable[Path] = (DATA,)) -> None:
        self._entries: dict[tuple[str, ...], list[Entry]] = {}
        self._lengths: dict[str, list[int]] = {}
        """How many words the aliases have that begin with a word, the longest first."""
        self._firsts: set[str] = set()
        """The same words, as a set."""
        self._lower: set[str] = set()
        """Those of them that need no capital."""
        self._surnames: dict[str, tuple[str, ...]] = {}
        for folder in folders:
            for path in sorted(folder.glob("*.tsv")):
                for reference, alias in aliases_of(path):
                    self._add(reference, alias)

    def _add(self, reference: Reference, alias: str) -> None:
        doubtful, form = alias.startswith("?"), alias.lstrip("?")
        words = words_of(form)
        key = tuple(fold(word.text) for word in words)
        capitals = tuple(word.text[0].isupper() for word in words)
        entry = Entry(
            reference, doubtful, capitals, form.isupper() and len(form) <= SHORT, _marks(form, words)
        )
        if not key or len(key) > _LONGEST:
            return
        self._entries.setdefault(key, []).append(entry)
        self._firsts.add(key[0])
        if not capitals[0] or (len(key) == 1 and reference.type in _NEVER_LOWER) or key[0] == "s":
            self._lower.add(key[0])
        lengths = self._lengths.setdefault(key[0], [])
        if len(key) not in lengths:
            insort(lengths, len(key), key=neg)
        if reference.type is EntityType.PERSON and len(key) == 1 and len(key[0]) > 5:
            self._surnames.setdefault(skeleton(key[0]), key)

    def lists(self, key: str) -> bool:
        """Whether a folded word is an alias by itself, and beyond doubt, or a surname in another spelling."""
        entries = self._entries.get((key,), ())
        return any(not entry.doubtful for entry in entries) or (
            len(key) > 5 and skeleton(key) in self._surnames
        )

    def matches(self, reading: Reading) -> Iterator[Match]:
        """The aliases in a text, longest first at each word, none overlapping."""
        end = 0
        capitals = [at for at in reading.capitals if self._may_begin(reading.keys[at])]
        for at in sorted({*capitals, *reading.where(self._lower)}):
            if at >= end and (match := self._listed(reading, at) or self._unlisted(reading, at)):
                yield match
                end = match.last

    def _listed(self, reading: Reading, at: int) -> Match | None:
        """The longest alias that begins with a word."""
        for length in self._lengths.get(reading.keys[at], ()):
            entries = self._entries.get(tuple(reading.keys[at : at + length]))
            if entries and _joined(reading.text, words := reading.words[at : at + length]):
                marks = _marks(reading.text, words)
                fitting = tuple(e for e in entries if marks <= e.marks and _cased(e, words))
                if fitting:
                    return Match(at, at + len(words), fitting)
        return None

    def _may_begin(self, key: str) -> bool:
        """Whether an alias may begin with a capitalised word, or have it as another form."""
        if key in self._firsts:
            return True
        return len(key) > 4 and (
            skeleton(key) in self._surnames or (key.endswith("s") and (key[:-1],) in self._entries)
        )

    def _unlisted(self, reading: Reading, at: int) -> Match | None:
        """The persons of whose surname a capitalised word is the plural ("Bidens") or another spelling."""
        key = reading.keys[at]
        if key in self._firsts:
            return None
        if len(key) > 4 and key.endswith("s") and (family := self._family(reading.words[at], key[:-1])):
            return Match(at, at + 1, family)
        surname = len(key) > 5 and self._surnames.get(skeleton(key))
        return Match(at, at + 1, tuple(self._entries[surname])) if surname else None

    def _family(self, word: Word, surname: str) -> tuple[Entry, ...]:
        return tuple(
            entry._replace(reference=Reference(id="", type=EntityType.PERSON, label=word.text))
            for entry in self._entries.get((surname,), ())[:1]
            if entry.reference.type is EntityType.PERSON
        )


def aliases_of(
    path: Path, complain: Callable[[str], None] = lambda _: None
) -> Iterator[tuple[Reference, str]]:
    """Every alias of every entry of one table; a table of no known type has none.

    A line that is no UTF-8 or gives no number for a coordinate is left out; `complain` is told of it.
    """
    first, *lines = path.read_bytes().split(b"\n")
    columns = first.decode("utf-8-sig", "replace").rstrip("\r").split("\t")
    if "label" not in columns:
        complain(f'{path}:1: no column is called "label"; the table is left out.')
        return
    for number, line in enumerate(lines, start=2):
        try:
            row = dict(zip(columns, line.decode("utf-8").rstrip("\r").split("\t"), strict=False))
            type_ = _TYPES.get(path.stem) or _type_of(row.get("type") or "")
            if type_ and row.get("label"):
                yield from _aliases(row, type_)
        except ValueError as error:
            complain(f"{path}:{number}: {error}; the line is left out.")


def complaints(folder: Path) -> list[str]:
    """What is wrong in the tables of a folder, a line each."""
    found: list[str] = []
    for path in sorted(folder.glob("*.tsv")):
        for _ in aliases_of(path, found.append):
            pass
    return found


def _aliases(row: dict[str, str], type_: EntityType) -> Iterator[tuple[Reference, str]]:
    reference = _reference(row, row["label"].lstrip("?"), type_)
    for form in dict.fromkeys([row["label"], *row.get("aliases", "").split("|")]):
        if form:
            yield reference, form


def _type_of(name: str) -> EntityType | None:
    return EntityType(name) if name in EntityType.__members__ else None


def _reference(row: dict[str, str], label: str, type_: EntityType) -> Reference:
    latitude, longitude = row.get("latitude"), row.get("longitude")
    return Reference(
        id=row.get("id") or f"{type_.lower()}:{slug(label)}",
        type=type_,
        label=label,
        kind=row.get("kind") or "",
        description=row.get("description") or "",
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        within=tuple((row.get("within") or "").split(",")) if row.get("within") else (),
    )


def slug(label: str) -> str:
    """The label as an id: "Serhii Haidai" -> "serhii-haidai"."""
    return "-".join(fold(word.text) for word in words_of(label))


def _joined(text: str, words: Sequence[Word]) -> bool:
    """Whether nothing but what joins the words of a name stands between them."""
    return all(_JOINT.fullmatch(text, left.end, right.start) for left, right in pairwise(words)) and not any(
        left.text.isdigit() and right.text == "S" and left.end < right.start  # "S-300/S-400" is no "S-300s"
        for left, right in pairwise(words)
    )


def _marks(text: str, words: Sequence[Word]) -> frozenset[tuple[int, str]]:
    """The words, but for the last, that end in "'s" or before a comma, with the mark."""
    gaps = (text[left.end : right.start].rstrip()[:2] for left, right in pairwise(words))
    return frozenset((number, gap[-1]) for number, gap in enumerate(gaps) if gap in ("'s", "’s", ","))


# Of "[President Volodymyr] Zelensky" too, as editors complete what somebody said.
_JOINT = re.compile(
    r"(?:[ \t\xa0]*\r?\n?[ \t\xa0]*|['’]s[ \t\xa0]|['’] ?|[ \xa0]?[-‐‑–/](?:[ \xa0]|\r?\n)?"
    r"|, |\. ?|\. ?|[)\]] )?"
)


UNMISTAKEN = 4
"""Letters of a place or people that is known also where a careless page has it in lower case ("kyiv")."""
_NEVER_LOWER = (EntityType.PLACE, EntityType.NORP)


def _cased(entry: Entry, words: Sequence[Word]) -> bool:
    """Whether the words are capitalised where the alias is; a short alias in capitals must stand in them."""
    if entry.upper:
        return all(word.text.isupper() or word.text.isdigit() or word.text == "s" for word in words)
    if len(words) == 1 and entry.reference.type in _NEVER_LOWER and not words[0].text[0].isupper():
        return len(words[0].text) >= UNMISTAKEN and not is_common(fold(words[0].text))
    return all(
        word.text[0].isupper() or not capital for capital, word in zip(entry.capitals, words, strict=True)
    )
