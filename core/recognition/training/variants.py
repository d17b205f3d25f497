"""Training examples with other names in the old places, so that a model learns what stands around a name.

Mention replacement after Dai and Adel, "An Analysis of Simple Data Augmentation for Named Entity
Recognition" (COLING 2020): a name gives way to another of its type, one word to one word, several to several.
The names are those of the training part itself and of recognition's own tables.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from core.recognition.gazetteer import DATA as GAZETTEER
from core.recognition.lexicon import DATA, aliases_of

VARIED = ("PERSON", "PLACE", "ORG", "WEAPON")
VARIANTS = 0.5
"""Share of the examples that are varied in an epoch."""
REPLACED = 0.4
"""Share of the names that are replaced in a varied example."""
_KINDS = ("city", "town", "village", "oblast", "raion")


class Names:
    """Names to put in, by label and by whether they have several words."""

    def __init__(self, examples: Iterable[Any], order: random.Random) -> None:
        self._order = order
        pool: dict[tuple[str, bool], set[str]] = defaultdict(set)
        for example in examples:
            for span in example.reference.ents:
                pool[span.label_, len(span.text.split()) > 1].add(span.text)
        for table in sorted(DATA.glob("*.tsv")):
            for reference, alias in aliases_of(table):
                if not alias.startswith("?"):
                    pool[str(reference.type), " " in alias].add(alias)
        for name in self._settlements():
            pool["PLACE", " " in name].add(name)
        self._names = {key: sorted(names) for key, names in pool.items()}

    def _settlements(self) -> set[str]:
        lines = (GAZETTEER / "places.tsv").read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines]
        return set(self._order.sample(sorted({row[1] for row in rows if row[2] in _KINDS}), 1_000))

    def other(self, label: str, form: str) -> str:
        """Another name of the type and shape, or the form itself where there is none."""
        names = self._names.get((label, len(form.split()) > 1))
        return self._order.choice(names) if names else form


def varied(nlp: Any, example: Any, names: Names, order: random.Random) -> Any:
    """The example with some of its names replaced."""
    from spacy.tokens import Doc, Span
    from spacy.training import Example

    words: list[str] = []
    spaces: list[bool] = []
    spans: list[tuple[int, int, str]] = []

    def take(tokens: Iterable[Any]) -> None:
        for token in tokens:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))

    source, at = example.reference, 0
    for span in source.ents:
        take(source[at : span.start])
        first, at = len(words), span.end
        replaced = span.label_ in VARIED and order.random() < REPLACED
        take(nlp.make_doc(names.other(span.label_, span.text)) if replaced else span)
        spaces[-1] = bool(span[-1].whitespace_)
        spans.append((first, len(words), span.label_))
    take(source[at:])
    reference = Doc(nlp.vocab, words=words, spaces=spaces)
    reference.set_ents([Span(reference, *span) for span in spans])
    return Example(Doc(nlp.vocab, words=words, spaces=spaces), reference)
