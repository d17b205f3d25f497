"""The language in which a reader searches: text -> tokens -> tree, checked; no SQL, no library.

    "fire parity" person:haidai -outlet:"Volga News" (before:2022-07 OR is:starred)

Terms side by side must all hold (AND may be said); OR holds less tightly than that, NOT or "-" most tightly,
brackets as everywhere. Side by side `speaker:` and `quote:` ask for one quotation: of his, with those words.
What is wrong raises QueryError with its place and a way out: nothing is guessed.
"""

from core.query.parsing import parse
from core.query.scanning import QueryError
from core.query.tree import (
    All,
    Any,
    Days,
    Entity,
    Language,
    Named,
    Node,
    Not,
    Outlet,
    Query,
    Quote,
    Speaker,
    State,
    Story,
    Tag,
    Words,
    asserted,
    terms,
)

__all__ = [
    "All",
    "Any",
    "Days",
    "Entity",
    "Language",
    "Named",
    "Node",
    "Not",
    "Outlet",
    "Query",
    "QueryError",
    "Quote",
    "Speaker",
    "State",
    "Story",
    "Tag",
    "Words",
    "asserted",
    "parse",
    "terms",
]
