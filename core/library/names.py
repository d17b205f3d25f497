"""Names, links and clusters in SQL: what `core.linking.store.NameStore` asks for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from core.entity import EntityType, LocalEntity, Name, NameLink, Reference
from core.library import doubts, mentions, retelling, subjects, tallies
from core.library.folding import spoken
from core.library.owing import Connection
from core.library.packing import pack
from core.library.postings import hashed
from core.library.statements import regrouping

_NAME = """SELECT name.id, name.type, name.form, reference.id, reference.type, reference.label,
    reference.kind, reference.description, reference.latitude, reference.longitude,
    reference.population, reference.within, name.article, name.start, name.senses
    FROM name LEFT JOIN reference ON reference.id = name.reference """

_TYPES = {kind.value: kind for kind in EntityType}
"""Looked up three times as fast as by the enumeration's call; candidates come by the hundred thousand."""

_COMPONENT = """WITH RECURSIVE reached (id) AS (
        SELECT value FROM json_each(?)
        UNION SELECT "right" FROM name_link JOIN reached ON "left" = reached.id
        UNION SELECT "left" FROM name_link JOIN reached ON "right" = reached.id)
    SELECT id FROM reached"""

_BY_TYPE = """SELECT value, name.type, sum(name_form.mentions), count(DISTINCT nullif(outlet.name, ''))
    FROM json_each(?) CROSS JOIN name_form ON name_form.form = value COLLATE NOCASE
    JOIN name ON name.id = name_id JOIN outlet ON outlet.id = outlet GROUP BY value, name.type"""
_SEEN, _OUTLETS, _AGREED = 20, 5, 0.95
"""Mentions of a form as one type, the outlets that have them, and their share of all its mentions, from which
on a library knows what the form is. At 8 mentions of 3 outlets, "Semitic" is a place."""


class SqlNames:
    """The names of a library. Every writing method wants the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, name: Name) -> int | None:
        row = self._connection.execute(
            """SELECT id FROM name WHERE type = ? AND form = ? AND ifnull(reference, '') = ?
            AND article = ? AND start = ?""",
            name.identity,
        ).fetchone()
        return int(row[0]) if row else None

    def add(self, name: Name, keys: Iterable[str]) -> int:
        if name.reference:
            self._keep(name.reference)
        reference = name.reference.id if name.reference else None
        own = {hashed(key) for key in keys}
        cursor = self._connection.execute(
            "INSERT INTO name (type, form, reference, article, start, senses, keys, entity_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            (name.type, name.form, reference, name.article, name.start, name.senses, pack(own)),
        )
        new = int(cursor.lastrowid or 0)
        self._connection.execute("UPDATE name SET entity_id = id WHERE id = ?", (new,))
        self._connection.executemany(
            "INSERT INTO name_key (key, name_id) VALUES (?, ?)", ((key, new) for key in sorted(own))
        )
        self._connection.executemany(
            "INSERT INTO name_word VALUES (?, ?)", ((sounds, new) for sounds in spoken(name.form))
        )
        self._connection.execute(
            "INSERT INTO entity (id, type, label, reference) VALUES (?, ?, ?, ?)",
            (new, name.type, name.form, reference),
        )
        return new

    def candidates(self, keys: Iterable[str]) -> Mapping[int, Name]:
        return self._select(
            "WHERE name.id IN (SELECT name_id FROM name_key WHERE key IN (SELECT value FROM json_each(?)))",
            json.dumps(sorted({hashed(key) for key in keys})),
        )

    def component(self, ids: Iterable[int]) -> tuple[Mapping[int, Name], list[NameLink]]:
        rows = self._connection.execute(_COMPONENT, (json.dumps(sorted(set(ids))),))
        reached = json.dumps([row[0] for row in rows])
        names = self._select("WHERE name.id IN (SELECT value FROM json_each(?))", reached)
        return names, self._links(reached)

    def add_links(self, links: Iterable[NameLink]) -> None:
        new = list(links)
        self._connection.executemany(
            'INSERT INTO name_link ("left", "right", score, reasons) VALUES (?, ?, ?, ?) '
            'ON CONFLICT ("left", "right") DO UPDATE SET score = excluded.score, reasons = excluded.reasons',
            [(k.left, k.right, k.score, json.dumps(k.reasons, ensure_ascii=False)) for k in new],
        )
        doubts.settle(self._connection, new)

    def remove_links(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._connection.executemany('DELETE FROM name_link WHERE "left" = ? AND "right" = ?', list(pairs))

    def assign(self, entities: Mapping[int, int]) -> None:
        """Set the entity of each name, and keep the counts and labels of the entities it changes true."""
        rows = self._connection.execute(
            """SELECT id, entity_id, EXISTS (SELECT 1 FROM name_article WHERE name_id = name.id) FROM name
            WHERE id IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(entities)),),
        )
        moved = [(name, old, mentioned) for name, old, mentioned in rows if old != entities[name]]
        if any(mentioned for *_, mentioned in moved):
            tallies.pay(self._connection)
        self._connection.executemany(
            "UPDATE name SET entity_id = ? WHERE id = ?", [(entities[name], name) for name, _, _ in moved]
        )
        tallies.settle(self._connection, {e for name, old, _ in moved for e in (old, entities[name])})
        # A new name brings no mentions yet: the entity that it joins is not counted again for it.
        weighty = {e for name, old, mentioned in moved if mentioned for e in (old, entities[name])}
        tallies.recount(self._connection, weighty)
        regrouping.regroup_spoken(self._connection, [name for name, _, mentioned in moved if mentioned])

    def mark(self, name_id: int, label: str, rank: int, hidden: bool) -> None:
        if label or hidden:
            self._connection.execute(
                "INSERT OR REPLACE INTO name_mark VALUES (?, ?, ?, ?)", (name_id, label, rank, int(hidden))
            )
        else:
            self._connection.execute("DELETE FROM name_mark WHERE name_id = ?", (name_id,))
        tallies.pay(self._connection)
        tallies.relabel(self._connection, [self.entity_of(name_id)])

    def told(self, names: Iterable[int], sources: Iterable[str]) -> list[tuple[str, LocalEntity]]:
        found = retelling.homes(self._connection, names, sources)
        known = self._select(
            "WHERE name.id IN (SELECT value FROM json_each(?))", json.dumps([home for _, home in found])
        )
        return [
            (source, retelling.entity(self._connection, article_id, home, known[home]))
            for (article_id, home), source in found.items()
        ]

    def retell(self, source: str, entities: Iterable[tuple[int, LocalEntity]]) -> None:
        told = [(one, self.find(entity.home) if entity.home else None, entity) for one, entity in entities]
        retelling.retell(self._connection, source, told)

    def forget(self, names: Iterable[int]) -> None:
        tallies.forget(self._connection, names)

    def of_mention(self, article_id: int, start: int) -> tuple[int, Name]:
        """Id and name of the mention at an offset of an article; KeyError where there is none."""
        for name, spot in mentions.named(self._connection, article_id):
            if spot.start == start:
                return name, self.get(name)
        raise KeyError((article_id, start))

    def get(self, name_id: int) -> Name:
        """A name; KeyError where there is no such."""
        return self._select("WHERE name.id = ?", name_id)[name_id]

    def several(self, name_ids: Iterable[int]) -> Mapping[int, Name]:
        """Names by id; those that are not there are left out."""
        return self._select("WHERE name.id IN (SELECT value FROM json_each(?))", json.dumps(list(name_ids)))

    def named(self, form: str) -> Mapping[int, Name]:
        """Names that any article calls by `form` (ASCII case ignored), by id.

        For an entity that is labelled so, and never called, its name in most articles stands.
        """
        tallies.pay(self._connection)
        return self._select(
            """WHERE name.id IN (SELECT name_id FROM name_form WHERE form = ?1 COLLATE NOCASE
            UNION SELECT id FROM name WHERE form = ?1
            UNION SELECT (SELECT id FROM name AS own WHERE own.entity_id = labelled.entity_id
                ORDER BY articles DESC, length(form) DESC, id LIMIT 1)
                FROM entity_label AS labelled WHERE label = ?1)""",
            form,
        )

    def settled(self, words: Collection[str]) -> Mapping[str, EntityType]:
        """Of these words, those that many outlets agree on as one type of entity (ASCII case ignored)."""
        owed = {form.lower() for share in self._connection.shares for _, form in share.forms}
        if not owed.isdisjoint(word.lower() for word in words):
            tallies.pay(self._connection)
        rows = self._connection.execute(_BY_TYPE, (json.dumps(list(words)),))
        counts: dict[str, list[tuple[int, int, str]]] = {}
        for form, type_, used, outlets in rows:
            counts.setdefault(form, []).append((used, outlets, type_))
        agreed = {}
        for form, told in counts.items():
            most, outlets, type_ = max(told)
            if most >= max(_SEEN, _AGREED * sum(used for used, *_ in told)) and outlets >= _OUTLETS:
                agreed[form] = EntityType(type_)
        return agreed

    def of_entity(self, entity_id: int) -> Mapping[int, Name]:
        """The names of an entity by id, the one in most articles first."""
        tallies.pay(self._connection)
        return self._select(
            "WHERE name.entity_id = ? ORDER BY name.articles DESC, length(name.form) DESC, name.id", entity_id
        )

    def entity_of(self, name_id: int) -> int:
        """Entity of a name; KeyError where there is no such name."""
        row = self._connection.execute("SELECT entity_id FROM name WHERE id = ?", (name_id,)).fetchone()
        if row is None:
            raise KeyError(name_id)
        return int(row[0])

    def _keep(self, reference: Reference) -> None:
        """Store or renew a reference: a newer gazetteer's label and place are the better ones."""
        subjects.put_within(self._connection, reference.id, reference.within)
        self._connection.execute(
            "INSERT OR REPLACE INTO reference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                reference.id,
                reference.type,
                reference.label,
                reference.kind,
                reference.description,
                reference.latitude,
                reference.longitude,
                reference.population,
                json.dumps(reference.within),
            ),
        )

    def _links(self, reached: str) -> list[NameLink]:
        rows = self._connection.execute(
            'SELECT "left", "right", score, reasons FROM name_link '
            'WHERE "left" IN (SELECT value FROM json_each(?)) ORDER BY "left", "right"',
            (reached,),
        )
        return [NameLink(left, right, score, tuple(json.loads(why))) for left, right, score, why in rows]

    def _select(self, where: str, *parameters: str | int) -> dict[int, Name]:
        return {row[0]: _name(row) for row in self._connection.execute(_NAME + where, parameters)}


def _name(row: tuple[object, ...]) -> Name:
    _, name_type, form, reference_id, reference_type, *rest = row
    label, kind, description, latitude, longitude, population, within, article, start, senses = rest
    spot = (
        str(article),
        start if isinstance(start, int) else -1,
        senses if isinstance(senses, int) else None,
    )
    if reference_id is None:
        return Name(_TYPES[str(name_type)], str(form), None, *spot)
    reference = Reference(
        id=str(reference_id),
        type=_TYPES[str(reference_type)],
        label=str(label),
        kind=str(kind),
        description=str(description),
        latitude=latitude if isinstance(latitude, float) else None,
        longitude=longitude if isinstance(longitude, float) else None,
        population=population if isinstance(population, int) else 0,
        within=tuple(json.loads(str(within))),
    )
    return Name(_TYPES[str(name_type)], str(form), reference, *spot)
