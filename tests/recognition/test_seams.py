"""Words that a page broke over a line, glued together or spelt into an address are read as meant."""

from __future__ import annotations

import doctest
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from core import entity
from core.entity import form_of
from core.recognition.lexicon import Lexicon
from core.recognition.reading import Reading
from core.recognition.seams import addresses

from .conftest import read

if TYPE_CHECKING:
    from .conftest import Names


@pytest.mark.parametrize(
    ("text", "written", "form", "label"),
    [
        ("The town of Sievero-\ndonetsk fell.", "Sievero-\ndonetsk", "Sieverodonetsk", "Siverskodonetsk"),
        ("The town of Sievero- donetsk fell.", "Sievero- donetsk", "Sieverodonetsk", "Siverskodonetsk"),
        ("The Ukrain-\nian army withdrew.", "Ukrain-\nian", "Ukrainian", "Ukrainian"),
        ("On Monday Ze-\nlensky spoke.", "Ze-\nlensky", "Zelensky", "Volodymyr Zelensky"),
        ("They shelled Kher-\r\n  son again.", "Kher-\r\n  son", "Kherson", "Kherson"),
        ("They shelled KHER-\nSON again.", "KHER-\nSON", "KHERSON", "Kherson"),
        ("They fired Kh-\n101 missiles.", "Kh-\n101", "Kh-101", "Kh-101"),
        ("They lost an SU-\n25 jet.", "SU-\n25", "SU-25", "Su-25"),
        ("Mines lay near Ivano-\nFrankivsk.", "Ivano-\nFrankivsk", "Ivano-Frankivsk", "Ivano-Frankivsk"),
        ("It was [President Vladimir] Putin.", "Vladimir] Putin", "Vladimir Putin", "Vladimir Putin"),
        ("They met (Volodymyr) Zelensky.", "Volodymyr) Zelensky", "Volodymyr Zelensky", "Volodymyr Zelensky"),
    ],
)
def test_a_name_that_is_written_in_pieces_is_one_where_it_stands(
    text: str, written: str, form: str, label: str
) -> None:
    (mention,) = read(text).mentions
    assert (text[mention.start : mention.end], mention.form) == (written, form)
    assert label in {reference.label for reference in mention.references}


def test_a_hyphen_that_is_the_word_s_own_stays_and_a_dash_joins_nothing() -> None:
    assert doctest.testmod(entity).failed == 0
    assert form_of("the Anti-\nterrorist Operation") == "the Anti-terrorist Operation"
    assert form_of("U.S.- backed") == "U.S.-backed" and form_of("U.S. forces") == "U.S. forces"
    assert form_of("KRAMATORSK- THE TOWN") == "KRAMATORSK- THE TOWN" and form_of("KHERS-\nON") == "KHERSON"
    assert form_of("Popasna-\nin flames") == "Popasna- in flames"


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The Kyiv-\nbased firm and pro-\nRussian men.", ["Kyiv", "Russian"]),
        ("A Russian-\nbacked force on the Kharkiv-\nMoscow road.", ["Russian", "Kharkiv", "Moscow"]),
        ("The govern-\nment fell, and Xyzk-\nuvo with it.", []),
        (
            "Men, pro- and anti-Kyiv, fled in mid- or late June from Kherson- based firms.",
            ["Kyiv", "Kherson"],
        ),
    ],
)
def test_a_compound_stays_two_words_and_half_a_word_is_no_name(text: str, forms: list[str]) -> None:
    assert [mention.form for mention in read(text).mentions] == forms


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/research/russia-ukraine/kyiv-2025/; no more.",
        "See <https://www.example.org/Russia> or www.example.org/Ukraine, or t.me/Kyiv/1.",
        "Write to kyiv@example.org or Kyiv.Desk@example.org; follow @KyivPost and @Ukraine.",
        "See [[87]](https://www.example.org/analysis/<edn05d7d0Ukraine)\nNext.",
    ],
)
def test_addresses_and_handles_name_nobody(names: Names, text: str) -> None:
    assert names(text, Kyiv="PLACE", KyivPost="ORG") == []


def test_names_beside_an_address_a_hashtag_and_an_outlet_called_by_its_address_stay(names: Names) -> None:
    text = "In Ukraine.@someone wrote of Kyiv.https://t.example/Lviv near #Bakhmut, says Gazeta.ru."
    assert names(text) == [
        ("Ukraine", "PLACE"),
        ("Kyiv", "PLACE"),
        ("Bakhmut", "PLACE"),
        ("Gazeta.ru", "ORG"),
    ]


def test_addresses_that_run_into_one_another_do_not_overlap() -> None:
    found = addresses(
        "a" * 200_000 + "@a " * 50_000 + "@a" * 50_000 + " " + "x.aa/" * 20_000 + "://" * 20_000
    )
    assert len(found) == 50_002
    assert found == sorted(found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))


def test_a_small_word_glued_to_a_name_comes_off(names: Names) -> None:
    found = names("thePresident Zelenskywas there, Ferdinand was not.", Zelenskywas="PERSON")
    assert found == [("Zelensky", "PERSON")]


@pytest.mark.parametrize("word", ["Holland", "Helmand", "WikiLeaks", "McDonald", "Marchand"])
def test_a_name_that_ends_like_a_small_word_stays_whole(word: str) -> None:
    assert [one.text for one in Reading(word, Lexicon().lists).words] == [word]
