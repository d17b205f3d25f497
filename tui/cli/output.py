"""What commands print: nothing of an article, a name or a path reaches the terminal unsanitised."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from core.visible import visible

_ROWS_AT_ONCE = 500
"""Rows that are set as one table: its columns are as wide as these rows need."""

_GAP = 2
"""Blank columns between two of a table, as rich pads them."""

_DAY = len("2022-06-24")

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


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], wraps: Sequence[str] = ()) -> None:
    """Print rows as tables on a terminal, as tab-separated lines without headings elsewhere.

    What stands under the headings in `wraps`, or else under the last, is set in as many lines as it needs. It
    has half the width if it wants that; the cells of other columns are cut where they would take it away.
    """
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(visible(str(cell)) for cell in row))
        return
    batch: list[Sequence[object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            _draw(headings, batch, wraps or headings[-1:])
            batch.clear()
    if batch:
        _draw(headings, batch, wraps or headings[-1:])


def _draw(headings: Sequence[str], rows: Sequence[Sequence[object]], wraps: Sequence[str]) -> None:
    from shutil import get_terminal_size

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width, height = get_terminal_size()  # given both, rich does not take a "dumb" terminal for 80 × 25
    texts = [[Text(visible(str(cell))) for cell in row] for row in rows]
    widths = [max(len(heading), *(row[at].cell_len for row in texts)) for at, heading in enumerate(headings)]
    cut = [wide for wide, heading in zip(widths, headings, strict=True) if heading not in wraps]
    widest = _widest(cut, width - _GAP * (len(headings) - 1) - min(width // 2, sum(widths) - sum(cut)))
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for at, heading in enumerate(headings):
        number = all(isinstance(row[at], int | float) for row in rows)
        justify: Literal["left", "right"] = "right" if number else "left"
        head = Text(heading, no_wrap=True, overflow="ellipsis")
        if heading in wraps:
            drawn.add_column(head, justify=justify, overflow="fold")
        else:
            drawn.add_column(head, justify=justify, overflow="ellipsis", no_wrap=True, max_width=widest)
    for text in texts:
        drawn.add_row(*text)
    Console(width=width, height=height, highlight=False, markup=False, emoji=False).print(drawn)


def _widest(widths: Sequence[int], room: int) -> int:
    """How wide the widest columns may be for all to have room; the narrow ones, and all days, stay whole.

    >>> _widest((4, 10, 90), 40), _widest((4, 10, 12), 40)
    (26, 12)
    """
    cap = max(widths, default=_DAY)
    while cap > _DAY and sum(min(width, cap) for width in widths) > room:
        cap -= 1
    return cap
