"""The reader overrules the scores: merge, split, rename and the like, undo, redo and the journal."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from core.entity import EntityType, Name
from core.library import Library
from tui.cli.context import CommandError, Context
from tui.cli.output import complain, say, table
from tui.cli.shapes import typed
from tui.cli.wanted import entity_number

if TYPE_CHECKING:
    from core.linking.decisions import Decision

_WHICH = "an entity's number, or a spelling"


def add_one(parser: ArgumentParser) -> None:
    parser.add_argument("names", metavar="NAME", nargs=1, type=typed, help=_WHICH)


def add_two(parser: ArgumentParser) -> None:
    parser.add_argument("names", metavar="NAME", nargs=2, type=typed, help=_WHICH)


def add_label(parser: ArgumentParser) -> None:
    add_one(parser)
    parser.add_argument("value", metavar="LABEL", type=typed, help="what to call it")


def add_type(parser: ArgumentParser) -> None:
    add_one(parser)
    kinds = tuple(EntityType)
    parser.add_argument(
        "value", metavar="TYPE", type=lambda word: word.upper(), choices=kinds, help=", ".join(kinds)
    )


def add_spot(parser: ArgumentParser) -> None:
    add_one(parser)
    parser.add_argument("--article", metavar="ID", type=int, help="only where this article writes NAME")
    parser.add_argument("--at", metavar="OFFSET", type=int, help="only the one mention there, with --article")


def add_none(parser: ArgumentParser) -> None:
    del parser  # undo, redo and journal take nothing


def merge(context: Context, options: Namespace) -> int:
    return _decide(context, "merge", options.names)


def not_same(context: Context, options: Namespace) -> int:
    return _decide(context, "not-the-same", options.names)


def rename(context: Context, options: Namespace) -> int:
    return _decide(context, "rename", options.names, options.value)


def retype(context: Context, options: Namespace) -> int:
    return _decide(context, "retype", options.names, options.value)


def hide(context: Context, options: Namespace) -> int:
    return _decide(context, "hide", options.names)


def unhide(context: Context, options: Namespace) -> int:
    return _decide(context, "unhide", options.names)


def split(context: Context, options: Namespace) -> int:
    """Split a name off; with --article, what this article calls so; with --at, one mention of it."""
    if options.article is None:
        if options.at is not None:
            raise CommandError("--at says where in an article. Say in which with --article ID.")
        return _decide(context, "split", options.names)
    with context.open() as library:
        name = _spot(library, options.names[0], options.article, options.at)
    return _take(context, "split", [name])


def undo(context: Context, options: Namespace) -> int:
    del options
    from core import deciding

    return _told("undone", "nothing to undo.", deciding.undo(context.library.path, deciding.author()))


def redo(context: Context, options: Namespace) -> int:
    del options
    from core import deciding

    return _told("redone", "nothing to redo.", deciding.redo(context.library.path, deciding.author()))


def journal(context: Context, options: Namespace) -> int:
    """Print the decisions in the order in which they were taken, and what is wrong with any line."""
    del options
    from core import deciding

    if context.library.path.exists():
        with context.open() as library:
            decisions, problems = deciding.check(library)
    else:
        decisions, problems = deciding.read(context.library.path)
    for problem in problems:
        complain(str(problem))
    table(
        ("time", "author", "decision", "names"),
        ((d.time.isoformat(timespec="seconds"), d.author, d.verb, _told_of(d)) for d in decisions),
    )
    return 1 if problems else 0


def _decide(context: Context, verb: str, words: list[str], value: str = "") -> int:
    with context.open() as library:
        names = [_name(library, word) for word in words]
    if len(set(names)) < len(names):
        raise CommandError(f"{words[0]} and {words[1]} are the very same name. Name two.")
    return _take(context, verb, names, value)


def _take(context: Context, verb: str, names: list[Name], value: str = "") -> int:
    from core import deciding
    from core.linking.decisions import Verb

    try:
        deciding.decide(context.library.path, Verb(verb), deciding.author(), *names, value=value)
    except deciding.DecisionError as error:
        raise CommandError(f"{error}.") from error
    except OSError as error:
        raise CommandError(f"the journal can't be written ({error}). Nothing was changed.") from error
    with context.open() as library:
        for name in names:
            kind = EntityType(value) if verb == "retype" else name.type
            found = library.names.find(
                name if kind is name.type else replace(name, type=kind, reference=None)
            )
            if found is not None:
                _say_who(library, name.form, library.names.entity_of(found))
    return 0


def _say_who(library: Library, form: str, entity_id: int) -> None:
    entity = library.entity(entity_id)
    hidden = ", hidden" if entity.hidden else ""
    say(f"{form} is {entity.label} #{entity.id} ({entity.type}, {entity.mentions} mentions{hidden}).")


def _name(library: Library, word: str) -> Name:
    """The name that a number, a label or a spelling means; of several entities it has to be told which."""
    if (number := entity_number(word)) is not None:
        names = list(library.names.of_entity(number).values())
        if not names:
            raise CommandError(f"no entity {word}. `warreader entities` shows the numbers.")
        return names[0]
    called = library.names.named(word)
    homes = {one: library.names.entity_of(one) for one in called}
    labelled = {one: name for one, name in called.items() if library.entity(homes[one]).label == word}
    exact = {one: name for one, name in called.items() if name.form == word}
    meant = labelled or exact or called
    entities = {homes[one] for one in meant}
    if not entities:
        raise CommandError(f"nobody is called {word}. `warreader entities` shows who is.")
    if len(entities) > 1:
        numbers = ", ".join(f"#{one}" for one in sorted(entities))
        raise CommandError(f"{word} means several entities ({numbers}). Say which by its number.")
    return next((name for one, name in exact.items() if one in meant), next(iter(meant.values())))


def _spot(library: Library, form: str, article_id: int, start: int | None) -> Name:
    """The name that a form of one article, or one mention of it, shall have."""
    try:
        stored = library.article(article_id)
    except KeyError:
        raise CommandError(f"no article {article_id}. `warreader list` shows the numbers.") from None
    called = [m for m in stored.mentions if m.entity is not None and " ".join(m.form.split()) == form]
    if not called:
        raise CommandError(
            f"article {article_id} names no {form}. `warreader show {article_id} --why` lists all."
        )
    there = [m for m in called if start in (None, m.start)]
    if not there:
        places = ", ".join(str(mention.start) for mention in called)
        raise CommandError(f"no {form} at {start} in article {article_id}, but at {places}.")
    source = stored.article.provenance.source
    return Name(there[0].type, form, None, source, -1 if start is None else start)


def _told(done: str, nothing: str, decision: Decision | None) -> int:
    if decision is None:
        complain(nothing)
        return 1
    say(f"{done}: {decision.verb} {_told_of(decision)}")
    return 0


def _told_of(decision: Decision) -> str:
    """The names of a decision and what it gives them."""
    names = " ~ ".join(
        f"{name.form} (in {name.article}{f' at {name.start}' if name.start >= 0 else ''})"
        if name.article
        else name.form
        for name in decision.names
    )
    return " as ".join(filter(None, (names, decision.value)))
