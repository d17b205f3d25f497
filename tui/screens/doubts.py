"""The queue of doubtful links, worked through with single keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from core.library.records import Evidence, Sketch
from tui.commands import Here, Need, Pane
from tui.reading import verdicts
from tui.reading.answers import Shelf
from tui.reading.card import Line, paragraph
from tui.reading.doubt import doubt_lines
from tui.reading.phrases import count
from tui.reading.trail import Place
from tui.screens.asking import CHANGE
from tui.screens.dispatch import MOVING, Doing, bindings
from tui.screens.patience import PatientScreen
from tui.screens.sheet import Lines
from tui.widgets.row import Part, Row

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

_NONE = "No link is in doubt."
_LATER = "No other link is in doubt. {take_up} takes up again what you put off."


class Doubts(PatientScreen):
    """One pair of names at a time: are they one? What is typed ahead is meant for the pairs to come."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.DOUBTS)
    panes = frozenset({Pane.DOUBTS})

    def __init__(self, room: ReadingRoom, on_left: Callable[[], None]) -> None:
        super().__init__(room.desk)
        self._room = room
        self._on_left = on_left
        self._later: frozenset[verdicts.Question] = frozenset()
        self.pair: Evidence | None = None
        """The pair that is shown."""

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield Lines(self._lay, id="lines")
        yield Row(id="footer")

    def on_mount(self) -> None:
        self.begin()

    def here(self) -> Here:
        has = {Need.PAIR: self.pair is not None, Need.PUT_OFF: bool(self._later)}
        return Here(Pane.DOUBTS, frozenset(need for need, there in has.items() if there))

    @property
    def moving(self) -> Lines:
        return self.query_one(Lines)

    def _lay(self, width: int) -> list[Line]:
        if self.pair is not None:
            return doubt_lines(self.pair, width)
        return [[], *paragraph(self.keys.told(_LATER if self._later else _NONE), width, ("quiet",))]

    @work(group=CHANGE)
    async def begin(self) -> None:
        """Show the weightiest pair; what was put off at another time stays so."""
        self._later = await self.ask(verdicts.later)
        await self._show_next()

    async def _show_next(self) -> None:
        """Show the weightiest pair that is neither decided nor put off."""
        later = self._later
        self.pair, total = await self.ask(lambda shelf: verdicts.next_doubt(shelf, later))
        put_off = f" · {len(later):,} put off" if later else ""
        title = f" Doubtful links · {count(max(0, total - len(later)), 'pair')} to look at{put_off}"
        self.query_one("#title", Row).show([Part(title, "name")])
        self.moving.lay_anew()
        self.show_words()

    def rule(self, verb: str) -> None:
        """Decide on the pair."""
        if self.pair is not None:
            pair = self.pair
            names = (pair.left.name, pair.right.name)
            self._act(lambda shelf: verdicts.decide(shelf, verb, names))

    def turn(self, back: bool) -> None:
        """Undo, or redo."""
        self._act(lambda shelf: verdicts.turn(shelf, back))

    @work(group=CHANGE)
    async def _act(self, question: Callable[[Shelf], verdicts.Verdict]) -> None:
        verdict = await self.change(question)
        await self._show_next()
        self.say(verdict.message)

    def put_off(self) -> None:
        """Leave the pair for another time."""
        if (pair := self.pair) is not None:
            self._later |= {verdicts.question(pair)}
            self._go_on(lambda shelf: verdicts.put_off(shelf, pair))

    def take_up(self) -> None:
        """Look again at what was put off."""
        self._later = frozenset()
        self._go_on(verdicts.take_up)

    @work(group=CHANGE)
    async def _go_on(self, remember: Callable[[Shelf], None]) -> None:
        await self.change(remember)
        await self._show_next()

    def open(self, side: Callable[[Evidence], Sketch]) -> None:
        """Leave the queue for a passage of one of the two."""
        sample = side(self.pair).sample if self.pair else None
        if sample is not None:
            self.leave()
            self._room.open_place(Place(sample.article, sample.start))
            self._room.go_to_pane(Pane.TEXT)

    def leave(self) -> None:
        self.dismiss()
        self._on_left()

    DOING: ClassVar[Mapping[str, Doing]] = {
        **MOVING,
        "same": lambda screen: screen.rule("merge"),
        "different": lambda screen: screen.rule("not-the-same"),
        "later": lambda screen: screen.put_off(),
        "take_up": lambda screen: screen.take_up(),
        "open_first": lambda screen: screen.open(lambda pair: pair.left),
        "open_second": lambda screen: screen.open(lambda pair: pair.right),
        "undo": lambda screen: screen.turn(True),
        "redo": lambda screen: screen.turn(False),
        "leave": lambda screen: screen.leave(),
    }
