"""`warreader edit ID`: put an article's metadata right; `--reset FIELD` takes that back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from core.article import FIELDS, Article
from core.library import Library
from tui.cli.context import CommandError, Context
from tui.cli.output import say
from tui.cli.shapes import typed
from tui.reading.phrases import FIELD_NAMES


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", type=int, help="the article's number in `warreader list`")
    for field in FIELDS:
        kind = "YYYY-MM-DD" if field in ("published", "updated", "dateline_date") else "TEXT"
        parser.add_argument(
            f"--{field.replace('_', '-')}", metavar=kind, type=typed, help=f"the {FIELD_NAMES[field]}"
        )
    parser.add_argument(
        "--reset",
        metavar="FIELD",
        action="append",
        default=[],
        choices=[field.replace("_", "-") for field in FIELDS],
        help="take an edit back: the field has again what the source tells",
    )


def run(context: Context, options: Namespace) -> int:
    """Edit, and print what the article now tells; without an edit print it alone."""
    values: dict[str, str | None] = {
        field: " ".join(getattr(options, field).split())
        for field in FIELDS
        if getattr(options, field) is not None
    }
    for field in options.reset:
        values[field.replace("-", "_")] = None
    with context.open() as library:
        article = _article(library, options.id)
    if values:
        article = _edit(context, options.id, values)
    print_metadata(article)
    return 0


def _edit(context: Context, article_id: int, values: dict[str, str | None]) -> Article:
    from core import deciding

    try:
        return deciding.edit(context.library.path, article_id, values, deciding.author())
    except KeyError as error:
        raise CommandError(
            f"article {article_id} has no edit of {error.args[0]} to take back. "
            f"`warreader edit {article_id}` shows what was edited."
        ) from None
    except ValueError as error:
        raise CommandError(f"{error}. Write dates as YYYY-MM-DD.") from None


def _article(library: Library, article_id: int) -> Article:
    try:
        return library.article(article_id).article
    except KeyError:
        raise CommandError(f"no article {article_id}. `warreader list` shows the numbers.") from None


def print_metadata(article: Article) -> None:
    """What an article tells of itself, and where each of it was taken."""
    told = False
    for field in FIELDS:
        value, origin = getattr(article, field), article.origin(field)
        if value or origin:
            told = True
            say(f"{FIELD_NAMES[field]}: {value or ''}{f'  ({origin})' if origin else ''}")
    if not told:
        say("Nothing is told of this article.")
