"""A session of its own: marks article after article, and tells of each when it is kept."""

from __future__ import annotations

import sys
from pathlib import Path

from core.library.reader import ReaderState
from core.marks import Cited

if __name__ == "__main__":
    path, name, count = sys.argv[1:]
    with ReaderState(Path(path)) as state:
        for number in range(int(count)):
            cited = Cited(f"/{name}/{number}", f"Article {number}")
            state.marks.star(cited)
            state.marks.tag(cited, "night")
            print(number, flush=True)
