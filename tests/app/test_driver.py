"""What comes from the keyboard's side: pastes, bytes that are no text, a terminal that goes away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.driver import MOST_PASTED, Paste

START, END = "\x1b[200~", "\x1b[201~"


def read(*parts: str) -> str:
    paste = Paste()
    return "".join(map(paste.clean, parts))


def test_keys_go_through_as_they_are() -> None:
    assert read("e", "\x1b", "\x1b[A", "\x0f") == "e\x1b\x1b[A\x0f"


def test_what_is_pasted_holds_no_keys() -> None:
    assert read(f"a{START}Hai\x1b[Adai\x03\n\x9bKyiv{END}q") == f"a{START}Hai[Adai\nKyiv{END}q"


def test_a_paste_has_an_end() -> None:
    assert read(START, "x" * 3 * MOST_PASTED, "y" * 5, END, "q") == START + "x" * MOST_PASTED + END + "q"


@given(st.data())
def test_a_paste_is_the_same_however_it_is_cut(data: st.DataObject) -> None:
    typed = f"e{START}Se\x1bvero{END}jk{START}\x1b[20{END}q"
    second = typed.index(START, 2)
    places = set(range(4, len(typed))) - {second + 1, second + 2}  # there an ESC is taken for the key
    cuts = sorted(data.draw(st.sets(st.sampled_from(sorted(places)), max_size=6)))
    parts = [typed[a:b] for a, b in zip([0, *cuts], [*cuts, len(typed)], strict=True)]
    assert read(*parts) == f"e{START}Severo{END}jk{START}[20{END}q"
