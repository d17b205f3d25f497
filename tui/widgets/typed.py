"""Where a reader types: what was pasted, or stood there before, is drawn as visible text and kept as it is.

Textual draws what is in its fields as it stands; a label or a note from elsewhere could turn the line round.
"""

from __future__ import annotations

from rich.text import Text
from textual.events import Paste
from textual.widgets import Input, TextArea

from core.visible import visible

LONGEST = 500
"""Characters that can be asked for: a book pasted here would be looked for at every key, 6 s a megabyte."""


class TypedLine(Input):
    """One line of words."""

    def _on_paste(self, event: Paste) -> None:
        """Take the first line with words, as far as there is room: Textual takes all of it or nothing."""
        words = next(filter(str.strip, event.text.splitlines()), "")
        start, end = sorted(self.selection)
        room = self.max_length - len(self.value) + end - start if self.max_length else len(words)
        self.replace(words[: max(0, room)], start, end)
        event.prevent_default().stop()

    @property
    def _value(self) -> Text:
        return _drawn(super()._value)


class TypedText(TextArea):
    """Many lines of them."""

    def get_line(self, line_index: int) -> Text:
        return _drawn(super().get_line(line_index))


def _drawn(words: Text) -> Text:
    """The same with every character that acts or hides put as one that is seen."""
    if not words.plain.isascii() or not words.plain.isprintable():
        words.plain = visible(words.plain)
    return words
