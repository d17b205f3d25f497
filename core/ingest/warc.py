"""WARC and WACZ, the files of web archives: each page in them is an article, known by its address (warcio).

Only what a server answered with 200 and called HTML is read; the rest of a crawl is pictures and scripts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from core.article import Article
from core.ingest import archives
from core.ingest.compressed import opening
from core.ingest.errors import IngestError, MissingExtraError
from core.ingest.options import Options
from core.ingest.part import Keys, Part
from core.ingest.sources import too_large

_MAGIC = b"WARC/"
_PAGES = ("text/html", "application/xhtml+xml")


def recognises(part: Part) -> bool:
    """Whether a part opens with a WARC record, gzipped or not."""
    return part.data.startswith(_MAGIC) or opening(part, len(_MAGIC)) == _MAGIC


def is_wacz(part: Part) -> bool:
    """Whether a part is a ZIP file that is laid out as WACZ is."""
    if not archives.is_zip(part):
        return False
    names = archives.names(part)
    return "datapackage.json" in names and any(name.startswith("archive/") for name in names)


def read_wacz(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The pages of the WARC files in a WACZ; its indexes and logs are passed over."""
    yield from archives.read_zip(part, options, below="archive/")


def read(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The pages of a WARC file, in its order; a damaged record ends it, what stood before it is kept."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtraError(part.where, "WARC", "warc") from None
    keys, found = Keys(), 0
    try:
        for record in ArchiveIterator(io.BytesIO(part.data)):
            if _is_page(record):
                found += 1
                yield from _page(part, record, keys, options)
    except IngestError:
        raise
    except Exception as error:  # warcio lets zlib's, its own and Python's errors out
        told = " ".join(str(error).split())[:100]
        raise part.error(f"a damaged WARC file ({type(error).__name__}: {told}). Fetch it again.") from error
    if not found:
        raise part.error("no page of HTML in this WARC file. Nothing to add.")


def _is_page(record: Any) -> bool:
    http = record.http_headers
    if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
        return False
    return (http.get_header("Content-Type") or "").split(";")[0].strip().lower() in _PAGES


def _page(part: Part, record: Any, keys: Keys, options: Options) -> Iterator[Article | IngestError]:
    from core.ingest.reading import parse_within  # which stands above the formats

    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    data = record.content_stream().read(options.max_size + 1)
    if len(data) > options.max_size:
        yield too_large(f"{part.where}#{address}", options.max_size)
    elif data.strip():
        _, _, charset = (record.http_headers.get_header("Content-Type") or "").partition("charset=")
        key = keys.of(address, sha256(data).hexdigest())
        page = part.within(key, data, "page.html", charset=charset.strip(" \"';"), url=address)
        yield from parse_within(page, options)
