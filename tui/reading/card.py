"""An entity in words: the card over its mentions, and the sheet that says why its spellings are one."""

from __future__ import annotations

from collections.abc import Iterable

from core.library.records import Alias
from core.visible import visible
from tui.reading.answers import Dossier
from tui.reading.phrases import count, joined
from tui.reading.spans import Marks
from tui.reading.wrap import wrap

Line = list[tuple[str, Marks]]
SPELLINGS = 5
"""Spellings on the card; the sheet has them all."""


def card(dossier: Dossier, width: int) -> list[Line]:
    """The card's lines for a width in cells."""
    forms = _by_form(dossier.aliases)
    lines = _head(dossier, width)
    lines.append([(count(dossier.entity.spellings, "spelling"), ("quiet",))])
    column = min(max((len(form) for form, _, _ in forms[:SPELLINGS]), default=0), width // 2)
    for form, _, outlets in forms[:SPELLINGS]:
        name = visible(form) if len(form) <= column else visible(form[: column - 1]) + "…"
        lines.append([(f"{name:<{column}}", ("strong",)), ("  " + visible(_outlets(outlets)), ("quiet",))])
    more = len(forms) - SPELLINGS
    if more > 0:
        lines.append([(f"and {more} more: w", ("quiet",))])
    if dossier.reasons:
        reason = ", ".join(dossier.reasons[0].reasons[:1])
        lines += [[], *_wrapped(f"one name: {reason}", width, ("quiet",))[:2]]
    if dossier.roles:
        called = ", ".join(role.text for role in dossier.roles[:3])
        lines += [[], *_wrapped(f"called {called}", width, ("quiet",))[:2]]
    return lines


def why(dossier: Dossier, width: int) -> list[Line]:
    """Every spelling by outlet, the reasons that join them, and what the entity is called."""
    name = (visible(dossier.entity.label), ("strong", *_mark(dossier)))
    lines = [[], [name], *_head(dossier, width)[:-1]]
    lines += _title("Spellings, and where they stand")
    for form, mentions, outlets in _by_form(dossier.aliases):
        lines.append([(visible(form), ("strong",)), (f"  {count(mentions, 'mention')}", ("quiet",))])
        lines += [[("  ", ()), *line] for line in _wrapped(_outlets(outlets), width - 2, ("quiet",))]
    lines += _title("Why they are one")
    if not dossier.reasons:
        lines += _wrapped("All its mentions bear one name, so that nothing had to be joined.", width, ())
    for link in dossier.reasons:
        pair = f"{visible(link.left)} = {visible(link.right)}"
        lines.append([(pair, ("strong",)), (f"  {link.score:.2f}", ("quiet",))])
        for reason in link.reasons:
            lines += [[("  ", ()), *line] for line in _wrapped(reason, width - 2, ())]
    if dossier.roles:
        lines += _title("What articles call it")
        for role in dossier.roles:
            facts = f"  {joined(role.outlet, count(role.articles, 'article'))}"
            lines.append([(visible(role.text), ()), (visible(facts), ("quiet",))])
    return lines


def _head(dossier: Dossier, width: int) -> list[Line]:
    """Type, description and counts."""
    entity = dossier.entity
    lines = _wrapped(joined(entity.type.lower(), entity.description), width, _mark(dossier))[:2]
    counts = f"{count(entity.mentions, 'mention')} in {count(entity.articles, 'article')}"
    return [*lines, *_wrapped(counts, width, ("quiet",)), []]


def _mark(dossier: Dossier) -> Marks:
    return (dossier.entity.type.lower(),)


def _title(text: str) -> list[Line]:
    return [[], [(text, ("headline",))]]


def _wrapped(text: str, width: int, marks: Marks) -> list[Line]:
    layout = wrap(visible(text), width)
    return [[(layout.text[line.start : line.shown], marks)] for line in layout.lines]


def _by_form(aliases: Iterable[Alias]) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """(form, mentions, [(outlet, mentions)]), the commonest first in each."""
    forms: dict[str, list[tuple[str, int]]] = {}
    for alias in aliases:
        forms.setdefault(alias.form, []).append((alias.outlet, alias.mentions))
    found = [(form, sum(number for _, number in outlets), outlets) for form, outlets in forms.items()]
    for _, _, outlets in found:
        outlets.sort(key=lambda outlet: -outlet[1])
    return sorted(found, key=lambda form: -form[1])


def _outlets(outlets: list[tuple[str, int]]) -> str:
    return joined(*(f"{outlet or 'unknown outlet'} {number:,}" for outlet, number in outlets))
