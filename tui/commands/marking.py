"""The reader's own marks, and what is copied out."""

from __future__ import annotations

from tui.commands.command import BOOK, PASSAGE, Command, Need

GROUP = "Marks and copies"

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "star", ("s",), "Star", "star",
        "Give the article a star, or take it: the one under the cursor in the list, else the open one.",
        GROUP, needs=Need.ARTICLE, rank=34,
    ),
    Command(
        "tag", ("a",), "Tag", "tag",
        "Give the article a tag, or take one; tags in use are offered as you type.",
        GROUP, needs=Need.ARTICLE, rank=35,
    ),
    Command(
        "note", ("A",), "Write a note", "note",
        "On the marked passage, the chosen entity or the article: you are asked on which.",
        GROUP, needs=Need.ARTICLE, rank=36,
    ),
    Command(
        "select", ("v",), "Select a passage", "select",
        "Begin with the sentence of the chosen mention, move its ends, then copy, mark or note it.",
        GROUP, needs=Need.ARTICLE, rank=37,
    ),
    Command(
        "turn_read", ("R",), "Read or unread", "",
        "Take the article for unread, or for read.",
        GROUP, needs=Need.ARTICLE,
    ),
    Command(
        "marks", ("B",), "Your marks", "marks",
        "List what you starred, tagged, noted and marked; Enter goes there.",
        GROUP, rank=38,
    ),
    Command(
        "copy_sentence", ("y",), "Copy the sentence", "copy",
        "Of the chosen mention, or the place found, or at the top; with outlet, title, date and URL.",
        GROUP, needs=Need.ARTICLE, opposite="copy_address", rank=39,
    ),
    Command("copy_address", ("Y",), "Copy the URL", "", "The article's address.", GROUP, needs=Need.ARTICLE),
    Command(
        "word_on", ("l", "right", "w"), "A word on", "word",
        "Selecting: move the end of the passage by a word.",
        GROUP, PASSAGE, opposite="word_back", rank=1,
    ),
    Command("word_back", ("h", "left", "b"), "A word back", "", "Selecting: the same back.", GROUP, PASSAGE),
    Command(
        "line_on", ("j", "down"), "A line on", "line",
        "Selecting: move the end of the passage by a line.",
        GROUP, PASSAGE, opposite="line_back", rank=2,
    ),
    Command("line_back", ("k", "up"), "A line back", "", "Selecting: the same back.", GROUP, PASSAGE),
    Command(
        "sentence_on", (")", "space"), "A sentence on", "sentence",
        "Selecting: move the end of the passage by a sentence.",
        GROUP, PASSAGE, opposite="sentence_back", rank=3,
    ),
    Command("sentence_back", ("(",), "A sentence back", "", "Selecting: the same back.", GROUP, PASSAGE),
    Command(
        "other_end", ("o",), "The other end", "other end",
        "Selecting: move the beginning of the passage, or again its end.",
        GROUP, PASSAGE, rank=4,
    ),
    Command(
        "mark_passage", ("enter", "v"), "Mark the passage", "mark",
        "Selecting: show the passage as marked from now on; one that is marked is no longer.",
        GROUP, PASSAGE, rank=5,
    ),
    Command(
        "copy_passage", ("y",), "Copy the passage", "copy",
        "Selecting: copy it, with outlet, title, date and URL.",
        GROUP, PASSAGE, rank=6,
    ),
    Command(
        "note_passage", ("A",), "A note on the passage", "note",
        "Selecting: mark the passage and write a note on it.",
        GROUP, PASSAGE, rank=7,
    ),
    Command(
        "kind", ("f", "tab"), "Marks of one kind", "kind",
        "In your marks: all, stars, tags, notes, passages in turn.",
        GROUP, BOOK, rank=2,
    ),
    Command(
        "of_tag", ("a", "#"), "Marks under a tag", "tag",
        "In your marks: those on articles with a tag.",
        GROUP, BOOK, rank=3,
    ),
    Command(
        "go_to_mark", ("enter",), "Go to the mark", "go there",
        "In your marks: leave the list for where the mark is.",
        GROUP, BOOK, Need.MARK, rank=1,
    ),
    Command(
        "edit_mark", ("A",), "Change the note", "note",
        "In your marks: write the note anew.",
        GROUP, BOOK, Need.MARK, rank=4,
    ),
    Command(
        "delete_mark", ("d", "delete"), "Delete the mark", "delete",
        "In your marks: delete it; u brings it back.",
        GROUP, BOOK, Need.MARK, rank=5,
    ),
    Command(
        "undelete_mark", ("u", "U"), "Bring back", "bring back",
        "In your marks: bring back what was deleted last, and what before.",
        GROUP, BOOK, Need.DELETED, rank=6,
    ),
    Command(
        "copy_mark", ("y",), "Copy the mark", "copy",
        "In your marks: copy the passage, its note and where it stands.",
        GROUP, BOOK, Need.MARK, rank=7,
    ),
)
# fmt: on
