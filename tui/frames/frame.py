"""A shadow of what the terminal shows, and the difference to what it shall show."""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import ColorSystem
from textual._compositor import CompositorUpdate

from tui.frames.cells import Patch, is_wide, patches
from tui.frames.looks import RESET, Look, Row, is_half
from tui.frames.moving import Scroll, Slide, guesses
from tui.frames.pen import Pen, Piece, Reach, pieces, whole, write
from tui.frames.runs import Runs, rows, runs, unsure

_FEW = 120
"""Bytes up to which no other way is looked for: to have the terminal move rows takes thirty of them."""


class Frame:
    """What the terminal shows, and the way from there to what it shall show."""

    def __init__(self, margins: bool = False, erases: bool = False) -> None:
        """For a terminal that knows left and right margins (DECLRMM), or one that scrolls whole rows.

        `erases` says whether what it erases takes the background that is set (terminfo's bce).
        """
        self.margins = margins
        self._erases = erases
        self._rows: list[Row] = []
        self._unsure: set[int] = set()
        """Rows that held characters of doubtful width: sent whole, as what follows them may stand off."""
        self._left: Runs = []
        """What the terminal shows before the first update."""
        self._size = (0, 0)
        self._look: Look | None = None
        """The look that is set in the terminal, from frame to frame."""

    @property
    def begun(self) -> bool:
        """Whether the terminal shows something of ours."""
        return self._size != (0, 0)

    def forget(self) -> None:
        """The terminal may show anything now: the next update is sent whole."""
        self._size, self._left = (0, 0), []
        self._look = None

    def rest(self) -> str:
        """Leave the terminal to others; returns what resets the look that is set."""
        left = self._look
        self.forget()
        self._look = Look()
        return "" if left == Look() else RESET

    def left(self) -> Runs | None:
        """What the terminal shows; None where that is not sure."""
        return runs(self._rows) if self.begun else None

    def take(self, left: Runs) -> None:
        """Take what was left for what the terminal shows at the first update."""
        self._left = left

    def difference(self, update: CompositorUpdate, size: tuple[int, int], system: ColorSystem) -> str:
        """Take in an update to a terminal of (columns, rows), and return what brings the terminal there."""
        if size != self._size:
            self._rows, self._unsure = rows(self._left), unsure(self._left)
            if [len(row) for row in self._rows] != [size[0]] * size[1]:
                self._rows, self._unsure = [[None] * size[0] for _ in range(size[1])], set()
            self._size, self._left = size, []
        # Until the widgets are laid out for a smaller terminal they draw beyond it.
        parts = [
            patch._replace(cells=patch.cells[: size[0] - patch.x])
            for patch in patches(update, system)
            if 0 <= patch.y < size[1] and patch.x < size[0]
        ]
        wanted = self._wanted(parts)
        pen, sequence = Pen(None, self._look), ""
        for y in sorted(self._unsure & wanted.keys()):
            if self._rows[y] != wanted[y]:
                row, pen = whole(y, wanted[y], pen)
                sequence += row
            self._rows[y] = wanted.pop(y)
        rest, pen, self._rows = self._shortest(parts, wanted, pen)
        self._look = pen.look
        return sequence + rest

    def _wanted(self, parts: list[Patch]) -> dict[int, Row]:
        """The rows that are drawn to, as they shall be."""
        wanted = {patch.y: list(self._rows[patch.y]) for patch in parts}
        for y, x, cells, sure in parts:
            row, end = wanted[y], x + len(cells)
            row[x:end] = cells
            # Of a wide character that was half drawn over it is not known what the terminal shows.
            if x and (before := row[x - 1]) and is_wide(before) and not is_half(row[x]):
                row[x - 1] = None
            if end < len(row) and is_half(row[end]):
                row[end] = None
            if not sure:
                self._unsure.add(y)
        return wanted

    def _shortest(self, parts: list[Patch], wanted: dict[int, Row], pen: Pen) -> tuple[str, Pen, list[Row]]:
        """The shortest way from the rows to those wanted, the pen after it, and the rows then."""
        best = self._way(None, wanted, pen)
        if len(best[0]) > _FEW and any(map(any, self._rows)):  # the first frame moves nothing
            known = [part for part in parts if part.y in wanted]  # unsure rows were sent whole
            for move in guesses(known, self._rows, wanted, self.margins):
                if self._unsure.isdisjoint(move.touched):
                    way = self._way(move, wanted, pen)
                    best = min(best, way, key=lambda one: len(one[0].encode()))
        return best

    def _way(
        self, move: Scroll | Slide | None, wanted: Mapping[int, Row], pen: Pen
    ) -> tuple[str, Pen, list[Row]]:
        rows, sequence = self._rows, ""
        if move is not None:
            rows = [list(row) for row in rows]
            move.apply(rows)
            sequence, pen = move.sequence(self._size[0]), Pen(None, pen.look)
        shall = [wanted.get(y, row) for y, row in enumerate(self._rows)]
        parts: list[Piece] = []
        for y, (old, new) in enumerate(zip(rows, shall, strict=True)):
            if old is not new and old != new:
                parts += pieces(y, old, new)
        text, pen = write(parts, pen, Reach(self._size[0], self._erases))
        return sequence + text, pen, shall
