"""Stories hold together what is alike, and no hub chains everything to everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.stories import grouping
from core.stories.likeness import Named, features, likeness, shared, weigh

DAY = 738_000


def test_a_live_blog_that_touches_on_two_events_joins_them_not() -> None:
    strike = [(1, 2, 0.6), (1, 3, 0.6), (2, 3, 0.6)]
    summit = [(5, 6, 0.6), (5, 7, 0.6), (6, 7, 0.6)]
    blog = [(one, 4, 0.25) for one in (1, 2, 3)] + [(4, one, 0.25) for one in (5, 6, 7)]
    found = grouping.stories(dict.fromkeys(range(1, 8), DAY), strike + summit + blog)
    assert not any({1, 5} & set(group) == {1, 5} for group in found)
    assert [1, 2, 3] in [[one for one in group if one != 4] for group in found]


def test_a_story_ends_when_its_days_are_over() -> None:
    days = {one: DAY + 2 * one for one in range(1, 8)}
    found = grouping.stories(days, [(one, one + 1, 0.9) for one in range(1, 7)])
    assert all(days[group[-1]] - days[group[0]] <= grouping.SPAN for group in found)


def test_an_article_without_a_day_stands_with_what_it_is_a_copy_of_and_joins_nothing() -> None:
    days = {1: DAY, 2: DAY, 3: DAY + 1, 4: 0, 5: 0, 6: 0, 7: DAY + 9}
    alike = [(1, 2, 0.3), (1, 3, 0.3), (2, 3, 0.3)]
    copied = [(2, 4, 1.0), (4, 5, 0.6), (4, 7, 0.5)]
    assert grouping.stories(days, alike + copied) == [[1, 2, 3, 4, 5], [6], [7]]


@given(
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8), st.floats(0.1, 1)), max_size=20), st.randoms()
)
def test_the_order_of_links_makes_no_difference(links, random) -> None:  # type: ignore[no-untyped-def]
    days = dict.fromkeys(range(1, 9), DAY)
    backwards = dict.fromkeys(range(8, 0, -1), DAY)
    assert grouping.stories(days, links) == grouping.stories(backwards, random.sample(links, len(links)))


def test_what_everybody_writes_of_tells_no_event() -> None:
    def known(title: str, *names: str) -> dict[str, float]:
        return weigh(features(title, "", [Named(name, 2, 0) for name in names]), 3, {})

    mall = known("Missile hits Kremenchuk mall", "Kremenchuk", "Vladimir Putin", "Ukraine")
    other_mall = known("Shopping mall struck in Kremenchuk", "Kremenchuk", "Ukraine", "Russia")
    grain = known("Grain deal signed in Istanbul", "Istanbul", "Vladimir Putin", "Ukraine")
    assert likeness(mall, other_mall, 0) > 3 * likeness(mall, grain, 0)
    assert likeness(mall, other_mall, 4) == 0
    assert "kremenchuk" in shared([mall, other_mall])
