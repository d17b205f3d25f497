"""Damaged files of every format: each gives articles or an error that names it, soon and in little memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.formats.endurance import endure
from tests.ingest.formats.pieces import FILES

SAMPLES = sorted(path.name for path in FILES.iterdir())
EXAMPLES = int(os.environ.get("WARREADER_FUZZ", "6"))
"""For each file: few in the daily tests; set it higher for a hunt."""


@st.composite
def damage(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with bytes changed, cut off, doubled or put in; or spliced with another."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), at + draw(st.integers(1, 200)))
        how = draw(st.sampled_from(["flip", "cut", "drop", "double", "insert", "splice"]))
        if how == "flip" and data:
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif how == "cut":
            del data[at:]
        elif how == "drop":
            del data[at:end]
        elif how == "double":
            data[at:at] = data[at:end] * draw(st.integers(1, 20))
        elif how == "insert":
            data[at:at] = draw(st.binary(max_size=40))
        else:
            other = (FILES / draw(st.sampled_from(SAMPLES))).read_bytes()
            data[at:end] = other[: draw(st.integers(0, len(other)))]
    return bytes(data)


@pytest.mark.parametrize("name", SAMPLES)
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
)
@given(data=st.data())
def test_a_damaged_file_gives_articles_or_an_error_that_names_it(
    name: str, data: st.DataObject, tmp_path: Path
) -> None:
    path = tmp_path / "damaged"
    path.write_bytes(data.draw(damage((FILES / name).read_bytes())))
    endure(path)
