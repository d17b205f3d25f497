"""Compares names of weapons: designations (Su-27, Su27, SU 27), then the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.names.match import UNLIKE, Match
from core.names.tokens import compare_words

_DESIGNATION = re.compile(
    r"[^\W\d_]{1,5}[-‐–.\s]?\d{1,4}(?:[-‐–]?[^\W\d_]{1,2}\d?)?(?![^\W_])|\d[A-Z]\d{1,3}"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_CLASS_NOUNS = frozenset(
    {"missile", "missiles", "tank", "tanks", "drone", "drones", "howitzer", "howitzers", "rocket", "rockets",
     "launcher", "launchers", "system", "systems", "jet", "jets", "fighter", "helicopter", "air", "defence",
     "defense", "the", "type", "multiple", "battery", "batteries", "gun", "guns"}
)  # fmt: skip
_LOOKALIKES = str.maketrans("асветкмнорхі", "acbetkmhopxi")


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon's name in parts."""

    designations: frozenset[str]
    """Letters and digits of each designation, lower-case: "su27", "m142"."""
    words: tuple[str, ...]
    """Telling words, singular, lower-case, sorted."""


@lru_cache(maxsize=5_000)
def parse(form: str) -> Weapon:
    """Take a form apart; class nouns ("missiles") and plural endings are dropped."""
    text = form[:200]
    designations = frozenset(
        "".join(c for c in found.lower() if c.isalnum()).translate(_LOOKALIKES)
        for found in _DESIGNATION.findall(text)
    )
    rest = _DESIGNATION.sub(" ", text)
    words = {_singular(word.lower()) for word in _WORDS.findall(rest) if word.lower() not in _CLASS_NOUNS}
    return Weapon(designations, tuple(sorted(words)))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def compare(left: str, right: str) -> Match:
    """Compare two forms of weapons' names."""
    a, b = parse(left), parse(right)
    if a.designations and b.designations:
        if a.designations & b.designations:
            common = ", ".join(sorted(designation.upper() for designation in a.designations & b.designations))
            return Match(0.95, (f"both are designated {common}",))
        return Match(0.0, ("other designations",))
    if a.words == b.words and a.designations == b.designations:
        return Match(0.96, ("the same words",)) if a.words else Match(float(left == right))
    if a.designations != b.designations or len(a.words) != len(b.words):
        return UNLIKE
    score = min(compare_words(x, y).score for x, y in zip(a.words, b.words, strict=True))
    return Match(score, ("the same words, spelt differently",) if score else ())
