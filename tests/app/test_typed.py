"""What is pasted into a field, or stood there before, is drawn as visible text."""

from __future__ import annotations

import pytest
from textual.events import Paste

from tests.app.conftest import Story
from tui.widgets.typed import TypedLine

HIDDEN = "a\u202eb\u200bc\U000e0041d"


@pytest.mark.parametrize("key", ["F", "/", "m"])
async def test_a_line(story: Story, key: str) -> None:
    async with story() as reader:
        await reader.press("2", "e", key)
        field = reader.app.screen.query_one(TypedLine)
        field.post_message(Paste(HIDDEN))
        await reader.settle()
        assert field.value == HIDDEN, "it is kept as it is"
        seen = reader.seen()
        assert not set(HIDDEN) - set("abcd") & set(seen) and "a\ufffdb·c·d" in seen
