"""Recognition on many processes answers as one does, in order, and survives a process that is killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.article import Article
from core.entity import Annotation
from core.recognition import spreading
from core.recognition.spreading import AHEAD, SHARE, Spread
from tests.library.fakes import Spotter, article

ROOT = Path(__file__).resolve().parents[2]


def spotted(model: str | None, tables: object, articles: Sequence[Article]) -> list[Annotation]:
    return list(Spotter().annotate(articles))


@pytest.fixture(autouse=True)
def spotting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "annotated", spotted)


class Later(Executor):
    """Works when the answer is wanted, and breaks at chosen shares as a killed process does."""

    def __init__(self, breaks_at: Sequence[int] = ()) -> None:
        self.sent = 0
        self.under_way = 0
        self.most = 0
        self.breaks_at = breaks_at

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.sent += bool(args[-1])
        self.under_way += bool(args[-1])
        self.most = max(self.most, self.under_way)
        breaks, done = self.sent in self.breaks_at and bool(args[-1]), self._done

        class Answer(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                done(args[-1])
                if breaks:
                    raise BrokenExecutor("killed")
                return fn(*args)

        return Answer()

    def _done(self, share: Sequence[Article]) -> None:
        self.under_way -= bool(share)


def press(count: int) -> list[Article]:
    return [
        article(f"{number}: Haidai left {'Kyiv ' * (number % 3)}", f"/{number}") for number in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, SHARE - 1, SHARE, SHARE + 1, 12 * SHARE + 3])
def test_answers_come_in_order_however_many_articles_there_are(count: int) -> None:
    articles = press(count)
    assert list(Spread(Later, 3).annotate(articles)) == list(Spotter().annotate(articles))


def noted(one: Article, annotation: Annotation) -> Annotation:
    return replace(annotation, language=one.text[:1])


def test_what_follows_from_an_annotation_is_done_where_it_was_made() -> None:
    articles = press(2 * SHARE)
    found = Spread(Later, 2, then=noted).annotate(articles)
    assert [annotation.language for annotation in found] == [one.text[:1] for one in articles]


def test_no_more_is_read_ahead_than_the_processes_are_given() -> None:
    read = 0

    def counted() -> Iterator[Article]:
        nonlocal read
        for one in press(40 * SHARE):
            read += 1
            yield one

    executor = Later()
    for number, _ in enumerate(Spread(lambda: executor, 2).annotate(counted())):
        assert read - number <= 2 * (1 + AHEAD) * SHARE + 1
    assert executor.most == 2 * (1 + AHEAD)


def test_a_killed_process_is_replaced_and_its_share_read_again() -> None:
    executors = iter([Later(breaks_at=[2]), Later()])
    articles = press(5 * SHARE)
    found = list(Spread(lambda: next(executors), 2).annotate(articles))
    assert found == list(Spotter().annotate(articles))


def test_a_share_that_kills_whoever_reads_it_is_given_up_and_no_article_is_read_here_any_more() -> None:
    made: list[Later] = []

    def make() -> Later:
        made.append(Later(breaks_at=[1]))
        return made[-1]

    spread = Spread(make, 2)
    with pytest.raises(BrokenExecutor):
        list(spread.annotate(press(2 * SHARE)))
    with pytest.raises(BrokenExecutor):
        list(spread.annotate(press(1)))
    assert len(made) == 4


@pytest.mark.parametrize("where", ["processes", "cluster"])
def test_real_processes_answer_as_one_does_though_one_of_them_is_killed(where: str) -> None:
    if where == "cluster":
        pytest.importorskip("distributed", reason="dask.distributed is not installed")
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.faults.spreading", where],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "the same" in run.stdout
