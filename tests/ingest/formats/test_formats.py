"""Every format as real tools make it: each file gives its articles, whole and with what it tells of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from core.article import Article
from core.ingest import IngestError, read
from core.ingest.decoding import decode
from core.ingest.formats import FORMATS, format_of
from core.ingest.part import Part
from core.ingest.subscriptions import Subscriptions, read_list
from core.subscription import Subscription
from tests.ingest.formats.pieces import FILES, HERE, PIECES

LISTS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "lists.toml").read_text(encoding="utf-8"))
KINDS = (".rss", ".atom", ".rdf", ".feed.json", ".opml", ".urls")
"""Of feeds and lists of feeds, which one reader reads: by the endings that their tools give them."""
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))


def articles(path: Path) -> list[Article]:
    found = list(read(path))
    assert not [one for one in found if isinstance(one, IngestError)]
    return [one for one in found if isinstance(one, Article)]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_gives_its_articles(name: str) -> None:
    told = EXPECTED[name]
    found = articles(FILES / name)
    keys = [one.provenance.source.removeprefix(str(FILES / name)) for one in found]
    pieces = [piece.partition("#")[0] for piece in told["articles"]]
    assert [piece + key for piece, key in zip(pieces, keys, strict=True)] == told["articles"]
    assert {one.provenance.format for one in found} == set(told["formats"])
    blank = " " if told.get("spaces", True) else ""
    for one, piece in zip(found, map(PIECES.__getitem__, pieces), strict=True):
        assert {field: getattr(one, field) for field in told["tells"]} == {
            field: getattr(piece, field) for field in told["tells"]
        }
        assert all(one.origin(field) for field in told["tells"])
        plain = "\n\n".join(part for part in one.text.split("\n\n") if part not in told.get("before", ()))
        assert plain.replace(" ", blank) == piece.text.replace(" ", blank)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_its_feeds(name: str) -> None:
    text, _ = decode(name, (FILES / name).read_bytes())
    told = tuple(
        Subscription(feed["url"], feed["title"], tuple(feed["tags"])) for feed in LISTS[name]["feeds"]
    )
    assert read_list(name, text) == Subscriptions(told)
    with pytest.raises(IngestError, match="warreader subscribe"):
        articles(FILES / name)


def test_no_file_goes_unasked_and_every_format_has_three() -> None:
    assert EXPECTED.keys() | LISTS.keys() == {path.name for path in FILES.iterdir()}
    kinds = Counter(
        format_of(Part(path.read_bytes(), "", "", path.name)).name for path in sorted(FILES.iterdir())
    )
    kinds += Counter(kind for kind in KINDS for path in FILES.iterdir() if path.name.endswith(kind))
    few = {name: kinds[name] for name in (*KINDS, *(kind.name for kind in FORMATS)) if kinds[name] < 3}
    assert not few


@pytest.mark.parametrize("name", [name for name in EXPECTED if "." in name])
def test_an_ending_decides_nothing(name: str, tmp_path: Path) -> None:
    renamed = tmp_path / "saved.dat"
    renamed.write_bytes((FILES / name).read_bytes())
    assert [one.text for one in articles(renamed)] == [one.text for one in articles(FILES / name)]


def test_mojibake_is_mended_and_told(tmp_path: Path) -> None:
    (article,) = articles(FILES / "mojibake.txt")
    assert article.provenance.encoding == "utf-8 (mojibake mended)"
    sound = tmp_path / "sound.txt"
    sound.write_text('The sign read "Ã¼ber", as a printer had spoilt it.', encoding="utf-8")
    (article,) = articles(sound)
    assert "Ã¼ber" in article.text and article.provenance.encoding == "utf-8"
