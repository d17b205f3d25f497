"""From many witnesses to one reading: which spans of a text are names, and of what type.

In this order, each step leaving alone what the ones before it claimed:

  1. listed names and names by their make, the longest first (`known`);
  2. surnames of the persons found so far ("Haidai" after "Serhiy Haidai");
  3. letters that stand for a name of several words ("NFU"), before and after the rest (`shortened`);
  4. the rest - what the gazetteer or the model marked, and doubtful aliases - form by form: all its
     occurrences in the article are heard together, so a name that is a city in nine sentences is one in the
     tenth, and evidence is weighed (`weigh`);
  5. class nouns that belong to a place ("Donets River", "Luhansk Oblast").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.entity import EntityType, FoundBy, Reference
from core.recognition import rules
from core.recognition.claims import Claims
from core.recognition.evidence import common_words, given_names, is_common, word_list
from core.recognition.gazetteer import REGION_NOUNS, Gazetteer, PlaceName, ordered_for
from core.recognition.hearing import MODEL_TYPES, Hearing
from core.recognition.known import Doubtful, claim_known, claim_surnames
from core.recognition.lexicon import Lexicon
from core.recognition.model import Span
from core.recognition.reading import Draft, Reading
from core.recognition.shortened import claim_shortened
from core.recognition.weigh import THRESHOLD, Scales

_EXTENSIVE = frozenset(("country", "continent", "bloc", "sea"))
"""Kinds of places that have no airport or river of their name."""
_REGIONS = frozenset(noun for noun in REGION_NOUNS if noun.endswith("s"))
_THINGS = word_list("things")
_EPONYMS = word_list("eponyms")
"""Whose names things bear that are none of theirs: "Molotov cocktails"."""
_NO_NAMES = frozenset(words.replace("_", " ") for words in word_list("no_names"))
"""Aeroplanes, laws and the like, which a name may be part of: "Air Force One", "the Geneva Convention"."""
_NO_NAME_FIRST = frozenset(words.split(" ")[0] for words in _NO_NAMES)
_LONGEST_NO_NAME = 3
_NEAR = 6
"""Words of a list of regions to either side of one."""
_CITY = 20_000
_METROPOLIS = 1_000_000
"""Inhabitants from which a name in lower case is a city of the war's country, or one as it is written.

Of 64 that were claimed of any size and by sound 37 were words: "yarn" (Yaren), "july" (Ulyanovsk).
"""


def decide(reading: Reading, spans: Sequence[Span], lexicon: Lexicon, gazetteer: Gazetteer) -> list[Draft]:
    """All mentions of a reading, in order, from the model's spans and everything else."""
    claims, hearing = Claims(), Hearing(reading, spans)
    for at in reading.where(_THINGS):
        if reading.follows(at) and reading.keys[at - 1] in _EPONYMS:
            claims.bar(at - 1, at + 1)
    for at in reading.where(_NO_NAME_FIRST):
        for end in range(at + 2, at + 2 + _LONGEST_NO_NAME):
            if reading.key(at, end) in _NO_NAMES and reading.capitalised(at):
                claims.bar(at, end)
    doubtful = claim_known(reading, lexicon, hearing, claims)
    claim_surnames(reading, claims)
    claim_shortened(reading, claims)
    decision = Decision(reading, gazetteer, claims, hearing.labels(claims, gazetteer), doubtful)
    decision.claim_lower_cased()
    decision.weigh_forms()
    claim_shortened(reading, claims)
    return [decision.completed(draft) for draft in claims.drafts()]


def _needs_no_capital(place: Reference, key: str) -> bool:
    if "country:UA" in place.within:
        return place.population >= _CITY
    return place.population >= _METROPOLIS and place.label.lower() == key


class Decision:
    """The weighing of one article's forms."""

    def __init__(
        self,
        reading: Reading,
        gazetteer: Gazetteer,
        claims: Claims,
        labels: Mapping[tuple[int, int], str],
        doubtful: Doubtful,
    ) -> None:
        self.reading = reading
        self.gazetteer = gazetteer
        self._claims = claims
        self._labels = labels
        self._doubtful = doubtful
        self._scales = Scales(reading, labels, doubtful)

    def weigh_forms(self) -> None:
        """Claim every form on which enough is said, the longest first."""
        reading = self.reading
        forms: dict[str, tuple[int, int]] = {}
        for first, last in [*self._labels, *self._doubtful, *self._places()]:
            forms.setdefault(reading.key(first, last), (first, last))
        for only in reading.where(given_names()):
            if reading.capitalised(only) and only not in self._claims and not is_common(reading.keys[only]):
                forms.setdefault(reading.keys[only], (only, only + 1))
        labelled: dict[str, list[int]] = defaultdict(list)
        for first, last in self._labels:
            labelled[reading.key(first, last)].append(first)
        for key, (first, last) in sorted(forms.items(), key=lambda form: form[1][0] - form[1][1]):
            if len(key) < 2 or key in rules.NOT_NAMES or self._merely_titled(first, last):
                continue
            places = {*reading.find(first, last), *labelled.get(key, ())}
            length = last - first
            at = [first for first in sorted(places) if self._claims.free(first, first + length)]
            if at:
                self._decide(key, at, length)

    def _merely_titled(self, first: int, last: int) -> bool:
        """Whether plain words wear capitals only because their whole line does."""
        words = range(first, last)
        return all(self.reading.titled(at) and is_common(self.reading.keys[at]) for at in words)

    def _places(self) -> list[tuple[int, int]]:
        """Unclaimed capitalised words that the gazetteer knows, the longest rows first at each word."""
        reading, found, end = self.reading, [], 0
        for at in reading.capitals:
            if at < end or at in self._claims or len(reading.keys[at]) < 3:
                continue
            if last := self._place_end(at):
                found.append((at, last))
                end = last
        return found

    def claim_lower_cased(self) -> None:
        """Claim the known cities that a careless page has in lower case: "kyiv"."""
        reading = self.reading
        for key in reading.distinct - common_words():
            if len(key) < 4 or not key.isalpha():
                continue
            at = [i for i in reading.where({key}) if not reading.capitalised(i) and i not in self._claims]
            place = self.gazetteer.find(key) if at else None
            if not place or not place.prominent:
                continue
            if not any(_needs_no_capital(one, key) for one in place.references):
                continue
            for i in at:
                if not reading.in_address(i, i + 1):
                    note = "a city in lower case"
                    self._claims.claim(
                        Draft(i, i + 1, EntityType.PLACE, FoundBy.GAZETTEER, 0.7, note, place.references)
                    )

    def _place_end(self, first: int) -> int:
        reading, last = self.reading, first + 1
        while (
            last < min(first + 3, len(reading.words))
            and last not in self._claims
            and reading.capitalised(last)
        ):
            if not (reading.follows(last) or reading.hyphened(last)):
                break
            last += 1
        for end in range(last, first, -1):
            if self.gazetteer.find(reading.key(first, end)):
                return end
        return 0

    def _decide(self, key: str, at: list[int], length: int) -> None:
        """Claim all occurrences of a form for the type that most speaks for, if enough does."""
        place = self._place(key)
        if place and place.adjective and not any(self._of_region(first, first + length) for first in at):
            place = None
        scores = self._scales.weigh(key, at, length, place)
        type_, score = max(scores.items(), key=lambda item: item[1], default=(EntityType.PLACE, 0.0))
        if score < THRESHOLD:
            return
        places = place.references if place and type_ is EntityType.PLACE else ()
        for first in at:
            self._claims.claim(self._draft(first, first + length, type_, score, places))

    def _place(self, key: str) -> PlaceName | None:
        """The gazetteer's places of a form, with or without a class noun at its end ("Sumy City")."""
        name, _, noun = key.rpartition(" ")
        bare = self.gazetteer.find(name) if name and noun in rules.CLASS_NOUNS else None
        return self.gazetteer.find(key) or (bare and bare.for_noun(noun))

    def _of_region(self, first: int, last: int) -> bool:
        """Whether "region" follows, or "regions" stands near: "several regions, including Mikołajowski"."""
        reading = self.reading
        if last < len(reading.keys) and reading.follows(last) and reading.keys[last] in REGION_NOUNS:
            return True
        return not _REGIONS.isdisjoint(reading.keys[max(0, first - _NEAR) : last + _NEAR])

    def _draft(
        self, first: int, last: int, type_: EntityType, score: float, places: tuple[Reference, ...]
    ) -> Draft:
        doubtful = self._doubtful.get((first, last))
        listed = tuple(e.reference for e in doubtful.entries if e.reference.type is type_) if doubtful else ()
        references = listed or ordered_for(places, self.reading.key(last, last + 1))
        label = self._labels.get((first, last), "")
        heard = MODEL_TYPES.get(label) is type_
        if references:
            found_by = FoundBy.LEXICON if listed else FoundBy.GAZETTEER
        else:
            found_by = FoundBy.MODEL if heard else FoundBy.CONSISTENCY
        note = (
            f"the model reads {label}" if heard else "as elsewhere in the article" if not references else ""
        )
        return Draft(first, last, type_, found_by, min(0.95, 0.4 + score / 4), note, references)

    def completed(self, draft: Draft) -> Draft:
        """A draft with its class noun and all that it may stand for: "Dnipro" is a river and a city."""
        if draft.type is EntityType.WEAPON:
            return self._with_designation(draft)
        if draft.type is not EntityType.PLACE:
            return draft
        if draft.found_by is FoundBy.LEXICON and not any(r.kind in _EXTENSIVE for r in draft.references):
            place = self.gazetteer.find(self.reading.key(draft.first, draft.last))
            known = {reference.id for reference in draft.references}
            others = tuple(r for r in place.references if r.id not in known) if place else ()
            draft = draft._replace(references=(*draft.references, *others))
        return self._with_class_noun(draft)

    def _with_designation(self, draft: Draft) -> Draft:
        """A weapon with all of its number: "Shahed-129", "Su-57s"; another number is another weapon."""
        reading, last = self.reading, draft.last
        while last < len(reading.keys) and self._claims.free(last, last + 1):
            text, glued = reading.words[last].text, reading.gap(last) == ""
            mark = text.isdigit() or (text.isupper() and len(text) <= 3) or (glued and text == "s")
            if not (mark and (glued or reading.hyphened(last))):
                break
            last += 1
        same = reading.key(draft.last, last) in ("", "s")
        return draft._replace(last=last, references=draft.references if same else ())

    def _with_class_noun(self, draft: Draft) -> Draft:
        """A place with the class noun that belongs to it: "Luhansk Oblast", "Donets river"."""
        reading, at = self.reading, draft.last
        if (
            at >= len(reading.keys)
            or not self._claims.free(at, at + 1)
            or not reading.follows(at)
            or "\n" in reading.gap(at)
        ):
            return draft
        kinds = {place.kind for place in draft.references}
        if reading.capitalised(at) and not reading.titled(at) and reading.keys[at] in rules.CLASS_NOUNS:
            last = at + 1
        else:
            last = 0 if kinds & _EXTENSIVE else self._facility_end(at)
        if not last or not self._claims.free(at, last):
            return draft
        found = self.gazetteer.find(reading.key(draft.first, last))
        noun = reading.keys[at]
        references = found.references if found else ordered_for(draft.references, noun)
        return draft._replace(last=last, references=references)

    def _facility_end(self, at: int) -> int:
        """The end of "nuclear power plant", "airport" ... that begins at a word; 0 where none does."""
        for last in range(min(at + 3, len(self.reading.keys)), at, -1):
            if self.reading.key(at, last) in rules.FACILITIES and self._claims.free(at, last):
                return last
        return 0
