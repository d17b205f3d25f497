"""Near copies over the corpus: `python -m tests.eval.copies` prints the pairs and what an article costs.

near_copies.tsv holds all pairs that there are, with a verdict given by eye on titles and openings, and for
those of two outlets' different wording on every passage that the shorter has for itself: "copy" where the
shorter article is the longer one's report again, so that counting both would count one source twice, else
"not"; where half of it is the outlet's own, "not" too.

stories.tsv beside it holds the ten largest stories (most articles first) over the whole corpus, read by eye.
"""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections import Counter, defaultdict
from pathlib import Path

from core.stories import copies

VERDICTS = Path(__file__).with_name("near_copies.tsv")


def pairs(articles: list[dict[str, str]]) -> list[tuple[str, str, copies.Resemblance]]:
    """All copies among the articles, each compared with the few before it that share its samples."""
    holders: dict[int, list[int]] = defaultdict(list)
    sizes: dict[int, int] = {}
    found = []
    for at, one in enumerate(articles):
        sample = copies.print_of(one["text"]).sample
        shared = Counter(other for sampled in sample for other in holders[sampled][:50])
        for other in copies.worth_comparing(len(sample), shared, sizes):
            there = articles[other]
            told = copies.compare(
                copies.shingles(one["text"]),
                copies.shingles(there["text"]),
                one["outlet"] == there["outlet"],
            )
            if told is not None:
                found.append((there["id"], one["id"], told))
        sizes[at] = len(sample)
        for sampled in sample:
            holders[sampled].append(at)
    return found


def verdicts() -> dict[tuple[str, str], str]:
    """Verdict by (left id, right id)."""
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        return {(row["left"], row["right"]): row["verdict"] for row in csv.DictReader(lines, delimiter="\t")}


def main(corpus: Path) -> None:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    start = time.process_time()
    found = pairs(articles)
    cost = 1_000 * (time.process_time() - start) / len(articles)
    known = verdicts() if VERDICTS.exists() else {}
    judged = [known[left, right] for left, right, _ in found if (left, right) in known]
    for left, right, told in found:
        print(left, right, told.kind, f"{told.shared:.2f}", f"{told.alike:.2f}", known.get((left, right), ""))
    right = f"{judged.count('copy')} of the {len(judged)} that were read are copies"
    print(f"{len(found)} pairs; {right}; {cost:.2f} ms an article")


if __name__ == "__main__":
    import os

    shared = Path(os.environ.get("WARREADER_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
    main(shared / "corpus" / "war_news.jsonl.gz")
