"""What a reader marks, kept in the reader's own file: stars, tags, notes, passages.

Sets of sources answer searches (`starred`, `tagged`, `noted`); everything else is told by page or by article.
What is on an article goes with its source into every library that has it. A note on an entity does so where
its name is known beyond a library, by a reference ("geonames:703448") or the article that it was split off
in; on a bare name it stays in the library where it was written: another's Ivan Petrenko is another man.
Two sessions never undo each other's work: stars and tags are put and taken one by one, and a note that was
changed elsewhere while it was written here is kept in both wordings.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from core.entity import EntityType
from core.marks import LONGEST_NOTE, Anchor, Cited, Mark, MarkKind, Named, Signs, tag_of

if TYPE_CHECKING:
    from core.library.reader import ReaderState

Answer = TypeVar("Answer")

_COLUMNS = """mark.id, kind, mark.source, text, at, name, label, start, "end", quote, before, after,
    mark.library, headline, outlet, published, url"""
_FROM = "FROM mark LEFT JOIN cited USING (source)"
_KNOWN = f"kind IN ({', '.join(repr(kind.value) for kind in MarkKind)})"
_NAMED = ("article", "entity")
"""Kinds of which an article, or an entity, has one mark at most."""


class Marks:
    """The marks of one reader. Writing raises LibraryError where nothing can be kept."""

    def __init__(self, state: ReaderState) -> None:
        self._state = state

    # Sets of sources, for searching.

    def starred(self) -> set[str]:
        """Sources of the articles with a star."""
        return self._sources("kind = 'star'")

    def tagged(self, tag: str) -> set[str]:
        """Sources of the articles with a tag, however it is capitalised."""
        return self._sources("kind = 'tag' AND text = ?", tag_of(tag))

    def noted(self) -> set[str]:
        """Sources of the articles with a note on them, or with a marked passage."""
        return self._sources("kind IN ('article', 'passage')")

    def _sources(self, condition: str, *values: str) -> set[str]:
        rows = self._state.run(f"SELECT DISTINCT source FROM mark WHERE {condition}", *values)
        return {row[0] for row in rows}

    # Asking.

    def tags(self, here: Iterable[str] | None = None) -> list[tuple[str, int]]:
        """Every tag in use and how many articles have it, the commonest first; `here` as of `count`."""
        rows = self._state.run(
            f"SELECT text, count(*) FROM mark WHERE {_AMONG} GROUP BY text ORDER BY 2 DESC, 1",
            *self._among([MarkKind.TAG], "", here),
        )
        return [(tag, count) for tag, count in rows]

    def signs(self, sources: Iterable[str]) -> dict[str, Signs]:
        """What is to be shown of these articles' marks; those without any are left out."""
        rows = self._state.run(
            """SELECT source, max(kind = 'star'), sum(kind IN ('article', 'passage')),
                json_group_array(text) FILTER (WHERE kind = 'tag')
            FROM mark WHERE source IN (SELECT value FROM json_each(?)) AND kind != 'entity'
            GROUP BY source""",
            json.dumps(list(sources)),
        )
        return {
            source: Signs(bool(star), tuple(sorted(json.loads(tags))), notes)
            for source, star, notes, tags in rows
        }

    def of(self, source: str) -> list[Mark]:
        """The marks of an article, passages in the order of the text."""
        return self._marks("mark.source = ? AND kind != 'entity' ORDER BY start, mark.id", source)

    def on(self, identities: Iterable[Sequence[str | int]]) -> list[Mark]:
        """The notes on names, each given by its identity: those of one entity may have one each."""
        names = json.dumps([_name(identity) for identity in identities])
        condition = (
            f"kind = 'entity' AND name IN (SELECT value FROM json_each(?)) AND {_OURS} ORDER BY mark.id"
        )
        return self._marks(condition, names, self._state.library)

    def elsewhere(self) -> set[str]:
        """Sources of what was marked in other libraries; some of them may be in this one too."""
        return self._sources("library NOT IN ('', ?)", self._state.library)

    def count(
        self, kinds: Iterable[MarkKind] = MarkKind, tag: str = "", here: Iterable[str] | None = None
    ) -> int:
        """How many marks there are of some kinds; with a tag, on articles that have it.

        With `here`, those of `elsewhere` that are in this library, of other libraries only marks count that
        are on these, and notes on names that are known beyond a library.
        """
        rows = self._state.run(f"SELECT count(*) FROM mark WHERE {_AMONG}", *self._among(kinds, tag, here))
        return int(rows[0][0])

    def listed(
        self,
        offset: int,
        limit: int,
        kinds: Iterable[MarkKind] = MarkKind,
        tag: str = "",
        here: Iterable[str] | None = None,
    ) -> list[Mark]:
        """A page of them, the newest first."""
        condition = f"{_AMONG} ORDER BY at DESC, mark.id DESC LIMIT ? OFFSET ?"
        return self._marks(condition, *self._among(kinds, tag, here), limit, offset)

    def _among(
        self, kinds: Iterable[MarkKind], tag: str, here: Iterable[str] | None
    ) -> tuple[str | int, ...]:
        of, tag = json.dumps(list(kinds)), tag_of(tag)
        return of, tag, tag, here is None, self._state.library, json.dumps(list(here or ()))

    def _marks(self, condition: str, *values: str | int) -> list[Mark]:
        return [
            _mark(row)
            for row in self._state.run(f"SELECT {_COLUMNS} {_FROM} WHERE {_KNOWN} AND {condition}", *values)
        ]

    # Writing.

    def star(self, cited: Cited, star: bool = True) -> None:
        """Give an article a star, or take it."""
        self._put_or_take(Mark(MarkKind.STAR, cited), star)

    def tag(self, cited: Cited, tag: str, put: bool = True) -> None:
        """Give an article a tag, or take it. Raises ValueError for a tag of no letters."""
        if not tag_of(tag):
            raise ValueError("a tag needs a letter or a digit")
        self._put_or_take(Mark(MarkKind.TAG, cited, tag_of(tag)), put)

    def _put_or_take(self, mark: Mark, put: bool) -> None:
        if put:
            self.keep(mark)
        else:
            self._state.ask(lambda connection: _take(connection, mark.kind, self._row(mark)), keep=True)

    def keep(self, mark: Mark, was: str | None = None) -> Mark:
        """Keep a mark, in the place of the one that it is another wording of; what is kept now.

        `was` is the note that the reader began to change. Where another session wrote another one since, both
        are kept, the other first. A note of an article or entity that is empty now is removed.
        """
        now = mark._replace(text=mark.text[:LONGEST_NOTE], at=datetime.now(UTC).replace(microsecond=0))
        return self._state.ask(lambda connection: _keep(connection, now, self._row(now), was), keep=True)

    def remove(self, mark_id: int) -> Mark | None:
        """Remove a mark and return it, for `put_back`; None where it is gone already."""
        found = self._marks("mark.id = ?", mark_id)
        self._state.ask(
            lambda connection: connection.execute("DELETE FROM mark WHERE id = ?", (mark_id,)), keep=True
        )
        return found[0] if found else None

    def put_back(self, mark: Mark) -> Mark:
        """Keep a removed mark as it was; beside a note that was written there since."""
        row = {**_row(mark), "library": mark.library}
        return self._state.ask(lambda connection: _keep(connection, mark, row, ""), keep=True)

    def _row(self, mark: Mark) -> dict[str, str | int]:
        return {**_row(mark), "library": self._state.library}


_BEYOND = "iif(json_valid(name), name ->> 2 <> '' OR name ->> 3 <> '', 0)"
"""Of notes on entities: on a name that is known beyond a library."""
_OURS = f"(library IN ('', ?) OR {_BEYOND})"
_AMONG = f"""kind IN (SELECT value FROM json_each(?))
    AND (? = '' OR mark.source IN (SELECT source FROM mark WHERE kind = 'tag' AND text = ?))
    AND (? OR mark.library IN ('', ?)
        OR iif(kind = 'entity', {_BEYOND}, mark.source IN (SELECT value FROM json_each(?))))"""


def _name(identity: Sequence[str | int]) -> str:
    return json.dumps(list(identity), ensure_ascii=False)


def _row(mark: Mark) -> dict[str, str | int]:
    anchor = mark.anchor or Anchor(-1, -1, "")
    return {
        "kind": mark.kind.value,
        "source": mark.cited.source if mark.cited else "",
        "text": mark.text,
        "at": mark.at.isoformat() if mark.at else "",
        "name": _name(mark.named.identity) if mark.named else "",
        "label": mark.named.label if mark.named else "",
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
        "before": anchor.before,
        "after": anchor.after,
    }


_SAME = {
    MarkKind.STAR: "source = :source",
    MarkKind.TAG: "source = :source AND text = :text",
    MarkKind.ARTICLE: "source = :source",
    MarkKind.ENTITY: f"name = :name AND {_OURS.replace('?', ':library')}",
    MarkKind.PASSAGE: "source = :source AND start = :start AND quote = :quote",
}
"""What tells that two marks of a kind are one."""


def _take(connection: sqlite3.Connection, kind: MarkKind, row: dict[str, str | int]) -> None:
    connection.execute(f"DELETE FROM mark WHERE kind = :kind AND {_SAME[kind]}", row)


def _keep(connection: sqlite3.Connection, mark: Mark, row: dict[str, str | int], was: str | None) -> Mark:
    same = f"kind = :kind AND (id = :id OR {_SAME[mark.kind]})"
    found = connection.execute(
        f"SELECT text, library FROM mark WHERE {same}", {**row, "id": mark.id}
    ).fetchone()
    if found:
        row["library"] = found[1]
    if found and was is not None and found[0] not in (was, mark.text) and mark.kind is not MarkKind.TAG:
        row["text"] = f"{found[0]}\n\n{mark.text}".strip()
    connection.execute(f"DELETE FROM mark WHERE {same}", {**row, "id": mark.id})
    if mark.kind in _NAMED and not row["text"]:
        return mark._replace(text="", id=0)
    if mark.cited is not None:
        _cite(connection, mark.cited)
    columns = ", ".join(f'"{column}"' for column in row)
    places = ", ".join(f":{column}" for column in row)
    number = connection.execute(f"INSERT INTO mark ({columns}) VALUES ({places})", row).lastrowid or 0
    return mark._replace(text=str(row["text"]), id=number, library=str(row["library"]))


def _cite(connection: sqlite3.Connection, cited: Cited) -> None:
    day = cited.published.isoformat() if cited.published else ""
    connection.execute(
        "INSERT OR REPLACE INTO cited (source, headline, outlet, published, url) VALUES (?, ?, ?, ?, ?)",
        (cited.source, cited.headline, cited.outlet, day, cited.url),
    )


def _mark(row: tuple[Any, ...]) -> Mark:
    """A mark of its columns; what another program garbled in them is left out, and the rest is shown."""
    number, kind, source, text, at, name, label, start, end, quote, before, after, library, *told = row
    headline, outlet, day, url = (value or "" for value in told)
    return Mark(
        MarkKind(kind),
        Cited(source, headline, outlet, _read(date.fromisoformat, day), url) if source else None,
        text,
        Anchor(start, end, quote, before, after) if quote else None,
        _read(lambda name: _named(name, label), name),
        number,
        _read(datetime.fromisoformat, at),
        library,
    )


def _named(name: str, label: str) -> Named:
    type_, form, reference, article, place = json.loads(name)
    return Named(EntityType(type_), (type_, form, reference, article, place), label)


def _read(what: Callable[[str], Answer], text: str) -> Answer | None:
    try:
        return what(text) if text else None
    except (ValueError, TypeError):
        return None
