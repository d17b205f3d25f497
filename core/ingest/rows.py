"""Rows of tables into articles: which column holds what is guessed by its name (columns.tsv), or told."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from core.article import Article
from core.ingest import fragment
from core.ingest.composing import compose, one_line, outlet_of, titled
from core.ingest.dates import find_date
from core.ingest.errors import IngestError, SpentError
from core.ingest.html import article_of, is_html
from core.ingest.mending import MENDED, mend, tidy
from core.ingest.options import Options
from core.ingest.part import Keys, Part
from core.ingest.plain import Heading

_OUTER = re.compile(r"(?:^|\.)(?:name|main|rendered|plain|value|_?source)$")
_BLOCK = re.compile(r"</?(?:p|br|div|h[1-6]|li|article|span|a|b|i|em|strong)\b[^<>]*>", re.IGNORECASE)
_DAYS = ("published", "updated")
_SECONDS = re.compile(r"1?\d{9}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"1?\d{12}")
_COMPACT = re.compile(r"((?:19|20)\d\d)[/.]?([01]\d)[/.]?([0-3]\d)(?:T.*|\d{6})?")

Row = Mapping[str, Any]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The names of columns that hold a field, the likeliest first."""
    table = resources.files("core.ingest").joinpath("columns.tsv").read_text(encoding="utf-8")
    return {
        field: tuple(names.split()) for field, names in csv.reader(table.splitlines()[1:], delimiter="\t")
    }


def guess(columns: Sequence[str], told: Mapping[str, str] | None = None) -> dict[str, str]:
    """Fields to the columns that hold them, by what was told and by the columns' names.

    A column told that is not there is left out of the answer.
    """
    told = told or {}
    found = {field: column for field, column in told.items() if column in columns}
    by_name: dict[str, str] = {}
    for column in columns:
        plain = re.sub(r"[\s-]+", "_", _OUTER.sub("", column.strip("\ufeff ").lower())) or column
        by_name.setdefault(plain, column)
        by_name.setdefault(plain.rpartition(".")[2], column)
    for field, names in _names().items():
        if field not in told:
            column = next((by_name[name] for name in names if name in by_name), "")
            if column and column not in told.values():
                found[field] = column
    if "key" not in found and "url" in found:
        found["key"] = found["url"]
    return found


def articles(
    part: Part, rows: Iterator[Row | IngestError], options: Options, form: str
) -> Iterator[Article | IngestError]:
    """The articles of rows; raises IngestError where no column can be their text."""
    columns: dict[str, str] | None = None
    keys = Keys()
    for number, row in enumerate(rows, 1):
        if isinstance(row, IngestError):
            yield row
            continue
        if columns is None or columns.get("text") not in row:
            # Objects need not all have the same keys.
            columns = (
                _columns(part, list(row), options) if columns is None else guess(list(row), options.columns)
            )
        if not any(_cell(value).strip() for value in row.values()):
            continue
        try:
            yield _article(part, row, columns, keys, form)
        except SpentError:
            raise
        except IngestError as error:
            yield IngestError(f"{part.where}, row {number}", error.reason)


def _columns(part: Part, names: list[str], options: Options) -> dict[str, str]:
    for field, column in options.columns.items():
        if column not in names:
            raise part.error(f"no column {column!r} to take the {field} from. It has {_listed(names)}.")
    found = guess(names, options.columns)
    if "text" not in found:
        raise part.error(
            f"none of its columns is known to hold text: {_listed(names)}. Name one with --map text=COLUMN."
        )
    return found


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(one_line(name)[:40] for name in names[:12])
    return f"{shown} …" if len(names) > 12 else shown


def _article(part: Part, row: Row, columns: dict[str, str], keys: Keys, form: str) -> Article:
    cells = {field: _cell(row.get(column)) for field, column in columns.items()}
    words = cells.pop("text", "")
    if not words.strip():
        raise part.error("without any text. Nothing to add.")
    digest = sha256(json.dumps(row, sort_keys=True, default=str).encode("utf-8", "replace")).hexdigest()
    inner = part.within(keys.of(cells.pop("key", ""), digest), b"", counted=False)
    part.budget.spend(part.where, 0)
    words, mended = mend(words)
    told = [_told(field, value, columns[field]) for field, value in cells.items() if value.strip()]
    title = tidy(one_line(cells.get("title", "")))
    if is_html(words) and "<body" in words.lower():
        text, heads = article_of(inner, words)
        told += heads
    elif _BLOCK.search(words):
        text = titled(title, [tidy(paragraph) for paragraph in fragment.paragraphs(words)])
    else:
        body = tidy(words).strip("\n")
        text = body if body.startswith(title) else f"{title}\n\n{body}"
    encoding = f"utf-8 ({MENDED})" if mended else "utf-8"
    return compose(inner, text, told, form, encoding=encoding, digest=digest)


def _told(field: str, value: str, column: str) -> tuple[str, Heading]:
    where = f"column {one_line(column)!r}"
    if field in _DAYS:
        return where, Heading(**{field: find_day(value)})  # type: ignore[arg-type]
    if field == "outlet":
        return where, Heading(outlet=outlet_of(one_line(value)))
    if field == "language":
        return where, Heading(
            language=value[:2].lower() if re.match(r"[A-Za-z]{2}(?![A-Za-z])", value) else ""
        )
    return where, Heading(**{field: tidy(one_line(value))})  # type: ignore[arg-type]


def find_day(text: str) -> date | None:
    """The day of a cell: written out, compact ("20220624", "2022/06/24"), or in seconds since 1970."""
    text = text.strip()
    found = _COMPACT.fullmatch(text)
    try:
        if found:
            return date(*map(int, found.groups()))
        if _SECONDS.fullmatch(text) or _MILLISECONDS.fullmatch(text):
            seconds = float(text) / (1000 if _MILLISECONDS.fullmatch(text) else 1)
            return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return find_date(text)


def _cell(value: Any) -> str:
    """A cell as text: lists by their items, nothing for nothing."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_cell, value[:50])))
    if isinstance(value, dict):
        return next((_cell(value[name]) for name in ("name", "title", "value") if value.get(name)), "")
    # Half a character ("\ud83d" alone), which JSON can write, can't be stored.
    return str(value).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
