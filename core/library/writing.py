"""Storing an article, with all that was found in it, inside the caller's transaction."""

from __future__ import annotations

import json
from collections import Counter

from core.article import Article
from core.entity import Mention, Name, Role
from core.library import editing, indexing, mentions, sorting, tallies
from core.library.interning import phrase, told
from core.library.mentions import Spot
from core.library.names import SqlNames
from core.library.owing import Connection
from core.library.packing import deflated
from core.library.records import LinkedArticle, Outcome
from core.library.statements import writing as statements

_COLUMNS = (
    "source, sha256, added, format, encoding, title, headline, outlet, byline, dateline, day, language, url, "
    "words, by_rules_alone"
)


def known(connection: Connection, article: Article) -> tuple[Outcome, int | None]:
    """What storing this article would come to, and the id that it has already."""
    row = connection.execute(
        "SELECT id, sha256 FROM article WHERE source = ?", (article.provenance.source,)
    ).fetchone()
    if row is None:
        return Outcome.ADDED, None
    return Outcome.UNCHANGED if row[1] == article.provenance.sha256 else Outcome.UPDATED, int(row[0])


def store(connection: Connection, linked: LinkedArticle) -> Outcome:
    """Store an article, or update it in place under its id; returns what it came to."""
    outcome, article_id = known(connection, linked.article)
    if outcome is Outcome.UNCHANGED:
        return outcome
    linked = linked._replace(article=editing.applied(connection, linked.article))
    values = _values(linked)
    if article_id is None:
        marks = ", ".join("?" * len(values))
        cursor = connection.execute(f"INSERT INTO article ({_COLUMNS}) VALUES ({marks})", values)
        tallies.owe(connection, _fill(connection, int(cursor.lastrowid or 0), linked))
        return outcome
    touched = _empty(connection, article_id)
    connection.execute(
        f"UPDATE article SET ({_COLUMNS}) = ({', '.join('?' * len(values))}) WHERE id = ?",
        (*values, article_id),
    )
    touched |= tallies.add(connection, _fill(connection, article_id, linked))
    tallies.relabel(connection, touched)
    tallies.bury(connection, touched)
    return outcome


def remove(connection: Connection, article_id: int) -> None:
    """Remove an article and all that stands on it alone; KeyError where there is none."""
    if connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone() is None:
        raise KeyError(article_id)
    touched = _empty(connection, article_id)
    connection.execute("DELETE FROM article WHERE id = ?", (article_id,))
    tallies.relabel(connection, touched)
    tallies.bury(connection, touched)


def _values(linked: LinkedArticle) -> tuple[str | int, ...]:
    article, origin = linked.article, linked.article.provenance
    return (
        origin.source,
        origin.sha256,
        origin.added.isoformat(timespec="seconds"),
        origin.format,
        origin.encoding,
        article.title,
        article.headline,
        article.outlet,
        article.byline,
        article.dateline,
        day_of(article),
        article.language or linked.annotation.language,
        article.url,
        len(article.text.split()),
        int(linked.annotation.by_rules_alone),
    )


def day_of(article: Article) -> int:
    """The publication date as a proleptic ordinal, 0 where undated: sorts undated articles last."""
    return article.published.toordinal() if article.published else 0


def _fill(connection: Connection, article_id: int, linked: LinkedArticle) -> tallies.Share:
    """Store what stands beside an article's row; returns its share of the counts."""
    article, day = linked.article, day_of(linked.article)
    names = SqlNames(connection)
    connection.execute("INSERT INTO article_text VALUES (?, ?)", (article_id, deflated(article.text)))
    indexing.owe(connection, article_id, day, article.title, article.text)
    connection.executemany(
        "INSERT INTO boilerplate VALUES (?, ?, ?)",
        [(article_id, start, end) for start, end in linked.annotation.boilerplate],
    )
    found = _mentions(linked)
    spots = [
        Spot(
            m.start,
            m.end,
            told(connection, m.type, m.confidence, m.found_by, m.note, m.boilerplate),
            name,
            names.find(home) if home else None,
        )
        for name, home, m in found
    ]
    mentions.put(connection, article_id, day, spots)
    roles = _roles(linked)
    connection.executemany(
        "INSERT INTO role VALUES (?, ?, ?, ?, ?)",
        [(article_id, role.start, role.end, name, role.text) for name, role in roles],
    )
    tell(connection, article_id, article)
    sorting.stand_alone(connection, article_id, day)
    forms = Counter((name, article.text[m.start : m.end]) for name, _, m in found if name is not None)
    called = frozenset((name, role.text) for name, role in roles)
    return tallies.Share(article_id, article.outlet, day, forms, called)


def tell(connection: Connection, article_id: int, article: Article) -> None:
    """Store what an article tells of itself beside the list's columns."""
    connection.execute(
        "INSERT INTO article_told VALUES (?, ?, ?, ?, ?, ?)",
        (
            article_id,
            article.updated.isoformat() if article.updated else "",
            article.canonical_url,
            article.dateline_place,
            article.dateline_date.isoformat() if article.dateline_date else "",
            phrase(connection, json.dumps(article.origins, ensure_ascii=False)),
        ),
    )


def _mentions(linked: LinkedArticle) -> list[tuple[int | None, Name | None, Mention]]:
    """(name id, home if it is another, mention), boilerplate included."""
    named = {m.start: (name, local.home, m) for name, local in linked.entities for m in local.mentions}
    aside = {m.start: (None, None, m) for m in linked.annotation.mentions if m.start not in named}
    return list({**aside, **named}.values())


def _roles(linked: LinkedArticle) -> list[tuple[int, Role]]:
    """(name id, role); of two roles of a name that begin at one place the first of the text's order stays."""
    found: dict[tuple[int, int], Role] = {}
    for name, local in linked.entities:
        if local.mentions:
            for role in local.roles:
                found.setdefault((role.start, name), role)
    return [(name, role) for (_, name), role in found.items()]


def _empty(connection: Connection, article_id: int) -> set[int]:
    """Take off all that an article brought, its own row excepted; returns the entities it touched."""
    sorting.leave(connection, article_id)
    statements.leave(connection, article_id)
    touched = tallies.take(connection, tallies.share(connection, article_id))
    indexing.forget(connection, article_id)
    mentions.forget(connection, article_id)
    for table in ("role", "boilerplate", "article_text", "article_told"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    return touched
