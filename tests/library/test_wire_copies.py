"""A wire story comes in more copies than are compared with one another, and what it tells stays one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from core import deciding, pipeline
from core.article import Article
from core.entity import EntityType, Name
from core.library import Library
from core.library.statements import regrouping
from core.linking import Linker
from core.linking.decisions import Verb
from core.stories import sorter
from tests.library.fakes import TYPES, article
from tests.library.test_statements import DAM, add, number
from tests.library.test_stories import DAY, OTHER, WIRE
from tests.library.test_stories import add as sort

COPIES = 2 * regrouping.SETTLED + 5
pytestmark = pytest.mark.usefixtures("few_are_many")


def copy(n: int) -> Article:
    day = date(2023, 5, 4) + timedelta(n % 3)
    text = f"Dam. “{DAM},” Haidai said on Tuesday. The {n}th desk has this from the wire in Luhansk."
    return article(text, f"/{n}", day, f"Outlet {n % 40}")


def quoted(library: Library) -> list[tuple[int, int, int]]:
    """Quotes, articles and outlets of each utterance, of a library that is sound."""
    assert library.health.examine() == []
    return [(one.quotes, one.articles, one.outlets) for one in library.statements.utterances()]


def test_a_quote_that_hundreds_copy_is_one_utterance(library: Library) -> None:
    add(library, *map(copy, range(COPIES)))
    assert quoted(library) == [(COPIES, COPIES, 40)]
    # The first, after which it is named, and so many that it is settled no more.
    gone = {0, 7, *range(30, 90)}
    for n in gone:
        with library.transaction():
            pipeline.remove(library, number(library, f"/{n}"))
    left = set(range(COPIES)) - gone
    assert quoted(library) == [(len(left), len(left), len({n % 40 for n in left}))]
    add(library, copy(0))
    assert quoted(library)[0][:2] == (len(left) + 1, len(left) + 1)


def test_merging_speakers_takes_what_few_copy_into_what_many_do(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    many = "Wall. “What they are doing is moving their guns where they can better shelter,” Haidai said."
    few = "Hills. “This is an orderly march to hills where they can better shelter their guns,” Gaidai said."
    texts = [many] * (regrouping.SETTLED + 2) + [few] * 2
    *most, last = (article(text, f"/{n}", date(2023, 5, 4), f"Outlet {n}") for n, text in enumerate(texts))
    with Library.open(path) as library:
        add(library, *most, linker=Linker)
    deciding.decide(path, Verb.NOT_SAME, "ann", *(Name(EntityType.PERSON, f"{n}aidai") for n in "HG"))
    with Library.open(path) as library:
        add(library, last, linker=Linker)
        assert sorted(quoted(library)) == [(2, 2, 2), (len(texts) - 2,) * 3]
    deciding.undo(path, "ann")
    with Library.open(path) as library:
        assert quoted(library) == [(len(texts),) * 3]


def desk(chance: random.Random, n: int, text: str = WIRE) -> Article:
    """What a desk made of a text: some sentences cut, one of its own, perhaps without a day."""
    words = [one for one in text.split(". ") if chance.random() < 0.9]
    words.insert(chance.randrange(1, len(words)), f"Desk {n} asked {chance.choice(list(TYPES))}")
    day = None if chance.random() < 0.1 else DAY + timedelta(chance.randrange(3))
    return replace(article(". ".join(words), f"/{n}", None, f"Outlet {n % 9}"), published=day)


def test_copies_beyond_those_that_are_compared_stand_in_one_story(library: Library) -> None:
    chance = random.Random(1)
    sort(library, *(desk(chance, n) for n in range(sorter._SETTLED + 20)))
    told = [(one.articles, one.sources) for one in library.largest_stories(0, 9)]
    assert told == [(sorter._SETTLED + 20, 1)] and library.story_count() == 1
    assert library.health.examine() == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_comes_changes_and_goes_the_counts_of_copies_and_stories_hold(
    library: Library, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorter, "_SETTLED", 4)
    chance, there = random.Random(seed), list[int]()
    for n in range(60):
        if there and chance.random() < 0.25:
            gone = there.pop(chance.randrange(len(there)))
            with library.transaction():
                pipeline.remove(library, number(library, f"/{gone}"))
        elif there and chance.random() < 0.25:
            sort(library, desk(chance, chance.choice(there), chance.choice((WIRE, OTHER))))
        else:
            sort(library, desk(chance, n, chance.choice((WIRE, WIRE, OTHER, WIRE + OTHER))))
            there.append(n)
        if n % 10 == 9:
            assert library.health.examine() == []
    assert sum(one.articles for one in library.by_story(0, 99)) == len(there)
