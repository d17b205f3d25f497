"""What a page wears around its article is told from the article."""

from __future__ import annotations

import pytest

from core.recognition.boilerplate import boilerplate_of
from core.recognition.reading import Reading

from .conftest import read

BODY = "The mayor said on Monday that the bridge would be closed.\n\n"


@pytest.mark.parametrize(
    "furniture",
    [
        "SEE ALSO: Five Things To Know About The Bridge",
        "Sign up for our weekly newsletter and get every story in your inbox.",
        "CLICK HERE TO GET THE EXAMPLE NEWS APP",
        "Advertisement",
        "Click for more from Example News",
        "Leave a Reply",
        "Subscribe to us on Telegram",
        "Want to find out more on the siege?",
        "MINISTER LEAVES CAPITAL AFTER NIGHT OF HEAVY SHELLING: OFFICIALS",
        "МИНИСТР ПОКИНУЛ СТОЛИЦУ ПОСЛЕ НОЧИ ТЯЖЁЛЫХ ОБСТРЕЛОВ, ГОВОРЯТ ЧИНОВНИКИ",
        "World » Europe » Ukraine",
        "© 2022 Example Media. All rights reserved.",
        "Follow us on Facebook, Twitter and Instagram.",
        "Media playback is not supported on this device",
        "This article is more than 1 year old",
        "Read or Share this story: http://example.org/a1",
        "We and our partners use cookies or similar technologies to store data.",
        "Your browser does not support the audio element.",
        "Facebook Twitter Pinterest",
        "This liveblog is no longer being updated.",
    ],
)
def test_furniture_between_paragraphs_is_found(furniture: str) -> None:
    text = BODY + furniture + "\n\n" + BODY
    assert [text[start:end] for start, end in boilerplate_of(Reading(text))] == [furniture]


@pytest.mark.parametrize(
    "text",
    [
        "Residents were told to sign up for evacuation by Friday.\n",
        "He wanted to read more about the war, and see also what others wrote.\n",
        "With reporting by three news agencies. (Photo by a reporter)\n",
        "RUSSIA MOVES WEST\n\nThe army moved.\n",
        "TROOPS ENTER CITY AFTER WEEKS OF HEAVY SHELLING, GOVERNOR SAYS\n\nThe army moved.\n",
        f"{BODY}Російські війська обстріляли місто з артилерії, повідомив голова області.\n\n{BODY}",
        f"{BODY}Губернатор заявил, что мост будет закрыт до конца этой недели.\n\n{BODY}",
        f"{BODY}قال المحافظ إن الجسر سيبقى مغلقا حتى نهاية هذا الأسبوع في المدينة\n\n{BODY}",
        f"{BODY}ראש העיר אמר ביום שני כי הגשר יישאר סגור עד סוף השבוע הזה\n\n{BODY}",
        f"{BODY}«Да», — сказал он. «Нет», — ответила она.\n\n{BODY}",
    ],
)
def test_the_article_itself_is_left_alone(text: str) -> None:
    assert boilerplate_of(Reading(text)) == ()


def test_a_note_on_the_author_takes_the_end_of_the_page() -> None:
    text = BODY * 5 + "About Jo Example\n\nJo has written since 2003.\n\nCheck Also\n\nSomething else …"
    ((start, end),) = boilerplate_of(Reading(text))
    assert text[start:].startswith("About Jo")
    assert end == len(text)


def test_mentions_in_furniture_are_marked_so() -> None:
    mentions = read("Troops left Bakhmut.\n\nSEE ALSO: Ukraine Asks For Shells\n\nThen it rained.").mentions
    assert [(mention.form, mention.boilerplate) for mention in mentions] == [
        ("Bakhmut", False),
        ("Ukraine", True),
    ]


def test_what_a_page_hides_behind_a_name_is_furniture_but_not_the_name() -> None:
    hidden = "Jane Mary DoeDoe wins vote in capital Town hall closed after leak MORE"
    text = BODY + f"Mayor Jane Doe {hidden} (D-Ohio) said so to Donald John Trump.\n\n" + BODY
    assert [text[start:end] for start, end in boilerplate_of(Reading(text))] == [hidden]


def test_a_ukrainian_article_is_all_article() -> None:
    text = (
        "Ніч над областю\n\nВійська залишили Бахмут, повідомили у штабі в понеділок.\n\n"
        "У Харкові не було світла, сказав голова міста.\n\nЛюди з Сєвєродонецька виїхали вранці."
    )
    mentions = read(text).mentions
    assert {"Бахмут"} <= {mention.form for mention in mentions}
    assert not any(mention.boilerplate for mention in mentions)
