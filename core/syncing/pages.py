"""Pages behind addresses: those that a reader adds, and those behind the entries of a feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from core import ingest
from core.article import Article
from core.fetching import Ask, Fetcher, FetchError, Reply
from core.ingest import IngestError
from core.ingest.feeds import with_text
from core.ingest.options import Options
from core.ingest.part import Part


def articles_at(
    fetcher: Fetcher, urls: Iterable[str], options: Options | None = None
) -> Iterator[Article | IngestError]:
    """The articles of pages, feeds and files in the web; what is there is told by its content."""
    for ask, reply in fetcher.fetch_all(Ask(url) for url in urls):
        if isinstance(reply, FetchError):
            yield IngestError(ask.url, f"{reply}.")
            continue
        try:
            yield from ingest.parse(part(ask.url, reply), options or Options())
        except IngestError as error:
            yield error


def part(source: str, reply: Reply) -> Part:
    """A reply for reading; the articles' identity is the address that was asked for."""
    return Part(reply.data, source, source, reply.url, reply.charset, reply.url)


def with_pages(
    fetcher: Fetcher, entries: Sequence[Article], tell: Callable[[str], None]
) -> Iterator[Article]:
    """Entries of a feed with the words of the pages behind them, as they come in.

    An entry keeps its own words where its page gives fewer or none. Where a page may come later, the entry's
    digest is left empty, so that the next sync takes it for changed and tries again.
    """
    links = Counter(entry.url for entry in entries)
    alone = {entry.url: entry for entry in entries if entry.url and links[entry.url] == 1}
    yield from (entry for entry in entries if entry.url not in alone)
    for ask, reply in fetcher.fetch_all(map(Ask, alone)):
        entry = alone[ask.url]
        if isinstance(reply, FetchError):
            tell(f"{ask.url}: {reply}; the feed's own words were kept.")
            yield _to_be_tried_again(entry) if reply.passing else entry
            continue
        page = _page(ask.url, reply)
        if page is None:
            tell(f"{ask.url}: no article found in the page; the feed's own words were kept.")
        yield with_text(entry, page) if page and len(page.text) > len(entry.text) else entry


def _page(url: str, reply: Reply) -> Article | None:
    try:
        found = next(iter(ingest.parse(part(url, reply))), None)
    except IngestError:
        return None
    return found if isinstance(found, Article) else None


def _to_be_tried_again(entry: Article) -> Article:
    return replace(entry, provenance=replace(entry.provenance, sha256=""))
