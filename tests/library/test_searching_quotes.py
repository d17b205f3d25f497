"""A reader searches what is said: by whom, and which words or names stand in quotations."""

from __future__ import annotations

import pytest

from core.library import Library
from core.library.indexing import ID, NEWEST
from core.query import parse
from tests.library.fakes import START, article, ids, store


def test_a_quotation_is_found_by_words_that_stand_in_it(library: Library) -> None:
    texts = ("He said: “There is no sense in it.” Grain left.", "There is no sense in grain, they wrote.")
    store(library, *(article(text, f"/{n}", START) for n, text in enumerate(texts)))
    with library.transaction():
        library._connection.execute(
            """INSERT INTO quote (article_id, start, "end", day, direct, partial, continues, unverified,
            boilerplate) VALUES (1, 9, 36, 738326, 1, 0, 0, 0, 0)"""
        )
    assert ids(library, 'quote:"no sense"') == [1] and ids(library, '"no sense"') == [2, 1]
    assert ids(library, "quote:grain") == [] and ids(library, 'grain -quote:"no sen*"') == [2, 1]
    assert ids(library, 'grain -quote:"no sense"') == [2] and ids(library, 'quote:"no sens"*') == [1]


SAID = (
    "Hayday said: “Gaidai left Kyiv today.” Grain left Kyiv.",
    "“Grain left,” Haidai said, and left Kyiv.",
    "“Haidai left Kyiv,” the mayor said. Hayday said that it is so.",
)
"""Of each article below, (start, end, direct, form of the speaker) are found by the words."""
STATEMENTS = (
    (1, "Gaidai left Kyiv today.", 1, "Hayday"),
    (2, "Grain left,", 1, "Haidai"),
    (3, "Haidai left Kyiv,", 1, "the mayor"),
    (3, "it is so", 0, "Hayday"),
)


@pytest.fixture
def said(library: Library) -> Library:
    """Three articles with what is said in them, by whom."""
    store(library, *(article(text, f"/{n}", START) for n, text in enumerate(SAID)))
    with library.transaction():
        for one, words, direct, speaker in STATEMENTS:
            start, source = SAID[one - 1].index(words), SAID[one - 1].rindex(speaker)
            library._connection.execute(
                """INSERT INTO quote (article_id, start, "end", day, direct, partial, continues, unverified,
                boilerplate, source_start, source_end, name_id) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?,
                (SELECT id FROM name WHERE form = ?))""",
                (
                    *(one, start, start + len(words), START.toordinal(), direct),
                    *(source, source + len(speaker), speaker),
                ),
            )
    return library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("speaker:gaidai", [3, 2, 1]),  # claims, too, and in every spelling
        ("speaker:kyiv", []),
        ("-speaker:gaidai", []),
        ("quote:kyiv", [3, 1]),  # the second article names it outside
        ("quote:hayday", [3, 1]),  # by other spellings
        ('quote:"hayday"', []),
        ("quote:grain", [2]),  # no name
        ("speaker:hayday quote:kyiv", [1]),  # in the third another one says it
        ("speaker:hayday quote:grain", [2]),
        ("speaker:hayday -quote:kyiv", [2]),
        ("(speaker:hayday OR speaker:nobody) quote:kyiv", [1]),
        ("speaker:hay*", [3, 2, 1]),
    ],
)
def test_who_says_something_and_whom_or_what_a_quotation_names(
    said: Library, query: str, found: list[int]
) -> None:
    assert ids(said, query) == found
    for seconds in (None, 0.0):  # one by one it is the same
        keys, below = list[int](), NEWEST
        while below is not None:
            run = said.searches.find(parse(query), below=below, limit=1, seconds=seconds)
            keys, below = keys + run.keys, run.below
        assert [key & ID for key in keys] == found
    assert sorted(said.searches.ranked(parse(query), keys)) == sorted(keys)


def test_what_is_said_is_shown_where_it_is_said(said: Library) -> None:
    def marks(query: str, one: int) -> list[str]:
        return [SAID[one - 1][start:end] for start, end in said.searches.spans(parse(query), one)]

    assert marks("speaker:haidai", 1) == ["Hayday"] and marks("speaker:haidai", 3) == ["Hayday"]
    assert marks("quote:kyiv", 1) == ["Kyiv"] and marks("quote:hayday", 1) == ["Gaidai"]
    assert marks("speaker:haidai quote:kyiv", 1) == ["Hayday", "Kyiv"]
    (speaker, named) = said.searches.meant(parse("speaker:haidai quote:gaidai"))
    assert (speaker.bare, named.bare) == (False, True) and speaker.entities == named.entities
    assert said.searches.meant(parse("quote:grain")) == []
    assert said.searches.ranked(parse("speaker:haidai"), said.searches.find(parse("speaker:haidai")).keys)
