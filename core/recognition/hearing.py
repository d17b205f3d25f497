"""What the model says, in words: its spans cut where names part and trimmed of what is no name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.entity import EntityType
from core.recognition import rules
from core.recognition.claims import Claims
from core.recognition.evidence import is_common, is_given_name, word_list
from core.recognition.gazetteer import Gazetteer
from core.recognition.model import Span
from core.recognition.reading import Draft, Reading

MODEL_TYPES = {
    "PERSON": EntityType.PERSON,
    "PER": EntityType.PERSON,
    "PLACE": EntityType.PLACE,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "ORG": EntityType.ORG,
    "NORP": EntityType.NORP,
    "PRODUCT": EntityType.WEAPON,
    "WEAPON": EntityType.WEAPON,
    "EVENT": EntityType.EVENT,
}
"""The model's labels that name something of ours; dates, numbers, laws and works of art do not."""

_PARTS = re.compile(r"[/;()\[\]|\n\"“”—–,:]")
"""What parts two names inside one span of the model."""
_ARTICLES = word_list("leading")
_LEADING = _ARTICLES | rules.TITLES
_TRAILING = (word_list("openers") | word_list("links")) - {"today"}
"""What begins the rest of a sentence: "State Emergency Service of the", "Cold War Since"."""
_BUILDINGS = word_list("buildings")
_GROUNDS = (rules.CLASS_NOUNS | word_list("place_nouns")) - rules.SURNAMES_TOO
_GLUED_ON = word_list("glued_on")


class Hearing:
    """The model's spans of one reading as stretches of words."""

    def __init__(self, reading: Reading, spans: Sequence[Span]) -> None:
        starts = reading.starts
        self._reading = reading
        self._spans = [
            (bisect_left(starts, span.start), bisect_left(starts, span.end), span.label)
            for span in spans
            if span.label in MODEL_TYPES
        ]
        self._ends = [last for _, last, _ in self._spans]
        self._persons = {
            first: last for first, last, label in self._spans if MODEL_TYPES[label] is EntityType.PERSON
        }
        self._organisations = {first for first, _, label in self._spans if label == "ORG"}

    def person_from(self, first: int) -> int:
        """The end of the person that the model sees beginning at a word; 0 where it sees none."""
        return self._persons.get(first, 0)

    def organisation_from(self, first: int) -> bool:
        """Whether the model sees an organisation beginning at a word: "General Motors" is no officer."""
        return first in self._organisations

    def instead_of(self, draft: Draft) -> tuple[int, int] | None:
        """The words of the model's span of a draft's type over it, trimmed; None where it has none."""
        for at in range(bisect_right(self._ends, draft.first), len(self._spans)):
            first, last, label = self._spans[at]
            if first >= draft.last:
                break
            if MODEL_TYPES[label] is draft.type:
                trimmed = self._trimmed(first, last, label)
                return trimmed if trimmed[0] < trimmed[1] else None
        return None

    def labels(self, claims: Claims, gazetteer: Gazetteer) -> dict[tuple[int, int], str]:
        """What the model calls the words that nothing has claimed, by stretch."""
        labels: dict[tuple[int, int], str] = {}
        for first, last, label in self._spans:
            for piece in self._pieces(first, last, claims):
                for part in self._parted(*piece, gazetteer):
                    labels.setdefault(self._trimmed(*part, label), self._built(*part, label))
        return {(first, last): label for (first, last), label in labels.items() if last > first}

    def _pieces(self, first: int, last: int, claims: Claims) -> Iterator[tuple[int, int]]:
        """The unclaimed stretches of a span, between brackets, commas and the like."""
        start = -1
        for at in range(first, last):
            parted = bool(_PARTS.search(self._reading.gap(at)))
            if start >= 0 and (at in claims or parted):
                yield start, at
                start = -1
            if at not in claims and start < 0:
                start = at
        if start >= 0:
            yield start, last

    def _parted(self, first: int, last: int, gazetteer: Gazetteer) -> list[tuple[int, int]]:
        """A hyphened pair of places as two: "Kostiantynivka-Druzhkivka"."""
        reading = self._reading
        hyphens = [at for at in range(first + 1, last) if reading.hyphened(at)]
        if hyphens and not gazetteer.find(reading.key(first, last)):
            parts = list(pairwise([first, *hyphens, last]))
            if all(gazetteer.find(reading.key(*part)) for part in parts):
                return parts
        return [(first, last)]

    def _built(self, first: int, last: int, label: str) -> str:
        """The label; what ends as places do is one, as buildings do without a given name: "Pushkin House"."""
        keys = self._reading.keys
        last_word = keys[last - 1] if first + 1 < last else ""
        building = last_word in _GROUNDS or (last_word in _BUILDINGS and not is_given_name(keys[first]))
        return "PLACE" if building and MODEL_TYPES[label] is EntityType.PERSON else label

    def _trimmed(self, first: int, last: int, label: str) -> tuple[int, int]:
        """Without titles, articles and numbers before a name, and without what follows or was glued to it."""
        reading = self._reading
        leading = _ARTICLES if label == "ORG" and first + 2 == last else _LEADING
        while first < last and reading.keys[first] in leading:
            first += 1
        while last > first and self._trails(last - 1):
            last -= 1
        longer = last < len(reading.keys) and reading.capitalised(last)  # of "12th Assembly" the number
        alone = first + 2 == last
        counted = longer or not alone if label == "ORG" else alone
        if counted and rules.numbered(reading, first + 2):
            first += 2 * rules.UNITS.isdisjoint(reading.keys[first:last])  # "the 77th UN General Assembly"
        if MODEL_TYPES[label] is EntityType.PERSON and first + 1 < last and self._calls(first):
            first += 1
        return min(first, last), last

    def _trails(self, at: int) -> bool:
        key = self._reading.keys[at]
        small = key in _TRAILING and not self._reading.words[at].text.isupper()  # the WHO is none
        return small or key in rules.TITLES or self._glued(at)

    def _calls(self, at: int) -> bool:
        """Whether a plain word begins a sentence before a given name: "Dad Anton", "Volunteers Anastasia"."""
        key, after = self._reading.keys[at : at + 2]
        plain = is_common(key) and not is_given_name(key)
        return plain and is_given_name(after) and self._reading.begins_sentence(at)

    def _glued(self, at: int) -> bool:
        """Whether a small word was taken off the end of the name before it: "Zelenskywas"."""
        return self._reading.gap(at) == "" and self._reading.keys[at] in _GLUED_ON
