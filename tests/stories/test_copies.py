"""A desk gets one wire story from four outlets and wants it counted once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.stories import copies
from core.stories.copies import Kind

PARAGRAPHS = [
    " ".join(f"{subject} {verb} the {thing} near the river crossing number {at}." for at in range(at, at + 6))
    for at, (subject, verb, thing) in enumerate(
        [("Engineers", "mended", "bridge"), ("Shells", "struck", "depot"), ("Trains", "left", "station")] * 3,
        100,
    )
]
REPORT = "\n\n".join(PARAGRAPHS)


def told(left: str, right: str, same_outlet: bool = False) -> Kind | None:
    found = copies.compare(copies.shingles(left), copies.shingles(right), same_outlet)
    return found.kind if found else None


def test_the_same_words_are_an_exact_copy_whatever_marks_stand_between() -> None:
    other = REPORT.replace(".", " –").upper()
    assert copies.print_of(REPORT).digest == copies.print_of(other).digest
    assert told(REPORT, other) is Kind.EXACT


def test_a_report_cut_to_its_first_third_is_a_copy_of_the_whole() -> None:
    assert told(REPORT, "\n\n".join(PARAGRAPHS[:3])) is Kind.CUT


def test_background_that_an_outlet_repeats_makes_no_copy_of_its_own_articles() -> None:
    fresh = " ".join(f"word{at} stands here for news of the day" for at in range(16))
    again = fresh.replace("word", "item").replace("news", "tidings").replace("day", "evening")
    left, right = f"{fresh} {REPORT}", f"{again} {REPORT}"
    assert told(left, right, same_outlet=True) is None
    assert told(left, right, same_outlet=False) is Kind.WIRE


def test_two_reports_of_one_event_in_their_own_words_are_no_copies() -> None:
    assert told(REPORT, " ".join(reversed(REPORT.split()))) is None


def test_samples_of_a_cut_copy_are_among_those_of_the_whole() -> None:
    whole, part = copies.print_of(REPORT), copies.print_of(" ".join(REPORT.split()[:200]))
    assert part.sample and set(part.sample) <= set(whole.sample)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=12), st.randoms())
def test_groups_are_the_same_in_whatever_order_copies_come(links, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(links, len(links))
    assert copies.groups(range(1, 10), links) == copies.groups(range(9, 0, -1), shuffled)


def test_the_agency_is_told_by_its_credit() -> None:
    assert copies.agency("HuffPost", "", "", "KYIV, Ukraine (AP) — Russia struck") == "AP"
    assert copies.agency("Daily News", "Pavel Polityuk, Reuters", "", "") == "Reuters"
    assert copies.agency("TASS", "", "", "") == "TASS"
    assert copies.agency("BBC", "By a reporter", "", "Map of the front (appears below)") == ""
    assert copies.wire(["", "AP", "Reuters", "AP"]) == "AP"
