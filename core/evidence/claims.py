"""Indirect speech with a named source ("X said that …", "according to X"), and what nobody could verify.

A claim is the reporter's clause that a telling hands to its source: behind the verb to the end of the
sentence, or the sentence's beginning where the tag closes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from core.evidence.antecedents import Told
from core.evidence.frame import MASK, Frame
from core.evidence.speakers import Speakers
from core.evidence.tables import function_words, speaker_nouns
from core.statement import Quote

_LEAST = 4
"""Words of the reporter's own that make a clause."""
_MOST = 1_500
"""Characters that a clause may have; a longer stretch without a full stop is a list, and no clause."""
_TITLED_IN = 200
"""Characters that hold a title, or a role, before a name."""
_TITLE = 7
"""Words that a title before a name may have."""
_THAT = re.compile(r"[^,.;:\n]{0,80}?\bthat\b\s*")
_ROLE = re.compile(r",\s+(?:the|a|an|its|their|his|her)\s(?:[\w’'-]+\s){0,7}[\w’'-]+\s?,\s*$")
"""A role before a name, at the end of what is told: ", the head of the local police, "."""
_REQUEST = re.compile(r"(?:[\w’'.-]+\s){1,12}?for\s(?:a\s|further\s)?comments?\b")
"""What was asked of somebody, and is no claim of whoever asked or answered."""
_TITLED = re.compile(r"[\s,.'\"”’]*(?:(?:an?|the|its|their|[A-Z][\w.’'-]*|[a-z]+['’]s|[a-z]{4,})\s+){0,7}")
"""What may stand between a quotation and the name behind it: a title."""
_APART = re.compile(
    r"(?:[,;]\s+(?:and|but|while|although|though|as|whereas|yet)|\s[–—]|;|,)\s+(?:[\w’'.-]+\s+){0,6}$"
    r"|\s(?:but|while|although|whereas)\s+(?:[\w’'.-]+\s+){0,6}$"
)
"""What parts a clause from the next source with its title."""
_ASIDE = re.compile(
    r"(?:(?:in|on|at|during|via|from|by)\s(?!order\b)[^.]{0,80}$|of\s|(?:this|so|that)\s(?:in|on|at|during|to)\b"
    r"|(?:late\s|early\s|last\s|this\s|on\s)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)\b"
    r"(?:\s(?:morning|afternoon|evening|night))?(?:$|,\s\w+ing\b))"
)
"""When and where it was said, and nothing of what."""
_LEAD = re.compile(r"[\s,:–—-]*(?:that\s+)?")
_CHECKED = r"(?:verif|confirm|corroborat|authenticat|substantiat)\w*"
_UNVERIFIED = re.compile(
    r"(?:could|can|ha[sd]|have|was|were|is|are|been|be|did|does)(?:\s+not|\s?n['’]t|\s+never)(?:\s+\w+){0,5}\s+"
    + _CHECKED
    + rf"|(?:cannot|neither|nor)(?:\s+[\w’']+){{0,9}}\s+independently\s+{_CHECKED}"
    rf"|cannot(?:\s+\w+){{0,3}}\s+{_CHECKED}"
    rf"|(?:unable|not\s+(?:been\s+)?able|not\s+possible|impossible|hard|difficult|yet)\s+to(?:\s+\w+){{0,6}}\s+{_CHECKED}"
    r"|no\s+independent\s+(?:confirmation|verification)|without\s+independent\s+(?:confirmation|verification)"
    r"|without\s+providing\s+(?:any\s+)?(?:evidence|proof|details)"
    rf"|not\s+independently\s+{_CHECKED}|\bunverified\s+(?:claim|report|figure|statement)s?",
    re.IGNORECASE,
)


_ROOTS = ("verif", "confirm", "corroborat", "authenticat", "substantiat", "providing")
"""What every doubt has one of in it: a sentence without them is not read for one."""
_ROOT = re.compile("|".join(_ROOTS), re.IGNORECASE)


def claims_of(frame: Frame, speakers: Speakers, boilerplate: Sequence[tuple[int, int]]) -> list[Quote]:
    """Return an article's claims in order: clauses that a telling with a known source gives."""
    found: dict[tuple[int, int], Quote] = {}
    for index, told in enumerate(speakers.told):
        if told.by.entity is None or not told.telling.says or frame.told[told.high - 1 : told.high] == "?":
            continue  # "What has Kerry said about it?" tells nothing
        following = speakers.told[index + 1] if index + 1 < len(speakers.told) else None
        before = speakers.told[index - 1] if index else None
        start, end = _clause(frame, told, before, following)
        source = told.telling.source
        if start < source.end and source.start < end:
            continue  # "said Jacob Lew, the secretary": nothing is said but who says it
        asks = told.telling.verb.startswith("ask") or _answers(frame, start)
        if asks and _REQUEST.match(frame.told, start, end):
            continue  # "NBC has asked the ministry for comment", "Fondsk responded to a request for comment"
        if _calls(frame, start, end):
            continue  # "The governor of Luhansk, Serhiy Haidai, said": nothing but who he is
        if start < end <= start + _MOST and not _few(frame, start, end):
            found.setdefault(
                (start, end),
                Quote(
                    start,
                    end,
                    frame.text[start:end],
                    told.by,
                    direct=False,
                    boilerplate=_in(boilerplate, start),
                ),
            )
    return list(found.values())


def _answers(frame: Frame, start: int) -> bool:
    """Whether what stands there is what was responded to, and not what was said."""
    return frame.told.startswith("to ", start) and not frame.told[
        max(0, start - 8) : start
    ].rstrip().endswith("that")


def _calls(frame: Frame, start: int, end: int) -> bool:
    """Whether words only call somebody by what they are: "the governor of Luhansk"."""
    words = frame.told[start : min(end, start + _TITLED_IN)].lower().split()[1:]
    words = list(takewhile(lambda word: word not in function_words("preposition"), words))
    no_part = function_words("determiner") | function_words("breaker")
    return bool(words) and speaker_nouns().get(words[-1]) == "one" and no_part.isdisjoint(words)


def _clause(frame: Frame, told: Told, before: Told | None, following: Told | None) -> tuple[int, int]:
    """The span of what a telling gives: behind its verb, or before a tag that a comma sets off."""
    telling = told.telling
    behind = _LEAD.match(frame.told, telling.end, told.high)
    start = behind.end() if behind else telling.end
    that = _that(frame, told)
    if that:
        start = that
    elif _tags(frame, told) or frame.told.startswith(MASK, start):
        return start, start  # "…," he told Reuters in an interview; he said: "…"
    start, end = _trimmed(frame.text, start, _until(frame, told, following, start))
    aside = _ASIDE.match(frame.told, start, end)
    another = before is not None and before.low == told.low and start < end and not aside
    tag = not that and not another and (aside or _few(frame, start, end))  # not "…, but Blinken said little"
    if telling.verb == "according to" or (tag and not telling.verb.endswith("ing")):
        ahead = _trimmed(frame.text, told.low, _before(frame, told))
        if not _few(frame, *ahead) and not _ASIDE.match(frame.told, *ahead):
            return ahead
    if frame.told[start : start + 1] == MASK and frame.told[end - 1 : end] == MASK:
        return start, start  # the words themselves are quoted
    return (start, start) if aside else (start, end)


def _until(frame: Frame, told: Told, following: Told | None, start: int) -> int:
    """Where a clause ends: with its sentence, or where another begins that somebody else tells."""
    if following is None or following.low != told.low or following.telling.source.start <= start:
        return told.high
    next_one = min(following.telling.start, following.telling.source.start)
    if following.telling.verb == "according to":
        return next_one
    apart = _APART.search(frame.told, start, next_one)
    return apart.start() if apart else told.high


def _that(frame: Frame, told: Told) -> int | None:
    """Where the clause behind "that" begins, if nothing but to whom, when and where stands before it."""
    telling = told.telling
    that = _THAT.match(frame.told, telling.end, told.high) if telling.verb != "according to" else None
    if that is None:
        return None
    between = frame.told[telling.end : that.end()].lower().split()[:-1]
    addressed = telling.verb in function_words("addressing") or (
        between and between[0] in function_words("whereupon")
    )
    return that.end() if addressed or not between or between[0].endswith("ly") else None


def _few(frame: Frame, start: int, end: int) -> bool:
    return len(frame.told[start : min(end, start + _MOST)].replace(MASK, " ").split()) < _LEAST


def _before(frame: Frame, told: Told) -> int:
    """Where what stands before a tag ends: with the comma that sets off the source and its role."""
    end = min(told.telling.start, told.telling.source.start)
    low = max(told.low, end - _TITLED_IN)
    role = _ROLE.search(frame.told, low, end)
    if role or told.telling.verb == "according to":
        return role.start() if role else end
    comma = frame.told.rfind(",", low, end)
    title = frame.told[comma + 1 : end]
    words = title.lower().split()
    parts = words[:1] and words[0] in function_words("parting")  # "…, but Blinken said very little"
    return comma if comma >= 0 and MASK not in title and len(words) <= _TITLE and not parts else told.low


def _tags(frame: Frame, told: Told) -> bool:
    """Whether a telling stands right behind the quotation that it gives to its source."""
    first = min(told.telling.start, told.telling.source.start)
    quoted = frame.told.rfind(MASK, told.low, first)
    return quoted >= 0 and _TITLED.fullmatch(frame.told, quoted + 1, first) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-."):
        end -= 1
    return start, end


def marked_unverified(frame: Frame, quotes: Sequence[Quote]) -> list[Quote]:
    """Mark what a "could not be verified" speaks of: statements of its own sentence, else those before it."""
    lowered = frame.told.lower()
    if not any(root in lowered for root in _ROOTS):
        return list(quotes)
    marked: set[int] = set()
    starts = [quote.start for quote in quotes]
    doubtful = dict.fromkeys(frame.sentence(root.start()) for root in _ROOT.finditer(frame.told))
    for doubt in (doubt for span in doubtful for doubt in _UNVERIFIED.finditer(frame.told, *span)):
        low, high = frame.sentence(doubt.start())
        own = [
            i
            for i in range(bisect_right(starts, low - 1), bisect_right(starts, high))
            if _apart(quotes[i], doubt)
        ]
        if own:
            marked.update(own)
            continue
        last = bisect_right(starts, low - 1) - 1
        if last >= 0 and low - quotes[last].end < 400:
            before, _ = frame.sentence(quotes[last].start)
            marked.update(i for i in range(max(0, last - 8), last + 1) if quotes[i].start >= before)
    return [replace(quote, unverified=True) if i in marked else quote for i, quote in enumerate(quotes)]


def _apart(quote: Quote, doubt: re.Match[str]) -> bool:
    """A claim that holds the doubt is the doubt ("Reuters said it could not verify …")."""
    return not quote.start <= doubt.start() < quote.end


def _in(ranges: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(ranges, (at, 1 << 62)) - 1
    return index >= 0 and ranges[index][0] <= at < ranges[index][1]
