"""From a Latin form back to the Cyrillic spellings that it may stand for, scheme by scheme.

A scheme is a set of edges "these Latin letters write that Cyrillic letter". All schemes of one language are
read in one pass: a path carries, as a bit mask, the schemes that license every edge on it, and dies when
none is left. So a form is read consistently ("Hayday" by BGN/PCGN, never by two schemes mixed), except by the
wire agencies' habits, which are a mixture themselves.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from core.romanization.folding import is_cyrillic
from core.romanization.tables import rows

LANGUAGES = {"uk": "Ukrainian", "ru": "Russian", "be": "Belarusian"}
_HABITS = "wire habits"
_IN_WORDS = {_HABITS: "as news agencies spell it", "scholarly": "scholarly transliteration"}
_BEAM = 48
"""Paths kept at each letter; a surname of 12 letters has about 20."""
_LONGEST = 32
_UNLIKELY = re.compile(
    r"[аеєиіоуюяыэё][иіы]|[^аеєиіїоуюяыэё]й|йє|йї|^[ыьй][^аоу]|.э|ґ|[жчшщ][ыюя]|[гкх]ы|[иіый][їы]|ї(?![нвс])|сг|сх|зх|зг|[иі]а|ёй|[иій][еєэя]|тс|йы"
)
"""Sequences that no or few Cyrillic names hold; they rank a spelling last."""
_HARD_ENDS = re.compile("(?<=[сц])к(?=$|[аиіоуе])")
_UNWRITTEN = str.maketrans("", "", "ьъ'’ʼ")
_SIGNS = str.maketrans("", "", "'’ʼʹʺ\"ʻ`")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A Cyrillic spelling that a form may stand for, and the schemes that would write it so."""

    text: str
    language: str
    """"uk", "ru" or "be"."""
    schemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Edge:
    letter: str
    where: str
    mask: int


@dataclass(frozen=True, slots=True)
class _Table:
    schemes: tuple[str, ...]
    edges: dict[str, tuple[_Edge, ...]]
    """Edges by the Latin letters that they read; longest key first is not needed, all are followed."""
    longest: int


@cache
def _table(language: str) -> _Table:
    header, *body = rows(__package__, f"{language}.tsv")
    schemes = tuple(header[2:])
    masks: dict[tuple[str, str, str], int] = {}
    for letter, where, *cells in body:
        for bit, cell in enumerate(cells):
            for latin in cell.split() or [""]:
                key = (_latin(latin), letter, where)
                masks[key] = masks.get(key, 0) | 1 << bit
    edges: dict[str, list[_Edge]] = {}
    for (latin, letter, where), mask in masks.items():
        if latin:  # letters that a scheme leaves out (signs) cannot be told from a Latin form
            edges.setdefault(latin, []).append(_Edge(letter, where, mask))
    return _Table(schemes, {k: tuple(v) for k, v in edges.items()}, max(map(len, edges)))


def _latin(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_SIGNS).casefold()


def spellings(word: str, language: str) -> tuple[Spelling, ...]:
    """Return the Cyrillic spellings of one language for which a word may stand, likeliest first.

    The soft sign and the apostrophe are left out, since most schemes write neither. A Cyrillic word stands
    for itself. Spellings by more schemes come first; at most 48 are kept.
    """
    read = _read(word, language)
    found = sorted(read, key=lambda text: (_unlikely(text), -read[text].bit_count(), text))
    return tuple(Spelling(text, language, _named(language, read[text])) for text in found[:_BEAM])


@lru_cache(maxsize=500)  # three kilobytes each, and few are asked for again
def _read(word: str, language: str) -> dict[str, int]:
    """Spellings with the bit masks of their schemes (no bit for a Cyrillic word, which is its own)."""
    if is_cyrillic(word):
        return {_bare(word): 0}
    text = _latin(word)
    if not text or len(text) > _LONGEST:
        return {}
    table = _table(language)
    paths: list[dict[str, int]] = [{} for _ in range(len(text) + 1)]
    paths[0][""] = (1 << len(table.schemes)) - 1
    for start in range(len(text)):
        here = list(paths[start].items())
        if len(here) > _BEAM:
            here = sorted(here, key=lambda path: (-path[1].bit_count(), path[0]))[:_BEAM]
        for end in range(start + 1, min(len(text), start + table.longest) + 1):
            for edge in table.edges.get(text[start:end], ()):
                if _fits(edge, start, end, len(text)):
                    _extend(paths[end], here, edge)
    return {_bare(text): mask for text, mask in paths[-1].items()}


def _unlikely(text: str) -> int:
    return len(_UNLIKELY.findall(text))


def _fits(edge: _Edge, start: int, end: int, length: int) -> bool:
    return edge.where == "*" or (edge.where == "^" and start == 0) or (edge.where == "$" and end == length)


def _extend(paths: dict[str, int], here: list[tuple[str, int]], edge: _Edge) -> None:
    for text, mask in here:
        left = mask & edge.mask
        if left:
            longer = text + edge.letter
            paths[longer] = paths.get(longer, 0) | left


def _named(language: str, mask: int) -> tuple[str, ...]:
    return tuple(name for bit, name in enumerate(_table(language).schemes) if mask >> bit & 1)


def _bare(cyrillic: str) -> str:
    return cyrillic.casefold().translate(_UNWRITTEN)


@lru_cache(maxsize=5_000)
def common_spelling(left: str, right: str) -> str:
    """Say which Cyrillic spelling two words both write, and by which schemes; "" where there is none.

    A spelling that published schemes explain goes before one that only habits do.
    """
    best: tuple[tuple[int, int, int, str], str] = ((-99, 0, 0, ""), "")
    for language in LANGUAGES:
        ours, theirs = _read(left, language), _read(right, language)
        for text in ours.keys() & theirs.keys():
            published = sum(_published(language, mask) for mask in (ours[text], theirs[text]))
            weight = (
                published - 2 * _unlikely(text),
                published,
                (ours[text] | theirs[text]).bit_count(),
                text,
            )
            if weight[:2] > best[0][:2] or (weight > best[0] and language == best[1]):
                best = (weight, language)
    text, language = best[0][3], best[1]
    if not text:
        return ""
    masks = (_read(word, language)[text] for word in (left, right))
    return _reason(left, right, _written(text, language), *(_named(language, mask) for mask in masks))


@cache
def _standards(language: str) -> int:
    """Bits of the schemes that a state or a standards body published, apart from a press's usage."""
    schemes = _table(language).schemes
    return sum(1 << bit for bit, name in enumerate(schemes) if not name.endswith((" press", " habits")))


def _published(language: str, mask: int) -> int:
    """How well founded a reading is: 2 by a published scheme (or Cyrillic itself), 1 by usage."""
    return 2 if mask == 0 or mask & _standards(language) else 1


def _reason(left: str, right: str, text: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """Name one scheme that writes both, or one for each; published ones before the agencies' habits."""
    shared = next((scheme for scheme in ours if scheme in theirs), "")
    each = tuple(dict.fromkeys(schemes[0] for schemes in (ours, theirs) if schemes))
    named = (shared,) if shared not in ("", _HABITS) else each
    told = "; ".join(_IN_WORDS.get(scheme, scheme) for scheme in named)
    return f"{left} ~ {right}: both write {text}" + (f" ({told})" if told else "")


def _written(text: str, language: str) -> str:
    """Capitalise, and put back the soft sign that Ukrainian adjectives in -ський and -цький have."""
    soft = _HARD_ENDS.sub("ьк", text) if language == "uk" else text
    return soft[:1].upper() + soft[1:]
