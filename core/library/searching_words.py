"""Where a query's words stand in a text: patterns over folded text, of which an offset is one in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from core.library.folding import fold, unstroke

Span = tuple[int, int]
Phrase = tuple[tuple[str, ...], bool]
"""Words side by side, and whether the last is but the beginning of one."""
_WORD = re.compile(r"[^\W_]+")
_REST = r"[^\W_]*"


def quoted(words: Sequence[str], prefix: bool) -> str:
    """Words as a phrase of FTS5; they are letters and digits alone, so that nothing in it needs escaping."""
    return f'"{unstroke(" ".join(words))}"{" *" if prefix else ""}'


def words_of(text: str) -> list[str]:
    """The words of a text as the search index cuts them."""
    return _WORD.findall(text)


@lru_cache(maxsize=256)
def pattern(words: tuple[str, ...], prefix: bool) -> re.Pattern[str]:
    """What finds words side by side in a folded text."""
    spelt = r"[\W_]+".join(re.escape(fold(word)) for word in words)
    return re.compile(rf"(?<![^\W_]){spelt}{_REST if prefix else ''}(?![^\W_])")


def places(folded: str, phrases: Iterable[Phrase]) -> Iterator[Span]:
    """Every place in a folded text where the words of a phrase stand side by side."""
    for words, prefix in phrases:
        for found in pattern(words, prefix).finditer(folded):
            yield found.span()


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap joined.

    >>> disjoint([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
