"""What a copy of one wire story costs, as more and more outlets print it.

    python -m tests.bench.copied [COPIES]

Each copy leaves out some paragraphs of a made report, adds a sentence of its own desk and is dated within
three days. Prints, whenever the copies have doubled, the processor time that linking and storing took for one
of the last half, recognition left out; then in how many stories they stand, and as how many sources.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from core import pipeline
from core.article import Article, Provenance
from core.examining import prepared
from core.library import Library
from core.library.records import LinkedArticle
from core.linking import Linker
from core.recognition import load

COPIES = 800
FIRST = 100
OUTLETS = 400
_PLACES = ("Kyiv", "Kharkiv", "Kherson", "Bakhmut", "Luhansk", "Mariupol", "Odesa", "Dnipro", "Sumy")
_PEOPLE = ("Volodymyr Zelensky", "Serhiy Haidai", "Sergei Lavrov", "Dmytro Kuleba", "Antony Blinken")
_REPORT = (
    "Crews searched the ruins of a grain store in {place} after three missiles fell on the northern quarter.",
    "At least 14 people were killed and 37 wounded in {place}, {who} told reporters beside the river port.",
    "“We shall rebuild every wall of this town before the first snow has come,” {who} said in an address.",
    "The shelling of {place} began before dawn and damaged two schools, a bakery and the water works.",
    "{who} said that shipments through {place} would stop for ten days while divers clear the channel.",
    "“Nobody asked us whether we wanted to leave this street,” said a teacher from {place} on Tuesday.",
    "About 2,300 residents of {place} have been taken to shelters in the west by the administration.",
    "Power was back in most of {place} by evening, {who} wrote, but the hospital ran on two generators.",
)


def copies(many: int) -> Iterator[Article]:
    chance = Random(5)
    report = [line.format(place=chance.choice(_PLACES), who=chance.choice(_PEOPLE)) for line in _REPORT * 3]
    for number in range(many):
        own = [report[0], *sorted(chance.sample(report[1:], len(report) - 4), key=report.index)]
        text = "\n\n".join(
            ["Missiles strike a grain store", *own, f"Desk {number} has prepared this report."]
        )
        origin = Provenance(f"/press/{number}", sha256(text.encode()).hexdigest(), datetime.now(UTC))
        day = date(2022, 6, 20) + timedelta(chance.randrange(3))
        yield Article(
            text, origin, "Missiles strike a grain store", "", f"Outlet {number % OUTLETS}", published=day
        )


def main(many: int) -> None:
    articles = list(copies(many))
    annotations = map(prepared, articles, load().annotate(articles))
    spent, due = 0.0, FIRST
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "war.db") as library:
        linker = Linker(library.names)
        for number, (article, annotation) in enumerate(zip(articles, annotations, strict=True), 1):
            began = time.process_time()
            with library.transaction():
                pipeline.stored(library, LinkedArticle(article, annotation, linker.link(article, annotation)))
            spent += time.process_time() - began
            if number == due:
                last = number if due == FIRST else number // 2
                print(
                    f"{number:,} copies: {1000 * spent / last:.0f} ms for one of the last {last:,}",
                    flush=True,
                )
                spent, due = 0.0, 2 * due
        told = library.largest_stories(0, 1)[0]
        stories = library.story_count()
        print(f"{stories} stories; the largest has {told.articles:,} articles, {told.sources} source")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else COPIES)
