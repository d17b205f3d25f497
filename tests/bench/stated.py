"""What made articles state and which stories they tell, drawn by the same seed and stored beside them.

By the articles of the press that were examined (10,497 of them, 2012 to 2026): a third go on with a story,
a tenth of these as copies; of quotes, claims, figures and dates a made article has a fifth of what those
have, as of its mentions. Blocking keys and features of stories, which joining new articles looks up and no
question of a reader does, are made of those in stories alone, and few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from re import finditer
from typing import Any, NamedTuple

from core.entity import LocalEntity
from core.library import Library
from core.library.records import LinkedArticle
from core.statement import Attribution, DateExpression, Evidence, Figure, Holds, Quote

GOES_ON, COPIED = 0.3, 0.1
"""Share of the articles that go on with a story, and of these of copies."""
QUOTES, CLAIMS, FIGURES, DATES = 2.0, 1.4, 0.9, 1.3
"""Of an article, by mean."""
SPOKEN, REPEATED, DIFFERING = 0.8, 0.4, 0.1
"""Shares: statements with a source; of a story's further quotes and figures those that repeat one; of these
figures those that differ."""
UNITS = ("person killed", "person", "km", "tank", "drone", "missile", "USD", "%")
_LONGEST = 240
"""Characters of a statement."""


class Part(NamedTuple):
    """What an article has to do with a story."""

    head: int
    """Number of the story's first article; its own where it is that."""
    copy: bool = False
    repeats: tuple[bool, bool] = (False, False)
    """Whether its first quote and its first figure repeat the head's."""
    differs: bool = False


@dataclass
class Running:
    """The stories that articles may go on with, while they are drawn."""

    _heads: list[tuple[int, date | None]] = field(default_factory=list)
    """The first article of each, with its day."""

    def next(self, random: Any, number: int, day: date | None) -> tuple[Part, date | None]:
        """The part of the next article, and its day: that of its story, or of the two after it."""
        chances = random.random(6)
        part = Part(number)
        if self._heads and chances[0] < GOES_ON:
            head, first = self._heads[int(chances[1] ** 3 * len(self._heads))]
            day = first and first + timedelta(int(3 * chances[0] / GOES_ON))
            copied, *repeats, differs = (chances[2:] < (COPIED, REPEATED, REPEATED, DIFFERING)).tolist()
            part = Part(head, copied, (repeats[0], repeats[1]), differs)
        else:
            self._heads.append((number, day))
        return part, day


class States(NamedTuple):
    """What an article states as plain data; who says it is one of its mentions, by its place, or -1."""

    quotes: list[tuple[int, int, int, bool, bool]]
    """(start, end, who, direct, unverified)."""
    figures: list[tuple[int, int, int, float, int]]
    """(start, end, who, value, which unit)."""
    dates: list[tuple[int, int, str]]
    """(start, end, value)."""


NOTHING = States([], [], [])


def drawn(random: Any, text: str, mentions: int, published: date | None) -> States:
    """Sentences of a text as quotes and claims, words of it as figures and dates."""
    stops = [stop.start() for stop in finditer(r"\.", text)]
    starts = [0, *(stop + 2 for stop in stops[:-1])]
    said, claimed, counted, dated = random.poisson((QUOTES, CLAIMS, FIGURES, DATES)).tolist()
    quotes = []
    for at in sorted(set((random.random(said + claimed) * len(starts)).astype(int).tolist())):
        chance, end = random.random(), min(stops[at], starts[at] + _LONGEST)
        direct = chance < QUOTES / (QUOTES + CLAIMS)
        quotes.append((starts[at], end, _who(random, mentions), direct, chance > 0.98))
    figures = []
    for start, end in _words(random, text, counted):
        value, unit = float(int(10 ** (4 * random.random()))), int(len(UNITS) * random.random() ** 2)
        figures.append((start, end, _who(random, mentions), value, unit))
    dates = [(start, end, _value(random, published)) for start, end in _words(random, text, dated)]
    return States(quotes, figures, dates)


def _words(random: Any, text: str, many: int) -> list[tuple[int, int]]:
    """Places of words, in order and no two the same."""
    found = {}
    for at in sorted(int(chance * (len(text) - 30)) for chance in random.random(many)):
        start = text.find(" ", at) + 1
        found[start] = (start, max(start + 1, text.find(" ", start)))
    return list(found.values())


def _who(random: Any, mentions: int) -> int:
    return int(mentions * random.random()) if mentions and random.random() < SPOKEN else -1


def _value(random: Any, published: date | None) -> str:
    """A day soon before publication, now and then a month or a year, and rarely nothing."""
    chance, back = random.random(), int(random.exponential(20.0))
    if published is None or chance < 0.03:
        return ""
    told = (published - timedelta(back)).isoformat()
    return told[:4] if chance < 0.08 else told[:7] if chance < 0.15 else told


def evidence(states: States, text: str, entities: Sequence[LocalEntity]) -> Evidence:
    """What an article states as records; entities are told by the place of a mention among all of them."""
    whose = sorted((mention.start, at) for at, one in enumerate(entities) for mention in one.mentions)

    def source(who: int) -> Attribution | None:
        if who < 0:
            return None
        mention = next(m for m in entities[whose[who][1]].mentions if m.start == whose[who][0])
        return Attribution(mention.start, mention.end, mention.form, whose[who][1], "made so")

    return Evidence(
        tuple(
            Quote(start, end, text[start:end], source(who), direct, unverified=unverified)
            for start, end, who, direct, unverified in states.quotes
        ),
        tuple(
            Figure(start, end, text[start:end], value, unit=UNITS[unit], source=source(who))
            for start, end, who, value, unit in states.figures
        ),
        tuple(DateExpression(start, end, text[start:end], value) for start, end, value in states.dates),
    )


@dataclass(slots=True)
class _Head:
    """The first article of a story, as the library has it, and all of the story so far."""

    article: int
    quotes: list[int]
    """Those that are one utterance."""
    figure: int | None
    members: list[int]
    copies: list[int]


class Teller:
    """Stores what made articles state and which stories they tell, in the caller's transaction."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._heads: dict[int, _Head] = {}

    def forget(self) -> None:
        """No story goes on from here."""
        self._heads.clear()

    def tell(self, linked: LinkedArticle, stated: Evidence, part: Part, number: int) -> None:
        """Store what goes with an article that was just stored."""
        article = self._library.article_of(linked.article.provenance.source)
        assert article is not None
        statements = self._library.statements
        quotes, figures = statements.put(article, stated, linked.entities)
        direct = [one for one, quote in zip(quotes, stated.quotes, strict=True) if quote.direct]
        own = _Head(article, direct[:1], next(iter(figures), None), [article], [article])
        if part.head == number:
            self._heads[number] = own
            return
        head = self._heads[part.head]
        if part.repeats[0] and own.quotes and head.quotes:
            self._repeat(own, head)
        if part.repeats[1] and own.figure and head.figure:
            statements.pair_figures(head.figure, own.figure, part.differs, ("made so",))
        self._group(head, article, part.copy)

    def _repeat(self, own: _Head, head: _Head) -> None:
        quote = own.quotes[0]
        for one in (head, own) if len(head.quotes) == 1 else (own,):
            keys = [f"{head.article} {n}" for n in range(3)]
            self._library.statements.put_keys(one.article, {one.quotes[0]: keys})
        self._library.statements.link_quotes({(quote, one): Holds.ALWAYS for one in head.quotes})
        head.quotes.append(quote)

    def _group(self, head: _Head, article: int, copy: bool) -> None:
        stories = self._library.stories
        shared: Mapping[str, float] = {f"made {head.article}": 0.9}
        for one in (head.article, article) if len(head.members) == 1 else (article,):
            stories.put_print(one, f"{one:064}", [one], "", shared)
        stories.add_links(article, {head.article: 0.9})
        if copy:
            stories.add_copy(head.article, article, "wire", 0.9, 0.9)
            head.copies.append(article)
            stories.set_copies([head.copies])
        stories.set_stories([[*head.members, article]])
        head.members.append(article)
