"""`merge`, `split`, `not-same`, `undo`, `redo` and `journal`: the reader overrules the scores."""

from __future__ import annotations

import getpass
import os
from argparse import ArgumentParser, Namespace

from core.entity import Name
from core.library import Library
from tui.cli.context import CommandError, Context
from tui.cli.output import complain, say, table
from tui.cli.shapes import typed

_DIGITS = len(str(2**63))
"""From so many digits on a number may be larger than SQLite's largest."""
_WHICH = "an entity's number, or a spelling"


def add_one(parser: ArgumentParser) -> None:
    parser.add_argument("names", metavar="NAME", nargs=1, type=typed, help=_WHICH)


def add_two(parser: ArgumentParser) -> None:
    parser.add_argument("names", metavar="NAME", nargs=2, type=typed, help=_WHICH)


def add_none(parser: ArgumentParser) -> None:
    del parser  # undo, redo and journal take nothing


def merge(context: Context, options: Namespace) -> int:
    return _decide(context, "merge", options.names)


def split(context: Context, options: Namespace) -> int:
    return _decide(context, "split", options.names)


def not_same(context: Context, options: Namespace) -> int:
    return _decide(context, "not-the-same", options.names)


def undo(context: Context, options: Namespace) -> int:
    del options
    from core import deciding

    return _told("undone", "nothing to undo.", deciding.undo(context.library.path, _author()))


def redo(context: Context, options: Namespace) -> int:
    del options
    from core import deciding

    return _told("redone", "nothing to redo.", deciding.redo(context.library.path, _author()))


def journal(context: Context, options: Namespace) -> int:
    """Print the decisions in the order in which they were taken, and the lines that are none."""
    del options
    from core import deciding

    decisions, problems = deciding.read(context.library.path)
    for problem in problems:
        complain(str(problem))
    table(
        ("time", "author", "decision", "names"),
        ((d.time.isoformat(timespec="seconds"), d.author, d.verb, _names(d) or d.value) for d in decisions),
    )
    return 1 if problems else 0


def _decide(context: Context, verb: str, words: list[str]) -> int:
    from core import deciding
    from core.linking.decisions import Verb

    with context.open() as library:
        names = [_name(library, word) for word in words]
    if len(set(names)) < len(names):
        raise CommandError(f"{words[0]} and {words[1]} are the very same name. Name two.")
    try:
        deciding.decide(context.library.path, Verb(verb), _author(), *names)
    except OSError as error:
        raise CommandError(f"the journal can't be written ({error}). Nothing was changed.") from error
    with context.open() as library:
        for name in names:
            entity = library.entity(library.names.entity_of(library.names.find(name) or 0))
            say(f"{name.form} is {entity.label} #{entity.id} ({entity.type}, {entity.mentions} mentions).")
    return 0


def _author() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return str(os.getuid())


def _name(library: Library, word: str) -> Name:
    """The name that a number or a spelling means; a spelling of several entities has to be told apart."""
    number = word.removeprefix("#")
    if number.isdecimal() and len(number) < _DIGITS:
        names = list(library.names.of_entity(int(number)).values())
        if not names:
            raise CommandError(f"no entity {word}. `warreader entities` shows the numbers.")
        return names[0]
    called = library.names.named(word)
    exact = {one: name for one, name in called.items() if name.form == word} or called
    entities = {library.names.entity_of(one) for one in exact}
    if not entities:
        raise CommandError(f"nobody is called {word}. `warreader entities` shows who is.")
    if len(entities) > 1:
        numbers = ", ".join(f"#{one}" for one in sorted(entities))
        raise CommandError(f"{word} means several entities ({numbers}). Say which by its number.")
    return next(iter(exact.values()))


def _told(done: str, nothing: str, decision: object) -> int:
    if decision is None:
        complain(nothing)
        return 1
    say(f"{done}: {getattr(decision, 'verb', '')} {_names(decision)}")
    return 0


def _names(decision: object) -> str:
    return " ~ ".join(name.form for name in getattr(decision, "names", ()))
