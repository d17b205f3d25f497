"""Coreference of organisations inside an article, and whose "the ministry" is.

A body that every state has is named by its country: the one in its name, the one straight before or after
it, the one of the same body named elsewhere in the article, or the country named last before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from core.entity import EntityType, Mention, Reference
from core.linking.grouping import Group
from core.names import DOUBTFUL, THRESHOLD, organisations
from core.names.organisations import Organisation, parse
from core.names.tables import countries

_OWNER = re.compile(r"(?P<owner>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?:['’]s?)?\s+$")
_OF = re.compile(r"^\s+(?:of|in)\s+(?:the\s+)?(?P<owner>[A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_STOP = re.compile(r"(?<!\.\w)\.(?=\s|$)")
"""The end of a sentence, not the stop of "U.S."."""
_REFERRED = re.compile(r"\b(?:[Ii]ts|[Tt]heir|[Tt]he country['’]s)\s+$")
_PART_OF = re.compile(r"\bof (?:the )?")
_UNITED = frozenset({"un", "united nations"})
_UN_BODY = ("council", "security")
"""What the United Nations have as well as states, as `parse` tells it."""
_PRESIDED = re.compile(
    r"\b(?:his|her)\s+$"
    r"|\b(?:chaired|chairs|convened|convenes|(?:held|led|opened) (?:an?|the) [\w -]*\bof)\s(?!by\b)[^.!?;,]*$"
)
"""A state's own council before its president: "his", "chaired the", "held an urgent meeting of the"."""
_OFFICER = re.compile(r"\s+(?:[Ss]ecretary|[Dd]eputy)\b")
_REACH = 300
"""Characters before a body in which a country named may be its owner: two or three sentences."""


def gather(text: str, mentions: Sequence[Mention], nations: Sequence[Mention]) -> list[Group]:
    """Group the mentions of organisations; `nations` are its places and demonyms, in order."""
    groups: list[Group] = []
    later: list[Mention] = []
    bracketed = _bracketed(text, mentions)
    for mention in sorted(mentions, key=lambda m: (-len(m.form.split()), m.start)):
        if mention.start in bracketed:
            continue
        body, country = parse(mention.form), owner(text, mention)
        unsaid = body.state and not body.country and not country
        if unsaid and not known(mention, _unsaid(groups, mention)):
            later.append(mention)
        else:
            _add(groups, mention, country)
    starts = [nation.start for nation in nations]
    united = any(mention.form.lower().replace(".", "") in _UNITED for mention in mentions)
    for mention in later:
        un = "UN" if united and _of_nations(text, mention) else ""
        near = nations[bisect_left(starts, mention.start - _REACH) : bisect_left(starts, mention.start)]
        _add(groups, mention, _unsaid(groups, mention) or un or _last_named(text, near, mention))
    _add_bracketed(groups, [mention for mention in mentions if mention.start in bracketed], bracketed)
    for group in groups:
        group.mentions.sort(key=lambda mention: mention.start)
    return sorted(groups, key=lambda group: group.start)


def _of_nations(text: str, mention: Mention) -> bool:
    """Whether a body may be the United Nations': no state's president or secretary stands beside it."""
    if parse(mention.form).words != _UN_BODY or _OFFICER.match(text, mention.end):
        return False
    return not _PRESIDED.search(text[max(0, mention.start - _REACH) : mention.start])


def _bracketed(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """Abbreviations that stand in brackets after a full name, by start, with the full name's start."""
    pairs: dict[int, int] = {}
    for full, short in pairwise(sorted(mentions, key=lambda mention: mention.start)):
        between = text[full.end : short.start]
        if (
            between.strip() == "("
            and text[short.end : short.end + 1] == ")"
            and parse(short.form).abbreviation
            and not _of_its_last_words(full.form, parse(short.form).abbreviation)
            and not _agency(full, short)
        ):
            pairs[short.start] = full.start
    meant = {mention.form: pairs[mention.start] for mention in mentions if mention.start in pairs}
    return {mention.start: meant[mention.form] for mention in mentions if mention.form in meant}


def _agency(full: Mention, short: Mention) -> bool:
    """Whether brackets tell who reports, not what is short for what: "UNITED NATIONS (AP)"."""
    listed = {r.id for r in full.references}, {r.id for r in short.references}
    return all(listed) and listed[0].isdisjoint(listed[1]) and short.form[0] not in parse(full.form).initials


def _of_its_last_words(full: str, letters: str) -> bool:
    """Whether an abbreviation is of what follows "of": "115th Brigade of the Armed Forces (AF)"."""
    tails = [full[found.end() :] for found in _PART_OF.finditer(full)]
    return parse(full).initials != letters and any(parse(tail).initials == letters for tail in tails)


def _add_bracketed(groups: list[Group], mentions: Sequence[Mention], full: dict[int, int]) -> None:
    """What brackets introduce is that body for the rest of the article, whatever its letters."""
    spelt = {one.start: (group, one.form) for group in groups for one in group.mentions}
    for mention in mentions:
        group, form_there = spelt.get(full[mention.start], (None, ""))
        if group is None:
            group = Group([mention])
            groups.append(group)
        else:
            known_as = tuple(r for r in mention.references if not _namesake(r.label, form_there))
            group.add(mention._replace(references=known_as))
        spelt[mention.start] = group, mention.form


def _namesake(listed: str, full: str) -> bool:
    """Whether a listed body shares the letters of a name alone: NCSC stands for two."""
    return (
        parse(listed).initials == parse(full).initials
        and organisations.compare(listed, full).score < DOUBTFUL
    )


def form(group: Group) -> str:
    """The fullest form of a body, with the country that its words leave out."""
    fullest = group.fullest()
    body = parse(fullest)
    return f"{group.country} {fullest}" if body.state and group.country and not body.country else fullest


def known(mention: Mention, country: str = "") -> tuple[Reference, ...]:
    """What a mention may stand for, left out that "the defence ministry" is known as a defence ministry.

    Nor is the one that is listed under a bare name ("National Security Council") any other country's.
    """
    told = countries().get(country.lower().replace(".", ""), "") or parse(mention.form).country
    bodies = ((r, parse(r.label)) for r in mention.references)
    return tuple(r for r, body in bodies if not body.anonymous and (not told or body.country in ("", told)))


def reference(group: Group) -> Reference | None:
    """What most mentions of a body stand for first of all."""
    for mention in group.mentions[group.heard :]:
        if found := known(mention, group.country):
            group.bodies.add(found[0])
    group.heard = len(group.mentions)
    return group.bodies.first()


def owner(text: str, mention: Mention) -> str:
    """The country that the text names straight before or after a state's body, as worded; else ""."""
    if not parse(mention.form).state or parse(mention.form).country:
        return ""
    before = _OWNER.search(text[max(0, mention.start - 40) : mention.start])
    after = _OF.match(text[mention.end : mention.end + 40])
    if before and (found := _country(_STOP.split(before["owner"])[-1])):
        return found
    return _country(_STOP.split(after["owner"])[0]) if after else ""


def _country(words: str) -> str:
    """The longest tail of some words, then the longest head, that names a country; "" if none does."""
    plain = re.sub(r"['’]s?$", "", words.strip())
    parts = plain.split() or [""]
    for candidate in (plain, parts[-1], parts[0]):
        if candidate.lower().replace(".", "") in countries():
            return candidate
    return ""


def _full(group: Group) -> Organisation:
    return parse(form(group))


def _add(groups: list[Group], mention: Mention, country: str) -> None:
    here, own = known(mention, country), f"{country} {mention.form}" if country else mention.form
    for group in groups:
        if _one(group, here, own):
            group.add(mention)
            return
    groups.append(Group([mention], country))


def _one(group: Group, here: Sequence[Reference], own: str) -> bool:
    """Whether a mention, by what it may stand for and its form with its country, is the group's."""
    there = reference(group)
    if there is not None and here:
        return there.id == here[0].id
    if organisations.compare(form(group), own).score >= THRESHOLD:
        return True
    if here and there is None:
        return False  # a listed body is no part of another's name: "House" of "House Oversight Committee"
    return _shortened(_full(group), parse(own))


def _shortened(full: Organisation, short: Organisation) -> bool:
    """Inside one article two letters suffice for an abbreviation, and the first words or the last for all."""
    if short.abbreviation and short.abbreviation == full.initials:
        return True
    if short.state or full.country != short.country or not set(short.words) < set(full.words):
        return False
    return short.first == full.first or (len(short.words) > 1 and short.last == full.last)


def _unsaid(groups: Sequence[Group], mention: Mention) -> str:
    """The country of the same body, where the article names one country's only."""
    words = parse(mention.form).words
    named = {_full(group).country: group for group in groups if _full(group).words == words}
    named.pop("", None)
    if len(named) != 1:
        return ""
    group = next(iter(named.values()))
    return group.country or _told(group.fullest())


def _told(full: str) -> str:
    """The words in a body's name that name its country."""
    words = re.findall(r"[\w.]+", full)
    pairs = [" ".join(words[i : i + 2]) for i in range(len(words) - 1)]
    return next((w for w in (*pairs, *words) if w.lower().replace(".", "") in countries()), "")


def _last_named(text: str, nations: Sequence[Mention], mention: Mention) -> str:
    """The country that `nations`, those near before a body, name last: if they name one or it is referred to.

    Letters alone ("the MoD") are what a country's own press calls its ministry, whomever it writes of.
    """
    named = [
        nation.form
        for nation in nations
        if nation.type in (EntityType.PLACE, EntityType.NORP)
        and nation.form.lower().replace(".", "") in countries()
    ]
    told = {countries()[form.lower().replace(".", "")] for form in named}
    referred = _REFERRED.search(text, max(0, mention.start - 20), mention.start)
    letters = " " not in mention.form and len(parse(mention.form).words) > 1
    return named[-1] if named and (referred or (len(told) == 1 and not letters)) else ""
