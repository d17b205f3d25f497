"""The maintained counts: what one article adds to names, entities and days, and takes away again.

Storing adds an article's share, updating and removing take the old share off first, all in the article's own
transaction. Only joining or parting entities that have articles already counts anything anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.library import days, labelling, mentions, ranks, subjects
from core.library.interning import outlet
from core.library.owing import Connection
from core.library.packing import pack, unpack


@dataclass(frozen=True, slots=True)
class Share:
    """One article's share of the counts."""

    article: int
    outlet: str
    day: int
    forms: Counter[tuple[int, str]]
    """Mentions by (name id, form)."""
    roles: frozenset[tuple[int, str]]
    """(name id, role's text)."""

    @property
    def names(self) -> Counter[int]:
        """Mentions by name id."""
        names: Counter[int] = Counter()
        for (name, _), many in self.forms.items():
            names[name] += many
        return names


def share(connection: Connection, article_id: int) -> Share:
    """The share of the counts that an article has as it is stored."""
    outlet, day, text = connection.execute(
        "SELECT outlet, day, text FROM article JOIN article_text ON article_id = id WHERE id = ?",
        (article_id,),
    ).fetchone()
    forms: Counter[tuple[int, str]] = Counter()
    for name, spot in mentions.named(connection, article_id):
        forms[name, text[spot.start : spot.end]] += 1
    roles = connection.execute("SELECT name_id, text FROM role WHERE article_id = ?", (article_id,))
    return Share(article_id, outlet, day, forms, frozenset((name, role) for name, role in roles))


def owe(connection: Connection, share: Share) -> None:
    """Count a new article's share in before the transaction ends, or earlier when somebody asks."""
    _keep(connection, share)
    connection.shares.append(share)


def pay(connection: Connection) -> None:
    """Count in what is owed."""
    if shares := connection.shares:
        connection.shares = []
        touched = _count(connection, shares, 1)
        connection.counted |= touched
        relabel(connection, touched)


def close(connection: Connection) -> None:
    """Pay, and take off the names that nothing needs any more; the transaction ends.

    Not earlier: linking may have names in hand that no mention has yet.
    """
    pay(connection)
    bury(connection, connection.counted)


def add(connection: Connection, share: Share) -> set[int]:
    """Count an article's share in at once; returns the entities whose counts changed."""
    _keep(connection, share)
    return _count(connection, [share], 1)


def _keep(connection: Connection, share: Share) -> None:
    """Store what of a share is never owed: the article's own names, and its day."""
    if share.forms:
        packed = pack({name for name, _ in share.forms})
        connection.execute("INSERT INTO article_names VALUES (?, ?)", (share.article, packed))
    _count_day(connection, share, 1)


def take(connection: Connection, share: Share) -> set[int]:
    """Take an article's share off; returns the entities whose counts changed."""
    pay(connection)
    touched = _count(connection, [share], -1)
    names = json.dumps(list(share.names))
    for table, column in (("name_form", "mentions"), ("name_role", "articles")):
        connection.execute(
            f"DELETE FROM {table} WHERE name_id IN (SELECT value FROM json_each(?)) AND {column} <= 0",
            (names,),
        )
    _count_day(connection, share, -1)
    connection.execute("DELETE FROM article_day WHERE day = ? AND articles <= 0", (share.day,))
    connection.execute("DELETE FROM article_names WHERE article_id = ?", (share.article,))
    _narrow(connection, share)
    return touched


def _narrow(connection: Connection, share: Share) -> None:
    """Find the first and last day of roles anew, where the article that is taken off was one of them."""
    connection.executemany(
        """UPDATE name_role SET (first, last) = (
            SELECT ifnull(min(day), 0), ifnull(max(day), 0) FROM role JOIN article ON id = role.article_id
            WHERE role.name_id = ?1 AND role.text = ?2 AND article.outlet = ?3 AND day > 0 AND id <> ?5)
        WHERE name_id = ?1 AND text = ?2 AND outlet = ?3 AND ?4 > 0 AND ?4 IN (first, last)""",
        [(name, text, share.outlet, share.day, share.article) for name, text in share.roles],
    )


def _count_day(connection: Connection, share: Share, sign: int) -> None:
    connection.execute(
        "INSERT INTO article_day VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE "
        "SET articles = articles + excluded.articles, mentions = mentions + excluded.mentions",
        (share.day, sign, sign * share.forms.total()),
    )


def _count(connection: Connection, shares: Collection[Share], sign: int) -> set[int]:
    """Add shares to what is counted by name and by entity; returns the entities."""
    mentions: Counter[int] = Counter()
    articles: Counter[int] = Counter()
    on: Counter[tuple[int, int]] = Counter()
    forms: Counter[tuple[int, str, int]] = Counter()
    for share in shares:
        of = outlet(connection, share.outlet)
        for name, many in share.names.items():
            mentions[name] += many
            articles[name] += 1
            on[name, share.day] += many
        for (name, form), many in share.forms.items():
            forms[name, form, of] += many
    connection.executemany(
        "UPDATE name SET mentions = mentions + ?, articles = articles + ? WHERE id = ?",
        [(sign * mentions[name], sign * articles[name], name) for name in sorted(mentions)],
    )
    connection.executemany(
        """UPDATE name_doubt SET touched = touched + ?1 WHERE "left" = ?2 OR "right" = ?2""",
        [(sign * mentions[name], name) for name in sorted(mentions)],
    )
    connection.executemany(
        "INSERT INTO name_form VALUES (?, ?, ?, ?) ON CONFLICT (name_id, form, outlet) DO UPDATE "
        "SET mentions = mentions + excluded.mentions",
        [(*where, sign * forms[where]) for where in sorted(forms)],
    )
    connection.executemany(
        """INSERT INTO name_role VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT (name_id, text, outlet) DO UPDATE
        SET articles = articles + excluded.articles, last = max(last, excluded.last),
            -- The smaller of two days that are known, or the one that is.
            first = ifnull(min(nullif(first, 0), nullif(excluded.first, 0)), max(first, excluded.first))""",
        [(name, text, share.outlet, sign, share.day) for share in shares for name, text in share.roles],
    )
    return _count_entities(connection, shares, mentions, on, sign)


def _count_entities(
    connection: Connection,
    shares: Collection[Share],
    names: Counter[int],
    on: Counter[tuple[int, int]],
    sign: int,
) -> set[int]:
    """Add to entities the mentions of their names, and each article once."""
    entity_of: dict[int, int] = dict(
        connection.execute(
            "SELECT id, entity_id FROM name WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(names)),),
        ).fetchall()
    )
    articles = Counter(entity for share in shares for entity in {entity_of[name] for name in share.names})
    mentions: Counter[int] = Counter()
    for name, many in names.items():
        mentions[entity_of[name]] += many
    connection.executemany(
        """UPDATE entity SET mentions = mentions + ?1, articles = articles + ?2, sources = sources + ?2
        WHERE id = ?3""",
        [(sign * mentions[entity], sign * articles[entity], entity) for entity in sorted(mentions)],
    )
    days.count(connection, days.by_entity(on, entity_of, sign))
    return set(mentions)


_SHOUTED = (
    "(name.type IN ('PERSON', 'PLACE') AND length(form) > 3 AND form = upper(form) AND form <> lower(form))"
)
"""Whether a name is written in capitals that tell nothing; shorter ones are commonly initials (UAE)."""


def relabel(connection: Connection, entities: Collection[int]) -> None:
    """Give entities the type, form and reference of their name in most articles, the longest among equals.

    A known name goes first, and the lists' own label before its form: "United States" reads better than
    "U.S.", and "Kherson Oblast" is not the city. Of cities the press's spelling is the more familiar one, but
    of persons and places none in capitals ("WARSAW") while there is another.
    A label that a reader gave goes before all, and who is hidden under one name is hidden.
    """
    ids = json.dumps(sorted(entities))
    changed = connection.execute(
        f"""UPDATE entity SET type = told.type, label = told.label, reference = told.reference FROM (
            SELECT asked.value AS id, name.type, name.reference, iif(reference.id IS NOT NULL
                AND (reference.id NOT LIKE 'geonames:%' OR reference.kind IN ('oblast', 'raion', 'region')
                    OR {_SHOUTED}),
                reference.label, form) AS label
            FROM json_each(?) AS asked JOIN name ON name.id = (
                SELECT id FROM name WHERE entity_id = asked.value
                ORDER BY reference IS NULL, {_SHOUTED}, articles DESC, length(form) DESC, id LIMIT 1)
            LEFT JOIN reference ON reference.id = name.reference) AS told
        WHERE entity.id = told.id AND (entity.type <> told.type OR entity.label <> told.label
            OR entity.reference IS NOT told.reference) RETURNING id""",
        (ids,),
    ).fetchall()
    marked = connection.execute(
        """SELECT entity_id, label, hidden FROM name JOIN name_mark ON name_id = id
        WHERE entity_id IN (SELECT value FROM json_each(?)) ORDER BY rank""",
        (ids,),
    ).fetchall()
    connection.execute(
        "UPDATE entity SET hidden = 0 WHERE hidden = 1 AND id IN (SELECT value FROM json_each(?))", (ids,)
    )
    connection.executemany(
        "UPDATE entity SET label = iif(?2 = '', label, ?2), hidden = max(hidden, ?3) WHERE id = ?1", marked
    )
    labelling.hear(connection, {entity for entity, *_ in changed + marked})
    labelling.renew(connection, entities)
    ranks.renew(connection, entities)
    subjects.settle(connection, entities)


def settle(connection: Connection, entities: Iterable[int]) -> None:
    """Make and label the entities that names moved to; those that lost their last name go."""
    ids = [(entity,) for entity in sorted(entities)]
    connection.executemany("INSERT OR IGNORE INTO entity (id, type, label) VALUES (?, '', '')", ids)
    connection.executemany(
        "DELETE FROM entity WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM name WHERE entity_id = ?1)", ids
    )
    relabel(connection, [entity for (entity,) in ids])
    labelling.hear(connection, [entity for (entity,) in ids])  # a name gives its id no more, or now


def recount(connection: Connection, entities: Collection[int]) -> None:
    """Count the mentions, articles and sources of entities anew, after names with mentions moved."""
    connection.executemany(
        """UPDATE entity SET
            mentions = (SELECT sum(mentions) FROM name WHERE entity_id = ?1),
            articles = (SELECT count(DISTINCT article_id) FROM name_article
                        WHERE name_id IN (SELECT id FROM name WHERE entity_id = ?1 AND mentions > 0)),
            sources = (SELECT count(DISTINCT ifnull(group_id, named.article_id)) FROM name_article AS named
                       LEFT JOIN copy_member ON copy_member.article_id = named.article_id
                       WHERE name_id IN (SELECT id FROM name WHERE entity_id = ?1 AND mentions > 0))
        WHERE id = ?1""",
        [(entity,) for entity in sorted(entities)],
    )
    subjects.renew(connection, entities)
    labelling.renew(connection, entities)
    ranks.renew(connection, entities)


_NO_HOME = "NOT EXISTS (SELECT 1 FROM home_article WHERE name_id = name.id)"
"""No mention goes back to the name when a decision is undone."""


def forget(connection: Connection, names: Iterable[int]) -> None:
    """Delete those of these names that nobody mentions, and what entities they leave without a name."""
    pay(connection)
    found = connection.execute(
        f"""SELECT id, entity_id FROM name WHERE mentions = 0 AND {_NO_HOME}
        AND id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(names)),),
    ).fetchall()
    _drop(connection, [name for name, _ in found])
    settle(connection, {entity for _, entity in found})


def bury(connection: Connection, entities: Iterable[int]) -> None:
    """Delete entities that nobody mentions, and the silent names of others that hold nothing together."""
    ids = json.dumps(sorted(entities))
    dead = "SELECT id FROM entity WHERE mentions = 0 AND id IN (SELECT value FROM json_each(?))"
    left = connection.execute(f"SELECT id FROM name WHERE entity_id IN ({dead}) AND {_NO_HOME}", (ids,))
    _drop(connection, [name for (name,) in left])
    connection.execute(
        f"DELETE FROM entity WHERE id IN ({dead}) AND id NOT IN (SELECT entity_id FROM name)", (ids,)
    )
    silent = connection.execute(
        f"""SELECT id, entity_id FROM name WHERE mentions = 0 AND id <> entity_id AND {_NO_HOME}
        AND entity_id IN (SELECT value FROM json_each(?))""",
        (ids,),
    ).fetchall()
    for entity in {entity for _, entity in silent}:
        spare = {name for name, of in silent if of == entity}
        if _holds_without(connection, entity, spare):
            _drop(connection, spare)


def _drop(connection: Connection, names: Collection[int]) -> None:
    """Delete names, with all that stands under them alone."""
    rows = connection.execute(
        "SELECT id, keys FROM name WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(names)),)
    )
    connection.executemany(
        "DELETE FROM name_key WHERE key = ? AND name_id = ?",
        [(key, name) for name, keys in rows for key in unpack(keys)],
    )
    connection.executemany("DELETE FROM name WHERE id = ?", [(name,) for name in names])


def _holds_without(connection: Connection, entity: int, spare: set[int]) -> bool:
    """Whether links still join all names of an entity when the spare ones are gone.

    The name that gives the entity its id is never spare: without it the entity would change its id.
    """
    rows = connection.execute("SELECT id FROM name WHERE entity_id = ?", (entity,))
    left = {row[0] for row in rows} - spare
    neighbours: dict[int, set[int]] = {name: set() for name in left}
    for one, other in connection.execute(
        'SELECT "left", "right" FROM name JOIN name_link ON "left" = id WHERE entity_id = ?', (entity,)
    ):
        if one in left and other in left:
            neighbours[one].add(other)
            neighbours[other].add(one)
    reached, waiting = {entity}, [entity]
    while waiting:
        found = neighbours.get(waiting.pop(), set()) - reached
        reached |= found
        waiting += found
    return left <= reached
