"""Whether every value in a library is one that some version stores, as far as a look at it tells.

SQLite keeps no sums over its pages: bytes that have changed may leave its structure sound, and put a number
in a text's place, letters into a date or into a text what is no UTF-8. So each column is held against its
type, and those that hold a day, a moment, a list or a name of ours against what such a one looks like.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from core.entity import EntityType, FoundBy
from core.library import editing
from core.library.packing import DEFLATED


def _one_of(names: type[StrEnum]) -> str:
    listed = "', '".join(names)
    return f"{{0}} IN ('{listed}')"


# CASE: of two conditions SQLite may look at the second first, and json_type() fails where there is no JSON.
_JSON = "CASE json_valid({{0}}) WHEN 1 THEN json_type({{0}}) = '{}' END"
_FORMS = {
    f"{{0}} BETWEEN 0 AND {date.max.toordinal()}": """article.day article_day.day entity_rank.last figure.day
        name_article.day name_role.first name_role.last quote.day statement_day.day story.day
        story.first_day story_day.day utterance.day utterance.first_day""",
    "{0} IN ('', date({0}))": "article_told.updated article_told.dateline_date date_expression.anchor",
    "{0} = '' OR datetime({0}) IS NOT NULL": "article.added edit.at feed.last_fetched feed.next_due",
    _JSON.format("array"): """date_expression.others feed.tags figure_pair.reasons name_link.reasons
        reference.within""",
    _JSON.format("object"): "decision.line",
    _JSON.format("array").replace("{0}", "(SELECT text FROM phrase WHERE id = {0})"): "article_told.origins",
    _JSON.format("object").replace("{0}", "inflated({0})"): "article_print.features figure_told.told",
    "inflated({0}) IS NOT NULL": "article_text.text",
    "spots({0}) IS NOT NULL": "article_mentions.spots",
    "length({0}) % 4 = 0": "article_names.names figure_told.keys name.keys",
    "length({0}) % 2 = 0": "article_print.blocks article_stated.blocks",
    "in_order({0}, 8)": "quote_posting.postings feature_posting.postings",
    "in_order({0}, 6)": "sample_posting.postings",
    _one_of(EntityType): "entity.type entity_rank.type mention_told.type name.type reference.type",
    _one_of(FoundBy): "mention_told.found_by",
    "fits(CAST(ifnull(field, '') AS BLOB), CAST(ifnull({0}, '') AS BLOB))": "edit.value edit.was",
}
"""What must hold of a value, and the columns of which it must."""
_COLUMNS = f"""SELECT made.name, cell.name, iif(cell.type = '{DEFLATED}', 'blob', lower(cell.type)),
        cell."notnull"
    FROM sqlite_master AS made, pragma_table_info(made.name) AS cell
    WHERE made.sql LIKE 'CREATE TABLE %' AND made.name NOT GLOB 'article_search_*' AND cell.type <> ''"""


def prepare(connection: sqlite3.Connection) -> None:
    """Teach a connection what texts are held against; once."""
    connection.create_function("in_letters", 1, _in_letters, deterministic=True)
    connection.create_function("fits", 2, _fits, deterministic=True)


def _in_letters(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _fits(field: bytes, value: bytes) -> bool:
    return _in_letters(field) and _in_letters(value) and editing.fits(field.decode(), value.decode())


def unfit(connection: sqlite3.Connection) -> dict[str, str]:
    """By table, the condition in SQL of a row that holds what no version stores."""
    rules, texts = dict[str, list[str]](), dict[str, list[str]]()
    for table, column, kind, always in connection.execute(_COLUMNS).fetchall():
        kinds = f"('{kind}')" if always else f"('{kind}', 'null')"
        rules.setdefault(table, []).append(f'typeof("{column}") IN {kinds}')
        if kind == "text":
            texts.setdefault(table, []).append(f"""ifnull("{column}", '')""")
    for table, columns in texts.items():  # in one call, which costs more than what it looks at
        rules[table].append("in_letters(CAST({} AS BLOB))".format(" || ' ' || ".join(columns)))
    for form, listed in _FORMS.items():
        for table, column in (one.split(".") for one in listed.split()):
            if table in rules:
                rules[table].append(form.format(f'"{column}"'))
    return {table: f"NOT ifnull(({') AND ('.join(held)}), 0)" for table, held in rules.items()}


def strange(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """(table, rows in it that hold what no version stores), of those tables that have any."""
    for table, condition in unfit(connection).items():
        if found := connection.execute(f'SELECT count(*) FROM "{table}" WHERE {condition}').fetchone()[0]:
            yield table, found
