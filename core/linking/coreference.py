"""From an article's mentions to its local entities: who and what this one article speaks of.

Order: places are resolved first (their countries say whose ministry is meant), then persons, organisations
and the rest are gathered, each by its own rules. Mentions in boilerplate are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.entity import EntityType, FoundBy, LocalEntity, Mention, Name, Reference
from core.linking import bodies, people
from core.linking.grouping import Group
from core.linking.kinds import place_kind
from core.linking.resolution import resolve, senses
from core.linking.roles import roles
from core.names import THRESHOLD, compare, places

_LETTERS = 3
"""Capitals up to which a form is letters to spell, of which the gazetteer's transcriptions know nothing."""


def local_entities(text: str, mentions: Sequence[Mention]) -> list[LocalEntity]:
    """Return an article's entities in the order of their first mentions."""
    of: dict[EntityType, list[Mention]] = {kind: [] for kind in EntityType}
    for mention in mentions:
        if not mention.boilerplate:
            of[mention.type].append(mention)
    found = [*_places(text, of[EntityType.PLACE]), *_people(text, of[EntityType.PERSON])]
    nations = sorted((*of[EntityType.PLACE], *of[EntityType.NORP]), key=lambda mention: mention.start)
    for group in bodies.gather(text, of[EntityType.ORG], nations):
        found.append(_entity(EntityType.ORG, bodies.form(group), bodies.reference(group), group))
    for kind in (EntityType.WEAPON, EntityType.NORP, EntityType.EVENT):
        found += _plain(kind, of[kind])
    return sorted(found, key=lambda entity: entity.mentions[0].start)


def _entity(kind: EntityType, form: str, reference: Reference | None, group: Group) -> LocalEntity:
    return LocalEntity(Name(kind, form, reference), tuple(group.mentions))


def _people(text: str, mentions: Sequence[Mention]) -> list[LocalEntity]:
    return [
        LocalEntity(
            Name(EntityType.PERSON, group.fullest(), group.reference()),
            tuple(group.mentions),
            roles(text, tuple(group.mentions)),
        )
        for group in people.gather(text, mentions)
    ]


def _plain(kind: EntityType, mentions: Sequence[Mention]) -> list[LocalEntity]:
    groups: list[Group] = []
    for mention in mentions:
        own = next((group for group in groups if _one(kind, group, mention)), None)
        if own is None:
            groups.append(Group([mention]))
        else:
            own.add(mention)
    return [_entity(kind, group.fullest(), group.reference(), group) for group in groups]


def _one(kind: EntityType, group: Group, mention: Mention) -> bool:
    reference = group.reference()
    if reference is not None and mention.references:
        return reference.id == mention.references[0].id
    return any(compare(form, mention.form, kind).score >= THRESHOLD for form in group.forms())


def _places(text: str, mentions: Sequence[Mention]) -> list[LocalEntity]:
    """Places by what they were resolved to; unresolved ones by kind and form."""
    groups: list[tuple[Group, str, Reference | None]] = []
    for mention, kind, reference in resolve(text, [_unabbreviated(mention) for mention in mentions]):
        for group, kind_there, reference_there in groups:
            if _one_place(group, kind_there, reference_there, mention, kind, reference):
                group.add(mention)
                break
        else:
            groups.append((Group([mention]), kind, reference))
    return [
        LocalEntity(
            Name(
                EntityType.PLACE,
                _place_form(group, kind, reference),
                reference,
                senses=senses(kind, group.mentions) if reference is None else None,
            ),
            tuple(group.mentions),
        )
        for group, kind, reference in groups
    ]


def _unabbreviated(mention: Mention) -> Mention:
    """A mention that stands for nothing but by list if its letters abbreviate: "CA" is no Zhelyabovka."""
    letters = mention.form.replace(".", "")
    short = (letters.isupper() and len(letters) <= _LETTERS) or places.full(mention.form)
    return mention._replace(references=()) if short and mention.found_by is not FoundBy.LEXICON else mention


def _one_place(
    group: Group,
    kind_there: str,
    there: Reference | None,
    mention: Mention,
    kind: str,
    here: Reference | None,
) -> bool:
    if there is not None and here is not None:
        return there.id == here.id
    kind_there = place_kind(there) if there is not None else kind_there
    kind = place_kind(here) if here is not None else kind
    if (there is None) != (here is None) and mention.references:
        return False  # known, but not told which one: never the resolved one by spelling alone
    return any(
        places.compare(form, mention.form, kind_there, kind).score >= THRESHOLD for form in group.forms()
    )


def _place_form(group: Group, kind: str, reference: Reference | None) -> str:
    """The commonest form; an unresolved one carries the kind that its context told ("Kherson oblast")."""
    forms = group.forms()
    form = max(sorted(forms), key=lambda one: (forms[one], len(one)))
    if reference is None and kind not in ("", "city") and not places.parse(form).kind:
        return f"{form} {kind}"
    return form
