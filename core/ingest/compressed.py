"""gzip, bzip2 and xz: one file, or an archive, inside; unpacked in memory, never beyond the size limit."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from core.article import Article
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Part
from core.ingest.sources import too_large

_XZ_MEMORY = 128 * 2**20
"""Bytes of dictionary that xz may ask for: `xz -9` needs 65 MB."""
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

    name = PurePosixPath(part.name)
    inner = name.with_suffix(".tar") if name.suffix in (".tgz", ".tbz", ".txz") else name.with_suffix("")
    data = unpack(part, options.max_size)
    yield from parse(part.within("", data, str(inner) if part.name else ""), options)


def unpack(part: Part, limit: int) -> bytes:
    """The bytes that were compressed; raises IngestError for more than `limit` and for damage."""
    make = next(make for magic, make in _MAKERS.items() if part.data.startswith(magic))
    found, size, rest = [], 0, part.data
    try:
        while rest.strip(b"\0"):  # files that were joined, as WARC's are; tapes are padded with nothing
            unpacker = make()
            while not unpacker.eof:
                piece = unpacker.decompress(rest, limit + 1 - size)
                rest = getattr(unpacker, "unconsumed_tail", b"")
                found.append(piece)
                size += len(piece)
                if size > limit:
                    raise too_large(f"{part.where} (unpacked)", limit)
                if not piece and not rest:
                    break
            if not unpacker.eof:
                raise part.error("compressed, and cut off before its end. Fetch it again.")
            rest = unpacker.unused_data
    except _DAMAGE as error:
        if isinstance(error, IngestError):
            raise
        told = " ".join(str(error).split())
        raise part.error(f"compressed, and damaged ({told}). Fetch it again.") from error
    return b"".join(found)


def opening(part: Part, size: int) -> bytes:
    """The first bytes of what a gzip file holds, b"" where it is none or damaged."""
    if not part.data.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(31).decompress(part.data[:65_536], size)
    except zlib.error:
        return b""
