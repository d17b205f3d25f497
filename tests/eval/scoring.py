"""Score mentions, links and boilerplate against a gold, by the definitions that the shared scorer prints.

Written again because that scorer does not come with the project; a test holds the two together. A mention is
right when span and type are; links are judged over the spans that both sides have, as pairs of mentions in
different articles whose spellings differ (Haidai / Hayday), which is what linking is for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TYPES = ("PERSON", "PLACE", "ORG", "WEAPON")

Span = tuple[str, int, int]
"""Document, start, end."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One side's mentions: those that count, and the spans over which nothing counts."""

    mentions: dict[Span, tuple[str, str, str]] = field(default_factory=dict)
    """Span to (type, entity, form in lower case)."""
    ignored: frozenset[Span] = frozenset()
    boilerplate: frozenset[tuple[str, int]] = frozenset()
    """(document, offset) of each character."""


def load(path: Path, types: Iterable[str]) -> Marked:
    """Read a file of JSON lines, one an article; mentions in boilerplate and of other types are ignored."""
    wanted = set(types)
    mentions: dict[Span, tuple[str, str, str]] = {}
    ignored: set[Span] = set()
    dull: set[tuple[str, int]] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        dull.update((row["doc"], at) for start, end in row.get("boilerplate", ()) for at in range(start, end))
        for mention in row["mentions"]:
            span, form = _bare(row["doc"], mention)
            if mention.get("boilerplate") or mention["type"] not in wanted:
                ignored.add(span)
            else:
                mentions[span] = (mention["type"], str(mention["entity"]), form.casefold())
    return Marked(mentions, frozenset(ignored), frozenset(dull))


def figures(gold: Path, predicted: Path, types: Iterable[str] = TYPES) -> dict[str, float]:
    """Percentages by name: mention_f1, links_variant_f1, boilerplate_p and _r, and F1 by type's name."""
    want, have = load(gold, types), load(predicted, types)
    documents = {doc for doc, _, _ in (*want.mentions, *want.ignored)}
    found = {
        span: mention
        for span, mention in have.mentions.items()
        if span[0] in documents and (span in want.mentions or not _overlaps(span, want.ignored))
    }
    result = {"mention_f1": _f1(want.mentions, found, lambda mention: True)}
    for kind in types:
        result[kind] = _f1(want.mentions, found, lambda mention, kind=kind: mention[0] == kind)
    result["links_variant_f1"] = _variant_f1(want.mentions, found)
    both = len(want.boilerplate & have.boilerplate)
    result["boilerplate_p"] = 100 * both / max(1, sum(doc in documents for doc, _ in have.boilerplate))
    result["boilerplate_r"] = 100 * both / max(1, len(want.boilerplate))
    return result


def _bare(doc: str, mention: dict[str, Any]) -> tuple[Span, str]:
    """The span without a leading article and a trailing possessive, with its form as given."""
    start, end, form = mention["start"], mention["end"], mention["text"]
    if form[:4].casefold() == "the ":
        start += len(form) - len(form[3:].lstrip())
    for tail in ("'s", "’s", "'", "’"):
        if form.endswith(tail):
            end -= len(tail)
            break
    return (doc, start, end), form


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    doc, start, end = span
    return any(other == doc and left < end and start < right for other, left, right in others)


def _f1(gold: dict[Span, Any], found: dict[Span, Any], counts: Callable[[Any], bool]) -> float:
    """F1 of exact span and type over the mentions that count."""
    wanted = {(span, mention[0]) for span, mention in gold.items() if counts(mention)}
    given = {(span, mention[0]) for span, mention in found.items() if counts(mention)}
    return 200 * len(wanted & given) / max(1, len(wanted) + len(given))


def _variant_f1(gold: dict[Span, Any], found: dict[Span, Any]) -> float:
    """F1 over pairs of mentions that stand in different articles under different forms."""
    common = sorted(set(gold) & set(found))
    docs = [span[0] for span in common]
    forms = [gold[span][2] for span in common]
    right = [gold[span][1] for span in common]
    given = [found[span][1] for span in common]
    agreed = _unlike(zip(right, given, strict=True), docs, forms)
    return 200 * agreed / max(1, _unlike(right, docs, forms) + _unlike(given, docs, forms))


def _unlike(entities: Iterable[Hashable], docs: list[str], forms: list[str]) -> int:
    """Pairs of one entity that differ in article and form: all, less those alike in either, plus in both."""
    rows = list(zip(entities, docs, forms, strict=True))

    def pairs(key: Callable[[Any], Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(map(key, rows)).values())

    alike = pairs(lambda row: row[:2]) + pairs(lambda row: (row[0], row[2])) - pairs(lambda row: row)
    return pairs(lambda row: row[0]) - alike
