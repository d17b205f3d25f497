"""Our own two themes, and what any other theme of Textual's is given for the colours that only we use."""

from __future__ import annotations

from textual.theme import Theme

_DARK = {
    "type-person": "#e8c06f",
    "type-place": "#84c9a0",
    "type-org": "#8bb4f0",
    "type-weapon": "#f0907a",
    "type-norp": "#c3a6ee",
    "type-event": "#ee9ac4",
    "quiet": "#8b93a1",
    "faint": "#626a78",
    "rule": "#343a46",
    "found": "#4b4425",
    "title-ground": "#1b1f27",
    "pane-title": "#e6e9ef",
    "pane-title-ground": "#30405c",
    "cursor-ground": "#2a3548",
    "resting-ground": "#20252f",
}
_LIGHT = {
    "type-person": "#8a5a00",
    "type-place": "#12704a",
    "type-org": "#1b58a8",
    "type-weapon": "#b03a1c",
    "type-norp": "#6c3fa3",
    "type-event": "#a3276b",
    "quiet": "#6b6f76",
    "faint": "#92969d",
    "rule": "#d3d0c8",
    "found": "#f2e3a6",
    "title-ground": "#f0ede6",
    "pane-title": "#ffffff",
    "pane-title-ground": "#33588f",
    "cursor-ground": "#dbe5f4",
    "resting-ground": "#ebe8e1",
}

DARK = Theme(
    name="warreader-dark",
    primary="#7fb0ff",
    foreground="#d3d7de",
    background="#14171d",
    surface="#1b1f27",
    panel="#1b1f27",
    warning="#e8c06f",
    dark=True,
    variables=_DARK,
)
LIGHT = Theme(
    name="warreader-light",
    primary="#1b58a8",
    foreground="#24272c",
    background="#faf8f4",
    surface="#f0ede6",
    panel="#f0ede6",
    warning="#a05a00",
    dark=False,
    variables=_LIGHT,
)


def defaults(dark: bool) -> dict[str, str]:
    """Values for the variables of our own in a theme that does not know them."""
    return dict(_DARK if dark else _LIGHT)
