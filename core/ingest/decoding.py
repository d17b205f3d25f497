"""Bytes to text: UTF-8 where it is, else the encoding that charset-normalizer finds; never binary."""

from __future__ import annotations

import codecs
import re

from core.ingest.errors import IngestError

_BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format",
)
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# All C0 controls but tab, line feed, vertical tab, form feed, carriage return and escape.
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_MANY = 0.05
_PIECE = 2**20
# Python's own codecs, which no page is in: they would read escapes or make lone surrogates of sound bytes.
_NO_ENCODING = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}

# The encodings of the press before UTF-8, the commonest first.
_COMMON = ("cp1252", "cp1251", "cp1250", "koi8_r", "koi8_u", "cp1254", "cp1253")
_AS_LIKELY = 0.02
# "Wo³odymyr": a symbol inside a word tells a wrong reading.
_SYMBOL_INSIDE = re.compile(
    r"(?<=[^\W\d_])[^\w\s'’‘.,:;/&@*()\[\]–—-](?=[^\W\d_])|(?<=[^\W\d_])[¹²³ªº](?=\w)"
)


def decode(where: str, data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of `data` and the encoding that decoded it; newlines and a UTF-8 byte order mark are kept.

    `declared` is what the content itself says (HTML's charset). Raises IngestError for binary data.
    """
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _clean(data.decode(encoding, "replace")), encoding
    _refuse_binary(where, data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_other(where, data, declared)


def in_utf8(where: str, data: bytes, declared: str = "") -> bytes:
    """`data` as `decode` reads it, in UTF-8 without a byte order mark: itself where it is that already.

    A large file need so never be held as text, which takes up to four bytes a character.
    """
    if data.startswith(tuple(mark for mark, _ in _WIDE)) or not _is_utf8(data):
        return decode(where, data, declared)[0].removeprefix("\ufeff").encode()
    _refuse_binary(where, data)
    return data.removeprefix(codecs.BOM_UTF8)


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _refuse_binary(where: str, data: bytes) -> None:
    if data.startswith(_BINARY) or b"\0" in data or _controls(data) > _MANY * len(data):
        raise IngestError(
            where, "a binary file of a kind that is not read. Convert it to text or HTML and add that."
        )


def _decode_other(where: str, data: bytes, declared: str) -> tuple[str, str]:
    mended = data.decode("utf-8", "replace")
    damaged = mended.count("\N{REPLACEMENT CHARACTER}")
    # A few broken bytes in sound UTF-8 are damage; guessing another encoding would spoil all the rest.
    if 10 * damaged <= len(re.findall(r"[^\x00-\x7f\ufffd]", mended)):
        return mended, f"utf-8 ({damaged} damaged)"
    if declared:
        try:
            encoding = codecs.lookup(declared).name
            if encoding not in _NO_ENCODING:
                return _clean(data.decode(encoding)), encoding
        except (LookupError, ValueError):
            pass
    return _guess(where, data)


def _guess(where: str, data: bytes) -> tuple[str, str]:
    """The reading that charset-normalizer finds likeliest, and of readings as likely the commoner encoding.

    Left to itself it takes French for Windows-1250, since "ŕ" is as good a letter to it as "à".
    """
    from charset_normalizer import from_bytes  # 60 ms that UTF-8 need not pay

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise IngestError(where, "in no encoding that can be told. Save it as UTF-8 and add it again.")
    likely = (match for match in matches if match.chaos <= best.chaos + _AS_LIKELY)
    chosen = min(likely, key=lambda m: (len(_SYMBOL_INSIDE.findall(str(m)[:50_000])), _rarity(m.encoding)))
    encoding = min(chosen.could_be_from_charset, key=_rarity)
    return _clean(str(chosen)), encoding


def _rarity(encoding: str) -> int:
    return _COMMON.index(encoding) if encoding in _COMMON else len(_COMMON)


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _clean(text: str) -> str:
    """Without lone surrogates, which no file or database can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
