"""The smallest Textual programs to hold a figure against: `python -m tests.bench.peers hello|table|text`."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static


class Hello(App[None]):
    """One line of text: what Textual itself costs."""

    def compose(self) -> ComposeResult:
        yield Static("hello")


class Table(App[None]):
    """Textual's own list of rows, over the whole screen."""

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("outlet", "title", "date")
        table.add_rows((f"Outlet {n}", f"hello {n} and a headline", "2022-06-24") for n in range(200))


class Text(App[None]):
    """A long text that scrolls, as Textual's own widgets do it."""

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static("hello\n" + "A line of a text that is long enough to scroll for a while.\n" * 300)


if __name__ == "__main__":
    {"hello": Hello, "table": Table, "text": Text}[sys.argv[1]]().run()
