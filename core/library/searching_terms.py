"""From a query's tree to a stream of articles: each term to the index that knows its articles.

Words that hang together go to the search index as one FTS5 query of quoted phrases alone, which cannot be
wrong; names, outlets and languages have indexes in the order of the list; what the reader's own file knows
comes as sources.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from core.library import searching_quotes
from core.library.folding import fold, spoken, unstroke
from core.library.indexing import ID, KEY, NEWEST, key_of
from core.library.records import Marked
from core.library.searching_words import pattern, quoted, words_of
from core.library.streams import (
    SEARCH_STEPS,
    Between,
    Both,
    Clock,
    Dense,
    Either,
    Listed,
    Rows,
    Stream,
    Tested,
    Without,
)
from core.query import (
    All,
    Any,
    Days,
    Entity,
    Language,
    Named,
    Node,
    Not,
    Outlet,
    Query,
    QueryError,
    Quote,
    Speaker,
    State,
    Story,
    Tag,
    Words,
)
from core.query.tree import Mark

Meaning = Entity | Named | Speaker | Quote
"""A term that means entities."""
MOST_ENTITIES = 20
"""Entities that one term may mean, those with most mentions."""
_LAST_DAY = (1 << 31) - 1
WIDE_FROM = 2_000
"""Articles from which a beginning is asked for as the words that begin so, which finds the newest at once.

FTS5 reads all that has any of them before it tells the first: 4 ms in 10,000 articles, 665 ms in a million,
and of 29,000 words in 20,000 articles 160. Looking the words up takes 0.05 ms each however many articles
have them.
"""
MOST_WORDS = 60
"""Words that a beginning may stand for so; of more of them articles are read, which soon have some."""

_VOCABULARY = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab(main, article_search, instance)"
)
_CALLED = """SELECT id FROM entity WHERE mentions > 0 AND hidden = 0 AND type = ifnull(?1, type) AND id IN (
        SELECT entity_id FROM name WHERE (mentions > 0 OR id = entity_id) AND id IN (
            SELECT name_id FROM json_each(?2) AS asked JOIN name_word
            ON sounds BETWEEN json_extract(asked.value, '$[0]') AND json_extract(asked.value, '$[1]')
            GROUP BY name_id HAVING count(DISTINCT asked.key) = json_array_length(?2))
        UNION SELECT entity_id FROM entity_label WHERE label = ?3
        UNION SELECT entity_id FROM name_mark JOIN name ON id = name_id WHERE label = ?3 COLLATE NOCASE)
    ORDER BY label = ?3 COLLATE NOCASE DESC, mentions DESC, id LIMIT ?4"""
# The next outlet is looked up by the one before: a list of sixty from a million articles in 1 ms.
_OUTLETS = """WITH RECURSIVE known (outlet) AS (
        SELECT min(outlet) FROM article UNION ALL
        SELECT (SELECT min(outlet) FROM article WHERE outlet > known.outlet) FROM known
        WHERE known.outlet IS NOT NULL)
    SELECT outlet FROM known WHERE outlet <> ''"""
_BY = f"""SELECT {KEY} FROM article WHERE {{}} (day, id) <= (?, ?)
    ORDER BY day DESC, id DESC"""
_NAMED = """SELECT (day << 32) | article_id FROM name_article
    WHERE name_id = ? AND (day, article_id) <= (?, ?) ORDER BY day DESC, article_id DESC"""
_MATCHING = """SELECT rowid FROM article_search WHERE article_search MATCH ? AND rowid <= ?
    ORDER BY rowid DESC"""


def stream(connection: sqlite3.Connection, query: Query, marked: Marked, clock: Clock) -> Stream:
    """The articles that a query finds. Raises QueryError for what only a reader can know."""
    terms = _Terms(connection, marked)
    return terms.root(terms.widened(query.root), clock)


def called(connection: sqlite3.Connection, term: Meaning) -> Sequence[int]:
    """Ids of the entities that a term means: some name has all its words, in whatever spelling."""
    if isinstance(term, Named | Quote):
        return term.entities
    heard = spoken(" ".join(term.words))
    ends = [sound + "\U0010ffff" * (term.prefix and sound == heard[-1]) for sound in heard]
    rows = connection.execute(
        _CALLED,
        (
            term.type if isinstance(term, Entity) else None,
            json.dumps(list(zip(heard, ends, strict=True))),
            " ".join(term.words),
            MOST_ENTITIES if heard else 0,
        ),
    )
    return [row[0] for row in rows]


def names(connection: sqlite3.Connection, entities: Iterable[int]) -> list[int]:
    """Ids of the names of entities that are mentioned."""
    rows = connection.execute(
        "SELECT id FROM name WHERE mentions > 0 AND entity_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entities)),),
    )
    return [row[0] for row in rows]


def meant(connection: sqlite3.Connection, term: Meaning) -> frozenset[int]:
    """Ids of the mentioned names of the entities that a term means."""
    return frozenset(names(connection, called(connection, term)))


def standing(term: Named) -> str:
    """What FTS5 is asked for the words of a name, wherever they stand."""
    return " AND ".join(quoted(one.words, False) for one in term.words)


def fts_query(node: Node, apart: Collection[Node] = ()) -> str | None:
    """What FTS5 is asked for; None where it cannot be asked: for other terms, and for all but some words.

    Nor is it for what is looked for apart.
    """
    if node in apart:
        return None
    if isinstance(node, Words):
        return f"{'{title} : ' if node.title else ''}{quoted(node.words, node.prefix)}"
    if not isinstance(node, All | Any):
        return None
    told = [part for part in node.parts if not isinstance(part, Not) or isinstance(node, Any)]
    wanted = [fts_query(part, apart) for part in told]
    unwanted = [fts_query(part.part, apart) for part in node.parts if isinstance(part, Not)]
    if isinstance(node, Any):
        return _joined(" OR ", wanted)
    return _left(_joined(" AND ", wanted), unwanted)


def _beginning(connection: sqlite3.Connection, begun: str) -> list[str] | None:
    """The words of the index that begin so; None where there are more than MOST_WORDS."""
    connection.execute(_VOCABULARY)
    sql = "SELECT term FROM temp.search_word WHERE term >= ? AND term < ? LIMIT 1"
    words: list[str] = []
    end = begun + "\U0010ffff"
    found = connection.execute(sql, (begun, end)).fetchone()
    while found is not None and len(words) < MOST_WORDS:
        words.append(found[0])
        # The next one is looked up from behind this one: reading on would pass every place where it stands.
        found = connection.execute(sql, (found[0] + "\x01", end)).fetchone()
    return words if found is None else None


def begun(connection: sqlite3.Connection, term: Words) -> Iterator[tuple[int, bool]]:
    """(key, whether in the title) of every place of every word that begins as the last of a term does."""
    beginning = fold(unstroke(term.words[-1]))
    connection.execute(_VOCABULARY)
    return connection.execute(
        f"""SELECT doc, col = 'title' FROM temp.search_word
        WHERE term >= ? AND term < ? {"AND col = 'title'" if term.title else ""}""",
        (beginning, beginning + "\U0010ffff"),
    )


def _joined(operator: str, parts: Iterable[str | None]) -> str | None:
    known = list(parts)
    return operator.join(f"({part})" for part in known) if known and None not in known else None


def _left(wanted: str | None, unwanted: list[str | None]) -> str | None:
    if wanted is None or not unwanted:
        return wanted
    return f"({wanted}) NOT ({told})" if (told := _joined(" OR ", unwanted)) else None


class _Terms:
    """Makes the streams of one search."""

    def __init__(self, connection: sqlite3.Connection, marked: Marked) -> None:
        self._connection = connection
        self._marked = marked
        self._wide: set[Node] = set()
        """Beginnings of more words than can be looked up."""

    def root(self, node: Node, clock: Clock) -> Stream:
        """The stream of a whole query; every hit is in each of its parts, so that they may pause."""
        parts = self._parts(node.parts if isinstance(node, All) else (node,), clock)
        return Both(parts if _grounded(node) else [*parts, self._every()], clock)

    def widened(self, node: Node) -> Node:
        """The same with the words that begin so in the place of beginnings, where that is quicker."""
        match node:
            case Words(prefix=True):
                if self._articles < WIDE_FROM:
                    return node
                begun = fold(unstroke(node.words[-1]))
                spelt = _beginning(self._connection, begun) if begun.isascii() else []
                if spelt is None:
                    self._wide.add(node)
                    return node
                whole = [replace(node, words=(*node.words[:-1], word), prefix=False) for word in spelt]
                return Any(tuple(whole)) if len(whole) > 1 else node
            case All() | Any():
                return replace(node, parts=tuple(map(self.widened, node.parts)))
            case Not():
                return replace(node, part=self.widened(node.part))
        return node

    @cached_property
    def _articles(self) -> int:
        row = self._connection.execute("SELECT ifnull(sum(articles), 0) FROM article_day").fetchone()
        return int(row[0])

    def _parts(self, nodes: Iterable[Node], clock: Clock | None = None) -> list[Stream]:
        """The streams whose articles are those of all nodes; words go into one."""
        texts, unwanted, others = [], [], []
        for node in nodes:
            if (text := self._text(node)) is not None:
                texts.append(text)
            elif isinstance(node, Not) and (text := self._text(node.part)) is not None:
                unwanted.append((node, text))
            else:
                others.append(node)
        streams = [self._stream(node, clock) for node in others]
        if not texts:
            return [*streams, *(self._stream(node) for node, _ in unwanted)]
        match = _left(_joined(" AND ", texts), [text for _, text in unwanted])
        return [self._matching(match or ""), *streams]

    def _text(self, node: Node) -> str | None:
        return fts_query(node, self._wide)

    def _stream(self, node: Node, clock: Clock | None = None) -> Stream:
        match node:
            case Words():
                if node not in self._wide:
                    return self._matching(fts_query(node) or "")
                return Dense(
                    self._every(), partial(self._begins, node), partial(self._begun, node, clock), clock
                )
            case All():
                return Both(self._parts(node.parts))
            case Any():
                text = self._text(node)
                if text is not None:
                    return self._matching(text)
                return Either([self._stream(part) for part in node.parts])
            case Not():
                return self._without(node.part)
            case Entity():
                return Either(self._naming(self._meant(node)))
            case Named():
                return Either([self._matching(standing(node)), *self._naming(self._meant(node))])
            case Outlet():
                return Either([self._rows(_BY.format("outlet = ? AND"), one) for one in self._outlets(node)])
            case Language():
                return self._rows(_BY.format("language = ? AND"), node.code)
            case Days():
                return Between(*_span(node))
            case Speaker():
                return Either(self._naming(self._meant(node), searching_quotes.BY))
            case Quote():
                return self._quoting(node, clock)
            case Story() | Tag() | State():
                return self._own(node)

    def _naming(self, names: Iterable[int], sql: str = _NAMED) -> list[Stream]:
        """The articles that mention some names."""
        return [self._rows(sql, name) for name in names]

    def _meant(self, *terms: Meaning) -> frozenset[int]:
        """The names of the entities that terms mean."""
        return frozenset().union(*(meant(self._connection, term) for term in terms))

    def _quoting(self, term: Quote, clock: Clock | None) -> Stream:
        """The articles with the words or the entities, and with whoever is to say it, as far as he does."""
        named, by = self._meant(term), None
        inner: Stream = Either([self._matching(quoted(term.words, term.prefix)), *self._naming(named)])
        if term.by:
            by = self._meant(*term.by)
            inner = Both([inner, Either(self._naming(by, searching_quotes.BY))], clock)

        def passes(key: int) -> bool:
            return searching_quotes.holds(self._connection, key & ID, (term.words, term.prefix), named, by)

        return Tested(inner, passes, clock)

    def _without(self, node: Node) -> Stream:
        """All but what a node finds. NOT goes down to the terms: what only they lack has no end of keys."""
        if (text := self._text(node)) is not None:
            return Without(self._matching(text))
        match node:
            case Not():
                return self._stream(node.part)
            case Any():
                return Both(self._parts(Not(part) for part in node.parts))
            case All():
                return Either([self._stream(Not(part)) for part in node.parts])
            case Days():
                first, last = _span(node)
                return Either([Between(0, first - 1), Between(last + 1, NEWEST)])
            case State(mark=Mark.UNREAD):
                return self._own(State(Mark.READ))
        return Without(self._stream(node))

    def _own(self, term: Story | Tag | State) -> Stream:
        """What is known article by article."""
        marked = self._marked
        if isinstance(term, Story):
            story = marked.story if term.id is None else term.id
            if story is None:
                raise QueryError("story:this is the story at hand in the reader; give its number", *term.at)
            sql = f"SELECT {KEY} FROM story_member JOIN article ON id = article_id WHERE story_id = ?"
            return Listed(row[0] for row in self._connection.execute(sql, (story,)))
        if isinstance(term, Tag):
            return self._from(marked.tagged.get(term.name, frozenset()))
        if term.mark is Mark.STARRED:
            return self._from(marked.starred)
        read = self._from(marked.read)
        return read if term.mark is Mark.READ else Without(read)

    def _from(self, sources: Iterable[str]) -> Listed:
        sql = f"SELECT {KEY} FROM article WHERE source IN (SELECT value FROM json_each(?))"
        return Listed(row[0] for row in self._connection.execute(sql, (json.dumps(list(sources)),)))

    def _outlets(self, term: Outlet) -> list[str]:
        asked = [fold(word) for word in term.words]
        whole, begun = (asked[:-1], asked[-1]) if term.prefix else (asked, "")
        found = []
        for (outlet,) in self._connection.execute(_OUTLETS):
            spelt = words_of(fold(outlet))
            if all(word in spelt for word in whole) and any(word.startswith(begun) for word in spelt):
                found.append(outlet)
        return found

    def _begins(self, term: Words, key: int) -> bool:
        """Whether an article has the words, the last of them begun."""
        row = self._connection.execute(
            f"""SELECT title {"" if term.title else ", text"}
            FROM article JOIN article_text ON article_id = id WHERE id = ?""",
            (key & ID,),
        ).fetchone()
        found = pattern(tuple(map(unstroke, term.words)), True)
        return row is not None and any(found.search(fold(words)) for words in row)

    def _begun(self, term: Words, clock: Clock | None) -> Stream:
        """The articles with the words, the last of them begun, all looked up at once; they are not many.

        FTS5 reads every place of every word that begins so wherever it is asked anew.
        """
        listed = Listed({doc for doc, _ in begun(self._connection, term)})
        return Tested(listed, partial(self._begins, term), clock) if len(term.words) > 1 else listed

    def _matching(self, match: str) -> Stream:
        def query(key: int) -> Iterator[tuple[int]]:
            return self._connection.execute(_MATCHING, (match, key))

        return Rows(query, SEARCH_STEPS)

    def _rows(self, sql: str, *values: str | int) -> Stream:
        def query(key: int) -> Iterator[tuple[int]]:
            return self._connection.execute(sql, (*values, min(key >> 32, _LAST_DAY), key & ID))

        return Rows(query)

    def _every(self) -> Stream:
        return self._rows(_BY.format(""))


def _span(days: Days) -> tuple[int, int]:
    """The first and the last key of a time; undated articles have the day 0."""
    first = days.first.toordinal() if days.first else 1
    last = days.last.toordinal() if days.last else _LAST_DAY
    return key_of(first, 0), key_of(last, ID)


def _grounded(node: Node) -> bool:
    """Whether its stream has keys of articles alone."""
    if isinstance(node, All):
        return any(map(_grounded, node.parts))
    if isinstance(node, Any):
        return all(map(_grounded, node.parts))
    return not (isinstance(node, Not | Days) or (isinstance(node, State) and node.mark is Mark.UNREAD))
