"""`warreader why FORM FORM`: why two forms are, or are not, one entity."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from itertools import product

from core.entity import EntityType, Name
from core.library import Library
from tui.cli.context import Context
from tui.cli.output import complain, say
from tui.cli.shapes import typed
from tui.reading.grounds import grounds_against, grounds_for


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "forms", metavar="FORM", nargs=2, type=typed, help="a spelling, in quotation marks if it has spaces"
    )
    parser.add_argument(
        "--type",
        type=lambda word: word.upper(),
        choices=[kind.value for kind in EntityType],
        default=EntityType.PERSON,
        metavar="T",
        help="what the forms name, where the library does not know them (default PERSON)",
    )


def run(context: Context, options: Namespace) -> int:
    from core.linking import THRESHOLD, explain

    left, right = options.forms
    kind = EntityType(options.type)
    pairs = [(Name(kind, left), Name(kind, right))]
    if not context.is_empty():
        with context.open() as library:
            _print_entities(library, left, right)
            pairs = _known(library, left, right) or pairs
            unknown = [form for form in (left, right) if not library.names.named(form)]
        for form in unknown:
            complain(f"no article calls anybody {form}; the spellings alone are compared.")
    match, a, b = max(((explain(a, b), a, b) for a, b in pairs), key=lambda found: found[0].score)
    verdict = "one name" if match.score >= THRESHOLD else "not one name"
    say(f"{a.form} ~ {b.form}: {verdict}, score {match.score:.2f} (threshold {THRESHOLD:.2f})")
    for reason in match.reasons:
        say(f"  {reason}")
    return 0


def _known(library: Library, left: str, right: str) -> list[tuple[Name, Name]]:
    """Pairs of the library's names that are called so, of one type where there are such."""
    pairs = list(product(library.names.named(left).values(), library.names.named(right).values()))
    return [pair for pair in pairs if pair[0].type == pair[1].type] or pairs


def _print_entities(library: Library, left: str, right: str) -> None:
    for form in (left, right):
        for entity in library.entities_named(form)[:3]:
            say(f"{form}: {entity.label} #{entity.id} ({entity.type}, {entity.mentions} mentions)")
    _print_evidence(library, left, right)
    shared = {e.id for e in library.entities_named(left)} & {e.id for e in library.entities_named(right)}
    for entity_id in sorted(shared):
        say(f"Both are #{entity_id}, held together by:")
        for link in library.reasons(entity_id)[:10]:
            say(f"  {link.left} ~ {link.right} ({link.score:.2f}): {'; '.join(link.reasons)}")


def _print_evidence(library: Library, left: str, right: str) -> None:
    """What the articles add to the comparison: roles, and whether they name both side by side."""
    pairs = product(library.names.named(left), library.names.named(right))
    known = [library.evidence(a, b) for a, b in pairs if a != b][:9]
    best = max(known, key=lambda one: one.score, default=None)
    if best is not None:
        roles = [reason for reason in grounds_for(best) if reason not in best.reasons]
        for reason in roles:
            say(f"  for: {reason}")
        for reason in grounds_against(best):
            say(f"  against: {reason}")
