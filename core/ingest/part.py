"""A part: bytes with a name, be they a file's, an archive member's, a message's or a server's answer."""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO

from core.ingest.errors import IngestError, SpentError
from core.ingest.options import MAX_SIZE

_TOTAL = 16
_MOST_MEMBERS = 200_000
DEEPEST = 4
"""Archives in archives: a crawl's WACZ of WARCs of gzipped pages inside a ZIP goes no deeper."""


class Budget:
    """What may be unpacked from one file in all: 16 times the size limit, and 200,000 members."""

    def __init__(self, max_size: int = MAX_SIZE) -> None:
        self.max_size = max_size
        self._bytes = _TOTAL * max_size
        self._members = _MOST_MEMBERS

    def spend(self, where: str, size: int) -> None:
        """Count a member; raises SpentError where the file holds more than one may."""
        self._bytes -= size
        self._members -= 1
        if self._bytes < 0:
            most = _TOTAL * self.max_size // 2**20
            raise SpentError(
                where, f"unpacks to more than {most} MB. Unpack what you need of it and add that."
            )
        if self._members < 0:
            raise SpentError(
                where, f"more than {_MOST_MEMBERS:,} members. Unpack what you need of it and add that."
            )


def aside(data: bytes) -> IO[bytes]:
    """Bytes in a file without a name, for a reader that takes its articles out of them one by one.

    Indexing a corpus takes hours, and its bytes, up to the size limit, need not be in memory all the while;
    they are where no file can be had.
    """
    try:
        with ExitStack() as closing:
            file = closing.enter_context(tempfile.TemporaryFile())
            file.write(data)
            file.seek(0)
            closing.pop_all()
            return file
    except OSError:
        return io.BytesIO(data)


@dataclass(frozen=True, slots=True)
class Part:
    """What a format's reader is given."""

    data: bytes
    source: str
    """The identity that its article will have: absolute path or URL, and "#" with a stable key for each
    level of container; what is in it appends its own key."""
    where: str
    """The same as the user named it, for messages."""
    name: str = ""
    """The file's or member's own name; its ending breaks ties between formats."""
    charset: str = ""
    """The encoding that the bearer of the bytes declares (a server, a mail's header)."""
    url: str = ""
    """The address that it was got from, where that is known."""
    depth: int = 0
    """How many containers it is inside of."""
    budget: Budget = field(default_factory=Budget)

    def within(
        self, key: str, data: bytes, name: str = "", *, charset: str = "", url: str = "", counted: bool = True
    ) -> Part:
        """A part of this part; raises IngestError where they nest too deeply or unpack to too much.

        With an empty key it is this very part unpacked, and keeps its source.
        """
        below = f"#{storable(key)}" if key else ""
        where = self.where + below
        if self.depth >= DEEPEST:
            raise IngestError(where, f"more than {DEEPEST} containers deep. Unpack it and add what is in it.")
        if counted:
            self.budget.spend(self.where, len(data))
        return Part(
            data,
            self.source + below,
            where,
            name or key,
            charset,
            url or self.url,
            self.depth + 1,
            self.budget,
        )

    def head(self, size: int = 20_000) -> str:
        """Its first bytes as text, for telling its format: UTF-8, or what a byte order mark tells."""
        data = self.data[: 2 * size]
        for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
            if data.startswith(mark):
                return data.decode(encoding, "replace").lstrip("\ufeff")
        return data[:size].decode("utf-8", "replace").lstrip("\ufeff")

    def error(self, reason: str) -> IngestError:
        """An error that names this part."""
        return IngestError(self.where, reason)

    def digest(self) -> str:
        """The hex SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


class Keys:
    """The keys of the parts of one container: each its own, and the same again when the container has grown.

    A key that comes again for other content gets the content's digest behind it; a part without one is
    known by its digest alone.
    """

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def of(self, key: str, digest: str) -> str:
        key = " ".join(key.split())[:500]
        if not key:
            return digest[:16]
        return key if self._taken.setdefault(key, digest) == digest else f"{key}~{digest[:8]}"


_SURROGATE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of characters, which no file or database can hold; those between stand for bytes of file names."""


def storable(text: str) -> str:
    """Text that can be stored: bytes that are no UTF-8 are written as \\xNN."""
    whole = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return whole.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
