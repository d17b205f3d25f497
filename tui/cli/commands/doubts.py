"""`warreader doubts`: links that are worth a look, those that touch the most mentions first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from core.library import Library
from core.library.records import Evidence, Sketch
from tui.cli.context import Context
from tui.cli.output import say_json, table
from tui.cli.shapes import add_limit
from tui.reading.grounds import grounds_against, grounds_for

HEADINGS = ("mentions", "score", "now", "name", "name", "for", "against")
_PAGE = 100


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_limit(parser, "links", default=50)


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    with context.open() as library:
        if options.json:
            for one in _queue(library, options.limit):
                say_json(_json(one))
        else:
            table(
                HEADINGS,
                (_row(one) for one in _queue(library, options.limit)),
                wraps=("name", "for", "against"),
            )
    return 0


def _queue(library: Library, limit: int) -> Iterator[Evidence]:
    last: Evidence | None = None
    while limit > 0 and (page := library.doubts(last, min(_PAGE, limit))):
        yield from page
        limit, last = limit - len(page), page[-1]


def _row(one: Evidence) -> tuple[object, ...]:
    now = "one" if one.together else "two"
    names = (f"{side.name.form} #{side.entity}" for side in (one.left, one.right))
    why = ("; ".join(grounds_for(one)), "; ".join(grounds_against(one)))
    return one.touched, round(one.score, 2), now, *names, *why


def _json(one: Evidence) -> dict[str, Any]:
    return {
        "mentions": one.touched,
        "score": round(one.score, 4),
        "together": one.together,
        "left": _side(one.left),
        "right": _side(one.right),
        "for": grounds_for(one),
        "against": grounds_against(one),
    }


def _side(side: Sketch) -> dict[str, Any]:
    return {
        "form": side.name.form,
        "type": side.name.type,
        "entity": side.entity,
        "label": side.label,
        "mentions": side.mentions,
        "articles": side.articles,
        "spellings": sorted({alias.form for alias in side.aliases}),
        "outlets": sorted({alias.outlet for alias in side.aliases}),
        "roles": [role.text for role in side.roles],
        "sentence": side.sample.sentence if side.sample else None,
    }
