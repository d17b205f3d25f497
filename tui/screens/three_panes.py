"""The three panes of the reading room: which of them has the reader's hands, and which are in view."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui.commands import Pane
from tui.desk import Desk
from tui.screens.patience import WalkingScreen
from tui.widgets.article_text import ArticleText
from tui.widgets.entity_card import EntityCard
from tui.widgets.line_view import LineView
from tui.widgets.lists import ArticleList, PassageList
from tui.widgets.paged_list import PagedList
from tui.widgets.row import Row

ORDER = (Pane.ARTICLES, Pane.TEXT, Pane.MENTIONS)
NARROW = 100
"""Columns under which one pane shows at a time."""


class ThreePanes(WalkingScreen):
    """Articles, text and linked mentions, side by side or one at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pane = Pane.TEXT
        self.article_list = ArticleList(id="articles")
        self.text = ArticleText(id="text")
        self.card = EntityCard(id="card")
        self.passage_list = PassageList(id="mentions")
        self.views: dict[Pane, LineView] = {
            Pane.ARTICLES: self.article_list,
            Pane.TEXT: self.text,
            Pane.MENTIONS: self.passage_list,
        }

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield Row(id="tabs")
        with Horizontal(id="panes"):
            with Vertical(id="articles-pane"):
                yield Row(id="articles-title", classes="pane-title")
                yield self.article_list
            with Vertical(id="text-pane"):
                yield Row(id="text-title", classes="pane-title")
                yield self.text
            with Vertical(id="mentions-pane"):
                yield Row(id="mentions-title", classes="pane-title")
                yield self.card
                yield self.passage_list
        yield Row(id="footer")

    @property
    def narrow(self) -> bool:
        """Whether one pane shows at a time."""
        return self.size.width < NARROW

    @property
    def zen(self) -> bool:
        """Whether everything but the text is put away."""
        return self.has_class("-zen")

    def shows(self, pane: Pane) -> bool:
        """Whether a pane is in view."""
        return not (self.narrow or self.zen) or pane is self.pane

    def go_to_pane(self, pane: Pane) -> None:
        """Bring the reader's hands to a pane, and on a narrow screen the pane into view."""
        self.set_class(self.zen and pane is Pane.TEXT, "-zen")
        if pane is not self.pane:
            self.views[self.pane].activate(False)
        self.pane = pane
        self._arrange()
        self.views[pane].activate(True)
        self.show_words()

    def _arrange(self) -> None:
        self.query_one("#tabs").display = self.narrow and not self.zen
        for pane, view in self.views.items():
            around, there = view.parent, self.shows(pane)
            if isinstance(around, Widget) and around.display != there:
                around.display = there

    def on_resize(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self._arrange()
        self.show_words()

    @property
    def moving(self) -> LineView:
        return self.views[self.pane]

    def list_of(self, pane: Pane) -> PagedList[Any]:
        """The list of a pane that has one."""
        return self.article_list if pane is Pane.ARTICLES else self.passage_list
