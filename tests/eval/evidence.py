"""Take the figures of evidence: quotations with speakers, dates and quantities, held to the shared gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path, PurePath

from core import deciding
from core.library import Library
from tests.command import warreader
from tests.eval import measure


def press(shared: Path, folder: Path) -> dict[str, float]:
    """The figures on the real articles, both gold files together, as the shared scorer prints them.

    Taken from what the pipeline stored and the command line exports.
    """
    gold = measure.press_gold(shared, folder)
    library = folder / "eval.db"
    warreader("--library", library, "add", *measure.press_articles(shared), home=folder)
    date(library, gold)
    predicted = folder / "stated.jsonl"
    predicted.write_text(
        warreader("--library", library, "export", "annotations", home=folder), encoding="utf-8"
    )
    run = subprocess.run(
        [sys.executable, shared / "eval" / "score_evidence.py", gold, predicted, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name: float(value) for name, value in json.loads(run.stdout).items()}


def date(library: Path, gold: Path) -> None:
    """Tell a library's articles when they were published, which their texts do not."""
    told = (json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines())
    days = {row["doc"]: row["published"] for row in told if row.get("published")}
    with Library.open(library, read_only=True) as opened:
        names = {
            one: PurePath(opened.article(one).article.provenance.source).name for one in opened.article_ids()
        }
    for one, name in names.items():
        if name in days:
            deciding.edit(library, one, {"published": days[name]}, "the gold")
