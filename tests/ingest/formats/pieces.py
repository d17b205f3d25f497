"""The invented pieces out of which the corpus of formats is made."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = HERE / "files"
Run = Callable[..., None]


@dataclass(frozen=True)
class Piece:
    """One article as its author wrote it."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    outlet: str
    byline: str
    published: date
    language: str
    url: str

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, *self.paragraphs))

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


def _piece(name: str, told: dict[str, object]) -> Piece:
    title, *paragraphs = (HERE / "pieces" / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return Piece(name, title, tuple(paragraphs), **told)  # type: ignore[arg-type]


PIECES = {
    name: _piece(name, told)
    for name, told in tomllib.loads((HERE / "pieces.toml").read_text(encoding="utf-8")).items()
}
BRIDGE, BAKERY, LIBRARY = PIECES.values()


def markdown(piece: Piece, *, author: bool = True) -> str:
    """A piece as Markdown with front matter, as pandoc takes it."""
    head = f"title: {piece.title!r}\ndate: {piece.published}\nlang: {piece.language}\n"
    head += f"author: {piece.byline}\npublisher: {piece.outlet}\n" if author else ""
    return f"---\n{head}---\n\n{piece.body}\n"


def page(piece: Piece) -> str:
    """A piece as a page of its outlet's site."""
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in piece.paragraphs)
    return f"""<!DOCTYPE html>
<html lang="{piece.language}"><head><meta charset="utf-8"><title>{piece.title} | {piece.outlet}</title>
<link rel="canonical" href="{piece.url}">
<script type="application/ld+json">
{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{piece.title}",
 "datePublished": "{piece.published}T06:30:00+02:00", "dateModified": "{piece.published}T09:00:00+02:00",
 "author": [{{"@type": "Person", "name": "{piece.byline}"}}],
 "publisher": {{"@type": "Organization", "name": "{piece.outlet}"}}, "url": "{piece.url}"}}
</script></head>
<body><header><nav><a href="/">Home</a> <a href="/war">War</a></nav></header>
<main><article><h1>{piece.title}</h1>
{paragraphs}
</article></main>
<footer><p>© {piece.outlet}</p></footer><script>document.title = "no"</script></body></html>
"""
