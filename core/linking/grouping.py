"""Groups of mentions that grow as a text is read; the common step of coreference for every type."""

from __future__ import annotations

from collections import Counter
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
        """The form of most words; the most frequent, longest and first in the alphabet among equals."""
        forms = self.forms()
        return max(sorted(forms), key=lambda form: (len(form.split()), forms[form], len(form)))

    def reference(self) -> Reference | None:
        """What most of the mentions of the most words stand for first of all."""
        most = max(len(mention.form.split()) for mention in self.mentions)
        fullest = [mention for mention in self.mentions if len(mention.form.split()) == most]
        first = [mention.references[0] for mention in fullest if mention.references]
        if not first:
            return None
        votes = Counter(reference.id for reference in first)
        winner = max(sorted(votes), key=lambda one: votes[one])
        return next(reference for reference in first if reference.id == winner)

    @property
    def start(self) -> int:
        """Offset of the first mention."""
        return self.mentions[0].start
