"""A reader overrules the links in the app."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList

from core import deciding
from core.article import Article
from core.entity import Annotation, EntityType, Mention
from core.library import Library
from core.library.records import LinkedArticle
from tests.library.fakes import article
from tui.commands import COMMANDS, Pane

PRESS = (
    "The Luhansk governor Serhiy Haidai spoke at length.",
    "Luhansk regional governor Sergei Gaidai stayed. Gaidai slept.",
    "Judges of the Supreme Court met.\n\nThey sat until noon.",
    "Judges of the Ukraine Supreme Court met. Haidai read it.",
    "Johnson came, and Boris Johnson saw Kyiv.",
)
NAMES = {
    "Serhiy Haidai": "PERSON",
    "Sergei Gaidai": "PERSON",
    "Ukraine Supreme Court": "ORG",
    "Supreme Court": "ORG",
    "Boris Johnson": "PERSON",
    "Haidai": "PERSON",
    "Gaidai": "PERSON",
    "Johnson": "PERSON",
    "Kyiv": "PLACE",
}


def mentions(text: str) -> tuple[Mention, ...]:
    """The longest names first, none over another."""
    found: dict[int, Mention] = {}
    for form, kind in NAMES.items():
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            if not any(m.start < end and at < m.end for m in found.values()):
                found[at] = Mention(at, end, form, EntityType(kind))
            at = text.find(form, end)
    return tuple(found[start] for start in sorted(found))


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A library whose entities linking itself made."""
    path = tmp_path / "linked.db"
    with Library.open(path) as library:
        with library.transaction():
            linker = deciding.take_in(library)
        for number, text in enumerate(PRESS):
            one: Article = article(text, f"/press/{number}.txt", outlet=f"Outlet {number}")
            annotation = Annotation(mentions(text))
            with library.transaction():
                library.store(LinkedArticle(one, annotation, linker.link(one, annotation)))
    return path


async def go_to(reader: Any, form: str) -> None:
    """Open the article that has a form, newest first, and choose the form."""
    await reader.press("1", "g", "enter")
    for _ in PRESS:
        for index, mention in enumerate(reader.room.page.mentions):
            if mention.form == form:
                reader.room.visit(index, at_once=True)
                await reader.settle()
                return
        await reader.press("J")
    raise AssertionError(f"no article has {form}")


def entity(reader: Any) -> str:
    return str(reader.room.dossier.entity.label)


async def test_merging_and_taking_it_back(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await go_to(reader, "Kyiv")
        await go_to(reader, "Serhiy Haidai")
        before = reader.seen("#card")
        assert "4 mentions" in before
        await reader.press("m", *"johns")
        assert "Boris Johnson" in reader.seen("#picker")
        await reader.press("enter")
        assert "“Boris Johnson” are one now · U undoes" in reader.seen("#footer")
        assert "6 mentions in 4 articles" in reader.seen("#card")
        assert reader.chosen == "Serhiy Haidai", "the place is kept"
        await reader.press("U")
        assert "undone: merge" in reader.seen("#footer")
        assert reader.seen("#card") == before
        await reader.press("ctrl+r")
        assert "6 mentions" in reader.seen("#card")
        await reader.press("u", "u")
        assert "nothing to undo" in reader.seen("#footer")


async def test_splitting_off_a_mention_a_form_and_a_name(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await go_to(reader, "Gaidai")
        await reader.press("x")
        assert "m this mention" in reader.seen("#choice") and "f “Gaidai” in this" in reader.seen("#choice")
        await reader.press("escape")
        assert "4 mentions" in reader.seen("#card")
        await reader.press("x", "m")
        assert "1 mention in 1 article" in reader.seen("#card") and entity(reader) == "Gaidai"
        await reader.press("U")
        assert "4 mentions" in reader.seen("#card")
        await reader.press("x", "n")
        assert "2 mentions in 1 article" in reader.seen("#card"), "the name in all its forms"


async def test_renaming_retyping_and_hiding(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await go_to(reader, "Serhiy Haidai")
        await reader.press("r", "end", *" I", "enter")
        assert "it is called “" in reader.seen("#footer")
        assert entity(reader).endswith("Haidai I") or entity(reader).endswith("Gaidai I")
        await reader.press("t", "w")
        assert "weapon" in reader.seen("#card")
        await reader.press("U", "X")
        assert "hidden now" in reader.seen("#footer")
        assert reader.chosen is None
        assert "Choose an entity" in reader.seen("#card")
        await reader.press("U", "U")
        assert reader.room.page.mentions[0].form == "Serhiy Haidai"


async def test_telling_two_names_apart(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await go_to(reader, "Sergei Gaidai")
        await reader.press("M")
        assert "Serhiy Haidai  now the same" in reader.seen("#picker")
        await reader.press(*"serh", "enter")
        assert "are two now" in reader.seen("#footer")
        assert "2 mentions" in reader.seen("#card")


async def test_why_this_very_name_is_joined(story: Any, linked: Path) -> None:
    async with story(path=linked, size=(120, 60)) as reader:
        await go_to(reader, "Sergei Gaidai")
        await reader.press("w")
        page = " ".join(reader.seen().split())
        assert "Serhiy Haidai ~ Sergei Gaidai:" in page and "both write Гайдай" in page
        assert "one is “Luhansk governor”, the other “Luhansk regional governor”" in page
        await reader.press("q")
        await go_to(reader, "Haidai")
        await reader.press("w")
        assert "but: “Haidai” is a surname alone" in " ".join(reader.seen().split())


async def test_the_queue_is_worked_through_with_single_keys(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await reader.press("W")
        first = reader.seen()
        assert "They are" in first and "y the same" in reader.seen("#footer")
        await reader.press("s")
        assert reader.seen() != first
        await reader.press("q", "W")
        assert reader.seen() == first, "what was put off comes back"
        seen = 0
        while reader.app.screen.pair is not None:
            await reader.press("n" if seen % 2 else "y")
            seen += 1
            assert seen < 9
        assert "No link is in doubt" in reader.seen()
        for _ in range(seen):
            await reader.press("u")
        assert reader.app.screen.pair is not None
        assert [line for line in reader.seen().split("\n")[:-1]] == first.split("\n")[:-1]
        await reader.press("ctrl+p")
        listed = reader.app.screen.query_one(OptionList)
        prompts = "\n".join(str(listed.get_option_at_index(i).prompt) for i in range(listed.option_count))
        assert all(c.title in prompts for c in COMMANDS if Pane.DOUBTS in c.where and c.id != "palette")
        await reader.press("escape")
        sample = reader.app.screen.pair.left.sample
        await reader.press("o")
        assert reader.app.screen is reader.room
        assert reader.room.page.id == sample.article
        assert reader.room.page.starts[reader.room.chosen] == sample.start


async def test_a_library_that_can_not_be_written_says_so(
    story: Any, linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with story(path=linked) as reader:
        await go_to(reader, "Serhiy Haidai")
        deciding.journal_path(linked).mkdir()
        await reader.press("X")
        assert "the journal can't be written" in reader.seen("#footer")
        assert reader.chosen == "Serhiy Haidai"
        deciding.journal_path(linked).rmdir()
        if os.geteuid():
            linked.chmod(0o400)
            await reader.press("X")
            assert "can't be written" in reader.seen("#footer")


async def test_keys_for_decisions_want_something_chosen(story: Any, linked: Path, tmp_path: Path) -> None:
    shutil.copy(linked, tmp_path / "other.db")
    async with story(path=tmp_path / "other.db") as reader:
        for key in "mMxrtX":
            await reader.press(key)
            assert "choose an entity first" in reader.seen("#footer")
