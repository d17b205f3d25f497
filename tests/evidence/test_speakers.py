"""A reader asks of each quotation who said it, and is told why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.entity import Annotation, EntityType, Reference
from core.evidence import examine
from core.statement import Attribution
from tests.evidence.articles import article, direct, local, quotes

PEOPLE = {
    "Petro Hnatiuk": ("=Hnatiuk", "governor of the region"),
    "Olena Marchuk": ("=Marchuk", "spokeswoman"),
}


def speaker(text: str, index: int = -1) -> Attribution:
    found = direct(text, [*local(text, PEOPLE), *local(text, {"Defence Ministry": ()}, EntityType.ORG)])
    by = found[index].speaker
    assert by is not None, found
    return by


@pytest.mark.parametrize(
    "text",
    [
        '"The river line holds," Petro Hnatiuk said.',
        '"The river line holds," said Petro Hnatiuk, who took office in May.',
        '"The river line holds," Petro Hnatiuk, the governor, said on Monday.',
        '"The river line holds," the region\'s governor, Petro Hnatiuk, told reporters.',
        'Petro Hnatiuk said: "The river line holds."',
        'Petro Hnatiuk told a briefing on Tuesday that "the river line holds".',
        'According to Petro Hnatiuk, "the river line holds" for now.',
        '"The river line holds," according to Petro Hnatiuk.',
        '"The river line holds," was the news. Petro Hnatiuk also said "the bridge is down".',
        'Petro Hnatiuk spoke on Monday, adding: "The river line holds."',
        'Petro Hnatiuk: "The river line holds."',
        '"The river line holds," Petro Hnatiuk said of the long defence.',
        'Local media quoted Petro Hnatiuk as saying "the river line holds".',
    ],
)
def test_the_one_who_is_named_beside_the_verb(text: str) -> None:
    by = speaker(text)
    assert (by.text, by.entity) == ("Petro Hnatiuk", 0)
    assert text[by.start : by.end] == by.text
    assert by.reason


def test_he_and_she_are_whoever_spoke_last_of_that_gender() -> None:
    text = 'Olena Marchuk met Petro Hnatiuk in town. "It is quiet," she said. "It was not," he said.'
    assert [q.speaker.entity for q in direct(text, local(text, PEOPLE)) if q.speaker] == [1, 0]
    assert "woman" in speaker(text, 0).reason


def test_a_role_finds_its_bearer() -> None:
    by = speaker('Petro Hnatiuk arrived with Olena Marchuk. "It is quiet," the governor said.')
    assert (by.text, by.entity) == ("the governor", 0)
    assert "governor of the region" in by.reason


def test_a_ministry_speaks_and_is_called_so_again() -> None:
    text = '"Two drones fell," the Defence Ministry said. It rained. "A third was lost," the ministry added.'
    assert [speaker(text, i).text for i in (0, 1)] == ["Defence Ministry", "the ministry"]
    assert speaker(text).entity == speaker(text, 0).entity == 2


def test_an_unnamed_official_stays_unnamed() -> None:
    by = speaker('Petro Hnatiuk arrived. "It is quiet," a senior official in the region said.')
    assert (by.text, by.entity) == ("a senior official", None)


def test_a_spokesman_for_a_body_is_not_the_body() -> None:
    by = speaker('"It is quiet," a spokesman for the Defence Ministry said.')
    assert (by.text, by.entity) == ("a spokesman for the Defence Ministry", None)


PRESIDENTS = {
    "Barack Obama": ("=Obama", "President"),
    "Vladimir Putin": ("=Putin", "Russian President"),
    "Joe Biden": ("=Biden", "former Vice President"),
    "Alexei Navalny": ("=Navalny", "Russian opposition leader"),
}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Obama met Putin. "We talked at length," the Russian president said.', "Vladimir Putin"),
        ('Obama spoke on Monday after a call with Putin. "We talked," the president said.', "Barack Obama"),
        ('Obama praised Biden. "He would win easily," the president said.', "Barack Obama"),
        ('Putin jailed Navalny. "He broke the law," the Russian leader said.', "Vladimir Putin"),
        ('Putin spoke. A senior official said it was late. "It is," the official said.', None),
        ('Putin spoke. "It is late," an EU official said.', None),
        ('Navalny was moved. "He is well," the French president said.', None),
    ],
)
def test_an_office_is_whoever_holds_it_of_the_country_that_is_named(text: str, speaker: str | None) -> None:
    entities = local(text, PRESIDENTS)
    by = direct(text, entities)[-1].speaker
    assert by is not None
    assert (entities[by.entity].name.form if by.entity is not None else None) == speaker


@pytest.mark.parametrize(("day", "held"), [("2019-05-01", False), ("2022-05-01", True), (None, True)])
def test_what_a_list_knows_of_an_office_counts_for_the_days_that_it_was_held(
    day: str | None, held: bool
) -> None:
    text = 'Joe Biden arrived. "It is late," the president said.'
    known = Reference(
        "person:joe-biden", EntityType.PERSON, "Joe Biden", "", "president of the United States"
    )
    entities = [
        one._replace(name=replace(one.name, reference=known)) for one in local(text, {"Joe Biden": ()})
    ]
    found = examine(article(text, day), Annotation(entities[0].mentions), entities).quotes
    assert found[0].speaker is not None
    assert (found[0].speaker.entity == 0) is held


def test_he_is_the_unnamed_one_who_spoke_last() -> None:
    text = 'Petro Hnatiuk arrived. A senior officer said that the road was cut. "It is quiet," he said.'
    by = speaker(text)
    assert by.entity is None
    assert "not named" in by.reason


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('Olena Marchuk left. Petro Hnatiuk wrote a report that he called "a cold bath".', 0),
        ('Petro Hnatiuk spoke first. "Anton Melnyk lied," he said. He said Anton Melnyk "knew it".', 0),
        ('Petro Hnatiuk met Anton Melnyk. "We talked," he said.', 0),
        ('During a talk with army chief Anton Melnyk, Petro Hnatiuk lost his temper. "No," he said.', 0),
        ('Anton Melnyk met Petro Hnatiuk, and said Petro Hnatiuk was tired. "Very," he said.', 2),
    ],
)
def test_a_clause_does_not_call_him_he_whom_it_names(text: str, named: int) -> None:
    found = direct(text, local(text, {**PEOPLE, "Anton Melnyk": ("=Melnyk",)}))
    assert found[-1].speaker is not None
    assert found[-1].speaker.entity == named


def test_who_may_be_another_is_called_a_guess() -> None:
    text = 'Petro Hnatiuk met Anton Melnyk. "We talked," he said. Petro Hnatiuk said: "Not for long."'
    by = [quote.speaker for quote in direct(text, local(text, {**PEOPLE, "Anton Melnyk": ()}))]
    assert [one is not None and one.guessed for one in by] == [True, False]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('The Defence Ministry issued a statement. "Two drones fell," it said.', "Defence Ministry"),
        (
            'The Navy said it lost a ship. The Defence Ministry mourns. "Two fell," it said.',
            "Defence Ministry",
        ),
        ('The Navy spoke. The weather was bad. The roads were closed. "Two fell," it said.', None),
        ('The Navy spoke. Petro Hnatiuk said so too. "Two fell," it said.', None),
    ],
)
def test_it_is_the_body_of_which_the_sentence_before_tells(text: str, named: str | None) -> None:
    bodies = local(text, {"Defence Ministry": (), "Navy": ()}, EntityType.ORG)
    entities = [*local(text, PEOPLE), *bodies]
    by = direct(text, entities)[-1].speaker
    assert by is not None
    assert (entities[by.entity].name.form if by.entity is not None else None) == named


def test_a_ministry_that_is_not_named_is_not_the_one_named_before() -> None:
    text = 'The Defence Ministry spoke. The Ukrainian ministry for roads denied it. "No," the ministry said.'
    assert speaker(text).entity is None


@pytest.mark.parametrize(
    "text",
    [
        '"The river line holds," Petro Hnatiuk, who now leads the Defence Ministry, said.',
        "Petro Hnatiuk, an old critic who does not like the Defence Ministry, says it holds the river line.",
        "The front held, and Petro Hnatiuk, head of the Defence Ministry, said the river line was safe.",
    ],
)
def test_what_stands_between_commas_behind_a_name_does_not_speak(text: str) -> None:
    found = quotes(text, [*local(text, PEOPLE), *local(text, {"Defence Ministry": ()}, EntityType.ORG)])
    assert {quote.speaker.entity for quote in found if quote.speaker} == {0}


def test_the_tag_of_the_next_sentence_belongs_to_the_next() -> None:
    text = 'Olena Marchuk said: "It is quiet." Petro Hnatiuk said that shelling went on.'
    assert speaker(text).text == "Olena Marchuk"


def test_a_statement_without_a_tag_goes_on_with_the_one_before() -> None:
    text = '"It is quiet," Olena Marchuk said. "Nobody was hurt last night."'
    assert speaker(text).entity == 1


def test_nobody_is_made_up() -> None:
    text = "“The whole town was dark and nobody came out.” So ran the graffiti."
    assert direct(text)[0].speaker is None


def test_indirect_speech_is_a_claim_with_its_source() -> None:
    text = "Petro Hnatiuk said on Monday that two bridges had been blown up. The rain fell all day."
    (claim,) = quotes(text, local(text, PEOPLE))
    assert (claim.direct, claim.text) == (False, "two bridges had been blown up")
    assert claim.speaker is not None and claim.speaker.entity == 0


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Olena Marchuk has asked the defence ministry for comment on the case.", []),
        ("Petro Hnatiuk immediately responded to a request for comment.", []),
        (
            "Olena Marchuk said that the ministry did not respond to a request for comment.",
            ["the ministry did not respond to a request for comment"],
        ),
        ("Olena Marchuk asked whether the bridges were blown up.", ["whether the bridges were blown up"]),
    ],
)
def test_a_request_for_comment_is_no_claim(text: str, claims: list[str]) -> None:
    assert [one.text for one in quotes(text, local(text, PEOPLE)) if not one.direct] == claims


def test_a_claim_may_stand_before_its_source() -> None:
    text = "Two bridges were blown up overnight, according to Petro Hnatiuk."
    (claim,) = quotes(text, local(text, PEOPLE))
    assert claim.text == "Two bridges were blown up overnight"


def test_a_passive_and_a_noun_give_nobody_the_word() -> None:
    text = "Petro Hnatiuk was told that shelling went on. The claims of Olena Marchuk went unheard that day."
    assert quotes(text, local(text, PEOPLE)) == []


def test_what_nobody_could_verify_is_marked_so() -> None:
    text = (
        "Petro Hnatiuk said that two bridges had been blown up. That could not be independently verified. "
        "Olena Marchuk said that the town had been quiet for days."
    )
    assert [claim.unverified for claim in quotes(text, local(text, PEOPLE))] == [True, False]


@pytest.mark.parametrize(
    "doubt",
    [
        "Reuters could not independently confirm the report.",
        "Those reports are yet to be independently verified.",
        "Agencies weren't able to verify it.",
        "There was no independent confirmation.",
        "The paper cannot independently confirm it.",
    ],
)
def test_a_doubt_is_heard_in_many_words(doubt: str) -> None:
    text = f"Petro Hnatiuk said that two bridges had been blown up. {doubt} It rained."
    assert quotes(text, local(text, PEOPLE))[0].unverified


def test_they_are_nobody_who_was_named() -> None:
    text = 'The Defence Ministry said the line holds. "We saw it fall," they said.'
    by = speaker(text)
    assert (by.text, by.entity) == ("they", None)


@pytest.mark.parametrize(
    "text",
    [
        '"The river line holds," Petro Hnatiuk told reporters in a long interview on the phone.',
        '"The river line holds," said Petro Hnatiuk, the governor of the whole region.',
    ],
)
def test_to_whom_a_quote_was_told_is_no_claim(text: str) -> None:
    assert [q for q in quotes(text, local(text, PEOPLE)) if not q.direct] == []


def test_a_role_that_leads_a_name_in_is_no_part_of_the_claim() -> None:
    text = "The last bridge over the river has fallen, the governor of the region, Petro Hnatiuk, confirmed."
    (claim,) = quotes(text, local(text, PEOPLE))
    assert claim.text == "The last bridge over the river has fallen"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        # The comma that sets off the source ends the claim, with no word of its title.
        (
            "The army will leave the town in May, regional governor Petro Hnatiuk said.",
            ["The army will leave the town in May"],
        ),
        # What was said where and when is nothing that was said.
        ('"It is late," Petro Hnatiuk said during a long briefing on Friday.', []),
        ("Petro Hnatiuk said on Monday in Kyiv that the road was cut.", ["the road was cut"]),
        # "that" may belong to the clause itself.
        (
            "Petro Hnatiuk said the army had losses that nobody counted.",
            ["the army had losses that nobody counted"],
        ),
        # A clause within it does not end a claim; one beside it does.
        (
            "Petro Hnatiuk said the road was cut even after Olena Marchuk promised help.",
            ["the road was cut even after Olena Marchuk promised help"],
        ),
        (
            "Petro Hnatiuk said the road had been cut, while Olena Marchuk said that it was open again.",
            ["the road had been cut", "it was open again"],
        ),
        ("They met on the bridge that Petro Hnatiuk mentioned.", []),
        ("What has Petro Hnatiuk said about the state of the road?", []),
        ("An adviser to Petro Hnatiuk said that the road was cut.", []),
    ],
)
def test_a_claim_is_a_whole_clause(text: str, claims: list[str]) -> None:
    assert [one.text for one in quotes(text, local(text, PEOPLE)) if not one.direct] == claims


@pytest.mark.parametrize("whose", ["A spokesman for Mr. Hnatiuk", "The aide to Hnatiuk"])
def test_he_is_not_the_one_whose_spokesman_spoke(whose: str) -> None:
    text = f'{whose} said talks were called off. "We fight on," he said.'
    entities = local(text, {"Hnatiuk": ("Governor",)})
    by = direct(text, entities)[-1].speaker
    assert by is not None and (by.text, by.entity) == ("he", None)


def test_he_may_be_the_one_whose_spokeswoman_spoke() -> None:
    text = 'A spokeswoman for Hnatiuk said that he was on his way. "We fight on," he said.'
    by = direct(text, local(text, {"Hnatiuk": ("Governor",)}))[-1].speaker
    assert by is not None and by.entity == 0


@pytest.mark.parametrize(
    "text",
    [
        "Petro Hnatiuk, who took over from Anton Melnyk in May, said the river line was safe.",
        "Petro Hnatiuk, who beat Anton Melnyk in May, said the river line was safe.",
        "Petro Hnatiuk, standing alongside Anton Melnyk at the bridge, said the river line was safe.",
        "Petro Hnatiuk, joined by Olena Marchuk and Anton Melnyk, said the river line was safe.",
    ],
)
def test_who_is_named_in_what_is_set_off_does_not_speak(text: str) -> None:
    entities = local(text, {**PEOPLE, "Anton Melnyk": ()})
    assert [quote.speaker.entity for quote in quotes(text, entities) if quote.speaker] == [0]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Petro Hnatiuk said the whole town was dark at night, but Olena Marchuk said very little.",
            [("the whole town was dark at night", 0)],
        ),
        (
            "Petro Hnatiuk said the whole town was dark at night, and Olena Marchuk said so too.",
            [("the whole town was dark at night", 0)],
        ),
        ("The whole town was dark at night, but Olena Marchuk said nothing.", []),
        ("The governor of the region, Petro Hnatiuk, said very little.", []),
        ("The whole town was dark, Petro Hnatiuk said on Monday.", [("The whole town was dark", 0)]),
        (
            "The roads that Petro Hnatiuk mentioned are cut, Olena Marchuk said.",
            [("The roads that Petro Hnatiuk mentioned are cut", 1)],
        ),
    ],
)
def test_little_said_gives_nobody_what_another_said(text: str, claims: list[tuple[str, int]]) -> None:
    found = quotes(text, local(text, PEOPLE))
    assert [(q.text, q.speaker.entity) for q in found if q.speaker and not q.direct] == claims


def test_a_spokesman_in_a_town_with_its_district_is_not_the_town() -> None:
    text = '"It is late," a spokesman for the ministry in Dubno, D.C. told the press.'
    by = direct(text, local(text, {"Dubno, D.C.": ()}, EntityType.PLACE))[0].speaker
    assert by is not None and by.entity is None
