"""Articles a second, against a bare loop of the model's `ner` over the same texts in one run; and memory.

The bare loop is spaCy's, at its fastest: recognition computes the same network by itself (see
core.recognition.network), so that it may take less. Two processes are timed by the clock, from when the first
articles are done on: how long processes take to start is no part of a night's indexing.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from core import examining
from core.article import Article
from core.ingest import read_one as read
from core.library import Library
from core.library.records import LinkedArticle
from core.linking import Linker
from core.pipeline import Progress, Recognizes, add
from core.recognition import Recognizer, load, spreading
from core.recognition.model import OWN_MODEL, ModelNotFoundError, find
from tests.bench import memory
from tests.bench.figures import Figure

BATCH = 8
"""Measured as the fastest for a bare loop with NumPy's matrix product."""

TURN = 16
"""Articles at a time that one and the other read by turns, so that a slow minute slows both."""

ROUNDS = 5
"""Rounds over all articles, of which the one with the median ratio is reported."""

DEFAULT = 20
"""Articles that spaCy's whole pipeline reads: more would take gigabytes, and minutes."""

ADDED = 1_000
"""Articles that a process adds whose memory is measured."""


def figures(articles: Sequence[Path], many: Sequence[Path], home: Path) -> Iterator[Figure]:
    """Speed, that of two processes over `many` articles, evidence apart too, and memory."""
    yield from speed(articles, home, ROUNDS)
    yield from jobs(many, home)
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

    add(articles[:2], home / "first.db", lambda: recognizer)  # tables are read, as the peer's model is
    started = time.process_time()
    add(articles, home / "indexing.db", lambda: recognizer)
    whole = time.process_time() - started

    per = 1000 / len(texts)
    yield Figure("recognition of an article", "ms", recognition * per, bare * per, "bare ner loop", 1)
    ours = len(texts) / whole
    yield Figure("indexing, all of it", "articles/s", ours, len(texts) / bare, "bare ner loop", 1)
    if default := _default(texts[:DEFAULT]):
        yield Figure("indexing, all of it", "articles/s", ours, default, "nlp.pipe of en_core_web_sm", 1)


def _round(turns: Sequence[Sequence[Article]], nlp: Any, recognizer: Recognizer) -> tuple[float, float]:
    """Seconds of the bare loop and of recognition over all articles, each turn by one and then the other."""
    bare = recognition = 0.0
    for turn in turns:
        bare += _seconds(nlp.pipe((text.text for text in turn), batch_size=BATCH))
        recognition += _seconds(recognizer.annotate(turn))
    return bare, recognition


def _default(texts: Sequence[Article]) -> float:
    """Articles a second of spaCy's small pipeline as it comes; 0 where it is not installed."""
    import spacy
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    try:
        nlp = spacy.load(find(("en_core_web_sm",)))
    except ModelNotFoundError:
        return 0.0
    ops = get_current_ops()
    set_current_ops(NumpyOps())  # with blis, as it comes
    try:
        return len(texts) / _seconds(nlp.pipe(text.text for text in texts))
    finally:
        set_current_ops(ops)


def jobs(articles: Sequence[Path], home: Path) -> Iterator[Figure]:
    """Indexing by two processes against one, and against two bare loops."""
    one = _by_clock(articles, home / "one.db", load)
    spread = spreading.Spread(partial(spreading.processes, 2), 2, then=examining.prepared)
    two = _by_clock(articles, home / "two.db", lambda: spread)
    texts = [read(path).text for path in articles]
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        ran = list(executor.map(_bare, (texts[::2], texts[1::2])))
    bare = len(texts) / (max(ended for _, ended in ran) - max(began for began, _ in ran))
    yield Figure("indexing by two processes", "articles/s", two, one, "one process", 1)
    yield Figure("indexing by two processes", "articles/s", two, bare, "two bare ner loops", 1)


def _by_clock(articles: Sequence[Path], library: Path, make: Callable[[], Recognizes]) -> float:
    """Articles a second from the first that are done to the last."""
    done: list[tuple[float, int]] = []

    def follow(progress: Progress) -> None:
        done.append((time.perf_counter(), progress.done))

    add(articles, library, make, follow)
    (began, first), (ended, last) = done[spreading.SHARE], done[-1]
    return (last - first) / (ended - began)


def _bare(texts: Sequence[str]) -> tuple[float, float]:
    """When a bare loop over texts began and when it ended, in a process of its own."""
    nlp = _bare_ner()
    list(nlp.pipe(islice(texts, 2)))
    began = time.perf_counter()
    deque(nlp.pipe(texts, batch_size=BATCH), maxlen=0)
    return began, time.perf_counter()


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
