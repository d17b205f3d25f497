"""A doubtful link in words: two names side by side, what speaks for their being one, and what against."""

from __future__ import annotations

from collections.abc import Iterable

from core.library.records import Evidence, Sketch
from core.visible import visible
from tui.reading.card import Line, paragraph
from tui.reading.excerpt import excerpt
from tui.reading.grounds import grounds_against, grounds_for
from tui.reading.phrases import UNKNOWN, count, day, joined

_SHOWN = 6
"""Spellings, outlets and roles that are named of each side."""
_SENTENCE = 3
"""Lines that a sample sentence may have."""


def doubt_lines(evidence: Evidence, width: int) -> list[Line]:
    """The page of a pair."""
    asked = (
        "They are one entity now. Rightly?"
        if evidence.together
        else "They are two entities now. Are they one?"
    )
    lines: list[Line] = [[], [(asked, ("quiet",))], []]
    lines += [*_side(evidence.left, width), [], *_side(evidence.right, width)]
    for title, reasons in (("For", grounds_for(evidence)), ("Against", grounds_against(evidence))):
        if reasons:
            lines += [[], [(title, ("headline",))]]
        for reason in reasons:
            lines += [[("  ", ()), *line] for line in paragraph(reason, width - 2, ())]
    return lines


def _side(side: Sketch, width: int) -> list[Line]:
    kind = side.name.type.lower()
    label = f"  ({visible(side.label)})" if side.label != side.name.form else ""
    counts = f"{count(side.mentions, 'mention')} in {count(side.articles, 'article')}"
    lines: list[Line] = [[(visible(side.name.form), ("strong", kind)), (label, ("quiet",))]]
    forms = _few(alias.form for alias in side.aliases)
    outlets = _few(alias.outlet or UNKNOWN for alias in side.aliases)
    roles = _few(role.text for role in side.roles)
    lines += _indented(joined(counts, outlets), width)
    if forms != side.name.form:
        lines += _indented(f"written {forms}", width)
    if roles:
        lines += _indented(f"called {roles}", width)
    return [*lines, *_sample(side, width)]


def _sample(side: Sketch, width: int) -> list[Line]:
    passage = side.sample
    if passage is None:
        return []
    flat = visible("".join(" " if c.isspace() else c for c in passage.sentence))
    start, end = passage.start - passage.sentence_start, passage.end - passage.sentence_start
    rows = excerpt(flat, start, end, width - 2, _SENTENCE)
    quoted: list[Line] = [[("  ", ()), *((t, ("mention",) if m else ()) for t, m in row)] for row in rows]
    return [*quoted, *_indented(joined(passage.outlet or passage.headline, day(passage.published)), width)]


def _indented(words: str, width: int) -> list[Line]:
    return [[("  ", ()), *line] for line in paragraph(words, width - 2, ("quiet",))[:2]]


def _few(words: Iterable[str]) -> str:
    found = list(dict.fromkeys(words))
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more
