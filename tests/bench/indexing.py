"""Articles a second, against a bare loop of the model's `ner` over the same texts in one run; and memory."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from core import examining
from core.article import Article
from core.ingest import read_one as read
from core.library import Library
from core.library.records import LinkedArticle
from core.linking import Linker
from core.pipeline import add
from core.recognition import Recognizer, load
from core.recognition.model import OWN_MODEL
from tests.bench import memory
from tests.bench.figures import Figure

BATCH = 8
"""Measured as the fastest for a bare loop with NumPy's matrix product."""

TURN = 16
"""Articles at a time that one and the other read by turns, so that a slow minute slows both."""

ROUNDS = 5
"""Rounds over all articles, of which the one with the median ratio is reported."""

ADDED = 1_000
"""Articles that a process adds whose memory is measured."""


def figures(articles: Sequence[Path], home: Path) -> Iterator[Figure]:
    """Speed, evidence apart too, and memory."""
    yield from speed(articles, home, ROUNDS)
    yield from _evidence([read(path) for path in articles], load(), home / "evidence.db")
    peak, growth = memory.measured("adding", ADDED)
    yield Figure(f"peak of adding {ADDED:,} articles", "MB", peak, 400, "bar")
    yield Figure("more for each 1,000 articles after", "MB", growth, 0, "no bar", 1)


def speed(articles: Sequence[Path], home: Path, times: int) -> Iterator[Figure]:
    """What recognition costs as a ratio of times, all of indexing as one of speeds (≥ 0.80 wanted)."""
    texts = [read(path) for path in articles]
    recognizer = load()
    list(recognizer.annotate(texts[:2]))
    nlp = _bare_ner()
    list(nlp.pipe([text.text for text in texts[:2]]))

    turns = [texts[start : start + TURN] for start in range(0, len(texts), TURN)]
    rounds = [_round(turns, nlp, recognizer) for _ in range(times)]
    bare, recognition = sorted(rounds, key=lambda took: took[1] / took[0])[times // 2]

    started = time.process_time()
    add(articles, home / "indexing.db", lambda: recognizer)
    whole = time.process_time() - started

    per = 1000 / len(texts)
    yield Figure("recognition of an article", "ms", recognition * per, bare * per, "bare ner loop", 1)
    yield Figure(
        "indexing, all of it", "articles/s", len(texts) / whole, len(texts) / bare, "bare ner loop", 1
    )


def _round(turns: Sequence[Sequence[Article]], nlp: Any, recognizer: Recognizer) -> tuple[float, float]:
    """Seconds of the bare loop and of recognition over all articles, each turn by one and then the other."""
    bare = recognition = 0.0
    for turn in turns:
        bare += _seconds(nlp.pipe((text.text for text in turn), batch_size=BATCH))
        recognition += _seconds(recognizer.annotate(turn))
    return bare, recognition


def _evidence(texts: Sequence[Article], recognizer: Recognizer, path: Path) -> Iterator[Figure]:
    """What evidence costs, storing and joining included, as a part of recognition: at most 0.35 is wanted."""
    stated = recognition = 0.0
    with Library.open(path) as library:
        linker = Linker(library.names)
        for start in range(0, len(texts), TURN):
            turn = texts[start : start + TURN]
            begun = time.process_time()
            annotations = list(recognizer.annotate(turn))
            recognition += time.process_time() - begun
            for article, annotation in zip(turn, annotations, strict=True):
                with library.transaction():
                    linked = LinkedArticle(article, annotation, linker.link(article, annotation))
                    library.store(linked)
                    number = library.article_of(article.provenance.source) or 0
                    begun = time.process_time()
                    examining.store(library, number, article, annotation, linked.entities)
                    stated += time.process_time() - begun
    per = 1000 / len(texts)
    yield Figure("evidence of an article", "ms", stated * per, recognition * per, "recognition", 1)


def _seconds(results: Iterable[object]) -> float:
    """Processor time to exhaust an iterator: what neighbours on the machine do is not counted."""
    started = time.process_time()
    deque(results, maxlen=0)
    return time.process_time() - started


def _bare_ner() -> Any:
    """The model, which is a `ner` alone, as fast as it goes: with NumPy's matrix product."""
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(OWN_MODEL)
