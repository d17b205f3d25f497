"""One article's way from its source to the library: ingest, recognition, linking, storing, examining.

The articles stream through: an unchanged one is passed over before recognition, recognition works in its own
batches, and each article is linked and stored whole or not at all, those of a batch in one transaction that
is committed before the next is read. What fails is noted and the rest goes on.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from core import examining, ingest
from core.article import Article
from core.entity import Annotation, LocalEntity
from core.library import Library, LibraryError
from core.library.records import LinkedArticle, Outcome
from core.linking.store import NameStore
from core.stories.sorter import Sorter


class Recognizes(Protocol):
    """Finds what articles name: core.recognition's Recognizer, or a test's own."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """An annotation for each article, in order."""


class Links(Protocol):
    """Joins mentions to names and entities: core.linking's Linker, or a test's own."""

    def link(self, article: Article, annotation: Annotation) -> tuple[tuple[int, LocalEntity], ...]:
        """The article's local entities with their name ids."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What adding came to."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    """(source as it was named, what is wrong and what to do)."""
    untold: int = 0
    """Failures beyond those: of the parts of one source no more than the first are told."""
    notes: tuple[tuple[str, str], ...] = ()
    """(source, what a reader should know of an article that was stored)."""
    formats: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    """(format, articles of it that were read), the commonest first."""

    @property
    def failures(self) -> int:
        """How many sources, or parts of them, failed."""
        return len(self.failed) + self.untold

    def __add__(self, later: Summary) -> Summary:
        return Summary(
            self.added + later.added,
            self.updated + later.updated,
            self.unchanged + later.unchanged,
            self.failed + later.failed,
            self.untold + later.untold,
            self.notes + later.notes,
            tuple((Counter(dict(self.formats)) + Counter(dict(later.formats))).most_common()),
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding has come."""

    total: int
    """Files, and of those that hold many articles the articles met so far."""
    done: int
    """Articles and failures that are dealt with."""
    summary: Callable[[], Summary]
    """What adding has come to by then, put together for who asks: of 100,000 bad files it is long."""


_GOOD_PART = 8
"""Of a library one part in so many."""
_MOST_TOLD = 100
"""Failures of the articles of one source; a table of a million bad lines is no list to be read."""

OnProgress = Callable[[Progress], None]
Found = Iterable[Article | ingest.IngestError]
"""What was read: articles, and the trouble with others; an error that is raised ends them."""


def add(
    paths: Iterable[Path],
    library_path: Path,
    load_recognizer: Callable[[], Recognizes],
    on_progress: OnProgress | None = None,
    make_linker: Callable[[NameStore], Links] | None = None,
    options: ingest.Options | None = None,
) -> Summary:
    """Add files, directories, patterns and standard input ("-") to the library at `library_path`.

    The recogniser is loaded once the first article needs it. Raises LibraryError where the library can't be
    written and what `load_recognizer` raises; whatever was stored before stays.
    """
    with Library.open(library_path) as library:
        catch_up(library)
        run = _Run(library, on_progress or (lambda _: None), options or ingest.Options())
        return run.through(run.of_files(list(paths)), load_recognizer, make_linker)


def add_articles(
    found: Found,
    library_path: Path,
    load_recognizer: Callable[[], Recognizes],
    on_progress: OnProgress | None = None,
    make_linker: Callable[[NameStore], Links] | None = None,
) -> Summary:
    """As `add`, for articles that were read elsewhere: from feeds, from pages of the web."""
    with Library.open(library_path) as library:
        catch_up(library)
        run = _Run(library, on_progress or (lambda _: None))
        return run.through(run.needed(found, ""), load_recognizer, make_linker)


def stored(library: Library, linked: LinkedArticle) -> Outcome:
    """Store an article, sort it among copies and stories and examine it, in the caller's transaction."""
    sorter, source = Sorter(library.stories), linked.article.provenance.source
    if (before := library.article_of(source)) is not None:
        sorter.leave(before)
    outcome = library.store(linked)
    if (article_id := library.article_of(source)) is not None:
        sorter.add(article_id)
        if outcome is Outcome.UNCHANGED:
            return outcome
        article, annotation = linked.article, linked.annotation
        if library.edits(source):  # what it states hangs on its metadata
            article, annotation = library.article(article_id).article, replace(annotation, evidence=None)
        examining.store(library, article_id, article, annotation, linked.entities)
    return outcome


def remove(library: Library, article_id: int) -> None:
    """Remove an article, and with it from its groups, in the caller's transaction; raises KeyError."""
    library.article(article_id)
    Sorter(library.stories).leave(article_id)
    library.remove(article_id)


def catch_up(library: Library) -> None:
    """Do for the articles of an older version what this one does when it stores them."""
    sort(library)
    examining.add_waiting(library)


def sort(library: Library, at_once: int = 200) -> int:
    """Sort the articles that a version without stories stored; returns how many there were."""
    sorter, done = Sorter(library.stories), 0
    while True:
        with library.transaction():
            waiting = library.stories.unsorted(at_once)
            for article_id in waiting:
                sorter.add(article_id)
        done += len(waiting)
        if not waiting:
            return done


def _linker(library: Library) -> Links:
    """The linker of a library, which has taken in what readers decided."""
    from core import deciding  # linking's tables cost time that an unchanged library need not pay

    with library.transaction():
        return deciding.take_in(library)


@dataclass
class _Run:
    """One call of `add`: the library it writes to and what it came to so far."""

    library: Library
    on_progress: OnProgress
    options: ingest.Options = field(default_factory=ingest.Options)
    total: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    failed: list[tuple[str, str]] = field(default_factory=list)
    untold: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    on_their_way: dict[str, str] = field(default_factory=dict)
    """By source, the articles that are read and not yet stored, as the user named them."""
    formats: Counter[str] = field(default_factory=Counter)
    stored: list[tuple[Outcome, tuple[str, str] | None]] = field(default_factory=list)
    """What became of the articles that are gathered and not yet committed, with a note on each."""

    def __post_init__(self) -> None:
        self.gathering = self.library.gathering()

    def through(
        self,
        articles: Iterator[Article],
        load_recognizer: Callable[[], Recognizes],
        make_linker: Callable[[NameStore], Links] | None,
    ) -> Summary:
        """Recognise, link and store these articles; returns what it came to."""
        first = next(articles, None)
        if first is not None:
            self.store(
                _annotated(load_recognizer(), self._committed(chain([first], articles)), self.fail),
                make_linker(self.library.names) if make_linker else _linker(self.library),
            )
            self._tidy()
        elif make_linker is None:
            self._follow_journal()
        return self.summary()

    def _tidy(self) -> None:
        """Tidy the library where a good part of it is new: a night's feeds are not worth it every night."""
        new = self.outcomes[Outcome.ADDED] + self.outcomes[Outcome.UPDATED]
        if new * _GOOD_PART > self.library.article_count():
            self.library.tidy()

    def summary(self) -> Summary:
        """What it has come to so far."""
        by = self.outcomes
        return Summary(
            added=by[Outcome.ADDED],
            updated=by[Outcome.UPDATED],
            unchanged=by[Outcome.UNCHANGED],
            failed=tuple(self.failed),
            untold=self.untold,
            notes=tuple(self.notes),
            formats=tuple(self.formats.most_common()),
        )

    def _follow_journal(self) -> None:
        """Take in what readers decided elsewhere, though no article came with it."""
        from core import deciding

        if deciding.lags(self.library):
            _linker(self.library)

    def of_files(self, paths: list[Path]) -> Iterator[Article]:
        """Read the files, note those that fail or are unchanged, and hand on the rest."""
        files = [(path, list(ingest.discover([path]))) for path in paths]
        library = self.library.path.absolute()
        own = {library.with_name(library.name + end) for end in ("", "-wal", "-shm")}
        self.total = sum(max(1, len(found)) for _, found in files)
        for path, found in files:
            if not found:
                self._note(failed=(str(path), "no files in this directory. Name one that holds articles."))
            for file in found:
                if isinstance(file, ingest.IngestError):
                    self._note(failed=(file.where, file.reason))
                elif file.absolute() in own:
                    self.total -= 1
                else:
                    self.total -= 1  # `needed` counts what is in it
                    yield from self.needed(ingest.read(file, self.options), str(file))

    def needed(self, found: Found, where: str) -> Iterator[Article]:
        """Of what was read of one source, the articles that are new or have changed; the rest is noted.

        `where` is what the user called the source, or "" where the articles' own sources name them.
        """
        before, failures = self.total, 0
        for one in _until_it_fails(found, where):
            self.total += 1
            if isinstance(one, ingest.IngestError):
                failures += bool(where)
                told = failures < _MOST_TOLD
                self._note(failed=(one.where, one.reason) if told else None, untold=not told)
                continue
            origin = one.provenance
            self.formats[origin.format] += 1
            if origin.source in self.on_their_way or self.library.known(one) is Outcome.UNCHANGED:
                self._note(outcome=Outcome.UNCHANGED)
                continue
            part = "".join(origin.source.partition("#")[1:])
            self.on_their_way[origin.source] = where + part if where else origin.source
            yield one
        if failures >= _MOST_TOLD:
            left = failures - _MOST_TOLD + 1
            self._note(failed=(where, f"{left:,} more of its articles failed. Mend those first."), untold=-1)
        if self.total == before and where:
            self.total += 1
            self._note(failed=(where, "no articles in it. Nothing to add."))

    def store(self, annotated: Iterable[tuple[Article, Annotation]], linker: Links) -> None:
        """Link and store each article, whole or not at all."""
        try:
            for article, annotation in annotated:
                try:
                    outcome = self._store(article, annotation, linker)
                except LibraryError:
                    raise
                except Exception as error:  # one article's trouble is no other's
                    self.fail(article, error)
                    continue
                where, note = self._done(article), _note_of(article.provenance.encoding)
                self.stored.append((outcome, (where, note) if note else None))
                if self.gathering.due:
                    self._commit()
        finally:  # also where a reader interrupts
            self._commit()

    def _store(self, article: Article, annotation: Annotation, linker: Links) -> Outcome:
        from core.recognition.settled import settle  # its tables, too

        with self.gathering.one():
            # Another indexer may have stored it meanwhile: its names must not be linked for nothing.
            if self.library.known(article) is Outcome.UNCHANGED:
                return Outcome.UNCHANGED
            annotation = settle(article.text, annotation, self.library.names.settled)
            return stored(self.library, LinkedArticle(article, annotation, linker.link(article, annotation)))

    def _commit(self) -> None:
        """Commit what is gathered; it is told of when it is safe."""
        gathered, self.stored = self.stored, []
        self.gathering.commit()
        for outcome, note in gathered:
            self._note(outcome=outcome, note=note)

    def _committed(self, articles: Iterator[Article]) -> Iterator[Article]:
        """The articles, each read with nothing uncommitted: who reads may wait for long, or write himself."""
        while True:
            self._commit()
            if (article := next(articles, None)) is None:
                return
            yield article

    def fail(self, article: Article, error: Exception) -> None:
        """Note an article that recognition, linking or storing could not deal with."""
        self._note(failed=(self._done(article), _trouble("indexed", error)))

    def _done(self, article: Article) -> str:
        """Strike an article off those on their way; returns its source as the user named it."""
        return self.on_their_way.pop(article.provenance.source)

    def _note(
        self,
        *,
        outcome: Outcome | None = None,
        failed: tuple[str, str] | None = None,
        untold: int = 0,
        note: tuple[str, str] | None = None,
    ) -> None:
        if outcome:
            self.outcomes[outcome] += 1
        if failed:
            self.failed.append(failed)
        self.untold += untold
        if note:
            self.notes.append(note)
        done = self.outcomes.total() + len(self.failed) + self.untold
        self.on_progress(Progress(self.total, done, self.summary))


def _until_it_fails(found: Found, where: str) -> Iterator[Article | ingest.IngestError]:
    """What was read; what is raised on the way becomes the last of it."""
    try:
        yield from found
    except ingest.IngestError as error:
        yield error
    except Exception as error:  # a parser's trouble with one source is no other's
        yield ingest.IngestError(where, _trouble("read", error))


def _note_of(encoding: str) -> str:
    """What a reader should know of an article in this encoding, or ""."""
    if encoding.endswith(f"({ingest.MENDED})"):
        return "read wrongly by another program before (mojibake); mended here, the source is untouched."
    return "" if encoding == "utf-8" else f"not sound UTF-8; read as {encoding}."


def _trouble(what: str, error: Exception) -> str:
    told = " ".join(str(error).split())
    return f"can't be {what} ({type(error).__name__}: {told}). Please report it with the file."


def _annotated(
    recognizer: Recognizes, articles: Iterator[Article], fail: Callable[[Article, Exception], None]
) -> Iterator[tuple[Article, Annotation]]:
    """Pair articles with their annotations; where a batch fails, its articles are tried one by one."""
    exhausted = False
    while not exhausted:
        waiting: deque[Article] = deque()
        try:
            for annotation in recognizer.annotate(_remembered(articles, waiting)):
                yield waiting.popleft(), annotation
            exhausted = True
        except LibraryError:
            raise
        except Exception:
            if not waiting:
                raise
            yield from _one_by_one(recognizer, waiting, fail)


def _one_by_one(
    recognizer: Recognizes,
    articles: Iterable[Article],
    fail: Callable[[Article, Exception], None],
) -> Iterator[tuple[Article, Annotation]]:
    for article in articles:
        try:
            annotation = next(iter(recognizer.annotate([article])))
        except Exception as error:
            fail(article, error)
        else:
            yield article, annotation


def _remembered(articles: Iterator[Article], waiting: deque[Article]) -> Iterator[Article]:
    for article in articles:
        waiting.append(article)
        yield article
