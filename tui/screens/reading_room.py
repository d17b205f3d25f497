"""The reading room: articles, text, and linked mentions side by side.

The screen alone holds the state: the open page, the chosen mention, the chosen entity, what is found, the
trail. Panes are told what to show and send messages up; what must be fetched is asked of the desk in workers
of which a newer one cancels the older.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.timer import Timer
from textual.worker import Worker

from core.library import LibraryError
from core.library.records import Counts
from core.marks import Mark
from tui.commands import ROOM, Here, Need, Pane
from tui.desk import Answer, Desk
from tui.reading import answers, marking
from tui.reading.answers import Dossier, Opened, Opening, Shelf
from tui.reading.left_off import LeftOff, Over
from tui.reading.listing import Arrangement
from tui.reading.page import Page
from tui.reading.saved import Saved
from tui.reading.searching import Sought
from tui.reading.spans import Span
from tui.reading.trail import Place, Trail
from tui.screens import (
    room_commands,
    room_news,
    room_opening,
    room_saved,
    room_titles,
)
from tui.screens.dispatch import MOVING, Doing, bindings, later
from tui.screens.three_panes import ORDER, ThreePanes
from tui.widgets.article_text import ArticleText
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from tui.reading.blocks import Target
    from tui.reading.progress import Step
    from tui.reading.scope import Left

SETTLED = 0.2
"""Seconds on one mention before the right pane turns to it: stepping on through a text draws no panes."""


class ReadingRoom(ThreePanes):
    """Three panes and a trail through them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(*ORDER)
    panes = ROOM
    DOING: ClassVar[Mapping[str, Doing]] = {
        **MOVING,
        **room_commands.DOING,
        **later("room_adding", "add"),
        **later("room_decisions", "merge", "not_same", "split", "rename", "retype", "hide"),
        **later("room_decisions", "undo", "redo", "doubts"),
        **later("room_evidence", "quotes", "timeline", "compare", "figures", "pick"),
        **later("room_search", "search", "searches", "rename_search", "remove_search"),
        **later("room_stories", "by_story", "open_story", "close_story", "per_source", "metadata", "edit"),
        **later("room_marks", "star", "tag", "note", "select", "turn_read", "marks"),
        **later("room_copying", "copy_sentence", "copy_address"),
        "complaints": room_opening.show_complaints,
    }

    def __init__(self, desk: Desk, library_name: str, sample: bool, arranged: Arrangement) -> None:
        super().__init__(desk)
        self.library_name = library_name
        self.sample = sample
        self.text_at_left = False
        self.complaints: Sequence[str] = ()
        """What is wrong in the reader's own files, told at the start."""
        self.arranged = arranged
        """How the article list is arranged."""
        self.as_left = False
        """Whether the terminal shows the room already, as it was left."""
        self.counts: Counts | None = None
        self.page: Page | None = None
        self.chosen: int | None = None
        """Index of the chosen mention in the page."""
        self.entity: int | None = None
        """Id of the chosen entity."""
        self.dossier: Dossier | None = None
        """What the right pane shows."""
        self.trail = Trail()
        self.over: tuple[Over, ...] = ()
        """The screens that lay over the room on leaving: of the last session until they do so again, of this
        one from when the app is left."""
        self.marks: tuple[Mark, ...] = ()
        """What the reader marked in the open article."""
        self.left_unread = False
        """Whether the reader took the open article for unread."""
        self.words = ""
        """What is looked for in the text."""
        self.hits: list[Span] = []
        self.hit: int | None = None
        self.saved: tuple[Saved, ...] = ()
        """The reader's saved searches."""
        self.sought = Sought()
        """What was searched for last, with what was found."""
        self.timeline_left: tuple[Target, Left] | None = None
        """How the timeline was left for words in an article."""
        self._before: tuple[int, int, int] | None = None
        """(entity, article, passages of the entity in the articles before this one)"""
        self._settling: Timer | None = None
        self.adding = ""
        """What is being added from here."""
        self.added: Step | None = None
        """How far that has come."""
        self.fresh = 0
        """Articles that came in since the reader last moved in the list."""
        self.stamp = desk.stamp()
        """Of the library's files, when their content was last shown."""
        self.file = self.stamp[0][:2]
        """Which file the library is."""
        self._opening: Future[Opening] | None = desk.put(answers.opening)
        self.held = ExitStack()
        """Holds frames back at the start, until the room is filled."""

    def on_mount(self) -> None:
        room_opening.hold(self)
        self.card.show(None)
        self.text.at_left = self.text_at_left
        self.go_to_pane(Pane.TEXT)
        self.open_room()
        room_news.watch(self)

    # What the panes say.

    @on(PagedList.Wanted, "#articles")
    def _articles_wanted(self, wanted: PagedList.Wanted) -> None:
        self.fetch_listed(wanted.offset, wanted.limit)

    @on(PagedList.Wanted, "#mentions")
    def _passages_wanted(self, wanted: PagedList.Wanted) -> None:
        if self.dossier is not None:
            self.fetch_passages(self.dossier.entity.id, wanted.offset, wanted.limit)

    @on(PagedList.Followed)
    def _entry_pressed(self, followed: PagedList.Followed) -> None:
        self.go_to_pane(Pane.ARTICLES if followed.view is self.article_list else Pane.MENTIONS)
        self.action_run("follow")

    @on(ArticleText.MentionPressed)
    def _mention_pressed(self, pressed: ArticleText.MentionPressed) -> None:
        self.say("")
        self.go_to_pane(Pane.TEXT)
        self.visit(pressed.index, at_once=True)

    @on(ArticleText.Pressed)
    def _text_pressed(self) -> None:
        self.go_to_pane(Pane.TEXT)

    @on(ArticleText.Moved)
    def _text_moved(self) -> None:
        self.show_words()

    # What there is to work on.

    def here(self) -> Here:
        has = {
            Need.ARTICLE: self.page is not None,
            Need.ENTRY: self.chosen is not None
            if self.pane is Pane.TEXT
            else self.list_of(self.pane).count > 0 or self.list_of(self.pane).cursor < 0,
            Need.ENTITY: self.entity is not None,
            Need.FIND: bool(self.hits),
            Need.BEHIND: self.trail.behind > 0,
            Need.AHEAD: self.trail.ahead > 0,
        }
        return Here(self.pane, frozenset(need for need, there in has.items() if there))

    @property
    def place(self) -> Place | None:
        """Where the reader is."""
        if self.page is None:
            return None
        start = self.page.starts[self.chosen] if self.chosen is not None else None
        return Place(self.page.id, start, self.entity, self.text.first_offset)

    # Fetching: each of these asks the desk and shows what it answers.

    @work(exclusive=True, group="article")
    async def open_room(self) -> None:
        """Show where the reader left off."""
        opened = self._opening or self.desk.put(answers.opening)
        self._opening = None
        try:
            await room_opening.fill(self, opened)
        except LibraryError as error:
            self.app.exit(return_code=1, message=str(error))

    @on(Worker.StateChanged)
    def _opened(self, changed: Worker.StateChanged) -> None:
        if changed.worker.group == "article" and changed.worker.is_finished:
            self.held.close()

    @work(exclusive=True, group="article")
    async def open_place(self, place: Place) -> None:
        """Open an article at a place."""
        page = self.page
        self.show_page(await self.ask(lambda shelf: answers.open_article(shelf, place, page)), place)

    async def change(self, question: Callable[[Shelf], Answer]) -> Answer:
        room_news.put_off(self)
        return await super().change(question)

    def action_run(self, command_id: str) -> None:
        if self.pane is Pane.ARTICLES:
            self.fresh = 0
        super().action_run(command_id)

    @property
    def comes_again(self) -> bool:
        """Whether the next session will begin with what is shown here now."""
        waits = self._settling is not None and not self.zen  # for a dossier, which zen does not show
        return self._arrived and not (waits or self._message or self.sample or self.arranged.only)

    @property
    def resting(self) -> bool:
        """Whether the reader is not just on the way somewhere, and sees this room."""
        return self._arrived and self._settling is None

    @property
    def _arrived(self) -> bool:
        shown = self.app.screen is self and bool(self.children)  # none is left while the app ends
        return shown and not self.arriving

    @work(exclusive=True, group="dossier")
    async def show_dossier(self, entity: int) -> None:
        """Show an entity in the right pane."""
        self._settling = None
        if (place := self.place) is None:
            return
        start = place.start or 0
        self.dossier = dossier = await self.ask(
            lambda shelf: answers.dossier(shelf, entity, place.article, start)
        )
        self._before = (entity, place.article, dossier.first)
        self.card.show(dossier)
        self.passage_list.reset(dossier.count, dossier.near, dossier.offset, dossier.passages)
        self.show_words()

    @work(exclusive=True, group="lines")
    async def fetch_listed(self, offset: int, limit: int) -> None:
        """Fill missing entries of the article list."""
        self.article_list.fill(offset, await self.ask(lambda shelf: answers.listed(shelf, offset, limit)))

    @work(exclusive=True, group="passages")
    async def fetch_passages(self, entity: int, offset: int, limit: int) -> None:
        """Fill missing entries of the linked mentions."""
        passages = await self.ask(lambda shelf: shelf.library.passages(entity, offset, limit))
        if self.dossier is not None and self.dossier.entity.id == entity:
            self.passage_list.fill(offset, passages)

    # Showing: the state is changed and bound down to the panes.

    def show_page(self, opened: Opened, place: Place, visit: bool = True) -> None:
        """Show an opened article at a place; a visit is a new step of the trail."""
        if visit and self.place is not None:
            self.trail = self.trail.amend(self.place)
        if self.page is None or opened.page.id != self.page.id:
            self._turn_to(opened)
        if place.entity is not None:
            self.note_before(place.entity, opened)
        if place.top is not None:
            self.text.reveal((place.top, place.top), at_top=True)
        self.choose(opened.page.at(place.start), place.entity)
        if self.chosen is not None or place.start is not None:
            start = place.start or 0
            self.text.reveal(opened.page.span(self.chosen) if self.chosen is not None else (start, start))
        if visit:
            self.trail = self.trail.visit(self.place or place)
        self.keep_place()
        self.show_words()

    def note_before(self, entity: int, opened: Opened) -> None:
        """Note how many passages of an entity stand in the articles before the open one."""
        self._before = (entity, opened.page.id, opened.first)

    def renew_page(self, opened: Opened, entity: int | None) -> None:
        """Show the open article again after its mentions came to be others', scrolled as it was."""
        start = self.page.starts[self.chosen] if self.page and self.chosen is not None else None
        if self.page is None or opened.page.id != self.page.id:
            return
        self.page, self.dossier, self._before = opened.page, None, None
        self.text.renew(opened.page)
        at = opened.page.at(start)
        self.choose(at, entity if at is None else None, at_once=True)
        self.show_words()

    def choose(self, index: int | None, entity: int | None = None, at_once: bool = False) -> None:
        """Choose a mention of the page, and with it its entity; or an entity alone; or neither."""
        if self.page is None:
            return
        self.chosen = index
        self.entity = self.page.mentions[index].entity if index is not None else entity
        self.text.choose(index, self.entity)
        if index is not None:
            self.text.reveal(self.page.span(index))
        self._settle(at_once)
        self.show_words()

    def visit(self, index: int, at_once: bool = False) -> None:
        """Choose a mention of the page as a step of the trail."""
        if (before := self.place) is not None:
            self.trail = self.trail.amend(before)
        self.choose(index, at_once=at_once)
        if (after := self.place) is not None:
            self.trail = self.trail.visit(after)
        self.show_words()

    def keep_place(self) -> None:
        """Remember that the article was read, and where the reader is, for the next time."""
        page, place, read = self.page, self.place, not self.left_unread
        if page is not None and place is not None:
            only = self.arranged.only
            listed = (only.name, only.query) if only is not None else ("", "")
            trail, sought = self.trail.amend(place), self.sought.text
            left = LeftOff(
                place, page.source, trail, self.pane, self.words, sought, listed, self.over, self.zen
            )
            self.desk.write(lambda shelf: answers.keep_place(shelf, left, read))

    def show_words(self) -> None:
        """Bring every line of words up to date: titles, tabs, footer; once for the first frame."""
        if self.is_held or not self.children:
            return
        self.set_class(self.zen and bool(self._message), "-saying")
        room_titles.show(self)
        super().show_words()

    def _turn_to(self, opened: Opened) -> None:
        """Put another article on the text pane and mark it in the list."""
        self.page, self.marks, self.left_unread = opened.page, opened.marks, False
        self.words, self.hits, self.hit = "", [], None
        self.text.open(opened.page)
        self.text.mark_passages(marking.spans(opened.page.text, opened.marks))
        self.article_list.mark_open(opened.page.id, opened.position)
        self.article_list.put_cursor(opened.position)
        room_saved.note_read(self, opened.page.id)
        entry = self.article_list.record(opened.position)
        if entry is not None and entry.summary.id == opened.page.id:
            self.article_list.replace(opened.position, entry._replace(read=True))

    def _empty(self) -> None:
        """Empty the right pane: nobody is chosen, and no command speaks of anybody."""
        self.workers.cancel_group(self, "dossier")
        if self.dossier is not None or self.passage_list.count:
            self.dossier, self._before = None, None
            self.card.show(None)
            self.passage_list.reset(0)

    def _settle(self, at_once: bool) -> None:
        """Turn the right pane to the chosen entity, once the reader stays with it."""
        if self._settling is not None:
            self._settling.stop()
            self._settling = None
        if self.entity is None or self.page is None:
            self._empty()
            return
        known = (self.entity, self.page.id)
        if self.dossier is not None and self.dossier.entity.id == self.entity:
            if self.chosen is None:
                return
            if self._before is not None and self._before[:2] == known:
                self.passage_list.put_cursor(
                    self._before[2] + bisect_left(self.page.of(self.entity), self.chosen)
                )
                return
        if at_once or not SETTLED:
            self.show_dossier(self.entity)
        else:
            entity = self.entity
            self._settling = self.set_timer(SETTLED, lambda: self.show_dossier(entity))
