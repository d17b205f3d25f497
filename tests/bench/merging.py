"""What a reader's merge of two entities costs in a large library, and taking it back.

    python -m tests.bench.merging FILE    merges the two persons with most mentions, then two seldom named
                                          ones, and undoes both

The rows are those that SQLite counts as changed; the seconds are those in which nobody else can write.
Readers read on meanwhile, from the library as it was.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from core import deciding
from core.entity import EntityType
from core.library import Library
from core.linking.decisions import Address, Decision, Verb


def main(path: Path) -> Iterator[str]:
    """A row a decision."""
    yield f"{'':24} {'mentions':>10} {'rows changed':>12} {'seconds':>8} {'cpu':>8}"
    with Library.open(path) as library:
        many = library.entity_count(EntityType.PERSON)
        for what, offset in (("hot", 0), ("seldom named", many // 2)):
            pair = library.entities(EntityType.PERSON, offset, 2)
            names = [next(iter(library.names.of_entity(one.id).values())) for one in pair]
            merge = Decision(Verb.MERGE, datetime.now(UTC), "bench", tuple(map(Address.of, names)))
            mentions = sum(one.mentions for one in pair)
            yield f"{f'merge two {what}':24} {mentions:10,} {_timed(library, [merge])}"
            yield f"{'undo it':24} {mentions:10,} {_timed(library, [])}"


def _timed(library: Library, decisions: list[Decision]) -> str:
    """Follow decisions in place of those that the library stands on."""
    before = library._connection.total_changes
    began, used = time.perf_counter(), time.process_time()
    with library.transaction():
        deciding._follow(library, decisions)
    took, cpu = time.perf_counter() - began, time.process_time() - used
    return f"{library._connection.total_changes - before:12,} {took:8.2f} {cpu:8.2f}"


if __name__ == "__main__":
    for line in main(Path(sys.argv[1])):
        print(line, flush=True)
