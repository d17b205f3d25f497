"""`warreader marks`: what the reader starred, tagged, noted and marked; as Markdown with its citations."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from core import settings
from core.library.reader import ReaderState
from core.marks import Mark, MarkKind
from tui.cli.context import CommandError, Context
from tui.cli.output import say, say_json, table
from tui.cli.shapes import add_limit, pages
from tui.reading.quoting import markdown

HEADINGS = ("date", "kind", "what", "note or tag", "outlet", "article")


def add_arguments(parser: ArgumentParser) -> None:
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a line")
    shape.add_argument("--markdown", action="store_true", help="passages and notes with their citations")
    parser.add_argument("--kind", choices=[kind.value for kind in MarkKind], help="marks of one kind")
    parser.add_argument("--tag", metavar="TAG", default="", help="marks on articles with a tag")
    add_limit(parser, "marks")


def run(context: Context, options: Namespace) -> int:
    path = settings.state_path()
    with ReaderState.open(path) as state:
        if state.trouble:
            raise CommandError(state.trouble)
        kinds = [MarkKind(options.kind)] if options.kind else list(MarkKind)
        found = pages(
            lambda offset, limit: state.marks.listed(offset, limit, kinds, options.tag), options.limit
        )
        if options.json:
            for mark in found:
                say_json(_json(mark))
        elif options.markdown:
            for at, mark in enumerate(found):
                say(("\n---\n\n" if at else "") + markdown(mark), keep_newlines=True)
        else:
            table(HEADINGS, _rows(found), wraps=("what", "note or tag", "article"))
    return 0


def _rows(marks: Iterator[Mark]) -> Iterator[tuple[object, ...]]:
    for mark in marks:
        what = mark.named.label if mark.named else mark.anchor.quote if mark.anchor else ""
        outlet, headline = (mark.cited.outlet, mark.cited.headline) if mark.cited else ("", "")
        day = mark.at.date() if mark.at else ""
        yield day, mark.kind.value, " ".join(what.split()), " ".join(mark.text.split()), outlet, headline


def _json(mark: Mark) -> dict[str, Any]:
    cited, anchor, named = mark.cited, mark.anchor, mark.named
    return {
        "kind": mark.kind.value,
        "text": mark.text,
        "at": mark.at.isoformat() if mark.at else None,
        "source": cited.source if cited else None,
        "headline": cited.headline if cited else None,
        "outlet": cited.outlet if cited else None,
        "published": cited.published if cited else None,
        "url": cited.url if cited else None,
        "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None,
        "quote": anchor.quote if anchor else None,
        "entity": named.label if named else None,
        "type": named.type if named else None,
    }
