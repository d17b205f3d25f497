"""Which way a day looks that its sentence names without a date: back, as most do, or ahead.

A weekday that was yesterday or the day before is hardly ever the one to come: that would be dated, or be
called next. Of forty that any word for things to come had moved ahead, four were right; so only what its own
clause says in the present moves it: "will vote on Friday", "is due on Friday", "On Friday, it will".
"""

from __future__ import annotations

import re

from core.evidence import dates_words as words

NEAR = 2
"""Days back up to which it takes a clause of its own to look ahead."""
_BEFORE = 160
"""How far before an expression its tense is looked for."""
_SENTENCE = re.compile(r"[.!?][\u2019')\]]*\s+|[\u201d\"]\s+|\n\s*\n")
_CLAUSE = re.compile(
    r"[,;:(\u2013\u2014]|\s-\s|\b(?:after|following|since|when|where|while|because|although)\b"
)
_BEGINS = re.compile(
    r"(?:^|[,;:(\u2013\u2014\u201c\"\u2018'-]|\b(?:and|but|or|while|that|as|when|where))"
    r"\s*(?:(?:late|early|by|on|starting|beginning|from)\s+)*$",
    re.IGNORECASE,
)
"""What stands before a day that begins its clause."""


def looks_ahead(text: str, start: int, end: int, back: int) -> bool:
    """Whether what stands around text[start:end] says that it is to come; it was `back` days ago if not."""
    sentence = _sentence_before(text, start)
    leads = _BEGINS.search(sentence) or (back > NEAR and not words.TOLD.search(sentence))
    if leads and words.THEN.match(text, end):
        return True
    done = words.DONE.search(sentence)
    if words.SUBJECT.match(text, end) and not done:
        return True
    if back <= NEAR:
        clause = _CLAUSE.split(sentence)[-1]
        sure = list(words.SURE.finditer(clause))
        owned = text.startswith(("'s", "\u2019s"), end)
        return bool(sure) and not (owned or done or words.PAST.search(clause, sure[-1].end()))
    ahead = max((m.start() for m in words.FUTURE.finditer(sentence)), default=-1)
    told = max((m.start() for m in words.TOLD.finditer(sentence)), default=-1)
    return ahead > told and not sentence.endswith("since ")


def may_be_ahead(text: str, start: int) -> bool:
    """Whether any word before it in its sentence speaks of what is to come."""
    return words.FUTURE.search(_sentence_before(text, start)) is not None


def _sentence_before(text: str, start: int) -> str:
    """Its sentence as far as it stands before an offset."""
    return _SENTENCE.split(text[max(0, start - _BEFORE) : start])[-1]
