"""Build the corpus of formats in files/ anew: `python -m tests.ingest.formats.build`.

Needs, besides the test dependencies, pandoc, LibreOffice (soffice), groff with its PDF device, Info-ZIP,
tar, bzip2, xz, wget, sqlite3, newsboat, rss2email, Perl with XML::RSS, XML::FeedPP and XML::OPML, Ruby with
rss and Node on the path; python-docx, fpdf2, feedgen, django-jsonfeed, Django, json-feeder and sqlite-utils;
and npm's feed in the folder that it is called from. With names of rooms behind it (`feeds`) it builds theirs
alone. The tests read what is committed and need none of them.
"""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

from tests.ingest.formats.pieces import FILES


def run(*command: object, stdin: str | None = None, cwd: Path = FILES, output: Path | None = None) -> None:
    """Run one of the tools, and keep what it prints in `output`; its complaints end the build."""
    done = subprocess.run([*map(str, command)], input=stdin, text=True, capture_output=True, cwd=cwd)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr}")
    if output is not None:
        output.write_text(done.stdout, encoding="utf-8")


def main() -> None:
    for room in sys.argv[1:] or ("documents", "tables", "messages", "feeds", "bundles"):
        import_module(f"tests.ingest.formats.{room}").build(run)


if __name__ == "__main__":
    main()
