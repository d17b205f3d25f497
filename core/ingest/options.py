"""What whoever adds may ask of reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.article import FIELDS

MAPPED = ("text", *(field for field in FIELDS if not field.startswith("dateline_")), "key")
"""What may be mapped to a column: an article's fields, and "key", what a row is known by."""

MAX_SIZE = 64 * 2**20
"""Bytes of the largest file, or part of one, that is read unasked. The corpus of 10,497 articles that we
measure with is one JSON Lines file of 46 MB; the longest live blogs have under 1 MB of text."""


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read."""

    max_size: int = MAX_SIZE
    """Bytes; of a file as of each part that is unpacked from one."""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Article fields ("title", "text" …) to the columns or keys that hold them, where the guess is wrong."""
    table: str = ""
    """The table of a database that is meant, where the guess is wrong."""
