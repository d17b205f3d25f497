"""What speaks for two names being one entity, and what against it, in a reader's words."""

from __future__ import annotations

from core.entity import EntityType
from core.library.evidence import LOOKED_AT
from core.library.records import Evidence, Sketch
from core.visible import visible
from tui.reading.phrases import count

_CLEAR = 0.75
"""From this score on a likeness joins by itself; linking's threshold, which reading need not load."""
_EMPTY = frozenset({"the", "a", "an", "of", "for", "in", "and", "s"})


def grounds_for(evidence: Evidence) -> list[str]:
    """The reasons of the link, strongest first, and the roles that both names have."""
    reasons = list(evidence.reasons)
    left, right = evidence.left.name, evidence.right.name
    ours, theirs = left.form.casefold().split(), right.form.casefold().split()
    if left.type is right.type is EntityType.PERSON and min(len(ours), len(theirs)) > 1 and ours != theirs:
        reasons += ["same given name"] * (ours[0] == theirs[0]) + ["same surname"] * (ours[-1] == theirs[-1])
    return reasons + [_both(*pair) for pair in _shared_roles(evidence)[:1]]


def grounds_against(evidence: Evidence) -> list[str]:
    """What should make a reader hesitate; nothing where there is nothing."""
    left, right = evidence.left, evidence.right
    found = []
    if evidence.side_by_side:
        among = " of the newest" if min(left.articles, right.articles) > LOOKED_AT else ""
        found.append(f"{count(evidence.side_by_side, 'article')}{among} told the two apart, naming both")
    known = left.name.reference is not None and left.name.reference == right.name.reference
    if left.name.type is EntityType.PERSON and not known:
        bare = [s.name.form for s in (left, right) if len(s.name.form.split()) == 1]
        if len(bare) == 1:
            found.append(f"“{bare[0]}” is a surname alone, and others may bear it")
    if left.roles and right.roles and not _all_words(left) & _all_words(right):
        found.append(f"one is called “{left.roles[0].text}”, the other “{right.roles[0].text}”")
    if 0 < evidence.score < _CLEAR:
        found.append("the likeness alone is too weak to join them")
    return found


def told(evidence: Evidence) -> str:
    """One line of it: "Hayday ~ Haidai: both write Гайдай; same given name; both “governor of Luhansk”"."""
    pair = f"{evidence.left.name.form} ~ {evidence.right.name.form}"
    return visible(f"{pair}: {'; '.join(grounds_for(evidence)) or 'nothing but a reader joins them'}")


def _shared_roles(evidence: Evidence) -> list[tuple[str, str]]:
    """Roles of the two that say the same, or else of which one says a part of the other."""
    pairs = [
        (left.text, right.text)
        for left in evidence.left.roles
        for right in evidence.right.roles
        if _words(left.text) <= _words(right.text) or _words(right.text) <= _words(left.text)
    ]
    return sorted(pairs, key=lambda pair: _words(pair[0]) != _words(pair[1]))


def _all_words(side: Sketch) -> frozenset[str]:
    return frozenset(word for role in side.roles for word in _words(role.text))


def _words(role: str) -> frozenset[str]:
    return frozenset(role.casefold().replace("’", " ").replace("'", " ").split()) - _EMPTY


def _both(left: str, right: str) -> str:
    if left.casefold() == right.casefold():
        return f"both “{left}”"
    return f"one is “{left}”, the other “{right}”"
