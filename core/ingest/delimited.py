"""CSV and TSV: a line of column names, then an article a row (standard library)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain

from core.article import Article
from core.ingest import rows
from core.ingest.decoding import in_utf8
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Part

_DELIMITERS = "\t,;|"
_ENDINGS = (".csv", ".tsv", ".tab")
_LINE = re.compile(rb"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")
_MOST_COLUMNS = 1_000
_FEWEST_KNOWN = 2


def recognises(part: Part) -> bool:
    """Whether the first line names columns, of which one holds text: commas are in any prose.

    Where the name ends as a table's does, a first line of two columns is enough.
    """
    line = re.split(r"[\r\n]", part.head(), maxsplit=1)[0]
    columns = _header(line)
    if len(columns) < 2 or len(columns) > _MOST_COLUMNS or any(len(name) > 60 for name in columns):
        return False
    known = rows.guess(columns)
    if part.name.lower().endswith(_ENDINGS):
        return True
    return "text" in known and len(set(known.values())) >= _FEWEST_KNOWN and len(part.data) > len(line) + 1


def read(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The articles of the rows."""
    data = in_utf8(part.where, part.data, part.charset)
    yield from rows.articles(part, _rows(part, data), options, "csv")


def _rows(part: Part, data: bytes) -> Iterator[rows.Row | IngestError]:
    csv.field_size_limit(2**31 - 1)  # a whole article is one field; the part itself is limited
    # Text, and io.StringIO of it, would take up to eight bytes a letter.
    found = (line[0].decode() for line in _LINE.finditer(data))
    first = next(found)
    lines = csv.reader(chain([first], found), delimiter=_delimiter(first))
    columns = [name.strip() for name in next(lines)]
    try:
        for line in lines:
            if len(line) > len(columns):
                yield IngestError(
                    f"{part.where}, line {lines.line_num}",
                    f"{len(line)} cells in a row of {len(columns)} columns. Mend the quotes in it.",
                )
            elif line:
                yield dict(zip(columns, line, strict=False))
    except csv.Error as error:
        raise part.error(f"a damaged table after line {lines.line_num} ({error}). Save it anew.") from error


def _header(line: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line.strip("\r")], delimiter=_delimiter(line)), [])]
    except csv.Error:
        return []


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)
