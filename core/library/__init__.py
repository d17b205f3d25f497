"""The library: the only SQL. Records go in, records come out, rows never leave the room."""

from core.library.library import Library
from core.library.opening import LibraryError

__all__ = ["Library", "LibraryError"]
