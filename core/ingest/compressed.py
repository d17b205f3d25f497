"""gzip, bzip2 and xz: one file, or an archive, inside; unpacked in memory, never beyond the size limit.

JSON Lines, which may be a whole corpus, are unpacked twice instead: to see that they are sound, then a line
at a time.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from core.article import Article
from core.ingest import objects
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Part, aside
from core.ingest.sources import too_large

_XZ_MEMORY = 128 * 2**20
"""Bytes of dictionary that xz may ask for: `xz -9` needs 65 MB."""
_HEAD = 65_536
_PIECE = 8_192
_DAMAGE = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)

_MAKERS: dict[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(31),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\0": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY),
}


def recognises(part: Part) -> bool:
    """Whether a part opens with the magic bytes of gzip, bzip2 or xz."""
    return part.data.startswith(tuple(_MAKERS))


def read(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """What the file holds that was compressed; it keeps the part's own source."""
    from core.ingest.reading import parse  # which stands above the formats

    name = _inner(part.name)
    if objects.is_lines(opening(part, _HEAD)) and _is_sound(part, options.max_size):
        lines = part.within("", b"", name, counted=False)
        with aside(part.data) as packed, gzip.open(packed) as file:
            del part
            yield from objects.read_lines(lines, file, options)
        return
    data = unpack(part, options.max_size)
    yield from parse(part.within("", data, name), options)


def _inner(name: str) -> str:
    """The name of what a file holds: "a.tgz" -> "a.tar"; a part got from elsewhere may have none."""
    if not name:
        return ""
    path = PurePosixPath(name)
    return str(path.with_suffix(".tar" if path.suffix in (".tgz", ".tbz", ".txz") else ""))


def _is_sound(part: Part, limit: int) -> bool:
    """Whether what a gzip file holds is UTF-8, within limits and undamaged, found out in little memory."""
    unpacked, decoder = 0, codecs.getincrementaldecoder("utf-8")()
    try:
        with gzip.open(io.BytesIO(part.data)) as file:
            while piece := file.read(_HEAD):
                unpacked += len(piece)
                if unpacked > limit or b"\0" in piece:
                    return False
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except (*_DAMAGE, UnicodeDecodeError):
        return False
    part.budget.spend(part.where, unpacked)
    return True


def unpack(part: Part, limit: int) -> bytes:
    """The bytes that were compressed; raises IngestError for more than `limit` and for damage."""
    make = next(make for magic, make in _MAKERS.items() if part.data.startswith(magic))
    found, size, unpacker = io.BytesIO(), 0, make()
    try:
        # Piece by piece: what is behind the end of one of many small files is copied with each.
        for start in range(0, len(part.data), _PIECE):
            rest = part.data[start : start + _PIECE]
            while rest:
                if unpacker.eof:  # files that were joined, as WARC's are; tapes are padded with nothing
                    if not (rest := rest.lstrip(b"\0")):
                        break
                    unpacker = make()
                size += found.write(unpacker.decompress(rest, limit + 1 - size))
                if size > limit:
                    raise too_large(f"{part.where} (unpacked)", limit)
                rest = unpacker.unused_data
    except _DAMAGE as error:
        if isinstance(error, IngestError):
            raise
        told = " ".join(str(error).split())
        raise part.error(f"compressed, and damaged ({told}). Fetch it again.") from error
    if not unpacker.eof:
        raise part.error("compressed, and cut off before its end. Fetch it again.")
    return found.getvalue()


def opening(part: Part, size: int) -> bytes:
    """The first bytes of what a gzip file holds, b"" where it is none or damaged."""
    if not part.data.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(31).decompress(part.data[:_HEAD], size)
    except zlib.error:
        return b""
