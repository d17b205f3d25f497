"""CSV, JSON, JSON Lines and SQLite, by the standard library, sqlite3's shell and sqlite-utils."""

from __future__ import annotations

import csv
import json
import sqlite3
from typing import Any

from tests.ingest.formats.pieces import BAKERY, BRIDGE, FILES, LIBRARY, PIECES, Piece, Run


def row(piece: Piece) -> dict[str, Any]:
    return {
        "id": piece.name,
        "outlet": piece.outlet,
        "title": piece.title,
        "date": str(piece.published),
        "author": piece.byline,
        "url": piece.url,
        "text": piece.body,
    }


def build(run: Run) -> None:
    _csv()
    _json()
    _sqlite(run)


def _csv() -> None:
    rows = list(map(row, PIECES.values()))
    for name, delimiter, encoding in (
        ("comma.csv", ",", "utf-8"),
        ("semicolon.csv", ";", "utf-8-sig"),
        ("tab.tsv", "\t", "utf-8"),
    ):
        with (FILES / name).open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)


def _json() -> None:
    rows = list(map(row, PIECES.values()))
    (FILES / "lines.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows))
    (FILES / "escaped.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows))
    (FILES / "windows.ndjson").write_bytes(
        b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\r\n" for one in rows)
    )
    (FILES / "array.json").write_text(json.dumps(rows, indent=1))
    # As NewsAPI and WordPress answer.
    newsapi = [
        {
            "source": {"id": None, "name": p.outlet},
            "author": p.byline,
            "title": p.title,
            "url": p.url,
            "publishedAt": f"{p.published}T05:00:00Z",
            "content": p.body,
        }
        for p in PIECES.values()
    ]
    answer = {"status": "ok", "totalResults": 3, "articles": newsapi}
    (FILES / "newsapi.json").write_text(json.dumps(answer, ensure_ascii=False, indent=2))
    posts = [
        {
            "id": number,
            "date": f"{p.published}T05:00:00",
            "link": p.url,
            "title": {"rendered": p.title},
            "content": {"rendered": "".join(f"<p>{one}</p>\n" for one in p.paragraphs), "protected": False},
        }
        for number, p in enumerate(PIECES.values(), 100)
    ]
    (FILES / "wordpress.json").write_text(json.dumps(posts, ensure_ascii=False))


def _sqlite(run: Run) -> None:
    from sqlite_utils import Database

    for name in ("utils.db", "log.db", "shell.sqlite"):
        (FILES / name).unlink(missing_ok=True)
    made = Database(FILES / "utils.db")
    made["settings"].insert_all({"name": f"n{n}", "value": n} for n in range(5))
    made["articles"].insert_all(map(row, PIECES.values()), pk="id")
    made["articles"].enable_fts(["title", "text"])
    made.close()
    with sqlite3.connect(FILES / "log.db") as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE news (headline, source, published INTEGER, body, url)")
        for p, day in ((BRIDGE, 1693810800), (BAKERY, 1668668400), (LIBRARY, 1671001200)):
            connection.execute(
                "INSERT INTO news VALUES (?, ?, ?, ?, ?)", (p.title, p.outlet, day, p.body, p.url)
            )
    connection.close()
    run("sqlite3", "shell.sqlite", f".import --csv {FILES / 'comma.csv'} articles")
