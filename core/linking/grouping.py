"""Groups of mentions that grow as a text is read; the common step of coreference for every type."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from core.entity import Mention, Reference


@dataclass(slots=True)
class Votes:
    """What mentions stand for first of all, counted on."""

    _by_id: dict[str, Reference] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, reference: Reference) -> None:
        """Count one more mention of a reference."""
        self._by_id[reference.id] = reference
        self._counts[reference.id] += 1

    def first(self) -> Reference | None:
        """The reference with most votes; the smallest id among equals."""
        if not self._counts:
            return None
        return self._by_id[max(sorted(self._counts), key=self._counts.__getitem__)]


@dataclass(slots=True)
class Group:
    """Mentions of one entity inside one article; what is asked again for each further one is counted on."""

    mentions: list[Mention]
    """To be added to by `add` alone."""
    country: str = ""
    """The country whose body it is, as the text words it."""
    heard: int = 0
    """How many of the mentions have voted on whose body it is."""
    bodies: Votes = field(default_factory=Votes)
    """Their votes."""
    _forms: Counter[str] = field(default_factory=Counter)
    _full: bool = False
    _votes: Votes = field(default_factory=Votes)

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
            self._votes = Votes()
        if mention.references and (len(words) > 1 or not self._full):
            self._votes.add(mention.references[0])

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
        return self._votes.first()

    @property
    def start(self) -> int:
        """Offset of the first mention."""
        return self.mentions[0].start
