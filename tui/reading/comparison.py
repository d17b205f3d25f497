"""Articles beside each other: side by side where a column holds enough, else one under the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from core.entity import EntityType
from core.library.statements.records import StatedFigure, StatedQuote
from tui.reading.answers import Shelf
from tui.reading.blocks import EMPTY, GUTTER, Block, Cell, Target, abreast, laid, note, title
from tui.reading.phrases import day, joined
from tui.reading.retold import figure_cell
from tui.reading.wordings import compared, differs

if TYPE_CHECKING:
    from core.comparing import Comparison, NamedEntity, Side

MOST = 4
"""Articles of a story that are compared, the open one and those nearest to it in time."""
_NAMES, _SENTENCES = 24, 38
"""Cells that a column must have to hold names, and to hold sentences."""
_KINDS = (
    ("entities", tuple(kind for kind in EntityType if kind is not EntityType.PLACE)),
    ("places", (EntityType.PLACE,)),
)
Make = Callable[[int], Cell]
"""Lays something out for a width."""


def chosen(shelf: Shelf, article: int, picked: Sequence[int]) -> tuple[list[int], int]:
    """The articles to compare, and how many the story has: those picked, or those of the open one's story.

    Of copies of one article one alone is taken: they say the same.
    """
    if len(picked) > 1:
        return list(picked), 0
    library = shelf.library
    members = library.story_articles(library.story_of(article))
    own = next(one.summary for one in members if one.summary.id == article)
    base = own.published.toordinal() if own.published else 0

    def apart(day: int) -> int:
        return abs(day - base) if day and base else 10_000

    origin, head = {}, article
    for one in members:  # copies follow the article that they are copies of
        head = head if one.is_copy else one.summary.id
        origin[one.summary.id] = head
    others = [one.summary for one in members if not one.is_copy and one.summary.id != origin[article]]
    others.sort(key=lambda one: apart(one.published.toordinal() if one.published else 0))
    return [article, *(one.id for one in others[: MOST - 1])], len(members)


def gather(shelf: Shelf, article_ids: Sequence[int]) -> Comparison:
    """Compare articles. Raises KeyError where one is no more."""
    from core.comparing import gather

    return gather(shelf.library, article_ids)


def blocks(told: Comparison, width: int) -> Iterator[Block]:
    """The whole comparison, section by section."""
    yield from _Layout(told, width).blocks()


def letter(place: int) -> str:
    """What an article is called in the comparison."""
    return chr(ord("A") + place) if place < 26 else f"#{place + 1}"


class _Layout:
    def __init__(self, told: Comparison, width: int) -> None:
        self.told = told
        self.width = width
        self.sides = told.sides
        self.column = width // len(told.sides) - GUTTER - 1

    def blocks(self) -> Iterator[Block]:
        yield from self._articles()
        for what, kinds in _KINDS:
            named = [one for one in self.told.entities if one.type in kinds]
            yield from self._shared_entities(what, [one for one in named if one.shared])
            sole = [
                [one for one in named if one.mentions[p] and not one.shared] for p, _ in enumerate(self.sides)
            ]
            yield from self._columns(
                f"{what.capitalize()} that one alone names", "* only here: no other article names it", _NAMES,
                [[self._name(p, one) for one in found] for p, found in enumerate(sole)],
            )  # fmt: skip
        yield from self._quotes()
        yield from self._figures()
        yield from self._sources()
        told = [self.told.sole_sentences(place) for place, _ in enumerate(self.sides)]
        yield from self._columns(
            "Sentences that one alone has", "", _SENTENCES,
            [
                [_make(self.sides[p], one.start, one.end, [(one.text, "")]) for one in found]
                for p, found in enumerate(told)
            ],
            [f"{len(found)} of {len(self.told.sentences[p])}" for p, found in enumerate(told)],
        )  # fmt: skip

    def _articles(self) -> Iterator[Block]:
        makes = [
            [_make(side, 0, 0, [(side.stored.article.headline, "headline")], self._origin(place))]
            for place, side in enumerate(self.sides)
        ]
        yield from title("Articles", self.width - GUTTER)
        yield from self._rows(makes, _SENTENCES, lettered=False)

    def _origin(self, place: int) -> list[tuple[str, str]]:
        side = self.sides[place]
        return [
            (f"{letter(place)}  ", "unread"),
            (joined(side.name, day(side.stored.article.published)), "quiet"),
        ]

    def _shared_entities(self, what: str, shared: Sequence[NamedEntity]) -> Iterator[Block]:
        if not shared:
            return
        yield from title(
            f"{what.capitalize()} that they share", self.width - GUTTER, "with each one's spellings"
        )
        for one in shared:
            if self.column < _NAMES:
                yield note(one.label, self.width - GUTTER)
            yield from self._rows(
                [[self._name(place, one)] if count else [] for place, count in enumerate(one.mentions)],
                _NAMES,
            )

    def _name(self, place: int, one: NamedEntity) -> Make:
        """An entity as one article calls it."""
        side = self.sides[place]
        first = next(m for m in side.stored.mentions if m.entity == one.entity)
        notes = joined(
            f"{one.mentions[place]}×",
            one.label if one.label not in one.spellings[place] else "",
            "first seen" if one.first_seen == place and one.shared else "",
        )
        words = [
            (", ".join(one.spellings[place]), one.type.lower()),
            ("*" if one.only_here and not one.shared else "", "unread"),
        ]
        return _make(side, first.start, first.end, [*words, (f" {notes}", "quiet")])

    def _quotes(self) -> Iterator[Block]:
        if self.told.shared_quotes:
            yield from title("Quotes that they share", self.width - GUTTER, "compared with the first")
        for at, shared in enumerate(self.told.shared_quotes):
            if at:
                yield EMPTY
            if shared.speakers_differ:
                yield note("≠ given to different speakers", self.width - GUTTER, "unread")
            first = next(quotes[0] for quotes in shared.wordings if quotes)
            columns = [
                [self._quote(p, q, first, shared.first_seen == p) for q in quotes]
                for p, quotes in enumerate(shared.wordings)
            ]
            yield from self._rows(columns, _SENTENCES)
        yield from self._columns(
            "Quotes and claims that one alone has", "", _SENTENCES,
            [[self._quote(p, quote) for quote in quotes] for p, quotes in enumerate(self.told.sole_quotes)],
        )  # fmt: skip

    def _quote(
        self, place: int, quote: StatedQuote, first: StatedQuote | None = None, first_seen: bool = False
    ) -> Make:
        words = [(f"“{quote.text}”" if quote.direct else quote.text, "")]
        if first is not None and first.id != quote.id:
            words = compared(first.text, quote.text)
        head = joined(
            quote.speaker.shown if quote.speaker else "nobody named",
            "" if quote.direct else "claim",
            "first seen" if first_seen or (first is None and self.told.first_seen(place, quote)) else "",
            "others have it" if first is None and quote.utterance is not None else "",
            self._also(place, quote) if first is None else "",
            differs(first, quote) if first else "",
        )
        unverified = " · could not be verified" if quote.unverified else ""
        marked = [(head, "strong" if quote.speaker else "quiet"), (unverified, "unread")]
        return _make(self.sides[place], quote.start, quote.end, words, marked)

    def _also(self, place: int, quote: StatedQuote) -> str:
        """Which of the articles tell it too, or that no other does."""
        also = ", ".join(map(letter, self.told.told_also(place, quote)))
        return f"told by {also} too" if also else "only here" if self.told.only_here(place, quote) else ""

    def _figures(self) -> Iterator[Block]:
        places = {side.stored.id: place for place, side in enumerate(self.sides)}
        if self.told.pairs:
            yield from title("Figures about the same thing", self.width - GUTTER, "≠ reported differently")
        for at, pair in enumerate(self.told.pairs):
            if at:
                yield EMPTY
            columns: list[list[Make]] = [[] for _ in self.sides]
            for figure in (pair.left, pair.right):
                columns[places[figure.article]].append(_figure(figure, "≠" if pair.differs else "="))
            yield from self._rows(columns, _SENTENCES)
        yield from self._columns(
            "Figures that one alone has",
            "",
            _SENTENCES,
            [[_figure(figure) for figure in figures] for figures in self.told.sole_figures],
        )

    def _sources(self) -> Iterator[Block]:
        if self.told.sources:
            yield from title("Sources", self.width - GUTTER, "how often each gives them the word")
        for one in self.told.sources:
            columns: list[list[Make]] = [[] for _ in self.sides]
            for place, side in enumerate(self.sides):
                said = [q for q in side.quotes if q.speaker and _is_by(q, one.entity, one.label)]
                if said:
                    words = [(one.label, "strong"), (f" {one.statements[place]}×", "quiet")]
                    columns[place].append(_make(side, said[0].start, said[0].end, words))
            yield from self._rows(columns, _NAMES)

    def _columns(
        self,
        words: str,
        quiet: str,
        least: int,
        columns: Sequence[Sequence[Make]],
        counts: Sequence[str] = (),
    ) -> Iterator[Block]:
        """A section of what each article alone has."""
        if not any(columns):
            return
        each = (f"{letter(p)} {counts[p] if counts else len(c)}" for p, c in enumerate(columns))
        yield from title(words, self.width - GUTTER, quiet, *each)
        yield from self._rows(columns, least)

    def _rows(self, columns: Sequence[Sequence[Make]], least: int, lettered: bool = True) -> Iterator[Block]:
        """Columns side by side where they are wide enough, else one under the other with their letters."""
        if self.column >= least:
            yield from abreast([[make(self.column) for make in column] for column in columns])
            return
        for place, column in enumerate(columns):
            for make in column:
                cell = make(self.width - GUTTER - (3 if lettered else 0) - 1)
                yield Block((_lettered(cell, letter(place)) if lettered else cell,))


def _lettered(cell: Cell, sign: str) -> Cell:
    lines = [[(f"{sign if not at else '':<3}", ("unread",)), *line] for at, line in enumerate(cell.lines)]
    return Cell(lines, cell.target)


def _make(
    side: Side, start: int, end: int, words: list[tuple[str, str]], head: list[tuple[str, str]] | None = None
) -> Make:
    target = Target(side.stored.id, start, end)

    def make(width: int) -> Cell:
        return Cell([*(laid(head, width) if head else ()), *laid(words, width)], target)

    return make


def _figure(figure: StatedFigure, sign: str = "") -> Make:
    return lambda width: figure_cell(figure, width, flag=sign)


def _is_by(quote: StatedQuote, entity: int | None, label: str) -> bool:
    """Whether a quote is given to one of the sources that `core.comparing` counts."""
    by = quote.speaker
    if by is None or by.entity != entity:
        return False
    return entity is not None or by.text.casefold() == label
