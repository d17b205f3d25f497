"""The table of marks is sound, and training makes of a few marked windows a pipeline of our labels."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections import Counter
from pathlib import Path
from zlib import crc32

import pytest

from core.recognition.training.__main__ import LABELS, held_out_figures, train
from core.recognition.training.marks import MARKS, read_marks

HEADER = "article\tcharacters\tcrc32\tpart\tmarks\tboilerplate\n"
NAMES = {"Oleh Krut": "PERSON", "Zavod": "PLACE", "Gazeta": "ORG", "Vorkash": "WEAPON"}
TEXT = "Oleh Krut left Zavod. He told Gazeta that the Vorkash fell. "


def spans(cell: str) -> list[tuple[int, int]]:
    """The offsets in a cell of the table."""
    return [(int(start), int(end)) for start, end, *_ in (item.split(":") for item in cell.split())]


def test_the_marks_are_sorted_apart_and_known() -> None:
    with MARKS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len({row["article"] for row in rows}) == len(rows)
    for row in rows:
        assert row["part"] in ("training", "held-out")
        assert int(row["crc32"], 16) >= 0
        assert {item.split(":")[2] for item in row["marks"].split()} <= set(LABELS)
        for cell in (row["marks"], row["boilerplate"]):
            ends = [0]
            for start, end in spans(cell):
                assert ends[-1] <= start < end <= int(row["characters"]), row["article"]
                ends.append(end)
    parts = Counter(row["part"] for row in rows)
    assert parts["held-out"] * 10 > parts["training"]


def toy(folder: Path, text: str = TEXT * 6) -> tuple[Path, Path]:
    """A table of one marked window and a corpus that has its text."""
    marks = []
    for offset in range(0, len(text), len(TEXT)):
        for name, label in (
            ("Oleh Krut", "PERSON"),
            ("Zavod", "PLACE"),
            ("Gazeta", "ORG"),
            ("Vorkash", "WEAPON"),
        ):
            start = offset + TEXT.index(name)
            marks.append(f"{start}:{start + len(name)}:{label}")
    row = ("toy1", str(len(text)), f"{crc32(text.encode()):08x}", "training", " ".join(marks), "")
    table, corpus = folder / "marks.tsv", folder / "corpus.jsonl.gz"
    table.write_text(HEADER + "\t".join(row) + "\n", encoding="utf-8")
    with gzip.open(corpus, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "toy1", "text": text + "And more."}) + "\n")
    return table, corpus


def test_a_corpus_with_another_text_is_refused(tmp_path: Path) -> None:
    table, _ = toy(tmp_path)
    with gzip.open(tmp_path / "other.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "toy1", "text": "Something else."}) + "\n")
    with pytest.raises(ValueError, match="toy1 is missing or has another text"):
        list(read_marks(table, tmp_path / "other.jsonl.gz"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_model_learns_a_few_marked_windows(tmp_path: Path) -> None:
    from core.recognition.model import OWN_MODEL

    articles = list(read_marks(*toy(tmp_path)))
    nlp = train(articles, OWN_MODEL, epochs=30)
    assert set(nlp.get_pipe("ner").labels) == set(LABELS)
    assert held_out_figures(nlp, articles)["all"][2] > 70


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_varied_example_keeps_its_labels_on_other_names(tmp_path: Path) -> None:
    from core.recognition.model import OWN_MODEL, load_pipeline
    from core.recognition.training.__main__ import _pieces
    from core.recognition.training.variants import Names, varied

    nlp = load_pipeline((OWN_MODEL,))
    (article,) = read_marks(*toy(tmp_path))
    (piece, *_) = _pieces(nlp, article)
    order = random.Random(1)
    other = varied(nlp, piece, Names([piece], order), order)
    assert [span.label_ for span in other.reference.ents] == [span.label_ for span in piece.reference.ents]
    assert other.reference.text != piece.reference.text
    assert " left " in other.reference.text
