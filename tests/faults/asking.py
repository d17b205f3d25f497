"""Put queries made of the language's own words, and of FTS5's and SQL's: an answer or the query's own error.

Run as `python -m tests.faults.asking COUNT SEED`. Each text is asked of a small library as the search screen
asks it, as a saved search that is counted, and every so often by the command, which goes all that way again.
Prints each kind of wrong ending: any error but a QueryError with its place inside the text, a hit that was
found and can't be shown, a saved search that comes back changed.
"""

from __future__ import annotations

import os
import random
import sys
import traceback
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from core import pipeline, settings
from core.article import Article
from core.library import Library
from core.library.indexing import NEWEST
from core.library.reader import ReaderState
from core.library.records import SavedSearch
from core.marks import Cited, Mark, MarkKind
from core.query import QueryError, parse
from core.query.scanning import FIELDS
from tests.command import environment
from tests.faults import mutating
from tests.library.fakes import TYPES, Joiner, Spotter, article
from tui.cli.shapes import typed
from tui.reading import saved, searching
from tui.reading.answers import Shelf

SIGNS = (
    *" \t\n()()*-:.,;'/\\^{}[]+|&=<>?@$%_~`", *'""“”„«»', "..", "--", "/*", "*/", "\0", "\x1b[2J", "\r",
    "\x85", "\u202e", "\u200b", "\u2028", "\u0301" * 5, "\udcff", "\ufffd", "\U000e0041", "ʼ", "½", "²",
    "٣", "ß", "İ", "Ł", "ﬁ", "𐐀", "漢字", "\U0001f469\u200d\U0001f467", "e\u0301", "\xa0",
)  # fmt: skip
WORDS = (
    *TYPES, "grain", "him", "a", "ab", "Łódź", "Київ", "Ґ", "left*", "gra*", "ab*", "Ґуд*", "1", "x" * 300,
    "AND", "OR", "NOT", "and", "or", "not", "NEAR", "NEAR(a b, 2)", "NEAR/2", "MATCH", "rank", "rowid",
    "text", "title", "article_search", "text : kyiv", "{title text}: kyiv", "- {text}:", "^kyiv",
    "kyiv + left", "NULL", "SELECT", "UNION", "' OR 1=1 --", "'); DROP TABLE article; --", '" OR ""="',
    "x'00'", "?1", ":name", "$a", "%s", "{0}", "highlight(article_search, 0, '', '')", "Danube Radio",
    "nowhere", "-1", "a\0b", "9" * 40,
)  # fmt: skip
DATES = (
    "2022", "2022-06", "2022-06-24", "2022-6-4", "2022-13", "2022-02-30", "0000", "0001", "9999",
    "9999-12-31", "9999-12", "0001-01-01", "2022-06..2022-07", "2023..2022", "..", "1e9", "٢٠٢٢",
)  # fmt: skip
VALUES = {field: WORDS for field in FIELDS} | {
    **dict.fromkeys(("before", "after", "on"), DATES),
    "story": ("this", "THIS", "1", "0", "7" * 18, "9" * 19, "-1", "²"),
    "is": ("read", "unread", "starred", "Read", "lost"),
    "language": ("en", "uk", "UK", "zzz", "日本"),
}
WAYS = (
    "({})",
    "-{}",
    "NOT {}",
    "NOT ({})",
    '"{}"',
    "“{}”",
    "({} OR kyiv)",
    "left {}",
    "{} AND left",
    "(({}))",
)
UNSOUND = ("{}*", '"{}"*', "a:{}", "{} AND", "({}", "{})", "- {}", "OR {}", '"{}')
ARTICLES = 24
COMMAND_EVERY = 20


@contextmanager
def shelf(folder: Path) -> Iterator[Shelf]:
    """A library of invented articles beside a reader's file that knows some of them, both below `folder`."""
    names, marks = sorted(TYPES), (MarkKind.STAR, MarkKind.TAG)
    articles = [_article(n, names) for n in range(ARTICLES)]
    pipeline.add_articles(articles, folder / "war.db", Spotter, make_linker=Joiner)
    with Library.open(folder / "war.db") as library, ReaderState(settings.state_path()) as state:
        for kind, one in zip(marks * (ARTICLES // 4), articles, strict=False):
            cited = Cited(one.provenance.source, one.title, one.outlet, one.published, "")
            state.marks.keep(Mark(kind, cited, "grain" if kind is MarkKind.TAG else ""))
        yield Shelf(library, state, "place")


def _article(n: int, names: list[str]) -> Article:
    words = (
        f"{names[n % 5]} left {names[n % 3]}. “The grain is gone today,” {names[n % 4]} said. Ґудзь, Łódź."
    )
    day = date(2022, 6, 1) + timedelta(n) if n % 7 else None
    return article(words, f"/{n}.txt", day, ("Danube Radio", "Łódź Wire", "")[n % 3])


def query(chance: random.Random) -> str:
    """Some of the pieces one after the other, within one another, or as values of fields; half is sound."""
    text = ""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        piece = chance.choice(SIGNS if chance.random() < 0.1 else WORDS)
        if chance.random() < 0.4:
            field = chance.choice(FIELDS)
            piece = f"{field}:{chance.choice(VALUES[field] if chance.random() < 0.9 else SIGNS)}"
        for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
            way = chance.choice(WAYS if chance.random() < 0.95 else UNSOUND)
            piece = way.replace("{}", piece)
        text += piece + chance.choice((" ", " ", " OR ", "")) * (chance.random() < 0.9)
    return text


def trouble(on: Shelf, text: str, story: int | None, command: bool) -> str:
    """What is wrong with how a query ended, or ""."""
    try:
        told = _asked(on, text, story) or _saved(on, text, command)
    except QueryError as error:
        told = "" if str(error) and 0 <= error.start <= error.end <= len(text) else f"no place: {error!r}"
    except Exception:
        told = traceback.format_exc(limit=-4)
    if command and not told:
        told = mutating.ask("--library", str(on.library.path), "search", "--", text, codes=(0, 2))
    return told


def _asked(on: Shelf, text: str, story: int | None) -> str:
    """As the search screen asks: the first run and the next, lines, whom it means, the best, one opened."""
    asked = searching.Asked(parse(text), story)
    keys, below = array("q"), NEWEST
    for first in (True, False):
        found = searching.run(on, asked, below, first)
        keys.extend(found.keys)
        if found.below is None:
            break
        below = found.below
    hits = searching.lines(on, asked, keys)
    searching.meant(on, asked)
    if hits:
        searching.opened(on, asked, hits[0])
    if not len(hits) == len(keys) == len(searching.best(on, asked, keys)):
        return f"{len(keys)} found, {len(hits)} shown"
    return ""


def _saved(on: Shelf, text: str, stored: bool) -> str:
    one = SavedSearch("one", typed(text))
    if stored:
        on.state.searches.remove(one.name)
        on.state.searches.save(one.name, one.query)
        if on.state.searches.all() != [one]:
            return "saved, and read back as another"
    saved.counted(on, one)
    return ""


def main(count: int, seed: int) -> int:
    chance, wrong, put = random.Random(seed), set[str](), 0
    with TemporaryDirectory() as folder:
        os.environ.update(environment(Path(folder)))
        with shelf(Path(folder)) as on:
            for number in range(1, count + 1):
                text = query(chance)
                told = trouble(on, text, chance.choice((None, 1)), number % COMMAND_EVERY == 0)
                put += not told and _parses(text)
                if told and told not in wrong:
                    wrong.add(told)
                    print(f"{text!r}: {told}", flush=True)
                if number % 10_000 == 0 or number == count:
                    print(f"{number:,} queries, {put:,} sound, {len(wrong)} kinds of trouble", flush=True)
    return min(len(wrong), 1)


def _parses(text: str) -> bool:
    try:
        parse(text)
    except QueryError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
