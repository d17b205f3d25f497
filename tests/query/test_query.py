"""What is typed becomes a query, or an error with its place and a way out; and never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.query import (
    All,
    Any,
    Days,
    Entity,
    Named,
    Node,
    Not,
    Outlet,
    Query,
    QueryError,
    Quote,
    Speaker,
    Words,
    parse,
    terms,
)
from core.query.parsing import DEEPEST, MOST
from core.query.scanning import FIELDS, LONGEST
from core.query.tree import Language, State, Story, Tag

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("queries.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def told(node: Node) -> str:
    """A tree as the table writes it."""
    match node:
        case All() | Any():
            return f"({(' & ' if isinstance(node, All) else ' | ').join(map(told, node.parts))})"
        case Not():
            return f"~{told(node.part)}"
        case Words() | Quote() | Speaker() | Entity() | Outlet():
            words = "+".join(node.words) + "*" * node.prefix
            if isinstance(node, Quote):
                words += "".join(f"@{'+'.join(one.words)}" for one in node.by)
            if isinstance(node, Words):
                return ("title:" if node.title else "") + words
            if isinstance(node, Entity):
                return f"{node.type or 'ANY'}:{words}"
            return f"{type(node).__name__.lower()}:{words}"
        case Named():
            raise AssertionError("what is a name only a library knows")
        case Days():
            return f"days:{node.first or ''}..{node.last or ''}"
        case Language():
            return f"language:{node.code}"
        case Story():
            return f"story:{node.id}"
        case Tag():
            return f"tag:{node.name}"
        case State():
            return f"is:{node.mark}"


@pytest.mark.parametrize("row", ROWS, ids=[row[0] or "(empty)" for row in ROWS])
def test_the_table_of_queries(row: tuple[str, ...]) -> None:
    text, wanted, *marked = row
    if not wanted.startswith("! "):
        assert told(parse(text).root) == wanted
        return
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert wanted[2:].strip() in str(caught.value)
    assert text[caught.value.start : caught.value.end] == marked[0]


_PIECES = st.sampled_from(
    [
        *(f"{field}:" for field in FIELDS),
        *("AND", "OR", "NOT", "-", "(", ")", '"', "“", "*", " ", "kyiv", "2022-07", "..", "this", "unread"),
        *("near", "^", "{", "}", "+", "\0", "'", ";", "\ud800", "é", "ʼ", "½"),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=24).map("".join)))
@example("(" * 5_000)
@example("-" * 5_000)
@example("a " * LONGEST)
@example("person:" * 900)
def test_any_text_is_a_query_or_an_error_with_its_place(text: str) -> None:
    try:
        assert isinstance(parse(text), Query)
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(text)
        assert str(error)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=24).map("".join)))
def test_words_are_bare_unless_they_are_quoted_or_begun_or_of_a_field(text: str) -> None:
    try:
        bare, literal = parse(text), parse(text, literal=True)
    except QueryError:
        return
    assert told(bare.root) == told(literal.root)
    assert not any(term.bare for term in terms(literal.root) if isinstance(term, Words))
    for term in terms(bare.root):
        if isinstance(term, Words) and term.bare:
            start, end = term.at
            assert not set(text[start:end]) & set('"“”„«»*(') and "".join(term.words)
            quoted = parse(f'"{text[start:end]}"').root
            assert isinstance(quoted, Words) and quoted.words == term.words and not quoted.bare


def test_a_pasted_book_and_a_tower_of_brackets_are_told() -> None:
    parse("kyiv " * MOST)
    parse("(" * DEEPEST + "kyiv" + ")" * DEEPEST)
    parse("(a) " * MOST)
    for text in ("kyiv " * (MOST + 1), "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), "x" * (LONGEST + 1)):
        with pytest.raises(QueryError, match=r"at most|more than"):
            parse(text)
