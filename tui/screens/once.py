"""A screen is left once.

A second Enter or Escape may be on its way when the first has left it. Textual would pop whatever lies on top
then: the screen beneath, or the last one, which ends the app.
"""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class Once(Screen[Any]):
    """What screens that can be left are made of."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with a result; where this screen is no longer on top it was left already."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
