"""What joins statements over articles: quotes of one utterance, and figures about the same thing.

Candidates are found by blocking keys, a bounded number for each: of a quote those nearest in time, so that
what is joined hangs on the order in which articles came only where a turn of phrase is very common. Links and
pairs are kept; what links make of quotes, core.library.statements.regrouping does.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter

from core.library.owing import Connection
from core.library.packing import beginning, deflated, pack, unpack
from core.library.postings import QUOTES, Posting, blocks, day_of, hashed

_NEAREST = 100
"""Quotes that are looked at for one key, before and after each: of a common turn of phrase, the nearest."""
_FEW = 500
"""Up to so many quotes that share a key are all looked at: a question for each key takes far longer."""
_REMEMBERED = 10_000
"""Quotes whose words a connection keeps at hand."""
_HEAD = 4_000
"""Characters of a quote that are given out: a longer one is a document, and its head tells it."""
_DAYS = 3
_IN = "IN (SELECT value FROM json_each(?))"

DIFFERING = """SELECT 0, s.day, s.article_id, s.start FROM figure AS s
    WHERE {0} AND s.boilerplate = 0 AND s.differing > 0
    UNION SELECT named.value, s.day, s.article_id, s.start FROM figure AS s
    JOIN article_mentions AS m ON m.article_id = s.article_id
    JOIN json_each(names_within(m.spots, s.sentence_start, s.sentence_end)) AS named
    WHERE {0} AND s.boilerplate = 0 AND s.differing > 0"""
"""SQL for figures that another article reports differently, by the names in their sentences, and under 0."""


def put_keys(connection: sqlite3.Connection, article_id: int, quotes: Mapping[int, Iterable[str]]) -> None:
    """Let the direct quotes of an article be found by their keys; all of them at once."""
    (day,) = connection.execute("SELECT day FROM article WHERE id = ?", (article_id,)).fetchone()
    told = [Posting(hashed(key), day_of(day), one) for one, keys in quotes.items() for key in keys]
    QUOTES.put(connection, told)
    connection.execute(
        "UPDATE article_stated SET blocks = ? WHERE article_id = ?",
        (blocks(posting.key for posting in told), article_id),
    )


def quotes_sharing(
    connection: Connection, keys: Iterable[str], day: int, limit: int
) -> list[tuple[int, int, str, int]]:
    """(id, article id, head of the words, day) of at most `limit` quotes that share keys: those with most."""
    hashes, near = sorted(hashed(key) for key in keys), day_of(day)
    having = list(islice((one for key in hashes for one in QUOTES.since(connection, key)), _FEW))
    if len(having) == _FEW:
        having = [one for key in hashes for one in _nearest(connection, key, near)]
    counted = Counter(having)
    shared = {one: times for one, times in counted.items() if times > 1 or _is_near(one[0], near)}
    nearest = sorted(shared, key=lambda one: (-shared[one], abs(one[0] - near), one[1]))[:limit]
    if not nearest:
        return []
    rows = connection.execute(
        f'SELECT id, article_id, start, "end", day FROM quote WHERE id {_IN} ORDER BY id',
        (json.dumps([quote for _, quote in nearest]),),
    ).fetchall()
    words = _words(connection, [row[:4] for row in rows])
    return [(quote, article, words[quote], on) for quote, article, _, _, on in rows]


def _words(connection: Connection, quotes: Iterable[tuple[int, int, int, int]]) -> dict[int, str]:
    """The heads of quotes, given as (id, article, start, end), those of an article together."""
    found: dict[int, str] = {}
    for article, several in groupby(quotes, key=itemgetter(1)):
        own = list(several)
        found |= {one: connection.words[one] for one, *_ in own if one in connection.words}
        if unknown := [quote for quote in own if quote[0] not in found]:
            row = connection.execute("SELECT +text FROM article_text WHERE article_id = ?", (article,))
            text = beginning(row.fetchone()[0], max(min(end, start + _HEAD) for _, _, start, end in unknown))
            found |= {one: remember(connection, one, text[start:end]) for one, _, start, end in unknown}
    return found


def remember(connection: Connection, quote: int, words: str) -> str:
    """Keep the head of a quote's words at hand: many that are looked at were so, or stored, just before."""
    connection.words[quote] = head = words[:_HEAD]
    if len(connection.words) > _REMEMBERED:
        del connection.words[next(iter(connection.words))]
    return head


def _is_near(day: int, other: int) -> bool:
    """Whether one shared key is worth a look: of pairs further apart hardly one in a thousand is linked."""
    return not day or not other or abs(day - other) <= _DAYS


def _nearest(connection: sqlite3.Connection, key: int, day: int) -> list[tuple[int, int]]:
    """(day, quote id) of the quotes with one key, the nearest before and after a day."""
    before, after = QUOTES.until(connection, key, day), QUOTES.since(connection, key, day + 1)
    return [*islice(before, _NEAREST), *islice(after, _NEAREST)]


def leave_quotes(connection: sqlite3.Connection, article_id: int) -> None:
    """Let an article's quotes be found no more."""
    ids = connection.execute("SELECT id FROM quote WHERE article_id = ?", (article_id,)).fetchall()
    (told,) = connection.execute(
        "SELECT blocks FROM article_stated WHERE article_id = ?", (article_id,)
    ).fetchone()
    QUOTES.take(connection, told, [quote for (quote,) in ids])


# Figures


def figures_sharing(connection: sqlite3.Connection, keys: Iterable[str], limit: int) -> list[tuple[int, str]]:
    rows = connection.execute(
        f"""SELECT figure_id, told FROM figure_told WHERE figure_id IN
            (SELECT figure_id FROM figure_key WHERE key {_IN} ORDER BY figure_id DESC LIMIT ?)
        ORDER BY figure_id""",
        (json.dumps(sorted(hashed(key) for key in keys)), limit),
    )
    return rows.fetchall()


def put_told(connection: sqlite3.Connection, figure: int, told: str, keys: Iterable[str]) -> None:
    """Let a figure be compared."""
    own = sorted({hashed(key) for key in keys})
    connection.execute("INSERT INTO figure_told VALUES (?, ?, ?)", (figure, deflated(told), pack(own)))
    connection.executemany("INSERT INTO figure_key VALUES (?, ?)", [(key, figure) for key in own])


def pair_figures(
    connection: sqlite3.Connection, left: int, right: int, differs: bool, reasons: Sequence[str]
) -> None:
    low, high = sorted((left, right))
    connection.execute(
        "INSERT INTO figure_pair VALUES (?, ?, ?, ?)",
        (low, high, differs, json.dumps(reasons, ensure_ascii=False)),
    )
    if differs:
        connection.execute("UPDATE figure SET differing = differing + 1 WHERE id IN (?, ?)", (low, high))
        connection.execute(
            f"INSERT OR IGNORE INTO differing_name {DIFFERING.format('s.id IN (?1, ?2)')}", (low, high)
        )


def leave_figures(connection: sqlite3.Connection, article_id: int) -> None:
    """Let an article's figures be compared no more."""
    own = "(SELECT id FROM figure WHERE article_id = ?1)"
    others = f"""(SELECT "right" AS other FROM figure_pair WHERE differs = 1 AND "left" IN {own}
        UNION ALL SELECT "left" FROM figure_pair WHERE differs = 1 AND "right" IN {own})"""
    listed = connection.execute(
        DIFFERING.format(f"s.id IN (SELECT other FROM {others})"), (article_id,)
    ).fetchall()
    connection.executemany(
        "DELETE FROM differing_name WHERE name_id = ? AND day = ? AND article_id = ? AND start = ?", listed
    )
    connection.execute(
        f"""UPDATE figure SET differing = differing - told.times FROM (
            SELECT other, count(*) AS times FROM {others} GROUP BY other) AS told
        WHERE figure.id = told.other""",
        (article_id,),
    )
    connection.execute(
        f"INSERT INTO differing_name {DIFFERING.format(f's.id IN (SELECT other FROM {others})')}",
        (article_id,),
    )
    rows = connection.execute(
        "SELECT figure_id, keys FROM figure_told JOIN figure ON id = figure_id WHERE article_id = ?",
        (article_id,),
    ).fetchall()
    connection.executemany(
        "DELETE FROM figure_key WHERE key = ? AND figure_id = ?",
        [(key, figure) for figure, keys in rows for key in unpack(keys)],
    )
