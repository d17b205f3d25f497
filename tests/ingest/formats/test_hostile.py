"""Files that are made to do harm: one clear line for each, at once, and the rest goes on."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import sqlite3
import tarfile
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from core.article import Article
from core.ingest import IngestError, Options, discover, read
from tests.ingest.formats.pieces import BRIDGE, FILES

LIMIT = Options(max_size=2**20)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def come_to(path: Path, options: Options = LIMIT) -> tuple[list[Article], list[IngestError]]:
    """The articles and the troubles of a file, raised or yielded, in under five seconds."""
    began, articles, errors = time.process_time(), [], []
    try:
        for one in read(path, options):
            if isinstance(one, IngestError):
                errors.append(one)
            else:
                articles.append(one)
    except IngestError as error:
        errors.append(error)
    assert time.process_time() - began < 5
    assert all(str(error).startswith(str(path)) and "\n" not in error.reason for error in errors)
    return articles, errors


def reason(path: Path, options: Options = LIMIT) -> str:
    articles, (error,) = come_to(path, options)
    assert not articles
    return error.reason


def zipped(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    (tmp_path / "bomb").write_bytes(pack(bytes(300 * 2**20)))
    assert "larger than 1 MB" in reason(tmp_path / "bomb")


def test_members_that_burst_are_passed_over_and_the_rest_is_read(tmp_path: Path) -> None:
    large = os.urandom(2**19 + 1).hex()
    path = zipped(tmp_path / "a.zip", bomb=bytes(50 * 2**20), large=large, good=BRIDGE.text)
    (article,), errors = come_to(path)
    assert article.provenance.source == f"{path}#good"
    assert [error.where for error in errors] == [f"{path}#bomb", f"{path}#large"]
    assert "packed more than 300:1" in errors[0].reason and "--max-size" in errors[1].reason


def test_what_unpacks_to_too_much_in_all_ends(tmp_path: Path) -> None:
    members = {f"m{number}": os.urandom(2**12).hex() * 128 for number in range(20)}
    _, errors = come_to(zipped(tmp_path / "a.zip", **members))
    assert "unpacks to more than 16 MB" in errors[-1].reason


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = BRIDGE.text.encode()
    for _ in range(30):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            archive.writestr("a", data)
        data = whole.getvalue()
    (tmp_path / "deep.zip").write_bytes(data)
    assert "containers deep" in reason(tmp_path / "deep.zip")
    for _ in range(30):
        data = gzip.compress(data)
    (tmp_path / "deep.gz").write_bytes(data)
    assert "containers deep" in reason(tmp_path / "deep.gz")


def test_a_members_name_is_no_path(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = zipped(inside / "a.zip", **{"../escaped.txt": BRIDGE.text, "/etc/absolute.txt": BRIDGE.text})
    articles, errors = come_to(path)
    assert [one.provenance.source for one in articles] == [
        f"{path}#../escaped.txt",
        f"{path}#/etc/absolute.txt",
    ]
    assert not errors and list(tmp_path.rglob("*.txt")) == []


def test_links_and_devices_in_a_tar_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("good\n\udcff.txt")
        info.size = len(BRIDGE.text.encode())
        archive.addfile(info, io.BytesIO(BRIDGE.text.encode()))
    (article,), errors = come_to(path)
    assert [error.where.partition("#")[2] for error in errors] == ["link", "hard", "device"]
    assert article.provenance.source.encode() and "\n" not in article.provenance.source


def test_a_link_out_of_a_directory_is_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("Not for reading.")
    (folder / "a.txt").write_text("For reading.")
    (folder / "inside").symlink_to(folder / "a.txt")
    (folder / "out").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    found = list(discover([folder]))
    assert [one for one in found if isinstance(one, Path)] == [folder / "a.txt", folder / "inside"]
    assert sorted(one.where for one in found if isinstance(one, IngestError)) == [
        str(folder / "out"),
        str(folder / "up"),
    ]


def test_a_pattern_is_expanded_and_a_file_of_that_very_name_is_a_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md", "[x].txt"):
        (tmp_path / name).write_text("For reading.")
    assert list(discover([tmp_path / "[ab].txt"])) == [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert list(discover([tmp_path / "[x].txt"])) == [tmp_path / "[x].txt"]
    (error,) = discover([tmp_path / "*.pdf"])
    assert isinstance(error, IngestError) and "no file matches" in str(error)


@pytest.mark.parametrize("name", ["pandoc.docx", "pandoc3.epub"])
def test_entities_are_not_expanded(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(FILES / name) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    for member in ("word/document.xml", "META-INF/container.xml"):
        if member in members:
            head, _, rest = members[member].partition(b"?>")
            members[member] = head + b"?>" + LAUGHS.encode() + rest
    path = zipped(tmp_path / name, **members)
    assert "entities" in reason(path)


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=FILES / "fpdf2.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    assert reason(tmp_path / "locked.pdf") == "protected by a password. Save it without one and add that."


def test_a_pdf_of_pictures_says_so(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    assert "OCR" in reason(tmp_path / "scan.pdf")


def test_json_that_is_too_deep_or_too_much(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000)
    assert "nested too deeply" in reason(tmp_path / "deep.json")
    (tmp_path / "wide.json").write_text("[" + "[]," * 4_000_000 + "[]]")
    assert "JSON Lines" in reason(tmp_path / "wide.json", Options())


def test_a_bad_line_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"id": 1, "text": "Troops left the town."})
    path.write_text(f'{good}\n{{"id": 2, "te\n[]\n{{"id": 4}}\n{good.replace("1", "5")}\n')
    articles, errors = come_to(path)
    assert [one.provenance.source.partition("#")[2] for one in articles] == ["1", "5"]
    assert [error.where.removeprefix(str(path)) for error in errors] == [", line 2", ", line 3", ", row 4"]


def test_a_grown_file_keeps_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"text": f"Report {number}: troops left."} for number in range(3)] + [{"id": 7, "text": "One."}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    before = {one.provenance.source for one in come_to(path)[0]}
    rows = [{"text": "A new one."}, *rows, {"id": 7, "text": "Another of that number."}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    after = {one.provenance.source for one in come_to(path)[0]}
    assert before < after and len(after) == len(before) + 2 == 6


def test_columns_are_asked_for_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["nr", "words"], ["1", "Troops left the town."]])
    assert (
        reason(path)
        == "none of its columns is known to hold text: nr, words. Name one with --map text=COLUMN."
    )
    (article,), _ = come_to(path, Options(columns={"text": "words", "key": "nr"}))
    assert (article.text, article.provenance.source) == ("Troops left the town.", f"{path}#1")
    assert "no column 'x'" in reason(path, Options(columns={"text": "x"}))


def test_a_database_is_asked_for_its_table_and_runs_nothing_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as connection:
        connection.execute('CREATE TABLE "odd "" name" (body, url)')
        connection.execute(
            'INSERT INTO "odd "" name" VALUES (?, ?)', ("Troops left the town.", "https://x.example")
        )
        connection.execute("CREATE TABLE numbers AS SELECT 1 AS n")
        connection.execute(
            "CREATE VIEW endless AS WITH RECURSIVE n(text) AS "
            "(SELECT 1 UNION ALL SELECT text FROM n) SELECT text FROM n"
        )
    connection.close()
    before = sorted(tmp_path.iterdir())
    (article,), _ = come_to(path)
    assert article.text == "Troops left the town." and sorted(tmp_path.iterdir()) == before
    assert "no table 'endless'" in reason(path, Options(table="endless"))
    assert "none of its columns" in reason(path, Options(table="numbers"))


def test_a_mail_of_parts_in_parts(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "a@example.org", "x", "nonsense"
    mail.set_content("Troops left the town.")
    inner = bytes(mail)
    for number in range(60):
        head = "From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        head += f"Content-Type: multipart/mixed; boundary=b{number}\r\n"
        inner = head.encode() + f"\r\n--b{number}\r\n".encode() + inner + f"\r\n--b{number}--\r\n".encode()
    (tmp_path / "deep.eml").write_bytes(inner)
    come_to(tmp_path / "deep.eml")


def test_a_missing_extra_names_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    assert reason(FILES / "fpdf2.pdf").endswith("Install it with: pip install 'warreader[pdf]'")
    monkeypatch.setitem(__import__("sys").modules, "warcio.archiveiterator", None)
    assert reason(FILES / "warcio.warc").endswith("Install it with: pip install 'warreader[warc]'")


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(10**9)
    assert reason(path, Options()) == "larger than 64 MB. Raise the limit with --max-size, or split it."
