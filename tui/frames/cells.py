"""What the compositor wants drawn, as columns of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tui.frames.looks import ATTRIBUTES, Cell, Look, blank, is_doubtful


class Patch(NamedTuple):
    """A part of one row as it shall be."""

    y: int
    x: int
    cells: list[Cell]
    sure: bool
    """Whether every terminal gives each of its characters the same width."""


@lru_cache(maxsize=4096)
def _look(style: Style | None, system: ColorSystem) -> Look:
    if style is None:
        return Look()
    bits = style._attributes & style._set_attributes
    color, ground = style.color, style.bgcolor
    return Look(
        tuple(place for place in range(ATTRIBUTES) if bits >> place & 1),
        ";".join(color.downgrade(system).get_ansi_codes()) if color else "39",
        ";".join(ground.downgrade(system).get_ansi_codes(foreground=False)) if ground else "49",
    )


@lru_cache(maxsize=4096)
def _width(character: str) -> int | None:
    """Columns of a character, or None where that is doubtful."""
    return None if is_doubtful(character) else get_character_cell_size(character) or None


def _cells(strips: Iterable[Strip], system: ColorSystem) -> tuple[list[Cell], bool]:
    """The columns of some strips, and whether their widths are sure."""
    cells: list[Cell] = []
    sure = True
    for strip in strips:
        for text, style, control in strip:
            if control:
                continue
            look = _look(style, system)
            space = blank(look)
            if text.isascii():
                cells += [space if character == " " else (character, look) for character in text]
                continue
            for character in text:
                if character == " ":
                    cells.append(space)
                    continue
                width = _width(character)
                sure = sure and width is not None
                size = get_character_cell_size(character)
                if not size and cells:
                    _join(cells, character)
                cells += [(character, look), ("", look)][:size]
    return cells, sure


def is_wide(cell: Cell | None) -> bool:
    """Whether it is the left half of one."""
    return cell is not None and not cell[0].isascii() and get_character_cell_size(cell[0][0]) > 1


def _join(cells: list[Cell], mark: str) -> None:
    """Add a character that takes no column to the last that took one."""
    place = len(cells) - 1
    while place and not cells[place][0]:
        place -= 1
    cells[place] = (cells[place][0] + mark, cells[place][1])


def patches(update: CompositorUpdate, system: ColorSystem) -> Iterator[Patch]:
    """The parts of rows that an update of the compositor draws."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield Patch(y, update.region.x, *_cells(strips, system))
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x < right and end > left:
                    cut = strip.crop(max(0, left - x), right - x)
                    yield Patch(y, max(x, left), *_cells([cut], system))
