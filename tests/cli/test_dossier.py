"""The dossier and the index of entities on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.library import Library
from tests.library.fakes import article, store
from tui.__main__ import main
from tui.reading.dossier import entries, gather


@pytest.fixture
def war(tmp_path: Path) -> str:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(
            library,
            article("Governor Hayday left Kyiv.", "/1", date(2022, 6, 1), "Wire"),
            article("Haidai spoke in Kyiv. Kyiv waited. Kyiv slept.", "/2", date(2022, 6, 3), "Wire"),
            article("Gaidai spoke in Luhansk.", "/3", date(2022, 6, 9), "Post"),
        )
    return str(path)


def test_the_dossier_is_printed_as_the_reader_shows_it(war: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--library", war, "dossier", "Haidai"]) == 0
    told = capsys.readouterr().out
    for words in ("Mentions over time", "Named with", "2  Kyiv", "Wire is inconsistent: ", "Wire: governor"):
        assert words in told


def test_a_place_that_may_be_one_of_many_is_not_said_to_be_in_no_list(war: str) -> None:
    with Library.open(Path(war), read_only=True) as library:
        luhansk = library.names.entity_of(next(iter(library.names.named("Luhansk"))))
        file = gather(library, luhansk)
    for senses, said in ((3, "3 places of this name"), (0, "no entry of the gazetteer")):
        place = replace(file, entity=file.entity._replace(senses=senses))
        told = "\n".join("".join(text for text, _ in one.line) for one in entries(place, 80)[:4])
        assert said in told and ("no entry" in told) == (not senses)


def test_the_dossier_is_json_for_programs(war: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--library", war, "dossier", "--json", "kyiv"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["label"], told["mentions"], told["last"]) == ("Kyiv", 4, "2022-06-03")
    assert told["company"] == {
        "of_articles": 2,
        "entities": [
            {"entity": 1, "type": "PERSON", "label": told["company"]["entities"][0]["label"], "articles": 2}
        ],
    }
    assert main(["--library", war, "dossier", "Nobody"]) == 1
    assert "no article names Nobody" in capsys.readouterr().err


def test_entities_are_sorted_and_found_by_what_they_are_called(
    war: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def labels(*options: str) -> list[str]:
        assert main(["--library", war, "entities", "--json", *options]) == 0
        return [json.loads(line)["label"] for line in capsys.readouterr().out.splitlines()]

    assert labels()[0] == "Kyiv" and labels("--sort", "last")[-1] == "Kyiv"
    assert labels("--sort", "spellings")[0] == labels("--type", "PERSON")[0] != "Kyiv"
    assert labels("--called", "kie") == ["Kyiv"] and labels("--called", "zzyzx") == []
