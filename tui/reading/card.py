"""An entity in words: the card over its mentions, and the sheet that says why its spellings are one."""

from __future__ import annotations

from collections.abc import Iterable

from core.library.records import Alias, Evidence, StoredMention
from core.visible import visible
from tui.reading.answers import Dossier, Why
from tui.reading.grounds import grounds_against, told
from tui.reading.phrases import UNKNOWN, about, called, count, joined, kind_of, tied
from tui.reading.spans import Marks
from tui.reading.wrap import wrap

Line = list[tuple[str, Marks]]
Spelling = tuple[str, int, list[tuple[str, int]]]
"""A form, its mentions, and its mentions by outlet."""
SPELLINGS = 6
"""Spellings on the card; the sheet has them all."""


def card(dossier: Dossier, width: int, rows: int, why_key: str = "w") -> list[Line]:
    """The card's lines for a width in cells; on a short screen it keeps to about `rows` lines.

    `why_key` is the key that shows the spellings for which the card has no room.
    """
    lines = _head(dossier, width)
    forms = _by_form(dossier.aliases)
    room = max(2, min(SPELLINGS, rows - len(lines) - 3))
    kept = forms if len(forms) <= room else forms[: room - 1]
    lines += [[(count(dossier.entity.spellings, "spelling"), ("quiet",))], *_spellings(kept, width)]
    if len(forms) > len(kept):
        lines.append([(f"and {len(forms) - len(kept)} more: {why_key}", ("quiet",))])
    reason = dossier.reasons[0].reasons[:1] if dossier.reasons else ()
    for label, words in (
        ("✎ ", "; ".join(" ".join(note.text.split()) for note in dossier.notes)),
        ("one entity: ", ", ".join(reason)),
        ("called by ", "; ".join(called(dossier.roles)[:3])),
    ):
        more = [[], *shortened(label + words, width, 2, ("quiet",))] if words else []
        if len(lines) + len(more) < rows:
            lines += more
    return [*lines, [("─" * width, ("rule",))]]


def _spellings(forms: list[Spelling], width: int) -> list[Line]:
    """A line for each form: the form, how often it stands, and in which outlets."""
    column = min(max((len(form) for form, _, _ in forms), default=0), width // 2)
    digits = max((len(f"{mentions:,}") for _, mentions, _ in forms), default=0)
    lines: list[Line] = []
    for form, mentions, outlets in forms:
        name = visible(form if len(form) <= column else form[: column - 1] + "…")
        words = _outlets(outlets) if len(outlets) > 1 else outlets[0][0] or UNKNOWN
        figures = f"  {mentions:>{digits},}  "
        lines.append([(f"{name:<{column}}", ("strong",)), (figures, ()), (visible(words), ("quiet",))])
    return lines


def why(told_of: Why, width: int) -> list[Line]:
    """Every spelling by outlet, the reasons that join them, and what the entity is called.

    First of all, how the mention at hand was found, and what joins its name to the others: the pair.
    """
    dossier = told_of.dossier
    name = (visible(dossier.entity.label), ("strong", *_mark(dossier)))
    lines = [[], [name], *_head(dossier, width)[:-1]]
    lines += _found(told_of.mention, width) if told_of.mention else []
    lines += _pair(told_of.pair, width) if told_of.pair else []
    lines += _title("Spellings, and where they stand")
    for form, mentions, outlets in _by_form(dossier.aliases):
        lines.append([(visible(form), ("strong",)), (f"  {count(mentions, 'mention')}", ("quiet",))])
        lines += [[("  ", ()), *line] for line in paragraph(_outlets(outlets), width - 2, ("quiet",))]
    lines += _title("Why they are one")
    if not dossier.reasons:
        lines += paragraph("All its mentions stand for one name: nothing had to be joined.", width, ())
    for link in dossier.reasons:
        names = f"{visible(link.left)} = {visible(link.right)}"
        lines.append([(names, ("strong",)), (f"  {link.score:.2f}", ("quiet",))])
        for reason in link.reasons:
            lines += [[("  ", ()), *line] for line in paragraph(reason, width - 2, ())]
    if dossier.roles:
        lines += _title("What articles call it")
        for told_by in called(dossier.roles):
            lines += paragraph(told_by, width, ())
    return lines


def _found(mention: StoredMention, width: int) -> list[Line]:
    """How the mention at hand was found: "“Haidai”: by the lexicon, 97 %; listed as Serhii Haidai"."""
    ways = {"model": "the model", "gazetteer": "the gazetteer", "lexicon": "the lexicon", "rule": "a rule"}
    by = ways.get(mention.found_by, mention.found_by)
    told_so = f"“{mention.form}”: by {by}, {mention.confidence:.0%}"
    note = f"; {mention.note}" if mention.note else ""
    return [*_title("How this mention was found"), *paragraph(told_so + note, width, ())]


def _pair(pair: Evidence, width: int) -> list[Line]:
    """The very pair at hand: what speaks for it, and what against."""
    lines = [*_title("Why this name"), *paragraph(told(pair), width, ())]
    for reason in grounds_against(pair):
        lines += paragraph(f"but: {reason}", width, ("quiet",))
    return lines


def _head(dossier: Dossier, width: int) -> list[Line]:
    """Type, description and counts."""
    entity = dossier.entity
    told_of = joined(kind_of(entity.type), about(entity), tied(dossier.ties))
    lines = shortened(told_of, width, 3, _mark(dossier))
    articles = count(entity.articles, "article")
    if dossier.per_source:
        articles = count(entity.sources, "independent source")
    counts = f"{count(entity.mentions, 'mention')} in {articles}"
    return [*lines, *paragraph(counts, width, ("quiet",)), []]


def _mark(dossier: Dossier) -> Marks:
    return (dossier.entity.type.lower(),)


def _title(text: str) -> list[Line]:
    return [[], [(text, ("headline",))]]


def paragraph(text: str, width: int, marks: Marks) -> list[Line]:
    """Words in lines of a width, all with the same marks."""
    layout = wrap(visible(text), width)
    return [[(layout.text[line.start : line.shown], marks)] for line in layout]


def shortened(text: str, width: int, rows: int, marks: Marks) -> list[Line]:
    """The same in at most so many lines; one that breaks off says so."""
    lines = paragraph(text, width, marks)
    if len(lines) > rows:
        ((last, _),) = lines[rows - 1]
        lines[rows - 1] = [(last[: width - 1].rstrip(" ,;:") + "…", marks)]
    return lines[:rows]


def _by_form(aliases: Iterable[Alias]) -> list[Spelling]:
    """(form, mentions, [(outlet, mentions)]), the commonest first in each."""
    forms: dict[str, list[tuple[str, int]]] = {}
    for alias in aliases:
        forms.setdefault(alias.form, []).append((alias.outlet, alias.mentions))
    found = [(form, sum(number for _, number in outlets), outlets) for form, outlets in forms.items()]
    for _, _, outlets in found:
        outlets.sort(key=lambda outlet: -outlet[1])
    return sorted(found, key=lambda form: -form[1])


def _outlets(outlets: list[tuple[str, int]]) -> str:
    return joined(*(f"{outlet or UNKNOWN} {number:,}" for outlet, number in outlets))
