"""How much freed memory this process keeps for itself: little, as indexing goes on for hours."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Of glibc's malloc.h."""
_MOST = 4 * 2**20
"""Bytes. Setting them also ends their growth: by itself glibc keeps up to 64 MB on the heap, in pieces, once
a large block was freed (10 MB after 2,000 articles). No array of recognition but of long texts is larger."""


def keep_small() -> None:
    """Have glibc give freed blocks of some megabytes back to the system; other systems do as they do."""
    with suppress(OSError, AttributeError, TypeError):
        libc = ctypes.CDLL(None)
        for threshold in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
            libc.mallopt(threshold, _MOST)
