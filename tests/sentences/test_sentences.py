"""A mention is shown in its sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sentences import sentence_at


def sentence(text: str, form: str) -> str:
    start = text.index(form)
    left, right = sentence_at(text, start, start + len(form))
    return text[left:right]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("It rained. Gov. Haidai spoke. He left.", "Haidai", "Gov. Haidai spoke."),
        ("The U.S. envoy met Gen. J. Doe on Feb. 24 in Kyiv. Then he left.", "Doe", None),
        ('"We hold," Haidai said. "We stay." He left.', "stay", '"We stay."'),
        ("“No one is leaving.” Haidai said so! Why?", "leaving", "“No one is leaving.”"),
        ("A headline about Haidai\n\nThe text begins here.", "Haidai", "A headline about Haidai"),
        ("A headline\n\nHaidai begins\nhere. End.", "begins", "Haidai begins\nhere."),
        ("About 3.5 km from Luhansk. End.", "Luhansk", "About 3.5 km from Luhansk."),
        ("He said … nothing about Kyiv. End.", "Kyiv", "He said … nothing about Kyiv."),
        ("Haidai", "Haidai", "Haidai"),
    ],
)
def test_the_sentence_around_a_mention(text: str, form: str, expected: str | None) -> None:
    assert sentence(text, form) == (expected or text.split(" Then")[0])


def test_a_line_of_a_million_characters_costs_no_more_than_a_paragraph() -> None:
    text = "word " * 200_000 + "Haidai " + "word " * 200_000
    begun = time.process_time()
    found = sentence(text, "Haidai")
    assert time.process_time() - begun < 1
    assert len(found) < 900 and found.startswith("word") and found.endswith("word")


@given(st.text(alphabet=" .\n\"'aB?…", max_size=200), st.data())
def test_the_mention_is_always_inside_its_sentence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = sentence_at(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)
    assert "\n\n" not in text[left:start] and "\n\n" not in text[end:right]
