"""Groups count on: what they answer is what a recount over their mentions would."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.entity import EntityType, FoundBy, Mention, Reference
from core.linking.grouping import Group

FORMS = st.sampled_from(["Haidai", "Serhiy Haidai", "Serhiy\nHaidai", "Gaidai"])
IDS = st.lists(st.sampled_from(["a", "b"]), max_size=2)


def mention(form: str, ids: list[str]) -> Mention:
    references = tuple(Reference(id=one, type=EntityType.PERSON, label=one) for one in ids)
    return Mention(
        start=0, end=len(form), form=form, type=EntityType.PERSON, confidence=1.0,
        found_by=next(iter(FoundBy)), references=references,
    )  # fmt: skip


@given(st.lists(st.tuples(FORMS, IDS), min_size=1))
def test_counting_on_is_counting_anew(said: list[tuple[str, list[str]]]) -> None:
    mentions = [mention(*one) for one in said]
    group = Group(mentions[:1])
    for one in mentions[1:]:
        group.add(one)
    full = [one for one in mentions if len(one.form.split()) > 1]
    ids = Counter(one.references[0].id for one in full or mentions if one.references)
    first = group.reference()
    assert (first and first.id) == min(ids, key=lambda one: (-ids[one], one), default=None)
    assert group.forms() == Counter(" ".join(one.form.split()) for one in mentions)
