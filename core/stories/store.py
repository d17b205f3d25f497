"""What sorting articles into copies and stories asks of whatever keeps them; the library implements it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol


class StoryStore(Protocol):
    """Prints, links and groups of articles, by article id. Every look-up goes by an index and is bounded."""

    def heading(self, article: int) -> tuple[str, str, str, str, int]:
        """An article's title, outlet, byline, dateline and day (proleptic ordinal, 0 where undated)."""

    def text(self, article: int) -> str:
        """An article's text, boilerplate included."""

    def named(self, article: int) -> list[tuple[str, int, int]]:
        """Whom and what it names: (key that is the same for all spellings, mentions, first offset)."""

    def put_print(
        self, article: int, digest: str, sample: Sequence[int], agency: str, weights: Mapping[str, float]
    ) -> None:
        """Keep what an article is known by; counts its features in."""

    def take_out(self, article: int) -> None:
        """Forget what an article is known by, and all its links; it stands alone, what is left together."""

    def weights(self, article: int) -> dict[str, float]:
        """The weighed features that were put; empty where none were."""

    def same_digest(self, article: int, digest: str) -> int | None:
        """The first other article with this digest."""

    def exact_copies(self, article: int) -> list[int]:
        """The articles that it is linked with as an exact copy, ascending."""

    def sharing(self, article: int, sample: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Other articles with samples of these: (how many they share, how many they have)."""

    def near(self, article: int, weights: Mapping[str, float], day: int, days: int) -> dict[int, float]:
        """Other articles up to so many days away with any of these features, and the weights of those."""

    def frequency(self, features: Iterable[str]) -> dict[str, int]:
        """In how many articles each feature stands."""

    def size(self) -> int:
        """How many articles have been counted in."""

    def add_copy(self, left: int, right: int, kind: str, shared: float, alike: float) -> None: ...

    def add_links(self, article: int, scores: Mapping[int, float]) -> None:
        """Keep the likenesses of an article to others."""

    def copies_of(self, article: int) -> list[int]:
        """All articles of its group of copies, itself included."""

    def copy_links(self, articles: Iterable[int]) -> list[tuple[int, int]]:
        """The links of copies that end at any of these, (left, right)."""

    def join_copies(self, articles: Sequence[int]) -> None:
        """Make one group of the groups that hold these articles."""

    def set_copies(self, parts: Sequence[Sequence[int]]) -> None:
        """Make groups of copies of articles that were whole groups before; one article alone has none."""

    def around(self, articles: Iterable[int]) -> dict[int, int]:
        """Day by id of all articles of the stories that hold these or something linked to them.

        0 also of those of which no features were put: they stand where what they copy stands.
        """

    def links(self, articles: Iterable[int]) -> list[tuple[int, int, float]]:
        """The likenesses among these."""

    def join_story(self, article: int, other: int) -> None:
        """Let an article that stands alone stand in the story of another, whose copy it is."""

    def set_stories(self, parts: Sequence[Sequence[int]]) -> None:
        """Make stories of articles that were whole stories before."""

    def unsorted(self, limit: int) -> list[int]:
        """Articles of which no print was put, as an older version left them."""
