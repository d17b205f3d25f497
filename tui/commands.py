"""Every command of the app in one table, which serves the bindings, the footer, the palette and the help.

A command says where it works and what it needs there; `Here` says what there is. Keys are Textual's names,
or the character itself; the first of them is the one that is shown. The id is the binding's id, so that a
map of keys can give it others.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Pane(StrEnum):
    """Where the reader's hands are."""

    ARTICLES = "articles"
    TEXT = "text"
    MENTIONS = "mentions"
    SHEET = "sheet"
    """Help and the like, laid over the panes."""
    DOUBTS = "doubts"
    """The queue of doubtful links."""


class Need(Enum):
    """What a command cannot do without; the value is said to a reader who lacks it."""

    NOTHING = ""
    ARTICLE = "no article is open yet"
    ENTRY = "there is nothing to follow here yet: e chooses an entity in the text"
    ENTITY = "choose an entity first: e steps to the next one"
    FIND = "nothing to find yet: / asks for words"
    PAIR = "no pair is left to decide on"
    PUT_OFF = "no pair was put off"
    BEHIND = "this is where the trail begins"
    AHEAD = "this is where the trail ends"


ROOM = frozenset({Pane.ARTICLES, Pane.TEXT, Pane.MENTIONS})
EVERYWHERE = ROOM | {Pane.SHEET, Pane.DOUBTS}
DECIDING = ROOM | {Pane.DOUBTS}
LIST = frozenset({Pane.ARTICLES})
QUEUE = frozenset({Pane.DOUBTS})


@dataclass(frozen=True, slots=True)
class Command:
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


@dataclass(frozen=True, slots=True)
class Here:
    """What commands can work on, here and now."""

    pane: Pane
    has: frozenset[Need] = frozenset()


def works(command: Command, here: Here) -> bool:
    """Whether a command does something here and now."""
    return here.pane in command.where and (command.needs is Need.NOTHING or command.needs in here.has)


def footer(here: Here) -> list[Command]:
    """The commands to show at the foot of the screen, the most useful first."""
    shown = [command for command in COMMANDS if command.footer and works(command, here)]
    return sorted(shown, key=lambda command: command.rank)


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
    "f5": "F5",
}


def shown(key: str) -> str:
    """A key as readers know it."""
    return _SHOWN.get(key, key)


MOVE, ENTITIES, DECISIONS, ARTICLES, PANES, FIND, APP = (
    "Moving",
    "Entities",
    "Deciding",
    "Articles",
    "Panes",
    "Finding",
    "The app",
)

# One command a block, so that it reads as the table that it is.
# fmt: off
COMMANDS: tuple[Command, ...] = (
    # Entities: what the reading room is for.
    Command(
        "next_entity", ("e", "]"), "Next entity in the text", "entity",
        "Choose the next mention in the text, from the chosen one or from the top of what is in view.",
        ENTITIES, needs=Need.ARTICLE, opposite="previous_entity", rank=10,
    ),
    Command(
        "previous_entity", ("E", "["), "Previous entity in the text", "",
        "Choose the mention before, in the text.",
        ENTITIES, needs=Need.ARTICLE,
    ),
    Command(
        "follow", ("enter",), "Follow", "follow",
        "On an article: open it. On an entity: go to its linked mentions. On a mention: jump to its place.",
        ENTITIES, needs=Need.ENTRY, rank=11,
    ),
    Command(
        "next_mention", ("*",), "Next mention of the chosen entity", "mention",
        "Go to the next place where any article names the same person, place or thing, however it spells it.",
        ENTITIES, needs=Need.ENTITY, opposite="previous_mention", rank=12,
    ),
    Command(
        "previous_mention", ("#",), "Previous mention of the chosen entity", "",
        "The same the other way; before the first mention comes the last.",
        ENTITIES, needs=Need.ENTITY,
    ),
    Command(
        "why", ("w",), "Why are these spellings one entity?", "why?",
        "Show every spelling of the chosen entity by outlet, and the reasons that join them.",
        ENTITIES, needs=Need.ENTITY, rank=14,
    ),
    Command(
        "tie", ("=",), "To its country, or to its people", "",
        "From a people to its country (Ukrainian to Ukraine), from a country to its people.",
        ENTITIES, needs=Need.ENTITY,
    ),
    Command(
        "back", ("ctrl+o", "H"), "Back on the trail", "back",
        "Return to where you were: article, mention and entity.",
        ENTITIES, needs=Need.BEHIND, rank=15,
    ),
    Command(
        "forward", ("L",), "Forward on the trail", "forward",
        "Undo going back.",
        ENTITIES, needs=Need.AHEAD, rank=16,
    ),
    # Decisions: the reader overrules the scores.
    Command(
        "merge", ("m",), "Merge with another entity", "merge",
        "Say that the chosen entity and another are one; type how the other is called.",
        DECISIONS, needs=Need.ENTITY, rank=70,
    ),
    Command(
        "not_same", ("M",), "Not the same as …", "",
        "Say that the chosen name and another are two, whatever their likeness.",
        DECISIONS, needs=Need.ENTITY,
    ),
    Command(
        "split", ("x",), "Split off", "split",
        "Take this mention, this form in this article, or this name out of its entity.",
        DECISIONS, needs=Need.ENTITY, rank=71,
    ),
    Command(
        "rename", ("r",), "Rename the entity", "rename",
        "Give the chosen entity a label of your own.",
        DECISIONS, needs=Need.ENTITY, rank=72,
    ),
    Command(
        "retype", ("t",), "Change the type", "type",
        "Say that the chosen name is a person, a place, an organisation, a weapon …",
        DECISIONS, needs=Need.ENTITY, rank=73,
    ),
    Command(
        "hide", ("X",), "Hide the entity", "hide",
        "Leave the chosen entity out of lists, counts and the text; warreader unhide brings it back.",
        DECISIONS, needs=Need.ENTITY, rank=74,
    ),
    Command(
        "undo", ("U", "u"), "Undo the last decision", "",
        "Take the last decision back, and the one before, to the beginning.",
        DECISIONS, DECIDING, opposite="redo",
    ),
    Command("redo", ("ctrl+r",), "Redo", "", "Take again what was undone last.", DECISIONS, DECIDING),
    Command(
        "doubts", ("W",), "Doubtful links", "doubts",
        "Work through the links that are in doubt, those that touch the most mentions first.",
        DECISIONS, rank=42,
    ),
    Command(
        "same", ("y",), "The same", "the same",
        "In the queue of doubtful links: the two are one.",
        DECISIONS, QUEUE, Need.PAIR, rank=1,
    ),
    Command(
        "different", ("n",), "Not the same", "not the same",
        "In the queue: the two are two.",
        DECISIONS, QUEUE, Need.PAIR, rank=2,
    ),
    Command(
        "later", ("s",), "Later", "later",
        "In the queue: put the pair off; it stays so until you take it up again.",
        DECISIONS, QUEUE, Need.PAIR, rank=3,
    ),
    Command(
        "take_up", ("S",), "Take up what was put off", "take up",
        "In the queue: look at all pairs again that were put off.",
        DECISIONS, QUEUE, Need.PUT_OFF, rank=5,
    ),
    Command(
        "open_first", ("o",), "Open a passage of the first", "open",
        "In the queue: leave it and read the passage of the first name.",
        DECISIONS, QUEUE, Need.PAIR, opposite="open_second", rank=4,
    ),
    Command(
        "open_second", ("O",), "Open a passage of the second", "",
        "In the queue: leave it and read the passage of the second name.",
        DECISIONS, QUEUE, Need.PAIR,
    ),
    # Articles.
    Command(
        "next_article", ("J",), "Next article", "article",
        "Open the article below the present one in the list, from any pane.",
        ARTICLES, opposite="previous_article", rank=30,
    ),
    Command(
        "previous_article", ("K",), "Previous article", "",
        "Open the article above the present one in the list, from any pane.",
        ARTICLES,
    ),
    Command(
        "by_story", ("S",), "Articles by story", "by story",
        "Put the articles of one story under one line, and back.",
        ARTICLES, rank=31,
    ),
    Command(
        "open_story", ("l", "right"), "Open the story", "open",
        "In the list by story: show the articles of the story under its line; Enter does so too.",
        ARTICLES, LIST, opposite="close_story", rank=32,
    ),
    Command(
        "close_story", ("h", "left"), "Close the story", "",
        "In the list by story: put its articles away again.",
        ARTICLES, LIST,
    ),
    Command(
        "per_source", ("c",), "Count articles, or sources", "",
        "Give counts per article, or per independent source: copies of one article count once.",
        ARTICLES,
    ),
    Command(
        "metadata", ("i",), "About the article", "about",
        "Show title, outlet, dates and addresses of the article, and where each was taken.",
        ARTICLES, needs=Need.ARTICLE, rank=33,
    ),
    Command(
        "edit", ("I",), "Put its metadata right", "",
        "Choose a field of the article's metadata and give it another value; empty takes an edit back.",
        ARTICLES, needs=Need.ARTICLE,
    ),
    # Finding.
    Command(
        "find", ("/",), "Find in the text", "find",
        "Find words in this article; small letters find capitals too. Enter keeps them, Esc forgets them.",
        FIND, needs=Need.ARTICLE, rank=20,
    ),
    Command(
        "find_next", ("n",), "Next place found", "found",
        "Go to the next place where the words stand.",
        FIND, needs=Need.FIND, opposite="find_previous", rank=9,
    ),
    Command(
        "find_previous", ("N",), "Previous place found", "",
        "Go to the place before where the words stand.",
        FIND, needs=Need.FIND,
    ),
    Command(
        "clear", ("escape",), "Clear marks", "",
        "Forget what was found; once more, let go of the chosen entity.",
        FIND,
    ),
    # Moving.
    Command(
        "down", ("j", "down"), "Down", "line",
        "One line down, or one entry of a list.",
        MOVE, EVERYWHERE, opposite="up", rank=60,
    ),
    Command("up", ("k", "up"), "Up", "", "One line up, or one entry of a list.", MOVE, EVERYWHERE),
    Command(
        "page_down", ("space", "pagedown"), "Page down", "page",
        "A screenful on.",
        MOVE, EVERYWHERE, opposite="page_up", rank=61,
    ),
    Command("page_up", ("b", "pageup"), "Page up", "", "A screenful back.", MOVE, EVERYWHERE),
    Command("half_down", ("ctrl+d",), "Half a page down", "", "Half a screenful on.", MOVE, EVERYWHERE),
    Command("half_up", ("ctrl+u",), "Half a page up", "", "Half a screenful back.", MOVE, EVERYWHERE),
    Command(
        "top", ("g", "home"), "To the top", "ends",
        "The beginning of the text or list.",
        MOVE, EVERYWHERE, opposite="bottom", rank=62,
    ),
    Command("bottom", ("G", "end"), "To the bottom", "", "The end of the text or list.", MOVE, EVERYWHERE),
    # Panes.
    Command("next_pane", ("tab",), "Next pane", "pane", "Go one pane to the right.", PANES, rank=40),
    Command("previous_pane", ("shift+tab",), "Previous pane", "", "Go one pane to the left.", PANES),
    Command("pane_articles", ("1",), "Articles", "", "Go to the list of articles.", PANES),
    Command("pane_text", ("2",), "Text", "", "Go to the text.", PANES),
    Command("pane_mentions", ("3",), "Linked mentions", "", "Go to the linked mentions.", PANES),
    # The app.
    Command("help", ("?",), "Help", "help", "Show every key.", APP, DECIDING, rank=18),
    Command(
        "palette", ("ctrl+p",), "All commands", "commands",
        "Find a command by its words.",
        APP, DECIDING, rank=41,
    ),
    Command("theme", (), "Choose a theme", "", "Change the colours: light, dark and others.", APP),
    Command(
        "leave", ("q",), "Back, and at last quit", "leave",
        "From the linked mentions to the text, from there to the articles, from there out. Closes a sheet.",
        APP, EVERYWHERE, rank=19,
    ),
    Command("quit", ("Q", "ctrl+c"), "Quit", "", "Leave at once; the place is kept.", APP, EVERYWHERE),
    Command(
        "redraw", ("f5", "ctrl+l"), "Draw the screen anew", "",
        "Where another program wrote over it.", APP, EVERYWHERE,
    ),
    Command("suspend", ("ctrl+z",), "Suspend", "", "To the shell; fg comes back.", APP, EVERYWHERE),
)
# fmt: on

BY_ID = {command.id: command for command in COMMANDS}
