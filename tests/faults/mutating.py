"""Spoil the files that readers write by hand or share: one clear line for each fault, the rest holds.

Run as `python -m tests.faults.mutating FOLDER RUNS SEED`: bytes are put in, changed, left out and doubled in
a journal, a key map, a theme, settings, lists of feeds, tables of names and a reader's own file, and commands
are asked that read them. Prints each kind of wrong ending: a traceback, another exit code than 0 or 1, a
failure without a word, a control character, or less in the journal than before.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import sys
import traceback
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from core import deciding, settings
from core.entity import EntityType, Name
from core.library import Library
from core.library.reader import ReaderState
from core.linking.decisions import Verb
from core.marks import Anchor, Cited, Mark, MarkKind, Named
from core.recognition import lexicon
from tests.command import environment
from tests.library.fakes import article, store
from tui import preferences

BITS = (
    b"\0", b"\xff\xfe", b"\x1b]52;c;eA==\x07", b'"', b"[", b"]", b"{", b"}", b"\n", b"\r", b"\t", b"=", b"'",
    "\u202e".encode(), b"9" * 40, b"[" * 4000, b"\\u0000", b"\\ud800", b"null", b"true", b"1e999", b"NaN",
    b"-1", b"\xed\xa0\x80", b"#", b"\xef\xbb\xbf", b"[]", b"{}", b'""', b'["a", 1]',
)  # fmt: skip
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
HAYDAY, KYIV = Name(EntityType.PERSON, "Hayday"), Name(EntityType.PLACE, "Kyiv")
WIRE = Cited("/a.txt", "Gates [hold]", "Danube Radio", None, "https://a.example/")
BY_HAND = {
    "keys.toml": 'preset = "vim"\n\n[keys]\nnext_entity = ["e", "]"]\nwhy = "ctrl+n"\nhelp = ["f1", "?"]\n',
    "settings.toml": 'theme = "warreader-light"\ntext = "left"\nframes = "whole"\n',
    "themes/mine.toml": 'base = "warreader-dark"\n[colours]\nperson = "red"\n[styles]\non = "dim"\n',
    "tables/persons.tsv": "label\taliases\tlatitude\tlongitude\nBoris X\tX|?Bo\t\t\nZed\tZ\t48.1\t37.2\n",
    "urls": 'https://a.example/feed war "~A title"\n"exec:~/bin/x"\nfilter:x:https://c.example/\n# c\n',
    "feeds.opml": '<?xml version="1.0"?>\n<opml version="2.0"><body>\n<outline text="News">\n'
    '<outline text="A" xmlUrl="https://a.example/feed" category="/x,y"/>\n</outline></body></opml>\n',
}  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A few bytes or values put in, changed, left out or doubled."""
    new = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, end = chance.randrange(len(new) + 1), chance.choice((1, 3, 10, 60))
        kind = chance.randrange(5)
        if kind == 0:
            new[at:at] = chance.choice(BITS)
        elif kind == 1:
            new[at : at + 1] = bytes((chance.randrange(256),))
        elif kind == 2:
            del new[at : at + end]
        elif kind == 3:
            new[at:at] = new[-end:]
        elif values := list(re.finditer(rb'"[^"\n]*"|\d+', bytes(new))):
            value = chance.choice(values)
            new[value.start() : value.end()] = chance.choice(BITS)
    return bytes(new)


def ask(*arguments: str, codes: Collection[int] = (0, 1)) -> str:
    """What is wrong with how a command ended, or ""."""
    from tui.__main__ import main

    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
    except (Exception, SystemExit):
        return traceback.format_exc(limit=-4)
    said = err.getvalue() + out.getvalue()
    if code not in codes or (code and not said):
        return f"ended with {code}, saying {said!r}"
    return f"sent {acting[0]!r}" if (acting := ACTING.search(said)) else ""


def prefer() -> str:
    """What is wrong with how the app would be opened, or ""."""
    try:
        preferences.load(settings.load(settings.settings_path())[0])
        lexicon.Lexicon((settings.tables_path(),))
    except settings.SettingsError:
        return ""
    except Exception:
        return traceback.format_exc(limit=-4)
    return ""


def make(folder: Path) -> dict[Path, Callable[[], Iterator[str]]]:
    """The files, each with what is asked of it."""
    war, config = folder / "war.db", settings.settings_path().parent
    with Library.open(war) as library:
        store(library, *(article(f"Hayday {n} spoke of Kyiv. Gaidai left.", f"/{n}.txt") for n in range(3)))
    deciding.decide(war, Verb.MERGE, "ada", HAYDAY, Name(EntityType.PERSON, "Gaidai"))
    deciding.decide(war, Verb.RENAME, "ada", HAYDAY, value="Governor")
    deciding.decide(war, Verb.HIDE, "ada", KYIV)
    deciding.undo(war, "bob")
    with ReaderState(settings.state_path()) as state:
        state.marks.star(WIRE)
        state.searches.save("a", "kyiv")
        state.marks.keep(Mark(MarkKind.PASSAGE, WIRE, "which", Anchor.of("The gates\nhold.", 4, 15)))
        named = Named(HAYDAY.type, HAYDAY.identity, "Hayday")
        state.marks.keep(Mark(MarkKind.ENTITY, WIRE, "governor", named=named))

    def commands(*which: str) -> Callable[[], Iterator[str]]:
        return lambda: (ask("--library", str(war), *one.split()) for one in which)

    def opened() -> Iterator[str]:
        yield prefer()
        yield ask("--library", str(war), "keys")

    for name, text in BY_HAND.items():
        path = config / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return {
        deciding.journal_path(war): commands(
            "journal", "doctor --quick", "undo", "hide Kyiv", "dossier Hayday"
        ),
        settings.state_path(): commands("marks", "marks --json", "marks --markdown", "search is:starred"),
        config / "urls": commands(f"subscribe {config / 'urls'}", "feeds"),
        config / "feeds.opml": commands(f"subscribe {config / 'feeds.opml'}", "feeds"),
        **{config / name: opened for name in BY_HAND if name not in ("urls", "feeds.opml")},
    }


def main(folder: Path, runs: int, seed: int) -> int:
    os.environ.update(environment(folder))
    chance, wrong, asked = random.Random(seed), set[str](), 0
    for path, questions in make(folder).items():
        good = path.read_bytes()
        for _ in range(runs):
            data = mutated(good, chance)
            path.write_bytes(data)
            for told in questions():
                asked += 1
                if told and told not in wrong:
                    wrong.add(told)
                    print(f"{path.name}: {told}\n{data[:400]!r}", flush=True)
            if path.suffix == ".jsonl" and not path.read_bytes().startswith(data):
                print(f"{path.name}: lines were lost\n{data[:400]!r}")
                wrong.add("lost")
        path.write_bytes(good)
    print(f"{runs} times each of {len(BY_HAND) + 2} files, {asked} questions, {len(wrong)} kinds of trouble")
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
