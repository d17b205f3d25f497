"""The map itself: outlines in Braille or ASCII, places over them, one of them chosen.

All rows of a view are made at once and kept, so that drawing a line again costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from core.library.places import LocatedPlace
from tui.map import drawing, labels
from tui.map.view import UKRAINE, View
from tui.plain import has_unicode
from tui.reading.spans import Marks
from tui.widgets.line_view import LineView, Piece

COLUMNS, ROWS = 4, 2
"""Cells that one key moves by."""


class MapView(LineView):
    """A view that moves over the map."""

    @dataclass
    class Picked(Message):
        """A place was clicked."""

        place: int
        again: bool
        """It was the chosen one."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.places: Sequence[LocatedPlace] = ()
        self.chosen: int | None = None
        """Index of the chosen place."""
        self.view: View | None = None
        """None until the size is known."""
        # The console of Linux has no Braille signs in its font.
        self._braille = has_unicode(os.environ) and os.environ.get("TERM") != "linux"
        self._begin: tuple[float, float, float] | None = None
        """Where to look once the size is known: longitude, latitude, scale."""
        self._outlines: tuple[View, drawing.Cells] | None = None
        self._layer: labels.Layer | None = None
        self._rows: list[list[Piece]] = []

    @property
    def place(self) -> LocatedPlace | None:
        """The chosen place."""
        return None if self.chosen is None else self.places[self.chosen]

    def on_resize(self) -> None:
        if not self.width or not self.height:
            return
        if self.view is None:
            self.view = View.of(UKRAINE, self.width, self.height)
            if self._begin is not None:
                self.look(*self._begin)
        else:
            box = self.view.box
            self.view = View.of(box, self.width, self.height)
        self.set_length(self.height)
        self._draw()

    def show(self, places: Sequence[LocatedPlace], chosen: int | None) -> None:
        """Put places on the map, one of them chosen and in view."""
        self.places = places
        self.choose(chosen)

    def choose(self, index: int | None) -> None:
        """Choose a place, and have it in view."""
        self.chosen = index
        self._reveal()
        self._draw()

    def step(self, by: int) -> None:
        """Choose the place that is named next most often, or the one before it; they go round."""
        if self.places:
            start = self.chosen if self.chosen is not None else -1 if by > 0 else 0
            self.choose((start + by) % len(self.places))

    def look(self, longitude: float, latitude: float, scale: float) -> None:
        """Show the piece of the world about a place, as near as a scale says and the map goes."""
        self._begin = longitude, latitude, scale
        if self.view is not None:
            self._go(replace(self.view, scale=scale).zoomed(0).at(longitude, latitude))

    def whole(self) -> None:
        """Show all of Ukraine."""
        self._go(View.of(UKRAINE, self.width, self.height))

    def zoom(self, steps: float) -> None:
        """Nearer, or farther; the chosen place stays in view."""
        if self.view is not None:
            place = self.place
            if steps > 0 and place is not None:
                column, row = self.view.cell(place.longitude, place.latitude)
                if 0 <= column < self.width and 0 <= row < self.height:
                    self.view = self.view.at(place.longitude, place.latitude)
            self._go(self.view.zoomed(steps))

    def pan(self, columns: float, rows: float) -> None:
        """To the right, and down."""
        if self.view is not None:
            self._go(self.view.moved(round(columns), round(rows)))

    def move(self, step: int) -> None:
        self.pan(0, step * ROWS)

    def turn(self, pages: float) -> None:
        self.pan(0, pages * max(1, self.height - ROWS))

    def go_to_end(self, last: bool) -> None:
        if self.places:
            self.choose(len(self.places) - 1 if last else 0)

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        return (self._rows[index] if index < len(self._rows) else []), ()

    def on_click(self, event: Click) -> None:
        if self._layer is not None:
            near = [(event.y, event.x + aside) for aside in (0, -1, 1)]
            found = next((self._layer.places[cell] for cell in near if cell in self._layer.places), None)
            if found is not None:
                self.post_message(self.Picked(found, found == self.chosen))

    def _wheel(self, event: MouseScrollDown | MouseScrollUp, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.zoom(-1 if lines > 0 else 1)

    def _go(self, view: View) -> None:
        self.view = view
        self._draw()

    def _reveal(self) -> None:
        if self.view is not None and (place := self.place) is not None:
            self.view = self.view.showing(place.longitude, place.latitude)

    def _draw(self) -> None:
        view = self.view
        if view is None:
            return
        if self._outlines is None or self._outlines[0] != view:
            self._outlines = view, drawing.draw(view)
        self._layer = labels.lay(view, self.places, self.chosen, self._braille)
        before, self._rows = self._rows, labels.rows(view, self._outlines[1], self._layer, self._braille)
        changed = [index for index, row in enumerate(self._rows) if before[index : index + 1] != [row]]
        if 2 * len(changed) > len(self._rows):
            self.refresh()  # 37 lines one by one take 2 ms more
        else:
            for index in changed:
                self.refresh_span(index)
