"""The values of fields: each becomes a term, or a QueryError that says what the field wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from core.entity import EntityType
from core.query.scanning import QueryError, Token
from core.query.tree import (
    Days,
    Entity,
    Language,
    Mark,
    Outlet,
    Quote,
    Speaker,
    State,
    Story,
    Tag,
    Term,
    Words,
)

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DAY = timedelta(days=1)
CHOSEN = "this"
"""The story that the reader has chosen."""


def term(token: Token) -> Term:
    """The term that a field and its value make. Raises QueryError."""
    return _TERMS[token.field](token)


def _wrong(token: Token, wants: str) -> QueryError:
    return QueryError(f"{token.field}: wants {wants}", token.start, token.end)


def _words(token: Token, wants: str) -> tuple[str, ...]:
    if not token.words:
        raise _wrong(token, wants)
    return token.words


def _plain(token: Token, wants: str) -> str:
    """A value that is taken as it stands, where a star says nothing."""
    if token.prefix or not token.text.strip():
        raise _wrong(token, wants)
    return token.text.strip()


_AS_IN = {
    "person": "haidai",
    "place": "luhansk",
    "org": "nato",
    "weapon": "himars",
    "norp": "ukrainian",
    "event": "euromaidan",
    "entity": "haidai",
}
"""A name of the kind that each field wants."""


def _entity(token: Token) -> Term:
    kind = None if token.field == "entity" else EntityType(token.field.upper())
    words = _words(token, f"a name, as in {token.field}:{_AS_IN[token.field]}")
    return Entity(words, kind, token.prefix, (token.start, token.end))


def _outlet(token: Token) -> Term:
    words = _words(token, 'words of its name, as in outlet:"Danube Radio"')
    return Outlet(words, token.prefix, (token.start, token.end))


def _title(token: Token) -> Term:
    words = _words(token, "a word of the title, as in title:kharkiv")
    return Words(words, token.prefix, title=True, at=(token.start, token.end))


def _speaker(token: Token) -> Term:
    words = _words(token, "the name of somebody who says something, as in speaker:haidai")
    return Speaker(words, token.prefix, (token.start, token.end))


def _quote(token: Token) -> Term:
    words = _words(token, 'words that somebody said, or a name, as in quote:"no sense" or quote:kharkiv')
    return Quote(words, token.prefix, token.quoted, at=(token.start, token.end))


def _days(token: Token) -> Term:
    """Before the first day of the time named, after its last, or in it; also in a time from … to …"""
    wants = "a date such as 2022-07-31, 2022-07 or 2022"
    if token.field == "on":
        wants += ", or 2022-06..2022-07"
    parts = _plain(token, wants).split("..") if token.field == "on" else [_plain(token, wants)]
    try:
        times = [_time(part) for part in parts]
        first, last, at = times[0][0], times[-1][1], (token.start, token.end)
        if len(times) > 2 or first > last:
            raise ValueError
        if token.field == "before":
            return Days(None, first - _DAY, at)
        if token.field == "after":
            return Days(last + _DAY, None, at)
        return Days(first, last, at)
    except (ValueError, OverflowError):
        raise _wrong(token, wants) from None


def _time(text: str) -> tuple[date, date]:
    """First and last day of a day, month or year; ValueError for what is none."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, month, day or 1)
    if day is not None:
        return first, date(year, month, day)
    if month == 12:
        return first, date(year, 12, 31)
    return first, date(year, month + 1, 1) - _DAY


def _story(token: Token) -> Term:
    wants = f"the number of a story, as in story:12, or story:{CHOSEN} for the one at hand"
    value = _plain(token, wants)
    if value.lower() == CHOSEN:
        return Story(None, (token.start, token.end))
    if not (value.isascii() and value.isdecimal() and len(value) <= 18):
        raise _wrong(token, wants)
    return Story(int(value), (token.start, token.end))


def _tag(token: Token) -> Term:
    return Tag(_plain(token, "a tag of yours, as in tag:grain"), (token.start, token.end))


def _state(token: Token) -> Term:
    wants = "unread, read or starred"
    try:
        return State(Mark(_plain(token, wants).lower()), (token.start, token.end))
    except ValueError as error:
        if isinstance(error, QueryError):
            raise
        raise _wrong(token, wants) from None


def _language(token: Token) -> Term:
    wants = "a code of two letters, as in language:uk"
    value = _plain(token, wants)
    if not (len(value) in (2, 3) and value.isascii() and value.isalpha()):
        raise _wrong(token, wants)
    return Language(value.lower(), (token.start, token.end))


_TERMS: Mapping[str, Callable[[Token], Term]] = {
    **dict.fromkeys(_AS_IN, _entity),
    **dict.fromkeys(("before", "after", "on"), _days),
    "outlet": _outlet,
    "title": _title,
    "speaker": _speaker,
    "quote": _quote,
    "story": _story,
    "tag": _tag,
    "is": _state,
    "language": _language,
}
