"""Web archives by warcio and wget, ZIP and tar by their own tools, compressed files."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sys
import zipfile
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory
from time import sleep

from tests.ingest.formats.pieces import BAKERY, FILES, PIECES, Run, page


def build(run: Run) -> None:
    _warc(run)
    for name, warc in (("plain", "warcio.warc"), ("gzipped", "warcio.warc.gz"), ("wget", "wget.warc.gz")):
        with zipfile.ZipFile(FILES / f"{name}.wacz", "w") as archive:
            archive.writestr(
                "datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1"})
            )
            archive.write(FILES / warc, f"archive/{warc}")
            archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
    with TemporaryDirectory() as folder:
        _bundles(run, Path(folder))


def _warc(run: Run) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    for name in ("warcio.warc", "warcio.warc.gz"):
        with (FILES / name).open("wb") as file:
            writer = WARCWriter(file, gzip=name.endswith("gz"))
            for piece in PIECES.values():
                http = StatusAndHeaders(
                    "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
                )
                body = io.BytesIO(page(piece).encode())
                writer.write_record(writer.create_warc_record(piece.url, "response", body, http_headers=http))
            gone = StatusAndHeaders("404 Not Found", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    "https://x.example/", "response", io.BytesIO(b"no"), http_headers=gone
                )
            )
    with TemporaryDirectory() as folder:
        for piece in PIECES.values():
            (Path(folder) / f"{piece.name}.html").write_text(page(piece), encoding="utf-8")
        server = Popen(
            [sys.executable, "-m", "http.server", "18971", "--bind", "127.0.0.1", "-d", folder],
            stdout=DEVNULL,
            stderr=DEVNULL,
        )
        try:
            sleep(1)
            pages = [f"http://127.0.0.1:18971/{name}.html" for name in PIECES]
            run("wget", "-q", "-O", "/dev/null", f"--warc-file={FILES / 'wget'}", *pages)
        finally:
            server.kill()


def _bundles(run: Run, folder: Path) -> None:
    names = ("utf-8.txt", "pandoc.html", "toml.md")
    for name in names:
        shutil.copy(FILES / name, folder)
    for name in ("info-zip.zip", "stored.zip", "nested.zip"):
        (FILES / name).unlink(missing_ok=True)
    run("zip", "-q", FILES / "info-zip.zip", *names, cwd=folder)
    run("zip", "-q", "-0", FILES / "stored.zip", *names, cwd=folder)
    run("zip", "-q", folder / "inner.zip", *names, cwd=folder)
    run("zip", "-q", FILES / "nested.zip", "inner.zip", cwd=folder)
    for ending in ("tar", "tar.gz", "tar.bz2", "tar.xz"):
        run("tar", "--auto-compress", "-cf", FILES / f"gnu.{ending}", *names, cwd=folder)
    for form in ("ustar", "posix"):
        run("tar", f"--format={form}", "-cf", FILES / f"{form}.tar", *names, cwd=folder)
    (FILES / "text.txt.gz").write_bytes(gzip.compress(BAKERY.text.encode()))
    run("bash", "-c", f"bzip2 -k < {FILES}/yaml.md > {FILES}/yaml.md.bz2")
    run("bash", "-c", f"xz -k < {FILES}/lines.jsonl > {FILES}/lines.jsonl.xz")
