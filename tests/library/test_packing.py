"""What is stored as a blob comes back as it was, and a blob that is none is told as damage."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.library import Library, LibraryError, opening, packing
from tests.library.fakes import article, store


@given(st.text())
def test_a_text_comes_back(text: str) -> None:
    assert packing.inflated(packing.deflated(text)) == text


@given(st.sets(st.integers(0, 2**32 - 1)))
def test_ids_come_back_in_order(ids: set[int]) -> None:
    assert list(packing.unpack(packing.pack(ids))) == sorted(ids)


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
