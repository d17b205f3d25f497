"""What tells a name's type apart from lists of names: words beside it, its first name, its ending.

The tables are read once: cue words (`cues.tsv`), given names, words that English writes in lower case,
and the class nouns that make an organisation of the capitalised words around them.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from core.entity import EntityType
from core.recognition.words import fold

DATA = Path(__file__).parent / "data"

SETTLEMENT = re.compile(
    r"(?:[iy]vk[ai]|[eo]vk[ai]|sk|ske|ske|skoye|skoe|tsk|tske|ivtsi|hrad|grad|pil|poli?|pol|hirsk|yansk|iansk|ove|eve"
    r"|ivske|[iy]vs[’']?ke|khutory|selo|dolyna|lopan|hora|balka|luka|sloboda|rih|orsk|insk|ivka|yne|ychi|ichi|ynivka|yar|dar|lutsk|mansk)$"
)
"""Endings of Ukrainian and Russian settlements that surnames seldom have."""


class Cues:
    """Words before and after a name, each with the types for which it speaks."""

    def __init__(self, path: Path = DATA / "cues.tsv") -> None:
        self.before: dict[str, EntityType] = {}
        self.after: dict[str, EntityType] = {}
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                table = self.before if row["where"] == "before" else self.after
                for words in row["words"].split("|"):
                    table.setdefault(words, EntityType(row["type"]))


@lru_cache(maxsize=1)
def cues() -> Cues:
    return Cues()


@lru_cache(maxsize=1)
def _short_lists() -> dict[str, frozenset[str]]:
    with (DATA / "words.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["list"]: frozenset(row["words"].split()) for row in rows}


def word_list(name: str) -> frozenset[str]:
    """The folded words of one of the lists of `words.tsv`: "titles", "openers" ..."""
    return _short_lists()[name]


@lru_cache(maxsize=2)
def _long_list(name: str) -> frozenset[str]:
    return frozenset(map(fold, (DATA / f"{name}.txt").read_text(encoding="utf-8").split()))


def given_names() -> frozenset[str]:
    """Folded given names."""
    return _long_list("given_names")


def common_words() -> frozenset[str]:
    """Words that English prose writes in lower case: "crow", "price", "reach"."""
    return _long_list("common_words")


def is_given_name(key: str) -> bool:
    return key in given_names()


def is_common(key: str) -> bool:
    return key in common_words()
