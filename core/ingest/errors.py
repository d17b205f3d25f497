"""What is raised, or handed on among the articles, when a source can't become an article."""

from __future__ import annotations

from pathlib import Path


class IngestError(ValueError):
    """A source that can't be read; its text is one line: the source, what is wrong, and the way out."""

    def __init__(self, where: Path | str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = str(where)
        """The path as it was given, or an address; with "#" and the part of it that is meant."""
        self.reason = reason
        """The message without the source's name."""


class SpentError(IngestError):
    """A source that holds more than one may: the rest of it is not read."""


class MissingExtraError(IngestError):
    """A source whose format needs a library that isn't installed."""

    def __init__(self, where: Path | str, format_name: str, extra: str) -> None:
        super().__init__(
            where, f"{format_name} needs an extra. Install it with: pip install 'warreader[{extra}]'"
        )
