"""The parts of reading that need no screen."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import tui.reading
from core.entity import EntityType, FoundBy
from core.library.records import Alias, EntitySummary, LinkReason, RoleUse, StoredMention
from tui.reading.answers import Dossier, Why
from tui.reading.card import card, why
from tui.reading.excerpt import excerpt
from tui.reading.find import find
from tui.reading.spans import Layer, pieces
from tui.reading.trail import LONGEST, Place, Trail


def test_the_examples_in_the_docstrings_hold() -> None:
    tried = 0
    for module in pkgutil.iter_modules(tui.reading.__path__):
        result = doctest.testmod(importlib.import_module(f"tui.reading.{module.name}"))
        assert result.failed == 0
        tried += result.attempted
    assert tried > 10


CUTS = st.lists(st.integers(0, 60), unique=True, max_size=12).map(sorted)
LAYERS = st.lists(
    CUTS.map(
        lambda cuts: Layer(list(zip(cuts[::2], cuts[1::2], strict=False)), [f"m{a}" for a in cuts[::2]])
    ),
    max_size=3,
)


@given(LAYERS, st.integers(0, 60), st.integers(1, 30))
def test_pieces_cover_a_line_and_each_character_has_its_marks(
    layers: list[Layer], start: int, size: int
) -> None:
    parts = list(pieces(start, start + size, layers))
    assert [offset for left, right, _ in parts for offset in range(left, right)] == list(
        range(start, start + size)
    )
    for left, right, marks in parts:
        for offset in range(left, right):
            over = [f"m{a}" for layer in layers for a, b in layer.spans if a <= offset < b]
            assert list(marks) == over


@given(st.text("ab ,漢\n", min_size=1, max_size=300), st.data(), st.integers(12, 60), st.integers(2, 3))
def test_an_excerpt_shows_the_beginning_of_its_mention(
    text: str, data: st.DataObject, width: int, rows: int
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 5)))
    lines = excerpt(text, start, end, width, rows)
    assert len(lines) <= rows
    marked = "".join(words for line in lines for words, mention in line if mention)
    assert "".join(text[start:end].split())[:1] in marked


def test_an_excerpt_of_a_long_sentence_is_cut_at_words() -> None:
    before = "It was said at length and in many words, by several officials, that the town of "
    sentence = f"{before}Popasna would be held for as long as there was somebody to hold it."
    lines = excerpt(sentence, len(before), len(before) + 7, 30, 3)
    shown = ["".join(words for words, _ in line) for line in lines]
    assert shown[0].startswith("…") and shown[-1].endswith("…")
    assert any("Popasna" in line for line in shown)
    assert all(len(line) <= 30 for line in shown)


def test_finding_forgives_what_keyboards_lack() -> None:
    text = "Kyiv’s “fire parity” — or the lack of it.\nFire  parity again."
    assert [text[a:b] for a, b in find(text, '"fire parity"')] == ["“fire parity”"]
    assert [text[a:b] for a, b in find(text, "fire parity")] == ["fire parity", "Fire  parity"]
    assert [text[a:b] for a, b in find(text, "Fire")] == ["Fire"], "a capital is minded"
    assert find(text, "kyiv's") == [(0, 6)]
    assert find(text, "  ") == [] and find(text, "(") == []


def test_a_new_way_forgets_what_lay_ahead() -> None:
    trail = Trail().visit(Place(1)).visit(Place(2)).visit(Place(3)).go(-2)
    assert (trail.here, trail.behind, trail.ahead) == (Place(1), 0, 2)
    trail = trail.visit(Place(4))
    assert (trail.here, trail.behind, trail.ahead) == (Place(4), 1, 0)
    assert trail.go(1) == trail and trail.go(-2) == trail.go(-1)
    assert Trail().go(-1) == Trail()


def test_small_steps_amend_the_place_one_comes_back_to() -> None:
    trail = Trail().visit(Place(1)).amend(Place(1, 40, 7)).visit(Place(2))
    assert trail.go(-1).here == Place(1, 40, 7)


def test_a_long_trail_keeps_its_end() -> None:
    trail = Trail()
    for article in range(LONGEST + 10):
        trail = trail.visit(Place(article))
    assert len(trail.places) == LONGEST and trail.here == Place(LONGEST + 9)


DOSSIER = Dossier(
    entity=EntitySummary(3, EntityType.PERSON, "Serhiy Hayday", 12, 4, 6, "governor of Luhansk"),
    aliases=[
        Alias("Hayday", "Radio Meridian", 4),
        Alias("Haidai", "The Harbour Post", 3),
        Alias("Hayday", "Wire Nord", 2),
        *(Alias(f"Spelling {number}", "", 1) for number in range(4)),
    ],
    roles=[RoleUse("Luhansk governor", "The Harbour Post", 2, date(2022, 4, 3), date(2022, 6, 24))],
    ties=[],
    reasons=[
        LinkReason("Serhiy Hayday", "Serhiy Haidai", 0.93, ("the same name in Cyrillic", "both govern"))
    ],
    count=12,
    first=0,
    near=0,
    passages=[],
    offset=0,
)


def _shown(lines: list[list[tuple[str, tuple[str, ...]]]]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def test_the_card_says_who_it_is_and_how_it_is_spelt() -> None:
    lines = _shown(card(DOSSIER, 40, 20))
    assert lines[0] == "person · governor of Luhansk"
    assert "12 mentions in 4 articles" in lines
    assert "Hayday      6  Radio Meridian 4 · Wire Nord 2" in lines
    assert "Haidai      3  The Harbour Post" in lines
    assert "one entity: the same name in Cyrillic" in lines
    assert "called by The Harbour Post, Apr–Jun 2022: Luhansk governor" in " ".join(lines)


def test_on_a_short_screen_the_card_leaves_room_for_the_mentions() -> None:
    lines = _shown(card(DOSSIER, 40, 9))
    assert len(lines) <= 9
    assert "and 4 more: w" in lines


def test_the_sheet_gives_every_spelling_and_every_reason() -> None:
    mention = StoredMention(9, 15, "Hayday", EntityType.PERSON, 1, 0.97, FoundBy.LEXICON, "as listed", False)
    lines = _shown(why(Why(DOSSIER, None, mention), 60))
    assert "“Hayday”: by the lexicon, 97%; as listed" in lines
    assert [line for line in lines if line.startswith("Spelling ")] == [
        f"Spelling {n}  1 mention" for n in range(4)
    ]
    assert "Serhiy Hayday = Serhiy Haidai  0.93" in lines
    assert "  both govern" in lines


def test_dates_do_not_depend_on_the_locale() -> None:
    from tui.reading.phrases import day

    assert [day(date(2022, month, 1))[2:5] for month in (3, 5, 12)] == ["Mar", "May", "Dec"]
