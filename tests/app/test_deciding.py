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
from core.entity import Annotation, EntityType, Mention, Reference
from core.library import Library
from core.library.records import LinkedArticle
from core.linking import Linker
from tests.library.fakes import article
from tui import themes
from tui.app import WarReaderApp
from tui.commands import COMMANDS, Pane

PRESS = (
    "The Luhansk governor Serhiy Haidai spoke at length.",
    "Luhansk regional governor Sergei Gaidai stayed. Gaidai slept.",
    "Nurses of the Red Cross met.\n\nThey sat until noon.",
    "Nurses of the Ukrainian Red Cross met. Haidai read it.",
    "Johnson came, and Boris Johnson saw Kyiv.",
)
NAMES = {
    "Serhiy Haidai": "PERSON",
    "Sergei Gaidai": "PERSON",
    "Ukrainian Red Cross": "ORG",
    "Red Cross": "ORG",
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
        later = reader.seen()
        await reader.press("q", "W")
        assert reader.seen() == later and "1 put off" in later, "what was put off stays so"
        await reader.press("S")
        assert reader.seen() == first, "and is taken up again"
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


async def test_what_was_put_off_stays_so_over_a_restart(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await reader.press("W")
        while reader.app.screen.pair is not None:
            await reader.press("s")
        assert "S takes up again what you put off" in reader.seen()
        before = reader.seen()
    async with story(path=linked) as reader:
        await reader.press("W")
        assert reader.seen() == before
        await reader.press("S")
        assert reader.app.screen.pair is not None and "put off" not in reader.seen("#title")


async def test_the_merge_prompt_finds_a_word_inside_a_name_in_any_spelling(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await go_to(reader, "Boris Johnson")
        await reader.press("m", *"gaid")
        first = reader.seen("#picker OptionList").split("\n")[0]
        assert "Haidai" in first or "Gaidai" in first
        await reader.press(*["backspace"] * 4, *"hayd")
        assert reader.seen("#picker OptionList").split("\n")[0] == first


@pytest.mark.parametrize("theme", [themes.DARK.name, themes.LIGHT.name])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_queue_looks_as_it_should(
    size: tuple[int, int], theme: str, linked: Path, tmp_path: Path, reader_of: Any, snap_compare: Any
) -> None:
    app = WarReaderApp(linked, tmp_path / "reader.db")
    app.theme = theme

    async def walk(pilot: Any) -> None:
        reader = reader_of(app, pilot)
        await reader.settle()
        await reader.press("W", "s")

    assert snap_compare(app, terminal_size=size, run_before=walk)


async def test_a_people_leads_to_its_country_and_back(story: Any, tmp_path: Path) -> None:
    country = Reference("country:NL", EntityType.PLACE, "Norland", "country")
    people = Reference("norp:norlander", EntityType.NORP, "Norlander", within=("country:NL",))
    text = "Norland spoke. A Norlander left Nowhere."
    path = tmp_path / "ties.db"
    with Library.open(path) as library:
        linker = Linker(library.names)
        named = (("Norland", country), ("Norlander", people))
        found = [
            Mention(text.rindex(f), text.rindex(f) + len(f), f, r.type, references=(r,)) for f, r in named
        ]
        found[0] = found[0]._replace(start=0, end=7)
        nowhere = Mention(text.index("Nowhere"), len(text) - 1, "Nowhere", EntityType.PLACE)
        one, annotation = article(text, "/press/n.txt"), Annotation((*found, nowhere))
        with library.transaction():
            library.store(LinkedArticle(one, annotation, linker.link(one, annotation)))
    async with story(path=path) as reader:
        await go_to(reader, "Norlander")
        assert "of Norland" in reader.seen("#card")
        await reader.press("=")
        assert entity(reader) == "Norland" and "its people: Norlander" in " ".join(
            reader.seen("#card").split()
        )
        await reader.press("=", "=", "*")
        assert reader.chosen == "Norland"
        await go_to(reader, "Nowhere")
        assert "not in the gazetteer" in " ".join(reader.seen("#card").split())
        await reader.press("=")
        assert "no country belongs to it" in reader.seen("#footer")


async def test_letting_go_of_an_entity_empties_the_pane(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await go_to(reader, "Kyiv")
        await reader.press("escape")
        assert "Choose an entity" in reader.seen("#card") and "Kyiv" not in reader.seen("#mentions-pane")
        await reader.press("*")
        assert "choose an entity first" in reader.seen("#footer")


async def test_the_count_never_exceeds_the_mentions(story: Any, linked: Path) -> None:
    async with story(path=linked) as reader:
        await go_to(reader, "Kyiv")
        for _ in PRESS:
            await reader.press("J")
        await reader.settle()
        reader.room.show_dossier(reader.room.entity)
        await reader.settle()
        assert reader.room.passage_list.cursor < reader.room.passage_list.count == 1
    async with story(path=linked) as reader:
        assert "1/1" in reader.seen("#mentions-title")


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
