"""Plain text: the bytes decoded and otherwise untouched, so that offsets are those of the file.

Two things are mended. Mojibake would make every name in it unfindable; and where a programme has broken the
lines of a paragraph, each end becomes a blank, so that sentences and names are whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.article import Article
from core.ingest.composing import compose
from core.ingest.decoding import decode
from core.ingest.mending import MENDED, mend, unwrapped
from core.ingest.options import Options
from core.ingest.part import Part


def recognises(part: Part) -> bool:
    """Whatever is nothing else is text, or no article."""
    return True


def decoded(part: Part, declared: str = "") -> tuple[str, str]:
    """A part's text, mojibake mended, and its encoding; raises IngestError for what is no text."""
    text, encoding = decode(part.where, part.data, declared or part.charset)
    text, mended = mend(text)
    return text, f"{encoding} ({MENDED})" if mended else encoding


def read(part: Part, options: Options) -> Iterator[Article]:
    """The one article of a text."""
    text, encoding = decoded(part)
    if not text.strip():
        raise part.error("empty but for white space. Nothing to add.")
    yield compose(part, unwrapped(text), (), "text", encoding=encoding)
