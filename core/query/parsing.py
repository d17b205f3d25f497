"""Tokens to a tree: brackets first, then NOT, then what stands side by side, then OR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.query.fields import term
from core.query.scanning import Kind, QueryError, Token, scan
from core.query.tree import All, Any, Node, Not, Query, Quote, Speaker, Words

MOST = 64
"""Words of a query: 10,000 take SQLite 18 s."""
DEEPEST = 24
"""Brackets within brackets."""
_CLOSES_NONE = "this bracket closes none; take it out, or open one"
_SHORTEST = 3
"""Letters before a star: all that begins with two is searched for in half a second at 100,000 articles."""


def parse(text: str, *, literal: bool = False) -> Query:
    """The query that a text puts; if `literal`, with every word as if in quotation marks.

    Raises QueryError, and nothing else, for whatever is no query.
    """
    return Query(text, _Parser(text, literal).query())


class _Parser:
    """Reads one query from left to right."""

    def __init__(self, text: str, literal: bool) -> None:
        self._tokens = list(scan(text))
        self._literal = literal
        self._length = len(text)
        self._at = 0
        self._words = 0
        self._depth = 0

    def query(self) -> Node:
        if not self._tokens:
            raise QueryError("there is nothing to search for yet; type a word", 0, self._length)
        node = self._any()
        if (token := self._here) is not None:  # only a bracket ends it before the end
            raise QueryError(_CLOSES_NONE, token.start, token.end)
        return node

    @property
    def _here(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, kind: Kind) -> Token | None:
        token = self._here
        if token is None or token.kind is not kind:
            return None
        self._at += 1
        return token

    def _any(self) -> Node:
        parts = [self._all()]
        while self._take(Kind.OR):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all(self) -> Node:
        parts = [self._not()]
        while (token := self._here) is not None and token.kind not in (Kind.OR, Kind.CLOSE):
            self._take(Kind.AND)
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else All(_bound(parts))

    def _not(self) -> Node:
        turned = False
        while self._take(Kind.NOT):
            turned = not turned
        node = self._part()
        return Not(node) if turned else node

    def _part(self) -> Node:
        token = self._here
        if token is None or token.kind in (Kind.AND, Kind.OR, Kind.CLOSE):
            raise self._missing(token)
        self._at += 1
        if token.kind is Kind.OPEN:
            return self._within(token)
        self._words += max(1, len(token.words))
        if self._words > MOST:
            raise QueryError(f"a query has at most {MOST} words; leave some out", token.start, self._length)
        span = (token.start, token.end)
        if token.kind is Kind.VALUE:
            node: Node = term(replace(token, quoted=token.quoted or self._literal))
        else:
            node = Words(token.words, token.prefix, quoted=token.quoted or self._literal, at=span)
        if token.prefix and len(token.words[-1]) < _SHORTEST:
            raise QueryError(f"“*” wants {_SHORTEST} letters or more before it, as in him*", *span)
        return node

    def _within(self, opening: Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            message = f"more than {DEEPEST} brackets within one another; take some out"
            raise QueryError(message, opening.start, opening.end)
        node = self._any()
        if not self._take(Kind.CLOSE):
            raise self._unclosed(opening)
        self._depth -= 1
        return node

    def _missing(self, token: Token | None) -> QueryError:
        """There is no part where one must be: behind an operator, an opening bracket, or at the beginning."""
        before = self._tokens[self._at - 1] if self._at else None
        if before is not None and before.kind is not Kind.OPEN:
            told = f"{before.kind.value} wants something behind it, as in kyiv {before.kind.value} lviv"
            return QueryError(told, before.start, before.end)
        if before is not None and token is None:
            return self._unclosed(before)
        assert token is not None  # at the beginning there is one
        if token.kind is Kind.CLOSE:
            told = "there is nothing in the brackets; put a word in" if before else _CLOSES_NONE
            return QueryError(told, before.start if before else token.start, token.end)
        told = f'{token.kind.value} wants something before it; for the word itself type "{token.kind.value}"'
        return QueryError(told, token.start, token.end)

    def _unclosed(self, opening: Token) -> QueryError:
        return QueryError("this bracket is never closed; put “)” behind", opening.start, opening.end)


def _bound(parts: Sequence[Node]) -> tuple[Node, ...]:
    """Parts that must all hold, the quotations among them said by those whom others want as speakers."""
    speakers = tuple(one for part in parts for one in _speakers(part))
    return tuple(_said_by(part, speakers) for part in parts) if speakers else tuple(parts)


def _speakers(part: Node) -> tuple[Speaker, ...]:
    """Of whom a part wants one as a speaker, if that is all that it wants."""
    several = part.parts if isinstance(part, Any) else (part,)
    speakers = tuple(one for one in several if isinstance(one, Speaker))
    return speakers if len(speakers) == len(several) else ()


def _said_by(part: Node, speakers: tuple[Speaker, ...]) -> Node:
    match part:
        case Quote(by=()):
            return replace(part, by=speakers)
        case All() | Any():
            return replace(part, parts=tuple(_said_by(one, speakers) for one in part.parts))
    return part
