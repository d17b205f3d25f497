"""How evidence is weighed: for each form, what its occurrences in the article say of its type."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from core.entity import EntityType
from core.recognition.claims import Claims
from core.recognition.evidence import SETTLEMENT, SURNAME, cues, is_common, is_given_name
from core.recognition.gazetteer import PlaceName
from core.recognition.hearing import MODEL_TYPES
from core.recognition.known import Doubtful
from core.recognition.reading import Reading

WEIGHTS = {
    "PERSON": 1.0,
    "PER": 1.0,
    "GPE": 1.1,
    "LOC": 0.9,
    "FAC": 0.7,
    "ORG": 0.95,
    "repeated": 0.15,  # the model says so twice
    "NORP": 0.6,
    "PRODUCT": 0.5,
    "prominent": 2.2,  # a place known far and wide bears the name
    "obscure": 0.6,  # some village does
    "obscure, several": 1.2,  # some village does, and the name has several words: seldom by chance
    "settlement": 0.7,  # it ends as settlements do
    "surname": 0.6,  # it ends as surnames do
    "given name": 0.6,  # it is a given name
    "cue": 0.8,  # a word beside it speaks for the type
    "acronym": 0.5,
    "several": 0.3,  # a name of several capitalised words is seldom anything but a name
    "doubtful": 0.5,  # an alias of the lexicon that may as well mean something else
    "common": -0.8,  # English writes the word in lower case
    "listed": 0.5,  # beside it in a list stands a name of the type
    "titled": -0.6,  # seen only where every word is capitalised
}
THRESHOLD = 1.0
"""Evidence that makes a mention; 1.0 is the model's word for a person, undisputed."""


_LISTED = re.compile(r",[ \n]?|[ ]?[;/][ ]?")
_LISTABLE = (EntityType.PLACE, EntityType.ORG, EntityType.WEAPON)

Scores = Mapping[EntityType, float]


class Scales:
    """Weighs the forms of one article."""

    def __init__(
        self, reading: Reading, claims: Claims, labels: Mapping[tuple[int, int], str], doubtful: Doubtful
    ) -> None:
        self._reading = reading
        self._claims = claims
        self._labels = labels
        self._doubtful = doubtful

    def weigh(self, key: str, at: Sequence[int], length: int, place: PlaceName | None) -> Scores:
        """Evidence for each type that a form may have, over its occurrences (first words `at`)."""
        scores: dict[EntityType, float] = defaultdict(float)
        for add in (self._model(at, length), self._cues(at, length), self._lists(at, length)):
            for type_, weight in add.items():
                scores[type_] += weight
        for type_, weight in _shape(key, length, place):
            scores[type_] += weight
        if doubtful := self._doubtful.get((at[0], at[0] + length)):
            listed = doubtful.entries[0].reference.type
            scores[listed] += WEIGHTS["doubtful"]
            if all(map(is_common, key.split(" "))):  # which is why the table doubts it
                scores[listed] -= WEIGHTS["common"]
        capitals = all(self._reading.words[i].text.isupper() for i in at)
        if length == 1 and 2 <= len(key) <= 6 and capitals and EntityType.ORG in scores:
            scores[EntityType.ORG] += WEIGHTS["acronym"]
        general = WEIGHTS["several"] if length > 1 else 0.0
        if all(map(is_common, key.split(" "))):
            general += WEIGHTS["common"]
        if all(map(self._reading.titled, at)):
            general += WEIGHTS["titled"]
        return {type_: score + general for type_, score in scores.items()}

    def _model(self, at: Sequence[int], length: int) -> Scores:
        """The model's word, the weightier the more occurrences it spoke on."""
        labels = Counter(filter(None, (self._labels.get((i, i + length)) for i in at)))
        scores: dict[EntityType, float] = defaultdict(float)
        for label, votes in labels.items():
            scores[MODEL_TYPES[label]] += WEIGHTS[label] * (0.5 + 0.5 * votes / len(at))
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

    def _lists(self, at: Sequence[int], length: int) -> Scores:
        """Types of the names beside it in a list: "Toshkivka, Pidlisne and Myrna Dolyna"."""
        found = (self._claims.at(near) for first in at for near in self._listed(first, first + length))
        return {draft.type: WEIGHTS["listed"] for draft in found if draft and draft.type in _LISTABLE}

    def _listed(self, first: int, last: int) -> Iterator[int]:
        """The words beside [first, last) in a list."""
        reading, end = self._reading, len(self._reading.keys)
        if first > 1 and reading.keys[first - 1] == "and" and reading.follows(first):
            yield first - 2
        elif first and _LISTED.fullmatch(reading.gap(first)):
            yield first - 1
        if last < end - 1 and reading.keys[last] == "and" and reading.follows(last):
            yield last + 1
        elif last < end and _LISTED.fullmatch(reading.gap(last)):
            yield last


def _shape(key: str, length: int, place: PlaceName | None) -> Iterator[tuple[EntityType, float]]:
    """What the form itself says: the gazetteer, endings, given names."""
    if place:
        known = place.prominent and len(key) > 3 and not is_common(key)
        several = "obscure, several" if length > 1 else "obscure"
        yield EntityType.PLACE, WEIGHTS["prominent" if known else several]
    last_word = key.rsplit(" ", 1)[-1]
    if len(last_word) > (4 if length == 1 else 2) and SETTLEMENT.search(last_word):
        yield EntityType.PLACE, WEIGHTS["settlement"] * (1.0 if place else 0.5)
    if SURNAME.search(key):
        yield EntityType.PERSON, WEIGHTS["surname"]
    if length == 1 and is_given_name(key):
        yield EntityType.PERSON, WEIGHTS["given name"]
        yield EntityType.PLACE, -WEIGHTS["given name"]
        yield EntityType.ORG, -WEIGHTS["given name"]
