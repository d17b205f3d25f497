"""The smallest Textual programs to hold a figure against: `python -m tests.bench.peers hello|panes`."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, ListItem, ListView, Static


class Hello(App[None]):
    """One line of text: what Textual itself costs."""

    def compose(self) -> ComposeResult:
        yield Static("hello")


class Panes(App[None]):
    """Three panes of Textual's own widgets: a table of rows, a text that scrolls, a list."""

    CSS = "Horizontal > * { width: 1fr; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield DataTable(cursor_type="row")
            with VerticalScroll(can_focus=True):
                yield Static("A line of a text that is long enough to scroll.\n" * 300)
            yield ListView(*(ListItem(Static(f"Passage {number} of sixty")) for number in range(60)))

    def on_mount(self) -> None:
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("outlet", "title")
        table.add_rows((f"Outlet {n}", f"hello {n} and a headline") for n in range(200))


if __name__ == "__main__":
    {"hello": Hello, "panes": Panes}[sys.argv[1]]().run()
