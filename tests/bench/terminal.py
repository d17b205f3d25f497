"""Start-up and keys, as a reader at a terminal of 120 by 40 feels them.

A key is timed from its press to the last byte of the answer, and its bytes are counted on the wire. A press
is taken for a move in view where the pane shows the same words after it, and for a scroll where it does not.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import newsboat, starts
from tests.bench.figures import Figure
from tests.bench.starts import READY, compiling, peer, used
from tests.command import COMMAND, warreader
from tests.eval.measure import SEEDS
from tests.terminal import Terminal

PRESSES, LONG, READ = 24, 48, 8
"""How often a key is pressed; where a list as high as the terminal shall scroll; in how many articles."""
QUIET = 0.08
"""Seconds without a byte after which a key's answer is complete."""
IDLE = 60.0

BORDER = "▏"
_SIGNS = str.maketrans("", "", "▁▂▃▄▅▆▇█ ▸●▎")
"""Scroll bars and cursors, which move where the words do not."""


@dataclass(frozen=True, slots=True)
class Press:
    """One key's answer."""

    took: float
    """Milliseconds to its last byte."""
    sent: int
    """Bytes."""
    scrolled: bool
    opened: bool
    """Whether it led to another article."""


def figures(library: Path, home: Path) -> Iterator[Figure]:
    """Start-up, then keys, over a library that is there already."""
    ours = [*COMMAND, "--library", str(library)]
    yield from starts.figures(home)
    yield from _peers(home)
    yield from _moves(ours, home)
    yield from _idle(ours, home)
    yield from _long(home)


def _peers(home: Path) -> Iterator[Figure]:
    """What Textual's own widgets, in three panes, and newsboat take for a line down, for the rows below."""
    with _ready(peer("panes"), "hello", home) as other:
        for title in ("DataTable", "Static", "ListView"):
            presses = _presses(other, "down", LONG)
            for how, scrolled in (("in view", False), ("scrolling", True)):
                these = [press for press in presses if press.scrolled is scrolled]
                yield from _rows(f"a line down, {title}, {how}", these, Limits(), "no bar")
            other.press("tab")
            other.settle()
    if shutil.which("newsboat"):
        with newsboat.ready(home) as other:
            yield from _rows("a line down, newsboat", _presses(other, "j"), Limits(), "no bar")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is asked of a key: milliseconds by median and 95th percentile, bytes by median."""

    median: float = 0.0
    p95: float = 0.0
    sent: int = 0


IN_VIEW, SCROLL, PAGE, ACROSS = Limits(10, 25, 300), Limits(20, 0, 1200), Limits(20, 0, 4000), Limits(40)


ELSEWHERE = (
    ("j in the linked mentions", ("2", "e", "3"), "j"),
    ("j in a dossier", ("2", "e", "D"), "j"),
    ("j in the index", ("I",), "j"),
    ("down in the search", ("F", *"russia"), "down"),
    ("j on the map", ("P",), "j"),
    ("l on the map", ("P",), "l"),
    ("Tab on the map", ("P",), "tab"),
)
"""Moves on other screens: the keys that lead there, and the one that moves."""


def _moves(ours: Sequence[str], home: Path) -> Iterator[Figure]:
    for margins in (False, True):  # left and right ones, between which the terminal itself scrolls a pane
        where = " (margins)" if margins else ""
        with _ready(ours, READY, home, margins) as reader:
            reader.press("1", "g")
            reader.settle()
            yield from _both("j in the list" + where, _presses(reader, "j"))
            pages = [*_presses(reader, " ", 4), *_presses(reader, "b", 4)]
            yield from _rows("page down in the list" + where, pages, PAGE)
            reader.press("g", "2", "g")
            reader.settle()
            yield from _both("e in the text" + where, _presses(reader, "e"))
            reader.press("g")
            reader.settle()
            yield from _both("j in the text" + where, _through(reader, "j", PRESSES // READ + 1))
            yield from _rows("page down in the text" + where, _through(reader, " b", 2), PAGE)
            followed = _presses(reader, "*", LONG)
            for name, opened, limits in (
                ("across articles", True, ACROSS),
                ("in an article", False, Limits()),
            ):
                these = [press for press in followed if press.opened is opened]
                yield from _rows(f"* {name}{where}", these, limits)
    with _ready(ours, READY, home) as reader:
        for name, there, key in ELSEWHERE:
            reader.press("g")
            for step in there:
                reader.press(step)
                reader.settle(0.5)
            yield from _both(name, _presses(reader, key, whole=True))
            reader.press("escape")
            reader.settle(0.5)


def _through(reader: Terminal, keys: str, times: int) -> list[Press]:
    """Presses of keys in the text of one article after another, as what is in view differs.

    A line down: of 133 real articles (their corpus has 516 words by median), 1,482 presses sent 2,319 bytes
    by median where an entity was chosen (p95 2,458), and 1,546 where none was, beside an empty pane (p95
    1,590): a terminal that scrolls whole rows alone must be sent the letters of the text, or else of the
    panes beside it. With margins it was 173 (p95 211).
    """
    presses = []
    for _ in range(READ):
        for key in keys:
            presses += _presses(reader, key, times)
        reader.press("J")
        reader.settle(0.5)
    return presses


def _both(name: str, presses: Sequence[Press]) -> Iterator[Figure]:
    """The presses that stayed in view, and those that scrolled."""
    yield from _rows(f"{name}, in view", [press for press in presses if not press.scrolled], IN_VIEW)
    yield from _rows(f"{name}, scrolling", [press for press in presses if press.scrolled], SCROLL)


def _rows(name: str, presses: Sequence[Press], limits: Limits, bar: str = "bar") -> Iterator[Figure]:
    answered = [press for press in presses if press.sent]
    if len(answered) < 2:
        return
    times = [press.took for press in answered]
    yield Figure(name, "ms", statistics.median(times), limits.median, bar, 1)
    if limits.p95 or not limits.median:
        yield Figure(f"{name}, p95", "ms", statistics.quantiles(times, n=20)[-1], limits.p95, bar, 1)
    if limits.sent or not limits.median:
        sent = statistics.median(press.sent for press in answered)
        yield Figure(name, "bytes", sent, limits.sent, bar)


def _idle(ours: Sequence[str], home: Path) -> Iterator[Figure]:
    """A reader who does nothing: bytes sent and processor time used."""
    with _ready(ours, READY, home) as reader:
        reader.settle(2.0)
        sent, before = len(reader.sent), used(reader)
        reader.settle(IDLE, IDLE)
        yield Figure(f"idle for {IDLE:.0f} s", "bytes", len(reader.sent) - sent, 0, "bar")
        yield Figure(f"idle for {IDLE:.0f} s", "ms CPU", 1000 * (used(reader) - before), 0, "bar")


def _long(home: Path) -> Iterator[Figure]:
    """An article of 100,000 words, the sample's over and over: to its text, and from name to name in it."""
    sample = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    long = f"{sample}\n\n" * (100_000 // len(sample.split()) + 1)
    folder = home / "long"
    folder.mkdir()
    for name, day, text in (("short", "2", "Kyiv was quiet."), ("long", "1", long)):
        heading = f"---\ntitle: A {name} one\ndate: 2030-01-0{day}\n---\n\n"
        (folder / f"{name}.md").write_text(heading + text, encoding="utf-8")
    library = home / "long.db"
    warreader("--library", library, "add", folder, home=home)
    with _ready([*COMMAND, "--library", str(library)], READY, home) as reader:
        reader.press("1", "g", "enter")
        reader.settle()
        opened = [press for _ in range(5) for key in "JK" for press in _presses(reader, key, 1) if key == "J"]
        yield Figure("open 100,000 words", "ms", statistics.median(p.took for p in opened), 250, "bar")
        reader.press("J", "2")
        reader.settle(0.5)
        yield from _both("e in 100,000 words", _presses(reader, "e"))
        reader.press("/", *"Luhansk", "enter")
        reader.settle(0.5)
        yield from _both("n in 100,000 words", _presses(reader, "n"))


def prepare(articles: Sequence[Path], home: Path) -> Path:
    """A library of these articles."""
    library = home / "bench.db"
    warreader("--library", library, "add", *articles, home=home)
    return library


def _ready(command: Sequence[str], shown: str, home: Path, margins: bool = False) -> Terminal:
    terminal = Terminal(command, compiling(home), margins=margins)
    terminal.wait_for(shown)
    terminal.settle()
    return terminal


def _presses(terminal: Terminal, key: str, times: int = PRESSES, whole: bool = False) -> list[Press]:
    """What each of several presses of a key came to; the first is not counted where there are more."""
    return [_press(terminal, key, whole) for _ in range(times)][times > 1 :]


def _press(terminal: Terminal, key: str, whole: bool = False) -> Press:
    words, at = _words(terminal, whole), _article(terminal)
    before, pressed = len(terminal.sent), time.perf_counter()
    terminal.press(key)
    last = time.perf_counter() if terminal.read(1.0) else pressed
    last = max(last, terminal.settle(QUIET)) if last > pressed else last
    scrolled, opened = _words(terminal, whole) != words, _article(terminal) != at
    return Press(1000 * (last - pressed), len(terminal.sent) - before, scrolled, opened)


def _article(terminal: Terminal) -> str:
    """Where the open article stands in the list: what is written over the pane on the left."""
    return terminal.lines[1].split(BORDER)[0]


def _words(terminal: Terminal, whole: bool) -> list[str]:
    """The words of the two panes on the left, or of the whole screen; without the signs beside them."""
    rows = (row if whole else row.rsplit(BORDER, 1)[0] for row in terminal.lines[2:-1])
    return [row.translate(_SIGNS).strip() for row in rows]
