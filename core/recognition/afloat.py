"""Ships that are named like cities, as most of a navy is: what tells the cruiser Moskva from the capital.

A listed name is a ship's where its kind stands beside it ("the landing ship Orsk", "the Moskva, the
flagship") and, in a report that speaks of ships, where it has an article, as no city has: "the Moskva sank",
but "the Minsk agreements". Its other places in such a report are the ship's unless a word beside them says
not. In a hundred reports with such names 91 mentions of the cruiser of 156 were right before, and 155 are
now; of the landing ship Orsk none of 13, and 12.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from core.entity import EntityType
from core.recognition.evidence import cues, word_list
from core.recognition.lexicon import Match
from core.recognition.reading import Reading

KIND = "ship"
_ONE = word_list("ships") | word_list("vessels")
_SEVERAL = frozenset(kind + "s" for kind in _ONE)
_KINDS = _ONE | _SEVERAL
_AT_SEA = _KINDS | word_list("at_sea")
_CALLED = word_list("called")
_AFTER = word_list("after_ships")
_AFTER_PLACES = word_list("after_places")
_APPOSED = 6
"""Words behind a name among which its kind is looked for: "the Moskva, its Black Sea Fleet flagship"."""
_LISTED = 12
"""Words before a name among which its kind is looked for, over other names."""
_OPENED = "“\"‘' "
_PARTS = ("", ",", "-", "–", "—")


def ships(reading: Reading, doubtful: Mapping[tuple[int, int], Match]) -> Iterator[Match]:
    """The listed names in doubt that are ships here, without the kind where the list has it with the name."""
    if not reading.distinct & _AT_SEA:
        return
    by_name: defaultdict[str, list[Match]] = defaultdict(list)
    for match in doubtful.values():
        if match.entries[0].reference.kind == KIND:
            first = next(at for at in range(match.first, match.last) if reading.capitalised(at))
            by_name[reading.key(first, match.last)].append(match._replace(first=first))
    for matches in by_name.values():
        told = [match for match in matches if _has_kind(reading, match)]
        alone = all(entry.reference.kind == KIND for entry in matches[0].entries)
        if alone or told:
            told += [
                match
                for match in matches
                if match not in told and has_article(reading, match.first, match.last)
            ]
        for match in matches if told else ():
            if match in told or not _is_place(reading, match):
                yield match


def _has_kind(reading: Reading, match: Match) -> bool:
    """Whether the kind of ship stands before a name, or behind it."""
    return _follows_kind(reading, match.first) or _is_followed_by_kind(reading, match.last)


def _follows_kind(reading: Reading, first: int) -> bool:
    """Whether the kind stands before a name, or before those that it is listed with.

    "The warship, called the Moskva"; "the ships “Caesar Kunikov” and “Novocherkassk”".
    """
    at, listed, beside = first, False, False
    while at and first - at < _LISTED and (gap := reading.gap(at).strip(_OPENED + "”’")) in _PARTS:
        at -= 1
        key, listed = reading.keys[at], listed or gap == ","
        if key in _KINDS:
            return not beside or key in _SEVERAL
        if listed and reading.capitalised(at):
            beside = True
        elif key == "and":
            listed = True
        elif key != "the" and key not in _CALLED:
            break
    return False


def _is_followed_by_kind(reading: Reading, last: int) -> bool:
    """Whether the kind stands behind a name: "the Moskva missile cruiser", "Moskva, the fleet's flagship"."""
    end = min(len(reading.keys), last + _APPOSED)
    if last < end and reading.follows(last):
        end = min(end, last + 2)
    elif last == end or reading.gap(last).strip(_OPENED + "”’") not in (",", "-", "–", "—"):
        return False
    for at in range(last, end):
        if at > last and not (reading.follows(at) or reading.gap(at) in ("'s ", "’s ", "-")):
            return False
        if reading.keys[at] in _KINDS:
            return True
    return False


def has_article(reading: Reading, first: int, last: int) -> bool:
    """Whether "the" belongs to the name in words[first:last] alone, and not to a noun behind it."""
    if not first or reading.keys[first - 1] != "the" or not reading.follows(first):
        return False
    return last == len(reading.keys) or not reading.follows(last) or reading.keys[last] in _AFTER


def _is_place(reading: Reading, match: Match) -> bool:
    """Whether a word beside a name says that it is a place's or an organisation's."""
    table, last = cues(), match.last
    before = table.before.get(reading.keys[match.first - 1]) if match.first else None
    behind = reading.keys[last] if last < len(reading.keys) and reading.follows(last) else ""
    after = table.after.get(behind)
    told = (before or after) is not None or behind in _AFTER_PLACES
    return told and EntityType.WEAPON not in (before, after)
