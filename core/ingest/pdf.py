"""PDF: its pages' lines mended into paragraphs (pypdf: BSD, pure Python, wary of hostile files)."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from core.article import Article
from core.ingest.composing import compose, one_line, titled
from core.ingest.dates import find_date
from core.ingest.errors import IngestError, MissingExtraError
from core.ingest.mending import tidy
from core.ingest.options import Options
from core.ingest.part import Part
from core.ingest.plain import Heading, read_heading

_MAGIC = b"%PDF-"
_MOST_PAGES = 2_000
_SECONDS = 8.0
"""Of the processor, which the pages of one file may take; a page of press takes 0.05 s."""
_LARGE, _LARGEST = 250_000, 8_000_000
"""Bytes of a page's drawing from which on it isn't laid out, and isn't read: a page of press has 10,000."""
_EDGE = 2
"""Lines at the head and at the foot of a page among which running titles and numbers are looked for."""
_FULL = 0.8
"""Of the usual line's length: a line that is shorter, and ends a sentence, ends its paragraph."""
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-‐]$")
_GAP = re.compile(r"\S {4,}\S")
_COLUMNS = 0.2
_INDENT = 2
_NO_TITLE = re.compile(r"untitled|microsoft word|\.\w{2,4}$|^\W*$|^(?:document|slide) ?\d*$", re.IGNORECASE)


def recognises(part: Part) -> bool:
    """Whether a part opens as PDF does."""
    return part.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MAGIC)


def read(part: Part, options: Options) -> Iterator[Article]:
    """The one article of a PDF; raises IngestError for one with a password, or of scanned pictures alone."""
    try:
        import pypdf
    except ImportError:
        raise MissingExtraError(part.where, "PDF", "pdf") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every crooked object
    try:
        reader = pypdf.PdfReader(io.BytesIO(part.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise part.error("protected by a password. Save it without one and add that.")
        pages = list(_pages(part, reader))
        told = _properties(reader.metadata)
    except IngestError:
        raise
    except pypdf.errors.DependencyError:
        raise part.error("encrypted. Save it without a password and add that.") from None
    except Exception as error:  # pypdf lets Python's own errors out on damaged files
        name = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise part.error(f"a damaged PDF ({name}). Save it anew and add that.") from error
    paragraphs = _paragraphs(_without_title(_without_edges(pages), told.title))
    if not paragraphs:
        raise part.error("a PDF of pictures without text. Run it through text recognition (OCR) first.")
    text = titled(told.title, paragraphs)
    # A file is made when it is printed: what the first page says of its date goes before.
    head = Heading(published=read_heading("\n".join(pages[0])).published) if pages else Heading()
    yield compose(part, text, (("first page", head), ("PDF's metadata", told)), "pdf")


def _pages(part: Part, reader: Any) -> Iterator[list[str]]:
    """The lines of each page."""
    if len(reader.pages) > _MOST_PAGES:
        raise part.error(f"more than {_MOST_PAGES:,} pages. Split it and add the parts.")
    until = time.thread_time() + _SECONDS
    for page in reader.pages:
        _check_time(part, until)
        if (size := _size(page)) > _LARGEST:
            raise part.error(f"a page with {size:,} bytes of drawing. Print it anew and add that.")
        yield [line.rstrip() for line in tidy(_text(part, page, size, until)).split("\n")]


def _size(page: Any) -> int:
    """Bytes of a page's drawing, unpacked."""
    drawing = page.get_contents()
    return 0 if drawing is None else len(drawing.get_data())


def _text(part: Part, page: Any, size: int, until: float) -> str:
    """A page's text as laid out, with blank lines and indents; in the file's order where it has columns.

    Layout tells words and paragraphs apart more surely, but sets columns side by side, and what is drawn far
    apart it fills with blanks: 8,000 words in a drawing of 200 KB made 60 MB.
    """

    def plain() -> str:
        return str(page.extract_text(visitor_operand_before=lambda *_: _check_time(part, until)))

    if size > _LARGE:
        return plain()
    try:
        laid_out = str(page.extract_text(extraction_mode="layout"))
    except Exception:  # fonts that it can't measure
        return plain()
    lines = [line for line in laid_out.split("\n") if line.strip()]
    beside = sum(bool(_GAP.search(line)) for line in lines)
    return plain() if beside > _COLUMNS * len(lines) else laid_out


def _check_time(part: Part, until: float) -> None:
    if time.thread_time() > until:
        raise part.error(f"takes more than {_SECONDS:.0f} s to read. Split it and add the parts.")


def _properties(info: Any) -> Heading:
    title = one_line(str(info.title or "")) if info else ""
    if not info:
        return Heading()
    try:
        made = info.creation_date
    except (ValueError, TypeError):
        made = None
    return Heading(
        title="" if _NO_TITLE.search(title) else tidy(title),
        byline=one_line(str(info.author or "")),
        published=made.date() if made else find_date(str(info.subject or "")),
    )


def _without_edges(pages: list[list[str]]) -> list[str]:
    """All pages' lines but the running titles and the page numbers at their heads and feet."""
    repeated: Counter[str] = Counter()
    for page in pages:
        repeated.update({_shape(page[at]) for at in _edges(page)})
    often = max(2, (len(pages) + 1) // 2)
    lines: list[str] = []
    for page in pages:
        dropped = {
            at
            for at in _edges(page)
            if _NUMBER.fullmatch(page[at].strip()) or (len(pages) > 1 and repeated[_shape(page[at])] >= often)
        }
        lines += [line for at, line in enumerate(page) if at not in dropped]
    return lines


def _without_title(lines: list[str], title: str) -> list[str]:
    """The lines after the title, where they begin with it, broken as it may be."""
    before = ""
    for at, line in enumerate(lines[:12]):
        before = f"{before} {line}"
        if title and one_line(before).casefold() == title.casefold():
            return lines[at + 1 :]
    return lines


def _edges(page: list[str]) -> set[int]:
    filled = [at for at, line in enumerate(page) if line.strip()]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _shape(line: str) -> str:
    return _DIGITS.sub("#", one_line(line)).casefold()


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined into paragraphs; a word that was parted at a line's end is one again."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    margin = Counter(_indent(line) for line in lines if line.strip()).most_common(1)
    found: list[list[str]] = []  # of each its lines with what joins them: one text would be copied with each
    is_open = False
    for line in lines:
        text = one_line(line)
        if margin and margin[0][0] + _INDENT <= _indent(line) and found and _ENDS.search(found[-1][-1]):
            is_open = False  # the first line of a paragraph
        if not text:
            # A blank line inside a sentence is the end of a page, not of a paragraph.
            is_open = is_open and bool(found) and not _ENDS.search(found[-1][-1])
            is_open = is_open and (len(found[-1]) >= usual or sum(map(len, found[-1])) >= usual)
            continue
        if is_open and found:
            _join(found[-1], text)
        else:
            found.append([text])
        ends = bool(_ENDS.search(text))
        is_open = len(text) >= _FULL * usual or not ends
        if len(found[-1]) == 1 and len(text) < _FULL * usual:
            is_open = False  # a short line by itself: a heading, a byline
    return ["".join(pieces) for pieces in found]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _join(pieces: list[str], after: str) -> None:
    if _HYPHENATED.search(pieces[-1]) and after[:1].islower():
        pieces[-1] = pieces[-1][:-1]
        pieces.append(after)
    else:
        pieces += [" ", after]
