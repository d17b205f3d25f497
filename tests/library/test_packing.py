"""What is stored as a blob comes back as it was, and a blob that is none is told as damage."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.library import Library, LibraryError, mentions, opening, packing
from tests.library.fakes import article, store


@given(st.text())
def test_a_text_comes_back(text: str) -> None:
    assert packing.inflated(packing.deflated(text)) == text


@given(st.text(), st.integers(0, 40))
def test_the_beginning_of_a_text_comes_back(text: str, length: int) -> None:
    found = packing.beginning(packing.deflated(text), length)
    assert text.startswith(found) and len(found) >= min(length, len(text))


@given(st.sets(st.integers(0, 2**32 - 1)))
def test_ids_come_back_in_order(ids: set[int]) -> None:
    assert list(packing.unpack(packing.pack(ids))) == sorted(ids)


NUMBERS = st.integers(1, 2**32 - 1)


@given(
    st.dictionaries(
        st.integers(0, 2**31),
        st.tuples(st.integers(1, 2**31), NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS),
    )
)
def test_mentions_come_back_in_the_order_of_the_text(told: dict[int, tuple[int, int, int, int]]) -> None:
    spots = [mentions.Spot(start, start + length, *rest) for start, (length, *rest) in told.items()]
    assert mentions.unpacked(mentions.packed(spots)) == tuple(sorted(spots, key=lambda spot: spot.start))


WHOLE = mentions.packed([mentions.Spot(0, 6, 1, 1), mentions.Spot(16, 20, 2, 2)])


@given(st.binary() | st.integers(0, len(WHOLE) - 1).map(lambda end: WHOLE[:end]))
def test_damaged_mentions_are_told(blob: bytes) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="malformed"):
        mentions.unpacked(blob)


def test_what_garbles_mentions_is_told_by_the_doctor(tmp_path: Path) -> None:
    with Library.open(tmp_path / "war.db") as library:
        store(library, article("Haidai spoke in Kyiv."))
        library._connection.execute("UPDATE article_mentions SET spots = substr(spots, 2)")
        (fault,) = library.health.examine()
    assert (fault.check, fault.mendable) == ("values", False) and "article_mentions" in fault.told


@pytest.mark.parametrize(
    "blob", [b"", b"Haidai", packing.deflated("Haidai" * 99)[:-5], packing.deflated("")[1:]]
)
def test_a_damaged_text_is_told(blob: bytes, tmp_path: Path) -> None:
    with Library.open(tmp_path / "war.db") as library:
        store(library, article("Haidai spoke in Kyiv."))
    connection = sqlite3.connect(tmp_path / "war.db")
    with connection:
        connection.execute("UPDATE article_text SET text = ?", (blob,))
    connection.close()
    with (
        Library.open(tmp_path / "war.db") as library,
        pytest.raises(LibraryError, match="damaged"),
        opening.blamed(library.path),
    ):
        library.article(1)


def test_a_small_blob_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_LARGEST", 1_000)
    assert packing.inflated(packing.deflated("a" * 1_000)) == "a" * 1_000
    with pytest.raises(sqlite3.DatabaseError, match="malformed"):
        packing.inflated(packing.deflated("a" * 1_001))
