"""What a process holds in memory."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def peak() -> float:
    """The most megabytes that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform != "darwin" else 1024**2)


def resident() -> float:
    """The megabytes that this process holds now, where the system tells (Linux); else the most so far."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak()
    return pages * resource.getpagesize() / 1024**2
