"""JSON Lines, plain and compressed: the same articles, and the same trouble with a line."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import tracemalloc
from errno import ENOSPC
from pathlib import Path
from random import Random

import pytest

from core import ingest
from core.article import Article

ROWS = [{"id": str(n), "title": f"Day {n}", "text": f"Kyiv\u2028held out on day {n}. " * 9} for n in range(5)]
SOUND = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
OTHERS = {
    "sound": SOUND,
    "with a byte order mark": b"\xef\xbb\xbf" + SOUND,
    "with a blank and a damaged line": SOUND.replace(b"\n", b'\n\n{"id": \n', 1),
    "in windows-1252": SOUND.replace(b"Kyiv", b"Z\xfcrich").replace(b"\xe2\x80\xa8", b" "),
    "in wide letters": SOUND.decode().encode("utf-16"),
}


@pytest.mark.parametrize("lines", OTHERS.values(), ids=OTHERS)
def test_compressed_lines_give_what_plain_ones_do(lines: bytes, tmp_path: Path) -> None:
    (plain := tmp_path / "plain.jsonl").write_bytes(lines)
    half = len(lines) // 2  # files that were joined are one
    (packed := tmp_path / "packed.jsonl.gz").write_bytes(
        gzip.compress(lines[:half]) + gzip.compress(lines[half:]) + b"\0" * 512
    )
    assert _told(plain) == _told(packed)
    assert sum(isinstance(one, tuple) for one in _told(plain)) == 5


def test_cut_off_lines_are_refused_whole(tmp_path: Path) -> None:
    (cut := tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(SOUND)[:-9])
    with pytest.raises(ingest.IngestError, match="cut off before its end"):
        list(ingest.read(cut))


def test_many_lines_are_never_held_whole() -> None:
    lines = b"".join(
        json.dumps({"text": f"Line {n}: {'word ' * 4_000}"}).encode() + b"\n" for n in range(500)
    )
    part = ingest.Part(gzip.compress(lines), "/large.jsonl.gz", "large.jsonl.gz")
    tracemalloc.start()
    try:
        assert sum(isinstance(one, Article) for one in ingest.parse(part)) == 500
        assert tracemalloc.get_traced_memory()[1] < len(lines) / 4
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["large.jsonl", "large.jsonl.gz"])
def test_a_corpus_is_put_aside_while_its_articles_are_indexed(name: str, tmp_path: Path) -> None:
    random = Random(7)
    lines = b"".join(
        json.dumps({"text": f"Line {n}: {random.randbytes(8_000).hex()}"}).encode() + b"\n"
        for n in range(300)
    )
    (path := tmp_path / name).write_bytes(gzip.compress(lines) if name.endswith(".gz") else lines)
    tracemalloc.start()
    try:
        found = ingest.read(path)
        assert isinstance(next(found), Article)
        assert tracemalloc.get_traced_memory()[0] < path.stat().st_size / 4
        assert sum(isinstance(one, Article) for one in found) == 299
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["plain.jsonl", "packed.jsonl.gz"])
def test_lines_are_read_where_no_room_is_left_to_put_them_aside(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    (path := tmp_path / name).write_bytes(gzip.compress(SOUND) if name.endswith(".gz") else SOUND)
    assert len(_told(path)) == 5


def _told(path: Path) -> list[tuple[str, str, str] | str]:
    return [
        (one.text, one.title, one.provenance.source.partition("#")[2])
        if isinstance(one, Article)
        else str(one).replace(str(path), "")
        for one in ingest.read(path)
    ]
