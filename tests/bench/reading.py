"""What reading costs of the whole of indexing, in processor time: bars are 5 % on text, 15 % on pages."""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from core.ingest import read_one
from core.pipeline import Recognizes, add
from tests.bench.figures import Figure


def figures(articles: Sequence[Path], home: Path, load: Callable[[], Recognizes]) -> Iterator[Figure]:
    """Reading alone beside adding the same articles, as text files and as pages; the ratio is the share."""
    folder = home / "pages"
    folder.mkdir()
    for kind, paths in (("text", articles), ("pages", [_page(path, folder) for path in articles])):
        reading = min(_seconds(paths) for _ in range(2))  # the first run imports what the format needs
        started = time.process_time()
        add(paths, home / f"reading-{kind}.db", load)
        whole = time.process_time() - started
        per = 1000 / len(paths)
        yield Figure(f"reading {kind}", "ms", reading * per, whole * per, "all of adding", 1)


def _seconds(paths: Sequence[Path]) -> float:
    started = time.process_time()
    for path in paths:
        read_one(path)
    return time.process_time() - started


def _page(article: Path, folder: Path) -> Path:
    """An article as a page with a menu of 60 links and a list of 40 other headlines, as sites have."""
    title, *rest = (line for line in article.read_text(encoding="utf-8").splitlines() if line.strip())
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
    others = "".join(
        f'<div class="teaser"><a href="/{n}"><h3>Another story {n}</h3></a></div>' for n in range(40)
    )
    words = "".join(f"<p>{html.escape(line)}</p>" for line in rest)
    page = folder / f"{article.stem}.html"
    page.write_text(
        f"<!DOCTYPE html><html lang=en><head><title>{html.escape(title)}</title></head>"
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>{html.escape(title)}</h1>{words}</article></main><aside>{others}</aside></body>",
        encoding="utf-8",
    )
    return page
