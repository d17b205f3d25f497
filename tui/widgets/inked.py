"""Widgets that draw words with marks: the styles of all marks are the app's component classes.

Textual applies the stylesheet to each component class of each widget, when the widget is mounted and whenever
a class of something above it changes. Held by every view and row, the marks came to 300 of 327 applications
before the first frame (20 ms of 150 after Textual's own import); held by the app alone, they come to 64.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget

from core.visible import visible
from tui.reading.spans import Marks

INKS = (
    *("mark--person", "mark--place", "mark--org", "mark--weapon", "mark--norp", "mark--event"),
    *("mark--boilerplate", "mark--headline", "mark--entity", "mark--found", "mark--here", "mark--chosen"),
    *("mark--mention", "mark--cursor", "mark--resting", "mark--bar", "mark--quiet", "mark--strong"),
    *("mark--unread", "mark--rule", "mark--passage", "mark--selected", "mark--hint", "mark--added"),
    "mark--cut",
    *(
        "row--name",
        "row--key",
        "row--label",
        "row--notice",
        "row--quiet",
        "row--strong",
        "row--tab",
        "row--on",
    ),
)
"""Names of the component classes, as the stylesheet writes them."""


class Inked(Widget):
    """Draws words with marks; the style of a mark lies over those before it."""

    INK: ClassVar[str]
    """What the component classes of its marks begin with."""

    def __init__(self, *, id: str, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles_by_marks: dict[Marks, Style] = {}

    def style_of(self, marks: Marks) -> Style:
        """The style of words with these marks."""
        style = self._styles_by_marks.get(marks)
        if style is None:
            style = self.rich_style
            for mark in marks:
                style += self.app.get_component_styles(f"{self.INK}--{mark}").partial_rich_style
            self._styles_by_marks[marks] = style
        return style

    def segment(self, text: str, marks: Marks) -> Segment:
        """Words as they are drawn: safe, whatever a caller forgot. Of 60 µs that a line takes this is 0.5."""
        return Segment(visible(text), self.style_of(marks))

    def notify_style_update(self) -> None:
        """Draw anew, as the marks may have changed and nothing of the widget's own with them."""
        self._styles_by_marks.clear()
        super().notify_style_update()
        self.refresh()
