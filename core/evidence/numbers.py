"""Numbers as they are written: digits, words, multipliers, plural numerals, parts of a whole, and ranges.

Data: `data/numerals.tsv`, `data/currencies.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from core.romanization.tables import rows

_PACKAGE = "core.evidence"
_DIGITS_AT_MOST = 15
"""Beyond these a float is no longer exact, and no article counts so far: such a number is passed over."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text; offsets are `str` indexes into it, a currency's mark included."""

    start: int
    end: int
    value: float
    upper: float | None = None
    """The upper end of a range."""
    vague: bool = False
    """A plural numeral, of which `value` is the lower bound."""
    currency: str = ""
    """ISO 4217, from the mark before the number."""
    part: bool = False
    """A part of a whole, in per cent ("a fifth")."""
    words: bool = False
    """Written without digits."""


@cache
def _kind(kind: str) -> dict[str, float]:
    return {word: float(value) for word, of, value in rows(_PACKAGE, "numerals.tsv") if of == kind}


@cache
def _multipliers(money: bool) -> dict[str, float]:
    return _kind("scale") | _kind("short") | (_kind("money") if money else {})


@cache
def _below_hundred() -> dict[str, float]:
    return _kind("small") | _kind("tens") | {"a": 1.0, "an": 1.0}


@cache
def _marks() -> dict[str, str]:
    """Currency marks, casefolded, with their codes."""
    return {
        mark.casefold(): code for code, marks, _ in rows(_PACKAGE, "currencies.tsv") for mark in marks.split()
    }


def any_of(words: dict[str, float] | dict[str, str]) -> str:
    """An alternation of the keys, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def openings(words: Iterable[str]) -> str:
    """An alternation of the first three letters of words, small and capital.

    As a look-ahead it passes over most of a text's words before a long pattern is tried on them.
    """
    forms = {form[:3] for word in words for form in (word.casefold(), word.capitalize(), word.upper())}
    rest: dict[str, list[str]] = {}
    for form in sorted(forms):
        rest.setdefault(form[0], []).append(re.escape(form[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(letters)})" for first, letters in rest.items())


@cache
def _pattern() -> re.Pattern[str]:
    small, tens, scale = (any_of(_kind(kind)) for kind in ("small", "tens", "scale"))
    plural, part = any_of(_kind("plural")), any_of(_kind("part"))
    grouped = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3})+(?![0-9])"
    digits = rf"(?:{grouped}|[0-9]+)(?:\.[0-9]+)?"
    below = rf"(?:(?:{tens})(?:[ -](?:{small})\b)?|(?:{small})\b)"
    spelt = rf"(?:{below}|an?(?=\s(?:{scale})\b))(?:[ -](?:{scale})\b(?:\s(?:and\s)?{below})?)*"
    # "500m" is a length, "$500m" a sum; "5m people" counts.
    multiplier = (
        any_of(_kind("scale") | _kind("short"))
        + r"|m(?=\s(?:people|refugees|children|tons|tonnes|barrels)\b)"
    )
    money = any_of(_kind("money"))
    number = rf"(?:{digits}(?:[ \u00a0-]?(?:{multiplier})\b|(?(mark)[ \u00a0]?(?:{money})\b|(?!)))?|{spelt})"
    mark = rf"(?:{any_of(_marks())})"
    spelled = [*_marks(), *_kind("small"), *_kind("tens"), *_kind("plural"), "half", "quarter", "several"]
    begins = rf"(?-i:[0-9]|[Aa]n?[\s-]|{openings(spelled)})"
    return re.compile(
        rf"""
        (?<![\w.,:/\#+'’-])(?={begins})(?<![0-9][\u2013\u2014])(?:
          (?P<plural>(?:{plural})\b(?:\sof\s(?:{plural})\b)*)
        | (?P<half>(?:half|quarter)\san?\s(?:{scale})\b)
        | (?P<few>(?:a\sfew|several)\s(?:{scale})\b)
        | (?P<parts>(?:an?|one|two|three|four|five|seven|nine)[ -](?:{part})s?\b)
        | (?:(?P<mark>{mark})[ \u00a0]?)?(?P<first>{number})(?!,?[0-9])
          (?:(?P<to>\s?[-\u2010-\u2014]\s?|\s(?:to|or)\s|\sand\s)(?:{mark})?(?P<second>{number})(?!,?[0-9]))?
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


def numerals(text: str) -> Iterator[Numeral]:
    """Every number of `text`, by start; scores, telephone numbers and clock times are left out."""
    pattern, at = _pattern(), 0
    while found := pattern.search(text, at):
        numeral, at = _numeral(text, found), found.end()
        if numeral is not None:
            at = max(numeral.end, found.start() + 1)
            yield numeral


def _numeral(text: str, found: re.Match[str]) -> Numeral | None:
    start, end = found.span()
    if plural := found["plural"]:
        value = 1.0
        for word in plural.casefold().split()[::2]:
            value *= _kind("plural")[word]
        return Numeral(start, end, value, vague=True, words=True)
    if found["half"]:
        return Numeral(
            start, end, _spelt(found["half"].split()[-1]) / (2 if found["half"][0] in "hH" else 4), words=True
        )
    if found["few"]:
        return Numeral(start, end, _spelt(found["few"].split()[-1]), vague=True, words=True)
    if found["parts"]:
        return _part(text, found)
    return _number(text, found)


def _part(text: str, found: re.Match[str]) -> Numeral | None:
    count, _, part = found["parts"].casefold().replace("-", " ").partition(" ")
    one = count in ("a", "an", "one")
    after = text[found.end() : found.end() + 4]
    # "a third of" and "two-thirds", but not "a third party" nor "one second half".
    if one and not re.match(r"\sof\b|\s?[.,;)]", after):
        return None
    of = _kind("part")[part.removesuffix("s") if part not in _kind("part") else part]
    share = 100 * (1 if one else _spelt(count)) / of
    return Numeral(found.start(), found.end(), round(share, 2), part=True, words=True)


def _number(text: str, found: re.Match[str]) -> Numeral | None:
    start, first, second = found.start(), found["first"], found["second"]
    currency = _marks().get((found["mark"] or "").casefold(), "")
    value, scale = _value(first, bool(currency))
    if value is None or (
        value == 1
        and re.search(
            r"\b(?:no|any|every|some|each|the|this|that|which)\s$", text[max(0, start - 6) : start], re.I
        )
    ):
        return None  # "no one", "the one"
    end, upper = found.end("first"), None
    if second:
        joined = found["to"].strip().casefold()
        top, top_scale = _value(second, bool(currency))
        between = joined == "and"
        if between and not re.search(r"\bbetween\s$", text[max(0, start - 9) : start], re.IGNORECASE):
            top = None
        elif top is not None:
            low = value * top_scale if scale == 1 < top_scale and value * top_scale < top else value
            if low < top and not (second[0] == "0" and len(second) > 1):
                value, upper, end = low, top, found.end()
            elif joined not in ("and", "to", "or"):
                return None  # "3-1" is a score, "044-279-…" a telephone number
    return Numeral(start, end, value, upper, currency=currency, words=not first[0].isdigit())


def _value(written: str, money: bool) -> tuple[float | None, float]:
    """The number and the multiplier in it; (None, 1) for what is none."""
    if not written[0].isdigit():
        return _spelt(written), _kind("scale").get(re.split(r"[ -]", written.casefold())[-1], 1.0)
    shape = re.fullmatch(r"([0-9.,\u00a0\u202f\u2009]*[0-9])[ \u00a0-]?([a-z]*)", written, re.IGNORECASE)
    if shape is None or len(shape[1]) > _DIGITS_AT_MOST + 5:
        return None, 1.0
    word = shape[2].casefold()
    multiplier = _multipliers(money or word == "m").get(word, 1.0)
    digits = re.sub(r"[,\u00a0\u202f\u2009]", "", shape[1])
    if len(digits) > _DIGITS_AT_MOST or (len(digits) > 1 and digits[0] == "0" and digits[1] != "."):
        return None, 1.0
    return float(digits) * multiplier, multiplier


def _spelt(written: str) -> float:
    """The value of a number in words, of the shapes that the pattern lets through."""
    total = group = 0.0
    small, scale = _below_hundred(), _kind("scale")
    for word in re.split(r"[\s-]+", written.casefold()):
        if word in small:
            group += small[word]
        elif word in scale:
            group = (group or 1.0) * scale[word]
            if scale[word] >= 1000:
                total, group = total + group, 0.0
    return total + group
