"""Articles go from files into the library; some fail, and the rest goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core import deciding, examining, pipeline
from core.article import Article
from core.entity import Annotation
from core.ingest import IngestError
from core.library import Library, LibraryError, opening
from core.library.records import Counts
from core.linking.decisions import Verb
from core.pipeline import Progress, Summary
from tests.faults.killing import dump
from tests.library.fakes import Ahead, Joiner, Spotter, article
from tests.library.test_storing import assert_sound
from tests.recognition.conftest import recogniser

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    for name, text in (("a", "Hayday left Kyiv."), ("b", "Haidai came."), ("c", "Gaidai stayed.")):
        (folder / f"{name}.txt").write_text(text)
    return folder


def add(
    library: Path, *paths: Path, spotter: Spotter | None = None, progress: list[Progress] | None = None
) -> Summary:
    return pipeline.add(
        paths,
        library,
        lambda: spotter or Spotter(),
        (progress if progress is not None else []).append,
        Joiner,
    )


def test_a_directory_is_added_once_and_updated_where_it_changed(press: Path, tmp_path: Path) -> None:
    library, progress = tmp_path / "war.db", []
    assert add(library, press, progress=progress) == Summary(added=3)
    assert [(p.done, p.total) for p in progress] == [(1, 3), (2, 3), (3, 3)]
    spotter = Spotter()
    (press / "b.txt").write_text("Haidai came to Luhansk.")
    assert add(library, press, press / "a.txt", spotter=spotter) == Summary(updated=1, unchanged=3)
    assert spotter.seen == ["Haidai came to Luhansk."], "what is unchanged is not recognised again"
    with Library.open(library) as opened:
        assert opened.counts() == Counts(articles=3, entities=3, mentions=5)
        assert_sound(opened)


def test_an_unchanged_directory_loads_no_model(press: Path, tmp_path: Path) -> None:
    add(tmp_path / "war.db", press)

    def refuse() -> Spotter:
        raise AssertionError("the model was loaded for nothing")

    assert pipeline.add([press], tmp_path / "war.db", refuse).unchanged == 3


def test_what_fails_is_told_and_the_rest_goes_on(press: Path, tmp_path: Path) -> None:
    (press / "b1.txt").write_text("BROKEN Kyiv.")
    (press / "b2.txt").write_bytes(b"\x89PNG\0")
    (press / "d.txt").write_bytes("Губернатор сообщил, что город под обстрелом.".encode("cp1251"))
    (tmp_path / "nothing").mkdir()
    summary = add(tmp_path / "war.db", press, tmp_path / "missing.txt", tmp_path / "nothing")
    assert summary.added == 4
    told = {Path(where).name: message for where, message in summary.failed}
    assert set(told) == {"b1.txt", "b2.txt", "missing.txt", "nothing"}
    assert "binary" in told["b2.txt"] and "the model fell over" in told["b1.txt"]
    assert "no such file" in told["missing.txt"] and "no files" in told["nothing"]
    ((where, note),) = summary.notes
    assert Path(where).name == "d.txt" and "read as cp1251" in note


def test_articles_that_are_read_at_once_are_committed_at_once_and_stored_as_one_by_one(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert add(tmp_path / "one by one.db", press) == Summary(added=3)
    seen: list[int] = []

    class Watching(Ahead):
        def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
            for annotation in super().annotate(articles):
                with Library.open(tmp_path / "war.db", read_only=True) as library:
                    seen.append(library.article_count())
                yield annotation

    assert add(tmp_path / "war.db", press, spotter=Watching()) == Summary(added=3)
    assert seen == [0, 0, 0], "nothing is committed before the next is read"
    assert dump(tmp_path / "war.db") == dump(tmp_path / "one by one.db")
    monkeypatch.setattr("core.library.gathering._LONGEST", 0)
    (tmp_path / "war.db").unlink()
    assert add(tmp_path / "war.db", press, spotter=Watching()) == Summary(added=3)
    assert seen[3:] == [0, 1, 2], "nor is it put off for long"


def test_an_article_that_fails_leaves_nothing_and_takes_no_other_with_it(press: Path, tmp_path: Path) -> None:
    library = tmp_path / "war.db"

    class Failing(Joiner):
        def link(self, article, annotation):  # type: ignore[no-untyped-def]
            linked = super().link(article, annotation)
            if "Gaidai" in article.text:
                self.names.settled(["Hayday"])  # type: ignore[attr-defined]  # counts what is owed
                raise RuntimeError("no link")
            return linked

    summary = pipeline.add([press], library, Ahead, None, Failing)
    assert (summary.added, len(summary.failed)) == (2, 1)
    with Library.open(library) as opened:
        assert opened.counts() == Counts(articles=2, entities=2, mentions=3)
        assert_sound(opened)
    (press / "c.txt").unlink()
    add(tmp_path / "without.db", press)
    assert dump(library) == dump(tmp_path / "without.db")


def test_what_is_whole_when_a_reader_interrupts_is_kept_and_told_of(press: Path, tmp_path: Path) -> None:
    library = tmp_path / "war.db"
    progress: list[Progress] = []

    class Interrupted(Ahead):
        def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
            for number, annotation in enumerate(super().annotate(articles)):
                if number == 2:
                    raise KeyboardInterrupt
                yield annotation

    with pytest.raises(KeyboardInterrupt):
        add(library, press, spotter=Interrupted(), progress=progress)
    assert progress[-1].summary() == Summary(added=2)
    with Library.open(library) as opened:
        assert opened.article_count() == 2
        assert_sound(opened)
    assert add(library, press) == Summary(added=1, unchanged=2)


def test_a_summary_is_put_together_for_who_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 100,000 bad files it is long: with one at each step the work grew by the square of their number."""
    made: list[Summary] = []

    def counting(**what: Any) -> Summary:
        made.append(Summary(**what))
        return made[-1]

    monkeypatch.setattr(pipeline, "Summary", counting)
    progress: list[Progress] = []
    bad = (IngestError(f"/press/{number}.txt", "is bad") for number in range(300))
    summary = pipeline.add_articles(bad, tmp_path / "war.db", Spotter, progress.append)
    assert summary.failures == 300 and made == [summary]
    assert [step.done for step in progress] == list(range(1, 301))


def test_a_name_that_a_page_broke_is_found_and_listed_as_it_is_spelt(tmp_path: Path) -> None:
    page, library = tmp_path / "page.txt", tmp_path / "war.db"
    page.write_text("Shells fell on Sieviero-\ndonetsk; Sievierodonetsk burned.\nSo said [Vladimir] Putin.\n")
    summary = pipeline.add([page], library, recogniser, [].append)
    assert summary == Summary(added=1)
    with Library.open(library) as opened:
        (town,) = opened.entities_named("Sievierodonetsk")
        (putin,) = opened.entities_named("Vladimir] Putin")
        assert [alias[::2] for alias in opened.aliases(town.id)] == [("Sievierodonetsk", 2)]
        assert [alias.form for alias in opened.aliases(putin.id)] == [putin.label] == ["Vladimir Putin"]
        assert_sound(opened)


def test_no_place_or_person_is_called_in_capitals_while_there_is_another_spelling(tmp_path: Path) -> None:
    library, press = tmp_path / "war.db", []
    for number, words in enumerate(
        ("WARSAW: OLEKSIY BABCHENKO LEFT FOR LVIV", "OLEKSIY BABCHENKO SPOKE", "")
    ):
        press.append(tmp_path / f"{number}.txt")
        press[-1].write_text(
            f"{words}\n\nAll of them went on, he said." if words else "Oleksiy Babchenko slept."
        )
    pipeline.add(press, library, recogniser, [].append)
    with Library.open(library) as opened:
        called = {one.label: one.mentions for one in opened.entities()}
        assert called == {"Warsaw": 1, "Lviv": 1, "Oleksiy Babchenko": 3}
        assert_sound(opened)


def test_the_library_itself_is_no_article(press: Path) -> None:
    assert add(press / "war.db", press) == Summary(added=3)
    assert add(press / "war.db", press) == Summary(unchanged=3)


def test_a_missing_model_is_told_before_anything_is_stored(press: Path, tmp_path: Path) -> None:
    def missing() -> Spotter:
        raise LookupError("no model")

    with pytest.raises(LookupError):
        pipeline.add([press], tmp_path / "war.db", missing)
    with Library.open(tmp_path / "war.db") as library:
        assert library.article_count() == 0


def test_a_library_that_another_program_holds_is_told_and_nothing_is_lost(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "war.db"
    add(library, press / "a.txt")
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0.05)
    with (
        Library.open(library) as holder,
        holder.transaction(),
        pytest.raises(LibraryError, match="Try again"),
    ):
        add(library, press)
    assert add(library, press) == Summary(added=2, unchanged=1)


def test_an_article_that_another_indexer_stored_meanwhile_is_unchanged(press: Path, tmp_path: Path) -> None:
    library = tmp_path / "war.db"

    class Overtaken(Spotter):
        def annotate(self, articles):  # type: ignore[no-untyped-def]
            for annotation in super().annotate(articles):
                add(library, press)
                yield annotation

    assert add(library, press, spotter=Overtaken()) == Summary(unchanged=3)
    with Library.open(library) as opened:
        assert opened.counts().articles == 3
        assert_sound(opened)


def test_decisions_hold_in_a_library_that_is_built_anew(tmp_path: Path) -> None:
    press = tmp_path / "press"
    press.mkdir()
    (press / "a.txt").write_text("Kyiv waited.")
    (press / "b.txt").write_text("Luhansk waited.")
    path = tmp_path / "war.db"

    def places() -> list[int]:
        """Mentions by entity, with the linker of core.linking, which takes the two for two places."""
        pipeline.add([press], path, Spotter)
        with Library.open(path) as library:
            return [entity.mentions for entity in library.entities()]

    assert places() == [1, 1]
    with Library.open(path) as library:
        names = [name for form in ("Kyiv", "Luhansk") for name in library.names.named(form).values()]
    deciding.decide(path, Verb.MERGE, "ada", *names)
    assert places() == [2]
    path.unlink()
    assert places() == [2]
    with Library.open(path) as library:
        assert_sound(library)
    deciding.undo(path, "ada")
    assert places() == [1, 1]


class Preparing(Ahead):
    """Tells with an annotation what follows from it, as recognising processes do."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        given = list(articles)
        for one, annotation in zip(given, super().annotate(given), strict=True):
            yield examining.prepared(one, annotation)


def test_what_is_prepared_where_names_are_recognised_is_stored_as_if_made_here(tmp_path: Path) -> None:
    press = tmp_path / "press"
    press.mkdir()
    for number, name in enumerate(("Hayday", "Haidai", "Gaidai")):
        (press / f"{number}.txt").write_text(
            f"Published: June {20 + number}, 2022\n\nKyiv waits\n\nGovernor {name} said on Tuesday: "
            f'"We have left Luhansk for good." Some 40 soldiers were killed in Luhansk, {name} said.\n'
        )
    here, there = tmp_path / "here.db", tmp_path / "there.db"

    def same() -> bool:
        """Whether both libraries are alike, with what readers decided and put right."""
        for path, reads in ((here, Spotter), (there, Preparing)):
            pipeline.add([press], path, reads)
        with Library.open(there) as library:
            assert_sound(library)
            assert library.statements.quote_count() and library.statements.figure_count()
        rows = [dump(path) for path in (here, there)]
        for table in ("decision", "edit"):  # at what time
            assert len({len(one.pop(table)) for one in rows}) == 1
        return rows[0] == rows[1]

    assert same()
    with Library.open(here) as library:
        names = library.names.named("Luhansk").values()
    for path in (here, there):
        deciding.decide(path, Verb.RETYPE, "ada", *names, value="ORG")
        with Library.open(path) as library, library.transaction():
            library.edit(1, {"published": "2021-03-04"}, "ada")
        for found in press.iterdir():
            found.write_text(found.read_text().replace("waits", "waited"))
    assert same()
    with Library.open(there) as library:
        assert "2021-03-02" in {date.value for date in library.statements.dates_of(1)}


SLOW = """
import sys, time
from pathlib import Path
from core import deciding, pipeline
from core.article import Article
from core.entity import Annotation
from tests.library.fakes import Joiner, Spotter, article
class Slow(Spotter):
    def annotate(self, articles):
        for annotation in super().annotate(articles):
            time.sleep(0.01)
            yield annotation
pipeline.add([Path(sys.argv[1])], Path(sys.argv[2]), Slow, lambda _: print("one", flush=True), Joiner)
"""


def indexer(folder: Path, library: Path) -> subprocess.Popen[bytes]:
    """A process that adds `folder` slowly and prints a line for each article."""
    return subprocess.Popen(
        [sys.executable, "-c", SLOW, str(folder), str(library)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def test_two_indexers_of_one_directory_lose_and_double_nothing(tmp_path: Path) -> None:
    folder, library = tmp_path / "press", tmp_path / "war.db"
    folder.mkdir()
    for n in range(60):
        (folder / f"{n:03}.txt").write_text(f"Report {n}. Haidai left Kyiv. Gaidai stayed.")
    with indexer(folder, library) as one, indexer(folder, library) as other:
        assert [process.communicate(timeout=60)[0].count(b"one") for process in (one, other)] == [60, 60]
    assert (one.returncode, other.returncode) == (0, 0)
    with Library.open(library) as opened:
        assert opened.counts() == Counts(articles=60, entities=2, mentions=180)
        assert_sound(opened)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_keeps_whole_articles_and_goes_on_later(
    tmp_path: Path, how: signal.Signals
) -> None:
    folder, library = tmp_path / "press", tmp_path / "war.db"
    folder.mkdir()
    for n in range(200):
        (folder / f"{n:03}.txt").write_text(f"Report {n}. Haidai left Kyiv. Gaidai stayed.")
    with indexer(folder, library) as process:
        assert process.stdout is not None
        for _ in range(20):
            assert process.stdout.readline() == b"one\n"
        process.send_signal(how)
    assert process.returncode != 0
    with Library.open(library) as opened:
        stored = opened.article_count()
        assert 20 <= stored < 200
        assert_sound(opened)
    assert add(library, folder) == Summary(added=200 - stored, unchanged=stored)


def test_a_word_that_many_outlets_agree_on_is_found_where_nothing_else_finds_it(tmp_path: Path) -> None:
    known = [
        article("Haidai spoke. " * 4, f"/press/{n}.txt", outlet=f"Outlet {n if agreed else 1}")
        for agreed in (False, True)
        for n in range(6)
    ]
    last = article("Nobody else met Haidai.", "/press/last.txt", outlet="Wire")
    found = []
    for number, articles in enumerate((known[:6], known[6:])):
        library = tmp_path / f"{number}.db"
        pipeline.add_articles(articles, library, Spotter, make_linker=Joiner)
        pipeline.add_articles([last], library, Silent, make_linker=Joiner)
        with Library.open(library) as opened:
            assert_sound(opened)
            found.append(opened.counts().mentions - 24)
    assert found == [0, 1], "24 mentions of one outlet settle nothing, of six outlets they do"


class Silent(Spotter):
    """A recogniser that finds nothing."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        return (Annotation(()) for _ in articles)
