"""An article out of a part's words and what several places tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from core.article import FIELDS, Article, Provenance
from core.ingest import datelines, outlets
from core.ingest.part import Part, storable
from core.ingest.plain import Heading, read_heading

LONGEST_FIELD = 1_000
"""Characters; what calls itself a title or a byline and is longer, is none."""

Told = tuple[str, Heading]
"""Where something was told, in a reader's words, and what."""


def compose(
    part: Part, text: str, told: Sequence[Told], form: str, *, encoding: str = "utf-8", digest: str = ""
) -> Article:
    """The article of this text; of each field, the first of `told` that has it tells it.

    What is in the text's own head is told last. `digest` is the SHA-256 of the article's own bytes where
    they are not all of the part's. Raises IngestError where the text has no words.
    """
    if not any(character.isalnum() for character in text):
        raise part.error("without any words. Nothing to add.")
    values: dict[str, str | date] = {}
    origins: list[tuple[str, str]] = []
    for where, heading in (*told, ("file's first lines", read_heading(text))):
        for field in FIELDS:
            value = _sound(getattr(heading, field, None))
            if value and field not in values:
                values[field] = value
                origins.append((field, where))
    place, day = datelines.place_and_day(str(values.get("dateline", "")), _day(values.get("published")))
    for field, found in (("dateline_place", place), ("dateline_date", day)):
        if found:
            values[field] = found
            origins.append((field, "dateline"))
    origin = Provenance(part.source, digest or part.digest(), datetime.now(UTC), form, encoding)
    return replace(Article(text, origin), origins=tuple(origins), **values)  # type: ignore[arg-type]


def titled(title: str, paragraphs: Sequence[str]) -> str:
    """Headline and paragraphs, blank lines between; a headline that the text repeats is not doubled."""
    kept = list(paragraphs)
    if title and kept and _same(kept[0], title):
        del kept[0]
    return "\n\n".join(filter(None, [title, *kept]))


def outlet_of(name: str, *addresses: str) -> str:
    """The outlet that a name or an address means, by the name by which it is known; else the name itself."""
    return outlets.named(name) or next(filter(None, map(outlets.of_address, addresses)), "") or name


def one_line(text: str) -> str:
    """Text with its runs of white space made one blank each."""
    return " ".join(text.split())


def _sound(value: str | date | None) -> str | date | None:
    if not isinstance(value, str):
        return value
    line = storable(one_line(value))
    return line if len(line) <= LONGEST_FIELD else ""


def _day(value: str | date | None) -> date | None:
    return value if isinstance(value, date) else None


def _same(paragraph: str, title: str) -> bool:
    return one_line(paragraph).casefold() == one_line(title).casefold()
