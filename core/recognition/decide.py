"""From many witnesses to one reading: which spans of a text are names, and of what type.

In this order, each step leaving alone what the ones before it claimed:

  1. known names (lexicon) and names by their make (rules), the longest first;
  2. surnames of the persons found so far ("Haidai" after "Serhiy Haidai");
  3. the rest - what the gazetteer or the model marked, and doubtful aliases - form by form: all its
     occurrences in the article are heard together, so a name that is a city in nine sentences is one in the
     tenth, and evidence is weighed by WEIGHTS;
  4. class nouns that belong to a place ("Donets River", "Luhansk Oblast").
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from core.entity import EntityType, FoundBy
from core.recognition import rules
from core.recognition.evidence import SETTLEMENT, SURNAME, cues, is_common, is_given_name, word_list
from core.recognition.gazetteer import Gazetteer, PlaceName, ordered_for
from core.recognition.lexicon import Lexicon, Match
from core.recognition.model import Span
from core.recognition.reading import Draft, Reading

MODEL_TYPES = {
    "PERSON": EntityType.PERSON,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "ORG": EntityType.ORG,
    "NORP": EntityType.NORP,
    "PRODUCT": EntityType.WEAPON,
}
"""The model's labels that name something of ours; dates, numbers, laws and works of art do not."""

WEIGHTS = {
    "PERSON": 1.0,
    "GPE": 1.1,
    "LOC": 0.9,
    "FAC": 0.7,
    "ORG": 0.8,
    "NORP": 0.6,
    "PRODUCT": 0.5,
    "prominent": 2.2,  # a place known far and wide bears the name
    "obscure": 0.6,  # some village does
    "obscure, several": 1.2,  # some village does, and the name has several words: seldom by chance
    "settlement": 0.7,  # it ends as settlements do
    "surname": 0.6,  # it ends as surnames do
    "given name": 0.6,  # it is a given name
    "cue": 0.8,  # a word beside it speaks for the type
    "cues": 1.6,  # the most that cues count together
    "acronym": 0.5,
    "several": 0.3,  # a name of several capitalised words is seldom anything but a name
    "doubtful": 0.5,  # an alias of the lexicon that may as well mean something else
    "common": -0.8,  # English writes the word in lower case
    "listed": 0.5,  # beside it in a list stands a name of the type
    "titled": -0.6,  # seen only where every word is capitalised
}
THRESHOLD = 1.0
"""Evidence that makes a mention; 1.0 is the model's word for a person, undisputed."""

_PARTS = re.compile(r"[/;()\[\]|\n\"“”—–,:]")
"""What parts two names inside one span of the model."""

MADE = (rules.units, rules.organisations, rules.ministries, rules.westerners)
"""The rules whose word stands unless something longer is known."""

_LISTED = re.compile(r",[ \n]?|[ ]?[;/][ ]?")
_LISTABLE = (EntityType.PLACE, EntityType.ORG, EntityType.WEAPON)
_PREPOSITIONS = word_list("prepositions")
_LEADING = word_list("leading")


class Decision:
    """One article's drafts, by the words they claim."""

    def __init__(self, reading: Reading, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.reading = reading
        self.gazetteer = gazetteer
        self._lexicon = lexicon
        self._drafts: dict[int, Draft] = {}
        self._claimed: dict[int, int] = {}
        self._doubtful: dict[tuple[int, int], Match] = {}
        self._labels: dict[tuple[int, int], str] = {}
        self._spans: Sequence[Span] = ()

    def drafts(self, spans: Sequence[Span]) -> list[Draft]:
        """All drafts in order, from the model's spans and everything else."""
        self._spans = spans
        self._claim_known()
        self._claim_surnames()
        self._hear_model(spans)
        self._weigh_forms()
        return [self._with_class_noun(self._drafts[first]) for first in sorted(self._drafts)]

    def _free(self, first: int, last: int) -> bool:
        return not any(at in self._claimed for at in range(first, last))

    def _claim(self, draft: Draft) -> None:
        if draft.last > draft.first and self._free(draft.first, draft.last):
            self._drafts[draft.first] = draft
            for at in range(draft.first, draft.last):
                self._claimed[at] = draft.first

    # 1. known names and names by their make

    def _claim_known(self) -> None:
        reading = self.reading
        matches = []
        for match in self._lexicon.matches(reading.text, reading.words, reading.keys):
            entry = match.entries[0]
            if entry.doubtful or self._in_address(match):
                self._doubtful[match.first, match.last] = match
            else:
                matches.append(match)
        namesakes = {reading.keys[match.first] for match in matches if self._is_surname(match)}
        known = []
        for match in matches:
            if match.last - match.first == 1 and reading.keys[match.first] in namesakes:
                self._doubtful[match.first, match.last] = match
            else:
                known.append(self._with_suffix(_of_match(match)))
        persons = [self._cut(self._widened(draft), known) for draft in rules.persons(reading)]
        persons = [draft for draft in persons if self._trusted(draft)]
        made = [draft for rule in MADE for draft in rule(reading)]
        drafts = [*known, *made, *persons]
        for draft in sorted(drafts, key=lambda draft: draft.first - draft.last):
            self._claim(draft)
        for draft in rules.titled_persons(reading):
            self._claim(draft)

    def _widened(self, person: Draft) -> Draft:
        """A rule's person with the rare given name before it that the model saw: "Dallas Anthony Casey"."""
        reading, first = self.reading, person.first - 1
        if (
            not (reading.follows(person.first) and reading.capitalised(first))
            or reading.keys[first] in rules.TITLES
        ):
            return person
        start, end = reading.words[first].start, reading.words[person.last - 1].end
        seen = any(span.label == "PERSON" and span.start == start and span.end >= end for span in self._spans)
        return person._replace(first=first) if seen and not is_common(reading.keys[first]) else person

    def _trusted(self, person: Draft) -> bool:
        """Whether a rule's person may stand: "Will" and "May" begin sentences too, so there the model must agree."""
        reading = self.reading
        doubtful = is_common(reading.keys[person.first]) and (
            reading.begins_sentence(person.first) or reading.titled(person.first)
        )
        start, end = reading.words[person.first].start, reading.words[person.last - 1].end
        return not doubtful or any(
            span.label == "PERSON" and span.start < end and span.end > start for span in self._spans
        )

    def _is_surname(self, match: Match) -> bool:
        """Whether the one word that is listed as something else ends a person's name here: "Jan Topol"."""
        reading, at = self.reading, match.first
        if match.last - at > 1 or match.entries[0].reference.type not in (EntityType.WEAPON, EntityType.ORG):
            return False
        if not (reading.follows(at) and reading.capitalised(at - 1)) and reading.gap(at) != ". ":
            return False
        before = reading.keys[at - 1]
        return (
            (is_given_name(before) and not is_common(before))
            or before in ("mr", "mrs", "ms")
            or any(
                span.label == "PERSON"
                and span.start < reading.words[at - 1].end
                and span.end == reading.words[at].end
                for span in self._spans
                if reading.words[at - 1].start == span.start
            )
        )

    def _with_suffix(self, draft: Draft) -> Draft:
        """A person with the "Jr." that makes another of him."""
        at, keys = draft.last, self.reading.keys
        if (
            draft.type is EntityType.PERSON
            and at < len(keys)
            and keys[at] in ("jr", "sr")
            and draft.last - draft.first > 1
        ):
            return draft._replace(last=at + 1, references=(), found_by=FoundBy.RULE, note="")
        return draft

    def _in_address(self, match: Match) -> bool:
        """Whether the words stand in a web address or a handle."""
        return self._in_web_address(match.first, match.last)

    def _in_web_address(self, first: int, last: int) -> bool:
        text, end = self.reading.text, self.reading.words[last - 1].end
        before = text[max(0, self.reading.words[first].start - 1) : self.reading.words[first].start]
        glued_on = text[end : end + 1] in ("_", "/", ".") and text[end + 1 : end + 2].isalnum()
        return before in ("@", "_") or (before in ("/", ".", "-") and glued_on)

    @staticmethod
    def _cut(draft: Draft, known: Sequence[Draft]) -> Draft:
        """A person by rule, ended before a known name of another type; dropped where a known name begins it."""
        at = bisect_left(known, draft.first, key=lambda other: other.last - 1)
        for other in known[at : at + 4]:
            if other.first >= draft.last:
                break
            if other.first <= draft.first:
                if other.last - other.first > 1 or other.type is not EntityType.PERSON:
                    return draft._replace(last=draft.first)
            elif other.type is not EntityType.PERSON:
                last = other.first
                return draft._replace(last=last if last - draft.first > 1 else draft.first)
        return draft

    # 2. surnames

    def _claim_surnames(self) -> None:
        reading = self.reading
        full = [draft for draft in self._drafts.values() if draft.type is EntityType.PERSON]
        for draft in full:
            if draft.last - draft.first < 2:
                continue
            surname = draft.last - 1
            key = reading.keys[surname]
            if len(key) < 2 or key in rules.NOT_NAMES or (is_common(key) and len(key) < 4):
                continue
            for at in reading.find(surname, draft.last):
                if self._free(at, at + 1) and not self._doubted(at):
                    note = f"surname of {reading.text[reading.words[draft.first].start : reading.words[surname].end]}"
                    self._claim(
                        Draft(
                            at, at + 1, EntityType.PERSON, FoundBy.CONSISTENCY, 0.85, note, draft.references
                        )
                    )

    def _doubted(self, at: int) -> bool:
        """Whether a common word at a sentence's head or in a title is likelier itself than a surname."""
        reading = self.reading
        return is_common(reading.keys[at]) and (reading.titled(at) or reading.begins_sentence(at))

    # 3. the rest

    def _hear_model(self, spans: Iterable[Span]) -> None:
        starts = [word.start for word in self.reading.words]
        for span in spans:
            if span.label not in MODEL_TYPES:
                continue
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            for piece in self._pieces(first, last):
                self._labels.setdefault(self._trimmed(*piece), span.label)

    def _pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """The unclaimed stretches of a span."""
        pieces, start = [], None
        for at in range(first, last + 1):
            parted = start is not None and at < last and bool(_PARTS.search(self.reading.gap(at)))
            if start is not None and (at == last or at in self._claimed or parted):
                pieces.append((start, at))
                start = None
            if at < last and at not in self._claimed and start is None:
                start = at
        return [part for piece in pieces for part in self._parted(*piece)]

    def _parted(self, first: int, last: int) -> list[tuple[int, int]]:
        """A hyphened pair of places as two: "Kostiantynivka-Druzhkivka"."""
        hyphens = [at for at in range(first + 1, last) if self.reading.hyphened(at)]
        if hyphens and not self.gazetteer.find(self.reading.key(first, last)):
            cuts = [first, *hyphens, last]
            parts = list(itertools.pairwise(cuts))
            if all(self.gazetteer.find(self.reading.key(*part)) for part in parts):
                return parts
        return [(first, last)]

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Without lower-cased words, titles and articles at either end."""
        reading = self.reading
        while first < last and (
            not reading.capitalised(first) or reading.keys[first] in _LEADING | rules.TITLES
        ):
            first += 1
        while last > first and (
            not reading.words[last - 1].text[0].isupper() or reading.keys[last - 1] in rules.TITLES
        ):
            last -= 1
        return first, last

    def _weigh_forms(self) -> None:
        forms: dict[str, tuple[int, int]] = {}
        for first, last in [*self._labels, *self._doubtful, *self._places()]:
            if last > first:
                forms.setdefault(self.reading.key(first, last), (first, last))
        ordered = sorted(forms.items(), key=lambda form: form[1][0] - form[1][1])
        for key, (first, last) in ordered:
            if key in rules.NOT_NAMES or self._merely_titled(first, last):
                continue
            at = [i for i in self.reading.find(first, last) if self._free(i, i + last - first)]
            if at:
                self._decide(key, at, last - first)

    def _merely_titled(self, first: int, last: int) -> bool:
        """Whether plain words wear capitals only because their whole line does."""
        words = range(first, last)
        return all(self.reading.titled(at) and is_common(self.reading.keys[at]) for at in words)

    def _places(self) -> list[tuple[int, int]]:
        """Unclaimed capitalised words that the gazetteer knows, the longest rows first at each word."""
        reading, found, at = self.reading, [], 0
        while at < len(reading.words):
            last = 0
            if at not in self._claimed and reading.capitalised(at) and len(reading.keys[at]) > 2:
                last = self._place_end(at)
                if last:
                    found.append((at, last))
            elif place := self._lower_cased_place(at):
                note = "a city in lower case"
                self._claim(
                    Draft(at, at + 1, EntityType.PLACE, FoundBy.GAZETTEER, 0.7, note, place.references)
                )
            at = max(at + 1, last)
        return found

    def _lower_cased_place(self, at: int) -> PlaceName | None:
        """The known city that a careless page has in lower case ("kyiv"), where no other word is meant."""
        key = self.reading.keys[at]
        if (
            self.reading.capitalised(at)
            or len(key) < 4
            or is_common(key)
            or not key.isalpha()
            or at in self._claimed
        ):
            return None
        place = self.gazetteer.find(key)
        return place if place and place.prominent and not self._in_web_address(at, at + 1) else None

    def _place_end(self, first: int) -> int:
        reading, last = self.reading, first + 1
        while (
            last < min(first + 3, len(reading.words))
            and last not in self._claimed
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
        place = self.gazetteer.find(key)
        scores = self._scores(key, at, length, place)
        type_, score = max(scores.items(), key=lambda item: item[1], default=(EntityType.PLACE, 0.0))
        if score < THRESHOLD:
            return
        confidence = min(0.95, 0.4 + score / 4)
        for first in at:
            label = self._labels.get((first, first + length))
            heard = MODEL_TYPES.get(label or "") is type_
            references = place.references if place and type_ is EntityType.PLACE else ()
            doubtful = self._doubtful.get((first, first + length))
            if doubtful and doubtful.entries[0].reference.type is type_:
                references = tuple(entry.reference for entry in doubtful.entries)
            if references and type_ is EntityType.PLACE and first + length < len(self.reading.keys):
                references = ordered_for(references, self.reading.keys[first + length])
            found_by = (
                FoundBy.LEXICON if doubtful and references else FoundBy.GAZETTEER if references
                else FoundBy.MODEL if heard else FoundBy.CONSISTENCY
            )  # fmt: skip
            self._claim(Draft(first, first + length, type_, found_by, confidence, "", references))

    def _scores(
        self, key: str, at: list[int], length: int, place: PlaceName | None
    ) -> dict[EntityType, float]:
        """Evidence for each type that a form may have, over all its occurrences."""
        scores: dict[EntityType, float] = defaultdict(float)
        for label, votes in Counter(filter(None, (self._labels.get((i, i + length)) for i in at))).items():
            scores[MODEL_TYPES[label]] += WEIGHTS[label] * (0.5 + 0.5 * min(1.0, votes / len(at)))
        for type_, cue in self._cues(at, length).items():
            scores[type_] += cue
        for type_ in {type_ for first in at for type_ in self._listed(first, first + length)}:
            scores[type_] += WEIGHTS["listed"]
        if place:
            known = place.prominent and len(key) > 3 and not is_common(key)
            scores[EntityType.PLACE] += WEIGHTS[
                "prominent" if known else "obscure" if length == 1 else "obscure, several"
            ]
        last_word = key.rsplit(" ", 1)[-1]
        if SETTLEMENT.search(last_word) and len(last_word) > (4 if length == 1 else 2):
            scores[EntityType.PLACE] += WEIGHTS["settlement"] * (1.0 if place else 0.5)
        if SURNAME.search(key):
            scores[EntityType.PERSON] += WEIGHTS["surname"]
        if length == 1 and is_given_name(key):
            scores[EntityType.PERSON] += WEIGHTS["given name"]
            scores[EntityType.PLACE] -= WEIGHTS["given name"]
        for i in at[:1]:
            if doubtful := self._doubtful.get((i, i + length)):
                scores[doubtful.entries[0].reference.type] += WEIGHTS["doubtful"]
        if length == 1 and 2 <= len(key) <= 6 and all(self.reading.words[i].text.isupper() for i in at):
            scores[EntityType.ORG] += WEIGHTS["acronym"] * (EntityType.ORG in scores)
        against = 0.0
        if all(map(is_common, key.split(" "))):
            against += WEIGHTS["common"]
        if all(self.reading.titled(i) for i in at):
            against += WEIGHTS["titled"]
        if length > 1:
            against += WEIGHTS["several"]
        return {type_: score + against for type_, score in scores.items()}

    def _cues(self, at: list[int], length: int) -> dict[EntityType, float]:
        """What the neighbours of all occurrences say together."""
        reading, table = self.reading, cues()
        votes: Counter[EntityType] = Counter()
        for first in at:
            before = reading.key(max(0, first - 2), first)
            if first and "\n" not in reading.gap(first) and not reading.begins_sentence(first):
                type_ = table.before.get(before) or table.before.get(reading.keys[first - 1])
                if type_:
                    votes[type_] += 1
            last = first + length
            if last < len(reading.keys) and (reading.follows(last)):
                two = reading.key(last, last + 2)
                type_ = table.after.get(two) or table.after.get(reading.keys[last])
                if type_:
                    votes[type_] += 1
        share = {type_: min(1.0, count / len(at) + 0.25) for type_, count in votes.items()}
        return {type_: min(WEIGHTS["cues"], WEIGHTS["cue"] * part) for type_, part in share.items()}

    def _listed(self, first: int, last: int) -> Iterator[EntityType]:
        """Types of the names beside it in a list: "Toshkivka, Pidlisne and Myrna Dolyna"."""
        reading = self.reading
        before, after = first - 1, last
        if before > 0 and reading.keys[before] == "and" and reading.follows(first):
            before -= 1
        elif not (first and _LISTED.fullmatch(reading.gap(first))):
            before = -1
        if after < len(reading.keys) - 1 and reading.keys[after] == "and" and reading.follows(after):
            after += 1
        elif not (after < len(reading.keys) and _LISTED.fullmatch(reading.gap(after))):
            after = -1
        for at in (before, after):
            if at in self._claimed and (draft := self._drafts[self._claimed[at]]).type in _LISTABLE:
                yield draft.type

    # 4. class nouns

    def _with_class_noun(self, draft: Draft) -> Draft:
        """A place with the class noun that belongs to it: "Luhansk Oblast", "Donets river"."""
        reading, at = self.reading, draft.last
        if draft.type is not EntityType.PLACE or not self._free(at, at + 1) or at >= len(reading.keys):
            return draft
        if not reading.follows(at) or "\n" in reading.gap(at):
            return draft
        kinds = {place.kind for place in draft.references}
        if reading.capitalised(at) and not reading.titled(at) and reading.keys[at] in rules.CLASS_NOUNS:
            last = at + 1
        else:
            last = 0 if kinds & {"country", "continent", "bloc"} else self._facility_end(at)
        if not last or not self._free(at, last):
            return draft
        found = self.gazetteer.find(reading.key(draft.first, last))
        references = found.references if found else ordered_for(draft.references, reading.keys[at])
        return draft._replace(last=last, references=references)

    def _facility_end(self, at: int) -> int:
        """The end of "nuclear power plant", "airport" ... that begins at a word; 0 where none does."""
        for length in (3, 2, 1):
            if self.reading.key(at, at + length) in rules.FACILITIES and self._free(at, at + length):
                return at + length
        return 0


def _of_match(match: Match) -> Draft:
    reference = match.entries[0].reference
    references = tuple(
        dict.fromkeys(entry.reference for entry in match.entries if entry.reference.type is reference.type)
    )
    return Draft(
        match.first,
        match.last,
        reference.type,
        FoundBy.LEXICON,
        0.97,
        f"listed as {reference.label}",
        references,
    )
