"""What stands between a subject and its verb: adverbs, auxiliaries, days, brackets, "who" and "and"."""

from __future__ import annotations

import re

_TAIL = 64
"""Characters that hold what stands between a subject and its verb."""
_TIME = (
    r"(?:(?:on|late|early|last|this)\s+)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|"
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?(?=\s\d))"
    r"(?:\s+(?:morning|afternoon|evening|night|\d{1,2}))?"
)
TIME_WORDS = re.compile(_TIME)
"""A day or a month that a telling was on ("late on Tuesday night")."""
_FILLER = re.compile(
    rf"(?:(?<=\s)|^)(?:has|have|had|is|was|were|also|later|then|earlier|further|again|once|even|already|"
    r"previously|himself|herself|itself|themselves|first|still|now|ha[sd] since|repeatedly|did|would|will|"
    rf"could|can|may|might|never|just|in turn|be heard|heard|be seen|seen|went on|began|started|{_TIME}|"
    r"(?!family|ally|assembly|italy|july)[a-z]{3,}ly)\s*$"
)
_LINK = re.compile(r"(?:,\s*)?\b(?:who|which|and|that)$|,$|\s[-–]$")


def bare(segment: str) -> str:
    """Without what stands between a subject and its verb."""
    segment = segment.rstrip()
    while segment:
        shorter = _without(_FILLER, segment)
        if shorter.endswith(")") and "(" in shorter:
            shorter = shorter[: shorter.rindex("(")].rstrip()
        shorter = _without(_LINK, shorter)
        if shorter == segment:
            return segment
        segment = shorter
    return segment


def _without(ending: re.Pattern[str], segment: str) -> str:
    found = ending.search(segment, max(0, len(segment) - _TAIL))
    return segment[: found.start() if found else None].rstrip()
