"""`warreader show ID`: one article; with --why, every mention with its entity and how it was found."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from core.library import Library
from core.library.records import StoredArticle, StoredMention
from tui.cli.commands.edit import print_metadata
from tui.cli.context import CommandError, Context
from tui.cli.output import say, say_json, table
from tui.reading.phrases import called


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", type=int, help="the article's number in `warreader list`")
    parser.add_argument(
        "--why", action="store_true", help="where each field and mention was found, and what it was linked to"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(context: Context, options: Namespace) -> int:
    with context.open() as library:
        try:
            stored = library.article(options.id)
        except KeyError:
            raise CommandError(f"no article {options.id}. `warreader list` shows the numbers.") from None
        if options.json:
            say_json(_json(stored))
            return 0
        _print_head(stored)
        if options.why:
            print_metadata(stored.article)
            say()
            _print_mentions(library, stored)
        else:
            say(stored.article.text, keep_newlines=True)
    return 0


def _print_head(stored: StoredArticle) -> None:
    article = stored.article
    told = (article.outlet, article.byline, article.published, f"{stored.words} words")
    say(article.headline)
    say(" · ".join(str(part) for part in told if part))
    say(article.provenance.source)
    say()


def _print_mentions(library: Library, stored: StoredArticle) -> None:
    if stored.by_rules_alone:
        say("No model reads this language: gazetteer and rules found the names.")
    labels: dict[int | None, str] = {
        m.entity: library.entity(m.entity).label for m in stored.mentions if m.entity is not None
    }
    table(
        ("at", "form", "type", "entity", "sure", "found by", "why"),
        (
            (m.start, m.form, m.type, _entity(m, labels), f"{m.confidence:.0%}", m.found_by, m.note)
            for m in stored.mentions
        ),
    )
    _print_called(library, labels)


def _print_called(library: Library, labels: dict[int | None, str]) -> None:
    """What the library's articles call the persons of this one, by outlet and date."""
    told = [(label, line) for one, label in labels.items() if one for line in called(library.roles(one))[:3]]
    if told:
        say()
        table(("entity", "called by"), told)


def _entity(mention: StoredMention, labels: dict[int | None, str]) -> str:
    if mention.entity is None:
        return "(hidden)" if mention.hidden else "(boilerplate)"
    return f"{labels[mention.entity]} #{mention.entity}"


def _json(stored: StoredArticle) -> dict[str, Any]:
    article = stored.article
    return {
        "id": stored.id,
        "title": article.title,
        "headline": article.headline,
        "outlet": article.outlet,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": article.published,
        "updated": article.updated,
        "dateline_place": article.dateline_place,
        "dateline_date": article.dateline_date,
        "canonical_url": article.canonical_url,
        "origins": dict(article.origins),
        "language": article.language,
        "by_rules_alone": stored.by_rules_alone,
        "url": article.url,
        "words": stored.words,
        "source": article.provenance.source,
        "sha256": article.provenance.sha256,
        "added": article.provenance.added.isoformat(),
        "format": article.provenance.format,
        "encoding": article.provenance.encoding,
        "text": article.text,
        "mentions": [mention_json(m) for m in stored.mentions],
        "boilerplate": stored.boilerplate,
    }


def mention_json(m: StoredMention) -> dict[str, Any]:
    """A mention with all that is known of it."""
    return {
        "start": m.start,
        "end": m.end,
        "text": m.form,
        "type": m.type,
        "entity": m.entity,
        "confidence": round(m.confidence, 4),
        "found_by": m.found_by,
        "note": m.note,
        "boilerplate": m.boilerplate,
        "hidden": m.hidden,
    }
