"""One quote in all its wordings, compared word by word with the one that the reader came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.library.statements.records import StatedQuote, Utterance
from tui.reading.answers import Shelf
from tui.reading.blocks import EMPTY, Block, Cell, Target, laid, note, title
from tui.reading.phrases import UNKNOWN, count, day, joined

MOST = 200
"""Wordings that are shown."""
_LEGEND = (
    ("Beside the first: ", "quiet"),
    ("{+ it has more +}", "added"),
    (" ", ""),
    ("{- it leaves out -}", "cut"),
    (" ", ""),
    ("{the first's", "cut"),
    (" → ", "quiet"),
    ("its own words}", "added"),
)


@dataclass(frozen=True, slots=True)
class Wordings:
    """A quote with all wordings of its utterance."""

    quote: StatedQuote
    utterance: Utterance
    others: Sequence[StatedQuote]
    """The first that was published first."""


def gather(shelf: Shelf, quote: StatedQuote) -> Wordings:
    """All wordings of a quote's utterance. Raises KeyError where no other article has it any more."""
    statements = shelf.library.statements
    one = statements.quote(quote.id)
    if one.utterance is None:
        raise KeyError(quote.id)
    found = statements.wordings(one.utterance, 0, MOST)
    return Wordings(
        one, statements.utterance(one.utterance), [other for other in found if other.id != one.id]
    )


def blocks(told: Wordings, width: int) -> Iterator[Block]:
    """The quote, and under it every other wording."""
    room = width - 4
    spread = joined(count(told.utterance.quotes, "wording"), count(told.utterance.outlets, "outlet"))
    yield from title("The quote", room, spread)
    yield _wording(told.quote, room, [(f"“{told.quote.text}”", "strong")])
    yield from title("Elsewhere", room)
    yield Block((Cell(laid(_LEGEND, room)),))
    for other in told.others:
        yield EMPTY
        flag = differs(told.quote, other)
        yield _wording(other, room, compared(told.quote.text, other.text), flag)
    if told.utterance.quotes > len(told.others) + 1:
        yield EMPTY
        yield note(f"and {told.utterance.quotes - len(told.others) - 1:,} more", room)


def differs(first: StatedQuote, other: StatedQuote) -> str:
    """That two wordings are given to two known speakers, in words; or nothing."""
    ours, theirs = first.speaker, other.speaker
    if not ours or not theirs or None in (ours.entity, theirs.entity) or ours.entity == theirs.entity:
        return ""
    return f"≠ another speaker than {ours.label}"


def _wording(quote: StatedQuote, width: int, words: list[tuple[str, str]], flag: str = "") -> Block:
    speaker = quote.speaker.shown if quote.speaker else "nobody named"
    head = [
        (speaker, "strong" if quote.speaker else "quiet"),
        (f" {joined(flag, 'could not be verified' if quote.unverified else '')}".rstrip(), "unread"),
        (f"  {joined(quote.outlet or UNKNOWN, day(quote.published))}", "quiet"),
    ]
    lines = [*laid(head, width), *([("  ", ()), *line] for line in laid(words, width - 2))]
    return Block((Cell(lines, Target(quote.article, quote.start, quote.end)),))


def compared(first: str, other: str) -> list[tuple[str, str]]:
    """A wording in runs of words with their marks: what it leaves out of the first, has more, or rewords.

    Signs say the same as the marks, for eyes and terminals without colours;
    brackets are the quotes' own.

    >>> "".join(text for text, _ in compared("in the old positions", "in shattered positions now"))
    '“in {the old → shattered} positions {+ now +}”'
    """
    # Imported where it is needed: the tables of words take 30 ms, and opening the app waits for none.
    from core.comparing import Kind, word_by_word

    found: list[tuple[str, str]] = [("“", "")]
    at = 0
    for run in word_by_word(first, other):
        start, end = run.right
        old, new = first[slice(*run.left)], other[start:end]
        if run.kind is Kind.KEPT:
            found.append((other[at:end], ""))
        else:
            found.append((other[at:start], ""))
            if run.kind is Kind.ADDED:
                found.append((f"{{+ {new} +}}", "added"))
            elif run.kind is Kind.CUT:
                apart = other[:start].endswith(" ") or not start
                found.append((f"{'' if apart else ' '}{{- {old} -}}{' ' if apart else ''}", "cut"))
            else:
                found += [(f"{{{old}", "cut"), (" → ", "quiet"), (f"{new}}}", "added")]
        at = end
    return [*found, (other[at:], ""), ("”", "")]
