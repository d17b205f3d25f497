"""How calendar expressions are written: one pattern over the words of `data/calendar.tsv`.

What an alternative matches is told by the groups that are set; `dates` resolves them.
"""

from __future__ import annotations

import re
from functools import cache

from core.evidence.numbers import openings
from core.evidence.tables import verbs
from core.romanization.tables import rows


@cache
def numbers(kind: str) -> dict[str, int]:
    """The words of a kind ("month", "weekday", "day", "shift"), casefolded, with their numbers."""
    return {
        word.casefold(): int(number)
        for row_kind, number, whole, short, _ in rows("core.evidence", "calendar.tsv")
        if row_kind == kind
        for word in (whole, *short.split())
    }


@cache
def also_names() -> frozenset[int]:
    """The months whose names are names or verbs as well ("May", "March")."""
    return frozenset(
        int(number)
        for kind, number, _, _, mark in rows("core.evidence", "calendar.tsv")
        if kind == "month" and mark == "name"
    )


@cache
def after_years() -> frozenset[str]:
    """Words in -s before which a year stands."""
    return frozenset(word for (line,) in rows("core.evidence", "year_words.tsv") for word in line.split())


@cache
def _counts() -> dict[str, int]:
    small = [(word, int(n)) for word, kind, n in rows("core.evidence", "numerals.tsv") if kind == "small"]
    return {"a": 1, "an": 1} | {word: n for word, n in small if n <= 12}


def count(word: str) -> int:
    """How many "ten", "a" or "10" is."""
    return _counts().get(word.casefold()) or int(word)


def _words(kind: str) -> str:
    """An alternation of a kind's words, longest first; abbreviations take a full stop with them."""
    listed = [row for row in rows("core.evidence", "calendar.tsv") if row[0] == kind]
    whole = sorted((row[2] for row in listed), key=len, reverse=True)
    short = sorted((word for row in listed for word in row[3].split()), key=len, reverse=True)
    # Capitals as given or throughout: "may" and "march" are verbs, "JUNE" is a headline's.
    cased = [f"{word}|{word.upper()}" for word in whole]
    dotted = [rf"(?:{word}|{word.upper()})\b\.?" for word in short]
    return "|".join([*(rf"(?:{word})\b" for word in cased), *dotted])


_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?(?![\w])(?![.,:]\d(?!\d{3}\b))"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%])(?![.,]\d)"
_TO = r"\s?[-\u2013\u2014/]\s?|\s(?:to|and|or|through|until|till)\s(?:the\s)?"


@cache
def pattern() -> re.Pattern[str]:
    """The pattern of every expression, compiled once.

    Groups: `iso`, `dotted` and `slashed` whole numeric dates; `month` with `day`, `until` (a second day) and
    `year`; `weekday`; `relative` ("yesterday"); `count` and `ago`; `shift` and `period`; `bare` (a year);
    `day_of` and `of_year` for "February this year".
    """
    month, weekday = _words("month"), _words("weekday")
    shift = "|".join(numbers("shift"))
    spoken = "|".join(sorted(numbers("day"), key=len, reverse=True)).replace(" ", r"\s")
    vague = (
        r"(?P<{}>(?i:early|late|mid|middle|beginning|end|start)"
        r"(?:\s?[-\u2010-\u2014]\s?|\s(?:of\s)?(?:in\s)?))?"
    )
    count = "|".join(_counts()) + r"|[1-9]\d?"
    # "the" is every tenth word, and "the day before yesterday" is rare: told apart by its second word.
    days = (word for word in numbers("day") if not word.startswith("the "))
    some = (*numbers("shift"), *days, "early", "late", "mid", "beginning", "end", "start")
    named = (*numbers("month"), *numbers("weekday"))
    counted = "|".join(form for word in _counts() for form in (word, word.capitalize(), word.upper()))
    begins = rf"(?=[0-9]|(?i:the\sday\s)|{openings((*some, *named))}|(?:{counted})\s[dmyDMY])"
    of_year = rf"(?:(?:\s|,\s)(?:of\s)?(?P<{{}}>(?i:{shift})\syear\b))?"
    return re.compile(
        rf"""
        (?<![\w.,/:$€£\#+-]){begins}(?<!\d[\u2013\u2014-])(?:
          (?P<iso>\d{{4}}-\d\d-\d\d)(?![\d-])
        | (?P<dotted>\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d)(?!\.?\d)
        | (?P<slashed>\d{{1,2}}/\d{{1,2}}/(?:19|20)?\d\d)(?![\d/])
        | (?:(?P<named>{weekday}),?\s(?:the\s)?)?(?:
            (?P<first>{_DAY}){_TH}(?:(?:{_TO})(?P<first_until>{_DAY}){_TH})?\s(?:of\s)?(?P<after>{month})
              (?:,?\s(?P<after_year>{_YEAR}))?{of_year.format("first_of")}
          | {vague.format("vague")}(?P<month>{month})
              (?:\s(?:the\s)?(?P<day>{_DAY}){_TH}(?:(?:{_TO})(?P<until>{_DAY}){_TH}(?!\s(?:{month})))?
                 (?:,?\s(?P<day_year>{_YEAR}))?{of_year.format("day_of")}
              | ,?\s(?:of\s)?(?P<year>{_YEAR})
              |{of_year.format("of_year")}))
        | (?<!Black\s)(?<!Bloody\s)(?<!Mail\son\s)
          (?:(?!(?i:following)\s\w+['’]s\b)(?P<which>(?i:{shift}))\s)?(?P<weekday>{weekday})
          (?!,?\s(?:{month})\s\d)(?!\sNight\sLive)
        | (?P<relative>(?i:{spoken}))\b
        | (?P<count>(?i:{count}))\s(?P<unit>(?i:day|month|year))s?\s(?P<ago>(?i:ago))\b
        | (?:(?i:earlier|later|early|late)\s)?(?P<shift>(?i:{shift}))\s(?P<period>(?i:month|year))\b(?!-)
        | {vague.format("bare_vague")}(?P<bare>{_YEAR})
              (?:\s?[-\u2013/]\s?(?P<bare_until>(?:20)?\d\d)(?![\w%.,-]\d|\w))?
        )
        """,
        re.VERBOSE,
    )


FUTURE = re.compile(
    r"\b(?:will|shall|would|due|scheduled|set\sto|expected|plan(?:s|ned|ning)?|(?:is|are|going|about|hop(?:es?|ing)|aims?)\sto|upcoming|until|till|ahead\sof|as\s(?:early|soon)\sas)\b|['’](?:ll|d)\b",
    re.IGNORECASE,
)
"""What says before a date that it is yet to come."""
SURE = re.compile(
    r"^\s*ahead\sof\b|\b(?:will|shall|upcoming|as\s(?:early|soon)\sas"
    r"|(?:is|are|(?:he|she|it|who|that)['’]s|(?:they|we)['’]re)\s(?:(?:now|also|then|still)\s)?(?:to|due|scheduled|set|expected|planned|planning|likely|going))\b|['’]ll\b",
    re.IGNORECASE,
)
"""The same in the present alone: what was planned or expected may have been."""
_SAID = {form for form, kind in verbs().items() if kind == "says" and form.endswith("ed")}
_TOLD = "|".join(sorted(_SAID | {"said", "says", "saying", "adding", "told", "wrote", "called", "signed"}))
_WILL = r"(?:will|is\sto|are\sto|is\sexpected|are\sexpected|plans?\sto)\b"
THEN = re.compile(rf",?\s(?:(?!(?:that|{_TOLD})\s)[\w.’']+\s){{0,4}}?{_WILL}")
"""What says so after it where it begins a clause: "On Monday, Blinken will hold"."""
SUBJECT = re.compile(rf"\s(?:(?:in|at|with)\s(?:[\w.’']+\s){{1,3}})?{_WILL}")
"""And where it does not: "Blinken on Monday will hold", "the meeting on Monday in Paris will end"."""
TOLD = re.compile(
    rf"\b(?:{_TOLD})\b",
    re.IGNORECASE,
)
"""Verbs of telling: a date after one dates the telling."""
PAST = re.compile(rf"\b(?<!\bbe\s)(?:{_TOLD}|was|were|had|did|made|took|left|\w{{3,}}ed)\b", re.IGNORECASE)
"""Verbs after which a day is one of the past."""
DONE = re.compile(
    r"(?<!\bbe\s)\b(?!(?:scheduled|planned|expected|slated|supposed)\b)\w{2,}(?:ed|wn|en)\s(?:on\s)?$"
    rf"|\b(?:that|who|which)\s(?:\S+\s){{0,8}}?(?:{_TOLD}|left|\w{{3,}}ed)\s.*$"
)
"""What was done on a day: "the man arrested on Friday will appear", "ships that left on Friday are due"."""
PLACED = re.compile(
    r"\b(?:in|of|on|since|until|till|by|from|through|during|before|after|between|and|to|or|as|the|this|last|next|past|throughout|around|every|each)\s$",
    re.IGNORECASE,
)
"""What stands before a month that could be a name, or a year that could be a number."""
STAMP = re.compile(
    r"(?:^|\n|[.!?]\s+)[ \t]*(?:By [^\n]{3,80}[ \t][|–—-][ \t])?"
    r"(?i:(?:(?:first|last|originally)\s)?(?:published|updated|posted|modified)(?:\s(?:on|at))?)"
    r"[ \t]*:?[ \t]*"
    r"(?:\d{1,2}[:.]\d\d\s?(?:[apAP]\.?[mM]\.?)?\s?(?:[A-Z]{2,4})?,?\s*)?$"
)
"""What stands before the day on which an article was published, in a line of its own or at its end."""
EPOCH = re.compile(r"\s(?:of|into)\s(?:[\w'’-]+\s){0,4}?(?:war|invasion|aggression)\b", re.IGNORECASE)
