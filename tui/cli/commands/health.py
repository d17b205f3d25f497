"""`warreader doctor`: is the library sound? `warreader backup FILE`: copy it while others use it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from itertools import chain
from itertools import count as numbers
from os.path import lexists
from pathlib import Path

from core.library import Library, LibraryError, health, salvaging
from core.library.opening import VERSION, beside, blamed
from tui.cli.context import CommandError, Context
from tui.cli.output import complain, say
from tui.cli.shapes import named
from tui.reading.phrases import count

Faults = list[bool]
"""Of each fault, whether counting anew makes it right."""


def add_doctor(parser: ArgumentParser) -> None:
    parser.add_argument("--quick", action="store_true", help="leave out what is counted anew")
    parser.add_argument("--fix", action="store_true", help="mend what can be mended, after a backup")


def add_backup(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=lambda word: Path(named(word)), help="where to")
    parser.add_argument("--force", action="store_true", help="replace what is there")


def doctor(context: Context, options: Namespace) -> int:
    """Print every fault; 0 where there is none (any more), 1 where there is."""
    path = context.library.path
    faults = _examined(path, options)
    if faults and options.fix:
        faults = _mended(context, options) if all(faults) else _salvaged(context, options)
    elif faults:
        complain("`warreader doctor --fix` mends what can be mended, after a backup.")
    else:
        say("sound")
    return 1 if faults else 0


def _examined(path: Path, options: Namespace) -> Faults:
    """The faults of a library, which is updated before where that is asked for."""
    from core import pipeline

    try:
        if (found := health.version(path)) < VERSION:
            say(f"{path}: made by an older warreader (schema {found}; this one has {VERSION})")
            if torn := health.pages(path):
                return _say_each(torn)
            if not options.fix:
                return [True]
            _keep(path)
            with Library.open(path, create=False) as library:
                pipeline.catch_up(library)
        return _told(path, options.quick)
    except LibraryError as error:
        if not salvaging.is_damage(error, path):
            raise
        say(f"{path}: so damaged that it can't be examined")
        return [False]


def _keep(path: Path, damaged: bool = False) -> None:
    """Copy the library to a file beside it that is not there yet, whatever the clock says."""
    first = path.with_name(f"{path.name}.before-fix-{datetime.now():%Y%m%d-%H%M%S}")
    names = chain([first], (first.with_name(f"{first.name}-{number}") for number in numbers(2)))
    copy = next(name for name in names if not any(lexists(beside(name, end)) for end in ("", "-wal")))
    if damaged:
        salvaging.copy_file(path, copy)
    else:
        health.copy_as_it_is(path, copy)
    say(f"as it was: {copy}")


def _mended(context: Context, options: Namespace) -> Faults:
    """Mend the library after a backup beside it; returns the faults that are left."""
    from core import deciding

    path = context.library.path
    _keep(path)
    try:
        with Library.open(path, create=False) as library, library.transaction():
            library.health.mend()
            deciding.take_in(library)
    except LibraryError as error:
        if not salvaging.is_damage(error, path):
            raise
        return _salvaged(context, options)
    return _again(path, options.quick, [])


def _salvaged(context: Context, options: Namespace) -> Faults:
    """Put what can be read of a damaged library in its place; returns the faults that are left."""
    from core import mending
    from tui.cli.indexing import progress_bar, recognizer
    from tui.cli.jobs import How, cores

    path = context.library.path
    _keep(path, damaged=True)
    say("making a new one of what can be read; until that is whole, the library stays as it is")
    try:
        with progress_bar() as show:
            found = mending.mend(path, lambda: recognizer(How(context.model, cores())), show)
    except LibraryError as error:
        if not salvaging.is_damage(error, path):
            raise
        raise CommandError(
            f"{path}: nothing can be read of it any more. Restore a backup, or add the articles to a new "
            "library; decisions are in a file of their own, and marks too."
        ) from error
    say(found.how)
    for lost in found.lost:
        complain(lost)
    return _again(path, options.quick, [False for _ in found.lost])


def _again(path: Path, quick: bool, lost: Faults) -> Faults:
    say("mended; looking again")
    faults = _told(path, quick) + lost
    if not faults:
        say("sound")
    return faults


def _told(path: Path, quick: bool) -> Faults:
    """Print what a library holds and its faults one by one, and return these."""
    from core import deciding

    with Library.open(path, read_only=True) as library:
        faults = library.health.examine(quick)
        try:
            with blamed(path):
                _say_what_it_holds(library)
                faults += [health.Fault("decisions", told, True) for told in deciding.unmet(library)]
                _note_decisions(library)
        except LibraryError:
            if not faults:  # which tell why no more can be read
                raise
    return _say_each(faults)


def _say_what_it_holds(library: Library) -> None:
    counts = library.counts()
    held = (count(counts.articles, "article"), count(counts.entities, "entity", "entities"))
    say(f"{library.path}: {', '.join(held)}, {count(counts.mentions, 'mention')}")


def _say_each(faults: list[health.Fault]) -> Faults:
    for one in faults:
        say(f"{one.check}: {one.told}")
    return [one.mendable for one in faults]


def _note_decisions(library: Library) -> None:
    """Tell of lines of the journal that wait or can't be read: they are the reader's to mend."""
    from core import deciding

    for problem in deciding.check(library)[1]:
        complain(str(problem))


def backup(context: Context, options: Namespace) -> int:
    """Copy the library and, beside the copy, the journal of decisions."""
    from core import keeping
    from core.deciding import journal_path

    target: Path = options.file
    journal, beside = journal_path(context.library.path), journal_path(target)
    for file in (target, beside) if journal.exists() else (target,):
        if file.exists() and not options.force:
            raise CommandError(f"{file}: is there already. Name another file, or replace it with --force.")
    if target.exists() and target.samefile(context.library.path):
        raise CommandError(f"{target}: is the library itself. Name another file.")
    with context.open() as library:
        library.health.backup(target)
    if journal.exists():
        keeping.write(journal.read_bytes(), beside)
    say(f"{target}: {target.stat().st_size:,} bytes{f'; decisions in {beside}' if journal.exists() else ''}")
    return 0
