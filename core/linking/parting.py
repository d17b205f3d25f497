"""Gives what an article names a name of its own: where it tells nobody elsewhere, or as readers decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.entity import EntityType, LocalEntity, Mention, Name, Role
from core.linking.decisions import Rulings
from core.names import organisations, persons


def bound(entity: LocalEntity, source: str) -> LocalEntity:
    """An entity of a name that tells nobody beyond its article, with a name of that article alone.

    The Vladimirs of 47 articles had been one entity, and their defence ministries headed the queue of doubts.
    """
    name = entity.name
    if name.reference is not None or not _tells_nobody(name):
        return entity
    return entity._replace(name=replace(name, article=source))


def _tells_nobody(name: Name) -> bool:
    if name.type is EntityType.PERSON:
        return persons.tells_nobody(name.form)
    if name.type is EntityType.ORG:
        return organisations.tells_nobody(name.form)
    return name.type is EntityType.PLACE and (name.senses or 0) > 1  # one of the many Mykolaivkas


def parted(entity: LocalEntity, source: str, rulings: Rulings) -> list[LocalEntity]:
    """The entities that rulings make of one entity of the article from `source`, in the order of the text.

    The entity bears the name that linking gave it; each part remembers that as its home, unless it kept it.
    """
    if not rulings.apart and not rulings.types:
        return [entity]
    home = entity.name
    groups: dict[Name, list[Mention]] = {}
    for mention in entity.mentions:
        groups.setdefault(rulings.name_of(home, source, mention), []).append(mention)
    if set(groups) == {home}:
        return [entity]
    roles: dict[Name, list[Role]] = {name: [] for name in groups}
    for role in entity.roles:
        roles[min(groups, key=lambda name: _distance(role, groups[name]))].append(role)
    return [
        LocalEntity(name, tuple(mentions), tuple(roles[name]), home if name != home else None)
        for name, mentions in groups.items()
    ]


def typed(entity: LocalEntity) -> LocalEntity:
    """An entity whose mentions are of its name's type."""
    kind = entity.name.type
    if all(mention.type is kind for mention in entity.mentions):
        return entity
    return entity._replace(mentions=tuple(mention._replace(type=kind) for mention in entity.mentions))


def _distance(role: Role, mentions: Iterable[Mention]) -> int:
    """From a role to the nearest of some mentions."""
    return min(max(mention.start - role.end, role.start - mention.end) for mention in mentions)
