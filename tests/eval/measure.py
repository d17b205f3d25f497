"""Take the figures: index articles by the command line, export, and hold the result to a gold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from core.entity import EntityType, Name
from core.ingest import read_one as read
from core.linking import THRESHOLD, explain
from core.recognition.hearing import MODEL_TYPES
from core.recognition.model import load_pipeline
from core.recognition.training.marks import MARKS, Marked, read_marks
from tests.command import warreader
from tests.eval import scoring

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
SEEDS_GOLD = ROOT / "tests" / "gold" / "seeds.jsonl"


def annotate(articles: Iterable[Path], folder: Path) -> Path:
    """Add the articles to a fresh library in `folder`, export it, and return the exported file."""
    library = folder / "eval.db"
    warreader("--library", library, "add", *articles, home=folder)
    exported = folder / "predicted.jsonl"
    exported.write_text(
        warreader("--library", library, "export", "annotations", home=folder), encoding="utf-8"
    )
    return exported


def model_alone(model: str, articles: Iterable[Path], folder: Path) -> Path:
    """What a statistical model says by itself, in the exported form, without any links."""
    nlp = load_pipeline((model,))
    found = (
        (path, [(e.start_char, e.end_char, e.label_) for e in nlp(read(path).text).ents]) for path in articles
    )
    return _exported(found, folder)


def model_elsewhere(python: str, models: Sequence[str], articles: Iterable[Path], folder: Path) -> Path:
    """The same of the first of these models that another Python has."""
    paths = {path.name: path for path in articles}
    lines = "".join(json.dumps({"doc": name, "text": read(path).text}) + "\n" for name, path in paths.items())
    run = subprocess.run(
        [python, Path(__file__).with_name("elsewhere.py"), *models],
        input=lines, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = map(json.loads, run.stdout.splitlines())
    return _exported(((paths[row["doc"]], row["spans"]) for row in rows), folder)


def _exported(found: Iterable[tuple[Path, Sequence[Sequence[Any]]]], folder: Path) -> Path:
    exported = folder / "model.jsonl"
    with exported.open("w", encoding="utf-8") as lines:
        for path, spans in found:
            text = read(path).text
            mentions = [
                {"start": start, "end": end, "text": text[start:end], "type": MODEL_TYPES[label]}
                for start, end, label in spans
                if label in MODEL_TYPES
            ]
            lines.write(json.dumps({"doc": path.name, "mentions": mentions}) + "\n")
    return exported


def press_articles(shared: Path) -> list[Path]:
    """The real articles that have a gold."""
    return [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "gold" / "dev").glob("*.txt"))]


def sample(folder: Path) -> dict[str, float]:
    """The figures on seeds/ against our own gold."""
    predicted = annotate(sorted(SEEDS.iterdir()), folder)
    return scoring.figures(SEEDS_GOLD, predicted) | {
        "NORP": scoring.figures(SEEDS_GOLD, predicted, ("NORP",))["NORP"]
    }


def press(shared: Path, folder: Path) -> dict[str, float]:
    """The figures on the real articles, both gold files together, as the shared scorer prints them."""
    return _press(shared, folder, annotate(press_articles(shared), folder))


def press_by_model(model: str, shared: Path, folder: Path) -> dict[str, float]:
    """The same figures for a statistical model by itself."""
    return _press(shared, folder, model_alone(model, press_articles(shared), folder))


def press_by_model_elsewhere(
    python: str, models: Sequence[str], shared: Path, folder: Path
) -> dict[str, float]:
    """The same figures for a model that another Python has."""
    return _press(shared, folder, model_elsewhere(python, models, press_articles(shared), folder))


def _press(shared: Path, folder: Path, predicted: Path) -> dict[str, float]:
    gold = press_gold(shared, folder)
    everything = shared_score(shared, gold, predicted)
    return everything | {"NORP": shared_score(shared, gold, predicted, "NORP")["NORP"]}


def held_out(shared: Path, folder: Path) -> dict[str, float]:
    """The figures on annotated articles of the corpus that the model was never trained on; names alone."""
    (articles := folder / "articles").mkdir()
    gold = folder / "gold.jsonl"
    with gold.open("w", encoding="utf-8") as lines:
        for marked in read_marks(MARKS, shared / "corpus" / "war_news.jsonl.gz"):
            if marked.held_out:
                path = articles / f"{marked.article}.txt"
                path.write_text(marked.text, encoding="utf-8", newline="")
                lines.write(json.dumps(_gold_of(path.name, marked)) + "\n")
    predicted = annotate([articles], folder)
    names = scoring.figures(gold, predicted)
    del names["links_variant_f1"]
    return names | {"NORP": scoring.figures(gold, predicted, ("NORP",))["NORP"]}


def _gold_of(doc: str, marked: Marked) -> dict[str, object]:
    """Marks in the gold's form; no name inside boilerplate is asked for or punished."""
    mentions = [
        {"start": a, "end": b, "text": marked.text[a:b], "type": label, "entity": ""}
        for a, b, label in marked.marks
        if not any(low <= a < high for low, high in marked.boilerplate)
    ]
    ignored = [
        {"start": a, "end": b, "text": marked.text[a:b], "type": "", "entity": "", "boilerplate": True}
        for a, b in marked.boilerplate
    ]
    return {"doc": doc, "mentions": mentions + ignored, "boilerplate": marked.boilerplate}


def press_gold(shared: Path, folder: Path) -> Path:
    """Both gold files in one, as their entity ids are shared."""
    gold = folder / "gold.jsonl"
    parts = [(shared / "gold" / name).read_text(encoding="utf-8") for name in ("seeds.jsonl", "dev.jsonl")]
    gold.write_text("".join(part if part.endswith("\n") else part + "\n" for part in parts), encoding="utf-8")
    return gold


def shared_score(
    shared: Path, gold: Path, predicted: Path, types: str = ",".join(scoring.TYPES)
) -> dict[str, float]:
    """What the shared scorer prints, by name; a type's figure is its F1."""
    run = subprocess.run(
        [sys.executable, shared / "eval" / "score.py", gold, predicted, "--types", types],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    by_type = re.findall(r"^([A-Z]+) .*F1 +([\d.]+)", run.stdout, re.MULTILINE)
    summary = re.findall(r"^([a-z]\w+) +([\d.]+)$", run.stdout, re.MULTILINE)
    return {name: float(value) for name, value in (*by_type, *summary)}


def name_pairs(shared: Path) -> list[tuple[Name, Name, bool]]:
    """Labelled pairs of names."""
    lines = (shared / "gold" / "name_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if line)
    return [
        (Name(EntityType(kind), left), Name(EntityType(kind), right), same == "1")
        for left, right, kind, same in rows
    ]


def pairs_f1(pairs: Iterable[tuple[Name, Name, bool]]) -> float:
    """F1, in percent, of "one entity" at linking's own threshold."""
    judged = [(explain(left, right).score >= THRESHOLD, same) for left, right, same in pairs]
    right = sum(linked and same for linked, same in judged)
    return 200 * right / max(1, sum(linked for linked, _ in judged) + sum(same for _, same in judged))
