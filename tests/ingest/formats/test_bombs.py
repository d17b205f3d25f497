"""Small files that keep a reader busy for ever, or take all memory, unless somebody counts: a line each."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from core import pipeline
from core.ingest import Options
from core.ingest.fragment import heading_of, paragraphs
from tests.ingest.formats.endurance import endure
from tests.ingest.formats.test_hostile import come_to, zipped
from tests.library.fakes import Joiner, Spotter

WORDS = "Troops left the town of Kyiv at dawn. " * 3
MAIL = "From: Ada <a@x.example>\r\nDate: Fri, 24 Jun 2022 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"


def rss(items: str) -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()
    )


def mail(rest: str) -> bytes:
    return (MAIL + rest).encode()


def overlapping() -> bytes:
    """A ZIP file whose list names one member 20,000 times."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", os.urandom(400_000).hex())
    data = whole.getvalue()
    end = data.rfind(b"PK\x05\x06")
    (start,) = struct.unpack("<I", data[end + 16 : end + 20])
    entry = data[start:end]
    size = struct.pack("<HHHHIIH", 0, 0, 20_000, 20_000, len(entry) * 20_000, start, 0)
    return data[:start] + entry * 20_000 + b"PK\x05\x06" + size


def pdf(drawing: bytes) -> bytes:
    """A PDF of one page, packed."""
    packed = zlib.compress(drawing)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\n" % (size, table, size)
    return data + b"startxref\n%d\n%%%%EOF" % data.rindex(b"xref\n0")


def page(middle: str) -> bytes:
    return (
        f"<html><head><title>Town</title></head><body><article><p>{WORDS}</p>{middle}<p>{WORDS}</p>".encode()
    )


SHOWN = b"10 100 Td (Troops left.) Tj "
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "gzip of many files": (lambda: gzip.compress(b"a ") * 200_000, ""),
    "gzip of nothing, often": (lambda: gzip.compress(b"") * 200_000, "empty"),
    "bzip2 of nothing, often": (lambda: bz2.compress(b"") * 200_000, "empty"),
    "members that overlap": (overlapping, "its members overlap"),
    "attributes of an entry": (
        lambda: rss("<item " + " ".join(f'a{n}="x"' for n in range(100_000)) + "><title>a b</title></item>"),
        "too many attributes",
    ),
    "data within data": (
        lambda: rss(f"<item><description>{'&lt;![CDATA[&gt;' * 100_000}{WORDS}</description></item>"),
        "",
    ),
    "instructions": (lambda: rss(f"<item><description>{'&lt;?' * 300_000}{WORDS}</description></item>"), ""),
    "encoded words": (lambda: mail(f"Subject: {'=?utf-8?q?x?= ' * 100_000}\r\n\r\n{WORDS}"), ""),
    "parameters": (
        lambda: mail(f"Subject: x\r\nContent-Type: text/plain; {'a*0=b; ' * 100_000}\r\n\r\n{WORDS}"),
        "",
    ),
    "encoded parameters": (
        lambda: mail(f"Subject: x\r\nContent-Type: text/plain; a={'=?utf-8?q?x?= ' * 50_000}\r\n\r\n{WORDS}"),
        "",
    ),
    "base64 of short lines": (
        lambda: mail("Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n" + "YWJj\n" * 1_100_000),
        "too many parts or lines",
    ),
    "a page of much drawing": (lambda: pdf(b"BT /F 12 Tf " + SHOWN * 300_000 + b"ET"), "bytes of drawing"),
    "spans in a paragraph": (lambda: page("<p>" + "<span>x</span> " * 49_900), ""),
    "links in a paragraph": (lambda: page("<p>" + '<a href="/x">x</a> ' * 49_900), ""),
    "spans of spans": (lambda: page("<p>" + ("<span>x" + "<b>y</b>" * 220 + "</span>") * 220), ""),
    "paragraphs": (lambda: page("<p>x" * 20_000), ""),
    "cells in a row": (lambda: page("<table><tr>" + "<td>x" * 40_000 + "</table>"), "too many tags"),
    "cells that span a table": (
        lambda: page("<table>" + "<tr><td colspan=1000>x" * 20_000 + "</table>"),
        "too many tags",
    ),
    "more paragraphs": (lambda: page("<p>x" * 99_900), "too many tags"),
    "values in one JSON": (lambda: b"[" + b'{"b":1},' * 1_900_000 + b"{}]", "values in one JSON"),
    "words far apart": (lambda: pdf(b"BT /F 12 Tf " + SHOWN * 20_000 + b"ET"), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_a_moment_and_little_memory(tmp_path: Path, name: str) -> None:
    make, told = BOMBS[name]
    path = tmp_path / "bomb"
    path.write_bytes(make())
    articles, errors = come_to(path, Options())
    assert told in "".join(error.reason for error in errors) and bool(articles) == (not told)
    endure(path)


def test_a_mail_of_parts_without_headers_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    parts = f"--b\r\n\r\n{WORDS}\r\n" * 3
    path.write_bytes(mail(f"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--"))
    (article,), errors = come_to(path)
    assert not errors and "Troops left" in article.text


def test_a_book_whose_spine_names_a_chapter_often_has_it_once(tmp_path: Path) -> None:
    container = '<container><rootfiles><rootfile full-path="o.opf"/></rootfiles></container>'
    again = "".join(f'<itemref idref="a" x="{os.urandom(8).hex()}"/>' for _ in range(500))
    package = f'<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>{again}</spine></package>'
    members = {"META-INF/container.xml": container, "o.opf": package, "a.xhtml": f"<p>{WORDS * 9}</p>"}
    articles, errors = come_to(zipped(tmp_path / "a.epub", **members))
    assert len(articles) == 1 and not errors


def test_a_book_of_too_many_words_ends(tmp_path: Path) -> None:
    container = '<container><rootfiles><rootfile full-path="o.opf"/></rootfiles></container>'
    items = "".join(f'<item id="a{n}" href="{n}.xhtml"/>' for n in range(9))
    spine = "".join(f'<itemref idref="a{n}"/>' for n in range(9))
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    chapters = {f"{n}.xhtml": f"<p>{os.urandom(2**17).hex()} {WORDS * 9}</p>" for n in range(9)}
    path = zipped(tmp_path / "a.epub", **{"META-INF/container.xml": container, "o.opf": package}, **chapters)
    articles, (error,) = come_to(path)
    assert not articles and "larger than 1 MB" in error.reason


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p>One<![CDATA[ and two]]></p>", ["One and two"]),
        ("<![if !vml]><p>One</p><![endif]>", ["One"]),
        ("<![nonsense[<p>One</p>", ["One"]),
        ("<!-- hidden --><p>One</p><!-- cut", ["One"]),
        ("<?xml version='1.0'?><p>One</p><?", ["One"]),
    ],
)
def test_what_is_no_text_of_a_fragment_is_left_out(fragment: str, expected: list[str]) -> None:
    assert paragraphs(fragment) == expected


def test_headings_without_end_are_none() -> None:
    assert (
        heading_of("<h1>" * 50_000) == ""
        and heading_of("<h2 class='x'>Gates <b>hold</b></h2>") == "Gates hold"
    )


def test_a_table_of_bad_lines_is_told_of_in_a_few(tmp_path: Path) -> None:
    path, lines = tmp_path / "a.jsonl", 5_000
    path.write_text('{"text": "Troops left."}\n' + "{bad\n" * lines + '{"text": "Troops came."}\n')
    summary = pipeline.add([path], tmp_path / "war.db", Spotter, make_linker=Joiner)
    assert (summary.added, summary.failures, len(summary.failed)) == (2, lines, 100)
    assert summary.failed[-1] == (str(path), f"{lines - 99:,} more of its articles failed. Mend those first.")


def test_rows_beyond_what_one_file_may_hold_end_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ingest.part._MOST_MEMBERS", 10)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"Report {n} left."}) + "\n" for n in range(50)))
    articles, errors = come_to(path)
    assert len(articles) == 10 and "more than 10 members" in errors[0].reason and len(errors) == 1


def test_a_line_of_too_many_values_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ingest.objects._MOST_VALUES", 50)
    path = tmp_path / "a.jsonl"
    lines: list[dict[str, object]] = [{"text": "Troops left."}, {"text": [0] * 60}, {"text": "Troops came."}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    articles, (error,) = come_to(path)
    assert len(articles) == 2 and str(error) == f"{path}, line 2: more than 50 values. Split the line."
