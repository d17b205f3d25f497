"""What readers put right in an article's metadata: kept by source and field, so that it outlives re-indexing.

An edit stands in the article's row, as what the source told would; what the source told is kept beside it and
comes back when the edit is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime

from core.article import FIELDS, Article
from core.library import articles, groups, indexing, ranks, tallies
from core.library.owing import Connection
from core.library.records import Edit
from core.library.statements import writing as statements

DATES = frozenset(field.name for field in fields(Article) if "date" in str(field.type))
"""The fields that hold a date; edits write them as YYYY-MM-DD."""
_EDIT = "field, value, was, was_from, author, at"


def applied(connection: Connection, article: Article) -> Article:
    """An article on its way in with the edits of its source; what it tells itself is kept beside them."""
    for edit in edits(connection, article.provenance.source):
        connection.execute(
            "UPDATE edit SET was = ?, was_from = ? WHERE source = ? AND field = ?",
            (
                _told(article, edit.field),
                article.origin(edit.field),
                article.provenance.source,
                edit.field,
            ),
        )
        article = _with(article, edit.field, edit.value, f"edited by {edit.author}")
    return article


def as_told(article: Article, edits: Iterable[Edit]) -> Article:
    """An article of the library as its source told it: without those edits, which `applied` puts in."""
    for edit in edits:
        article = _with(article, edit.field, edit.was, edit.was_from)
    return article


def edits(connection: Connection, source: str) -> list[Edit]:
    rows = connection.execute(f"SELECT {_EDIT} FROM edit WHERE source = ? ORDER BY field", (source,))
    return [_edit(*row) for row in rows]


def every(connection: Connection) -> dict[str, list[Edit]]:
    """All edits, by source."""
    kept = dict[str, list[Edit]]()
    for source, *row in connection.execute(f"SELECT source, {_EDIT} FROM edit ORDER BY source, field"):
        kept.setdefault(source, []).append(_edit(*row))
    return kept


def _edit(field: str, value: str, was: str, was_from: str, author: str, at: str) -> Edit:
    return Edit(field, value, was, was_from, author, datetime.fromisoformat(at))


def fits(field: str, value: str) -> bool:
    """Whether a value may stand in a field of an article."""
    try:
        return field in FIELDS and bool(field not in DATES or not value or date.fromisoformat(value))
    except ValueError:
        return False


def edit(connection: Connection, article_id: int, values: Mapping[str, str | None], author: str) -> Article:
    """Put fields right; None takes an edit back. Returns the article as it now is.

    Raises KeyError for an article that is not there or a field that has no edit to take back, ValueError for
    what is no field or no date.
    """
    article = before = articles.article(connection, article_id).article
    source, now = before.provenance.source, datetime.now(UTC).isoformat(timespec="seconds")
    kept = {one.field: one for one in edits(connection, source)}
    for field, value in values.items():
        if field not in FIELDS:
            raise ValueError(f"{field} is no field of an article")
        if value is None:
            article = _with(article, field, kept[field].was, kept[field].was_from)
            connection.execute("DELETE FROM edit WHERE source = ? AND field = ?", (source, field))
            continue
        article = _with(article, field, value, f"edited by {author}")
        was = (
            (kept[field].was, kept[field].was_from)
            if field in kept
            else (_told(before, field), before.origin(field))
        )
        connection.execute(
            "INSERT OR REPLACE INTO edit VALUES (?, ?, ?, ?, ?, ?, ?)",
            (source, field, value, *was, author, now),
        )
    _rewrite(connection, article_id, article)
    return article


def _rewrite(connection: Connection, article_id: int, article: Article) -> None:
    """Change the row of an article, and the counts and the search index that stand on it."""
    from core.library.writing import day_of, tell

    statements.leave(connection, article_id)  # dates are counted from the day of publication
    share = tallies.share(connection, article_id)
    touched = tallies.take(connection, share)
    indexing.forget(connection, article_id)
    day = day_of(article)
    connection.execute(
        """UPDATE article SET (title, headline, outlet, byline, dateline, day, language, url)
        = (?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?""",
        (
            article.title,
            article.headline,
            article.outlet,
            article.byline,
            article.dateline,
            day,
            article.language,
            article.url,
            article_id,
        ),
    )
    indexing.owe(connection, article_id, day, article.title, article.text)
    connection.execute("UPDATE name_article SET day = ? WHERE article_id = ?", (day, article_id))
    connection.execute("DELETE FROM article_told WHERE article_id = ?", (article_id,))
    tell(connection, article_id, article)
    story = connection.execute("SELECT story_id FROM story_member WHERE article_id = ?", (article_id,))
    groups.renew_stories(connection, story.fetchone())
    ranks.renew(connection, touched | tallies.add(connection, replace(share, outlet=article.outlet, day=day)))


def _told(article: Article, field: str) -> str:
    value = getattr(article, field)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _with(article: Article, field: str, value: str, origin: str) -> Article:
    """An article with another value in one field and where that came from."""
    typed: date | str | None = value
    if field in DATES:
        try:
            typed = date.fromisoformat(value) if value else None
        except ValueError:
            raise ValueError(f"{value} is no date") from None
    origins = tuple(told for told in article.origins if told[0] != field)
    changed: Mapping[str, object] = {
        field: typed,
        "origins": (*origins, (field, origin)) if origin else origins,
    }
    return replace(article, **changed)  # type: ignore[arg-type]  # typed by the field's name
