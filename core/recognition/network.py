"""The network of a spaCy `ner`, computed by NumPy: the same entities in a third of the time.

spaCy computes a vector for every word of a batch, then moves through it one word at a time, a few texts
abreast. Three things are done otherwise here, and change nothing but the last bits of a float:

- Vectors of words by themselves are computed once for every word that is met; they took a sixth of the time.
- The convolutions over words and their neighbours are NumPy's matrix products with no copy that can be
  spared; texts are read one by one, so that what is computed stays in the processor's cache.
- Outside an entity the next move depends on the word alone, inside one on its first word too. So all moves
  outside are computed at once, then all that follow where some entity may begin, a word at a time. A text has
  few such places, and no entity many words: moving took a third of the time, and takes a twentieth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from core.recognition.model import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

_KNOWN = re.compile(
    r"extract_features>>list2ragged>>with_array\((?:ints-getitem>>hashembed\|?)+\)"
    r">>with_array\(maxout>>layernorm>>dropout\)>>ragged2list"
    r">>with_array\((?:(?:>>)?residual\(expand_window>>maxout>>layernorm>>dropout\))+\)>>list2array>>linear"
)
"""Layers of the only network that is known here: spaCy's HashEmbedCNN without vectors of its own."""
_MOVES = frozenset({"B", "I", "L", "U", "O"})

WORDS = 20_000
"""Words whose vectors are kept (11 MB); beyond them all are learnt anew."""
_ABREAST = 8
"""Words of an entity that are looked at for all its possible beginnings; the few longer ones go on alone."""
_TINY = 1e-8
"""What thinc adds to a variance."""


class _Layer(NamedTuple):
    """One convolution: maxout over pieces that lie side by side, then a normalisation."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats


class Network:
    """The entities of a text's words, as the `ner` of a pipeline finds them by itself."""

    @classmethod
    def of(cls, nlp: Any) -> Network | None:
        """The network of a pipeline that is one `ner` of the known layers and nothing else; else None."""
        if nlp.pipe_names != ["ner"]:
            return None
        ner = nlp.get_pipe("ner")
        model = ner.model
        known = (
            model.name == "parser_model"
            and model.attrs["has_upper"]
            and not model.attrs["unseen_classes"]
            and ner.cfg["beam_width"] == 1
            and _KNOWN.fullmatch(model.get_ref("tok2vec").name)
            and model.get_ref("lower").get_dim("nF") == 3
            and {name[:1] for name in ner.move_names} == _MOVES
        )
        return cls(ner) if known and _windows(model) == {1} else None

    def __init__(self, ner: Any) -> None:
        words, _, linear = ner.model.get_ref("tok2vec").layers
        embed, encode = words.layers
        self._columns = [*embed.layers[0].attrs["columns"], "IDX", "LENGTH", "IS_SPACE"]
        self._table = embed.layers[2].layers[0]
        self._mix = _layer(embed.layers[3].layers[0].layers[0])
        self._pad: int = encode.attrs["pad"]
        self._layers = [_layer(one.layers[0].layers[1].layers[0]) for one in encode.layers[0].layers]
        self._linear = np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")
        self._width: int = linear.get_dim("nI")
        self._vectors = np.empty((WORDS, self._width), np.float32)
        self._rows: dict[bytes, int] = {}
        moves = [ner.moves.get_class_name(move) for move in range(ner.moves.n_moves)]
        self._read_moves(ner.model.get_ref("lower"), ner.model.get_ref("upper"), moves)

    def _read_moves(self, lower: Any, upper: Any, names: list[str]) -> None:
        """Take the moves' weights: for the word, the entity's first word, and the word before."""
        weights = lower.get_param("W")
        features, hidden, pieces, inputs = weights.shape
        self._lower = np.ascontiguousarray(
            weights.transpose(0, 3, 2, 1).reshape(features, inputs, pieces * hidden)
        )
        self._none = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(features, pieces * hidden)
        self._bias = lower.get_param("b").T.reshape(pieces * hidden)
        self._pieces: int = pieces
        self._upper = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._labels = [name[2:] for name in names]
        moves = [name[:1] for name in names]
        # Of a unit without a label spaCy makes use in training alone.
        self._outside = np.array(
            [i for i, one in enumerate(moves) if one == "O" or (one in "BU" and self._labels[i])]
        )
        self._opens = np.array([one == "B" for one in moves])
        self._out = moves.index("O")
        self._going_on, self._ending = (
            np.array([names.index(f"{move}-{one}") if one else 0 for one in self._labels]) for move in "IL"
        )

    def spans(self, doc: Any) -> list[Span]:
        """The entities of a tokenised text, in order."""
        if not len(doc):
            return []
        read = doc.to_array(self._columns)
        starts, lengths, blank = read[:, -3].tolist(), read[:, -2].tolist(), read[:, -1] != 0
        found = self._entities(self._encoded(self._of_words(read[:, :-3])), blank)
        return [
            Span(starts[first], starts[last - 1] + lengths[last - 1], label) for first, last, label in found
        ]

    def _of_words(self, features: NDArray[np.uint64]) -> Floats:
        """The vectors of words by themselves."""
        size = features.shape[1]
        keys = np.ascontiguousarray(features).view(f"V{8 * size}").ravel().tolist()
        new = [key for key in dict.fromkeys(keys) if key not in self._rows]
        if len(self._rows) + len(new) > len(self._vectors):
            self._rows.clear()
            new = list(dict.fromkeys(keys))
            self._vectors = np.empty((max(WORDS, len(new)), self._width), np.float32)
        if new:
            hashed = self._table.predict(np.frombuffer(b"".join(new), np.uint64).reshape(-1, size))
            # A product of matrices tells the last bits by where in them a row stands; one by one they are the
            # same whatever was met before.
            mixed = np.matmul(hashed[:, None, :], self._mix.weights)[:, 0] + self._mix.bias
            rows = range(len(self._rows), len(self._rows) + len(new))
            self._vectors[rows.start : rows.stop] = _normal(mixed, self._mix)
            self._rows.update(zip(new, rows, strict=True))
        return self._vectors[[self._rows[key] for key in keys]]

    def _encoded(self, words: Floats) -> Floats:
        """The vectors of words among their neighbours."""
        count, width = words.shape
        rows = count + 2 * self._pad
        held = np.zeros((rows + 2, width), np.float32)
        held[1 + self._pad : 1 + self._pad + count] = words
        inner = held[1:-1]
        # Row by row the word before, the word and the word after, which lie one behind the other.
        beside = as_strided(held, (rows, 3 * width), held.strides)
        window = np.empty((rows, 3 * width), np.float32)
        pieces = np.empty((rows, self._layers[0].weights.shape[1]), np.float32)
        for layer in self._layers:
            np.copyto(window, beside)
            np.dot(window, layer.weights, out=pieces)
            pieces += layer.bias
            inner += _normal(pieces, layer)
        weights, bias = self._linear
        encoded: Floats = inner[self._pad : self._pad + count] @ weights + bias
        return encoded

    def _entities(self, words: Floats, blank: NDArray[np.bool_]) -> Iterator[tuple[int, int, str]]:
        """Entities as (first word, word behind the last, label), left to right, none in another."""
        scores = self._scores(words @ self._lower[0] + self._none[1] + self._none[2])
        scores[-1, self._opens] = -np.inf  # what begins at the last word ends there
        chosen = self._outside[scores[:, self._outside].argmax(axis=1)]
        chosen[blank] = self._out
        begun = np.flatnonzero(self._opens[chosen])
        ends = dict(zip(begun.tolist(), self._ends(words, begun, chosen[begun], _ABREAST), strict=True))
        at = 0
        for first in np.flatnonzero(chosen != self._out).tolist():
            if first < at:
                continue
            at = ends.get(first, first + 1)
            if not at:
                (at,) = self._ends(words, np.array([first]), chosen[first : first + 1], len(words))
            yield first, at, self._labels[chosen[first]]

    def _ends(self, words: Floats, firsts: Ints, moves: Ints, most: int) -> list[int]:
        """Where entities end that begin at some words, 0 for those of more words than so many."""
        ends = np.zeros(len(firsts), np.intp)
        left = np.arange(len(firsts))
        for at in range(1, most):
            here = firsts[left] + at
            if not left.size:
                break
            features = ((here, 0), (firsts[left], 1), (here - 1, 2))
            scores = self._scores(sum(words[where] @ self._lower[which] for where, which in features))
            rows = np.arange(len(left))
            stays = scores[rows, self._going_on[moves[left]]] >= scores[rows, self._ending[moves[left]]]
            stays &= here < len(words) - 1
            ends[left[~stays]] = here[~stays] + 1
            left = left[stays]
        return ends.tolist()

    def _scores(self, summed: Floats) -> Floats:
        weights, bias = self._upper
        hidden = _most(summed + self._bias, summed.shape[1] // self._pieces)
        scores: Floats = hidden @ weights + bias
        return scores


def _windows(model: Any) -> set[int]:
    """How far the convolutions of a model look to either side."""
    return {layer.attrs["window_size"] for layer in model.walk() if layer.name == "expand_window"}


def _layer(normal: Any) -> _Layer:
    maxout, norm = normal.layers
    weights = maxout.get_param("W")
    outputs, pieces, inputs = weights.shape
    return _Layer(
        np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * outputs)),
        maxout.get_param("b").T.reshape(pieces * outputs),
        norm.get_param("G"),
        norm.get_param("b"),
    )


def _most(pieces: Floats, width: int) -> Floats:
    """The largest of the pieces of each output, which lie `width` apart."""
    most: Floats = pieces[:, :width].copy()
    for at in range(width, pieces.shape[1], width):
        np.maximum(most, pieces[:, at : at + width], out=most)
    return most


def _normal(pieces: Floats, layer: _Layer) -> Floats:
    """The largest pieces, of mean 0 and variance 1 in each word, then scaled."""
    width = len(layer.gain)
    best = _most(pieces, width)
    best -= best.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", best, best) / width + np.float32(_TINY)
    best *= (variance**-0.5)[:, None]
    best *= layer.gain
    best += layer.shift
    return best
