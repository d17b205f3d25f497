"""What articles state, as the library keeps it: quotes and claims, figures, dates, and what joins them.

Reading takes a `Filter` and pages; lists are newest first, the timeline oldest first. Writing is the
pipeline's and wants a transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from core.entity import LocalEntity
from core.library.asking import Asking
from core.library.statements import dates, figures, quotes
from core.library.statements.records import (
    FigurePair,
    Filter,
    SourceUse,
    Stated,
    StatedDate,
    StatedFigure,
    StatedQuote,
    TimelineDay,
    Utterance,
)
from core.statement import Evidence, Holds

__all__ = ["Statements"]

EVERYTHING = Filter()


class Statements(Asking):
    """The statements of an open library. Raises LibraryError."""

    # Quotes and claims

    def stated(self, article_id: int) -> Stated | None:
        """How much an article states; None where it waits to be examined."""
        return self._ask(_stated, article_id)

    def quotes_of(self, article_id: int) -> list[StatedQuote]:
        """An article's quotes and claims in the order of the text, those in boilerplate included."""
        return self._ask(quotes.of_article, article_id)

    def quote(self, quote_id: int) -> StatedQuote:
        """One quote; raises KeyError."""
        return self._ask(quotes.quote, quote_id)

    def quotes(self, wanted: Filter = EVERYTHING, offset: int = 0, limit: int = 100) -> list[StatedQuote]:
        """A page of quotes and claims, newest first, then in the order of the text."""
        return self._ask(quotes.page, wanted, offset, limit)

    def quote_count(self, wanted: Filter = EVERYTHING) -> int:
        """How many quotes and claims that list has."""
        return self._ask(quotes.count, wanted)

    def sources(self, entity_id: int) -> list[SourceUse]:
        """How often each outlet makes an entity its source, most often first."""
        return self._ask(quotes.sources, entity_id)

    # Utterances

    def utterance(self, utterance_id: int) -> Utterance:
        """One utterance; raises KeyError."""
        return self._ask(quotes.utterance, utterance_id)

    def utterances(self, offset: int = 0, limit: int = 100) -> list[Utterance]:
        """A page of utterances, those of most outlets first."""
        return self._ask(quotes.utterances, offset, limit)

    def utterance_count(self) -> int:
        return self._ask(quotes.utterance_count)

    def wordings(self, utterance_id: int, offset: int = 0, limit: int = 100) -> list[StatedQuote]:
        """A page of an utterance's quotes, the first that was published first; empty where there is none."""
        return self._ask(quotes.wordings, utterance_id, offset, limit)

    # Figures

    def figures_of(self, article_id: int) -> list[StatedFigure]:
        """An article's figures in the order of the text, those in boilerplate included."""
        return self._ask(figures.of_article, article_id)

    def figure(self, figure_id: int) -> StatedFigure:
        """One figure; raises KeyError."""
        return self._ask(figures.figure, figure_id)

    def figures(self, wanted: Filter = EVERYTHING, offset: int = 0, limit: int = 100) -> list[StatedFigure]:
        """A page of figures, newest first, then in the order of the text."""
        return self._ask(figures.page, wanted, offset, limit)

    def figure_count(self, wanted: Filter = EVERYTHING) -> int:
        """How many figures that list has."""
        return self._ask(figures.count, wanted)

    def figure_pairs_of(self, figure_id: int, limit: int = -1) -> list[FigurePair]:
        """A figure beside those of other articles about the same thing (so many); those that differ first."""
        return self._ask(figures.pairs_of, figure_id, limit)

    def figure_pair_count(self, figure_id: int) -> int:
        """How many of these there are."""
        return self._ask(figures.pair_count, figure_id)

    def figure_pairs(
        self, wanted: Filter = EVERYTHING, offset: int = 0, limit: int = 100, *, differing: bool = True
    ) -> list[FigurePair]:
        """A page of pairs about the same thing of which both figures are wanted, last stored first.

        Those alone that are reported differently, or (`differing` False) those that agree too.
        """
        return self._ask(figures.pairs, wanted, differing, offset, limit)

    # Dates

    def dates_of(self, article_id: int) -> list[StatedDate]:
        """An article's calendar expressions in the order of the text, unresolved and boilerplate included."""
        return self._ask(dates.of_article, article_id)

    def timeline_days(self, wanted: Filter = EVERYTHING) -> list[TimelineDay]:
        """Every day, month and year that resolved dates tell of, in order, with how many dates each has."""
        return self._ask(dates.days, wanted)

    def timeline(self, wanted: Filter = EVERYTHING, offset: int = 0, limit: int = 100) -> list[StatedDate]:
        """A page of resolved dates in their sentences: by value, then by article and offset."""
        return self._ask(dates.page, wanted, offset, limit)

    def unresolved(self, wanted: Filter = EVERYTHING, offset: int = 0, limit: int = 100) -> list[StatedDate]:
        """A page of dates in their sentences that stay unresolved, and why: by article and offset."""
        return self._ask(dates.unresolved, wanted, offset, limit)

    def unresolved_count(self, wanted: Filter = EVERYTHING) -> int:
        """How many dates that list has; none where the filter wants days."""
        return self._ask(dates.unresolved_count, wanted)

    # Writing, inside the caller's transaction; it stands on no count

    def put(
        self, article_id: int, evidence: Evidence, entities: Sequence[tuple[int, LocalEntity]]
    ) -> tuple[list[int], list[int]]:
        """Store what an article states; returns the ids of its quotes and figures, in their order.

        `entities` are its local entities with their name ids, as `evidence` counts them.
        """
        from core.library.statements import writing

        return self._say(writing.put, article_id, evidence, entities)

    def leave(self, article_id: int) -> None:
        """Take off what an article states, before its text or metadata change."""
        from core.library.statements import writing

        self._say(writing.leave, article_id)

    def unexamined(self, limit: int) -> list[int]:
        """Articles that nobody examined, as an older version left them."""
        return self._say(_unexamined, limit)

    def entities_of(self, article_id: int) -> list[tuple[int, LocalEntity]]:
        """A stored article's local entities with their name ids, in the order of their first mentions."""
        from core.library.statements import recalling

        return self._say(recalling.entities, article_id)

    def quotes_sharing(self, keys: Iterable[str], day: int, limit: int) -> list[tuple[int, int, str, int]]:
        """(quote, article, head of its words, day) of the quotes, `limit` at most, that share most keys."""
        from core.library.statements import joining

        return self._say(joining.quotes_sharing, keys, day, limit)

    def put_keys(self, article_id: int, quotes: Mapping[int, Iterable[str]]) -> None:
        """Let the direct quotes of an article be found by their blocking keys; all of them at once."""
        from core.library.statements import joining

        self._say(joining.put_keys, article_id, quotes)

    def link_quotes(self, links: Mapping[tuple[int, int], Holds]) -> None:
        """Note which quotes are one utterance, and for which speakers; utterances are grouped anew.

        The first of each pair is the quote that came.
        """
        from core.library.statements import regrouping

        self._say(regrouping.link, links)

    def figures_sharing(self, keys: Iterable[str], limit: int) -> list[tuple[int, str]]:
        """(figure, what was put for it) of at most `limit` figures that share blocking keys."""
        from core.library.statements import joining

        return self._say(joining.figures_sharing, keys, limit)

    def put_told(self, figure_id: int, told: str, keys: Iterable[str]) -> None:
        """Let a figure be compared: what tells what it is about (JSON), found by blocking keys."""
        from core.library.statements import joining

        self._say(joining.put_told, figure_id, told, keys)

    def pair_figures(self, left: int, right: int, differs: bool, reasons: Sequence[str]) -> None:
        """Note that two figures are about the same thing, and whether they differ."""
        from core.library.statements import joining

        self._say(joining.pair_figures, left, right, differs, reasons)


def _stated(connection: sqlite3.Connection, article_id: int) -> Stated | None:
    row = connection.execute(
        "SELECT quotes, claims, figures, dates FROM article_stated WHERE article_id = ?", (article_id,)
    ).fetchone()
    return Stated(*row) if row else None


def _unexamined(connection: sqlite3.Connection, limit: int) -> list[int]:
    rows = connection.execute(
        """SELECT id FROM article WHERE NOT EXISTS
        (SELECT 1 FROM article_stated WHERE article_id = id) ORDER BY id LIMIT ?""",
        (limit,),
    )
    return [row[0] for row in rows]
