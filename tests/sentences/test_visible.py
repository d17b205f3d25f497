"""Nothing that a terminal would obey or hide is drawn as it is."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.visible import visible


def test_controls_are_seen_and_offsets_hold() -> None:
    hostile = "a\x1b]52;c;x\x07b\x9b31m\u202ec\u200bd\te\r\n\x7f\ud800\U000e0041"
    assert visible(hostile) == "a␛]52;c;x␇b\ufffd31m\ufffdc·d e␍␊␡\ufffd·"
    assert visible("a\nb", keep_newlines=True) == "a\nb"


def test_writing_stays_as_it_is() -> None:
    text = "Łódź, Київ, Харків, 你好, שלום, naïve “quotes” [not markup] 🇺🇦"
    assert visible(text) == text
    assert visible("й" * 3) == "й" * 3


def test_a_pile_of_combining_marks_is_cut_down() -> None:
    assert visible("e" + "\u0301" * 100) == "e\u0301\u0301" + "·" * 98


@given(st.text())
def test_what_is_shown_is_printable_and_as_long(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in shown)
    assert visible(shown) == shown
