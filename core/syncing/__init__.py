"""Keeping a library up to date: the web's feeds and pages through fetching and ingest into the pipeline.

`sync` asks every feed that is due, hands on what is new of it, and only when that is stored notes what need
not be sent again: whatever breaks on the way comes with the next sync.
"""

from core.syncing.feeds import FeedOutcome, SyncSummary, sync
from core.syncing.lock import SyncError
from core.syncing.pages import articles_at
from core.syncing.subscribing import find_feeds, subscribe

__all__ = ["FeedOutcome", "SyncError", "SyncSummary", "articles_at", "find_feeds", "subscribe", "sync"]
