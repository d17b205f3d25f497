"""Whom an office means: of the country that is named, however it is named, and in office or no longer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.entity import Annotation, EntityType, Reference
from core.evidence import examine
from core.statement import Attribution
from tests.evidence.articles import article, local

MINISTER = "defence minister of Ukraine"


def speaker(
    text: str, name: str, role: str = "", listed: str = "", day: str | None = None
) -> Attribution | None:
    """Who speaks first in an article that names one person, called by `role`, described by a list."""
    (one,) = local(text, {name: (role,) if role else ()})
    if listed:
        known = Reference(f"person:{name}", EntityType.PERSON, name, "", listed)
        one = one._replace(name=replace(one.name, reference=known))
    return examine(article(text, day), Annotation(one.mentions), [one]).quotes[0].speaker


@pytest.mark.parametrize(
    ("office", "role"),
    [
        ("the president of the United States", "American president"),
        ("the American president", "president of the United States"),
        ("the U.S. president", "president of the United States"),
        ("the British prime minister", "prime minister of the United Kingdom"),
        ("Great Britain's prime minister", "British Prime Minister"),
        ("the Saudi king", "king of Saudi Arabia"),
        ("the secretary-general", "secretary general of the bloc"),
    ],
)
def test_a_country_of_two_words_is_one_country(office: str, role: str) -> None:
    by = speaker(f'Ann Ochre flew in at dawn. "It is late," {office} said.', "Ann Ochre", role)
    assert by is not None
    assert (by.text, by.entity) == (office, 0)


@pytest.mark.parametrize("office", ["the South Korean president", "the president of North Korea"])
def test_half_a_country_is_another_country(office: str) -> None:
    other = "president of South Korea" if "North" in office else "president of North Korea"
    by = speaker(f'Ann Ochre flew in at dawn. "It is late," {office} said.', "Ann Ochre", other)
    assert by is not None and by.entity is None


@pytest.mark.parametrize(
    ("name", "office", "inside", "outside"),
    [
        ("Robert Fico", "prime minister of Slovakia", "2008-01-01", "2011-01-01"),
        ("Silvio Berlusconi", "prime minister of Italy", "2003-01-01", "2007-01-01"),
        ("Silvio Berlusconi", "prime minister of Italy", "1994-09-01", "1998-01-01"),
        ("Shinzo Abe", "prime minister of Japan", "2007-01-01", "2010-01-01"),
        ("Benjamin Netanyahu", "prime minister of Israel", "1998-01-01", "2004-01-01"),
        ("Yulia Tymoshenko", "prime minister of Ukraine", "2005-05-01", "2006-05-01"),
    ],
)
def test_who_came_back_to_office_held_it_before(name: str, office: str, inside: str, outside: str) -> None:
    text = f'{name} flew in at dawn. "It is late," the former {office} said.'
    found = [speaker(text, name, listed=office, day=day) for day in (inside, outside)]
    assert [by is not None and by.entity == 0 for by in found] == [False, True]


@pytest.mark.parametrize(
    ("role", "listed", "office", "found"),
    [
        ("former Ukrainian defence minister", "", "the former Ukrainian defence minister", True),
        ("former defence minister", MINISTER, "the former Ukrainian defence minister", True),
        ("", MINISTER, "the former Ukrainian defence minister", True),
        ("", MINISTER, "the Ukrainian defence minister", True),
        ("", MINISTER, "the former Polish defence minister", False),
        # Whom the article calls a minister is no former one, and whom it calls a former one is none.
        ("Defence Minister", MINISTER, "the former Ukrainian defence minister", False),
        ("former defence minister", MINISTER, "the Ukrainian defence minister", False),
    ],
)
def test_of_a_minister_whose_days_no_list_tells_the_article_has_the_word(
    role: str, listed: str, office: str, found: bool
) -> None:
    by = speaker(f'Petro Hnatiuk came late. "It rains," {office} said.', "Petro Hnatiuk", role, listed)
    assert by is not None
    assert (by.entity == 0) is found
