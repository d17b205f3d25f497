"""Hold the attribution of quotes to one by a dependency parse: `python -m tests.eval.parsed`.

Speakers are found without a parser (core.evidence.speakers). This gives the same quotations of the real
articles a speaker by en_core_web_sm's parse instead: the subject of the verb of saying that governs the
quotation, or else stands nearest in its sentence, the object of "according to", or else the speaker of the
quotation before; a pronoun means the person named last. Both name the entities that the library links, and
are scored and timed in one run, recognition left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from core.article import Article
from core.entity import Annotation, EntityType, LocalEntity, Mention
from core.evidence.frame import Frame
from core.evidence.marks import spans
from core.evidence.quotes import quotations, said
from core.evidence.speakers import Speakers
from core.evidence.tables import verbs
from core.library import Library
from core.recognition.model import WHEELS
from tests.command import warreader
from tests.eval import measure
from tests.eval.evidence import date as tell_dates

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_ROUNDS = 5
_PERSONS = frozenset({"he", "she", "him", "her", "who"})
_NAMES = frozenset({"PERSON", "ORG", "PLACE"})

Row = dict[str, Any]


def attribute(doc: Doc, row: Row) -> list[Row]:
    """The quotations of an exported article, each with the speaker that the parse gives it."""
    quotes = [quote for quote in row["quotes"] if quote.get("direct", True)]
    quoted = [(quote["start"], quote["end"]) for quote in quotes]
    telling = [token for token in doc if token.lower_ in verbs() and not _within(token.idx, quoted)]
    found: list[Row] = []
    last: Row = {"speaker": None, "speaker_text": None}
    for quote in quotes:
        by = _source(doc, quote, telling, quoted)
        told = _named(by, row["mentions"]) if by is not None else last
        last = told
        found.append(quote | told)
    return found


def _source(
    doc: Doc, quote: Row, telling: Sequence[Token], quoted: Sequence[tuple[int, int]]
) -> Token | None:
    """The word that stands for whoever says a quotation."""
    span = doc.char_span(quote["start"], quote["end"], alignment_mode="expand")
    if span is None:
        return None
    low, high = span[0].sent.start, span[-1].sent.end
    near = [token for token in telling if low <= token.i < high]
    ruling = [token for token in (span.root, *span.root.ancestors) if token in near]
    by_distance = sorted(near, key=lambda token: min(abs(token.i - span.start), abs(token.i - span.end)))
    for verb in (*ruling, *by_distance):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and not _within(child.idx, quoted):
                return child
    for token in doc[low:high]:
        if token.lower_ == "according" and not _within(token.idx, quoted):
            objects = [below for below in token.subtree if below.dep_ == "pobj"]
            if objects:
                return objects[0]
    return None


def _named(by: Token, mentions: Sequence[Row]) -> Row:
    """The entity that a subject names, by its own words, or as a pronoun by the person named last."""
    first, last = by.left_edge.idx, by.right_edge.idx + len(by.right_edge)
    own = [m for m in mentions if first <= m["start"] < last and m["type"] in _NAMES]
    at_head = [m for m in own if m["start"] <= by.idx < m["end"]]
    if by.lower_ in _PERSONS:
        own = [m for m in mentions if m["end"] <= by.idx and m["type"] == "PERSON"][-1:]
    chosen = next(iter(at_head or own), None)
    return {
        "speaker": chosen["entity"] if chosen else None,
        "speaker_text": chosen["text"] if chosen else by.text,
    }


def _within(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(ranges, (at, sys.maxsize)) - 1
    return place >= 0 and at < ranges[place][1]


@cache
def parser() -> Language:
    """spaCy's small pipeline with what its parse needs, and nothing else."""
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(WHEELS["en_core_web_sm"], exclude=["ner", "tagger", "attribute_ruler", "lemmatizer"])


def _ours(article: Article, annotation: Annotation, entities: Sequence[LocalEntity]) -> None:
    """Our own way from a text to quotations with speakers, as it is timed."""
    marked = said(article.text, spans(article.text), entities)
    speakers = Speakers(Frame(article.text, marked, entities))
    quotations(article.text, marked, speakers, annotation.boilerplate, 0)


def measured(shared: Path, folder: Path) -> dict[str, tuple[float, float]]:
    """Speakers right (per cent of the quotations found) and milliseconds an article, by method."""
    gold, library = measure.press_gold(shared, folder), folder / "parsed.db"
    warreader("--library", library, "add", *measure.press_articles(shared), home=folder)
    tell_dates(library, gold)
    exported = warreader("--library", library, "export", "annotations", home=folder).splitlines()
    rows: list[Row] = [json.loads(line) for line in exported]
    by_rule, by_parse = folder / "ours.jsonl", folder / "parsed.jsonl"
    by_rule.write_text("\n".join(exported), encoding="utf-8")
    nlp = parser()
    with Library.open(library, read_only=True) as opened:
        ids = opened.article_ids()
        stored = [opened.article(one) for one in ids]
        named = [[entity for _, entity in opened.statements.entities_of(one)] for one in ids]
    texts = {Path(one.article.provenance.source).name: one.article.text for one in stored}
    seconds = {"ours": 0.0, "by parse": 0.0}
    for _ in range(_ROUNDS):
        began = time.process_time()
        for one, entities in zip(stored, named, strict=True):
            mentions = tuple(Mention(m.start, m.end, m.form, EntityType(m.type)) for m in one.mentions)
            _ours(one.article, Annotation(mentions, one.boilerplate), entities)
        seconds["ours"] += time.process_time() - began
        began = time.process_time()
        parsed = [row | {"quotes": attribute(nlp(texts[row["doc"]]), row)} for row in rows]
        seconds["by parse"] += time.process_time() - began
    by_parse.write_text("\n".join(map(json.dumps, parsed)), encoding="utf-8")
    return {
        name: (_right(shared, gold, path), 1000 * seconds[name] / _ROUNDS / len(rows))
        for name, path in (("ours", by_rule), ("by parse", by_parse))
    }


def _right(shared: Path, gold: Path, predicted: Path) -> float:
    run = subprocess.run(
        [sys.executable, shared / "eval" / "score_evidence.py", gold, predicted, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(json.loads(run.stdout)["speakers_right"])


def main() -> None:
    shared = Path(os.environ.get("WARREADER_SHARED", measure.ROOT.parent / "shared"))
    if not shared.is_dir():
        raise SystemExit(f"No real articles at {shared}: there is nothing to attribute.")
    with TemporaryDirectory() as folder:
        for name, (right, took) in measured(shared, Path(folder)).items():
            print(f"{name:10}{right:6.1f} % of speakers right{took:8.1f} ms an article")


if __name__ == "__main__":
    main()
