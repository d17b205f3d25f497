"""How articles are added from within the reading room: by `warreader add` in a process of its own.

The reader goes on reading meanwhile; what comes in is shown as what anybody else adds. Asking again stops
it, and so does leaving the app: what was added until then is kept.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from core.visible import visible
from tui.reading.progress import step
from tui.screens import room_titles
from tui.screens.dispatch import Doing

if TYPE_CHECKING:
    from tui.app import WarReaderApp
    from tui.screens.reading_room import ReadingRoom

COMMAND = (sys.executable, "-P", "-m", "tui")
"""Ours, and not what a folder of that name in the present one holds."""


def add(room: ReadingRoom) -> None:
    """Ask for a file, a folder or an address and add it; while something is being added, stop that."""
    from tui.screens.prompt import Prompt

    library = cast("WarReaderApp", room.app).library_path
    if room.adding:
        room.workers.cancel_group(room, "adding")
    elif room.sample:
        room.say(room.keys.told("this is the sample: {quit} to leave, then warreader add PATH for your own"))
    elif not os.access(library, os.W_OK):
        room.say("this library can be read alone, not added to")
    else:

        def answered(source: str | None) -> None:
            if source is not None and (source := source.strip()):
                options = ("--library", str(library), "add", "--progress", "json")
                command = (*COMMAND, *options, "--", os.path.expanduser(source))
                room.run_worker(_run(room, source, command), group="adding")

        room.app.push_screen(Prompt("add (file, folder or address):", lambda _: None), answered)


async def _run(room: ReadingRoom, source: str, command: Sequence[str]) -> None:
    """Run a command that adds articles, and tell what it came to."""
    room.adding = visible(source)
    room.say(f"adding {room.adding} … {room.keys.told('{add} stops it')}")
    child = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE)
    assert child.stdout is not None and child.stderr is not None
    answer = asyncio.gather(child.stdout.read(), _complaints(room, child.stderr), child.wait())
    try:
        out, wrong, _ = await asyncio.shield(answer)
    except asyncio.CancelledError:
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGINT)
        if not room.is_running:  # the app is being left
            raise
        out, wrong, _ = await answer
    finally:
        room.adding, room.added = "", None
    told = [line for line in (*wrong[:1], *_last(out)) if line]
    room.say(visible(" · ".join(told)) or f"adding ended with {child.returncode}")


async def _complaints(room: ReadingRoom, told: asyncio.StreamReader) -> list[str]:
    """What was complained of; how far it has come is shown as it is told."""
    wrong: list[str] = []
    begun = b""
    while data := await told.read(1 << 16):
        *lines, begun = (begun + data).split(b"\n")
        for line in lines:
            words = line.decode(errors="replace")
            if (now := step(words)) is None:
                wrong.append(words)
            elif room.adding:  # the app is not being left
                room.added = now
        if room.adding:
            room_titles.show(room)
    return wrong


def _last(out: bytes) -> list[str]:
    """The summary, which is the last line that was printed."""
    return out.decode(errors="replace").splitlines()[-1:]


DOING: Mapping[str, Doing] = {"add": add}
