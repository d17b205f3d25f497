"""Bodies of answers, decompressed piece by piece and never beyond a limit.

httpx would decompress each piece whole, and one of 64 kB may hold 64 MB.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

from core.fetching.records import FetchError

ACCEPTED = "gzip, deflate"
"""What is told to servers (Accept-Encoding)."""


async def collect(pieces: AsyncIterable[bytes], encoding: str, limit: int) -> bytes:
    """The body of an answer; raises FetchError where it is larger than `limit`, broken or cut off."""
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    if not names or names == ["identity"]:
        return await _plain(pieces, limit)
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"compressed in a way that was not asked for ({encoding[:40]})")
    try:
        return await _inflated(pieces, limit)
    except zlib.error:
        raise FetchError("broken compression", passing=True) from None


async def _plain(pieces: AsyncIterable[bytes], limit: int) -> bytes:
    body = bytearray()
    async for piece in pieces:
        body += piece
        _check(len(body), limit)
    return bytes(body)


async def _inflated(pieces: AsyncIterable[bytes], limit: int) -> bytes:
    body = bytearray()
    stream = None
    async for piece in pieces:
        if stream is None:
            stream = _stream(piece)
        if stream.eof:
            break
        body += stream.decompress(piece, limit + 1 - len(body))
        _check(len(body), limit)
    if stream is not None and not stream.eof:
        raise FetchError("the body breaks off", passing=True)
    return bytes(body)


def _stream(opening: bytes) -> zlib._Decompress:
    """gzip and zlib are told apart by zlib itself; what some servers call "deflate" has no header at all."""
    headed = opening[:1] == b"\x1f" or (opening[:1] and opening[0] & 0x0F == 8)
    return zlib.decompressobj(zlib.MAX_WBITS | 32 if headed else -zlib.MAX_WBITS)


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise FetchError(f"larger than {limit / 2**20:.3g} MB. Save it, and add the file with --max-size")
