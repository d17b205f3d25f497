"""Whom a pronoun, an office or a description means: a source or a name told of before, or nobody.

The article is read backwards from the words, a sentence at a time: whoever spoke goes before whoever opens a
sentence. Better nobody than the wrong one. Where an unnamed official spoke last, "he" is that official; a
name in the very clause that is told is not whom the clause calls "he"; a description is whoever was described
so last, named or not. Where somebody else may be meant too, the reason says that it is a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from core.entity import EntityType
from core.evidence.frame import MASK, Frame, Named
from core.evidence.genders import gender_of, gender_of_word
from core.evidence.offices import Description, agrees, called, described
from core.evidence.sources import Words, hangs, opens_clause, possessive
from core.evidence.tables import function_words, speaker_nouns
from core.evidence.tellings import Telling
from core.statement import GUESS, Attribution

_BACK = 6
"""Sentences to look back through for whom a pronoun means."""
_SURE = 2
"""Sentences within which whoever is found for a pronoun is no guess."""
_OFFICE_BACK = 12
_DESCRIBED_BACK = 3
"""Sentences to look back through for an office, and for another description."""
_IT_BACK = 3
_BODY_BACK = 8
_RIVAL = 4
"""Sentences in which another who may be called so makes a guess of it."""
_LONG = 1_000
"""Characters of a sentence that are looked at; longer ones are lists, or no sentences at all."""
_FAR = 10_000
"""Characters to look back over, quotations counted, so that each telling costs the same at most."""
_OPENING = 60
"""Characters of a sentence in which its subject begins."""
_PRONOUNS = {"he": "m", "him": "m", "she": "f", "her": "f"}

Meant = tuple[int | None, str]
"""An entity's index, with the reason; without one, why it stays unnamed, or nothing."""
NOBODY: Meant = (None, "")


@dataclass(frozen=True, slots=True)
class Told:
    """A telling, its sentence, and whom it names."""

    low: int
    high: int
    telling: Telling
    by: Attribution


def starts(told: Told) -> int:
    """Where a telling starts; those of an article stand in that order."""
    return told.telling.start


class Antecedents:
    """What was told before each place of an article; `told` grows as the article is read."""

    def __init__(self, frame: Frame, told: Sequence[Told], day: date | None) -> None:
        self.frame = frame
        self.told = told
        self.day = day
        self._genders: dict[int, str] = {}

    def meant(self, text: str, words: Words, low: int, end: int) -> Meant:
        """Whom words without a name mean, in a sentence from `low` on, with a telling up to `end`."""
        lowered = text.lower()
        if lowered in _PRONOUNS:
            return self._person(text, words, low, end, _PRONOUNS[lowered])
        if lowered == "it":  # "they" are many, or nobody who was named
            return self._body(text, words, low)
        by = described(text)
        if not by.definite or by.kind in ("", "many"):
            return NOBODY
        if by.kind == "body":
            return self._body_called(text, words, low, by)
        return self._called(text, words, low, by)

    # Persons

    def _person(self, text: str, words: Words, low: int, end: int, gender: str) -> Meant:
        """Who spoke, or opens a sentence, last."""
        whom = f"“{text}”: the {'man' if gender == 'm' else 'woman'} spoken of last"
        tags, woven = self._tags(end), self._woven(words.start, low)
        barred = self._named_beside(words, low, tags and not woven)
        for step, (a, b) in enumerate(self._back(words.start, low, _BACK)):
            for told in self._told_in(a, b):
                if told.by.entity is None and self._unnamed_one(told, gender):
                    return None, f"“{text}”: {told.by.text}, who is not named"
                if told.by.entity is not None and self._fits(told.by.entity, gender):
                    return told.by.entity, whom if step <= _SURE else GUESS + whom
            people = [one for one in self._people(a, b, gender) if one.entity not in barred]
            if not step and not woven:  # in its own clause a name is more often spoken of than speaking
                people = [one for one in people if not tags and opens_clause(self.frame.told, low, one)]
            if people:
                sure = step <= _SURE and len({one.entity for one in people}) == 1
                return self._leading(a, people).entity, whom if sure else GUESS + whom
        return NOBODY

    def _called(self, text: str, words: Words, low: int, by: Description) -> Meant:
        """Who was last called by this office or description."""
        woven = self._woven(words.start, low)
        barred = self._named_beside(words, low, not woven)
        second: Meant = NOBODY
        found: Meant = NOBODY
        for step, (a, b) in enumerate(
            self._back(words.start, low, _OFFICE_BACK if by.office else _DESCRIBED_BACK)
        ):
            if found[0] is not None and step > _RIVAL:
                break
            if found[0] is None and not by.office and self._unnamed(by, a, b):
                return NOBODY  # "a senior official" came after whoever was called an official
            spoke = {told.by.entity for told in self._told_in(a, b)}
            people = [
                one
                for one in self.frame.between(a, b)
                if one.type is EntityType.PERSON
                and (one.entity in spoke or (one.entity not in barred and (step or woven)))
            ]
            known = {
                one: called(self.frame.entities[one], by, self.day) for one in {p.entity for p in people}
            }
            fitting = [one for one in people if known[one.entity]]
            if not fitting:
                continue
            if found[0] is None:
                one = self._likeliest(a, spoke, fitting)
                leads = one.entity in spoke or (
                    not possessive(self.frame.told, one) and not hangs(self.frame.told, a, one)
                )
                meant = one.entity, f"“{text}”: {known[one.entity]}"
                found, second = (
                    (meant, second) if leads else (found, second if second[0] is not None else meant)
                )
            if found[0] is not None and any(one.entity != found[0] for one in fitting):
                return found[0], GUESS + found[1]
        if found[0] is None:
            return second
        return found if second[0] in (None, found[0]) else (found[0], GUESS + found[1])

    def _likeliest(self, a: int, spoke: Set[int | None], fitting: Sequence[Named]) -> Named:
        """Of those in one sentence who may be meant the one who spoke last, or its subject."""
        speaking = [one for one in fitting if one.entity in spoke]
        return speaking[-1] if speaking else self._leading(a, fitting)

    def _unnamed_one(self, told: Told, gender: str) -> bool:
        """Whether one not named spoke there ("a senior official", "the aide to"), who may be "he"."""
        words = told.by.text.lower().split()
        nouns = [word for word in (*words[1:4], words[-1]) if speaker_nouns().get(word) == "one"]
        unnamed = words[0] in function_words("unnamed") or not {"to", "for"}.isdisjoint(words[1:5])
        return unnamed and bool(nouns) and gender_of_word(nouns[0]) in ("", gender)

    def _unnamed(self, by: Description, a: int, b: int) -> bool:
        """Whether a sentence tells of somebody unnamed who is so called: "a senior official"."""
        head, some = re.escape(by.head.rsplit("-", 1)[-1]), "|".join(function_words("unnamed"))
        pattern = rf"\b(?:{some})\s(?:[\w’'.-]+\s){{0,5}}?{head}s?\b"
        for match in re.finditer(pattern, self.frame.told[a:b], re.IGNORECASE):
            first, last = a + match.start(), a + match.end()
            beside = self.frame.between(max(a, first - 40), min(b, last + 4))
            if not any(one.type is EntityType.PERSON for one in beside):
                return True
        return False

    def _people(self, a: int, b: int, gender: str) -> list[Named]:
        return [
            one
            for one in self.frame.between(a, b)
            if one.type is EntityType.PERSON
            and self._fits(one.entity, gender)
            and not possessive(self.frame.told, one)
        ]

    def _leading(self, a: int, people: Sequence[Named]) -> Named:
        """The likely subject: the first that hangs on no preposition."""
        return next((one for one in people if not hangs(self.frame.told, a, one)), people[0])

    def _named_beside(self, words: Words, low: int, before: bool) -> set[int]:
        """Whom their clause names after these words, or before them too, and so does not mean by them."""
        _, high = self.frame.sentence(words.start)
        first = max(low, words.start - _LONG) if before else words.end
        named = self.frame.between(first, min(high, words.end + _LONG))
        return {
            one.entity
            for one in named
            if self.frame.told[one.start - 1 : one.start] != "-"
            and self.frame.told[one.end : one.end + 1] != "-"
        }

    def _tags(self, end: int) -> bool:
        """Whether what is told stands before the telling: "…, he said."""
        return self.frame.told[end : end + 1] in ("", ".", ",", ";", "\n", MASK)

    def _woven(self, at: int, low: int) -> bool:
        """Whether a clause hangs on what stands before it ("material that he described as")."""
        before = self.frame.told[max(low, at - 24) : at].split()
        return bool(before) and before[-1].lower() in function_words("joining")

    def _fits(self, index: int, gender: str) -> bool:
        entity = self.frame.entities[index]
        if entity.name.type is not EntityType.PERSON:
            return False
        if index not in self._genders:
            self._genders[index] = gender_of(self.frame.text, entity)
        return self._genders[index] in ("", gender)

    # Bodies

    def _body(self, text: str, words: Words, low: int) -> Meant:
        """The body that spoke, or that the sentence before tells of."""
        for step, (a, b) in enumerate(self._back(words.start, low, _IT_BACK)):
            told = next(iter(self._told_in(a, b)), None)
            if told is not None and told.by.entity is not None:
                known = told.by.entity if self._is_body(told.by.entity) else None
                return known, f"“{text}”: the source named last"
            if told is not None:
                if told.by.text.lower().split()[-1] in function_words("document"):
                    continue  # "the statement said", which is as much as whoever made it
                return NOBODY
            if step > 1 or not (step or self._woven(words.start, low)):
                continue
            first = next((one for one in self.frame.between(a, b) if one.type is not EntityType.NORP), None)
            start, _ = self.frame.sentence(a)
            if first is None or not self._is_body(first.entity) or first.start - start > _OPENING:
                return NOBODY
            if possessive(self.frame.told, first) or hangs(self.frame.told, a, first):
                return NOBODY
            return first.entity, f"“{text}”: {first.mention.form}, of which the sentence before tells"
        return NOBODY

    def _is_body(self, index: int) -> bool:
        return self.frame.entities[index].name.type in (EntityType.ORG, EntityType.PLACE)

    def _body_called(self, text: str, words: Words, low: int, by: Description) -> Meant:
        """The body that was last called so: a name with the noun in it, or a description that meant one."""
        for a, b in self._back(words.start, low, _BODY_BACK):
            for at, known in self._bodies(by, a, b):
                if known is None:
                    return NOBODY
                entity = self.frame.entities[known]
                owner = self.frame.told[max(0, at - 25) : at]
                forms = {entity.name.form, *(mention.form for mention in entity.mentions)}
                if agrees(by.asked, " ".join((owner, *forms))):
                    return known, f"“{text}”: {entity.name.form} was named last"
        return NOBODY

    def _bodies(self, by: Description, a: int, b: int) -> Iterator[tuple[int, int | None]]:
        """Where a sentence has the noun, the last first, with the entity; None for one that is not named."""
        named = self.frame.between(a, b)
        tellings = self._told_in(a, b)
        pattern = rf"\b{re.escape(by.head)}\b" if not by.proper else rf"\b{re.escape(by.head.capitalize())}\b"
        flags = re.NOFLAG if by.proper else re.IGNORECASE
        for match in reversed(list(re.finditer(pattern, self.frame.told[a:b], flags))):
            at = a + match.start()
            own = next((one for one in named if one.start <= at < one.end), None)
            if own is not None:
                if own.type is EntityType.ORG:
                    yield own.start, own.entity
                continue
            told = next((one for one in tellings if one.by.start <= at < one.by.end), None)
            if told is not None and told.by.entity is not None:
                yield told.by.start, told.by.entity
                continue
            before = self.frame.told[max(a, at - 30) : at].split()
            if before and before[-1].lower() in function_words("determiner"):
                continue  # once more the one that was named before
            if not by.asked or agrees(by.asked, " ".join(before[-3:])):
                yield at, None

    # The way back

    def _back(self, at: int, low: int, most: int) -> Iterator[tuple[int, int]]:
        """What stands before `at` in its sentence, then the sentences before that have words of their own."""
        stops = self.frame.stops
        yield max(low, at - _LONG), at
        index, high = bisect_right(stops, low) - 1, low
        while most and index >= 0 and at - high < _FAR:
            start = stops[index - 1] if index else 0
            first = max(start, high - _LONG)
            if self.frame.told[first:high].strip(f" \t\n{MASK}.,"):
                yield first, high
                most -= 1
            index, high = index - 1, start

    def _told_in(self, low: int, high: int) -> Sequence[Told]:
        """The tellings in a stretch, the last first."""
        first = bisect_left(self.told, low, key=starts)
        return self.told[first : bisect_left(self.told, high, lo=first, key=starts)][::-1]
