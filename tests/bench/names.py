"""Judging pairs of names, against Jaro-Winkler over forms folded to ASCII and nomenklatura's logic-v2.

nomenklatura is no dependency: it compiles against ICU (libicu-dev, pkg-config and a C++ compiler) and brings
a database along. Where it is installed beside warreader it is measured, else its row says how to get it.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from itertools import count
from math import nan
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from core.entity import EntityType, Name
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
    same = sum(one for *_, one in pairs)
    everything = 200 * same / (len(pairs) + same)  # what a peer's best comes to where no threshold helps it
    yield Figure("pairs of names, F1", "%", pairs_f1(pairs), everything, "every pair called one", 1)
    yield Figure("pairs compared", "pairs/s", ours, peer, "Jaro-Winkler")
    yield from _logic_v2(pairs, ours)


def _logic_v2(pairs: list[tuple[Name, Name, bool]], ours: float) -> Iterator[Figure]:
    """The same against the standard of sanctions screening, at the best of its thresholds."""
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2
    except ImportError:
        told = "nomenklatura's logic-v2: not installed, pip install nomenklatura (needs ICU)"
        yield Figure("pairs of names, F1", "%", pairs_f1(pairs), nan, told, 1)
        return

    ids = count()  # names are cached by id: two names of one id would be one

    def proxy(name: Name) -> object:
        schema = {EntityType.PERSON: "Person", EntityType.ORG: "Organization"}.get(name.type, "LegalEntity")
        return model.get_proxy(
            {"id": f"name-{next(ids)}", "schema": schema, "properties": {"name": [name.form]}}
        )

    config = LogicV2.default_config()
    started = time.perf_counter()
    scored = [(LogicV2.compare(proxy(a), proxy(b), config).score, same) for a, b, same in pairs]
    peer = len(pairs) / (time.perf_counter() - started)
    yield Figure("pairs of names, F1", "%", pairs_f1(pairs), _best_f1(scored), "nomenklatura's logic-v2", 1)
    yield Figure("pairs compared", "pairs/s", ours, peer, "nomenklatura's logic-v2")


def _best_f1(scored: list[tuple[float, bool]]) -> float:
    """F1 in percent at the threshold that gives the highest."""
    total = sum(same for _, same in scored)
    right, best = 0, 0.0
    ranked = sorted(scored, reverse=True)
    for linked, (score, same) in enumerate(ranked, start=1):
        right += same
        if linked == len(ranked) or ranked[linked][0] < score:  # no threshold parts equal scores
            best = max(best, 200 * right / (linked + total))
    return best


def _ascii(form: str) -> str:
    """The form in small ASCII letters: Cyrillic letter by letter, accents dropped."""
    latin = form.casefold().translate(_LETTERS)
    return unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
