"""newsboat as a peer: a feed of its own on this disk, its list of articles open."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.command import environment
from tests.terminal import Terminal

ITEMS = 200


def ready(home: Path) -> Terminal:
    """newsboat on a terminal, in the list of a feed's articles."""
    folder = home / "newsboat"
    folder.mkdir()
    feed, urls, config = folder / "feed.xml", folder / "urls", folder / "config"
    items = "".join(f"<item><title>Headline {n}</title><guid>{n}</guid></item>" for n in range(ITEMS))
    feed.write_text(
        f'<rss version="2.0"><channel><title>Peer</title>{items}</channel></rss>', encoding="utf-8"
    )
    urls.write_text(f'"exec:cat {feed}"\n', encoding="utf-8")
    config.write_text("confirm-exit no\n", encoding="utf-8")
    command = ["newsboat", "-C", str(config), "-u", str(urls), "-c", str(folder / "cache.db")]
    subprocess.run([*command, "-x", "reload"], env=environment(home), check=True, capture_output=True)
    terminal = Terminal(command, environment(home))
    terminal.wait_for("Peer")
    terminal.press("enter")
    terminal.wait_for("Headline 3")
    terminal.settle()
    return terminal
