"""The parse that our attribution is held to is asked fairly."""

from __future__ import annotations

import pytest

from tests.eval import parsed


@pytest.mark.parametrize(
    ("text", "quoted", "speaker"),
    [
        ("The bridge stands, and “we hold it,” Olena Koval told us on Monday.", "we hold it,", "koval"),
        ("Olena Koval was tired. She said: “Nobody sleeps here.”", "Nobody sleeps here.", "koval"),
        ("According to Olena Koval, the town is “quiet now”.", "quiet now", "koval"),
    ],
)  # fmt: skip
def test_a_parse_names_the_subject_of_the_saying(text: str, quoted: str, speaker: str) -> None:
    at, name = text.index(quoted), text.index("Olena Koval")
    row = {
        "mentions": [
            {"start": name, "end": name + 11, "text": "Olena Koval", "type": "PERSON", "entity": "koval"}
        ],
        "quotes": [{"start": at, "end": at + len(quoted), "text": quoted}],
    }
    (quote,) = parsed.attribute(parsed.parser()(text), row)
    assert quote["speaker"] == speaker
