"""Made libraries: the same by the same seed, spread as they should be, and sound."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

from core.library import Library
from tests.bench.asking import ask
from tests.bench.made import Press, articles, fill
from tests.bench.scale import LIMITS
from tests.eval.measure import ROOT


def test_a_seed_makes_the_same_articles_again() -> None:
    first, again, other = (list(islice(articles(Press(500), seed), 150)) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_articles_are_spread_as_the_press_is() -> None:
    drawn = list(islice(articles(Press(5_000), 7), 1_000))
    for made in drawn:
        assert all(made.article.text[m.start : m.end] == m.form for m in made.annotation.mentions)
    named = Counter(rank for made in drawn for rank in {rank for rank, _ in made.entities})
    assert 500 < named[0] < 640, "the first entity is in 57 % of the articles"
    assert len(named) > 1_000, "and there is a long tail"
    mentions = sum(len(made.annotation.mentions) for made in drawn) / len(drawn)
    assert 8 < mentions < 13
    assert 560 < sum(len(made.article.text.split()) for made in drawn) / len(drawn) < 760


def test_a_made_library_is_sound_and_answers_every_question(tmp_path: Path) -> None:
    with Library.open(tmp_path / "made.db") as library:
        fill(library, 150, entities=500)
        assert library.counts().articles == 150
        assert not library.health.examine()
    asked = ask(tmp_path / "made.db", rounds=1, seed=1)
    assert asked.keys() > LIMITS.keys()


def test_a_large_library_is_made_and_measured_without_the_model() -> None:
    wanted = "import sys; sys.modules['spacy'] = sys.modules['pyte'] = None; import tests.bench.million"
    run = subprocess.run([sys.executable, "-c", wanted], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_what_is_made_states_something_and_tells_stories(tmp_path: Path) -> None:
    with Library.open(tmp_path / "made.db") as library:
        fill(library, 150, entities=500)
        stories = library.largest_stories(0, 1)
        assert stories and stories[0].articles > 2
        assert library.statements.quote_count() > 300
        assert library.statements.utterance_count()
        assert library.statements.figure_pairs(differing=False)
        assert library.statements.timeline_days()
    with Library.open(tmp_path / "plain.db") as library:
        fill(library, 150, entities=500, every=2)
        assert library.statements.quote_count() > 300, "of the first block"
