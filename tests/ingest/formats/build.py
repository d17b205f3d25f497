"""Build the corpus of formats in files/ anew: `python -m tests.ingest.formats.build`.

Needs, besides the test dependencies, pandoc, LibreOffice (soffice), groff with its PDF device, Info-ZIP,
tar, bzip2, xz, wget and sqlite3 on the path, and python-docx, fpdf2, feedgen and sqlite-utils. The tests read
what is committed and need none of them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.ingest.formats import bundles, documents, feeds, messages, tables
from tests.ingest.formats.pieces import FILES


def run(*command: object, stdin: str | None = None, cwd: Path = FILES) -> None:
    """Run one of the tools; its complaints are shown and end the build."""
    done = subprocess.run([*map(str, command)], input=stdin, text=True, capture_output=True, cwd=cwd)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr}")


def main() -> None:
    for make in (documents, tables, messages, feeds, bundles):
        make.build(run)


if __name__ == "__main__":
    main()
