"""Mail: one message (EML), a box of them (mbox), and pages in mail's clothes (MHTML); standard library alone.

A newsletter's sender is its outlet. Documents that are attached are articles of their own.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, cast

from core.article import Article
from core.ingest import fragment, outlets
from core.ingest.composing import compose, one_line, titled
from core.ingest.decoding import decode
from core.ingest.errors import IngestError
from core.ingest.html import article_of
from core.ingest.mending import MENDED, mend, tidy, unwrapped
from core.ingest.options import Options
from core.ingest.part import Keys, Part
from core.ingest.plain import Heading

_HEADER = re.compile(r"(?:[!-9;-~]{1,60}:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+")
_BOX = re.compile(rb"From [^\n]{3,200}\d{4}[^\n]{0,30}\r?\n[!-9;-~]{1,60}:")
_BEGINS = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_ANSWER = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"\n-- ?\n")
_ATTACHED = ("application/pdf", "application/epub+zip", "message/rfc822")
_ATTACHED_ENDS = (".pdf", ".epub", ".docx", ".eml")
_MOST_PARTS = 500
_DEEPEST_PARTS = 40
_LONGEST_HEADER = 4_000
_MOST_LINES = 1_000_000
"""Python keeps each line by itself, in sixty bytes more than it has; base64 of the largest file has fewer."""


class _Policy(EmailPolicy):
    """The default, which reads of a header no more than its beginning: 1 MB of "=?utf-8?q?x?=" took 6 GB."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER])


_POLICY = _Policy()


def recognises(part: Part) -> bool:
    """Whether a part opens with a mail's header: From, and what only mails have besides."""
    head = part.head().replace("\r\n", "\n")
    header = _HEADER.match(head)
    if not header:
        return False
    names = {line.partition(":")[0].lower() for line in header[0].split("\n")}
    if "snapshot-content-location" in names:
        return True
    return "from" in names and bool(
        names & {"message-id", "mime-version", "received"} or {"date", "subject"} <= names
    )


def is_box(part: Part) -> bool:
    """Whether a part opens as a box of mails does."""
    return bool(_BOX.match(part.data[:600]))


def read_box(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The articles of each mail in a box; a mail is known by its Message-ID."""
    from core.ingest.reading import parse_within  # which stands above the formats

    keys = Keys()
    begins = list(_BEGINS.finditer(part.data))
    starts = [found.end() for found in begins]
    ends = [*(found.start() for found in begins[1:]), len(part.data)]
    for start, end in zip(starts, ends, strict=True):
        data = _ESCAPED.sub(rb"\1", part.data[start:end]).strip(b"\r\n") + b"\n"
        mail = part.within("", data, "mail.eml")
        try:
            identity = _header(_parsed(mail), "Message-ID")
        except (ValueError, RecursionError, LookupError):
            identity = ""
        inner = part.within(keys.of(identity.strip("<> "), mail.digest()), data, "mail.eml", counted=False)
        yield from parse_within(inner, options)


def read(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The article of a mail, and those of the documents attached to it."""
    message = _parsed(part)
    attached = [leaf for leaf in _leaves(message) if _is_document(leaf)]
    try:
        yield _article(part, message)
    except IngestError as error:
        if not attached:
            raise
        yield error
    for leaf in attached:
        yield from _attached(part, leaf, options)


def _parsed(part: Part) -> EmailMessage:
    data = part.data
    if data.count(b"\n--") > 20 * _MOST_PARTS or max(map(data.count, (b"\n", b"\r"))) > _MOST_LINES:
        raise part.error("too many parts or lines for a mail. Save what you need of it and add that.")
    return cast(EmailMessage, email.message_from_bytes(data, policy=_POLICY))


def _article(part: Part, message: EmailMessage) -> Article:
    told = _heading(message)
    page, plain = _body(message, "text/html"), _body(message, "text/plain")
    if page is not None:  # of parts without a header, Python says that they are nothing
        words, encoding = _text(part, page)
        address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
        if _header(message, "Snapshot-Content-Location") or message.get_content_subtype() == "related":
            inner = part.within("", part.data, counted=False, url=address)
            text, heads = article_of(inner, words)
            return compose(part, text, [*heads, ("mail's header", told)], "mhtml", encoding=encoding)
        text = titled(told.title, [tidy(paragraph) for paragraph in fragment.paragraphs(words)])
    elif plain is not None:
        words, encoding = _text(part, plain)
        text = titled(told.title, _paragraphs(_SIGNATURE.split(tidy(words))[0]))
    else:
        raise part.error("a mail without any text. Nothing to add.")
    return compose(part, text, [("mail's header", told)], "mail", encoding=encoding)


def _text(part: Part, leaf: EmailMessage) -> tuple[str, str]:
    """The text of a leaf, by the charset it declares, and its encoding."""
    content = leaf.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    words, encoding = decode(part.where, data, leaf.get_content_charset("")) if data else ("", "utf-8")
    words, mended = mend(words)
    return words, f"{encoding} ({MENDED})" if mended else encoding


def _body(message: EmailMessage, kind: str) -> EmailMessage | None:
    """The first leaf of that type which is not attached."""
    for leaf in _leaves(message):
        if leaf.get_content_type() == kind and leaf.get_content_disposition() != "attachment":
            return leaf
    return None


def _leaves(message: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    if message.is_multipart() and message.get_content_maintype() == "multipart" and depth < _DEEPEST_PARTS:
        for inner in list(message.iter_parts())[:_MOST_PARTS]:
            if isinstance(inner, EmailMessage):
                yield from _leaves(inner, depth + 1)
    else:
        yield message


def _is_document(leaf: EmailMessage) -> bool:
    name = (leaf.get_filename() or "").lower()
    return leaf.get_content_type() in _ATTACHED or name.endswith(_ATTACHED_ENDS)


def _attached(part: Part, leaf: EmailMessage, options: Options) -> Iterator[Article | IngestError]:
    from core.ingest.reading import parse_within

    name = one_line(leaf.get_filename() or leaf.get_content_type())
    if leaf.get_content_type() == "message/rfc822":
        inner = leaf.get_payload(0)
        data = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    else:
        content = leaf.get_payload(decode=True)
        data = content if isinstance(content, bytes) else b""
    yield from parse_within(part.within(name, data), options)


def _heading(message: EmailMessage) -> Heading:
    name, address = parseaddr(_header(message, "From"))
    outlet = outlets.named(name) or outlets.of_address(f"https://{address.rpartition('@')[2]}")
    is_list = bool(_header(message, "List-Unsubscribe") or _header(message, "List-ID"))
    return Heading(
        title=_ANSWER.sub("", tidy(_header(message, "Subject"))),
        outlet=outlet or (name if is_list else ""),
        byline="" if outlets.named(name) or is_list else name,
        published=_day(_header(message, "Date")),
        language=_header(message, "Content-Language")[:2].lower(),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header's text on one line; the standard library stumbles over some that are malformed."""
    try:
        return one_line(str(message.get(name) or ""))
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):
        return ""


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain mail; lines that a programme has broken are joined."""
    lines = unwrapped("\n".join(map(str.strip, text.split("\n")))).split("\n")
    return [line for line in lines if line]
