"""JSON and JSON Lines: an article an object: alone, in a list, or on a line of its own (standard library)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from core.article import Article
from core.ingest import rows
from core.ingest.decoding import in_utf8
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Part, aside

_OPENING = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:[\[{"\]\d-]|true|false|null))')
_LINE = re.compile(rb'\s*\{\s*"')
_MOST_VALUES = 2_000_000
"""In JSON that is read as a whole: an object of Python's takes a hundred bytes."""
_DEEPEST = 4


def recognises(part: Part) -> bool:
    """Whether a part opens as a JSON object or list does, and no prose."""
    return bool(_OPENING.match(part.head(200)))


def read(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The articles of the objects."""
    data = in_utf8(part.where, part.data, part.charset).lstrip()
    if not is_lines(data):
        yield from rows.articles(part, _objects(part, data, options), options, "json")
        return
    with aside(data) as lines:
        part = replace(part, data=b"")
        del data
        yield from read_lines(part, lines, options)


def read_lines(part: Part, lines: Iterable[bytes], options: Options) -> Iterator[Article | IngestError]:
    """The articles of JSON Lines in UTF-8, as they come."""
    yield from rows.articles(part, _lines(part, lines), options, "json")


def is_lines(data: bytes) -> bool:
    """Whether the first line is a whole object, and another may follow it."""
    end = data.find(b"\n")
    first = data if end < 0 else data[:end]
    if not first.lstrip().startswith(b"{") or _is_wide(first):
        return False
    try:
        value = json.loads(first)
        return isinstance(value, dict) and bool(_LINE.match(data, len(first) + 1) or not _listed(value))
    except (ValueError, RecursionError):
        return False


def _lines(part: Part, lines: Iterable[bytes]) -> Iterator[rows.Row | IngestError]:
    """The objects of JSON Lines, read one at a time: as text, the whole would take four times its bytes."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if _is_wide(line):
            yield IngestError(
                f"{part.where}, line {number}", f"more than {_MOST_VALUES:,} values. Split the line."
            )
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield IngestError(f"{part.where}, line {number}", f"no JSON ({_told(error)}). Mend the line.")
            continue
        if isinstance(value, dict):
            yield _flat(value)
        else:
            yield IngestError(f"{part.where}, line {number}", "no JSON object. Mend the line.")


def _is_wide(data: bytes) -> bool:
    """Whether JSON may have more values than are read as a whole."""
    return sum(map(data.count, (b"[", b"{", b","))) > _MOST_VALUES


def _objects(part: Part, data: bytes, options: Options) -> Iterator[rows.Row]:
    if _is_wide(data):
        raise part.error(
            f"more than {_MOST_VALUES:,} values in one JSON. Save it as JSON Lines and add that."
        )
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise part.error(f"damaged JSON ({_told(error)}). Save it anew and add that.") from error
    if isinstance(value, dict):
        own = _flat(value)
        if "text" in rows.guess(list(own), options.columns) and not _listed(value):
            return iter([own])
    found = _listed(value)
    if not found:
        if isinstance(value, dict):
            return iter([_flat(value)])
        raise part.error("JSON without a list of objects. Add one with an article an object.")
    return map(_flat, found)


def _listed(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The longest list of objects with text in a value, not below the articles themselves."""
    if isinstance(value, list):
        objects = [item for item in value if isinstance(item, dict)]
        if objects and "text" in rows.guess(list(_flat(objects[0]))):
            return objects
        return objects if objects and depth == 0 else []
    if isinstance(value, dict) and depth < _DEEPEST:
        return max((_listed(item, depth + 1) for item in value.values()), key=len, default=[])
    return []


def _flat(value: dict[str, Any], above: str = "", depth: int = 0) -> dict[str, Any]:
    """An object with its objects' keys as its own, dotted: "source.name"."""
    found: dict[str, Any] = {}
    for key, item in value.items():
        if isinstance(item, dict) and depth < _DEEPEST:
            found |= _flat(item, f"{above}{key}.", depth + 1)
        else:
            found[above + key] = item  # of an empty one and a key, the key itself
    return found


def _told(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())[:80]
