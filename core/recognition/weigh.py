"""How evidence is weighed: for each form, what its occurrences in the article say of its type."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from core.entity import EntityType
from core.recognition.evidence import SETTLEMENT, cues, is_common, is_given_name, word_list
from core.recognition.gazetteer import PlaceName
from core.recognition.hearing import MODEL_TYPES
from core.recognition.known import Doubtful
from core.recognition.reading import Reading

WEIGHTS = {
    "heard": 0.9,  # the model says so
    "repeated": 0.15,  # the model says so twice
    "prominent": 2.0,  # a place known far and wide bears the name
    "obscure": 0.6,  # some village does
    "obscure, several": 1.2,  # some village does, and the name has several words: seldom by chance
    "adjective": 1.0,  # what a region is called, beside its class noun
    "settlement": 0.7,  # it ends as settlements do
    "given name": 0.6,  # it is a given name
    "given name by itself": 0.4,  # and stands somewhere as a person does: "her sister Rimma"
    "cue": 0.8,  # a word beside it speaks for the type
    "several": 0.3,  # a name of several capitalised words is seldom anything but a name
    "doubtful": 0.5,  # an alias of the lexicon that may as well mean something else
    "doubtful, armed": 0.5,  # and a word of arms stands beside it half the time: "Iskandar missiles"
    "common": -0.8,  # English writes the word in lower case
    "titled": -0.6,  # seen only where every word is capitalised
    "unarmed": -1.0,  # what the model alone takes for a weapon, with no word of arms about it
}
_HALF_CUED = WEIGHTS["cue"] * 0.75
THRESHOLD = 1.0
"""Evidence that makes a mention: the model's word for it, twice or with anything else in its favour."""

_ABOUT = 6
"""Words to either side among which arms are spoken of. Of 142 weapons in 3,000 articles that the model alone
saw far from any such word 7 were weapons; the rest were prizes, roads, diseases, companies: "Nobel Prize"."""

_ARTICLES = frozenset(("a", "an", "the"))
_AFTER_NAMES = word_list("after_names")
"""Small words and verbs that follow a person's name; any other word may be a noun: "Valentine tanks"."""

Scores = Mapping[EntityType, float]


@cache
def _arms() -> frozenset[str]:
    """Words that stand beside weapons: "missile", "tanks", "air"."""
    told = (*cues().before.items(), *cues().after.items())
    return frozenset(word for words, kind in told if kind is EntityType.WEAPON for word in words.split())


class Scales:
    """Weighs the forms of one article."""

    def __init__(self, reading: Reading, labels: Mapping[tuple[int, int], str], doubtful: Doubtful) -> None:
        self._reading = reading
        self._labels = labels
        self._doubtful = doubtful

    def weigh(self, key: str, at: Sequence[int], length: int, place: PlaceName | None) -> Scores:
        """Evidence for each type that a form may have, over its occurrences (first words `at`)."""
        scores: dict[EntityType, float] = defaultdict(float)
        cued = self._cues(at, length)
        for add in (self._model(at, length), cued):
            for type_, weight in add.items():
                scores[type_] += weight
        given = length == 1 and is_given_name(key)
        if given and all(map(self._as_make, at)):
            given = False
            scores[EntityType.PERSON] -= WEIGHTS["given name"]
        for type_, weight in _shape(key, length, place, given=given):
            scores[type_] += weight
        if given and not place and any(map(self._as_person, at)) and not any(map(self._has_company, at)):
            scores[EntityType.PERSON] += WEIGHTS["given name by itself"]
        if doubtful := self._doubtful.get((at[0], at[0] + length)):
            listed = doubtful.entries[0].reference.type
            scores[listed] += WEIGHTS["doubtful"]
            if listed is EntityType.WEAPON and cued.get(listed, 0.0) >= _HALF_CUED:
                scores[listed] += WEIGHTS["doubtful, armed"]
            if all(map(is_common, key.split(" "))):  # which is why the table doubts it
                scores[listed] -= WEIGHTS["common"]
        elif EntityType.WEAPON in scores and not self._armed(at, length):
            scores[EntityType.WEAPON] += WEIGHTS["unarmed"]
        general = WEIGHTS["several"] if length > 1 else 0.0
        if all(map(is_common, key.split(" "))):
            general += WEIGHTS["common"]
        if all(map(self._reading.titled, at)):
            general += WEIGHTS["titled"]
        return {type_: score + general for type_, score in scores.items()}

    def _armed(self, at: Sequence[int], length: int) -> bool:
        """Whether arms are spoken of about one of the occurrences."""
        keys, arms = self._reading.keys, _arms()
        return any(
            not arms.isdisjoint(keys[max(0, first - _ABOUT) : first])
            or not arms.isdisjoint(keys[first + length : first + length + _ABOUT])
            for first in at
        )

    def _as_make(self, at: int) -> bool:
        """Whether a given name stands as that of a make does: "a Roland", "Valentine tanks"."""
        reading, after = self._reading, at + 1
        armed = after < len(reading.keys) and reading.follows(after)
        armed = armed and cues().after.get(reading.keys[after]) is EntityType.WEAPON
        return armed or (at > 0 and reading.follows(at) and reading.keys[at - 1] in _ARTICLES)

    def _as_person(self, at: int) -> bool:
        """Whether a given name stands as no word, place or make does: "Ivy grows", "a Cliff", "in Vesta"."""
        reading, after = self._reading, at + 1
        key = reading.key(after, after + 1)
        follows = bool(key) and reading.follows(after)
        says = follows and cues().after.get(key) is EntityType.PERSON
        aged = bool(key) and reading.gap(after) == ", " and key.isdigit()
        if reading.begins_sentence(at) or says or aged:
            return says or aged
        before = cues().before.get(reading.keys[at - 1], EntityType.PERSON)
        if self._as_make(at) or before is not EntityType.PERSON:
            return False
        return not follows or key in _AFTER_NAMES or key.endswith("ed")

    def _has_company(self, at: int) -> bool:
        """Whether a capital beside a word may make a longer name of it, or every word wears capitals."""
        reading, after = self._reading, at + 1
        before = reading.follows(at) and reading.capitalised(at - 1) and not reading.begins_sentence(at - 1)
        joined = after < len(reading.words) and (reading.follows(after) or reading.hyphened(after))
        return (
            before
            or reading.hyphened(at)
            or (joined and (reading.capitalised(after) or reading.hyphened(after)))
            or reading.words[at].text.isupper()
            or reading.in_address(at, after)
        )

    def _model(self, at: Sequence[int], length: int) -> Scores:
        """The model's word, the weightier the more occurrences it spoke on."""
        labels = Counter(filter(None, (self._labels.get((i, i + length)) for i in at)))
        scores: dict[EntityType, float] = defaultdict(float)
        for label, votes in labels.items():
            scores[MODEL_TYPES[label]] += WEIGHTS["heard"] * (0.5 + 0.5 * votes / len(at))
            scores[MODEL_TYPES[label]] += WEIGHTS["repeated"] if votes > 1 else 0.0
        return scores

    def _cues(self, at: Sequence[int], length: int) -> Scores:
        """What the words before and after the occurrences say."""
        reading, table = self._reading, cues()
        votes: Counter[EntityType] = Counter()
        for first in at:
            if first and not reading.begins_sentence(first):
                before = table.before.get(reading.key(max(0, first - 2), first))
                before = before or table.before.get(reading.keys[first - 1])
                votes.update([before] if before else [])
            last = first + length
            if last < len(reading.keys) and reading.follows(last):
                after = table.after.get(reading.key(last, last + 2)) or table.after.get(reading.keys[last])
                votes.update([after] if after else [])
        return {type_: WEIGHTS["cue"] * min(1.0, count / len(at) + 0.25) for type_, count in votes.items()}


def _shape(
    key: str, length: int, place: PlaceName | None, *, given: bool
) -> Iterator[tuple[EntityType, float]]:
    """What the form itself says: the gazetteer, endings, given names."""
    if place:
        known = place.prominent and len(key) > 3 and not is_common(key)
        several = "obscure, several" if length > 1 else "obscure"
        yield EntityType.PLACE, WEIGHTS["adjective" if place.adjective else "prominent" if known else several]
    last_word = key.rsplit(" ", 1)[-1]
    if len(last_word) > (4 if length == 1 else 2) and SETTLEMENT.search(last_word):
        yield EntityType.PLACE, WEIGHTS["settlement"] * (1.0 if place else 0.5)
    if given:
        yield EntityType.PERSON, WEIGHTS["given name"]
        yield EntityType.PLACE, -WEIGHTS["given name"]
        yield EntityType.ORG, -WEIGHTS["given name"]
