"""A library in which everything that can hold words holds what a terminal would obey, hide or choke on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from core import deciding, pipeline
from core.entity import EntityType, Name, NameLink
from core.library import Library
from core.library.reader import ReaderState
from core.library.records import LinkedArticle
from core.linking.decisions import Verb
from core.marks import Anchor, Cited, Mark, MarkKind
from core.subscription import Subscription
from tests.library.fakes import Joiner, Spotter, article

ACTS = (
    "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x1b]52;c;b3duZWQ=\x07 \x1b]8;;http://x\x1b\\here\x1b]8;;\x1b\\ "
    "\x1bP+q544e\x1b\\ \x1b_apc\x1b\\ \x1b^pm\x1b\\ \x1bc \x1b[?1049l \x1b[6n \x9b2J \x9d0;x\x9c \x90q\x9c "
    "\x08\x7f\x85\x00\x0e\x0f\x05"
)
HIDES = (
    "\u202edias\u202c \u2066x\u2069 \u200b\u200d\ufeff\u2060\u00ad \U000e0041\U000e0042 \ue000\ufffe "
    "\u2028\u2029"
)
PILES = "Z" + "\u0301\u0335\u0489" * 40
MARKUP = "[bold]B[/bold] [@click=app.quit]q[/] [link=http://x]y[/link] [/] [red :smile: $primary {quit} %s"
ALL = f"{ACTS} {HIDES} {PILES} {MARKUP}"
SAID = "“We will hold Kyiv to the last man, whatever they throw at it this summer,” Governor Hayday said."
LINE = ALL.replace("\x00", "")
"""Without NUL, for what goes through an argument."""


def build(folder: Path, state: Path) -> Path:
    """A library in `folder`, and a reader's own file at `state`, whose every field is hostile."""
    path = folder / f"war\x1b]0;owned\x07\u202e{MARKUP.replace('/', '')[:60]}.db"
    told = (
        f"{ALL} On June 21, 2022, Hayday said, 40 soldiers were killed in Kyiv {PILES}. {SAID} "
        f"Governor Hayday said: “{ALL} we will hold Kyiv {ALL}”, and 40 {PILES} soldiers died on June 24."
    )
    with Library.open(path) as library:
        for number in range(4):
            word = "x" * 1_000_000 * (number == 1)
            text = f"{ALL}\n\n{told}\n\nAD: {ALL} Kyiv\n\nGaidai left Luhansk {ALL} {word} Kyiv"
            one = article(
                text, f"/press/{number}{ALL}", date(2022, 6, 20 + number), f"Wire {number % 2}{ALL}"
            )
            one = replace(
                one, title=f"{number} {ALL}", byline=ALL, dateline=ALL, url=f"https://x/{ALL}",
                canonical_url=ALL, dateline_place=ALL, language="en", origins=(("outlet", ALL),),
            )  # fmt: skip
            (annotation,) = Spotter().annotate([one])
            with library.transaction():
                linked = Joiner(library.names).link(one, annotation)
                pipeline.stored(library, LinkedArticle(one, annotation, linked))
        with library.transaction():
            library.feeds.subscribe(Subscription(f"https://x/{ALL}", ALL, (ALL,)))
            library.edit(1, {"outlet": f"Edited {ALL}"}, ALL)
            (left, right) = sorted(
                name for form in ("Hayday", "Luhansk") for name in library.names.named(form)
            )
            library.names.add_links([NameLink(left, right, 0.5, (ALL,), True)])
    deciding.decide(path, Verb.RENAME, ALL, Name(EntityType.PERSON, "Hayday"), value=f"Governor {ALL}")
    _mark(state)
    return path


def _mark(path: Path) -> None:
    cited = Cited(f"/press/0{ALL}", ALL, ALL, date(2022, 6, 20), f"https://x/{ALL}")
    anchor = Anchor(3, 40, ALL, ALL, ALL)
    with ReaderState(path) as state:
        state.marks.star(cited)
        state.marks.tag(cited, "tag")
        state.run("UPDATE mark SET text = ? WHERE kind = 'tag'", ALL)  # as another program may have left it
        state.marks.keep(Mark(MarkKind.ARTICLE, text=ALL, cited=cited))
        state.marks.keep(Mark(MarkKind.PASSAGE, text=ALL, cited=cited, anchor=anchor))
        state.searches.save(ALL, "kyiv")
        state.run("UPDATE search SET query = ?", f"kyiv {ALL}")
