"""The names that need no weighing: those that the lexicon lists, and those that their make gives away."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from core.entity import EntityType, FoundBy
from core.recognition import afloat, rules
from core.recognition.claims import Claims
from core.recognition.evidence import cues, is_common, is_given_name, word_list
from core.recognition.hearing import Hearing
from core.recognition.lexicon import Lexicon, Match
from core.recognition.reading import Draft, Reading

MADE = (
    rules.organisations,
    rules.ministries,
    rules.westerners,
    rules.west,
    rules.platforms,
    rules.states,
    rules.designations,
    rules.ships,
)
"""The rules whose word stands unless something longer is known."""

_PARTING = re.compile(r"[,;]|['’]s\s|\s[-–—]")
"""What no name is widened over: "Royston, Cumbria", "The Hill's Report"."""

_HALVES = word_list("halves")
"""What names a people only before a hyphen: "Russo-Ukrainian"."""
_NO_NOUNS = (word_list("openers") | word_list("after_names")) - {"and", "or"}
"""Words after "the Baltic" that leave it a region, but not of "the Baltic and Nordic states"."""

Doubtful = dict[tuple[int, int], Match]
"""Listed names that may as well mean something else, by their words."""


def claim_known(reading: Reading, lexicon: Lexicon, hearing: Hearing, claims: Claims) -> Doubtful:
    """Claim listed names and names by their make, the longest first; give back those left in doubt."""
    matches = [_at_home(reading, match) for match in lexicon.matches(reading) if _stands(reading, match)]
    namesakes = {reading.keys[match.first] for match in matches if _is_surname(reading, hearing, match)}
    doubtful: Doubtful = {}
    known = []
    for match in matches:
        alone = match.last - match.first == 1
        namesake = alone and reading.keys[match.first] in namesakes
        doubted = match.entries[0].doubtful or namesake or _shouted(reading, match)
        if doubted or reading.in_address(match.first, match.last):
            doubtful[match.first, match.last] = match
        else:
            known.append(_of_match(reading, match))
    known += [_of_match(reading, ship) for ship in afloat.ships(reading, doubtful)]
    known.sort(key=lambda draft: draft.first)
    persons = [_cut(_widened(reading, hearing, draft), known) for draft in rules.persons(reading)]
    made = [_as_heard(hearing, _of_country(draft, known)) for rule in MADE for draft in rule(reading)]
    wide = [longer for draft in known if (longer := _longer(reading, hearing, draft, known))]
    for draft in sorted([*wide, *known, *made, *persons], key=lambda draft: draft.first - draft.last):
        claims.claim(draft)
    for draft in rules.titled_persons(reading):
        if not hearing.organisation_from(draft.first - 1):
            claims.claim(draft)
    return doubtful


def _of_country(draft: Draft, known: Sequence[Draft]) -> Draft:
    """A ministry in lower case without the country before it: "the Ukraine defence ministry"."""
    if draft.note != rules.MINISTRY:
        return draft
    at = bisect_left(known, draft.first, key=lambda other: other.first)
    country = at < len(known) and known[at].first == draft.first and known[at].type is EntityType.PLACE
    return draft._replace(first=known[at].last) if country else draft


def _as_heard(hearing: Hearing, draft: Draft) -> Draft:
    """A name by its make with the bounds that the model hears."""
    heard = hearing.instead_of(draft)
    return draft._replace(first=heard[0], last=heard[1]) if heard else draft


def _longer(reading: Reading, hearing: Hearing, draft: Draft, known: Sequence[Draft]) -> Draft | None:
    """The longer name of the same type that the model hears around a listed one: "Salisbury Cathedral"."""
    heard = hearing.instead_of(draft)
    if not heard or heard == (draft.first, draft.last):
        return None
    added = (*range(heard[0] + 1, draft.first + 1), *range(draft.last, heard[1]))
    if any(_PARTING.search(reading.gap(at)) for at in added):
        return None
    if draft.type is EntityType.PERSON:
        heard = _without_plain(reading, draft, *heard)
    if not (heard[0] <= draft.first and draft.last <= heard[1]) or heard == (draft.first, draft.last):
        return None
    within = [k.type for k in known if heard[0] < k.last and k.first < heard[1]]
    if len([t for t in within if t is draft.type]) > 1 or any(
        t not in (draft.type, EntityType.NORP) for t in within
    ):
        return None
    return Draft(*heard, draft.type, FoundBy.MODEL, 0.85, "longer than what is listed")


def _without_plain(reading: Reading, draft: Draft, first: int, last: int) -> tuple[int, int]:
    """The bounds of a person's longer name without plain words: "Meets Zelensky", "Olena Haidai Tonight"."""
    while first < draft.first and is_common(reading.keys[first]) and not is_given_name(reading.keys[first]):
        first += 1
    while last > draft.last and is_common(reading.keys[last - 1]):
        last -= 1
    return first, last


def claim_surnames(reading: Reading, claims: Claims) -> None:
    """Claim "Haidai" where the article has "Serhiy Haidai" too."""
    bearers: dict[str, Draft] = {}
    for draft in claims.drafts():
        if draft.type is EntityType.PERSON and draft.last - draft.first > 1:
            bearers.setdefault(reading.keys[draft.last - 1], draft)
    for key, bearer in bearers.items():
        if len(key) < 2 or key in rules.NOT_NAMES or (is_common(key) and len(key) < 4):
            continue
        full = reading.text[reading.words[bearer.first].start : reading.words[bearer.last - 1].end]
        note = f"surname of {' '.join(full.split())}"
        for at in reading.find(bearer.last - 1, bearer.last):
            first = _surname_start(reading, bearer, at)
            plain = is_common(key) and cues().after.get(reading.key(at + 1, at + 2)) is not EntityType.PERSON
            itself = plain and (reading.titled(at) or reading.begins_sentence(first))
            if not itself:
                claims.claim(
                    Draft(
                        first, at + 1, EntityType.PERSON, FoundBy.CONSISTENCY, 0.85, note, bearer.references
                    )
                )


def _surname_start(reading: Reading, bearer: Draft, at: int) -> int:
    """Where a surname begins that ends with word `at`: "Van Hollen", "D. Cameron"."""
    first, of_full = at, bearer.last - 1
    while of_full - 1 > bearer.first and reading.keys[of_full - 1] in rules.PARTICLES:
        if not (first and reading.keys[first - 1] == reading.keys[of_full - 1] and reading.follows(first)):
            break
        first, of_full = first - 1, of_full - 1
    if first and reading.gap(first) == ". " and reading.keys[first - 1] == reading.keys[bearer.first][0]:
        first -= reading.capitalised(first - 1)
    return first


def _of_match(reading: Reading, match: Match) -> Draft:
    reference = match.entries[0].reference
    alike = [e.reference for e in match.entries if e.reference.type is reference.type and e.reference.id]
    references = tuple(dict.fromkeys(alike) if len(alike) > 1 else alike)  # to hash one costs the most here
    note = f"listed as {reference.label}"
    titled = reference.type is EntityType.PERSON and reading.keys[match.first] in rules.TITLES
    article = reference.type is EntityType.ORG and reading.keys[match.first] == "the"
    first = match.first + ((titled or article) and match.last - match.first > 1)
    last = rules.variant_end(reading, match.last) if reference.type is EntityType.WEAPON else match.last
    return Draft(first, last, reference.type, FoundBy.LEXICON, 0.97, note, references)


def _shouted(reading: Reading, match: Match) -> bool:
    """Whether a plain word looks like an organisation among words in capitals: "THOSE WHO FLED"."""
    plain = match.last - match.first == 1 and is_common(reading.keys[match.first])
    if not plain or match.entries[0].reference.type is not EntityType.ORG:
        return False
    near = reading.words[max(0, match.first - 1) : match.last + 1]
    return len(near) == 3 and all(word.text.isupper() and len(word.text) > 1 for word in near)


def _at_home(reading: Reading, match: Match) -> Match:
    """A people's name that is a region's too, as the region behind "the" with no noun after it."""
    place = tuple(entry for entry in match.entries if entry.reference.type is EntityType.PLACE)
    if not place or match.entries[0].reference.type is not EntityType.NORP:
        return match
    noun = match.last < len(reading.keys) and (reading.follows(match.last) or reading.hyphened(match.last))
    noun = noun and reading.keys[match.last] not in _NO_NOUNS
    region = match.first > 0 and reading.keys[match.first - 1] == "the" and not noun
    return match._replace(entries=place) if region else match


def _stands(reading: Reading, match: Match) -> bool:
    """Whether a listed name can be meant: no mere number, no first half that stands alone ("Marc Russo")."""
    halved = match.last - match.first == 1 and reading.keys[match.first] in _HALVES
    joined = match.last < len(reading.keys) and reading.hyphened(match.last)
    return not _counts(reading, match) and (joined or not halved)


def _counts(reading: Reading, match: Match) -> bool:
    """Whether an article and a number look like a weapon: "A 50-year-old", "An 26-storey tower"."""
    second = match.first + 1
    counted = reading.keys[match.first] in ("a", "an") and second < match.last
    return counted and reading.keys[second].isdigit() and not reading.hyphened(second)


def _is_surname(reading: Reading, hearing: Hearing, match: Match) -> bool:
    """Whether the one word that is listed as something else ends a person's name here: "Jan Topol"."""
    at = match.first
    if match.last - at > 1 or match.entries[0].reference.type not in (EntityType.WEAPON, EntityType.ORG):
        return False
    if not (reading.follows(at) and reading.capitalised(at - 1)) and reading.gap(at) != ". ":
        return False
    before = reading.keys[at - 1]
    given = is_given_name(before) and not is_common(before)
    return given or before in ("mr", "mrs", "ms") or hearing.person_from(at - 1) == match.last


def _widened(reading: Reading, hearing: Hearing, person: Draft) -> Draft:
    """A rule's person with the rare given name before it that the model saw: "Dallas Anthony Casey"."""
    first = person.first - 1
    joined = reading.follows(person.first) or reading.hyphened(person.first)
    if not (joined and reading.capitalised(first)):
        return person
    plain = reading.keys[first] in rules.TITLES or is_common(reading.keys[first])
    seen = hearing.person_from(first) >= person.last
    return person._replace(first=first) if seen and not plain else person


def _cut(draft: Draft, known: Sequence[Draft]) -> Draft:
    """A person by rule, ended before a listed name of another type; nothing where one begins it."""
    at = bisect_left(known, draft.first + 1, key=lambda other: other.last)
    for other in known[at : at + 4]:
        if other.first >= draft.last:
            break
        person = other.type is EntityType.PERSON
        if other.first <= draft.first and not (person and other.last - other.first == 1):
            return draft._replace(last=draft.first)
        if other.first > draft.first and not person:
            return draft._replace(last=other.first if other.first - draft.first > 1 else draft.first)
    return draft
