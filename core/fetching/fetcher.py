"""Fetching many addresses at once, politely: the thread that asks waits for answers, not for servers."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import PackageNotFoundError, version
from itertools import count, islice
from types import TracebackType
from urllib.parse import urldefrag, urljoin

import httpcore
import httpx

from core.fetching.body import ACCEPTED, collect
from core.fetching.connecting import CheckedTransport, check
from core.fetching.records import Ask, FetchError, Limits, Reply

_FOR_GOOD = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = (408, 425, 429, 500, 502, 503, 504)
_LOST = (404, 410)
_KINDS = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, text/html;q=0.9, "
    "application/xhtml+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
)


class Fetcher:
    """Fetches addresses; a context manager. Its event loop runs in a thread of its own."""

    def __init__(self, limits: Limits | None = None, *, allow_local: bool = False) -> None:
        self.limits = limits or Limits()
        self._allow_local = allow_local
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fetcher", daemon=True)

    def __enter__(self) -> Fetcher:
        self._client = httpx.AsyncClient(
            transport=CheckedTransport(self.limits, self._allow_local),
            headers={"User-Agent": _name(), "Accept": _KINDS, "Accept-Encoding": ACCEPTED},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(self.limits.silence, connect=self.limits.connect),
            trust_env=False,
        )
        self._line = asyncio.Semaphore(self.limits.at_once)
        self._lines: dict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(self.limits.at_once_per_host)
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._wind_up(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _wind_up(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.aclose()

    def fetch(self, ask: Ask) -> Reply:
        """The reply of one address; raises FetchError."""
        return self._put(ask).result()

    def fetch_all(self, asks: Iterable[Ask]) -> Iterator[tuple[Ask, Reply | FetchError]]:
        """Every address with what came of it, as they come in; asks are drawn as there is room for them."""
        waiting = iter(asks)
        under_way: dict[Future[Reply], Ask] = {}
        while True:
            room = 2 * self.limits.at_once - len(under_way)
            under_way |= {self._put(ask): ask for ask in islice(waiting, room)}
            if not under_way:
                return
            for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                ask, error = under_way.pop(done), done.exception()
                if error is not None and not isinstance(error, FetchError):
                    raise error
                yield ask, error or done.result()

    def _put(self, ask: Ask) -> Future[Reply]:
        return asyncio.run_coroutine_threadsafe(self._fetch(ask), self._loop)

    async def _fetch(self, ask: Ask) -> Reply:
        limits = self.limits
        for attempt in count():
            try:
                return await self._follow(ask)
            except FetchError as error:
                pause = max(error.wait, limits.pause * 2**attempt)
                if not error.passing or attempt >= limits.retries or pause > limits.patience:
                    raise
            await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    async def _follow(self, ask: Ask) -> Reply:
        """The reply at the end of the redirects."""
        url, moved, for_good = ask.url, "", True
        for _ in range(self.limits.redirects + 1):
            reply = await self._turn(url, ask)
            if isinstance(reply, Reply):
                return reply if not moved else _moved(reply, moved)
            status, target = reply
            # A feed that was asked for safely is not moved to where anyone could change it on its way.
            for_good &= status in _FOR_GOOD and not (url.startswith("https:") and target.startswith("http:"))
            url = target
            moved = url if for_good else moved
        raise FetchError(f"more than {self.limits.redirects} redirects")

    async def _turn(self, url: str, ask: Ask) -> Reply | tuple[int, str]:
        """One answer, waited for in line: a reply, or a redirect (status, address)."""
        host = check(url)
        async with self._line, self._lines[host]:
            try:
                async with asyncio.timeout(self.limits.total):
                    return await self._answer(url, ask)
            except TimeoutError:
                raise FetchError(f"took longer than {self.limits.total:g} s", passing=True) from None
            except httpcore.TimeoutException:
                raise FetchError("no answer in time", passing=True) from None
            except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
                raise FetchError(_network(error), passing=True) from None

    async def _answer(self, url: str, ask: Ask) -> Reply | tuple[int, str]:
        conditions = {"If-None-Match": ask.etag, "If-Modified-Since": ask.modified}
        known = {name: value for name, value in conditions.items() if value}
        async with self._client.stream("GET", url, headers=known) as response:
            headers = response.headers
            if response.status_code in _REDIRECTS and "location" in headers:
                return response.status_code, urldefrag(urljoin(url, headers["location"])).url
            noted = {"etag": headers.get("etag", ""), "modified": headers.get("last-modified", "")}
            if response.status_code == 304 and known:
                return Reply(url, unchanged=True, **noted)
            if response.status_code != 200:
                raise _refused(response)
            body = await collect(response.aiter_raw(), headers.get("content-encoding", ""), self.limits.size)
            return Reply(url, body, charset=response.charset_encoding or "", **noted)


def _moved(reply: Reply, url: str) -> Reply:
    return Reply(reply.url, reply.data, reply.unchanged, url, reply.charset, reply.etag, reply.modified)


def _refused(response: httpx.Response) -> FetchError:
    status = response.status_code
    phrase = f" ({response.reason_phrase})" if response.reason_phrase.isprintable() else ""
    passing = status in _PASSING
    way_out = "Check the address" if status in _LOST else "Save it from a browser and add that"
    return FetchError(
        f"the server answered {status}{phrase[:60]}. {'Try again later' if passing else way_out}",
        passing=passing,
        gone=status == 410,
        wait=_seconds(response.headers.get("retry-after", "")),
    )


def _seconds(told: str) -> float:
    """A Retry-After, which is a number of seconds or a date, in seconds from now; 0 where it is neither."""
    if told.isdecimal():
        return float(told[:9])
    with suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    return 0.0


def _network(error: Exception) -> str:
    told = str(error).lower()
    if "certificate" in told:
        return "its certificate is not trusted"
    if isinstance(error, httpcore.ConnectError):
        return "no connection to the server"
    if isinstance(error, httpcore.RemoteProtocolError):
        return "the answer breaks off or is no HTTP"
    return "the connection broke"


def _name() -> str:
    try:
        return f"warreader/{version('warreader')}"
    except PackageNotFoundError:
        return "warreader"
