"""What the app asks of the reader's own file, and puts there; in a thread that may wait for the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.entity import EntityType, Name, Reference
from core.marks import Cited, Mark, MarkKind, Named, Signs
from tui.reading.answers import Shelf, notes_on
from tui.reading.page import drawable
from tui.reading.spans import Span
from tui.reading.trail import Place


class Marked(NamedTuple):
    """What an article is marked with, after a change or before one."""

    source: str
    read: bool
    signs: Signs
    marks: tuple[Mark, ...]
    said: str = ""
    """What was done, for the reader."""


def cited(shelf: Shelf, article: int) -> Cited:
    """An article as a citation names it; raises KeyError."""
    found = shelf.library.article_alone(article)
    source, url = found.provenance.source, found.canonical_url or found.url
    return Cited(source, found.headline, found.outlet, found.published, url)


def signs(marks: Sequence[Mark]) -> Signs:
    """What a list shows of an article's marks."""
    kinds = [mark.kind for mark in marks]
    notes = kinds.count(MarkKind.ARTICLE) + kinds.count(MarkKind.PASSAGE)
    tags = sorted(mark.text for mark in marks if mark.kind is MarkKind.TAG)
    return Signs(MarkKind.STAR in kinds, tuple(tags), notes)


def marked(shelf: Shelf, source: str, said: str = "") -> Marked:
    """The marks of an article."""
    read, marks = source in shelf.state.read_among([source]), tuple(shelf.state.marks.of(source))
    return Marked(source, read, signs(marks), marks, said)


def turn_star(shelf: Shelf, article: int) -> Marked:
    """Give an article a star, or take it."""
    one = cited(shelf, article)
    star = not marked(shelf, one.source).signs.starred
    shelf.state.marks.star(one, star)
    return marked(shelf, one.source, "starred" if star else "the star is taken away")


def turn_tag(shelf: Shelf, article: int, tag: str) -> Marked:
    """Give an article a tag, or take it. Raises ValueError for a tag of no letters."""
    one = cited(shelf, article)
    put = tag not in marked(shelf, one.source).signs.tags
    shelf.state.marks.tag(one, tag, put)
    return marked(shelf, one.source, f"tagged #{tag}" if put else f"no longer tagged #{tag}")


def turn_read(shelf: Shelf, source: str) -> Marked:
    """Take an article for read, or for unread."""
    read = source not in shelf.state.read_among([source])
    shelf.state.mark_read(source, read)
    return marked(shelf, source, f"marked as {'read' if read else 'unread'}")


def keep(shelf: Shelf, mark: Mark, was: str | None = None) -> Marked | None:
    """Keep a mark; the marks of its article now, None where it has none."""
    kept = shelf.state.marks.keep(mark, was)
    if mark.cited is None:
        return None
    if was is not None and kept.text != mark.text:
        said = "kept beside what another session wrote"
    elif not kept.id:
        said = "the note is gone" if was else "nothing was written"
    else:
        said = "kept"
    return marked(shelf, mark.cited.source, said)


def tags(shelf: Shelf) -> list[tuple[str, int]]:
    """Every tag that the reader uses, in whatever library, and how many articles have it."""
    return shelf.state.marks.tags()


def book(
    shelf: Shelf, kinds: Sequence[MarkKind], tag: str, offset: int, limit: int
) -> tuple[int, list[Mark], set[str]]:
    """How many marks the reader has that are of this library, and a page of them, the newest first.

    Then sources of what was marked in other libraries and is in this one too: further pages are asked with
    them, since to find them takes as long as there are marks.
    """
    marks, here = shelf.state.marks, shelf.library.sources_here(shelf.state.marks.elsewhere())
    return marks.count(kinds, tag, here), marks.listed(offset, limit, kinds, tag, here), here


def note_on(shelf: Shelf, entity: int, article: int, start: int | None) -> Mark:
    """The note on an entity, or an empty one on the name of its mention; raises KeyError."""
    library = shelf.library
    notes = notes_on(shelf, entity)
    if notes:
        return notes[0]
    names = library.names.of_entity(entity)
    name = library.names.of_mention(article, start)[1] if start is not None else next(iter(names.values()))
    named = Named(name.type, name.identity, library.entity(entity).label)
    return Mark(MarkKind.ENTITY, cited(shelf, article), named=named)


def spans(text: str, marks: Iterable[Mark]) -> list[Span]:
    """Where the marked passages stand in a text, those that are gone left out; sorted and disjoint."""
    found = (mark.anchor.find(text) for mark in marks if mark.anchor is not None)
    joined: list[Span] = []
    for start, end in sorted(span for span in found if span is not None):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def over(text: str, marks: Sequence[Mark], span: Span) -> Mark | None:
    """The marked passage that a span lies on, or None."""
    for mark in marks:
        found = mark.anchor.find(text) if mark.anchor is not None else None
        if found is not None and found[0] < span[1] and span[0] < found[1]:
            return mark
    return None


def place_of(shelf: Shelf, mark: Mark) -> Place | None:
    """Where a mark is in this library; None where neither its article nor its entity is in it."""
    library = shelf.library
    if mark.kind is MarkKind.ENTITY and mark.named is not None:
        found = library.names.find(_name(mark.named))
        entity = library.names.entity_of(found) if found is not None else None
        passages = library.passages(entity, 0, 1) if entity is not None else []
        return Place(passages[0].article, passages[0].start, entity) if passages else None
    article = library.article_of(mark.cited.source) if mark.cited is not None else None
    if article is None:
        return None
    if mark.anchor is None:
        return Place(article)
    span = mark.anchor.find(drawable(library.article_alone(article).text))
    return Place(article, span[0] if span else None)


def _name(named: Named) -> Name:
    _, form, reference, article, start = named.identity
    known = Reference(reference, EntityType(named.type), form) if reference else None
    return Name(named.type, form, known, article, start)


def remove(shelf: Shelf, mark: Mark) -> Marked | None:
    """Remove a mark; the marks of its article now."""
    shelf.state.marks.remove(mark.id)
    return marked(shelf, mark.cited.source, "no longer marked") if mark.cited is not None else None


def put_back(shelf: Shelf, mark: Mark) -> Marked | None:
    """Keep a removed mark again; the marks of its article now."""
    shelf.state.marks.put_back(mark)
    return marked(shelf, mark.cited.source, "brought back") if mark.cited is not None else None
