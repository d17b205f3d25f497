"""What quotes, copies and stories are found by, packed; the words of quotes are read in the text itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from core.library.packing import little, unpack
from core.library.postings import FEATURES, QUOTES, SAMPLES, Posting, blocks, day_of, hashed

STATEMENTS = (
    *(
        f"""CREATE TABLE {table} (
        block INTEGER NOT NULL, first BLOB NOT NULL, postings BLOB NOT NULL,
        PRIMARY KEY (block, first)) WITHOUT ROWID"""
        for table in ("quote_posting", "sample_posting", "feature_posting")
    ),
    # The blocks that an article's postings lie in, as core.library.postings packs them: of its quotes here …
    "ALTER TABLE article_stated ADD COLUMN blocks BLOB NOT NULL DEFAULT x''",
    # … and of its samples there.
    """CREATE TABLE print_now (
        article_id INTEGER PRIMARY KEY REFERENCES article,
        digest INTEGER NOT NULL,
        samples INTEGER NOT NULL,
        blocks BLOB NOT NULL,
        agency TEXT NOT NULL,
        features DEFLATED_BLOB NOT NULL)""",
)
THEN = (
    "DROP TABLE quote_key",
    "DROP TABLE quote_wording",
    "DROP TABLE copy_sample",
    "DROP TABLE story_feature",
    "DROP TABLE article_print",
    "ALTER TABLE print_now RENAME TO article_print",
    "CREATE INDEX article_print_by_digest ON article_print (digest)",
)
_PRINTS = """SELECT article_id, digest, samples, sample, agency, CAST(features AS BLOB) AS features
    FROM article_print"""


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    db.conn.create_function("hashed", 1, hashed, deterministic=True)
    QUOTES.fill(db.conn, _postings(db, "SELECT key, day, quote_id FROM quote_key ORDER BY 1, 2, 3"))
    SAMPLES.fill(db.conn, _postings(db, "SELECT sample, 0, article_id FROM copy_sample ORDER BY 1, 3"))
    # Two features that sound alike to the hash are one.
    FEATURES.fill(
        db.conn,
        _postings(db, "SELECT DISTINCT hashed(feature), day, article_id FROM story_feature ORDER BY 1, 2, 3"),
    )
    db.conn.executemany("UPDATE article_stated SET blocks = ? WHERE article_id = ?", _told(db))
    db.conn.executemany(
        "INSERT INTO print_now VALUES (?, ?, ?, ?, ?, ?)",
        (
            (article, digest, samples, blocks(unpack(sample)), agency, features)
            for article, digest, samples, sample, agency, features in db.execute(_PRINTS)
        ),
    )
    for statement in THEN:
        db.execute(statement)


def _postings(db: Database, sql: str) -> Iterator[Posting]:
    for key, day, one in db.execute(sql):
        yield Posting(key, day_of(day), one)


def _told(db: Database) -> Iterator[tuple[bytes, int]]:
    """The blocks of each article's quotes."""
    rows = db.execute(
        """SELECT article_id, keys FROM quote JOIN quote_wording ON quote_id = quote.id ORDER BY article_id"""
    )
    for article, several in groupby(rows, key=itemgetter(0)):
        yield blocks(key for _, keys in several for key in little(array("I", keys))), article
