"""Figures: every number that counts or measures something, with its unit, its hedge and who gives it.

The head noun is found without a parser: a walk over the words after the number, past adjectives, names and
nouns, to the last plural before a word that ends the phrase. Left out are ordinals, durations, ages, clock
times, calendar dates, designations ("Kh-101"), telephone numbers, scores, countries and sides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.article import Article
from core.entity import Annotation, EntityType, LocalEntity, Mention
from core.evidence import figures_words as words
from core.evidence.dates import dates_of
from core.evidence.figures_sources import Sources
from core.evidence.numbers import Numeral, numerals
from core.statement import DateExpression, Figure

_STEPS = 7
"""Words between a number and its noun, at most."""
_BEFORE, _AFTER = 60, 110
"""How far a hedge and a fate are looked for."""
_WORD = re.compile(r"[”\"’']?[^\S\n]{0,3}\n?[^\S\n]{0,3}(?P<word>[^\W_](?:[\w'’./-]*\w)?(?:[²³])?)")
_PARTITIVE = re.compile(r"\sof\s(?:(?:the|its|his|her|their|our|these|those|all|about|some|at least)\s){0,2}")
_CLOCK = re.compile(r"(?::|\.)?[0-9]{0,2}\s?(?:[ap]\.?m\b|o['’]clock|GMT|UTC)|:[0-9]{2}", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|\w")
_LISTED = re.compile(r"(?:^|\n)[^\S\n]*$")


@dataclass(frozen=True, slots=True)
class _Found:
    """What a number counts: where its noun or unit ends, and the unit."""

    end: int
    unit: str
    kind: str = ""


def figures_of(
    article: Article,
    annotation: Annotation,
    entities: Sequence[LocalEntity] = (),
    dates: Sequence[DateExpression] | None = None,
) -> tuple[Figure, ...]:
    """The figures of an article, by start.

    `dates` are its calendar expressions where the caller has them, so that years are not counted;
    `Figure.source.entity` is an index into `entities`.
    """
    known = dates_of(article, annotation) if dates is None else dates
    return tuple(_Reader(article.text, annotation, entities, known).read())


class _Reader:
    """One article's way through its numbers."""

    def __init__(
        self,
        text: str,
        annotation: Annotation,
        entities: Sequence[LocalEntity],
        dates: Sequence[DateExpression],
    ) -> None:
        self.text = text
        self.dates = [(date.start, date.end) for date in dates]
        self.boilerplate = list(annotation.boilerplate)
        self.weapons = [m for m in annotation.mentions if m.type is EntityType.WEAPON]
        self.named = [(m.start, m.end) for m in annotation.mentions]
        self.sources = Sources(text, annotation.mentions, entities)

    def read(self) -> Iterator[Figure]:
        for numeral in numerals(self.text):
            if not self._counts(numeral):
                continue
            counted = self._counted(numeral)
            if counted is not None and counted.end > 0:
                yield self._figure(numeral, counted)

    def _counts(self, numeral: Numeral) -> bool:
        """Whether the number may count something at all."""
        start, end, text = numeral.start, numeral.end, self.text
        if _inside(start, self.dates) is not None:
            return False
        if numeral.words or numeral.currency:
            return _inside(start, self.named) is None
        if _CLOCK.match(text, end) or words.designated().search(text, max(0, start - 12), start):
            return False
        if text[end : end + 2] == ". " and _LISTED.search(text, max(0, start - 8), start):
            return False
        name = _inside(start, self.named)
        # "M777" and "Group of 7" are names; a name that begins with a number counts ("126 M777").
        return name is None or self.named[name][0] == start

    def _counted(self, numeral: Numeral) -> _Found | None:
        found = self._money(numeral) or self._measured(numeral)
        if found:
            return found
        if numeral.part:
            return _Found(numeral.end, "%")
        if not numeral.words and _ORDINAL.match(self.text, numeral.end):
            return None
        return self._noun(numeral) or self._bare(numeral)

    def _money(self, numeral: Numeral) -> _Found | None:
        named = words.currency_pattern().match(self.text, numeral.end)
        if numeral.currency:
            same = named and words.currencies()[named["name"].casefold()] == numeral.currency
            return _Found(named.end() if named and same else numeral.end, numeral.currency)
        if named and (named.group()[0] != "-" or named["name"].casefold() not in ("pound", "pounds", "won")):
            return _Found(named.end(), words.currencies()[named["name"].casefold()])
        return None

    def _measured(self, numeral: Numeral) -> _Found | None:
        at = numeral.end
        if numeral.vague and self.text.startswith(" of ", at):
            at += 3
        found = words.measure_pattern().match(self.text, at)
        if found is None:
            return None
        unit = found["unit"]
        if unit.isupper() and len(unit) == 1 and unit != "%":
            return None  # "5 G", "3 M"
        return self._rated(_Found(found.end(), words.measures()[unit.casefold()]))

    def _rated(self, found: _Found) -> _Found:
        rate = words.RATE.match(self.text, found.end)
        if rate is None:
            return found
        return _Found(rate.end(), f"{found.unit} per {rate['per'] or rate['short']}", found.kind)

    def _noun(self, numeral: Numeral) -> _Found | None:
        """What the noun after the number says is counted."""
        at = numeral.end
        if self.text[at : at + 1] in ("-", "\u2010", "\u2011"):
            return _Found(-1, "")  # "70-year-old", "two-day"
        partitive = _PARTITIVE.match(self.text, at)
        phrase = self._phrase(partitive.end() - 1 if partitive else at, numeral)
        if phrase is None:
            return None
        chosen, end = phrase
        noun = words.noun(chosen)
        if chosen[-1].casefold().rstrip(".") in words.passed_over():
            return _Found(-1, "")
        if numeral.value == 1 and numeral.upper is None and not self._is_one(noun, numeral, end):
            return _Found(-1, "")
        unit = noun.unit
        if noun.kind == "weapon" or (not noun.kind and chosen[-1][:1].isupper()):
            unit = self._named_weapon(numeral.end, end, unit)
        fated = self._fate(numeral.start, end, noun.kind)
        return self._rated(_Found(end, f"{unit} {fated}" if fated else unit, noun.kind))

    def _phrase(self, at: int, numeral: Numeral) -> tuple[list[str], int] | None:
        """The words from the number to its head noun, and where that ends."""
        chosen: tuple[list[str], int] | None = None
        walked: list[str] = []
        one = numeral.value == 1 and numeral.upper is None
        for _ in range(_STEPS):
            step = _WORD.match(self.text, at)
            if step is None:
                break
            word = step["word"]
            bare = word.casefold()
            if bare in words.stops() or (word[0].isdigit() and not (walked and walked[-1][0].isupper())):
                break
            plural = words.is_plural(word)
            if chosen and chosen[0][-1].islower() and not plural:
                break
            walked.append(word)
            at = step.end()
            if plural or (one and words.is_known(word)) or self._ends_weapon(at):
                chosen = (walked.copy(), at)
            if self.text[at : at + 2] in ("’s", "'s"):
                at += 2
        return chosen

    def _ends_weapon(self, at: int) -> bool:
        """Whether a weapon's name ends here: the name is its own plural."""
        return any(m.end == at for m in self._weapons_near(at - 1))

    def _weapons_near(self, at: int) -> list[Mention]:
        place = bisect_right(self.weapons, at, key=lambda mention: mention.start) - 1
        return self.weapons[max(0, place) : place + 1]

    def _named_weapon(self, start: int, end: int, unit: str) -> str:
        """A weapon's unit with the name that the phrase gives it."""
        place = bisect_right(self.weapons, start, key=lambda mention: mention.start)
        if place < len(self.weapons) and self.weapons[place].end <= end:
            form = self.weapons[place].form
            return form if unit in (form, words.singular(form)) else f"{form} {unit}"
        return unit

    def _is_one(self, noun: words.Noun, numeral: Numeral, end: int) -> bool:
        """Whether "one" counts: somebody to whom something befell, and not "one of" or "one day"."""
        if noun.kind not in ("person", "weapon", "thing"):
            return False
        return bool(self._fate(numeral.start, end, noun.kind)) or (
            noun.kind == "person"
            and self.text[numeral.end : end].strip().casefold() in ("person", "civilian", "soldier")
        )

    def _bare(self, numeral: Numeral) -> _Found | None:
        """What a number without a noun counts: people, where the sentence tells their fate or says so."""
        fated = self._fate(numeral.start, numeral.end, "person")
        if fated:
            return _Found(numeral.end, f"person {fated}", "person")
        before = self.text[max(0, numeral.start - 40) : numeral.start].casefold()
        if re.search(r"\b(?:population|crew|crowd|team|group) of (?:\w+ ){0,2}$", before):
            return _Found(numeral.end, "person", "person")
        after = self.text[numeral.end : numeral.end + 4]
        if numeral.vague and numeral.value >= 100 and not after.startswith((" of", "-")):
            return _Found(numeral.end, "person", "person")
        return None

    def _fate(self, start: int, end: int, kind: str) -> str:
        """What befell those counted, where the words next to the figure tell it."""
        if kind not in ("person", "weapon", "thing", "place"):
            return ""
        after = words.fate_after().match(self.text, end, end + _AFTER)
        found = after or words.fate_before().search(self.text, max(0, start - _BEFORE), start)
        if found is None:
            return ""
        told = words.fate(found["fate"])
        of_things = told in ("destroyed", "damaged", "captured")
        of_people = told not in ("destroyed", "damaged")
        return told if (of_people if kind == "person" else of_things) else ""

    def _figure(self, numeral: Numeral, found: _Found) -> Figure:
        start = numeral.start
        hedge = words.hedge_pattern().search(self.text, max(0, start - _BEFORE), start)
        return Figure(
            start,
            found.end,
            self.text[start : found.end],
            numeral.value,
            numeral.upper,
            found.unit,
            hedge["hedge"] if hedge else "",
            numeral.vague,
            self.sources.of(start, found.end),
            _inside(start, self.boilerplate) is not None,
        )


def _inside(at: int, ranges: Sequence[tuple[int, int]]) -> int | None:
    """Which of the sorted, disjoint ranges holds an offset."""
    place = bisect_right(ranges, (at, 1 << 62)) - 1
    return place if place >= 0 and at < ranges[place][1] else None
