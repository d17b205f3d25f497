"""Train the model of our own and write it to the package's data; see the package's docstring."""

from __future__ import annotations

import argparse
import random
from itertools import islice
from pathlib import Path
from typing import Any

from core.recognition.model import OWN_MODEL, load_pipeline
from core.recognition.training.marks import MARKS, Marked, read_marks
from core.recognition.training.variants import VARIANTS, Names, varied

SEED = 20261122
EPOCHS = 15
LEARNING_RATE = 1e-3
DROPOUT = 0.25
BATCH = 8
PIECE = 120
"""Tokens of a training example, cut at the next end of a sentence: long ones make few, coarse updates."""

LABELS = ("PERSON", "PLACE", "ORG", "WEAPON", "NORP", "EVENT")
META = {
    "lang": "en",
    "name": "war_news",
    "version": "1.0.0",
    "description": "Names in English reports on Russia's war in Ukraine",
    "author": "the warreader authors",
    "email": "",
    "url": "",
    "license": "MIT",
    "performance": {},
    "sources": [{"name": "en_core_web_sm 3.8.0", "author": "Explosion", "license": "MIT"}],
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m core.recognition.training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON Lines (gzip) with 'id' and 'text' of each article")
    parser.add_argument("--base", default="en_core_web_sm", help="spaCy pipeline whose ner gives the start")
    parser.add_argument("--out", type=Path, default=Path(OWN_MODEL))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    articles = list(read_marks(MARKS, options.corpus))
    nlp = train([a for a in articles if not a.held_out], options.base, options.epochs)
    for label, figures in held_out_figures(nlp, [a for a in articles if a.held_out]).items():
        print(f"{label:8} P {figures[0]:5.1f}  R {figures[1]:5.1f}  F1 {figures[2]:5.1f}")
    nlp.meta.update(META)
    nlp.to_disk(options.out)


def train(articles: list[Marked], base: str, epochs: int) -> Any:
    """A pipeline of one new `ner` trained on the articles, started from the base pipeline's own."""
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(SEED)
    order = random.Random(SEED)
    nlp, start = _untrained(base)
    examples = [piece for article in articles for piece in _pieces(nlp, article)]
    ner = nlp.get_pipe("ner")
    ner.initialize(lambda: examples, nlp=nlp, labels=None)
    ner.model.get_ref("tok2vec").from_bytes(start)
    optimizer = Adam(LEARNING_RATE, L2=0.01, grad_clip=1.0)
    names = Names(examples, order)
    for epoch in range(epochs):
        order.shuffle(examples)
        mixed = (varied(nlp, e, names, order) if order.random() < VARIANTS else e for e in examples)
        optimizer.learn_rate = LEARNING_RATE * (1 - 0.9 * epoch / epochs)
        losses: dict[str, float] = {}
        while batch := list(islice(mixed, BATCH)):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
        print(f"epoch {epoch + 1} of {epochs}: loss {losses['ner']:.0f}", flush=True)
    return nlp


def _untrained(base: str) -> tuple[Any, bytes]:
    """The base pipeline with an empty `ner` of the same shape, and the base's token-to-vector weights."""
    nlp = load_pipeline((base,))
    start: bytes = nlp.get_pipe("ner").model.get_ref("tok2vec").to_bytes()
    config = nlp.get_pipe_config("ner")
    nlp.remove_pipe("ner")
    ner = nlp.add_pipe("ner", config={"model": config["model"]})
    for label in LABELS:
        ner.add_label(label)
    return nlp, start


def _pieces(nlp: Any, article: Marked) -> list[Any]:
    """Training examples of about PIECE tokens, none of which cuts a name."""
    from spacy.tokens import Doc
    from spacy.training import Example

    doc = nlp.make_doc(article.text)
    spans = [doc.char_span(mark.start, mark.end, label=mark.label) for mark in article.marks]
    doc.set_ents([span for span in spans if span is not None])
    pieces, begin = [], 0
    for token in doc:
        ends = token.is_space or (token.text in ".!?" and not token.ent_type_)
        if (token.i - begin >= PIECE and ends) or token.i == len(doc) - 1:
            reference = doc[begin : token.i + 1].as_doc()
            words = [t.text for t in reference]
            blank = Doc(nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in reference])
            pieces.append(Example(blank, reference))
            begin = token.i + 1
    return pieces


def held_out_figures(nlp: Any, articles: list[Marked]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 (percent) by label over exact spans, and over all labels together."""
    counts = {label: [0, 0, 0] for label in (*LABELS, "all")}
    for article in articles:
        found = {(e.start_char, e.end_char, e.label_) for e in nlp(article.text).ents}
        wanted = {(mark.start, mark.end, mark.label) for mark in article.marks}
        for label, tally in counts.items():
            mine = {span for span in found if label in ("all", span[2])}
            gold = {span for span in wanted if label in ("all", span[2])}
            tally[0] += len(mine & gold)
            tally[1] += len(mine)
            tally[2] += len(gold)
    return {
        label: (100 * r / (m or 1), 100 * r / (g or 1), 200 * r / ((m + g) or 1))
        for label, (r, m, g) in counts.items()
    }


if __name__ == "__main__":
    main()
