"""The record of a feed that a reader wants to follow. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed, as a list of feeds names it."""

    url: str
    title: str = ""
    """The reader's or the list's name for it; empty where the feed's own is to be taken."""
    tags: tuple[str, ...] = ()
