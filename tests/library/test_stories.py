"""Copies count once, stories come and go with their articles, and edits outlive re-indexing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from core import deciding, pipeline
from core.article import Article
from core.library import Library
from core.library.records import LinkedArticle
from tests.library.fakes import Joiner, Spotter, article

DAY = date(2022, 6, 24)
WIRE = "Shells fell on Luhansk. KYIV (AP) — " + " ".join(
    f"Haidai said that street number {at} of the town lay in ruins after the night." for at in range(30)
)
OTHER = "Grain ships left Kyiv. " + " ".join(
    f"The convoy of barge {at} carried wheat to a port on the Danube." for at in range(30)
)


def add(library: Library, *articles: Article) -> None:
    for one in articles:
        (annotation,) = Spotter().annotate([one])
        with library.transaction():
            local = Joiner(library.names).link(one, annotation)
            pipeline.stored(library, LinkedArticle(one, annotation, local))


def wire(source: str, outlet: str, text: str = WIRE) -> Article:
    return article(text, source, DAY, outlet)


def groups(library: Library) -> list[list[str]]:
    return sorted(sorted(one.source for one in group.articles) for group in library.copy_groups(0, 50))


def test_a_wire_story_in_three_outlets_is_one_story_and_one_source(library: Library) -> None:
    add(
        library,
        wire("/a", "Post"),
        wire("/b", "Times"),
        wire("/c", "Echo", WIRE[:1200]),
        wire("/d", "X", OTHER),
    )
    assert groups(library) == [["/a", "/b", "/c"]]
    story = library.largest_stories(0, 9)[0]
    assert (story.articles, story.outlets, story.sources) == (3, 3, 1)
    first, *others = library.story_articles(story.id)
    assert first.origin == "AP" and first.outlets == 3 and all(one.is_copy for one in others)
    (haidai,) = library.entities_named("Haidai")
    assert (haidai.articles, haidai.sources) == (3, 1)


def test_a_copy_without_a_day_stands_in_the_story_of_what_it_copies(library: Library) -> None:
    undated = [replace(wire(source, "Net"), published=None) for source in ("/u", "/v")]
    add(library, undated[0], wire("/a", "Post"), wire("/d", "X", OTHER), undated[1])
    story = library.largest_stories(0, 9)[0]
    assert (story.articles, story.sources, story.first, story.last) == (3, 1, DAY, DAY)
    assert library.story_count() == 2


def test_copies_are_grouped_alike_in_whatever_order_they_come(tmp_path: object) -> None:
    found = set()
    for order in permutations([wire("/a", "Post"), wire("/b", "Times", WIRE[:1200]), wire("/c", "X", OTHER)]):
        path = tmp_path / f"{''.join(one.provenance.source[1:] for one in order)}.db"  # type: ignore[operator]
        with Library.open(path) as library:
            add(library, *order)
            found.add((str(groups(library)), library.story_count()))
    assert found == {("[['/a', '/b']]", 2)}


def test_an_article_that_changes_or_goes_leaves_its_groups(library: Library) -> None:
    add(library, wire("/a", "Post"), wire("/b", "Times"), wire("/c", "Echo"))
    add(library, wire("/b", "Times", OTHER))
    assert groups(library) == [["/a", "/c"]]
    with library.transaction():
        pipeline.remove(library, library.article_of("/c") or 0)
    assert groups(library) == [] and library.story_count() == 2
    (haidai,) = library.entities_named("Haidai")
    assert (haidai.articles, haidai.sources) == (1, 1)
    assert [one.articles for one in library.by_story(0, 9)] == [1, 1]


def test_exact_copies_stay_one_when_the_first_of_them_is_corrected(library: Library) -> None:
    add(library, wire("/a", "Post"), wire("/b", "Times"), wire("/c", "Echo"), wire("/d", "Net"))
    add(library, wire("/a", "Post", OTHER))
    assert groups(library) == [["/b", "/c", "/d"]]
    assert [(one.articles, one.sources) for one in library.largest_stories(0, 9)] == [(3, 1)]


def test_every_story_is_at_its_position(library: Library) -> None:
    add(
        library, *(wire(f"/{at}", "Post", f"{OTHER} {at} {'word ' * at}") for at in range(5)), wire("/w", "X")
    )
    listed = library.by_story(0, 50)
    assert len(listed) == library.story_count()
    assert [library.story_position(one.id) for one in listed] == list(range(len(listed)))
    assert sum(one.articles for one in listed) == 6


def test_an_edit_outlives_indexing_anew_and_can_be_taken_back(library: Library) -> None:
    add(library, wire("/a", "Post"))
    number = library.article_of("/a") or 0
    deciding.edit(library.path, number, {"outlet": "The Post", "published": "2022-06-25"}, "ann")
    again = wire("/a", "Post", WIRE + " More.")
    add(library, replace(again, origins=(("outlet", "front matter"),)))
    mended = library.article(number).article
    assert (mended.outlet, mended.published) == ("The Post", date(2022, 6, 25))
    assert mended.origin("outlet") == "edited by ann"
    assert library.articles(0, 1)[0].outlet == "The Post"
    assert {alias.outlet for alias in library.aliases(library.entities_named("Haidai")[0].id)} == {"The Post"}
    back = deciding.edit(library.path, number, {"outlet": None}, "ann")
    assert (back.outlet, back.origin("outlet")) == ("Post", "front matter")


def test_what_is_no_field_no_date_and_no_edit_is_refused(library: Library) -> None:
    add(library, wire("/a", "Post"))
    for values, trouble in (
        ({"colour": "red"}, ValueError),
        ({"published": "soon"}, ValueError),
        ({"outlet": None}, KeyError),
    ):
        with pytest.raises(trouble):
            deciding.edit(library.path, 1, values, "ann")  # type: ignore[arg-type]
    assert library.article(1).article.outlet == "Post"


def test_a_library_without_prints_is_sorted_by_the_next_add(library: Library) -> None:
    for one in (wire("/a", "Post"), wire("/b", "Times")):
        (annotation,) = Spotter().annotate([one])
        with library.transaction():
            library.store(LinkedArticle(one, annotation, Joiner(library.names).link(one, annotation)))
    assert groups(library) == []
    assert pipeline.sort(library) == 2 and pipeline.sort(library) == 0
    assert groups(library) == [["/a", "/b"]]
