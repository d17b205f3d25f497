"""What a process holds in memory."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def peak() -> float:
    """The most megabytes that this process has held.

    `getrusage` would hand on the peak of whoever started the process, where the system tells no better.
    """
    try:
        told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
        return int(told["VmHWM"].split()[0]) / 1024
    except (OSError, KeyError):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1024**2 if sys.platform == "darwin" else 1024)


def resident() -> float:
    """The megabytes that this process holds now, where the system tells (Linux); else the most so far."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak()
    return pages * resource.getpagesize() / 1024**2
