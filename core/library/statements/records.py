"""Records of what articles state, as the library hands them out.

All offsets are `str` indexes into the article's text. `article` is its id; `headline`, `outlet` and
`published` stand beside it so that a line of a list can be drawn without another question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.statement import GUESS


@dataclass(frozen=True, slots=True)
class Source:
    """Whom an article gives a quote, a claim or a figure to."""

    start: int
    end: int
    text: str
    """The words that name it there: "Haidai", "he", "the ministry"."""
    entity: int | None
    """None where the words name nobody who is known, or somebody whom a reader hid."""
    label: str
    """The entity's; the words themselves where there is none."""
    why: str
    """Why this one: "before 'said'", "'he': the man spoken of last"."""

    @property
    def guessed(self) -> bool:
        """Whether it may well be another."""
        return self.why.startswith(GUESS)

    @property
    def shown(self) -> str:
        """The label, marked where it is a guess."""
        return f"{self.label} ?" if self.guessed else self.label

    @property
    def how(self) -> str:
        """How it was inferred, where the words are no name: "'he': the man spoken of last"."""
        told = self.why.removeprefix(GUESS)
        return told if self.guessed or told.startswith("“") else ""


@dataclass(frozen=True, slots=True)
class StatedQuote:
    """A direct quotation or a claim (indirect speech with a source)."""

    id: int
    article: int
    start: int
    end: int
    text: str
    """Between the marks; of a claim, the clause that tells it."""
    speaker: Source | None
    direct: bool
    """False for a claim."""
    partial: bool
    """A fragment woven into the reporter's sentence or a headline."""
    continues: bool
    """It goes on with the quote before it, which "he said" or a new paragraph cut."""
    unverified: bool
    """The article says that it could not verify this."""
    boilerplate: bool
    utterance: int | None
    """The utterance that it is a wording of; None where no other article has it."""
    headline: str
    outlet: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quotes of several articles that are one utterance."""

    id: int
    """The smallest id of its quotes."""
    quotes: int
    articles: int
    outlets: int
    first: date | None
    """Day of the first article that has it."""
    last: date | None
    lead: StatedQuote
    """Its longest wording."""


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number with what it counts, in its sentence."""

    id: int
    article: int
    start: int
    end: int
    text: str
    value: float
    upper: float | None
    """The upper end of a range."""
    unit: str
    """In a standard form: "USD", "km", "%", "person killed", "howitzer"; empty where nothing tells."""
    hedge: str
    """ "at least", "up to" … as written."""
    vague: bool
    """A plural numeral ("tens of thousands"), of which the value is the lower bound."""
    source: Source | None
    boilerplate: bool
    differing: int
    """How many figures of other articles report it differently."""
    places: tuple[str, ...]
    """The places that its sentence names, by their entities' labels, in the order of the text."""
    dates: tuple[str, ...]
    """The days, months and years that its sentence names, as YYYY-MM-DD, YYYY-MM or YYYY."""
    sentence: str
    sentence_start: int
    headline: str
    outlet: str
    published: date | None


@dataclass(frozen=True, slots=True)
class FigurePair:
    """Two articles' figures about the same thing, the earlier stored first."""

    left: StatedFigure
    right: StatedFigure
    differs: bool
    """Reported differently: no value lies in both ranges."""
    reasons: tuple[str, ...]
    """Why they are taken to be about the same thing, in a reader's words."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A calendar expression, in its sentence."""

    article: int
    start: int
    end: int
    text: str
    value: str
    """YYYY-MM-DD, YYYY-MM or YYYY as precisely as the article tells; empty where it stays unresolved."""
    anchor: date | None
    """The day from which it was counted, where it is relative."""
    why: str
    """How it was resolved, or why not."""
    others: tuple[str, ...]
    """Other values that it may have, likeliest first."""
    boilerplate: bool
    sentence: str
    sentence_start: int
    headline: str
    outlet: str
    published: date | None


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """A day, month or year of the timeline, with how many of its date expressions the filter lets through."""

    value: str
    dates: int


@dataclass(frozen=True, slots=True)
class SourceUse:
    """How often an outlet makes an entity the source of what it writes."""

    outlet: str
    quotes: int
    claims: int
    unverified: int
    """Quotes and claims of these that the outlet says it could not verify."""


@dataclass(frozen=True, slots=True)
class Stated:
    """How much one article states, boilerplate left out."""

    quotes: int
    claims: int
    figures: int
    dates: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What of a list is wanted; what is None filters nothing."""

    entity: int | None = None
    """Of quotes, the speaker; of figures and dates, somebody or something that their sentence names."""
    place: int | None = None
    """A place that the sentence names, or one within it ("Luhansk Oblast" finds Sievierodonetsk)."""
    outlet: str | None = None
    articles: tuple[int, ...] | None = None
    story: int | None = None
    since: date | None = None
    """First day: of publication for quotes and figures, of the date itself for the timeline."""
    until: date | None = None
    unverified: bool = False
    """Of quotes: those alone which the article could not verify."""
    direct: bool | None = None
    """Of quotes: direct quotations (True) or claims (False) alone."""
    differing: bool = False
    """Of figures: those alone which another article reports differently."""
