"""ZIP and tar: every member a part of its own, read in memory; nothing is ever written to the disk.

The names of members are labels and no paths, so that "../../etc/passwd" is but an odd name.
"""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from core.article import Article
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Keys, Part
from core.ingest.sources import too_large

_RATIO = 300
_RATIO_FROM = 2**20
"""A member of 1 MB and more that shrank to less than a 300th is no text: prose shrinks to a third, the
most repetitive JSON met to a fortieth."""
_DAMAGE = (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, ValueError, RuntimeError)


def is_zip(part: Part) -> bool:
    """Whether a part opens as a ZIP file does."""
    return part.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(part: Part) -> bool:
    """Whether a part is a tar file (POSIX or GNU)."""
    return part.data[257:262] == b"ustar"


def opened(part: Part) -> zipfile.ZipFile:
    """The part as a ZIP file; raises IngestError where it is damaged."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(part.data))
        # Members that share their bytes make a gigabyte of one megabyte.
        ends = 0
        for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
            if info.header_offset < ends:
                raise zipfile.BadZipFile("its members overlap")
            ends = info.header_offset + info.compress_size
        return archive
    except _DAMAGE as error:
        raise part.error(f"a damaged ZIP file ({_told(error)}). Fetch it again.") from error


def names(part: Part) -> set[str]:
    """The names of a ZIP file's members; none where it is damaged."""
    try:
        return set(opened(part).namelist())
    except IngestError:
        return set()


def member(part: Part, archive: zipfile.ZipFile, info: zipfile.ZipInfo | str, options: Options) -> bytes:
    """The bytes of a ZIP file's member, within limits; raises IngestError."""
    name = info if isinstance(info, str) else info.filename
    where = f"{part.where}#{name}"
    try:
        info = archive.getinfo(name) if isinstance(info, str) else info
        if info.flag_bits & 1:
            raise IngestError(where, "protected by a password. Unpack it and add what is in it.")
        if info.file_size > max(_RATIO_FROM, _RATIO * info.compress_size):
            raise IngestError(where, f"packed more than {_RATIO}:1, as no text is. It is not unpacked.")
        if info.file_size > options.max_size:
            raise too_large(where, options.max_size)
        with archive.open(info) as file:
            data = file.read(options.max_size + 1)
    except KeyError:
        raise IngestError(where, "missing from the file. Save it anew and add that.") from None
    except _DAMAGE as error:
        if isinstance(error, IngestError):
            raise
        raise IngestError(where, f"damaged ({_told(error)}). Fetch the archive again.") from error
    return data


def read_zip(part: Part, options: Options, below: str = "") -> Iterator[Article | IngestError]:
    """The articles of a ZIP file's members, in its order; with `below`, of those in that folder alone."""
    with opened(part) as archive:
        keys = Keys()
        for info in archive.infolist():
            if info.is_dir() or _is_hidden(info.filename) or not info.filename.startswith(below):
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                yield _link(part, info.filename)
                continue
            try:
                data = member(part, archive, info, options)
            except IngestError as error:
                yield error
                continue
            yield from _member(part, info.filename, data, keys, options)


def read_tar(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The articles of a tar file's members, in its order."""
    keys = Keys()
    try:
        with tarfile.open(fileobj=io.BytesIO(part.data), mode="r:", errors="surrogateescape") as archive:
            for info in archive:
                if info.isdir() or _is_hidden(info.name):
                    continue
                if not info.isreg():
                    yield _link(part, info.name)
                elif info.size > options.max_size:
                    yield too_large(f"{part.where}#{info.name}", options.max_size)
                else:
                    file = archive.extractfile(info)
                    yield from _member(part, info.name, file.read() if file else b"", keys, options)
    except (tarfile.TarError, EOFError, OSError, OverflowError) as error:
        raise part.error(f"a damaged tar file ({_told(error)}). Fetch it again.") from error


def _member(
    part: Part, name: str, data: bytes, keys: Keys, options: Options
) -> Iterator[Article | IngestError]:
    from core.ingest.reading import parse_within  # which stands above the formats

    if not data.strip():
        return  # an empty file in an archive is a mark of something, and no article
    inner = part.within(name, data)
    key = keys.of(name, inner.digest())
    yield from parse_within(inner if key == name else part.within(key, data, name, counted=False), options)


def _link(part: Part, name: str) -> IngestError:
    return IngestError(f"{part.where}#{name}", "a link or a device and no file. It is passed over.")


def _is_hidden(name: str) -> bool:
    return any(step.startswith((".", "__MACOSX")) and step != ".." for step in PurePosixPath(name).parts)


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
