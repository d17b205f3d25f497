"""Names found by their make: ministries and institutes, given name and surname, titles.

Each rule reads words and what stands between them, and yields drafts; `decide` weighs them against the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.entity import EntityType, FoundBy
from core.names.places import shortened
from core.recognition.afloat import has_article
from core.recognition.evidence import cues, given_names, is_common, is_given_name, word_list
from core.recognition.reading import Draft, Reading
from core.recognition.words import fold

_HEADS = word_list("organisation_heads")
PARTICLES = word_list("particles")
_PORTFOLIOS = word_list("portfolios")
_PORTFOLIO_PAIRS = frozenset(words.replace("_", " ") for words in word_list("portfolio_pairs"))
_WHOLE_PORTFOLIOS = _PORTFOLIOS - {words.split(" ")[0] for words in _PORTFOLIO_PAIRS}
"""Those that stand by themselves behind "ministry of", as "digital" does not."""
_WESTERN = word_list("western")
_ADMINISTRATIONS = word_list("administrations")
_LINKS = word_list("links")
_ABOUT = word_list("about")
CLASS_NOUNS = word_list("class_nouns")
_NO_PERSONS = CLASS_NOUNS | word_list("buildings") | word_list("place_nouns") | word_list("no_persons")
"""What places, fires and leagues end with that persons are named for: "Clark County"."""
SURNAMES_TOO = word_list("surnames_too")
"""Those of them that are surnames as well: "Veronica Lake"."""
FACILITIES = frozenset(name.replace("_", " ") for name in word_list("facilities"))
NOT_NAMES = frozenset(name.replace("_", " ") for name in word_list("not_names"))
_ORDINALS = word_list("ordinals")
UNITS = word_list("units")
_HONORIFICS = frozenset(("mr", "mrs", "ms"))
_JUNIOR = frozenset(("jr", "sr"))
_TROOPS = word_list("troops")
_NO_SURNAME = word_list("no_surname")
TITLES = word_list("titles")
STATES = frozenset(fold(short) for short, state in shortened().items() if not short.isupper() or " " in state)
"""States cut short as words are, or to their initials, which have stops: "Calif", "NC"."""
_SERIES = word_list("weapon_series")
_NAVAL = word_list("naval_prefixes")
_SHIPS = word_list("ships")
_SERIES_KEYS = frozenset(map(str.lower, _SERIES))
_AFLOAT = _SHIPS | frozenset(map(str.lower, _NAVAL))
_VESSELS = word_list("vessels")
_OFFICES = frozenset(("ministry", "staff"))
_BLOC = frozenset(("western",))
_WEST = frozenset(("west",))
_BLOC_BEFORE = word_list("bloc_before")
_BLOC_AFTER = word_list("bloc_after")
_ENDED = re.compile(r"[.,;:!?…)’'”\"—–]|\s+[—–]|\s*(?:\n\s*\n|$)")
"""What ends a clause behind a word."""
_POSTAL = frozenset(fold(short) for short in shortened() if len(short) == 2)
_PARTIES = frozenset(("r", "d", "i"))
_SEATS = frozenset(state for state in _POSTAL if not is_common(state))
"""States whose two letters are no word: "in" and "or" stand everywhere."""
_X = frozenset(("x",))
_ONTO = frozenset(("on", "to", "via", "platform"))
_POSTING = word_list("posting")
_NEAR_POST = 8
"""Words before X within which somebody posts."""
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
        rubric = key == "news" and all(map(is_common, reading.keys[first:at]))  # "World News", "News of"
        if last - first > 1 and not rubric:
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
    unit = reading.keys[head] in UNITS and numbered(reading, first) and reading.follows(first)
    return first - 2 if unit else first


def numbered(reading: Reading, at: int) -> bool:
    """Whether an ordinal stands right before word `at`: "72nd"."""
    ordinal = 1 < at <= len(reading.keys) and reading.keys[at - 1] in _ORDINALS
    return ordinal and reading.keys[at - 2].isdigit() and reading.gap(at - 1) == ""


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


MINISTRY = "a ministry by its portfolio"


def ministries(reading: Reading) -> Iterator[Draft]:
    """Ministries and staffs in lower case: "defence ministry", "ministry of defence", "the general staff"."""
    for at in reading.where(_OFFICES):
        if reading.capitalised(at):
            continue
        first, last, before = at - 1, at + 1, reading.keys[at - 1]
        if reading.key(last, last + 1) == "of" and (end := _portfolio_end(reading, last + 1)):
            first, last = at, end
        elif not reading.follows(at) or not (
            before in _PORTFOLIOS if reading.keys[at] == "ministry" else before == "general"
        ):
            continue
        if first and reading.follows(first) and _modifies(reading, first - 1):
            first -= 1
        yield Draft(first, last, EntityType.ORG, FoundBy.RULE, 0.8, MINISTRY)


def _portfolio_end(reading: Reading, at: int) -> int:
    """The end of the portfolio at a word: "defence", "digital transformation"; 0 where none begins."""
    if reading.key(at, at + 2) in _PORTFOLIO_PAIRS:
        return at + 2
    return at + 1 if reading.key(at, at + 1) in _WHOLE_PORTFOLIOS else 0


def westerners(reading: Reading) -> Iterator[Draft]:
    """The bloc's adjective in lower case, told from the direction by what follows: "western officials"."""
    for at in reading.where(_BLOC):
        if at + 1 == len(reading.keys) or reading.capitalised(at):
            continue
        joined = reading.follows(at + 1) or reading.hyphened(at + 1)
        if joined and reading.keys[at + 1] in _WESTERN:
            yield Draft(at, at + 1, EntityType.NORP, FoundBy.RULE, 0.7, "the bloc, not the direction")


def west(reading: Reading) -> Iterator[Draft]:
    """The bloc in lower case, as it acts or is dealt with: "the west believes", "cheated by the west"."""
    for at in reading.where(_WEST):
        before = reading.keys[max(0, at - 2) : at]
        if reading.words[at].text != "west" or before[-1:] != ["the"]:
            continue
        after = reading.keys[at + 1] if at + 1 < len(reading.keys) and reading.follows(at + 1) else ""
        ended = _ENDED.match(reading.text, reading.words[at].end)
        if after in _BLOC_AFTER or (before[0] in _BLOC_BEFORE and ended):
            note = "the bloc, not the direction"
            yield Draft(at, at + 1, EntityType.PLACE, FoundBy.RULE, 0.7, note)


def states(reading: Reading) -> Iterator[Draft]:
    """American states cut short after a party or a town: "R-Calif.", "Boston, Mass.", "(Ariz.)", "(D-MD)"."""
    for at in reading.where(STATES):
        cut = reading.stopped(at) or reading.words[at].text.endswith(".")
        beside = _of_party(reading, at) or reading.gap(at) in (", ", ",\n", " (", "(")
        if cut and beside and reading.capitalised(at):
            yield Draft(at, at + 1, EntityType.PLACE, FoundBy.RULE, 0.85, "a state cut short")
    for at in reading.where(_PARTIES):
        if at + 1 < len(reading.words) and reading.hyphened(at + 1) and _postal(reading, at + 1):
            yield Draft(at + 1, at + 2, EntityType.PLACE, FoundBy.RULE, 0.85, "a state cut short")
    for at in reading.where(_SEATS):
        numbered_seat = reading.text[reading.words[at].end : reading.words[at].end + 2]
        if _postal(reading, at) and numbered_seat[1:].isdigit() and reading.gap(at).endswith("("):
            yield Draft(at, at + 1, EntityType.PLACE, FoundBy.RULE, 0.85, "a state cut short")


def _postal(reading: Reading, at: int) -> bool:
    """Whether a word is a state in two capitals, before a bracket, a comma or the number of a seat."""
    ended = reading.text[reading.words[at].end : reading.words[at].end + 1] in (")", ",", "-")
    return ended and reading.keys[at] in _POSTAL and reading.words[at].text.isupper()


def _of_party(reading: Reading, at: int) -> bool:
    return at > 0 and reading.hyphened(at) and reading.keys[at - 1] in _PARTIES


def platforms(reading: Reading) -> Iterator[Draft]:
    """X, where somebody posts: "wrote on X", "in a post to X"."""
    for at in reading.where(_X):
        if at < 2 or reading.words[at].text != "X" or not reading.follows(at):
            continue
        said = not _POSTING.isdisjoint(reading.keys[max(0, at - _NEAR_POST) : at - 1])
        after = reading.text[reading.words[at].end : reading.words[at].end + 1]
        if reading.keys[at - 1] in _ONTO and said and after not in ("-", "/", "&"):
            yield Draft(at, at + 1, EntityType.ORG, FoundBy.RULE, 0.8, "where something was posted")


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
            first = at - 1 if at and reading.gap(at) == ". " and _initial(reading, at - 1) else at
            if last < len(reading.keys) and reading.keys[last] in _JUNIOR and reading.capitalised(last):
                last += reading.follows(last) or reading.gap(last) == ", "
            yield Draft(first, last, EntityType.PERSON, FoundBy.RULE, 0.8, note)
            end = last


def _surname_end(reading: Reading, first: int) -> int:
    """The end of the name that begins with the given name `first`, 0 where none follows."""
    at, names = first + 1, 0
    while at < len(reading.keys) and at < first + 6 and (reading.follows(at) or _joint(reading, at)):
        key, word = reading.keys[at], reading.words[at].text
        if names and "\n" in reading.gap(at):
            break  # the town of a reader who wrote in
        if _names_no_person(reading, at, names):
            return 0
        if key in PARTICLES and _names_on(reading, at):
            at += 1
            continue
        if not word[0].isupper() or key in NOT_NAMES or key in _NO_SURNAME or key in TITLES or key in _HEADS:
            break
        if len(key) > 1 and is_common(key) and (reading.titled(at) or is_common_verb(reading, at)):
            break
        another = is_given_name(key) or (len(key) > 1 and is_common(key))  # "Tucker Carlson Tonight"
        if names and another and not is_given_name(reading.keys[at - 1]) and not _joint(reading, at):
            break
        names += 1
        at += 1
        if names and not _initial(reading, at - 1) and _ended(reading, at - 1):
            break
        if names >= 3:
            break
    while at > first + 1 and (_initial(reading, at - 1) or reading.keys[at - 1] in PARTICLES):
        at -= 1
    return at if at > first + 1 else 0


def _names_no_person(reading: Reading, at: int, names: int) -> bool:
    """Whether a word ends the name of something else: "Clark County", not "Veronica Lake"."""
    if not reading.capitalised(at) or reading.keys[at] not in _NO_PERSONS:
        return False
    whole = names and not _initial(reading, at - 1) and not is_given_name(reading.keys[at - 1])
    return not reading.titled(at) if whole else reading.keys[at] not in SURNAMES_TOO


def is_common_verb(reading: Reading, at: int) -> bool:
    """Whether the word is more likely the beginning of something else than a surname."""
    return reading.begins_sentence(at)


def _names_on(reading: Reading, at: int) -> bool:
    """Whether capitals follow a particle, over further particles."""
    at += 1
    while at < len(reading.keys) and reading.keys[at] in PARTICLES and reading.follows(at):
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
        last = after + _addressed(reading, at, after)
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


def _addressed(reading: Reading, title: int, at: int) -> bool:
    """Whether a plain word is a surname after "Mr" or "Ms": "Ms Young", not "Mr Speaker"."""
    key, other = reading.keys[at], (NOT_NAMES, TITLES, _OPENERS, _HEADS, cues().before)
    surname = is_common(key) and reading.capitalised(at) and not any(key in words for words in other)
    return surname and reading.keys[title] in _HONORIFICS


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
