"""A reader sees what several articles count alike, and where they report it differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from core.entity import Annotation, EntityType, LocalEntity, Mention, Name, Reference
from core.evidence.dates import dates_of
from core.evidence.figures import figures_of
from core.evidence.figures_compared import Told, bounds, compare, compared, keys, told
from core.statement import Figure
from tests.evidence.articles import article

CITY = Reference("place:lyman", EntityType.PLACE, "Lyman", kind="city")
MALL = "On Monday a missile struck the crowded arcade in Lyman and killed {} people, the mayor said."


def told_in(text: str, published: str, source: str, place: str = "Lyman") -> list[Told]:
    at = text.index(place)
    mention = Mention(at, at + len(place), place, EntityType.PLACE, references=(CITY,))
    entities = (LocalEntity(Name(EntityType.PLACE, place, CITY), (mention,)),)
    told_by, annotation = article(text, published, source=source), Annotation((mention,))
    dates = dates_of(told_by, annotation)
    return list(told(told_by, figures_of(told_by, annotation, entities, dates), dates, entities))


def the_mall(killed: str, published: str, source: str) -> Told:
    (one,) = told_in(MALL.format(killed), published, source)
    return one


class Shelf:
    """A store of figures in memory."""

    def __init__(self, figures: Iterable[Told]) -> None:
        self.figures = dict(enumerate(figures))

    def candidates(self, keys_: Iterable[str], limit: int) -> Mapping[int, Told]:
        wanted = set(keys_)
        return dict([(i, f) for i, f in self.figures.items() if wanted & keys(f)][:limit])


def test_two_outlets_that_count_differently_stand_side_by_side() -> None:
    result = compare(the_mall("18", "2022-06-28", "a"), the_mall("at least 20", "2022-06-29", "b"))
    assert result is not None
    assert result.differs
    assert result.reasons[0] == "both count person killed"


def test_what_a_hedge_lets_agree_does_not_differ() -> None:
    result = compare(the_mall("at least 10", "2022-06-28", "a"), the_mall("12", "2022-06-29", "b"))
    assert result is not None
    assert not result.differs


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (MALL.format("18"), "2022-07-20"),  # another month
        (MALL.format("18").replace("On Monday", "On June 21"), "2022-06-28"),  # another day
        (MALL.format("90"), "2022-06-28"),  # too far apart to be one thing
        ("Shelling of Lyman went on, and 18 people were killed.", "2022-06-28"),  # nothing tells which
        (MALL.format("another 18"), "2022-06-28"),  # a part of some number
    ],
)
def test_what_is_not_the_same_thing_is_not_compared(text: str, published: str) -> None:
    one = the_mall("20", "2022-06-28", "a")
    assert all(compare(one, other) is None for other in told_in(text, published, "b"))


def test_one_article_is_not_compared_with_itself() -> None:
    assert compare(the_mall("18", "2022-06-28", "a"), the_mall("20", "2022-06-28", "a")) is None


def test_a_library_is_asked_by_its_keys() -> None:
    shelf = Shelf(
        [
            the_mall("20", "2022-06-29", "b"),
            the_mall("18", "2022-06-28", "c"),
            the_mall("19", "2023-01-01", "d"),
        ]
    )
    found = compared(the_mall("18", "2022-06-28", "a"), shelf)
    assert {at: result.differs for at, result in found.items()} == {0: True, 1: False}


@pytest.mark.parametrize(
    ("hedge", "low", "high"),
    [("", 100, 100), ("about", 90, 110), ("up to", 0, 100), ("more than", 100, float("inf"))],
)
def test_a_hedge_widens_what_a_figure_says(hedge: str, low: float, high: float) -> None:
    assert bounds(Figure(0, 3, "100", 100, hedge=hedge)) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("written", "value", "low", "high"),
    [
        ("1.4 million", 1_400_000, 1_350_000, 1_450_000),
        ("2,000", 2_000, 1_500, 2_500),
        ("2,187", 2_187, 2_187, 2_187),
        ("300", 300, 300, 300),
    ],
)
def test_a_rounded_number_says_what_was_rounded_off(
    written: str, value: float, low: float, high: float
) -> None:
    assert bounds(Figure(0, len(written), written, value)) == pytest.approx((low, high))


def test_a_place_seldom_named_and_a_day_tell_the_event_in_other_words() -> None:
    (one,) = told_in("Those hurt in Lyman on Monday: 20 dead, many wounded.", "2022-06-28", "a")
    (other,) = told_in("A bombing of Lyman on June 27 left 18 people dead.", "2022-06-29", "b")
    result = compare(one, other)
    assert result is not None
    assert result.differs
    assert "2022-06-27" in result.reasons[1]


@pytest.mark.parametrize(
    "text",
    [
        # other people; what one article tells too
        "On Monday a missile struck the crowded arcade in Lyman and killed 20 journalists, the mayor said.",
        "On Monday a missile struck the crowded arcade in Lyman and killed 20, the mayor said. In Lyman at "
        "first 18 people had been reported killed.",
    ],
)
def test_it_does_not_differ_where_others_are_counted_or_both_numbers_are_told(text: str) -> None:
    ours = the_mall("18", "2022-06-28", "a")
    found = [compare(ours, other) for other in told_in(text, "2022-06-29", "b")]
    assert found
    assert not any(result.differs for result in found if result is not None)
