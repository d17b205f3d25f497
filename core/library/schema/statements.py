"""What articles state: quotes and claims with their speakers, figures, dates, and what joins them.

A speaker is kept as the mention that stands for it and that mention's name, so that merges and readers'
decisions reach quotes as they reach mentions. Quotes of one utterance are joined by links, which hold for
speakers who are known to be one, or not known to be two, or whoever they are: the groups follow when names
are merged or parted. Counts by day make any page of a long list as near as the first.
"""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    # Articles that were examined, and what that came to, boilerplate left out.
    """CREATE TABLE article_stated (
        article_id INTEGER PRIMARY KEY REFERENCES article, quotes INTEGER NOT NULL, claims INTEGER NOT NULL,
        figures INTEGER NOT NULL, dates INTEGER NOT NULL)""",
    # The words are the text's own slices and are not stored again. AUTOINCREMENT as for articles.
    """CREATE TABLE quote (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES article,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        day INTEGER NOT NULL,  -- the article's
        direct INTEGER NOT NULL,
        partial INTEGER NOT NULL,
        continues INTEGER NOT NULL,
        unverified INTEGER NOT NULL,
        boilerplate INTEGER NOT NULL,
        source_start INTEGER,  -- the words that name the speaker; NULL where none do
        source_end INTEGER,
        why TEXT NOT NULL,
        mention INTEGER,  -- start of the mention that stands for the speaker
        name_id INTEGER REFERENCES name,  -- that mention's
        utterance INTEGER)  -- smallest id of the quotes that are one utterance; NULL for one alone""",
    "CREATE INDEX quote_by_article ON quote (article_id, start)",
    "CREATE INDEX quote_newest_first ON quote (day DESC, article_id DESC, start)",
    "CREATE INDEX quote_by_name ON quote (name_id, day DESC, article_id DESC, start)",
    "CREATE INDEX quote_by_utterance ON quote (utterance) WHERE utterance IS NOT NULL",
    # Direct quotes as they are joined: the head of their words, and 32-bit hashes of their blocking keys.
    """CREATE TABLE quote_wording (
        quote_id INTEGER PRIMARY KEY REFERENCES quote ON DELETE CASCADE,
        text TEXT NOT NULL, keys BLOB NOT NULL)""",
    """CREATE TABLE quote_key (
        key INTEGER NOT NULL, day INTEGER NOT NULL, quote_id INTEGER NOT NULL,
        PRIMARY KEY (key, day, quote_id)) WITHOUT ROWID""",
    """CREATE TABLE quote_link (
        "left" INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE,
        "right" INTEGER NOT NULL REFERENCES quote ON DELETE CASCADE,
        holds INTEGER NOT NULL,  -- core.statement.Holds
        PRIMARY KEY ("left", "right")) WITHOUT ROWID""",
    'CREATE INDEX quote_link_by_right ON quote_link ("right")',
    """CREATE TABLE utterance (
        id INTEGER PRIMARY KEY, quotes INTEGER NOT NULL, articles INTEGER NOT NULL, outlets INTEGER NOT NULL,
        first_day INTEGER NOT NULL, day INTEGER NOT NULL)""",
    "CREATE INDEX utterance_widest ON utterance (outlets DESC, articles DESC, id)",
    """CREATE TABLE figure (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES article,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        day INTEGER NOT NULL,
        sentence_start INTEGER NOT NULL,
        sentence_end INTEGER NOT NULL,
        value REAL NOT NULL,
        upper REAL,
        unit TEXT NOT NULL,
        hedge TEXT NOT NULL,
        vague INTEGER NOT NULL,
        boilerplate INTEGER NOT NULL,
        source_start INTEGER,
        source_end INTEGER,
        why TEXT NOT NULL,
        mention INTEGER,
        name_id INTEGER REFERENCES name,
        differing INTEGER NOT NULL DEFAULT 0)  -- figures of other articles that report it differently""",
    "CREATE INDEX figure_by_article ON figure (article_id, start)",
    "CREATE INDEX figure_newest_first ON figure (day DESC, article_id DESC, start)",
    "CREATE INDEX figure_by_source ON figure (name_id)",
    "CREATE INDEX figure_differing ON figure (day DESC, article_id DESC, start) WHERE differing > 0",
    # Figures that can be compared: what tells what they are about, and their blocking keys (JSON).
    """CREATE TABLE figure_told (
        figure_id INTEGER PRIMARY KEY REFERENCES figure ON DELETE CASCADE,
        told TEXT NOT NULL, keys TEXT NOT NULL)""",
    """CREATE TABLE figure_key (
        key TEXT NOT NULL, figure_id INTEGER NOT NULL, PRIMARY KEY (key, figure_id)) WITHOUT ROWID""",
    """CREATE TABLE figure_pair (
        "left" INTEGER NOT NULL REFERENCES figure ON DELETE CASCADE,
        "right" INTEGER NOT NULL REFERENCES figure ON DELETE CASCADE,
        differs INTEGER NOT NULL,
        reasons TEXT NOT NULL,  -- JSON array of strings
        PRIMARY KEY ("left", "right")) WITHOUT ROWID""",
    'CREATE INDEX figure_pair_by_right ON figure_pair ("right")',
    'CREATE INDEX figure_pair_differing ON figure_pair ("right" DESC, "left" DESC) WHERE differs = 1',
    """CREATE TABLE date_expression (
        article_id INTEGER NOT NULL REFERENCES article,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        sentence_start INTEGER NOT NULL,
        sentence_end INTEGER NOT NULL,
        value TEXT NOT NULL,  -- YYYY, YYYY-MM or YYYY-MM-DD; empty where it stays unresolved
        anchor TEXT NOT NULL,
        why TEXT NOT NULL,
        others TEXT NOT NULL,  -- JSON array of values
        boilerplate INTEGER NOT NULL,
        PRIMARY KEY (article_id, start)) WITHOUT ROWID""",
    """CREATE INDEX date_by_value ON date_expression (value, article_id, start)
        WHERE value != '' AND boilerplate = 0""",
    # Whom and what the sentences of figures and dates name; made anew from mentions whenever those change.
    """CREATE TABLE figure_name (
        name_id INTEGER NOT NULL, day INTEGER NOT NULL, article_id INTEGER NOT NULL, start INTEGER NOT NULL,
        PRIMARY KEY (name_id, day DESC, article_id DESC, start)) WITHOUT ROWID""",
    """CREATE TABLE date_name (
        name_id INTEGER NOT NULL, value TEXT NOT NULL, article_id INTEGER NOT NULL, start INTEGER NOT NULL,
        PRIMARY KEY (name_id, value, article_id, start)) WITHOUT ROWID""",
    # What a name is the source of; figures are counted under 0, which stands for all together.
    """CREATE TABLE statement_day (
        name_id INTEGER NOT NULL, day INTEGER NOT NULL, outlet TEXT NOT NULL,
        quotes INTEGER NOT NULL, claims INTEGER NOT NULL,
        unverified_quotes INTEGER NOT NULL, unverified_claims INTEGER NOT NULL,
        figures INTEGER NOT NULL,
        PRIMARY KEY (name_id, day DESC, outlet)) WITHOUT ROWID""",
    """CREATE TABLE date_day (
        value TEXT NOT NULL, outlet TEXT NOT NULL, dates INTEGER NOT NULL,
        PRIMARY KEY (value, outlet)) WITHOUT ROWID""",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
