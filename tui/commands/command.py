"""What a command is: one thing that a reader can do, where it works, and what it needs there."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import NamedTuple


class Pane(StrEnum):
    """Where the reader's hands are."""

    ARTICLES = "articles"
    TEXT = "text"
    MENTIONS = "mentions"
    SHEET = "sheet"
    """Help and the like, laid over the panes."""
    DOUBTS = "doubts"
    """The queue of doubtful links."""
    SEARCH = "search"
    """The search through the library."""
    PASSAGE = "passage"
    """The text, while a passage is selected."""
    BOOK = "book"
    """The list of the reader's marks."""
    DOSSIER = "dossier"
    """All that is known of one entity."""
    INDEX = "index"
    """The index of entities."""
    QUOTES = "quotes"
    TIMELINE = "timeline"
    FIGURES = "figures"
    BESIDE = "beside"
    """Articles, wordings or figures beside each other."""
    MAP = "map"
    """The map of places."""


class Need(Enum):
    """What a command cannot do without; the value is said to a reader who lacks it, ids in braces as keys."""

    NOTHING = ""
    ARTICLE = "no article is open yet"
    ENTRY = "there is nothing to follow here yet: {next_entity} chooses an entity in the text"
    ENTITY = "choose an entity first: {next_entity} steps to the next one"
    FIND = "nothing to find yet: {find} asks for words"
    PAIR = "no pair is left to decide on"
    STATEMENT = "nothing of the kind here: {scope} asks of something else"
    TARGET = "this line leads nowhere: {down} goes on to one that does"
    LISTED = "nobody is called so: {filter} asks for other words"
    PUT_OFF = "no pair was put off"
    BEHIND = "this is where the trail begins"
    AHEAD = "this is where the trail ends"
    HIT = "nothing is found yet: type words, or person:name"
    MARK = "there is no mark here"
    DELETED = "nothing was deleted"
    SPOT = "no place is chosen yet: {next_place} steps to one"
    SOUGHT = "nothing was searched for yet"


ROOM = frozenset({Pane.ARTICLES, Pane.TEXT, Pane.MENTIONS})
DOSSIERS = frozenset({Pane.DOSSIER, Pane.INDEX})
STATED = frozenset({Pane.QUOTES, Pane.TIMELINE, Pane.FIGURES})
BESIDE = frozenset({Pane.BESIDE})
EVERYWHERE = ROOM | DOSSIERS | STATED | BESIDE | {Pane.SHEET, Pane.DOUBTS, Pane.BOOK, Pane.MAP}
ALWAYS = EVERYWHERE | {Pane.PASSAGE}
DECIDING = ROOM | {Pane.DOUBTS}
LIST = frozenset({Pane.ARTICLES})
QUEUE = frozenset({Pane.DOUBTS})
SEARCH = frozenset({Pane.SEARCH})
PASSAGE = frozenset({Pane.PASSAGE})
BOOK = frozenset({Pane.BOOK})


class Command(NamedTuple):
    """One thing that a reader can do."""

    id: str
    keys: tuple[str, ...]
    title: str
    """For the palette and the help, a few words."""
    footer: str
    """For the footer, one or two words; empty where the footer leaves it out."""
    help: str
    """For the palette and the help, one sentence."""
    group: str
    where: frozenset[Pane] = ROOM
    needs: Need = Need.NOTHING
    opposite: str = ""
    """Id of the command that does the reverse; the footer shows both keys with one label."""
    rank: int = 50
    """The footer shows small ranks first, and what no longer fits not at all."""
    footers: tuple[tuple[Pane, str], ...] = ()
    """For the footer of panes in which it does something of another kind."""

    def footer_in(self, pane: Pane) -> str:
        """What the footer of a pane calls it."""
        return dict(self.footers).get(pane, self.footer)


class Here(NamedTuple):
    """What commands can work on, here and now."""

    pane: Pane
    has: frozenset[Need] = frozenset()


def works(command: Command, here: Here) -> bool:
    """Whether a command does something here and now."""
    return here.pane in command.where and (command.needs is Need.NOTHING or command.needs in here.has)


_SHOWN = {
    "down": "↓",
    "up": "↑",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}


def shown(key: str) -> str:
    """A key as readers know it.

    >>> [shown(key) for key in ("down", "f", "f5", "F", "ctrl+f1")]
    ['↓', 'f', 'F5', 'F', 'ctrl+f1']
    """
    is_function = key[:1] == "f" and key[1:].isdecimal()
    return key.upper() if is_function else _SHOWN.get(key, key)
