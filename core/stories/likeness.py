"""How much two articles are about one event: the rare names, words and figures that they share.

An article is known by its two dozen weightiest features: names it mentions (weightier at its head), words of
its title and opening, and its figures. A feature weighs as much as it is rare (inverse document frequency):
in the library, and in the war reporting at large that `data/frequencies.tsv` describes, so that five articles
tell the rare from the common as well as a million do, and weights hardly drift as a library grows.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

KEPT = 24
"""Features by which an article is known."""
_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENING = 700
_BACKGROUND = 10_497
"""Articles over which data/frequencies.tsv was counted."""
DAYS = 3
"""Articles further apart than so many days don't tell of one event."""
_FADES = (1.0, 0.97, 0.9, 0.8)
"""What likeness is worth at a distance of 0, 1, 2 and 3 days."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that an article names."""

    key: str
    """The same for all spellings: the reference's label, else the form."""
    mentions: int
    first: int
    """Offset of the first mention."""


def features(title: str, text: str, names: Iterable[Named]) -> dict[str, float]:
    """The features of an article with how much each is dwelt on, rarity left aside."""
    found: dict[str, float] = {}
    opening = text[:_OPENING]
    for word in _words(opening):
        found[word] = 0.6
    for word in _words(title):
        found[word] = 1.2
    for name in names:
        key = " ".join(name.key.lower().split())
        found[key] = max(found.get(key, 0), 0.6 * (1 + math.log(name.mentions)) + (name.first < _OPENING))
    return found


def weigh(found: Mapping[str, float], articles: int, frequency: Mapping[str, int]) -> dict[str, float]:
    """The weightiest features with weights of which the squares add up to 1.

    `articles` is how many the library holds, `frequency` in how many of them a feature stands.
    """
    total = articles + _BACKGROUND
    weights = {
        one: dwelt * math.log(total / (1 + frequency.get(one, 0) + background().get(one, 0.0) * _BACKGROUND))
        for one, dwelt in found.items()
    }
    kept = sorted(weights, key=lambda one: (-weights[one], one))[:KEPT]
    length = math.sqrt(sum(weights[one] ** 2 for one in kept)) or 1.0
    return {one: weights[one] / length for one in kept}


def likeness(left: Mapping[str, float], right: Mapping[str, float], days: int) -> float:
    """How alike two weighed articles are, 0 to 1 (the cosine), less the further apart in days."""
    if abs(days) > DAYS:
        return 0.0
    if len(left) > len(right):
        left, right = right, left
    return _FADES[abs(days)] * sum(weight * right.get(one, 0.0) for one, weight in left.items())


def shared(articles: Iterable[Mapping[str, float]], most: int = 6) -> list[str]:
    """What holds articles together: the features that weigh most in all of them, in two at least."""
    weights: dict[str, list[float]] = {}
    for one in articles:
        for feature, weight in one.items():
            weights.setdefault(feature, []).append(weight)
    common = {feature: sum(found) for feature, found in weights.items() if len(found) > 1}
    told: list[str] = []
    for feature in sorted(common, key=lambda one: (-common[one], one)):
        if not any(feature in other for other in told):  # "lindsey graham" tells "graham" too
            told.append(feature)
    return told[:most]


@cache
def background() -> dict[str, float]:
    """In what share of war reporting at large a feature stands, for those that are common there."""
    table = resources.files("core.stories").joinpath("data", "frequencies.tsv").read_text(encoding="utf-8")
    rows = csv.reader(table.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return {feature: int(per_10_000) / 10_000 for feature, per_10_000 in rows}


def _words(text: str) -> set[str]:
    """Words of four letters and more without a plural's or possessive's s, and figures that are no years."""
    words = (word.rstrip(".,") for word in _WORD.findall(text.lower()))
    return {
        word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        for word in words
        if not _YEAR.fullmatch(word)
    }
