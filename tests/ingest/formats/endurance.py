"""What a damaged file may do to its reader: an error in one line that names it, within time and memory."""

from __future__ import annotations

import time
from pathlib import Path

from core.ingest import IngestError, Options, Part, read
from core.ingest.decoding import decode
from core.ingest.subscriptions import read_list, recognises

MOST_SECONDS = 10.0
MOST_MEMORY = 500 * 2**20


def endure(path: Path) -> None:
    """Read a file, as articles and where it lists feeds as those; raises AssertionError."""
    before, began = _start_of_peak(), time.process_time()
    try:
        for one in read(path, Options()):
            if isinstance(one, IngestError):
                _tells(one, path)
            else:
                assert one.text.strip() and one.text.encode() and one.provenance.source.encode()
        if recognises(Part(data := path.read_bytes(), str(path), str(path))):
            read_list(path, decode(path, data)[0])
    except IngestError as error:
        _tells(error, path)
    assert time.process_time() - began < MOST_SECONDS
    assert _memory("VmHWM") - before < MOST_MEMORY


def _tells(error: IngestError, path: Path) -> None:
    assert str(error).startswith(str(path)) and "\n" not in error.reason


def _start_of_peak() -> int:
    """Bytes resident now. Linux forgets the peak before (proc(5), clear_refs): other tests needed more."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _memory("VmRSS")


def _memory(field: str) -> int:
    """Bytes of this process: resident now ("VmRSS"), or at most ("VmHWM")."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{field}:"))
