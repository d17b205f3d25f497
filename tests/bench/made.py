"""A library of any size, made by seed, whose words, names, outlets and days are spread as the press's are.

    python -m tests.bench.made FILE ARTICLES [SEED [STATED [SECONDS]]]

The figures stand in press.tsv; words and names are syllables put together, so that no text of others is in
them. An article of the press names 25 entities 67 times; a made one names 5 of them 10 times, as the bar of
10 million mentions in 1,000,000 articles has it, the first of them in 57 % of the articles. Names are given
to the library as linking does, one or several to an entity, each at its first mention. What articles state
and which stories they tell is made by the room beside (tests.bench.stated), of all articles, or of one block
of them in STATED where the library must be made quickly: that takes as long as all else. After so many
SECONDS no transaction is begun any more: the library is as large as it is by then. Nothing of recognition is
imported.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from itertools import count, islice
from os import cpu_count
from pathlib import Path
from typing import Any, NamedTuple

import numpy

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, LocalEntity, Mention, Name, NameLink
from core.library import Library
from core.library.records import LinkedArticle
from core.statement import Evidence
from tests.bench import stated
from tests.bench.stated import Part, Running, States, Teller

TRANSACTION = 100
"""Articles a transaction: what indexing many at once does."""
BLOCK = 1_000
"""Articles that are drawn together; no story goes on from one block to the next."""
BULK = 8_000
"""Articles a transaction where a library is made: of 150,000 it takes 0.46 ms an article, with 2,000 0.6.

The names of an article lie far apart in the indexes, so that the fewer transactions there are, the more
often a page that is written has several of them.
"""
ENTITIES = 50_000
NAMED, MENTIONED = 5.0, 2.0
"""Entities of an article, and mentions of each, by mean."""
OUTLETS, WORDS = 97, 300_000
UNDATED = 0.03
SENTENCE = 22
"""Words."""
_SYLLABLES = tuple(a + b + c for c in "nrstl" for b in "aeiou" for a in "bdgkmprt")
_NAMES = ((1, 12), (100, 5), (2_000, 2))
"""How many names the entities up to a rank have; those after have one."""
_TYPES = (EntityType.PLACE, EntityType.PERSON, EntityType.ORG, EntityType.PERSON)
_ADDED = datetime(2026, 1, 1, tzinfo=UTC)
Numbers = Any
"""numpy's arrays."""


def word(rank: int) -> str:
    """The word of a rank from 0: the commoner, the shorter.

    >>> word(0), word(199), word(200)
    ('ban', 'tul', 'banban')
    """
    found = ""
    rank += 1
    while rank:
        rank, at = divmod(rank - 1, len(_SYLLABLES))
        found = _SYLLABLES[at] + found
    return found


@dataclass(frozen=True)
class Press:
    """The spread of everything, by which articles are drawn."""

    entities: int = ENTITIES

    @cached_property
    def _figures(self) -> dict[str, tuple[list[float], list[float]]]:
        found: dict[str, tuple[list[float], list[float]]] = {}
        for line in Path(__file__).with_name("press.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                measure, at, value = line.split("\t")
                known = found.setdefault(measure, ([], []))
                known[0].append(float(at))
                known[1].append(float(value))
        return found

    def shares(self, measure: str, ranks: int) -> Numbers:
        """The shares of ranks from 1, between those measured along a straight line of logarithms."""
        at, value = (numpy.log(numbers) for numbers in self._figures[measure])
        return numpy.exp(numpy.interp(numpy.log(numpy.arange(1, ranks + 1)), at, value))

    def quantiles(self, measure: str, chances: Numbers) -> Numbers:
        """Whole numbers of a measure at chances of 0 to 1."""
        return numpy.interp(chances, *self._figures[measure]).astype(int)

    @cached_property
    def words(self) -> Numbers:
        return numpy.array([word(rank) for rank in range(WORDS)], dtype=object)

    @cached_property
    def spread(self) -> dict[str, Numbers]:
        """By measure, the sums of shares up to each rank, the last being 1."""
        ranks = {"words": WORDS, "entities": self.entities, "outlets": OUTLETS}
        sums = {measure: numpy.cumsum(self.shares(measure, many)) for measure, many in ranks.items()}
        rest = sums["entities"][1:] - sums["entities"][0]  # the first is drawn by itself
        return {**sums, "entities": rest} | {m: s / s[-1] for m, s in {**sums, "entities": rest}.items()}

    @cached_property
    def first(self) -> float:
        """Share of the articles that name the first entity."""
        return float(self.shares("entities", 1)[0])


@dataclass(frozen=True, slots=True)
class Made:
    """A drawn article, with the rank of each entity that it names."""

    article: Article
    annotation: Annotation
    entities: tuple[tuple[int, LocalEntity], ...]
    number: int
    states: States
    part: Part
    """In the story that it tells."""

    @property
    def evidence(self) -> Evidence:
        """What the article states, as records."""
        return stated.evidence(self.states, self.article.text, [local for _, local in self.entities])


def _many(rank: int) -> int:
    """How many names the entity of a rank has."""
    return next((many for upto, many in _NAMES if rank < upto), 1)


@cache
def name(rank: int, which: int) -> Name:
    """One of the names of an entity of a rank from 0, its commonest being the first."""
    family = word(3_000 + rank).title()
    form = f"{word(40 + 7 * rank + which).title()} {family}" if which else family
    return Name(_TYPES[rank % len(_TYPES)], form)


class Namer:
    """Gives made articles the names of their entities as linking would, at the first mention of each."""

    def __init__(self, library: Library) -> None:
        self._names = library.names
        self._known: dict[Name, int] = {}
        self._chief: dict[int, int] = {}
        """By entity's rank, its first name."""

    def linked(self, made: Made) -> LinkedArticle:
        """A made article with ids for names; inside the caller's transaction."""
        entities = tuple((self._of(rank, local.name), local) for rank, local in made.entities)
        return LinkedArticle(made.article, made.annotation, entities)

    def _of(self, rank: int, name: Name) -> int:
        if name not in self._known:
            found = self._names.find(name)
            new = self._names.add(name, []) if found is None else found
            chief = self._chief.setdefault(rank, self._names.entity_of(new))
            if found is None and chief != new:
                self._names.add_links([NameLink(chief, new, 0.9, ("made so",))])
                self._names.assign({new: chief})
            self._known[name] = new
        return self._known[name]


def articles(press: Press, seed: int, start: int = 0) -> Iterator[Made]:
    """Articles without end, drawn by a seed, numbered from `start`."""
    for first in count(start, BLOCK):
        yield from map(_made, draw(press, seed, first))


class Drawn(NamedTuple):
    """A drawn article as plain data, which goes from process to process four times as fast as records do."""

    number: int
    text: str
    title: str
    outlet: int
    day: int
    """Proleptic ordinal, 0 where undated."""
    names: list[tuple[int, int, int]]
    """(start, rank of the entity, which of its names)."""
    states: States
    part: Part


def draw(press: Press, seed: int, first: int) -> list[Drawn]:
    """The BLOCK articles that a seed has from a number on, whoever asks for those before."""
    random = numpy.random.default_rng((seed, first))
    lengths = press.quantiles("length", random.random(BLOCK))
    days = press.quantiles("day", random.random(BLOCK))
    days[random.random(BLOCK) < UNDATED] = 0
    outlets = numpy.searchsorted(press.spread["outlets"], random.random(BLOCK)).tolist()
    running, found = Running(), []
    for number, length, day, outlet in zip(count(first), lengths, days.tolist(), outlets, strict=False):
        words = press.words[numpy.searchsorted(press.spread["words"], random.random(length))].tolist()
        named = _drawn(press, random)
        many = random.geometric(1 / MENTIONED, len(named))
        places = numpy.sort(random.choice(length - 1, min(length - 1, int(many.sum())), replace=False))
        whose = random.permutation(numpy.repeat(named, many))[: len(places)].tolist()
        lots = (random.random(len(places)) ** 2).tolist()  # an entity's first name is its commonest
        chosen = [(rank, int(lot * _many(rank))) for rank, lot in zip(whose, lots, strict=True)]
        text, names = _text(words, places.tolist(), chosen)
        part, published = running.next(random, number, date.fromordinal(day) if day else None)
        day = published.toordinal() if published else 0
        states = stated.drawn(random, text, len(names), published)
        title = " ".join(words[:9]).capitalize()
        found.append(Drawn(number, text, title, outlet, day, names, states, part))
    return found


def _drawn(press: Press, random: Any) -> Numbers:
    """The ranks of an article's entities."""
    draws = random.poisson(NAMED - press.first - 0.4) + 1
    ranks = numpy.searchsorted(press.spread["entities"], random.random(draws)) + 1
    first = [0] if random.random() < press.first else []
    return numpy.unique(numpy.concatenate([ranks, numpy.array(first, dtype=int)]))


def _text(
    words: list[str], places: list[int], chosen: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int, int]]]:
    """A text in which names stand in the places of some of its words, and where they begin."""
    for at in range(SENTENCE, len(words), SENTENCE):
        words[at - 1] += "."
        words[at] = words[at].capitalize()
    pieces: list[str] = []
    names, done, length = [], 0, 0
    for place, (rank, which) in zip(places, chosen, strict=True):
        before = " ".join(words[done:place]) + " " if place > done else ""
        start, form = length + len(before), name(rank, which).form
        names.append((start, rank, which))
        pieces += (before, form, " ")
        done, length = place + 1, start + len(form) + 1
    return "".join(pieces) + " ".join(words[done:]) + ".", names


def _made(drawn: Drawn) -> Made:
    mentions: dict[tuple[int, Name], list[Mention]] = {}
    for start, rank, which in drawn.names:
        one = name(rank, which)
        found = Mention(start, start + len(one.form), one.form, one.type, 0.9)
        mentions.setdefault((rank, one), []).append(found)
    provenance = Provenance(f"made#{drawn.number}", f"{drawn.number:064}", _ADDED)
    published = date.fromordinal(drawn.day) if drawn.day else None
    outlet = f"Outlet {drawn.outlet}"
    article = Article(drawn.text, provenance, drawn.title, outlet, published=published, language="en")
    entities = tuple((rank, LocalEntity(one, tuple(found))) for (rank, one), found in mentions.items())
    every = sorted((m for found in mentions.values() for m in found), key=lambda m: m.start)
    return Made(article, Annotation(tuple(every)), entities, drawn.number, drawn.states, drawn.part)


class Maker:
    """Stores made articles with all that goes with them, in the caller's transaction."""

    def __init__(self, library: Library, every: int = 1) -> None:
        self._library = library
        self._namer = Namer(library)
        self._teller = Teller(library)
        self._every = every
        """What articles state is stored of one block in so many."""

    def store(self, made: Made) -> None:
        """Store one; those of a block come in their order."""
        linked = self._namer.linked(made)
        self._library.store(linked)
        block, at = divmod(made.number, BLOCK)
        if at == 0:
            self._teller.forget()
        if block % self._every == 0:
            self._teller.tell(linked, made.evidence, made.part, made.number)


def fill(
    library: Library,
    wanted: int,
    seed: int = 7,
    entities: int = ENTITIES,
    jobs: int = 1,
    every: int = 1,
    seconds: float = math.inf,
) -> float:
    """Make a library of so many articles, or as many as seconds allow; returns how many a second."""
    maker, started = Maker(library, every), time.perf_counter()
    coming = _coming(Press(entities), seed, jobs)
    gc.disable()  # it would look at all that waits again and again, and nothing of it goes in circles
    try:
        for done in range(0, wanted, BULK):
            if time.perf_counter() - started > seconds:
                wanted = done
                break
            with library.transaction():
                for drawn in islice(coming, min(BULK, wanted - done)):
                    maker.store(_made(drawn))
    finally:
        gc.enable()
    return wanted / (time.perf_counter() - started)


def _coming(press: Press, seed: int, jobs: int) -> Iterator[Drawn]:
    """What is drawn without end, by so many processes beside this one where there are several."""
    if jobs == 1:
        for first in count(0, BLOCK):
            yield from draw(press, seed, first)
    with ProcessPoolExecutor(jobs - 1) as pool:
        ahead: deque[Future[list[Drawn]]] = deque()
        for first in count(0, BLOCK):
            ahead.append(pool.submit(_drawn_elsewhere, press.entities, seed, first))
            if len(ahead) > 2 * jobs:  # no more than memory should hold
                yield from ahead.popleft().result()


_press = cache(Press)


def _drawn_elsewhere(entities: int, seed: int, first: int) -> list[Drawn]:
    """What a process beside the writer's draws; its spread of words is reckoned once."""
    return draw(_press(entities), seed, first)


def main(path: Path, articles: int, seed: int = 7, every: int = 1, seconds: float = math.inf) -> None:
    with Library.open(path) as opened:
        speed = fill(opened, articles, seed, jobs=min(6, cpu_count() or 1), every=every, seconds=seconds)
        print(f"{opened.counts().articles:,} articles, {speed:.0f} a second")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
