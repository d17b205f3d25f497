"""`warreader compare ID ID`: two or more articles beside each other."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import Any

from core.comparing import Comparison, NamedEntity, SharedQuote, gather
from core.entity import EntityType
from core.library.statements.records import StatedQuote
from tui.cli.commands.figures import print_figure, print_pair
from tui.cli.commands.quotes import beside
from tui.cli.context import CommandError, Context
from tui.cli.output import say, say_json, say_wrapped
from tui.cli.stated import by, figure_json, pair_json, quote_json, words
from tui.reading.phrases import day, joined

_FEW = 8
"""Lines of a kind that are printed unless all are asked for."""
_KINDS = {
    "entities": tuple(kind for kind in EntityType if kind is not EntityType.PLACE),
    "places": (EntityType.PLACE,),
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "ids", metavar="ID", type=int, nargs="+", help="articles' numbers in `warreader list`"
    )
    parser.add_argument("--all", action="store_true", help=f"everything, not the first {_FEW} of each kind")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(context: Context, options: Namespace) -> int:
    ids = list(dict.fromkeys(options.ids))
    if len(ids) < 2:
        raise CommandError("name two articles or more. `warreader list` shows the numbers.")
    with context.open() as library:
        for one in ids:
            try:
                library.article_position(one)
            except KeyError:
                raise CommandError(f"no article {one}. `warreader list` shows the numbers.") from None
        told = gather(library, ids)
    if options.json:
        say_json(comparison_json(told))
    else:
        _print(told, None if options.all else _FEW)
    return 0


def _print(told: Comparison, most: int | None) -> None:
    for place, side in enumerate(told.sides):
        article = side.stored.article
        say_wrapped(f"{_letter(place)}  {joined(side.name, day(article.published), article.headline)}")
    for what, kinds in _KINDS.items():
        entities = [one for one in told.entities if one.type in kinds]
        _print_lines(f"Shared {what}, with their spellings", (_spelt(e) for e in entities if e.shared), most)
        for place in range(len(told.sides)):
            sole = [_sole(one) for one in entities if not one.shared and one.mentions[place]]
            _print_run(f"{what.capitalize()} that {_letter(place)} alone names", sole, most)
    _print_quotes(told, most)
    _print_figures(told, most)
    _print_lines(
        "Sources, with how often each gives them the word",
        (f"{one.label}: {_by_side(one.statements)}" for one in told.sources),
        most,
    )
    for place in range(len(told.sides)):
        sole = [sentence.text for sentence in told.sole_sentences(place)]
        all_of_them = len(told.sentences[place])
        _print_lines(f"Sentences that {_letter(place)} alone has: {len(sole)} of {all_of_them}", sole, most)


def _print_quotes(told: Comparison, most: int | None) -> None:
    if told.shared_quotes:
        say()
        say("Shared quotes")
    for shared in told.shared_quotes[:most]:
        _print_shared(shared)
    for place, quotes in enumerate(told.sole_quotes):
        lines = (f"{by(quote.speaker)}: {words(quote)}{_seen(told, place, quote)}" for quote in quotes)
        _print_lines(f"Quotes and claims that {_letter(place)} alone has", lines, most)


def _print_shared(shared: SharedQuote) -> None:
    first = next(quotes[0] for quotes in shared.wordings if quotes)
    if shared.speakers_differ:
        say_wrapped("given to different speakers:", 2)
    for place, quotes in enumerate(shared.wordings):
        for quote in quotes:
            seen = "  (first seen)" if place == shared.first_seen else ""
            line, *beyond = beside(first.text, quote.text)
            say_wrapped(f"{_letter(place)}  {by(quote.speaker)}: {line}{seen}", 2)
            for extra in beyond:
                say_wrapped(extra, 5)


def _print_figures(told: Comparison, most: int | None) -> None:
    if told.pairs:
        say()
        say("Figures about the same thing")
    for pair in told.pairs[:most]:
        print_pair(pair)
    for place, figures in enumerate(told.sole_figures):
        if figures:
            say()
            say(f"Figures that {_letter(place)} alone has: {len(figures)}")
        for figure in figures[:most]:
            print_figure(figure, 2)


def _print_lines(title: str, lines: Iterable[str], most: int | None) -> None:
    found = list(lines)
    if not found:
        return
    say()
    say(title)
    for line in found[:most]:
        say_wrapped(line, 2)
    if most is not None and len(found) > most:
        say(f"  … and {len(found) - most} more (--all)")


def _print_run(title: str, parts: list[str], most: int | None) -> None:
    """Short things in one paragraph."""
    if parts:
        shown = parts if most is None else parts[: 3 * most]
        more = len(parts) - len(shown)
        _print_lines(title, [", ".join(shown) + (f" … and {more} more (--all)" if more else "")], None)


def _letter(place: int) -> str:
    """What an article is called in the comparison: A, B … Z, then its number."""
    return chr(ord("A") + place) if place < 26 else f"#{place + 1}"


def _spelt(entity: NamedEntity) -> str:
    forms = (
        f"{_letter(place)} {', '.join(forms)} {entity.mentions[place]}"
        for place, forms in enumerate(entity.spellings)
        if forms
    )
    seen = f"first seen in {_letter(entity.first_seen)}" if entity.first_seen is not None else ""
    return joined(f"{entity.label}: {'; '.join(forms)}", seen, "only here" if entity.only_here else "")


def _sole(entity: NamedEntity) -> str:
    return f"{entity.label}*" if entity.only_here else entity.label


def _seen(told: Comparison, place: int, quote: StatedQuote) -> str:
    """Who else has a quote or a claim, and whether it was seen here first."""
    also = ", ".join(map(_letter, told.told_also(place, quote)))
    marks = joined(
        "" if quote.utterance is None else f"others have it: utterance {quote.utterance}",
        f"told by {also} too" if also else "",
        "first seen" if told.first_seen(place, quote) else "",
        "only here" if told.only_here(place, quote) else "",
    )
    return f"  [{marks}]" if marks else ""


def _by_side(counts: tuple[int, ...]) -> str:
    return ", ".join(f"{_letter(place)} {times}" for place, times in enumerate(counts) if times)


def comparison_json(told: Comparison) -> dict[str, Any]:
    """A comparison; articles by their numbers, lists by article in the order of `articles`."""
    ids = [side.stored.id for side in told.sides]
    return {
        "articles": [
            {"id": side.stored.id, "outlet": side.name, "headline": side.stored.article.headline}
            for side in told.sides
        ],
        "entities": [
            {
                "id": one.entity,
                "label": one.label,
                "type": one.type,
                "mentions": one.mentions,
                "spellings": one.spellings,
                "shared": one.shared,
                "first_seen": None if one.first_seen is None else ids[one.first_seen],
                "only_here": one.only_here,
            }
            for one in told.entities
        ],
        "shared_quotes": [
            {
                "utterance": one.utterance,
                "wordings": [[quote_json(quote) for quote in quotes] for quotes in one.wordings],
                "first_seen": None if one.first_seen is None else ids[one.first_seen],
                "speakers_differ": one.speakers_differ,
            }
            for one in told.shared_quotes
        ],
        "sole_quotes": [
            [
                quote_json(quote)
                | {
                    "told_also": [ids[one] for one in told.told_also(place, quote)],
                    "first_seen": told.first_seen(place, quote),
                    "only_here": told.only_here(place, quote),
                }
                for quote in quotes
            ]
            for place, quotes in enumerate(told.sole_quotes)
        ],
        "pairs": [pair_json(pair) for pair in told.pairs],
        "sole_figures": [[figure_json(figure) for figure in figures] for figures in told.sole_figures],
        "sole_sentences": [
            [
                {"start": sentence.start, "end": sentence.end, "text": sentence.text}
                for sentence in told.sole_sentences(place)
            ]
            for place in range(len(told.sides))
        ],
        "sources": [
            {"entity": one.entity, "label": one.label, "statements": one.statements} for one in told.sources
        ],
    }
