"""What is raised when a source can't become an article."""

from __future__ import annotations

from pathlib import Path


class IngestError(ValueError):
    """A source that can't be read; its text is one line: the file, what is wrong, and the way out."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        """The message without the file's name."""
