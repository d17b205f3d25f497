"""How names are recognised: by which pipeline, on how many processes, here or on a cluster."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import NamedTuple

from tui.cli.context import Context


class How(NamedTuple):
    """How names are recognised."""

    model: str | None = None
    jobs: int = 1
    scheduler: str = ""
    """Of a Dask cluster; empty for processes of this machine."""
    progress: str = "bar"
    """How it is told how far that has come."""

    @classmethod
    def of(cls, context: Context, options: Namespace) -> How:
        return cls(context.model, options.jobs or cores(), options.scheduler, options.progress)


def add_jobs(parser: ArgumentParser) -> None:
    """The options that say where names are recognised."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_number,
        default=0,
        help="processes that recognise names (default: all cores)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="of a Dask cluster that does: tcp://HOST:PORT",
    )
    parser.set_defaults(progress="bar")


def add_progress(parser: ArgumentParser) -> None:
    """The option that says how it is told how far adding has come."""
    parser.add_argument(
        "--progress",
        choices=("bar", "json"),
        default="bar",
        help="on standard error: a bar where a terminal shows it (default), or JSON for programs",
    )


def _number(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= 1_024:
        raise ArgumentTypeError("between 1 and 1,024 processes")
    return int(word)


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
