"""The words that name a source: the subject before a verb of saying, or the noun phrase behind it.

No parser reads the sentence. A subject stands before its verb (past adverbs, appositions and brackets) or,
straight after a quotation, behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.entity import EntityType
from core.evidence.fillers import TIME_WORDS, bare
from core.evidence.frame import MASK, Frame, Named
from core.evidence.tables import function_words, speaker_nouns, verbs

REACH = 240
"""Characters to look through for a subject."""
_NOUN_PHRASE = 9
"""Words that a subject may have."""
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[\w$][\w$’'&./-]*(?<![.’'-])|[A-Z]\.")
_PRONOUN = re.compile(r"(?<![\w’'-])(he|she|they|it|He|She|They|It|I|we|We)$")
_WITH = re.compile(r"\bwith\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+|[a-z]+\s+)?(?:[A-Z][\w.’'-]*\s+|[a-z]+\s+)?$")
_SERVES = re.compile(
    r"([\w-]+)\s+(?:to|for)\s+(?:[A-Z][a-z]+(?:n|sh|se|ch)\s+)?(?:(?:former\s+)?(?:Vice\s+|Prime\s+)?"
    r"([A-Z][a-z]+)\.?\s+)?$"
)
"""Somebody who serves the person named behind it, with that person's title."""
_OWNS = re.compile(r"\.?(?:\s?['’]s\b|['’](?=\s))")
_BESIDE = re.compile(r",\s+([a-z]+)\b")
"""What begins to tell what somebody does beside speaking."""
_APPOSED = re.compile(r",\s+(?:an?|the|which|whose)\s")
"""What begins to tell of the body before it."""
_CUT = re.compile(rf"[;:!?\n{MASK}]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that name a source."""

    start: int
    end: int
    named: Named | None = None
    """The mention that they are, or that leads them."""


def behind_quote(frame: Frame, low: int, at: int) -> Words | None:
    """The source that follows a quotation at once, however far its verb ("an official aboard it said")."""
    base = max(low, at - REACH)
    mask = frame.told.rfind(MASK, base, at)
    if mask < 0:
        return None
    gap = re.match(r"[\s,.—–-]*", frame.told[mask + 1 : at])
    source = forward(frame, mask + 1 + (gap.end() if gap else 0), at)
    if source is None or frame.told[source.end : at].count(",") > 3:
        return None
    if source.named is not None and source.named.type is EntityType.PERSON:
        return source
    last = frame.told[source.start : source.end].lower().split()[-1]
    determined = frame.told[source.start : source.end].lower().split()[0] in function_words("determiner")
    return source if determined and (source.named or last in speaker_nouns()) else None


def subject(frame: Frame, low: int, at: int) -> Words | None:
    """The subject that ends before a verb at `at`, in a sentence that begins at `low`."""
    base = max(low, at - REACH)
    segment = frame.told[base:at]
    cut = max(segment.rfind(mark) for mark in (MASK, ":", ";", "—", " – ", "\n\n"))
    base, segment = base + cut + 1, segment[cut + 1 :]
    for _ in range(4):
        segment = bare(segment)
        if not segment:
            return None
        found = _ending_at(frame, base, base + len(segment))
        if found is not None:
            set_off = "," in frame.told[base + len(segment) : at]
            return (_set_off(frame, base, found) if set_off else None) or _before_apposition(
                frame, base, found
            )
        comma = segment.rfind(",")
        if comma < 0:
            return None
        segment = segment[:comma]
    return None


def _set_off(frame: Frame, low: int, found: Words) -> Words | None:
    """Of "Graham, who is now chairman of a committee, said" the man, not what ends before the comma."""
    person = found.named is not None and found.named.type is EntityType.PERSON
    for named in reversed(frame.between(low, found.start)):
        behind = _BESIDE.match(frame.told, named.end) if named.type is EntityType.PERSON else None
        beside = behind is not None and behind.group(1) in function_words("beside")
        if beside and not hangs(frame.told, low, named):
            return Words(named.start, named.end, named)
    if person and found.named is not None and not hangs(frame.told, low, found.named):
        return None
    people = bodies = None
    for named in frame.between(low, found.start):
        if not frame.told.startswith(",", named.end) or hangs(frame.told, low, named):
            continue
        if named.type is EntityType.PERSON:
            people = named
        elif named.type is not EntityType.NORP and _APPOSED.match(frame.told, named.end):
            bodies = named
    named_so = people or bodies
    return Words(named_so.start, named_so.end, named_so) if named_so else None


def hangs(told: str, low: int, named: Named) -> bool:
    """Whether a name, with the title before it, hangs on a preposition."""
    before = told[max(low, named.start - 80) : named.start].split()
    while before and before[-1][-1] != "," and not TIME_WORDS.fullmatch(before[-1]):
        word = before.pop()
        titles = word[0].isupper() or word in function_words("determiner") or word in speaker_nouns()
        if not titles:
            return word in function_words("preposition") or word == "by"
    return False


def _before_apposition(frame: Frame, low: int, found: Words) -> Words:
    """Of "Serhiy Hayday, the head of the region, said" the man and not the office."""
    if found.named is not None and found.named.type is EntityType.PERSON:
        return found
    words = frame.told[found.start : found.end].lower().split()
    if {speaker_nouns().get(word, "") for word in words[-1:]} & {"body", "many"} and "of" not in words:
        return found  # "…, authorities said" tells of nobody before the comma
    before = frame.told[max(low, found.start - 40) : found.start]
    comma = re.search(r",\s+(?:(?:the|a|an|former|acting|then)\s+)*$", before)
    if comma is None:
        return found
    named = frame.ending(found.start - len(before) + comma.start())
    if named is None or named.type is not EntityType.PERSON or named.start < low:
        return found
    return Words(named.start, named.end, named)


def _ending_at(frame: Frame, low: int, end: int) -> Words | None:
    pronoun = _PRONOUN.search(frame.told, max(low, end - 6), end) if low < end else None
    if pronoun:
        return Words(pronoun.start(1), pronoun.end(1))
    named = frame.ending(end)
    if named is not None and named.type is EntityType.PERSON:
        serves = _SERVES.search(frame.told, max(low, named.start - 80), named.start)
        title = (serves.group(2) or "").lower() if serves else ""
        titled = not title or title in function_words("office") or title in function_words("short title")
        if serves and titled and serves.group(1).lower() in speaker_nouns():  # "an adviser to Mr. Zelensky"
            words = list(_WORD.finditer(frame.told, max(low, serves.start() - 60), serves.end(1)))
            return Words(_phrase_start(frame.told, words[-_NOUN_PHRASE:])[0], named.end)
        return Words(named.start, named.end, named)
    comma = frame.told.rfind(",", low, end)
    part = frame.between(max(low, comma + 1), end)
    if (
        comma >= 0
        and part
        and part[0].type is EntityType.PERSON
        and not possessive(frame.told, part[0])
        and not frame.told[comma + 1 : part[0].start].strip()
    ):
        return Words(part[0].start, part[0].end, part[0])  # ", Oleksiy Babchenko of Hirske, said"
    return _phrase(frame, low, end, named)


def _phrase(frame: Frame, low: int, end: int, named: Named | None) -> Words | None:
    """The noun phrase that ends at `end`, led back over prepositions to its determiner."""
    base = max(low, end - 130)
    words = list(_WORD.finditer(frame.told, base, end))[-_NOUN_PHRASE:]
    if not words or words[-1].end() < end:
        return None
    start, kept = _phrase_start(frame.told, words)
    if start < 0 or words[-1].group() in ("said", "says"):
        return None
    if named is not None and named.type is EntityType.PLACE and named.start < start:
        return None  # "a spokesman in Washington, D.C. said"
    inside = [n for n in frame.between(start, end) if n.end <= end]
    leading = _leading(frame.told, start, inside)
    if leading is not None:
        return Words(leading.start, leading.end, leading)
    people = named is not None and named.type is EntityType.NORP  # "the British said"
    if named is not None and not governed(frame.told, start, named) and (not people or len(kept) <= 2):
        return Words(named.start if named.type is not EntityType.NORP else start, named.end, named)
    head = words[-1].group().lower()
    nouns = speaker_nouns()
    speaks = head in nouns or any(word.lower() in nouns for word in kept)
    determined = kept[0].lower() in function_words("determiner")
    governs = any(word.lower() in function_words("preposition") for word in kept)
    if speaks or (determined and head.isalpha() and len(kept) <= 5 and not governs):
        return Words(start, end)
    return None


def _phrase_start(told: str, words: list[re.Match[str]]) -> tuple[int, list[str]]:
    kept: list[str] = []
    start, index = -1, len(words) - 1
    pending: list[str] = []
    while index >= 0:
        word = words[index]
        if index + 1 < len(words) and told[word.end() : words[index + 1].start()].strip():
            break
        text = word.group()
        lower = text.lower()
        if lower in function_words("breaker") or (
            lower in verbs() and start >= 0 and lower not in speaker_nouns()
        ):
            break
        if lower in function_words("preposition"):
            if start < 0:
                return -1, []
            pending = [text]
        else:
            start, kept = word.start(), [text, *pending, *kept]
            pending = []
            before = words[index - 1].group().lower() if index else ""
            if lower in function_words("determiner") and before not in function_words("preposition"):
                break
        index -= 1
    return start, kept


def _leading(told: str, start: int, inside: list[Named]) -> Named | None:
    """A person, or a body that leads the phrase ("the Pentagon in a statement")."""
    for named in inside:
        if told[named.end : named.end + 2] in ("'s", "’s", "s'", "s’") or governed(told, start, named):
            continue
        if named.type is EntityType.PERSON:
            return named
        after = told[named.end : named.end + 6].split()
        if named.type is not EntityType.NORP and after and after[0] in function_words("preposition"):
            return named
    return None


def governed(told: str, low: int, named: Named) -> bool:
    """Whether a mention hangs on a preposition of the same phrase ("a spokesman for the Pentagon")."""
    before = told[max(low, named.start - 60) : named.start].lower().split()
    while before and (
        before[-1] in function_words("determiner")
        or (
            before[-1] not in function_words("preposition")
            and len(before) > 1
            and before[-2] in function_words("determiner")
        )
    ):
        before.pop()
    return bool(before) and before[-1] in function_words("preposition")


def forward(frame: Frame, at: int, high: int) -> Words | None:
    """The source behind "according to" or a verb that stands before its subject."""
    end = min(high, at + 160)
    cut = _CUT.search(frame.told, at, end)
    while cut and cut.group() == "." and _shortens(frame.told[max(at, cut.start() - 5) : cut.start()]):
        cut = _CUT.search(frame.told, cut.end(), end)
    end = cut.start() if cut else end
    pronoun = re.match(r"\s*(he|she|they|it|him|her|them)\b", frame.told[at:end])
    if pronoun and frame.told[at + pronoun.end() : at + pronoun.end() + 1] in (",", ".", "", " ", ";"):
        return Words(at + pronoun.start(1), at + pronoun.end(1))
    words = _forward_words(frame.told, at, end)
    if not words:
        return None
    start, stop = words[0].start(), words[-1].end()
    for named in frame.between(start, stop + 60):
        gap = frame.told[stop : named.start] if named.start >= stop else ""
        if named.start >= end or (gap and not re.fullmatch(r",?\s*", gap)):
            break
        if (
            named.type is EntityType.PERSON
            and not possessive(frame.told, named)
            and not governed(frame.told, start, named)
        ):
            return Words(named.start, named.end, named)
    return _forward_body(frame, start, stop, words)


def _shortens(before: str) -> bool:
    """Whether a stop behind these letters belongs to an initial, or to a title cut short."""
    word = re.search(r"\b[A-Z][a-z]*$", before)
    return word is not None and (len(word[0]) == 1 or word[0].lower() in function_words("short title"))


def possessive(told: str, named: Named) -> bool:
    """Whether a name owns what follows it: "Putin's", and where marks were parted from words "Putin 's"."""
    return _OWNS.match(told, named.end) is not None


def acts_beside(told: str, low: int, named: Named) -> bool:
    """Whether a name acts beside the sentence: "with the United Nations reporting"."""
    doing = re.match(r"\s+\w+ing\b", told[named.end : named.end + 24])
    return doing is not None and _WITH.search(told, max(low, named.start - 40), named.start) is not None


def opens_clause(told: str, low: int, named: Named) -> bool:
    """Whether a name is a clause's subject: it opens the sentence, or follows on "when" or "that"."""
    before = told[max(low, named.start - 40) : named.start].split()
    while before and before[-1][0].isupper() and before[-1].lower() not in function_words("joining"):
        before.pop()  # a title
    return not before or before[-1].lower() in function_words("joining")


def _forward_words(told: str, at: int, end: int) -> list[re.Match[str]]:
    """Words of the noun phrase that begins at `at`."""
    kept: list[re.Match[str]] = []
    for word in _WORD.finditer(told, at, end):
        lower = word.group().lower()
        if kept and told[kept[-1].end() : word.start()].strip(" \t\n."):
            break
        if not kept and told[at : word.start()].strip():
            break
        breaks = lower in function_words("breaker") or (lower in verbs() and kept and word.group().islower())
        if breaks and not (lower == "and" and kept):
            break
        if (lower in function_words("opener") and kept) or (
            kept and word.group().islower() and lower.endswith("ing")
        ):
            break
        if kept and TIME_WORDS.fullmatch(word.group()):
            break
        kept.append(word)
        if len(kept) == 14:
            break
    return kept


def _forward_body(frame: Frame, start: int, stop: int, words: list[re.Match[str]]) -> Words | None:
    inside = [n for n in frame.between(start, stop) if n.end <= stop]
    skip = (
        words[1].start()
        if words[0].group().lower() in function_words("determiner") and len(words) > 1
        else start
    )
    first = inside[0] if inside else None
    if first and first.start in (start, skip) and not possessive(frame.told, first):
        rest = frame.told[first.end : stop].split()
        if not rest or rest[0] in function_words("preposition") or first.end == stop:
            return Words(first.start, first.end, first)
    nouns = speaker_nouns()
    lowered = [word.group().lower() for word in words]
    if lowered[0] in function_words("determiner") or any(word in nouns for word in lowered):
        return Words(start, stop)
    return None
