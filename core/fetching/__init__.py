"""Pages and feeds out of the web, by HTTP alone, within limits, and from no private network.

`Fetcher` asks politely (few requests at once, fewer a host, what has not changed is not sent again), waits
when it is told to, and gives up in time. Every connection goes to an address that was checked: what a feed
names must not make warreader read the network that it runs in.
"""

from core.fetching.fetcher import Fetcher
from core.fetching.records import Ask, FetchError, Limits, Reply

__all__ = ["Ask", "FetchError", "Fetcher", "Limits", "Reply"]
