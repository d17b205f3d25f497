"""One article's way into its groups, and out of them again: print, copies, likenesses, stories."""

from __future__ import annotations

from core.stories import copies, grouping, likeness
from core.stories.likeness import Named
from core.stories.store import StoryStore

_COMPARED = 24
"""Candidates that are compared feature by feature."""


class Sorter:
    """Sorts articles into copies and stories; wants the caller's transaction."""

    def __init__(self, store: StoryStore) -> None:
        self.store = store

    def add(self, article: int) -> None:
        """Find what a stored article is a copy of and which story it tells."""
        title, outlet, byline, dateline, day = self.store.heading(article)
        text = self.store.text(article)
        known = copies.print_of(text)
        weights = self._weights(article, title, text) if day else {}
        credit = copies.agency(outlet, byline, dateline, text.removeprefix(title).lstrip()[:300])
        self.store.put_print(article, known.digest, known.sample, credit, weights)
        scores = self._likenesses(article, weights, day)
        for other, resemblance in self._copies(article, known, text, outlet).items():
            self.store.add_copy(article, other, *resemblance)
            theirs = self.store.heading(other)[4]
            if not (day and theirs) or abs(theirs - day) <= likeness.DAYS:
                scores[other] = max(scores.get(other, 0.0), resemblance[1])
        self.store.add_links(article, scores)
        self._regroup([article])

    def leave(self, article: int) -> None:
        """Take an article out of its groups, before its text changes or it goes; what is left regroups."""
        left = [one for one in self.store.copies_of(article) if one != article]
        there = {one: day for one, day in self.store.around([article]).items() if one != article}
        self.store.take_out(article)
        if left:
            self.store.set_copies(copies.groups(left, self.store.copy_links(left)))
        if there:
            self.store.set_stories(self._stories(there))

    def _weights(self, article: int, title: str, text: str) -> dict[str, float]:
        names = [Named(*told) for told in self.store.named(article)]
        found = likeness.features(title, text, names)
        return likeness.weigh(found, self.store.size(), self.store.frequency(found))

    def _copies(
        self, article: int, known: copies.Print, text: str, outlet: str
    ) -> dict[int, tuple[str, float, float]]:
        """The articles that this one is a copy of: (kind, part shared, resemblance)."""
        same = self.store.same_digest(article, known.digest)
        if same is not None:
            return {same: (copies.Kind.EXACT.value, 1.0, 1.0)}
        sharing = self.store.sharing(article, known.sample)
        shared = {one: count for one, (count, _) in sharing.items()}
        sizes = {one: size for one, (_, size) in sharing.items()}
        likely = copies.worth_comparing(len(known.sample), shared, sizes)
        own, found = copies.shingles(text) if likely else [], {}
        for other in likely:
            theirs = copies.shingles(self.store.text(other))
            told = copies.compare(own, theirs, bool(outlet) and outlet == self.store.heading(other)[1])
            if told is not None:
                found[other] = (told.kind.value, told.shared, told.alike)
        return found

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

    def _regroup(self, articles: list[int]) -> None:
        linked = self.store.copy_links(articles)
        members = sorted(
            {other for one in {*articles, *sum(linked, ())} for other in self.store.copies_of(one)}
        )
        if len(members) > 1:
            self.store.set_copies(copies.groups(members, self.store.copy_links(members)))
        self.store.set_stories(self._stories(self.store.around(articles)))

    def _stories(self, days: dict[int, int]) -> list[list[int]]:
        return grouping.stories(days, self.store.links(days))
