"""Groups of mentions that grow as a text is read; the common step of coreference for every type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.entity import Mention, Reference


@dataclass(slots=True)
class Group:
    """Mentions of one entity inside one article."""

    mentions: list[Mention] = field(default_factory=list)
    country: str = ""
    """The country whose body it is, as the text words it."""

    def forms(self) -> Counter[str]:
        """Forms, white space made plain, with how often each stands."""
        return Counter(" ".join(mention.form.split()) for mention in self.mentions)

    def fullest(self) -> str:
        """The most frequent form of two words or more, else of one; the longest, then first by alphabet."""
        forms = self.forms()
        return max(sorted(forms), key=lambda form: (min(2, len(form.split())), forms[form], len(form)))

    def reference(self) -> Reference | None:
        """What most mentions stand for first of all; where full names are given, only these have a vote.

        A bare surname may be known as somebody famous while the full name beside it is somebody else's.
        """
        full = [mention for mention in self.mentions if len(mention.form.split()) > 1]
        first = [mention.references[0] for mention in full or self.mentions if mention.references]
        return most_common(first)

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
    return by_id[max(sorted(votes), key=lambda one: votes[one])] if votes else None
