"""Text to tokens: words, phrases, fields with their values, AND, OR, NOT, "-" and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

LONGEST = 2_000
"""Characters of a query. A book pasted by mistake is told at once."""

FIELDS = (
    *("person", "place", "org", "weapon", "norp", "event", "entity"),
    *("outlet", "before", "after", "on", "story", "tag", "is", "speaker", "quote", "title", "language"),
)

_QUOTES = '"“”„«»'
_FIELD = re.compile(r"([^\W\d_]+):")
_BARE = re.compile(rf"[^\s(){_QUOTES}]+")
_PHRASE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)([{_QUOTES}]\*?|$)")
_WORD = re.compile(r"[^\W_]+")
_SURROGATE = re.compile("[\ud800-\udfff]")  # bytes of a command line that are no UTF-8; SQLite takes none


class QueryError(ValueError):
    """A query that cannot be put: what is wrong with a way out, and where: [start, end) in its text."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class Kind(Enum):
    """What a token is."""

    WORDS = "words"
    VALUE = "value"
    """Of a field."""
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query's text[start:end]."""

    kind: Kind
    start: int
    end: int
    field: str = ""
    text: str = ""
    """The words as typed, without quotation marks and star."""
    prefix: bool = False
    """A star stands behind them."""
    quoted: bool = False
    """They stand in quotation marks."""

    @property
    def words(self) -> tuple[str, ...]:
        """Letters and digits that stand together, as the search index cuts a text."""
        return tuple(_WORD.findall(self.text))


def scan(text: str) -> Iterator[Token]:
    """The tokens of a query. Raises QueryError."""
    if len(text) > LONGEST:
        raise QueryError(f"a query has at most {LONGEST:,} characters; leave some out", LONGEST, len(text))
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at)
        yield token
        at = token.end


def _next(text: str, at: int) -> Token:
    letter = text[at]
    if letter in "()":
        return Token(Kind.OPEN if letter == "(" else Kind.CLOSE, at, at + 1)
    if letter == "-":
        if text[at + 1 : at + 2].strip() in ("", ")"):
            raise QueryError("“-” stands right before what is to be left out, as in -kyiv", at, at + 1)
        return Token(Kind.NOT, at, at + 1)
    if letter in _QUOTES:
        return _phrase(text, at, at)
    if (field := _FIELD.match(text, at)) is not None:
        return _field(text, field)
    bare = _bare(text, at, at)
    return Token(Kind(bare.text), at, bare.end) if bare.text in ("AND", "OR", "NOT") else _checked(bare)


def _field(text: str, field: re.Match[str]) -> Token:
    """A field and its value, which follows at once."""
    name, start, end = field[1].lower(), field.start(), field.end()
    if name not in FIELDS:
        way_out = f'there are {", ".join(FIELDS)}; for the word with its colon type "{field[0]}"'
        raise QueryError(f"{field[0]} is no field: {way_out}", start, end)
    if end < len(text) and text[end] in _QUOTES:
        value = _phrase(text, start, end)
    elif _BARE.match(text, end):
        value = _bare(text, start, end)
    elif text[end : end + 1] == "(":
        told = f"{name}: takes one value, and no brackets; say ({name}:one OR {name}:other)"
        raise QueryError(told, start, end + 1)
    else:
        return Token(Kind.VALUE, start, end, name)  # what it wants is the field's to say
    return Token(Kind.VALUE, start, value.end, name, value.text, value.prefix, value.quoted)


def _phrase(text: str, start: int, at: int) -> Token:
    found = _PHRASE.match(text, at)
    if found is None or not found[2]:
        raise QueryError("the quotation mark is never closed; put another behind the words", at, len(text))
    token = Token(Kind.WORDS, start, found.end(), "", found[1], found[2].endswith("*"), True)
    return token if start != at else _checked(token)


def _bare(text: str, start: int, at: int) -> Token:
    found = _BARE.match(text, at)
    assert found is not None  # neither blank, nor bracket, nor quotation mark
    word, prefix = found[0], found[0].endswith("*")
    if (star := word.find("*", 0, len(word) - prefix)) >= 0:
        raise QueryError("“*” stands for the end of a word only, as in himar*", at + star, at + star + 1)
    return Token(Kind.WORDS, start, found.end(), "", word[: len(word) - prefix], prefix)


def _checked(token: Token) -> Token:
    if not token.words:
        raise QueryError("here is no letter and no digit to search for; leave it out", token.start, token.end)
    return token
