"""The table of commands, in the order in which help lists them."""

from tui.cli.commands import (
    add,
    decide,
    doubts,
    edit,
    entities,
    export,
    feeds,
    listing,
    reader,
    search,
    show,
    stories,
    sync,
    watch,
    why,
)
from tui.cli.commands.command import Command

COMMANDS = (
    Command("add", "add articles: files, or directories with all below them", add.add_arguments, add.run),
    Command(
        "subscribe", "follow feeds: addresses, OPML or newsboat's urls", feeds.add_subscribe, feeds.subscribe
    ),
    Command("unsubscribe", "follow a feed no longer", feeds.add_unsubscribe, feeds.unsubscribe),
    Command("feeds", "list the feeds, and what became of fetching them", feeds.add_list, feeds.run_list),
    Command("sync", "fetch what is new in the feeds", sync.add_arguments, sync.run),
    Command("watch", "add what comes into a directory, until stopped", watch.add_arguments, watch.run),
    Command("list", "list the articles, newest first", listing.add_arguments, listing.run),
    Command("show", "print an article", show.add_arguments, show.run),
    Command(
        "entities", "list who and what is named, most mentions first", entities.add_arguments, entities.run
    ),
    Command("stories", "list the events that several articles tell", stories.add_arguments, stories.run),
    Command("copies", "list the articles that are copies", stories.add_copies, stories.run_copies),
    Command("edit", "put an article's metadata right", edit.add_arguments, edit.run),
    Command("search", "find articles by words, best first", search.add_arguments, search.run),
    Command("why", "explain why two forms are, or are not, one entity", why.add_arguments, why.run),
    Command("sample", "open the reader on the sample articles", reader.add_arguments, reader.run_sample),
    Command("merge", "decide that two names are one entity", decide.add_two, decide.merge),
    Command("not-same", "decide that two names are two entities", decide.add_two, decide.not_same),
    Command("split", "decide that a name, form or mention leaves its entity", decide.add_spot, decide.split),
    Command("rename", "decide what an entity is called", decide.add_label, decide.rename),
    Command("retype", "decide of which type a name is", decide.add_type, decide.retype),
    Command("hide", "decide that an entity is left out", decide.add_one, decide.hide),
    Command("unhide", "decide that it is not left out", decide.add_one, decide.unhide),
    Command("undo", "take the last decision back", decide.add_none, decide.undo),
    Command("redo", "take again what was undone", decide.add_none, decide.redo),
    Command("doubts", "list the links that are worth a look", doubts.add_arguments, doubts.run),
    Command("journal", "list the decisions", decide.add_none, decide.journal),
    Command("export", "print what was found, for programs", export.add_arguments, export.run),
)
READER = Command("", "open the reader", reader.add_arguments, reader.run)

__all__ = ["COMMANDS", "READER", "Command"]
