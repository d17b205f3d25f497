"""A newcomer's first minutes, at a real terminal, with the README in hand."""

from __future__ import annotations

import json
import re

from core.ingest import read_one as read
from tests.gold.build import HERE, SEEDS
from tests.terminal import Terminal

GOVERNOR = re.compile(r"Ha[iy]da[iy]|Gaidai|Hajdaj")
BORDER = "▏"


def plain(words: str) -> str:
    return " ".join(words.split())


def pane(reader: Terminal, number: int) -> str:
    """The words in a pane (0 to 2); of a narrow screen, in the one that shows."""
    rows = (row.split(BORDER) for row in reader.lines[1:-1])
    return plain(" ".join(row[number] if len(row) == 3 else row[0] for row in rows))


def chosen(reader: Terminal) -> str:
    """Where the chosen name is told: over the right pane, or in a narrow screen's title."""
    wide = [row.split(BORDER)[2] for row in reader.lines[1:3] if row.count(BORDER) == 2]
    return " ".join(wide or reader.lines[:1])


def place(reader: Terminal) -> str:
    """Which name of how many in the open article is chosen: "19/54"."""
    found = re.search(r"(\d+/\d+) · \d+ %", reader.text)
    assert found, reader.text
    return found[1]


def governor_in_gold() -> dict[str, str]:
    """Some words around each mention of the governor, and the outlet's file."""
    around: dict[str, str] = {}
    for line in (HERE / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = read(SEEDS / row["doc"]).text
        for mention in row["mentions"]:
            if mention["entity"] == "serhii-haidai":
                start, end = mention["start"], mention["end"]
                around[plain(text[max(0, start - 25) : end + 25])] = row["doc"]
    return around


def choose_governor(reader: Terminal) -> None:
    """Open the article that has him in its headline, and step from name to name."""
    while "KYIV — The defenders of Sievierodonetsk" not in pane(reader, 1):
        before = reader.text
        reader.press("J", "2")
        reader.settle()
        assert reader.text != before, "the end of the list"
    for _ in range(10):
        reader.press("e")
        reader.settle(0.4)
        if GOVERNOR.search(chosen(reader)):
            return
    raise AssertionError(reader.text)


def test_one_key_walks_every_mention_of_the_governor(reader: Terminal) -> None:
    choose_governor(reader)
    around = governor_in_gold()
    seen: set[str] = set()
    for _ in around:
        reader.press("*")
        reader.settle()
        text = pane(reader, 1)
        seen |= {words for words in around if words in text}
    assert seen == set(around), "every mention, in seven articles and six spellings, came into view"


def test_the_trail_leads_back(reader: Terminal) -> None:
    choose_governor(reader)
    places = [place(reader)]
    for _ in range(3):
        reader.press("*")
        reader.settle()
        places.append(place(reader))
    assert len(set(places)) == 4
    for before in reversed(places[:-1]):
        reader.press("ctrl+o")
        reader.settle()
        assert place(reader) == before


def test_words_are_found_in_the_text(reader: Terminal) -> None:
    reader.press("2", "/")
    reader.settle()
    reader.press(*"blinken", "enter")
    reader.settle()
    reader.wait_for(re.compile(r"found 1/\d").search)
    reader.press("n")
    reader.wait_for(re.compile(r"found 2/\d").search)


def test_help_tells_the_keys_and_q_closes_it(reader: Terminal) -> None:
    before = reader.lines[:-1]
    reader.press("?")
    reader.settle()
    assert re.search(r"\*\s+Next mention", reader.text)
    reader.press("q")
    reader.settle()
    assert reader.lines[:-1] == before, "the footer alone may tell something else"


def test_q_leaves_and_gives_the_terminal_back(reader: Terminal) -> None:
    for _ in range(3):
        if reader.process.poll() is None:
            reader.press("q")
            reader.settle()
    assert reader.wait_for_exit() == 0
    assert b"\x1b[?1049l" in reader.sent, "the alternate screen is left"


def test_what_was_sent_by_differences_is_what_a_fresh_drawing_shows(reader: Terminal) -> None:
    walk = "e 3 j enter j j space w j escape J 1 j 2 G * k b"
    for key in walk.split(" "):
        reader.press(" " if key == "space" else key)
        reader.settle(0.6)
        shown, sent = reader.cells, len(reader.sent)
        reader.press("ctrl+l")
        reader.settle()
        assert len(reader.sent) - sent > len(plain(reader.text)), "it did not draw everything"
        changed = [row for row, (was, now) in enumerate(zip(shown, reader.cells, strict=True)) if was != now]
        assert not changed, f"after {key}: {[reader.lines[row] for row in changed]}"
