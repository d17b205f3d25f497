"""Counts data/frequencies.tsv: in what share of war reporting at large each common feature stands.

`python -m core.stories.build ARTICLES.jsonl.gz NAMES.tsv`: the articles as JSON Lines with title and text,
the names as lines of form and key (tab between): the forms, in their own case, by which articles call what
the key names. Only
counts leave it: no words of an article but such as stand in one of fifty.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from core.stories.likeness import features

_LEAST = 0.003
_LONGEST = 4
_TABLE = Path(__file__).parent / "data" / "frequencies.tsv"
_WORD = re.compile(r"[\w'’-]+")


def main(articles: str, names: str) -> None:
    keys = dict(line.split("\t") for line in Path(names).read_text(encoding="utf-8").splitlines())
    counted: Counter[str] = Counter()
    total = 0
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            total += 1
            title, text = one["title"] or "", one["text"]
            counted.update({*features(title, text, ()), *_called(f"{title} {text}", keys)})
    rows = [
        f"{feature}\t{round(10_000 * count / total)}"
        for feature, count in sorted(counted.items())
        if count >= _LEAST * total
    ]
    _TABLE.write_text("\n".join(["feature\tarticles in 10,000", *rows]) + "\n", encoding="utf-8")


def _called(text: str, keys: dict[str, str]) -> set[str]:
    """The keys of all names that stand in a text."""
    words = _WORD.findall(text)
    runs = (
        " ".join(words[at : at + length]) for length in range(1, _LONGEST + 1) for at in range(len(words))
    )
    return {keys[run] for run in runs if run in keys}


if __name__ == "__main__":
    main(*sys.argv[1:3])
