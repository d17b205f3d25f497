"""Keep the README's keys in step with the table of commands: `python -m tests.keytable [FILE]`.

It rewrites what stands between two comments: the reading room's commands with the first of their default
keys, a group a line. The keys of the other screens are left to the help, which has room for them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from tui.commands import COMMANDS, ROOM, shown

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN, END = "<!-- keys: made by tests/keytable.py -->\n", "<!-- /keys -->"


def renewed(text: str) -> str:
    """A text with its table of keys made anew; raises ValueError where the two comments are not in it."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the table of keys should stand between {BEGIN.strip()} and {END}")
    return before + begin + table() + end + after


def table() -> str:
    """The commands of the reading room that have keys, as Markdown."""
    groups: dict[str, list[str]] = {}
    for group, entry in _entries():
        groups.setdefault(group, []).append(entry)
    rows = [f"| {group} | {' · '.join(entries)} |" for group, entries in groups.items()]
    return "\n".join(("| | |", "|---|---|", *rows, ""))


def _entries() -> Iterator[tuple[str, str]]:
    """(group, keys and title) of each command; two that are each other's reverse stand as one."""
    here = {command.id: command for command in COMMANDS if command.keys and command.where & ROOM}
    reverses = {command.opposite for command in here.values()}
    for command in here.values():
        if command.id not in reverses:
            both = [command, *filter(None, (here.get(command.opposite),))]
            keys = " ".join(f"`{shown(one.keys[0])}`" for one in both)
            yield command.group, f"{keys} {joined([_lowered(one.title) for one in both])}"


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def joined(titles: Sequence[str]) -> str:
    """One title or two, with the words that they share at their ends told once.

    >>> joined(["next place found", "previous place found"]), joined(["copy the sentence", "copy the URL"])
    ('next / previous place found', 'copy the sentence / URL')
    """
    first, second = titles[0].split(), titles[-1].split()
    if len(titles) == 1:
        return titles[0]
    before, after = _alike(first, second), _alike(first[::-1], second[::-1])
    return " ".join((*first[: None if before else len(first) - after], "/", *second[before:]))


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    """With how many words in common two titles begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def main(path: Path) -> None:
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else README)
