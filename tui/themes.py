"""The themes: those of the package (`looks.tsv`), and a reader's own, which are TOML files.

A theme gives colours, and how words are drawn beside their colour, so that types are told apart without any.
What it leaves out it has from the theme that it names as its base. A mistake is told and passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from textual.theme import Theme

from core import settings

_TABLE = Path(__file__).with_name("looks.tsv")
_OF_TEXTUAL = ("primary", "foreground", "background", "surface", "panel", "warning")
"""Colours that Textual's own widgets take too."""
_STYLES = frozenset(("none", "bold", "dim", "italic", "underline", "reverse", "strike"))
_STYLED = "-style"


def own(folder: Path) -> tuple[list[Theme], list[str]]:
    """A reader's own themes, called as their files are, and what is wrong in them."""
    complaints: list[str] = []
    themes = []
    for path in sorted(folder.glob("*.toml")):
        try:
            themes.append(_read(path, complaints))
        except (OSError, ValueError, RecursionError) as error:
            complaints.append(f"{path}: can't be read ({settings.why(error)}). Mend or remove it.")
    return themes, complaints


def _read(path: Path, complaints: list[str]) -> Theme:
    import tomllib

    table = tomllib.loads(path.read_text(encoding="utf-8"))
    dark = table.pop("dark", None)
    name = table.pop("base", LIGHT.name if dark is False else DARK.name)
    if not isinstance(name, str) or name not in OURS:
        complaints.append(f'{path}: no theme of ours is called "{name}". Known are {", ".join(OURS)}.')
        name = DARK.name
    base = OURS[name]
    known = _known(base)
    for part, suffix in (("colours", ""), ("styles", _STYLED)):
        given = table.pop(part, {})
        known |= _given(path, given if isinstance(given, dict) else {}, suffix, frozenset(known), complaints)
    complaints += [
        f'{path}: "{key}" means nothing here. Put it below [colours] or [styles].' for key in table
    ]
    return _theme(path.stem, base.dark if dark is None else dark is not False, known)


def _known(theme: Theme) -> dict[str, str]:
    return {key: getattr(theme, key) for key in _OF_TEXTUAL} | theme.variables


def _theme(name: str, dark: bool, known: Mapping[str, str]) -> Theme:
    cursor = {f"block-cursor-text{_STYLED}": known[f"on{_STYLED}"]}  # of Textual's lists
    theme = Theme(name, known["primary"], dark=dark, variables=cursor)
    for key, value in known.items():
        if key in _OF_TEXTUAL:
            setattr(theme, key, value)
        else:
            theme.variables[key] = value
    return theme


def _given(
    path: Path, entries: Mapping[str, Any], suffix: str, names: frozenset[str], complaints: list[str]
) -> Iterable[tuple[str, str]]:
    """The entries that mean something."""
    from textual.color import Color, ColorParseError

    for key, value in entries.items():
        try:
            if f"{key}{suffix}" not in names:
                raise ValueError(f'nothing is called "{key}"')
            if not isinstance(value, str) or (suffix and not set(value.split()) <= _STYLES):
                raise ValueError(f"{key} should be of {', '.join(sorted(_STYLES))}")
            if not suffix:
                Color.parse(value)
            yield f"{key}{suffix}", value
        except (ValueError, ColorParseError) as error:
            told = str(error).partition("\n")[0]
            complaints.append(f"{path}: {told}; the theme's base is used for it.")


def _ours() -> Iterator[Theme]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    columns = zip(*(line.split("\t") for line in lines if not line.startswith("#")), strict=True)
    variables, *themes = columns
    for name, dark, *values in themes:
        yield _theme(name, dark == "yes", dict(zip(variables[2:], values, strict=True)))


OURS = {theme.name: theme for theme in _ours()}
"""Read at once: six themes take 0.2 ms."""
DARK, LIGHT, *_ = OURS.values()


def defaults(dark: bool) -> dict[str, str]:
    """Values for the variables of our own in a theme that does not know them."""
    return dict((DARK if dark else LIGHT).variables)
