"""The table of commands, in the order in which help lists them."""

from tui.cli.commands.command import Command

COMMANDS = (
    Command("add", "add articles: files, or directories with all below them", "add"),
    Command(
        "subscribe", "follow feeds: addresses, OPML or newsboat's urls", "feeds", "add_subscribe", "subscribe"
    ),
    Command("unsubscribe", "follow a feed no longer", "feeds", "add_unsubscribe", "unsubscribe"),
    Command("feeds", "list the feeds, and what became of fetching them", "feeds", "add_list", "run_list"),
    Command("sync", "fetch what is new in the feeds", "sync"),
    Command("watch", "add what comes into a directory, until stopped", "watch"),
    Command("list", "list the articles, newest first", "listing"),
    Command("show", "print an article", "show"),
    Command("entities", "list who and what is named, most mentions first", "entities"),
    Command("dossier", "print all that is known of an entity", "dossier"),
    Command("stories", "list the events that several articles tell", "stories"),
    Command("copies", "list the articles that are copies", "stories", "add_copies", "run_copies"),
    Command("quotes", "list who said what, and how others word it", "quotes"),
    Command("figures", "list numbers with what they count, and who reports them differently", "figures"),
    Command("timeline", "list sentences by the day that they tell of", "timeline"),
    Command("compare", "set two or more articles beside each other", "compare"),
    Command("edit", "put an article's metadata right", "edit"),
    Command("search", "find articles by words, names, outlets, dates", "search"),
    Command("why", "explain why two forms are, or are not, one entity", "why"),
    Command("marks", "list what you starred, tagged, noted and marked", "marks"),
    Command("keys", "print which keys do what in the reader", "keys"),
    Command("sample", "open the reader on the sample articles", "reader", "add_arguments", "run_sample"),
    Command("merge", "decide that two names are one entity", "decide", "add_two", "merge"),
    Command("not-same", "decide that two names are two entities", "decide", "add_two", "not_same"),
    Command("split", "decide that a name, form or mention leaves its entity", "decide", "add_spot", "split"),
    Command("rename", "decide what an entity is called", "decide", "add_label", "rename"),
    Command("retype", "decide of which type a name is", "decide", "add_type", "retype"),
    Command("hide", "decide that an entity is left out", "decide", "add_one", "hide"),
    Command("unhide", "decide that it is not left out", "decide", "add_one", "unhide"),
    Command("undo", "take the last decision back", "decide", "add_none", "undo"),
    Command("redo", "take again what was undone", "decide", "add_none", "redo"),
    Command("doubts", "list the links that are worth a look", "doubts"),
    Command("journal", "list the decisions", "decide", "add_none", "journal"),
    Command(
        "doctor", "examine the library; --fix mends what can be mended", "health", "add_doctor", "doctor"
    ),
    Command("backup", "copy the library to a file, while others use it", "health", "add_backup", "backup"),
    Command("export", "print what was found, for programs", "export"),
)
READER = Command("", "open the reader", "reader")

__all__ = ["COMMANDS", "READER", "Command"]
