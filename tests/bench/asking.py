"""What the app asks of a library, timed question by question as readers put them, in a process of its own.

    python -m tests.bench.asking FILE ROUNDS SEED    prints the milliseconds of each time by question, as JSON

Every question is one of the app's own (tui.reading), put to a shelf as the desk opens it; places in lists and
among mentions are drawn by seed over their whole length. "Hot" is the entity that most mentions name. The
library says by itself what there is to ask for, so that any may be measured, made or real.
"""

from __future__ import annotations

import json
import sys
import time
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from core.library import Library
from core.library.indexing import NEWEST
from core.library.reader import ReaderState
from core.query import parse
from tests.bench.memory import resident
from tui.reading import answers, dossier, entity_index, searching
from tui.reading.answers import PAGE, Shelf
from tui.reading.listing import Arrangement, Only
from tui.reading.trail import Place

Question = Callable[[], object]
COMMON, RARE = "ban", "bankal"
"""The commonest word of a made library, and one of those in few articles."""


@dataclass(frozen=True)
class Reader:
    """One reader's shelf, and what stands in the library."""

    shelf: Shelf
    random: Random

    def questions(self) -> Mapping[str, Question]:
        """By what a reader does, one question, at another place each time."""
        shelf, library, random = self.shelf, self.shelf.library, self.random
        hot = library.entities(limit=1)[0]
        by_story = replace(shelf, arranged=Arrangement(by_story=True))
        found = library.searches.find(parse(f"entity:{hot.label}"), limit=1_000_000).keys
        narrowed = replace(shelf, arranged=Arrangement(only=Only("hot", array("q", found))))
        rows = library.counts().articles
        many = library.passage_count(hot.id)

        def page(of: Shelf, length: int) -> Question:
            return lambda: answers.listed(of, random.randrange(max(1, length)) // PAGE * PAGE, PAGE)

        def mention() -> Place:
            passage = library.passages(hot.id, random.randrange(many), 1)[0]
            return Place(passage.article, passage.start, hot.id)

        places = [mention() for _ in range(50)]

        def sought(words: str) -> Question:
            asked = searching.Asked(parse(words), None)

            def first() -> object:
                hits = searching.run(shelf, asked, NEWEST, True, 40)
                return searching.lines(shelf, asked, array("q", hits.keys[:20]))

            return first

        def near(place: Place) -> object:
            return answers.dossier(shelf, hot.id, place.article, place.start or 0)

        return {
            "open the library": lambda: answers.opening(shelf),
            "a page of the list": page(shelf, rows),
            "the list's end": lambda: answers.listed(shelf, max(0, rows - PAGE), PAGE),
            "a page by story": page(by_story, library.story_count()),
            "a page of a narrowed list": page(narrowed, len(found)),
            "open an article": lambda: answers.open_article(shelf, random.choice(places)),
            "the next article": lambda: answers.neighbour(shelf, random.choice(places), 1),
            "choose the hot entity": lambda: near(random.choice(places)),
            "its first mentions": lambda: library.passages(hot.id, 0, PAGE),
            "its mentions deep in": lambda: library.passages(hot.id, random.randrange(many), PAGE),
            "its next mention": lambda: answers.step(shelf, random.choice(places), True, 1),
            "its days": lambda: library.by_day(hot.id),
            "its company": lambda: library.company(hot.id),
            "its dossier": lambda: dossier.gather(library, hot.id),
            "index of entities": lambda: entity_index.begin(shelf, entity_index.Order()),
            "deep in the index": lambda: library.entities(None, random.randrange(library.entity_count()), 64),
            "entities called 'b'": lambda: library.entities_called("b"),
            "find the commonest word": sought(COMMON),
            "find a rare word": sought(RARE),
            "find the hot entity": sought(f"entity:{hot.label}"),
            "find hot AND rare": sought(f"entity:{hot.label} {RARE}"),
            "find common AND hot": sought(f"{COMMON} entity:{hot.label}"),
        }


def ask(
    library: Path, rounds: int, seed: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, list[float]]:
    """Milliseconds by question, a first round not counted; as "MB" what opening added to the resident set."""
    with TemporaryDirectory() as home:
        before = resident()
        with Library.open(library, read_only=True) as opened:
            shelf = Shelf(opened, ReaderState.open(Path(home, "reader.db")), "place")
            answers.opening(shelf)
            took: dict[str, list[float]] = {"MB": [resident() - before]}
            questions = Reader(shelf, Random(seed)).questions()
            for turn in range(rounds + 1):
                for name, question in questions.items():
                    started = clock()
                    question()
                    if turn:
                        took.setdefault(name, []).append(1000 * (clock() - started))
    return took


if __name__ == "__main__":
    print(json.dumps(ask(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
