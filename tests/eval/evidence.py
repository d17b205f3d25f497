"""Take the figures of evidence: quotations with speakers, dates and quantities, held to the shared gold."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from core.entity import LocalEntity
from core.evidence import examine
from core.ingest import read_one
from core.linking.coreference import local_entities
from core.recognition import load
from core.statement import Attribution, Evidence
from tests.eval import measure


def press(shared: Path, folder: Path) -> dict[str, float]:
    """The figures on the real articles, both gold files together, as the shared scorer prints them."""
    gold = measure.press_gold(shared, folder)
    predicted = folder / "stated.jsonl"
    with predicted.open("w", encoding="utf-8") as lines:
        for row in rows(measure.press_articles(shared), _published(gold)):
            lines.write(json.dumps(row) + "\n")
    run = subprocess.run(
        [sys.executable, shared / "eval" / "score_evidence.py", gold, predicted, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name: float(value) for name, value in json.loads(run.stdout).items()}


def _published(gold: Path) -> dict[str, date]:
    """When the articles were published, which their texts do not tell."""
    told = (json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines())
    return {row["doc"]: date.fromisoformat(row["published"]) for row in told if row.get("published")}


def rows(paths: Sequence[Path], published: Mapping[str, date]) -> Iterator[dict[str, Any]]:
    """What evidence finds in articles, in the exported form, without a library."""
    read = [read_one(path) for path in paths]
    articles = [
        replace(article, published=article.published or published.get(path.name))
        for path, article in zip(paths, read, strict=True)
    ]
    for path, article, annotation in zip(paths, articles, load().annotate(articles), strict=True):
        entities = local_entities(article.text, annotation.mentions)
        yield {"doc": path.name, **exported(examine(article, annotation, entities), entities)}


def exported(evidence: Evidence, entities: Sequence[LocalEntity]) -> dict[str, list[dict[str, Any]]]:
    """Evidence under the keys of `export annotations`; direct quotations alone, as in the gold."""
    return {
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.form, "type": m.type, "entity": _id(index)}
            for index, entity in enumerate(entities)
            for m in entity.mentions
        ],
        "quotes": [
            {"start": q.start, "end": q.end, "text": q.text, **_speaker(q.speaker)}
            for q in evidence.quotes
            if q.direct
        ],
        "dates": list(_spans(evidence.dates)),
        "quantities": list(_spans(evidence.figures)),
    }


def _spans(found: Iterable[Any]) -> Iterator[dict[str, Any]]:
    return (
        {"start": f.start, "end": f.end, "text": f.text, "value": f.value} for f in found if f.value != ""
    )


def _speaker(speaker: Attribution | None) -> dict[str, Any]:
    if speaker is None:
        return {"speaker": None, "speaker_text": None}
    return {
        "speaker": None if speaker.entity is None else _id(speaker.entity),
        "speaker_text": speaker.text,
    }


def _id(index: int) -> str:
    return f"e{index}"
