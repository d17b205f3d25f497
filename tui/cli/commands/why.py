"""`warreader why FORM FORM`: why two forms are, or are not, one entity; with one form, what it is."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from itertools import islice, product

from core.entity import EntityType, Name
from core.library import Library
from core.library.records import EntitySummary, Evidence
from tui.cli.context import CommandError, Context
from tui.cli.output import complain, say
from tui.cli.shapes import typed
from tui.cli.wanted import entity_number
from tui.reading.grounds import grounds_against, grounds_for
from tui.reading.phrases import about, called, count, joined, kind_of, tied

_FEW = 5
"""Lines of a kind that are printed unless all are asked for."""
_LINE = 80
"""Characters of what was asked for that an error repeats."""
_MENTION = re.compile(r"(\d{1,18}):(\d{1,18})")
Known = dict[int, Name]
"""Names of the library by id."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "form",
        metavar="FORM",
        type=typed,
        help="a spelling, a mention as ARTICLE:AT (both in `warreader show ARTICLE --why`), "
        "or an entity's number",
    )
    parser.add_argument(
        "other", metavar="FORM", nargs="?", type=typed, help="the spelling to compare it with"
    )
    parser.add_argument("--all", action="store_true", help=f"every link and role, not the first {_FEW}")
    parser.add_argument(
        "--type",
        type=lambda word: word.upper(),
        choices=[kind.value for kind in EntityType],
        default=EntityType.PERSON,
        metavar="T",
        help="what the forms name, where the library does not know them (default PERSON)",
    )


def run(context: Context, options: Namespace) -> int:
    most = None if options.all else _FEW
    if options.other is None:
        if context.hint_if_empty():
            return 0
        with context.open() as library:
            _tell_all(library, options.form, most)
        return 0
    left, right, kind = options.form, options.other, EntityType(options.type)
    if context.is_empty():
        _compare([(Name(kind, left), Name(kind, right))])
        return 0
    with context.open() as library:
        ours, theirs = _names(library, left), _names(library, right)
        for form, known in ((left, ours), (right, theirs)):
            if not known:
                complain(f"no article calls anybody {_brief(form)}; the spellings alone are compared.")
        if ours and theirs:
            _tell_pair(library, _meant(library, left, ours), _meant(library, right, theirs), most)
        else:
            one, other = list(ours.values()), list(theirs.values())
            kind = (one or other or [Name(kind, "")])[0].type
            _compare(list(product(one or [Name(kind, left)], other or [Name(kind, right)])))
    return 0


def _names(library: Library, word: str) -> Known:
    """The names that a form or a mention stands for, and the chief one of an entity; raises CommandError."""
    at = _MENTION.fullmatch(word)
    if (number := entity_number(word)) is not None:
        chief = dict(islice(library.names.of_entity(number).items(), 1))
        if not chief:
            raise CommandError(f"no entity {_brief(word)}. `warreader entities` shows the numbers.")
        return chief
    if at is None:
        return dict(library.names.named(word))
    try:
        name_id, name = library.names.of_mention(int(at[1]), int(at[2]))
    except KeyError:
        told = f"nothing is mentioned at {at[2]} in article {at[1]}"
        raise CommandError(f"{told}. `warreader show {at[1]} --why` shows what is.") from None
    return {name_id: name}


def _meant(library: Library, word: str, known: Known) -> Known:
    """Of the names that a form stands for, those of the entity labelled so, else of the likeliest one."""
    entities = {one: library.names.entity_of(one) for one in known}

    def weight(entity: int) -> tuple[bool, int]:
        called = (a.mentions for a in library.aliases(entity) if a.form.casefold() == word.casefold())
        return library.entity(entity).label.casefold() == word.casefold(), sum(called)

    meant = max(dict.fromkeys(entities.values()), key=weight)
    return {one: name for one, name in known.items() if entities[one] == meant}


def _compare(pairs: list[tuple[Name, Name]]) -> None:
    """Compare spellings: of several pairs the likest."""
    from core.linking import THRESHOLD, explain

    match, a, b = max(((explain(a, b), a, b) for a, b in pairs), key=lambda found: found[0].score)
    verdict = "one name" if match.score >= THRESHOLD else "not one name"
    say(
        f"{_brief(a.form)} ~ {_brief(b.form)}: {verdict}, score {match.score:.2f} (threshold {THRESHOLD:.2f})"
    )
    for reason in match.reasons:
        say(f"  {reason}")


def _tell_pair(library: Library, ours: Known, theirs: Known, most: int | None) -> None:
    """First what the two are, then what speaks for it and against, then the comparison and the links."""
    homes = [{library.names.entity_of(one): None for one in known} for known in (ours, theirs)]
    shared = [one for one in homes[0] if one in homes[1]]
    if shared:
        say(f"One entity: {_headline(library, library.entity(shared[0]))}")
    else:
        say("Two entities:")
        for one in dict.fromkeys(next(iter(home)) for home in homes):
            say(f"  {_headline(library, library.entity(one))}")
    pairs = [pair for pair in product(ours, theirs) if ours[pair[0]].type == theirs[pair[1]].type]
    alike = [library.evidence(a, b) for a, b in pairs[:9] if a != b]
    if best := max(alike, key=lambda found: found.score, default=None):
        _print_grounds(best)
    _compare([(ours[a], theirs[b]) for a, b in pairs] or list(product(ours.values(), theirs.values())))
    for entity_id in shared:
        _print_roles(library, entity_id, most)
        _print_links(library, entity_id, most)


def _tell_all(library: Library, word: str, most: int | None) -> None:
    """What a form or a mention is: every entity that is called so."""
    names = _names(library, word)
    if not names:
        raise CommandError(
            f"no article calls anybody {_brief(word)}. `warreader entities` lists who is named."
        )
    found = [library.entity(one) for one in {library.names.entity_of(name): None for name in names}]
    for entity in sorted(found, key=lambda entity: -entity.mentions)[:most]:
        say(_headline(library, entity))
        forms: dict[str, int] = {}
        for alias in library.aliases(entity.id):
            forms[alias.form] = forms.get(alias.form, 0) + alias.mentions
        say(f"  {count(len(forms), 'spelling')}: {_few([f'{f} {n:,}' for f, n in forms.items()], most)}")
        if entity.latitude is not None and entity.longitude is not None:
            say(f"  {entity.reference} at {entity.latitude:.4f}, {entity.longitude:.4f}")
        _print_roles(library, entity.id, most)
        _print_links(library, entity.id, most)


def _headline(library: Library, e: EntitySummary) -> str:
    """An entity in a line: "Serhiy Haidai #12 · person · governor of Luhansk oblast · 9 mentions in …"."""
    counts = f"{count(e.mentions, 'mention')} in {count(e.articles, 'article')}"
    return joined(f"{e.label} #{e.id}", kind_of(e.type), about(e), tied(library.ties(e.id)), counts)


def _print_grounds(evidence: Evidence) -> None:
    for reason in grounds_for(evidence):
        say(f"  for: {reason}")
    for reason in grounds_against(evidence):
        say(f"  against: {reason}")


def _print_roles(library: Library, entity_id: int, most: int | None) -> None:
    lines = called(library.roles(entity_id))
    for line in lines[:most]:
        say(f"  called by {line}")
    _print_more(len(lines), most)


def _print_links(library: Library, entity_id: int, most: int | None) -> None:
    links = library.reasons(entity_id)
    if links:
        say(f"#{entity_id} is held together by {count(len(links), 'link')}:")
    for link in links[:most]:
        say(f"  {link.left} ~ {link.right} ({link.score:.2f}): {'; '.join(link.reasons)}")
    _print_more(len(links), most)


def _print_more(total: int, most: int | None) -> None:
    if most is not None and total > most:
        say(f"  and {total - most:,} more: --all")


def _brief(word: str) -> str:
    """What was asked for, of a length that a line has room for."""
    return word if len(word) <= _LINE else word[: _LINE - 1] + "…"


def _few(words: list[str], most: int | None) -> str:
    more = f" and {len(words) - most} more" if most is not None and len(words) > most else ""
    return ", ".join(words[:most]) + more
