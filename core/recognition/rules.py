"""Names found by their make: ministries and institutes, given name and surname, titles.

Each rule reads words and what stands between them, and yields drafts; `decide` weighs them against the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.entity import EntityType, FoundBy
from core.recognition.afloat import has_article
from core.recognition.evidence import cues, given_names, is_common, is_given_name, word_list
from core.recognition.reading import Draft, Reading

_HEADS = word_list("organisation_heads")
_PARTICLES = word_list("particles")
_PORTFOLIOS = word_list("portfolios")
_WESTERN = word_list("western")
_ADMINISTRATIONS = word_list("administrations")
_LINKS = word_list("links")
_ABOUT = word_list("about")
CLASS_NOUNS = word_list("class_nouns")
FACILITIES = frozenset(name.replace("_", " ") for name in word_list("facilities"))
NOT_NAMES = word_list("not_names")
_ORDINALS = word_list("ordinals")
_TROOPS = word_list("troops")
_NO_SURNAME = word_list("no_surname")
TITLES = word_list("titles")
STATES = word_list("states")
_SERIES = word_list("weapon_series")
_NAVAL = word_list("naval_prefixes")
_SHIPS = word_list("ships")
_SERIES_KEYS = frozenset(map(str.lower, _SERIES))
_AFLOAT = _SHIPS | frozenset(map(str.lower, _NAVAL))
_VESSELS = word_list("vessels")
_OFFICES = frozenset(("ministry", "staff"))
_BLOC = frozenset(("western",))
_OPENED = (' "', " “", " '", " ‘")


def organisations(reading: Reading) -> Iterator[Draft]:
    """Capitalised words around a class noun: "Kharkiv Regional Council", "Ministry of Internal Affairs"."""
    for at in reading.where(_HEADS):
        key = reading.keys[at]
        if not reading.capitalised(at):
            continue
        if (reading.titled(at) and key in _TROOPS) or not _heads(reading, at):
            continue
        first, last = _leftwards(reading, at), _rightwards(reading, at)
        if last - first > 1:
            yield Draft(first, last, EntityType.ORG, FoundBy.RULE, 0.85, f"named after its kind: {key}")


def _heads(reading: Reading, at: int) -> bool:
    """Whether the class noun heads a name: a Military Administration does, the Trump Administration not."""
    return reading.keys[at] != "administration" or (at > 0 and reading.keys[at - 1] in _ADMINISTRATIONS)


def _leftwards(reading: Reading, head: int) -> int:
    first = head
    while first > 0 and head - first < 6 and reading.follows(first) and _modifies(reading, first - 1):
        if "\n" in reading.gap(first):
            break
        first -= 1
    while first < head and reading.begins_sentence(first) and _opens(reading, first):
        first += 1
    numbered = first > 1 and reading.keys[first - 1] in _ORDINALS and reading.keys[first - 2].isdigit()
    return first - 2 if numbered and reading.follows(first) and reading.gap(first - 1) == "" else first


def _modifies(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    ended = reading.text[word.end : word.end + 2] in ("'s", "’s")
    return (
        reading.capitalised(at) and not ended and reading.keys[at] not in TITLES and not _opens(reading, at)
    )


_OPENERS = word_list("openers")


def _opens(reading: Reading, at: int) -> bool:
    return reading.keys[at] in _OPENERS


def _rightwards(reading: Reading, head: int) -> int:
    """The end of "Ministry of Foreign Affairs", "Institute for the Study of War"."""
    last = at = head + 1
    links = 0
    while at < len(reading.keys) and at < head + 10 and reading.follows(at) and "\n" not in reading.gap(at):
        key = reading.keys[at]
        if reading.capitalised(at) and (at > last or links or key in _HEADS):
            if key in TITLES or (key in _OPENERS):
                break
            ended = reading.text[reading.words[at].end : reading.words[at].end + 2] in ("'s", "’s")
            last = at + 1
            if ended:
                break
        elif key in _LINKS and (
            links or (key in ("of", "for") or (key == "on" and reading.keys[head] in _ABOUT))
        ):
            links += 1
        else:
            break
        at += 1
    return last


def ministries(reading: Reading) -> Iterator[Draft]:
    """Ministries and staffs in lower case: "defence ministry", "the Ukrainian general staff"."""
    for at in reading.where(_OFFICES):
        if reading.capitalised(at) or not reading.follows(at):
            continue
        before = reading.keys[at - 1]
        if not (before in _PORTFOLIOS if reading.keys[at] == "ministry" else before == "general"):
            continue
        first = at - 1
        if first and reading.follows(first) and _modifies(reading, first - 1):
            first -= 1
        yield Draft(first, at + 1, EntityType.ORG, FoundBy.RULE, 0.8, "a ministry by its portfolio")


def westerners(reading: Reading) -> Iterator[Draft]:
    """The bloc's adjective in lower case, told from the direction by what follows: "western officials"."""
    for at in reading.where(_BLOC):
        if at + 1 == len(reading.keys) or reading.capitalised(at) or not reading.follows(at + 1):
            continue
        if reading.keys[at + 1] in _WESTERN:
            yield Draft(at, at + 1, EntityType.NORP, FoundBy.RULE, 0.7, "the bloc, not the direction")


def states(reading: Reading) -> Iterator[Draft]:
    """American states cut short after a party or a town: "R-Calif.", "Boston, Mass."; the stop is theirs."""
    for at in reading.where(STATES):
        if at and reading.capitalised(at) and reading.stopped(at):
            party = reading.hyphened(at) and reading.keys[at - 1] in ("r", "d", "i")
            if party or reading.gap(at) in (", ", ",\n"):
                yield Draft(at, at + 1, EntityType.PLACE, FoundBy.RULE, 0.85, "a state cut short")


def designations(reading: Reading) -> Iterator[Draft]:
    """Weapons of a maker's or a ministry's series, listed or not: "Su-25SM3", "AGM-158"."""
    for at in reading.where(_SERIES_KEYS):
        number = at + 1
        if number == len(reading.words) or reading.words[at].text not in _SERIES:
            continue
        if reading.hyphened(number) and reading.keys[number].isdigit() and len(reading.keys[number]) < 4:
            last = variant_end(reading, number + 1)
            yield Draft(at, last, EntityType.WEAPON, FoundBy.RULE, 0.85, "a number of a weapon's series")


def variant_end(reading: Reading, last: int) -> int:
    """The end of a weapon's variant, which is written on without a blank: "T-72" in "T-72B3M"."""
    while last < len(reading.words) and reading.gap(last) == "" and len(reading.words[last].text) < 4:
        last += 1
    return last


def ships(reading: Reading) -> Iterator[Draft]:
    """Ships after their navy's prefix or their kind; then wherever they have an article, as no city has."""
    named: set[str] = set()
    for at in reading.where(_AFLOAT):
        word, first = reading.words[at], at + 1
        prefixed = word.text in _NAVAL
        if first == len(reading.words) or not (prefixed or word.text in _SHIPS):
            continue
        the = reading.gap(first) == ", " and reading.words[first].text == "the"
        again = reading.follows(first) and reading.keys[first] in _VESSELS  # "the corvette ship Suzdalets"
        if (the or again) and first + 1 < len(reading.words):
            first += 1
        opened = reading.follows(first) or reading.gap(first) in _OPENED
        fit = reading.capitalised(first) if prefixed else _names_person(reading, first, first)
        if not (opened and fit):
            continue
        last = first + 1
        if last < len(reading.words) and reading.follows(last) and _names_person(reading, last, first):
            last += 1
        named.add(reading.key(first, last))
        note = f"a ship: {word.text}"
        yield Draft(at if prefixed else first, last, EntityType.WEAPON, FoundBy.RULE, 0.85, note)
    for at in reading.where(named):
        if reading.capitalised(at) and has_article(reading, at, at + 1):
            yield Draft(at, at + 1, EntityType.WEAPON, FoundBy.CONSISTENCY, 0.8, "a ship with its article")


def persons(reading: Reading) -> Iterator[Draft]:
    """A given name and what follows it: "Oleksiy Babchenko", "Michael A. Horowitz", "Ludwig van der Meer"."""
    end = 0
    for at in reading.where(given_names()):
        if at >= end and reading.capitalised(at) and (last := _surname_end(reading, at)):
            note = f"begins with the given name {reading.words[at].text}"
            yield Draft(at, last, EntityType.PERSON, FoundBy.RULE, 0.8, note)
            end = last


def _surname_end(reading: Reading, first: int) -> int:
    """The end of the name that begins with the given name `first`, 0 where none follows."""
    at, names = first + 1, 0
    while at < len(reading.keys) and at < first + 6 and (reading.follows(at) or _joint(reading, at)):
        key, word = reading.keys[at], reading.words[at].text
        if names and "\n" in reading.gap(at):
            break  # the town of a reader who wrote in
        if key in _PARTICLES and _names_on(reading, at):
            at += 1
            continue
        if not word[0].isupper() or key in NOT_NAMES or key in _NO_SURNAME or key in TITLES or key in _HEADS:
            break
        if len(key) > 1 and is_common(key) and (reading.titled(at) or is_common_verb(reading, at)):
            break
        if (
            names
            and is_given_name(key)
            and not is_given_name(reading.keys[at - 1])
            and not _joint(reading, at)
        ):
            break
        names += 1
        at += 1
        if names and not _initial(reading, at - 1) and _ended(reading, at - 1):
            break
        if names >= 3:
            break
    while at > first + 1 and (_initial(reading, at - 1) or reading.keys[at - 1] in _PARTICLES):
        at -= 1
    return at if at > first + 1 else 0


def is_common_verb(reading: Reading, at: int) -> bool:
    """Whether the word is more likely the beginning of something else than a surname."""
    return reading.begins_sentence(at)


def _names_on(reading: Reading, at: int) -> bool:
    """Whether capitals follow a particle, over further particles."""
    at += 1
    while at < len(reading.keys) and reading.keys[at] in _PARTICLES and reading.follows(at):
        at += 1
    return (
        at < len(reading.keys) and reading.capitalised(at) and (reading.follows(at) or reading.hyphened(at))
    )


def _joint(reading: Reading, at: int) -> bool:
    return reading.gap(at) in ("-", ". ", ".", "-") and (reading.gap(at) == "-" or _initial(reading, at - 1))


def _initial(reading: Reading, at: int) -> bool:
    return len(reading.keys[at]) == 1 and reading.capitalised(at)


def _ended(reading: Reading, at: int) -> bool:
    end = reading.words[at].end
    return reading.text[end : end + 2] in ("'s", "’s")


def titled_persons(reading: Reading) -> Iterator[Draft]:
    """An unknown name after a title: "Gov. Haidai", "Mr Babchenko", "General Marchenko"."""
    for at in reading.where(TITLES):
        after = at + 1
        if after == len(reading.keys) or reading.titled(at) or not reading.capitalised(at):
            continue
        if not (reading.follows(after) or reading.gap(after) == ". "):
            continue
        last = after
        while last < len(reading.keys) and last < after + 4 and _names_person(reading, last, after):
            last += 1
        if last > after:
            yield Draft(
                after,
                last,
                EntityType.PERSON,
                FoundBy.RULE,
                0.75,
                f"after the title {reading.words[at].text}",
            )


def _names_person(reading: Reading, at: int, first: int) -> bool:
    key = reading.keys[at]
    if at > first and not (reading.follows(at) or _joint(reading, at)):
        return False
    if at > first and _ended(reading, at - 1):
        return False
    unsuited = (
        key in NOT_NAMES
        or key in TITLES
        or key in _OPENERS
        or key in _HEADS
        or (is_common(key) and not is_given_name(key))
    )
    return reading.capitalised(at) and len(key) > 1 and not unsuited and key not in cues().before
