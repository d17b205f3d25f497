"""What commands print: nothing of an article, a name or a path reaches the terminal unsanitised."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.visible import visible

_ROWS_AT_ONCE = 500
"""Rows that are set as one table: its columns are as wide as these rows need."""

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula, which may run programs."""


def say(text: str = "", *, keep_newlines: bool = False) -> None:
    """Print a line (or a text) to stdout."""
    print(visible(text, keep_newlines=keep_newlines))


def say_wrapped(text: str, indent: int = 0) -> None:
    """Print a paragraph in lines as wide as the terminal, all of them indented; as one line elsewhere."""
    flat = " ".join(visible(text).split())
    if not sys.stdout.isatty():
        print(" " * indent + flat)
        return
    from shutil import get_terminal_size
    from textwrap import fill

    width = max(20 + indent, min(get_terminal_size().columns, 120))
    margin = " " * indent
    print(fill(flat, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False))


def complain(text: str) -> None:
    """Print one line to stderr."""
    print(visible(f"warreader: {text}"), file=sys.stderr)


def say_json(value: Any) -> None:
    """Print a value as one line of JSON; controls are escaped, and what a terminal would hide, too."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    print(text if text.isprintable() else json.dumps(value, default=str))


def say_csv(rows: Iterable[Mapping[str, object]]) -> None:
    """Print rows as CSV (RFC 4180) under the names of the first one's cells.

    An apostrophe stands before what a spreadsheet would calculate.
    """
    lines = csv.writer(sys.stdout, lineterminator="\n")
    for at, row in enumerate(rows):
        if at == 0:
            lines.writerow(row)
        lines.writerow(map(_cell, row.values()))


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    text = visible(str(value), keep_newlines=True)
    return f"'{text}" if _FORMULA.match(text) else text


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as tables on a terminal, as tab-separated lines without headings elsewhere."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(visible(str(cell)) for cell in row))
        return
    batch: list[Sequence[object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            _draw(headings, batch)
            batch.clear()
    if batch:
        _draw(headings, batch)


def _draw(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for at, heading in enumerate(headings):
        number = all(isinstance(row[at], int | float) for row in rows)
        last = at == len(headings) - 1
        drawn.add_column(
            heading,
            justify="right" if number else "left",
            no_wrap=not last,
            overflow="ellipsis",
            # One long name of an outlet would leave the headlines beside it a letter.
            max_width=None if last else max(12, console.width // 3),
        )
    for row in rows:
        drawn.add_row(*(Text(visible(str(cell))) for cell in row))
    console.print(drawn)
