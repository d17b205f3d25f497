"""A source's way to its articles: bytes, then the format that they are in, then what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.article import Article
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Budget, Part
from core.ingest.sources import STDIN, read_bytes, read_stdin, source_of

if TYPE_CHECKING:
    from core.ingest.formats import Format

UNASKED = Options()


def read(path: Path, options: Options = UNASKED) -> Iterator[Article | IngestError]:
    """The articles of a file, or of standard input for "-".

    An IngestError among them is one article's trouble (a member's, a row's), and the rest goes on. A file
    that fails as a whole raises it, when the first article is asked for.
    """
    yield from parse(_part_of(path, options), options)


def _part_of(path: Path, options: Options) -> Part:
    data = read_stdin(options.max_size) if path == STDIN else read_bytes(path, options.max_size)
    part = Part(data, source_of(path), str(path), path.name, budget=Budget(options.max_size))
    if path == STDIN:  # which has no name, and other words each time
        part = replace(part, source=f"stdin#{part.digest()[:16]}")
    return part


def parse(part: Part, options: Options = UNASKED) -> Iterator[Article | IngestError]:
    """The articles of bytes that are at hand: a file's, a member's, a server's answer; as `read`.

    Readers of containers call it for what is in them.
    """
    from core.ingest.formats import format_of  # all readers, which commands that read nothing need not load

    if not part.data.strip():
        raise part.error("empty. Nothing to add.")
    kind = format_of(part)
    found, told = kind.read(part, options), replace(part, data=b"")
    del part  # whose bytes a reader may put aside
    try:
        yield from found
    except IngestError:
        raise
    except Exception as error:  # parsers fall over damaged input in ways that they don't document
        raise _damaged(told, kind, error) from error


def parse_within(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """As `parse`, for a part of a container: what fails as a whole is yielded, for its fellows go on."""
    try:
        yield from parse(part, options)
    except IngestError as error:
        yield error


def read_one(path: Path) -> Article:
    """The only article of a file; raises IngestError where there is none, or more than one."""
    found = list(read(path))
    if len(found) != 1:
        raise IngestError(path, f"{len(found)} articles where one is expected.")
    if isinstance(found[0], IngestError):
        raise found[0]
    return found[0]


def _damaged(part: Part, kind: Format, error: Exception) -> IngestError:
    told = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")[:150]
    return part.error(f"damaged {kind.name} ({told}). Save it anew and add that.")
