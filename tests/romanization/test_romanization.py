"""One Slavic name in many orthographies sounds alike, and its Cyrillic spelling is found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.romanization import fold, folds, loose, skeleton
from core.romanization.schemes import LANGUAGES, common_spelling, spellings

ALIKE = [
    "Hayday Haidai Gaidai Гайдай Хайдай",
    "Zelenskyy Zelenskiy Zelensky Zelenskyi Selenskyj Зеленський Зеленский",
    "Syevyerodonetsk Sievierodonetsk Severodonetsk Siewierodonieck Сєвєродонецьк",
    "Yanukovych Janukowytsch Ianoukovitch Янукович",
    "Shcherbak Chtcherbak Szczerbak Schtscherbak Щербак",
    "Kharkiv Charkiw Харків",
    "Zaporizhzhia Zaporizhzhya Запоріжжя",
]


@pytest.mark.parametrize("group", ALIKE)
def test_spellings_of_one_name_sound_alike(group: str) -> None:
    first, *others = group.split()
    for other in others:
        assert set(folds(first)) & set(folds(other)), (folds(first), folds(other))


@pytest.mark.parametrize(
    ("word", "language", "cyrillic", "scheme"),
    [
        ("Haidai", "uk", "гайдай", "Ukrainian national 2010"),
        ("Hayday", "uk", "гайдай", "BGN/PCGN 1965"),
        ("Zaluzhnyi", "uk", "залужний", "Ukrainian national 2010"),
        ("Putin", "ru", "путин", "BGN/PCGN 1947"),
        ("Poutine", "ru", "путин", "French press"),
        ("Schojgu", "ru", "шойгу", "German press"),
        ("Jevhen", "uk", "євген", "scholarly"),
        ("Lukashenka", "be", "лукашэнка", "BGN/PCGN 1979"),
    ],
)
def test_a_form_leads_back_to_its_cyrillic_spelling(
    word: str, language: str, cyrillic: str, scheme: str
) -> None:
    found = {spelling.text: spelling.schemes for spelling in spellings(word, language)}
    assert scheme in found.get(cyrillic, ()), found


def test_the_common_spelling_is_told_with_its_schemes() -> None:
    assert "Гайдай" in common_spelling("Hayday", "Haidai")
    assert common_spelling("Haidai", "Putin") == ""


@given(st.text(max_size=60))
def test_any_text_has_sounds_and_a_key(text: str) -> None:
    sounds = fold(text)
    assert isinstance(skeleton(sounds), str)
    assert isinstance(loose(sounds), str)
    for language in LANGUAGES:
        assert len(spellings(text, language)) <= 48


def test_words_without_letters_have_no_sound() -> None:
    assert folds("👍") == folds("...") == ()
