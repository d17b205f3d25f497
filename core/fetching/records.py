"""What is asked of the web, what it replies, and how long and how much it may."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to fetch, and what is known of it from the last time."""

    url: str
    etag: str = ""
    """The ETag of the last reply."""
    modified: str = ""
    """The Last-Modified of the last reply, as it was sent."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address replied."""

    url: str
    """Where the reply came from, after all redirects."""
    data: bytes = b""
    """The body, decompressed; empty where nothing has changed."""
    unchanged: bool = False
    """304: it is what it was when the Ask's etag and modified were noted."""
    moved: str = ""
    """The address to ask from now on, where it has moved for good; else empty."""
    charset: str = ""
    """The encoding that the server names."""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is waited for and taken; times in seconds."""

    connect: float = 10.0
    silence: float = 20.0
    """Between two pieces of an answer."""
    total: float = 60.0
    """For the whole of one answer."""
    size: int = 32 * 2**20
    """Bytes of a body, decompressed."""
    redirects: int = 5
    retries: int = 2
    pause: float = 1.0
    """Before the first retry; doubled for each one after it."""
    patience: float = 30.0
    """The longest Retry-After that is waited for; a longer one puts the address off."""
    at_once: int = 8
    at_once_per_host: int = 2


class FetchError(RuntimeError):
    """An address that gave nothing; the text says why in a few words."""

    def __init__(self, reason: str, *, passing: bool = False, gone: bool = False, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.passing = passing
        """Whether asking again later may help."""
        self.gone = gone
        """410: the address is no more, and nobody should ask again."""
        self.wait = wait
        """Seconds after which the server wants to be asked again; 0 where it did not say."""
