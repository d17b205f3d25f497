"""`warreader doctor`: is the library sound? `warreader backup FILE`: copy it while others use it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from itertools import count as numbers
from pathlib import Path

from core.library import Library, LibraryError, health
from core.library.opening import VERSION
from tui.cli.context import CommandError, Context
from tui.cli.output import complain, say
from tui.cli.shapes import named
from tui.reading.phrases import count

_UNMENDABLE = "some of it can't be mended here: restore a backup, or add the articles to a new library."


def add_doctor(parser: ArgumentParser) -> None:
    parser.add_argument("--quick", action="store_true", help="leave out what is counted anew")
    parser.add_argument("--fix", action="store_true", help="mend what can be mended, after a backup")


def add_backup(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=lambda word: Path(named(word)), help="where to")
    parser.add_argument("--force", action="store_true", help="replace what is there")


def doctor(context: Context, options: Namespace) -> int:
    """Print every fault; 0 where there is none (any more), 1 where there is."""
    try:
        return _doctor(context.library.path, options)
    except LibraryError as error:
        if "is damaged" not in str(error):
            raise
        raise CommandError(
            f"{context.library.path}: so damaged that it can't be examined. Restore a backup, or add the "
            "articles to a new library; decisions are in a file of their own, and marks too."
        ) from error


def _doctor(path: Path, options: Namespace) -> int:
    if (found := health.version(path)) < VERSION:
        say(f"{path}: made by an older warreader (schema {found}; this one has {VERSION})")
        if not options.fix:
            complain("`warreader doctor --fix` updates it, after a backup.")
            return 1
        _keep(path)
        Library.open(path, create=False).close()
    with Library.open(path, read_only=True) as library:
        counts = library.counts()
        held = (count(counts.articles, "article"), count(counts.entities, "entity", "entities"))
        say(f"{path}: {', '.join(held)}, {count(counts.mentions, 'mention')}")
        faults = list(_told(library, options.quick))
        _note_decisions(library)
    if faults and options.fix:
        faults = _mended(path, options.quick)
    elif any(mendable for _, mendable in faults):
        complain("`warreader doctor --fix` mends what can be mended, after a backup.")
    if not faults:
        say("sound")
    elif not all(mendable for _, mendable in faults):
        complain(_UNMENDABLE)
    return 1 if faults else 0


def _keep(path: Path) -> None:
    """Copy the library to a file beside it that is not there yet, whatever the clock says."""
    first = path.with_name(f"{path.name}.before-fix-{datetime.now():%Y%m%d-%H%M%S}")
    names = chain([first], (first.with_name(f"{first.name}-{number}") for number in numbers(2)))
    copy = next(name for name in names if not name.exists())
    health.copy_as_it_is(path, copy)
    say(f"as it was: {copy}")


def _mended(path: Path, quick: bool) -> list[tuple[str, bool]]:
    """Mend the library after a backup beside it; returns the faults that are left."""
    from core import deciding

    _keep(path)
    with Library.open(path, create=False) as library:
        with library.transaction():
            library.health.mend()
            deciding.take_in(library)
        say("mended; looking again")
        return list(_told(library, quick))


def _told(library: Library, quick: bool) -> Iterator[tuple[str, bool]]:
    """Print the faults one by one and hand them on, each with whether it can be mended."""
    from core import deciding

    faults = [(f"{one.check}: {one.told}", one.mendable) for one in library.health.examine(quick)]
    for told, mendable in [*faults, *((f"decisions: {told}", True) for told in deciding.unmet(library))]:
        say(told)
        yield told, mendable


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
