"""Opening the library's file: its permissions, version and the pragmas that every connection needs."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from json import JSONDecodeError
from pathlib import Path

from core.library import mentions, packing, trusting
from core.library.owing import Connection
from core.visible import visible

APPLICATION_ID = 0x57617252  # "WarR"
VERSION = 19
"""Number of migrations in core.library.schema; stands in the file's user_version."""

_WAIT_SECONDS = 30.0
PAGE_SIZE = 8192  # 10-15 % smaller than with the default of 4096
# The first and the last: what stands in the file may have been made to do harm.
_PRAGMAS = (
    "trusted_schema = OFF",
    "foreign_keys = ON",
    "cache_size = -16384",
    "temp_store = MEMORY",
    "cell_size_check = ON",
    # Some builds write zeros over every page that they free: a tenth of what storing writes.
    "secure_delete = FAST",
)
DAMAGED = "the library is damaged. `warreader doctor --fix` keeps what can be read of it, after a backup."
UNFORESEEN = (
    *(TypeError, ValueError, AttributeError, IndexError, OverflowError),
    *(UnicodeDecodeError, JSONDecodeError, sqlite3.IntegrityError),
)
"""What is said of a value that is none. KeyError is an answer: there is no such article."""
_HARM = (
    *("malformed", "corrupt", "decode", "too big"),
    *("no such table", "no such index", "vtable constructor"),
    "user-defined function raised",
)
"""What SQLite says of a library that is damaged; what the schema lacks was made once, and ours read it."""
_NO_LOCKS = (
    "the file system there has no locks or no shared memory, as some of a network. "
    "Keep the library on a disk of this machine."
)

sqlite3.register_converter(packing.DEFLATED, packing.inflated)


class LibraryError(RuntimeError):
    """The library can't be opened, read or written; the message is one clear line with the way out."""


def connect(path: Path, *, read_only: bool = False, create: bool = True, older: bool = False) -> Connection:
    """A connection to the library at `path`, migrated to this version unless `read_only`.

    With `older`, one to read is given out as it is, which only a copy should be made of.
    Raises LibraryError where the file is missing (and not `create`), no library, newer, or not writable.
    """
    with told(path), told_of_file(path):
        if not read_only and create:
            create_file(path)
        elif not _is_file(path):
            raise LibraryError(f"{path}: no such library. Add articles to make one.")
        connection = _connect(path, read_only)
        if not read_only:
            connection.file = _identity(path.stat())
    try:
        with told(path):
            _prepare(connection, path, read_only, older)
    except UnicodeDecodeError as error:  # of SQLite's complaint, which quotes a schema that is no text
        connection.close()
        raise LibraryError(f"{path}: {DAMAGED}") from error
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's trouble with the file into a LibraryError that tells a reader what to do.

    What breaks a rule of the schema (IntegrityError) is no trouble of the file and passes through.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise LibraryError(f"{path}: {_advice(str(error))}") from error


@contextmanager
def blamed(path: Path) -> Iterator[None]:
    """The same; and where nobody foresaw what fails, a look at the library tells whether it is to blame.

    A value that no version stores fails anywhere: a letter in a date, nothing where a text should be. In a
    library that is sound the mistake is ours, and passes through.
    """
    with told(path):
        try:
            yield
        except Exception as error:
            from core.library import health

            if type(error) not in UNFORESEEN or not health.is_damaged(path):
                raise
            raise LibraryError(f"{path}: {DAMAGED}") from error


@contextmanager
def told_of_file(path: Path) -> Iterator[None]:
    """The same for what the system says of the file and its directory."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise LibraryError(f"{path}: {_advice('full')}") from error
        reason = (error.strerror or str(error)).lower()
        raise LibraryError(f"{path}: can't open the library ({reason}). Choose another file.") from error


def _advice(message: str) -> str:
    if "locked" in message or "busy" in message:
        return "another program is writing to the library. Try again when it has finished."
    if "readonly" in message:
        return "the library can't be written. Check the permissions of the file and its directory."
    if "unable to open" in message:
        return "can't open the library. Check the permissions of the file and its directory."
    if "not a database" in message:
        return "not a warreader library. Choose another file; if it was one, `warreader doctor` tells more."
    if any(word in message for word in _HARM):
        return DAMAGED
    if "full" in message:
        return "the disk is full. Make room and run the command again; what was stored is kept."
    if "locking protocol" in message:
        return _NO_LOCKS
    if "disk I/O" in message:
        return (
            "the disk there can't be read or written (disk I/O error). Check it, its room and its limits, "
            "and run the command again; what was stored is kept."
        )
    return f"the library can't be used ({message}). Restore a backup or choose another file."


def create_file(path: Path) -> None:
    """Make the file (0600) and its directory (0700) where they are missing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_file(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _is_file(path: Path) -> bool:
    """Whether there is a file; raises LibraryError for a directory, a device or a pipe."""
    if path.is_dir():
        raise LibraryError(f"{path}: is a directory. Name a file inside it.")
    if path.exists() and not path.is_file():
        raise LibraryError(f"{path}: not a regular file. Choose another file.")
    return path.exists()


def _connect(path: Path, read_only: bool) -> Connection:
    # SQLite would read "?" and "#" in a bare path of a URI as its own marks; as_uri() quotes them.
    uri = path.absolute().as_uri()
    if not read_only:
        uri += "?mode=rw"
    elif at_rest(path):
        uri += "?immutable=1"
    else:
        _check_unfinished(path)
        uri += "?mode=ro"
    return sqlite3.connect(
        uri,
        uri=True,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
        detect_types=sqlite3.PARSE_DECLTYPES,
        factory=Connection,
    )


def at_rest(path: Path) -> bool:
    """Whether a reader takes the library as it is: WAL wants to write its index beside it, and can't.

    It holds no lock then: once somebody writes, what is read on goes wrong, and it must be opened anew.
    """
    return not os.access(path.parent, os.W_OK) and not _size(beside(path, "-wal"))


def _check_unfinished(path: Path) -> None:
    """Refuse what a writer that was killed has left where its index can't be made anew."""
    log, index = beside(path, "-wal"), beside(path, "-shm")
    if _size(log) and not os.access(path.parent, os.W_OK) and not index.exists():
        raise LibraryError(
            f"{path}: its last writer was cut off, and {log.name} holds what can't be taken in from a "
            "directory that you may not write. Ask its owner to run `warreader doctor`, or copy both files."
        )


def seen(path: Path) -> tuple[int, ...]:
    """What tells one file at `path` from another that took its place; empty where there is none.

    Of a library that is read as it lies, also what changes when somebody writes to it.
    """
    try:
        found = path.stat()
    except OSError:
        return ()
    same = _identity(found)
    return (*same, found.st_mtime_ns, found.st_size) if at_rest(path) else same


def _identity(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino


def check_place(connection: Connection, path: Path) -> None:
    """Raise LibraryError where what was written went into a file that is no longer at `path`.

    Its log is there still, and would be taken into the file that is there now: it is emptied.
    """
    try:
        there = _identity(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        there = ()
    except OSError:  # a directory that was closed to us hides the file and does not take it away
        return
    if there != connection.file:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raise LibraryError(
            f"{path}: the library was moved, removed or replaced while it was written to, and what was added "
            "went with it. Run the command again."
        )


def beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _prepare(connection: sqlite3.Connection, path: Path, read_only: bool, older: bool) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    mentions.teach(connection)
    version = _version(connection, path)
    if version and (strange := trusting.foreign(connection)):
        raise LibraryError(
            f"{path}: holds {visible(strange)}, which warreader never makes and will not run. "
            "Ask who made it for a plain one."
        )
    if not read_only:
        if version == 0:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE:d}")
        if _journal(connection) != "wal":
            raise LibraryError(f"{path}: {_NO_LOCKS}")
        connection.execute("PRAGMA cache_size = -8192")
        # With WAL, NORMAL can lose the last commits to a power cut but never harms the file.
        connection.execute("PRAGMA synchronous = NORMAL")
        # 32 MB: an article changes 200 pages here and there, of which the next ones change many again. One a
        # transaction, 69 a second were stored with SQLite's 1,000 pages, 96 to 148 so, and 40 % less written.
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
    if version < VERSION:
        if read_only and version == 0:
            raise LibraryError(f"{path}: an empty file, and no library yet. `warreader add PATH` makes one.")
        if read_only and older:
            return
        if read_only:
            raise LibraryError(f"{path}: made by an older warreader. `warreader doctor --fix` updates it.")
        from core.library import schema

        schema.migrate(connection, APPLICATION_ID, VERSION)


def _journal(connection: sqlite3.Connection) -> str:
    """Turn to WAL; SQLite doesn't wait by itself where two turn a new library at once."""
    for _ in range(200):
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.05)
    return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The file's schema version, 0 for an empty file; refuses what is newer or not ours."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty and version == 0:
        return 0
    if application != APPLICATION_ID:
        raise LibraryError(f"{path}: a database, but not a warreader library. Choose another file.")
    if version > VERSION:
        raise LibraryError(
            f"{path}: made by a newer warreader (schema {version}; this one knows {VERSION}). "
            "Update warreader."
        )
    return version
