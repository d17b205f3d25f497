"""One article's way into its groups, and out of them again: print, copies, likenesses, stories.

A wire story comes in hundreds of copies. When each was compared with others, and all were grouped anew with
it, they took the square of their number, and one story became dozens: of a thousand articles each is compared
with few, so that by the mean of all pairs they are not alike. So copies beyond the first so many have no
features, and stand where one of those stands, as copies without a day do.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.stories import copies, grouping, likeness
from core.stories.likeness import Named
from core.stories.store import StoryStore

_COMPARED = 24
"""Candidates that are compared feature by feature."""
_SETTLED = 50
"""Copies from which on others follow them: of so many, each is compared with most."""


class Sorter:
    """Sorts articles into copies and stories; wants the caller's transaction."""

    def __init__(self, store: StoryStore) -> None:
        self.store = store

    def add(self, article: int) -> None:
        """Find what a stored article is a copy of and which story it tells."""
        title, outlet, byline, dateline, day = self.store.heading(article)
        text = self.store.text(article)
        known = copies.print_of(text)
        found = self._copies(article, known, text, outlet)
        scores = {one: told.shared for one, told in found.items() if self._is_near(one, day)}
        lead = self._lead(found, scores)
        weights = self._weights(article, title, text) if day and lead is None else {}
        credit = copies.agency(outlet, byline, dateline, text.removeprefix(title).lstrip()[:300])
        self.store.put_print(article, known.digest, known.sample, credit, weights)
        for other, told in found.items():
            self.store.add_copy(article, other, told.kind.value, told.shared, told.alike)
        for other, score in self._likenesses(article, weights, day).items():
            scores[other] = max(score, scores.get(other, 0.0))
        self.store.add_links(article, scores)
        if found:
            self.store.join_copies([article, *found])
        if lead is not None:
            self.store.join_story(article, lead)
        else:
            self.store.set_stories(self._stories(self.store.around([article])))

    def leave(self, article: int) -> None:
        """Take an article out of its groups, before its text changes or it goes; what is left regroups."""
        left = [one for one in self.store.copies_of(article) if one != article]
        there = {one: day for one, day in self.store.around([article]).items() if one != article}
        first, *same = self.store.exact_copies(article) or [article]
        self.store.take_out(article)
        for other in same:  # which were copies of one another by this one alone
            self.store.add_copy(first, other, copies.Kind.EXACT.value, 1.0, 1.0)
            if self._is_near(first, self.store.heading(other)[4]):
                self.store.add_links(first, {other: 1.0})
        parts = copies.groups(left, self.store.copy_links(left))
        if len(parts) > 1:
            self.store.set_copies(parts)
        if there:
            self.store.set_stories(self._stories(there))

    def _weights(self, article: int, title: str, text: str) -> dict[str, float]:
        names = [Named(*told) for told in self.store.named(article)]
        found = likeness.features(title, text, names)
        return likeness.weigh(found, self.store.size(), self.store.frequency(found))

    def _copies(
        self, article: int, known: copies.Print, text: str, outlet: str
    ) -> dict[int, copies.Resemblance]:
        """The articles that this one is a copy of."""
        same = self.store.same_digest(article, known.digest)
        if same is not None:
            return {same: copies.Resemblance(copies.Kind.EXACT, 1.0, 1.0)}
        sharing = self.store.sharing(article, known.sample)
        shared = {one: count for one, (count, _) in sharing.items()}
        sizes = {one: size for one, (_, size) in sharing.items()}
        likely = copies.worth_comparing(len(known.sample), shared, sizes)
        own, found = copies.shingles(text) if likely else [], {}
        for other in likely:
            theirs = copies.shingles(self.store.text(other))
            told = copies.compare(own, theirs, bool(outlet) and outlet == self.store.heading(other)[1])
            if told is not None:
                found[other] = told
        return found

    def _is_near(self, other: int, day: int) -> bool:
        theirs = self.store.heading(other)[4]
        return not (day and theirs) or abs(theirs - day) <= likeness.DAYS

    def _lead(self, found: Mapping[int, copies.Resemblance], near: Mapping[int, float]) -> int | None:
        """The article in whose story a copy stands without being compared, where there are copies enough.

        Itself one that was compared, or of the very same words: else days would drift from copy to copy.
        """
        leads = [
            one
            for one in sorted(near, key=lambda one: (-near[one], one))
            if found[one].kind is copies.Kind.EXACT or self.store.weights(one)
        ]
        return leads[0] if leads and len(self.store.copies_of(leads[0])) >= _SETTLED else None

    def _likenesses(self, article: int, weights: dict[str, float], day: int) -> dict[int, float]:
        if not day:
            return {}
        near = self.store.near(article, weights, day, likeness.DAYS)
        likely = sorted(near, key=lambda one: (-near[one], one))
        scores = {}
        for other in likely[:_COMPARED]:
            days = self.store.heading(other)[4] - day
            score = likeness.likeness(weights, self.store.weights(other), days)
            if score >= grouping.LINK:
                scores[other] = score
        return scores

    def _stories(self, days: dict[int, int]) -> list[list[int]]:
        return grouping.stories(days, self.store.links(days))
