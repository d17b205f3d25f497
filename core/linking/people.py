"""Coreference of persons inside an article: short forms go back to the full name they stand for.

Full names are gathered first, over the whole text, so that a headline's "Haidai" finds the "Serhiy Haidai"
that is introduced below it. Then each single word goes to the full name it is the surname (or else the given
name) of; of several, to the one whose role stands before it, else to the one named last.

A surname by which lists know somebody ("Biden") is his even where only his wife is named in full, unless the
article introduces a namesake of his and calls that one so from then on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.entity import Mention, Reference
from core.linking.grouping import Group
from core.linking.roles import before
from core.names import THRESHOLD, persons
from core.names.persons import Person
from core.names.tables import given
from core.names.tokens import compare_words

_SURE = 0.85
"""Likeness of surnames from which no misspelling needs to be assumed."""
_LONGEST = 60
"""Characters after a given name in which a kinsman's full name may stand."""
_WITH_KIN = re.compile(r"\s+(?:and|or|&)\s+[A-Z][\w’'.-]+\s+(?P<surname>[A-Z][\w’'-]+)")


def gather(text: str, mentions: Sequence[Mention]) -> list[Group]:
    """Group the mentions of persons, each group being one person."""
    groups: list[Group] = []
    singles: list[Mention] = []
    for mention in map(_suffixed, mentions):
        if persons.parse(mention.form).bare:
            singles.append(mention)
        else:
            _add_full(groups, mention)
    full = list(groups)
    loose: list[Group] = []
    fits: dict[str, list[float]] = {}
    for mention in singles:
        owner = _owner(text, full, mention, singles, fits)
        if owner is not None:
            owner.add(mention)
        else:
            _add_single(loose, mention)
    for group in full:
        group.mentions.sort(key=lambda mention: mention.start)
    return sorted((*full, *loose), key=lambda group: group.start)


def _add_full(groups: list[Group], mention: Mention) -> None:
    scores = [_score(group, mention) for group in groups]
    best = max(scores, default=0.0)
    if best >= THRESHOLD:
        groups[scores.index(best)].add(mention)
    else:
        groups.append(Group([mention]))


def _score(group: Group, mention: Mention) -> float:
    """The best likeness to any form of the group; 0 where references or a form contradict."""
    if _parted(group, mention):
        return 0.0
    forms = group.forms()
    if any(persons.conflicting(form, mention.form) for form in forms):
        return 0.0
    return max(persons.compare(form, mention.form).score for form in forms)


def _parted(group: Group, mention: Mention) -> bool:
    ours = group.reference()
    return ours is not None and bool(mention.references) and ours.id not in {r.id for r in mention.references}


def _add_single(groups: list[Group], mention: Mention) -> None:
    for group in groups:
        if (
            not _parted(group, mention)
            and persons.compare(group.mentions[0].form, mention.form).score >= THRESHOLD
        ):
            group.add(mention)
            return
    groups.append(Group([mention]))


def _suffixed(mention: Mention) -> Mention:
    """A mention that stands for none of another suffix: "Trump Jr" is not known as Donald Trump."""
    suffix = persons.parse(mention.form).suffix
    if not suffix:
        return mention
    fitting = (r for r in mention.references if persons.parse(r.label).suffix == suffix)
    return mention._replace(references=tuple(fitting))


def _owner(
    text: str,
    groups: list[Group],
    mention: Mention,
    singles: Sequence[Mention],
    fits: dict[str, list[float]],
) -> Group | None:
    """The group that a single word goes to; `fits` remembers how well its form fits each."""
    person = persons.parse(mention.form)
    if not person.words:
        return None
    if (kin := _WITH_KIN.match(text, mention.end, mention.end + _LONGEST)) is not None:
        named = [group for group in groups if _named(group, person, kin["surname"])]
        if named:
            return _nearest(text, named, mention)
    # Single words that a group takes in change nothing about what fits it.
    if (scores := fits.get(mention.form)) is None:
        scores = fits[mention.form] = [_fits(group, person) for group in groups]
    scored = [
        (group, score)
        for group, score in zip(groups, scores, strict=True)
        if score >= THRESHOLD and not _family(group, mention)
    ]
    for floor in (_SURE, THRESHOLD):
        fitting = [group for group, score in scored if score >= floor]
        known = mention.references[0] if mention.references else None
        if known is not None and floor < _SURE:
            fitting = [group for group in fitting if group.reference() == known]  # no slip is listed
        if fitting and known is not None:
            fitting = _namesakes(text, fitting, known, [one for one in singles if one.form == mention.form])
        if fitting:
            return _nearest(text, fitting, mention)
    return None


def _named(group: Group, bare: Person, surname: str) -> bool:
    """Whether a word is the given name of one of this surname: "Joe and Hunter Biden"."""
    told = (persons.parse(form) for form in group.forms())
    return any(one.words[0] == bare.words[0] and one.surname == surname for one in told if not one.bare)


def _family(group: Group, mention: Mention) -> bool:
    """Whether a surname's plural stands for a family: "the Bidens", "a pair of Bidens" are no person."""
    plural = mention.form.endswith("s")
    return plural and any(persons.parse(form).surname == mention.form[:-1] for form in group.forms())


def _namesakes(text: str, groups: list[Group], known: Reference, bare: Sequence[Mention]) -> list[Group]:
    """Those of some groups that a surname can mean by which lists know somebody.

    The one who is known so, if he is named in full. Another only where the article has introduced him before
    it first uses the surname, and never one whom lists call this one's kin.
    """
    own = [group for group in groups if (found := group.reference()) is not None and found.id == known.id]
    if own:
        return own
    return [
        group
        for group in groups
        if not _is_kin(group, known) and not any(_told_otherwise(text, group, known, one) for one in bare)
    ]


def _is_kin(group: Group, known: Reference) -> bool:
    """Whether lists tell who somebody is by the known person ("son of Joe Biden")."""
    found = group.reference()
    return found is not None and known.label in found.description


def _told_otherwise(text: str, group: Group, known: Reference, mention: Mention) -> bool:
    """Whether a bare surname is the known person's: before the other is introduced, or by his title.

    A headline comes before any introduction and tells nothing.
    """
    headline = text.find("\n")
    if max(0, headline) < mention.start < group.start and text[:headline].strip():
        return True
    role = before(text, mention)
    noun = role.text.split()[-1].lower() if role is not None else ""
    return noun in known.description.partition(" of ")[0].lower().split() and not _called(text, group, noun)


def _fits(group: Group, bare: Person) -> float:
    """How well a word is a person's surname; a given name counts where it is written alike."""
    best, word = 0.0, bare.words[0]
    for form in group.forms():
        person = persons.parse(form)
        if person.bare or (bare.suffix and bare.suffix != person.suffix):
            continue
        best = max(best, compare_words(person.surname, word).score)  # surnames are not translated
        if group.reference() is None:  # the press calls nobody whom it knows well by the given name
            best = max(best, _given(person, word))
    return best


def _given(person: Person, word: str) -> float:
    score = persons.alike(person.words[0], word)
    return score if score > 0.94 and given(word) else 0.0


def _nearest(text: str, groups: list[Group], mention: Mention) -> Group:
    if len(groups) == 1:
        return groups[0]
    role = before(text, mention)
    if role is not None:
        noun = role.text.split()[-1].lower()
        titled = [group for group in groups if _called(text, group, noun)]
        groups = titled or groups
    return min(groups, key=lambda group: _distance(group, mention))


def _called(text: str, group: Group, noun: str) -> bool:
    roles = (before(text, mention) for mention in group.mentions)
    return any(role is not None and noun in role.text.lower().split() for role in roles)


def _distance(group: Group, mention: Mention) -> tuple[bool, int]:
    """Named before it and last; else named first after it."""
    earlier = [m.start for m in group.mentions if m.start < mention.start]
    return (not earlier, mention.start - max(earlier) if earlier else group.start - mention.start)
