"""Keys that come faster than what they are meant for: none is lost, and none is taken by what was left.

Textual forwards a key to whatever is on top when it comes. Of `F` and a name typed in one breath, or sent in
one packet over a slow line, the letters would reach the reading room before the search is there, and tag,
hide and rename what they are no commands for; what follows Enter would still be typed into the field. Here a
key is looked at when those before it have had their effect, and waits where that is on its way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.events import Event, Key, Paste
from textual.screen import Screen

from tui.frames.sparing import SparingApp
from tui.screens.dispatch import CommandScreen

_ROUNDS = 2
"""Ways up from the field: the key's to its binding, and that of what the field submits to the screen."""


class TypedAhead(SparingApp, inherit_bindings=False):
    """An app that takes one key after the other."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._ahead: deque[Key | Paste] = deque()
        self._standing: Screen[Any] | None = None
        """The last screen that was seen to stand there with its field."""
        self._forwarded: Screen[Any] | None = None
        """The screen on which a key is on its way through the widgets."""

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self._ahead.append(event)
            await self.take_ahead()
        else:
            await super().on_event(event)

    async def take_ahead(self) -> None:
        """Take the keys that wait, as far as there is what they are meant for."""
        if self._forwarded is not None and self._forwarded is not self.screen:
            self._follow(1)  # it was left: what that brings about comes first
        while self._ahead and self._is_there and not self._awaits(self._ahead[0]):
            event, screen = self._ahead.popleft(), self.screen
            if (
                isinstance(event, Key)
                and isinstance(screen, CommandScreen)
                and self.focused is None
                and await self._check_bindings(event.key)
            ):
                continue  # a command, which is done
            await super().on_event(event)
            self._follow(_ROUNDS)
        if self._ahead and not self._is_there:
            self.screen.call_after_refresh(self.call_later, self.take_ahead)

    def _follow(self, rounds: int) -> None:
        """Wait until what a key brings about has gone through the widgets, so many times."""
        self._forwarded = self.screen
        step: Callable[[], object] = partial(self._arrived, self.screen, rounds - 1)
        for node in reversed((self.focused or self.screen).ancestors_with_self):
            step = partial(node.call_later, step)
        step()

    async def _arrived(self, screen: Screen[Any], rounds: int) -> None:
        if screen is not self._forwarded:
            return  # it was left, and is followed on another
        if rounds and screen is self.screen:
            self._follow(rounds)
            return
        if screen is self.screen:
            self._forwarded = None
        await self.take_ahead()

    @property
    def _is_there(self) -> bool:
        """Whether the screen on top has come to stand there, with its field where it has one."""
        screen = self.screen
        if screen is not self._standing:
            is_typed_on = screen.focused is not None or not screen.focus_chain or not self.app_focus
            if screen.is_mounted and is_typed_on:
                self._standing = screen
        return screen is self._standing

    def _awaits(self, event: Key | Paste) -> bool:
        """Whether a key before it has not had its effect, or what was asked for is about to lie on top."""
        if self._forwarded is not None:
            return True
        return isinstance(self.screen, CommandScreen) and self.screen.awaits(event)
