"""What the bare words of a search are taken for: names that the library knows, in all their spellings.

Words that stand side by side are held against the forms that articles use, the longest row of them first;
a word that is in no form alone may be the last of a person's name. Many a name is an ordinary word too (Bush,
Price), so the library's own articles say which it is: the newest places of the word are looked at, and it is
a name where most of them are mentions of the entities in question, as a whole or as a person's last name.
What stands in no article is a name that sounds so, if there is one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.entity import EntityType
from core.library import mentions
from core.library.folding import fold, spoken
from core.library.indexing import ID
from core.library.searching_words import pattern, quoted
from core.query import All, Any, Named, Node, Not, Query, Quote, Words, terms

LONGEST = 4
"""Words of a name in a search."""
MOST = 20
"""Entities that one row of words may mean."""
_LOOKED_UP = 12
"""Bare words of a query; one with more of them is a sentence, and none of its words a name alone."""
_PLACES = 24
"""Articles whose first place with a word is looked at, the newest."""
_LEAD = 2_000
"""Characters of a text that are looked at before all of it, which may be a book."""
_AGREED = 6
"""Places that are enough where all of them are names, or none is."""
_NAMES = 0.5
"""Share of these places that are names, from which on the word is taken for one."""
_ALONE = 1 / 12
"""Share of them that are a whole name, or a last one. "White" hardly ever is: it stands in White House."""
_MEANT = 0.05
"""Share of a form's mentions, from which on an entity is meant by it."""
_CHIEFLY, _SELDOM = 0.5, 0.05
"""Shares of an entity's mentions. Where one is chiefly called so, those who seldom are are not meant: by
"moskva" the cruiser, and not each article on Moscow.
"""
_SOUNDING = 60
"""Names that may sound so, those with most mentions."""

# By a label that nobody spells all mentions are called so; by one that gave way in a merge its name is.
_FORM = """SELECT entity_id, sum(used), entity.mentions FROM (
        SELECT name_id, mentions AS used FROM name_form
            WHERE form COLLATE NOCASE IN (SELECT value FROM json_each(?1))
        UNION ALL SELECT entity_id, mentions FROM entity_label JOIN entity ON entity.id = entity_id
            WHERE entity_label.label IN (SELECT value FROM json_each(?1))
        UNION ALL SELECT name_id, name.mentions FROM name_mark JOIN name ON name.id = name_id
            JOIN entity ON entity.id = entity_id AND entity.label <> name_mark.label COLLATE NOCASE
            WHERE name_mark.label COLLATE NOCASE IN (SELECT value FROM json_each(?1))) AS called
    CROSS JOIN name ON name.id = called.name_id JOIN entity ON entity.id = entity_id
    WHERE entity.mentions > 0 AND hidden = 0 GROUP BY entity_id ORDER BY 2 DESC, 1 LIMIT ?2"""
_SOUND = """SELECT form, iif(name.id = entity_id, label, ''), name.type, entity_id,
        name.mentions, entity.mentions
    FROM name JOIN entity ON entity.id = entity_id
    WHERE (name.mentions > 0 OR name.id = entity_id) AND entity.mentions > 0 AND hidden = 0 AND name.id IN (
        SELECT name_id FROM json_each(?1) JOIN name_word ON sounds = value
        GROUP BY name_id HAVING count(*) = json_array_length(?1))
    ORDER BY name.mentions DESC, name.id LIMIT ?2"""
_OF = """SELECT entity_id, name.type FROM name JOIN entity ON entity.id = entity_id AND hidden = 0
    WHERE name.id = ?"""
_TEXT = "SELECT text FROM article_text WHERE article_id = ?"
_NEWEST = "SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rowid DESC LIMIT ?"


def taken(connection: sqlite3.Connection, query: Query) -> Query:
    """The same query with Named in the place of bare words that are names here; of a long one, itself.

    Quotations that are asked for by such words may hold the names of their entities, too.
    """
    if sum(isinstance(term, Words | Quote) and term.bare for term in terms(query.root)) > _LOOKED_UP:
        return query
    return replace(query, root=_Taker(connection, query.text).node(query.root))


class _Taker:
    def __init__(self, connection: sqlite3.Connection, text: str) -> None:
        self._connection = connection
        self._text = text

    def node(self, node: Node) -> Node:
        match node:
            case Words() if node.bare:
                return next(self._all([node]))
            case Quote() if node.bare:
                start = self._text.index(":", node.at[0]) + 1
                return replace(node, entities=self._entities([Words(node.words, at=(start, node.at[1]))]))
            case All():
                parts = tuple(self._all(node.parts))
                return replace(node, parts=parts) if len(parts) > 1 else parts[0]
            case Any():
                return replace(node, parts=tuple(map(self.node, node.parts)))
            case Not():
                return replace(node, part=self.node(node.part))
        return node

    def _all(self, parts: Sequence[Node]) -> Iterator[Node]:
        """Parts that must all hold, with names in the place of their words, the longest first."""
        at = 0
        while at < len(parts):
            row = self._row(parts[at : at + LONGEST])
            for end in range(len(row), 0, -1):
                if found := self._entities(row[:end]):
                    yield Named(tuple(row[:end]), found)
                    at += end
                    break
            else:
                yield parts[at] if row else self.node(parts[at])
                at += 1

    def _row(self, parts: Sequence[Node]) -> list[Words]:
        """The bare words with which parts begin and which stand side by side in the query's text."""
        row: list[Words] = []
        for part in parts:
            if not isinstance(part, Words) or not part.bare:
                break
            if row and not self._text[row[-1].at[1] : part.at[0]].isspace():
                break
            row.append(part)
        return row

    def _entities(self, words: Sequence[Words]) -> tuple[int, ...]:
        """Ids of the entities that words in a row are the name of; none where they are ordinary words."""
        typed = " ".join(self._text[words[0].at[0] : words[-1].at[1]].split())
        known = self._called(typed)
        if not known:
            alike, spelt = self._alike(typed)
            stands = self._stands(words) if alike else _AGREED
            if not stands:
                return _meant(alike)
            if len(words) > 1 or (stands == _AGREED and not spelt):
                return ()
        elif len(words) > 1:
            return _meant(known)
        return self._told(words[0], known)

    def _told(self, word: Words, known: Counter[int]) -> tuple[int, ...]:
        """The same of one word, told by its places; `known` is how often entities are called just so."""
        looked, named, alone = 0, Counter[int](), 0
        for place in self._places(word):
            looked += 1
            entity, whole = self._named(*place)
            if entity in known or whole:
                named[entity] += 1
                alone += whole
            if looked >= _AGREED and named.total() in (0, looked):
                break
        is_name = named.total() >= _NAMES * looked and alone >= _ALONE * looked
        return _meant(known or named) if is_name else ()

    def _called(self, typed: str) -> Counter[int]:
        """How often entities are called just so."""
        spelt = json.dumps([typed, typed.title(), typed.upper()])  # SQLite folds the letters of ASCII alone
        rows = self._connection.execute(_FORM, (spelt, MOST)).fetchall()
        chief = any(used >= _CHIEFLY * mentions for _, used, mentions in rows)
        return Counter({one: used for one, used, of in rows if not chief or used >= _SELDOM * of})

    def _stands(self, words: Sequence[Words]) -> int:
        """In how many articles all words stand, _AGREED at most."""
        match = " AND ".join(quoted(one.words, False) for one in words)
        return len(self._connection.execute(_NEWEST, (match, _AGREED)).fetchall())

    def _alike(self, typed: str) -> tuple[Counter[int], bool]:
        """How often names that sound so, or a person's last, are mentioned, by entity; is one spelt so?"""
        heard, found, spelt = spoken(typed), Counter[int](), False
        rows = self._connection.execute(_SOUND, (json.dumps(heard), _SOUNDING))
        for form, label, kind, entity, used, of in rows:
            last = form.split()[-1]
            if set(spoken(label)) == set(heard):
                found[entity] = of
            elif set(spoken(form)) == set(heard) or (kind == EntityType.PERSON and spoken(last) == heard):
                found[entity] += used
                spelt = spelt or fold(typed) in (fold(form), fold(last))
        return found, spelt

    def _places(self, word: Words) -> Iterator[tuple[int, int, int]]:
        """(article, start, end) of the first place of a word in each of the newest articles with it."""
        for (key,) in self._connection.execute(_NEWEST, (quoted(word.words, False), _PLACES)).fetchall():
            row = self._connection.execute(_TEXT, (key & ID,)).fetchone()
            text, found = row[0] if row else "", pattern(word.words, False)  # another may have removed it
            if (place := found.search(fold(text[:_LEAD])) or found.search(fold(text))) is not None:
                yield key & ID, *place.span()

    def _named(self, article: int, start: int, end: int) -> tuple[int, bool]:
        """The entity in whose mention a place is, 0 for none; and whether it is its whole or a last name."""
        for name, (first, last, *_) in reversed(mentions.named(self._connection, article)):
            if first <= start and end <= last and (row := self._connection.execute(_OF, (name,)).fetchone()):
                ends = last in (end, end + 1)  # a name may end with a stop, as U.S. does, and no word
                return row[0], ends and (row[1] == EntityType.PERSON or first == start)
        return 0, False


def _meant(called: Counter[int]) -> tuple[int, ...]:
    """Of entities that are called so as many times, those of which it is no slip."""
    least = _MEANT * called.total()
    return tuple(entity for entity, many in called.most_common(MOST) if many >= least)
