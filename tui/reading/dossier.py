"""All that is known of one entity, asked of a library part by part, and laid out as lines to follow.

The parts are in the order of the lines: a reader sees the first while the library is asked for the next, who
goes on to somebody else waits for one of them at most, and no question is as long as the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from core.entity import EntityType
from core.library import Library
from core.library.records import (
    Alias,
    Company,
    DayCount,
    EntitySummary,
    LinkReason,
    NamingArticle,
    RoleUse,
    Tie,
    Uneven,
)
from core.library.statements.records import Filter, SourceUse, StatedDate, StatedFigure, StatedQuote
from core.visible import visible
from tui.reading import verdicts
from tui.reading.card import Line, paragraph
from tui.reading.chart import chart
from tui.reading.phrases import UNKNOWN, about, count, day, joined, kind_of, period, spelt, tied
from tui.reading.trail import Place

_FEW = 8
"""Figures and days; keys of the dossier open all of them."""
_PUBLIC = "geonames:"
"""References that others know too; those to our own lists tell a reader nothing."""
MOST = 100
"""Lines of a kind: articles, spellings, quotes. The newest or commonest; the title says of how many."""


@dataclass(frozen=True, slots=True)
class File:
    """A dossier's content, as far as it was asked for: what was not yet is empty."""

    entity: EntitySummary
    ties: Sequence[Tie]
    days: Sequence[DayCount]
    company: Company
    aliases: Sequence[Alias] = ()
    uneven: Sequence[Uneven] = ()
    roles: Sequence[RoleUse] = ()
    quotes: Sequence[StatedQuote] = ()
    """The newest quotes and claims by it."""
    quoted: int = 0
    """How many there are."""
    sources: Sequence[SourceUse] = ()
    figures: Sequence[StatedFigure] = ()
    """The newest in sentences that name it."""
    counted: int = 0
    """How many there are."""
    dates: Sequence[StatedDate] = ()
    """The last days that sentences which name it tell of."""
    dated: int = 0
    """How many such sentences there are."""
    articles: Sequence[NamingArticle] = ()
    """The newest."""
    reasons: Sequence[LinkReason] = ()
    decisions: Sequence[str] = ()


Target = int | Place | None
"""What a line leads to: an entity, a place in an article, or nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a dossier."""

    line: Line
    target: Target = None
    section: str = ""
    """Of a section's title, its name."""


def begin(library: Library, entity: int) -> File:
    """Who it is, when it is named and with whom. Raises KeyError for one that is no more."""
    summary = library.entity(entity)
    return File(summary, library.ties(entity), library.by_day(entity), library.company(entity))


def _called(library: Library, file: File) -> File:
    # Imported where it is needed: the names' tables take 50 ms, and opening the app waits for none.
    from core.library.spellings import uneven

    aliases = library.aliases(file.entity.id)
    told = uneven(aliases, file.entity.type)
    return replace(file, aliases=aliases, uneven=told, roles=library.roles(file.entity.id))


def _said(library: Library, file: File) -> File:
    statements, by = library.statements, Filter(entity=file.entity.id)
    return replace(
        file,
        quotes=statements.quotes(by, 0, MOST),
        quoted=statements.quote_count(by),
        sources=statements.sources(file.entity.id),
    )


def _stated(library: Library, file: File) -> File:
    statements, entity = library.statements, file.entity
    named = Filter(place=entity.id) if entity.type is EntityType.PLACE else Filter(entity=entity.id)
    dated = sum(one.dates for one in statements.timeline_days(named))
    return replace(
        file,
        figures=statements.figures(named, 0, _FEW),
        counted=statements.figure_count(named),
        dates=statements.timeline(named, max(0, dated - _FEW), _FEW),
        dated=dated,
    )


def _linked(library: Library, file: File) -> File:
    entity = file.entity.id
    return replace(
        file,
        articles=library.articles_naming(entity, 0, MOST),
        reasons=library.reasons(entity),
        decisions=verdicts.decided(library, entity),
    )


PARTS: Sequence[Callable[[Library, File], File]] = (_called, _said, _stated, _linked)
"""What adds to a file that was begun, in order."""


def gather(library: Library, entity: int) -> File:
    """Everything that the library knows of an entity. Raises KeyError for one that is no more."""
    file = begin(library, entity)
    for part in PARTS:
        file = part(library, file)
    return file


def entries(file: File, width: int, ascii_only: bool = False) -> list[Entry]:
    """The lines of a dossier for a width in cells, section by section."""
    found = [*_head(file, width)]
    for title, lines in (
        ("Mentions over time", _over_time(file, width, ascii_only)),
        ("Named with", _company(file, width)),
        ("Spellings by outlet", _spellings(file, width)),
        ("Roles by outlet", _roles(file, width)),
        ("Quotes by it", _quotes(file, width)),
        ("Figures about it", _figures(file, width)),
        ("Its last days on the timeline", _dates(file, width)),
        ("Articles", _articles(file, width)),
        ("Why its spellings are one", _reasons(file, width)),
        ("Decisions", _decisions(file, width)),
    ):
        content = list(lines)
        if content:
            found += [Entry([]), Entry([(title, ("headline",))], section=title), *content]
    return found


def _head(file: File, width: int) -> Iterator[Entry]:
    entity = file.entity
    mark = entity.type.lower()
    yield Entry([(visible(entity.label), ("strong", mark))], section="Top")
    yield from _told(joined(kind_of(entity.type), about(entity)), width, mark)
    spot = ""
    if entity.latitude is not None and entity.longitude is not None:
        spot = f"{entity.latitude:.4f}, {entity.longitude:.4f}"
    if known := joined(entity.reference if entity.reference.startswith(_PUBLIC) else "", spot):
        yield from _told(known, width, "quiet")
    if (
        not entity.reference and not entity.senses
    ):  # of the many Mykolaivkas the line above tells how many there are
        yield from _told("unresolved: no entry of the gazetteer or the lists stands for it", width, "quiet")
    for tie in file.ties:
        yield Entry([(visible(tied([tie])), ())], tie.entity)
    counts = joined(
        count(entity.mentions, "mention"),
        count(entity.articles, "article"),
        count(entity.sources, "independent source") if entity.sources < entity.articles else "",
        count(entity.spellings, "spelling"),
        f"last seen {day(entity.last)}",
    )
    yield from _told(counts, width, "quiet")


def _over_time(file: File, width: int, ascii_only: bool) -> Iterator[Entry]:
    drawn = chart(file.days, width, ascii_only)
    undated = sum(one.mentions for one in file.days if one.day is None)
    if drawn is not None:
        for line in drawn.lines:
            yield Entry([(line, (file.entity.type.lower(),))])
        yield Entry([(drawn.axis, ("quiet",))])
        yield from _told(
            f"a bar is a {drawn.step}; at most {count(drawn.most, 'mention')} in one", width, "quiet"
        )
    if undated:
        yield from _told(f"{count(undated, 'mention')} in articles without a date", width, "quiet")


def _company(file: File, width: int) -> Iterator[Entry]:
    looked_at = file.company.articles
    if file.company.companions:
        told = count(looked_at, "article")
        told = told if looked_at >= file.entity.articles else f"its newest {told} of {file.entity.articles:,}"
        yield from _told(f"how many articles name both, of {told}", width, "quiet")
    digits = len(f"{max((one.articles for one in file.company.companions), default=0):,}")
    for one in file.company.companions:
        yield Entry(
            [(f"{one.articles:>{digits},}  ", ("quiet",)), (visible(one.label), (one.type.lower(),))],
            one.entity,
        )


def _spellings(file: File, width: int) -> Iterator[Entry]:
    for one in file.uneven:
        words = ", ".join(f"{word} {mentions:,}" for word, mentions in one.spellings)
        yield from _told(f"! {one.outlet or UNKNOWN} is inconsistent: {words}", width, "unread")
    inconsistent = {one.outlet for one in file.uneven}
    forms = [(form, list(uses)) for form, uses in groupby(file.aliases, key=lambda alias: alias.form)]
    for form, uses in forms[:MOST]:
        mentions = sum(alias.mentions for alias in uses)
        yield Entry([(visible(form), ("strong",)), (f"  {count(mentions, 'mention')}", ("quiet",))])
        outlets = joined(
            *(f"{'!' * (a.outlet in inconsistent)}{a.outlet or UNKNOWN} {a.mentions:,}" for a in uses[:MOST]),
            f"and {len(uses) - MOST:,} more outlets" if len(uses) > MOST else "",
        )
        yield from _told(outlets, width, "quiet", 2)
    if len(forms) > MOST:
        yield from _told(f"and {len(forms) - MOST:,} rarer spellings", width, "quiet")


def _roles(file: File, width: int) -> Iterator[Entry]:
    for role in file.roles[:MOST]:
        when = joined(count(role.articles, "article"), period(role.first, role.last))
        yield from _told(f"{role.outlet or UNKNOWN}: {role.text} ({when})", width)
    if len(file.roles) > MOST:
        yield from _told(f"and {len(file.roles) - MOST:,} rarer ones", width, "quiet")


def _quotes(file: File, width: int) -> Iterator[Entry]:
    if file.sources:
        used = joined(
            *(
                f"{s.outlet or UNKNOWN} {s.quotes + s.claims:,}"
                + (f" ({s.unverified:,} could not be verified)" if s.unverified else "")
                for s in file.sources[:MOST]
            )
        )
        yield from _told(f"a source of {used}", width, "quiet")
    for quote in file.quotes:
        where = joined(
            quote.outlet or UNKNOWN,
            day(quote.published),
            "" if quote.direct else "claim",
            "could not be verified" if quote.unverified else "",
        )
        place = Place(quote.article, quote.start, file.entity.id)
        yield Entry([(visible(where), ("quiet",))], place)
        words = " ".join(quote.text.split())
        yield from _told(f"“{words}”" if quote.direct else words, width, "", 2, place)
    if file.quoted > len(file.quotes):
        yield from _told(f"the newest {len(file.quotes):,} of {file.quoted:,}", width, "quiet")


def _figures(file: File, width: int) -> Iterator[Entry]:
    for one in file.figures:
        where = joined(
            one.outlet or UNKNOWN,
            day(one.published),
            f"by {one.source.shown}" if one.source else "",
            "reported differently elsewhere" if one.differing else "",
        )
        place = Place(one.article, one.start, file.entity.id)
        amount = visible(f"{one.hedge} {one.text}".strip())
        yield Entry([(amount, ("strong",)), (f"  {visible(where)}", ("quiet",))], place)
        yield from _told(" ".join(one.sentence.split()), width, "", 2, place)
    if file.counted > len(file.figures):
        yield from _told(f"the newest {len(file.figures):,} of {file.counted:,}", width, "quiet")


def _dates(file: File, width: int) -> Iterator[Entry]:
    if file.dated > len(file.dates):
        yield from _told(f"the last {len(file.dates):,} of {file.dated:,}", width, "quiet")
    for one in file.dates:
        where = joined(one.outlet or UNKNOWN, day(one.published))
        place = Place(one.article, one.start, file.entity.id)
        yield Entry([(spelt(one.value), ("strong",)), (f"  {visible(where)}", ("quiet",))], place)
        yield from _told(" ".join(one.sentence.split()), width, "", 2, place)


def _articles(file: File, width: int) -> Iterator[Entry]:
    if file.entity.articles > len(file.articles):
        yield from _told(f"the newest {len(file.articles):,} of {file.entity.articles:,}", width, "quiet")
    for one in file.articles:
        told = joined(day(one.summary.published), one.summary.outlet or UNKNOWN, f"{one.mentions:,}×")
        headline = " ".join(one.summary.headline.split())
        yield Entry(
            [(visible(told) + "  ", ("quiet",)), (visible(headline), ())],
            Place(one.summary.id, one.start, file.entity.id),
        )


def _reasons(file: File, width: int) -> Iterator[Entry]:
    for link in file.reasons[:MOST]:
        names = f"{visible(link.left)} = {visible(link.right)}"
        yield Entry([(names, ("strong",)), (f"  {link.score:.2f}", ("quiet",))])
        yield from _told("; ".join(link.reasons), width, "", 2)
    if len(file.reasons) > MOST:
        yield from _told(f"and {len(file.reasons) - MOST:,} weaker links", width, "quiet")


def _decisions(file: File, width: int) -> Iterator[Entry]:
    for told in file.decisions:
        yield from _told(told, width)


def _told(text: str, width: int, mark: str = "", indent: int = 0, target: Target = None) -> Iterator[Entry]:
    """Words in lines of a width."""
    for line in paragraph(text, width - indent, (mark,) if mark else ()):
        yield Entry([(" " * indent, ()), *line], target)
