"""Judging pairs of names, against Jaro-Winkler over forms folded to ASCII."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from core.linking import explain
from tests.bench.figures import Figure
from tests.eval.measure import name_pairs, pairs_f1

_CYRILLIC = "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя"
_LATIN = "a b v g g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya"
_LETTERS = dict(zip(map(ord, _CYRILLIC), _LATIN.split(" "), strict=True)) | {ord("ł"): "l"}
"""The commonest reading of each letter, and the Latin one that Unicode does not take apart."""


def figures(shared: Path) -> Iterator[Figure]:
    """F1 at our threshold against Jaro-Winkler's best of all thresholds, and pairs a second."""
    pairs = name_pairs(shared)
    folded = [(_ascii(left.form), _ascii(right.form), same) for left, right, same in pairs]

    started = time.perf_counter()
    for left, right, _ in pairs:
        explain(left, right)
    ours = len(pairs) / (time.perf_counter() - started)

    started = time.perf_counter()
    scored = [(JaroWinkler.similarity(left, right), same) for left, right, same in folded]
    peer = len(pairs) / (time.perf_counter() - started)

    yield Figure("pairs of names, F1", "%", pairs_f1(pairs), _best_f1(scored), "Jaro-Winkler's best", 1)
    yield Figure("pairs compared", "pairs/s", ours, peer, "Jaro-Winkler")


def _best_f1(scored: list[tuple[float, bool]]) -> float:
    """F1 in percent at the threshold that gives the highest."""
    total = sum(same for _, same in scored)
    right, best = 0, 0.0
    for linked, (_, same) in enumerate(sorted(scored, reverse=True), start=1):
        right += same
        best = max(best, 200 * right / (linked + total))
    return best


def _ascii(form: str) -> str:
    """The form in small ASCII letters: Cyrillic letter by letter, accents dropped."""
    latin = form.casefold().translate(_LETTERS)
    return unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
