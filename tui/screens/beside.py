"""What stands beside each other: articles, wordings of a quote, figures about the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.commands import Here, Need, Pane
from tui.reading.answers import Shelf
from tui.reading.blocks import Block
from tui.screens.asking import AskingScreen
from tui.screens.dispatch import MOVING, Doing, bindings
from tui.widgets.blocks import BlockList
from tui.widgets.row import Part, Row

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom


class Beside(AskingScreen):
    """Blocks to walk through, each of which opens its place."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.BESIDE)
    panes = frozenset({Pane.BESIDE})
    AWAITED = "beside"

    def __init__(
        self,
        room: ReadingRoom,
        title: str,
        ask: Callable[[Shelf], Any],
        lay: Callable[[Any, int], Iterable[Block]],
        name: str = "",
    ) -> None:
        """`ask` gives what is shown, `lay` its blocks for a width, `name` what it is of."""
        super().__init__(room.desk)
        self.room = room
        self._title, self._of = title, name
        self._ask, self._blocks = ask, lay
        self._answer: Any = None

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield BlockList(self._lay, id="blocks")
        yield Row(id="footer")

    def on_mount(self) -> None:
        self.begin()

    @work(exclusive=True, group="beside")
    async def begin(self) -> None:
        """Ask for what is shown."""
        self._answer = await self.ask(self._ask)
        self.moving.lay_anew()
        self.show_words()

    def _lay(self, width: int) -> Sequence[Block]:
        return list(self._blocks(self._answer, width)) if self._answer is not None and width else ()

    def here(self) -> Here:
        return Here(Pane.BESIDE, frozenset({Need.STATEMENT} if self.moving.target else ()))

    @property
    def moving(self) -> BlockList:
        return self.query_one(BlockList)

    def show_words(self) -> None:
        self.query_one("#title", Row).show(
            [Part(f" {self._title} ", "name"), Part(f" {self._of}", "strong")],
            [Part(f"{self.moving.section} ", "quiet")],
        )
        super().show_words()

    @on(BlockList.Followed)
    def _pressed(self) -> None:
        self.action_run("open_statement")

    def open(self) -> None:
        """Leave for the article, at the words."""
        from tui.screens.room_evidence import open_words

        if (target := self.moving.target) is not None:
            open_words(self.room, target)

    DOING: ClassVar[Mapping[str, Doing]] = {
        **MOVING,
        "open_statement": lambda screen: screen.open(),
        "next_part": lambda screen: screen.moving.next_part(1),
        "previous_part": lambda screen: screen.moving.next_part(-1),
        "next_column": lambda screen: screen.moving.next_column(1),
        "previous_column": lambda screen: screen.moving.next_column(-1),
        "leave": lambda screen: screen.dismiss(),
    }
