"""Groups of mentions that grow as a text is read; the common step of coreference for every type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.entity import Mention, Reference


@dataclass(slots=True)
class Group:
    """Mentions of one entity inside one article; what is asked again for each further one is counted on."""

    mentions: list[Mention]
    """To be added to by `add` alone."""
    country: str = ""
    """The country whose body it is, as the text words it."""
    resolved: tuple[int, Reference | None] = (0, None)
    """Of how many mentions it was asked what they stand for, and the answer."""
    _forms: Counter[str] = field(default_factory=Counter)
    _full: bool = False
    _by_id: dict[str, Reference] = field(default_factory=dict)
    _ids: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for mention in self.mentions:
            self._count(mention)

    def add(self, mention: Mention) -> None:
        """Take one more mention in."""
        self.mentions.append(mention)
        self._count(mention)

    def _count(self, mention: Mention) -> None:
        words = mention.form.split()
        self._forms[" ".join(words)] += 1
        if len(words) > 1 and not self._full:
            self._full = True
            self._ids.clear()
        if mention.references and (len(words) > 1 or not self._full):
            first = mention.references[0]
            self._by_id[first.id] = first
            self._ids[first.id] += 1

    def forms(self) -> Counter[str]:
        """Forms, white space made plain, with how often each stands."""
        return self._forms

    def fullest(self) -> str:
        """The most frequent form of two words or more, else of one; the longest, then first by alphabet."""
        forms = self.forms()
        return max(sorted(forms), key=lambda form: (min(2, len(form.split())), forms[form], len(form)))

    def reference(self) -> Reference | None:
        """What most mentions stand for first of all; where full names are given, only these have a vote.

        A bare surname may be known as somebody famous while the full name beside it is somebody else's.
        """
        return self._by_id[_most_voted(self._ids)] if self._ids else None

    @property
    def start(self) -> int:
        """Offset of the first mention."""
        return self.mentions[0].start


def most_common(references: Iterable[Reference]) -> Reference | None:
    """The reference that occurs most often; the smallest id among equals."""
    by_id: dict[str, Reference] = {}
    votes: Counter[str] = Counter()
    for reference in references:
        by_id[reference.id] = reference
        votes[reference.id] += 1
    return by_id[_most_voted(votes)] if votes else None


def _most_voted(votes: Counter[str]) -> str:
    return max(sorted(votes), key=lambda one: votes[one])
