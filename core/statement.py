"""Records of what articles state: quotes and claims with their speakers, figures, and calendar expressions.

They stand beside mentions as what evidence finds and the library keeps. All offsets are `str` indexes into
`Article.text`; an entity is given by its place among the local entities that linking made of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

GUESS = "a guess: "
"""Begins the reason of an attribution that may well be another's: it is shown as one."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """To whom an article gives a statement."""

    start: int
    end: int
    text: str
    """The words that name the source, as they stand in the text, without its title: "Haidai", "he"."""
    entity: int | None
    """Index among the article's local entities; None where the words name nobody who is known."""
    reason: str = ""
    """Why this one, in a reader's words: "before 'said'", "'he': the man named last"."""

    @property
    def guessed(self) -> bool:
        return self.reason.startswith(GUESS)


@dataclass(frozen=True, slots=True)
class Quote:
    """What an article gives as somebody's words: between quotation marks, or told in its own."""

    start: int
    end: int
    text: str
    """Between the marks, punctuation within included; of a claim, the clause that tells it."""
    speaker: Attribution | None = None
    direct: bool = True
    """False for a claim: indirect speech with a named source ("X said that …", "according to X")."""
    partial: bool = False
    """A fragment woven into the reporter's sentence, or in a headline."""
    continues: bool = False
    """It goes on with the quote before it, which "he said" or a new paragraph cut."""
    unverified: bool = False
    """The article says that it could not verify this."""
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts."""

    start: int
    end: int
    text: str
    """From the numeral to the head noun or unit, without hedges."""
    value: float
    """In `unit`; of a range the lower end, of a plural numeral ("tens of thousands") its lower bound."""
    upper: float | None = None
    """The upper end of a range."""
    unit: str = ""
    """What is counted or measured, in a standard form: "USD", "km", "%", "person killed", "howitzer"."""
    hedge: str = ""
    """"at least", "up to", "about" …, as written; empty where the article gives it without."""
    vague: bool = False
    """A plural numeral, of which the value is the lower bound."""
    source: Attribution | None = None
    """Who gives the figure, where the article tells."""
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A calendar expression, resolved as far as the article lets it."""

    start: int
    end: int
    text: str
    value: str
    """ISO 8601 at its own precision: YYYY-MM-DD, YYYY-MM or YYYY; empty where it stays unresolved."""
    anchor: date | None = None
    """The day from which a relative expression was counted; None for one that needs none, or has none."""
    reason: str = ""
    """How it was resolved, or why not, in a reader's words: "the Tuesday before 21 April 2022"."""
    others: tuple[str, ...] = ()
    """Other values that it may have, likeliest first."""
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What evidence found in one article, each sorted by start."""

    quotes: tuple[Quote, ...] = ()
    """Direct quotations and claims."""
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateExpression, ...] = ()


class Holds(IntEnum):
    """Of which speakers it is true that two quotations are one utterance, the widest first."""

    ALWAYS = 0
    """The words tell it even where they are given to two."""
    UNLESS_APART = 1
    """Not where the speakers are known to be two."""
    FOR_ONE = 2
    """Only where the speaker is known to be one."""
