"""Which of many fixed wordings a text has: those whose every three letters in a row it has are looked for.

A search through an article costs two microseconds, and there are 250 wordings of page furniture: half a
millisecond, in which the model reads fifteen words. To mark the article's trigrams takes a tenth of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CELLS = 1 << 16
"""Of the table: an article has some 2,500 different trigrams."""


class Wordings:
    """Fixed wordings; one of fewer than three letters is always looked for."""

    def __init__(self, wordings: Iterable[str]) -> None:
        import numpy as np  # not before the model's loader has told OpenBLAS how many threads to start

        self._all = tuple(dict.fromkeys(wordings))
        # Cell 0 is marked in every text, for those without a trigram.
        cells = [np.append(_cells(wording), 0) for wording in self._all]
        self._cells = np.concatenate(cells)
        self._starts = np.cumsum([0, *map(len, cells[:-1])])

    def within(self, text: str) -> set[str]:
        """The wordings that `text` has."""
        import numpy as np

        marked = np.zeros(_CELLS, dtype=np.bool_)
        marked[_cells(text)] = marked[0] = True
        likely = np.logical_and.reduceat(marked[self._cells], self._starts)
        return {wording for wording in compress(self._all, likely.tolist()) if wording in text}


def _cells(text: str) -> NDArray[Any]:
    """The table's cell of each trigram."""
    import numpy as np

    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16).astype(np.uint32)
    return (units[:-2] * 961 + units[1:-1] * 31 + units[2:]) & (_CELLS - 1)
