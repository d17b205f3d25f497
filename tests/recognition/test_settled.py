"""What a library knows of a word, an article that leaves it open takes over."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from core.entity import Annotation, EntityType, FoundBy, Mention
from core.recognition.settled import settle

KNOWN = {"Kerrigan": EntityType.PERSON, "Hill": EntityType.PERSON, "Voloshky": EntityType.PLACE}


def settled(words: Collection[str]) -> Mapping[str, EntityType]:
    return {word: KNOWN[word] for word in words if word in KNOWN}


def marked(text: str, annotation: Annotation | None = None) -> list[tuple[str, str]]:
    return [(m.form, m.type.value) for m in settle(text, annotation or Annotation(()), settled).mentions]


def test_a_word_that_is_left_is_what_the_library_knows_it_as() -> None:
    text = 'The shelling of Voloshky went on. "Secretary [John] Kerrigan left," he told Kerrigan\'s aide.'
    annotation = settle(text, Annotation(()), settled)
    assert [(m.form, m.type.value) for m in annotation.mentions] == [
        ("Voloshky", "PLACE"),
        ("Kerrigan", "PERSON"),
        ("Kerrigan", "PERSON"),
    ]
    for mention in annotation.mentions:
        assert text[mention.start : mention.end] == mention.form
        assert (mention.found_by, mention.confidence) == (FoundBy.CONSISTENCY, 0.6)
        assert mention.note == "as in the library's other articles"


@pytest.mark.parametrize(
    "text",
    [
        "The Kerrigan Poll was out.",
        "It was Anne Kerrigan who left.",
        "See kerrigan.com or @Kerrigan_1 or Kerrigan.TV for more.",
        "They went to the Hill on Monday.",
        "KERRIGAN LEAVES",
        "So kerrigan it is.",
    ],
)
def test_a_longer_name_an_address_and_a_word_of_another_meaning_are_left(text: str) -> None:
    assert marked(text) == []


def test_what_is_marked_or_furniture_stays_as_it_is() -> None:
    text = "Kerrigan left. Read more on Kerrigan here."
    mention = Mention(0, 8, "Kerrigan", EntityType.ORG)
    assert marked(text, Annotation((mention,), ((15, 42),))) == [("Kerrigan", "ORG")]
    assert marked(text, Annotation((), (), "uk", by_rules_alone=True)) == []
