"""Compares names of persons: given names over languages, surnames, initials, short forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.names.match import DOUBTFUL, UNLIKE, Match
from core.names.reasons import words_alike
from core.names.tables import common_surnames, given, given_forms, particles
from core.names.tokens import Likeness, Why, compare_words, likeness
from core.romanization import fold

SHORT = 0.76
"""Score of a surname alone against a full name: enough where only one such person is known."""
_TELLING = 6
"""Sounds from which a surname tells a family by its root, or a person by its sounds without a given name."""
_SLIPPED = 5
"""Letters of a surname from which one more or less may be a slip."""
_WORDS = re.compile(r"[^\s.,;:()\[\]\"“”„«»/|]+")
_CONFUSED = (frozenset("aeiou"), frozenset("khg"))
"""Sounds that are taken for each other, so that one in the other's place may be a slip in a short surname."""
_MOST = 6
"""Words of a name that are compared; a longer "name" is a misread sentence."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in parts; `words` are its telling words in the order given name(s), surname."""

    words: tuple[str, ...]
    surname: str
    """The last word, or the first where a comma inverts the name; empty for a bare given name."""
    suffix: str = ""
    """"jr", "sr", "iii" …: of two who share all else, it tells the son from the father."""

    @property
    def bare(self) -> bool:
        """Whether it is one word at most."""
        return len(self.words) <= 1


@lru_cache(maxsize=5_000)
def parse(form: str) -> Person:
    """Take a form apart; titles, particles ("von", "al-") and suffixes are dropped, inversion is undone.

    "Taylor, William" is inverted, "William Taylor, Jr" is not.
    """
    head, comma, tail = form.partition(",")
    inverted = comma and any(part.lower().strip(".") not in particles() for part in tail.split())
    words = [*_split(tail), *_split(head)] if inverted and _split(tail) else _split(form)
    kept = words[:_MOST]
    surname = kept[-1] if kept else ""
    if len(kept) == 1 and given(surname):
        surname = ""
    return Person(tuple(kept), surname, _suffix(form))


def _suffix(form: str) -> str:
    """The suffix at the end of a form, of whatever case and with whatever stops."""
    last = form[-12:].replace(",", " ").split()[-1:]
    word = last[0].strip(".").lower() if last else ""
    return word if particles().get(word) == "suffix" and len(form.split()) > 1 else ""


def _split(text: str) -> list[str]:
    dull = particles()
    parts = [part for word in _WORDS.findall(text[:400]) for part in re.split(r"[-‐–]", word)]
    parts = [part for part in parts if any(c.isalnum() for c in part)]
    while len(parts) > 1 and dull.get(parts[0].lower()) == "title":
        parts = parts[1:]
    return parts[:1] + [part for part in parts[1:] if dull.get(part.lower(), "title") == "title"]


@lru_cache(maxsize=4_000)
def _alike(left: str, right: str) -> Likeness:
    """Compare one word of each: as given names first, since Maria and Marina differ by a letter only."""
    if left.casefold() == right.casefold():
        return likeness(Why.SAME)
    if not left or not right:
        return likeness(Why.NOTHING)
    if len(left) == 1 or len(right) == 1:
        return likeness(Why.INITIAL) if _initials(left) & _initials(right) else likeness(Why.NOTHING)
    ours, theirs = given(left), given(right)
    if ours and theirs:
        if ours & theirs:
            return max(likeness(Why.GIVEN), _romanized(left, right))
        return likeness(Why.NOTHING)
    found = compare_words(left, right)
    if found.why is Why.NOTHING and bool(ours) != bool(theirs):
        return _slipped(*((left, theirs) if theirs else (right, ours)))
    return found


def _slipped(word: str, names: frozenset[str]) -> Likeness:
    """A slip in another language's form of a given name: "Volodmyr" is Vladimir too, by way of Volodymyr."""
    if any(compare_words(word, form).score for name in names for form in given_forms()[name]):
        return likeness(Why.MISSPELT)
    return likeness(Why.NOTHING)


def tells_nobody(form: str) -> bool:
    """Whether so many bear a name that it tells nobody beyond its article: "Vladimir", "Johnson"."""
    person = parse(form)
    return person.bare and (not person.surname or fold(person.surname) in common_surnames())


def alike(left: str, right: str) -> float:
    """How like one word of each is, 0 to 1."""
    return _alike(left, right).score


def _romanized(left: str, right: str) -> Likeness:
    found = compare_words(left, right)
    return found if found.why is Why.SOUNDS else likeness(Why.GIVEN)


def _initials(word: str) -> set[str]:
    names = {name[0].lower() for name in given(word)} if len(word) > 1 else set()
    return {word[0].lower(), fold(word)[:1], *names} - {""}


@lru_cache(maxsize=2_000)  # an article's forms are compared again with each mention
def compare(left: str, right: str) -> Match:
    """Compare two forms of persons' names."""
    a, b = parse(left), parse(right)
    if not a.words or not b.words:
        return Match(1.0, ("the same form",)) if left == right else UNLIKE
    if a.bare and b.bare:
        return _both_short(a.words[0], b.words[0])
    if a.bare or b.bare:
        return _short(a, b) if a.bare else _short(b, a)
    return _full(a, b)


def _both_short(left: str, right: str) -> Match:
    """Two single words: nothing else can confirm a slip or a shared root (Corey is not Kerry)."""
    found = _alike(left, right)
    if found.why is Why.MISSPELT or (found.why is Why.ROOTS and len(fold(left)) < _TELLING):
        found = found._replace(score=DOUBTFUL)
    return Match(found.score, words_alike([(left, right, found)]))


def _short(bare: Person, full: Person) -> Match:
    """A surname alone is the one person known of that surname, unless thousands bear it."""
    if not bare.surname or (bare.suffix and bare.suffix != full.suffix):
        return UNLIKE
    found = _alike(bare.surname, full.surname)
    if found.why is not Why.SAME and (found.why is not Why.SOUNDS or len(fold(bare.surname)) < _TELLING):
        return Match(found.score * 0.6)
    reasons = words_alike([(bare.surname, full.surname, found)])
    if fold(bare.surname) in common_surnames():
        return Match(DOUBTFUL, (*reasons, "a surname alone, and one that many people bear"))
    return Match(SHORT, (*reasons, "a surname alone, and one person known of that surname"))


def _pairable(a: Person, b: Person) -> bool:
    """Whether each word of the shorter name is like one of the other; most candidates fail by the surname."""
    few, more = (a, b) if len(a.words) <= len(b.words) else (b, a)
    return all(any(_alike_in(few, one, more, other).score for other in more.words) for one in few.words[::-1])


def _align(a: Person, b: Person) -> list[tuple[int, int, Likeness]]:
    """Pair up words greedily, the likeliest pairs first, words in like places before others."""
    pairs = [
        (found.score, -abs((len(a.words) - i) - (len(b.words) - j)), -i, -j, found)
        for i, left in enumerate(a.words)
        for j, right in enumerate(b.words)
        if (found := _alike_in(a, left, b, right)).score
    ]
    used_left: set[int] = set()
    used_right: set[int] = set()
    aligned: list[tuple[int, int, Likeness]] = []
    for _score, _offset, i, j, found in sorted(pairs, key=lambda pair: pair[:4], reverse=True):
        if -i not in used_left and -j not in used_right:
            used_left.add(-i)
            used_right.add(-j)
            aligned.append((-i, -j, found))
    return sorted(aligned, key=lambda pair: pair[:2])


def _alike_in(a: Person, left: str, b: Person, right: str) -> Likeness:
    """Surnames are neither cut to an initial nor translated: John Charles is not Ivan Karl."""
    if left == a.surname or right == b.surname:
        return compare_words(left, right) if len(left) > 1 < len(right) else likeness(Why.NOTHING)
    return _alike(left, right)


def _full(a: Person, b: Person) -> Match:
    """Both give a given name and a surname: whatever one has that the other contradicts parts them."""
    aligned = _align(a, b) if _pairable(a, b) else []
    extra = max(len(a.words), len(b.words)) - len(aligned)
    if min(len(a.words), len(b.words)) > len(aligned):
        return _glued(a, b) if len(a.words) != len(b.words) else UNLIKE
    if extra and _by_middle_initial(a, b, aligned):
        return UNLIKE
    likenesses = [found for _i, _j, found in aligned]
    score = sum(found.score for found in likenesses) / len(likenesses)
    score -= 0.04 * extra
    score -= 0.08 * max(0, sum(found.why is Why.MISSPELT for found in likenesses) - 1)
    if all(found.why is Why.INITIAL for found in likenesses[:-1]) and likenesses[-1].why is Why.MISSPELT:
        return UNLIKE
    if [j for _i, j, _f in aligned] != sorted(j for _i, j, _f in aligned):
        score -= 0.02
        if extra and _surname_left_out(a, b, aligned):
            score = min(score, DOUBTFUL)
    if _two_surnames(a.surname, b.surname, likenesses[-1].why):
        score = min(score, DOUBTFUL)
    if score < DOUBTFUL:
        return Match(max(0.0, score))
    reasons = words_alike([(a.words[i], b.words[j], found) for i, j, found in aligned])
    if extra:
        reasons = (*reasons, "one of the two gives a middle name as well")
    return Match(score, reasons)


def _by_middle_initial(a: Person, b: Person, aligned: list[tuple[int, int, Likeness]]) -> bool:
    """Whether a given name is only like the longer name's middle initial: Boris is not Lyndon B. Johnson."""
    if len(a.words) < len(b.words):
        return _by_middle_initial(b, a, [(j, i, found) for i, j, found in aligned])
    first, fits = b.words[0], next(a.words[i] for i, j, _found in aligned if j == 0)
    return min(len(first), len(fits)) == 1 and not _alike(first, a.words[0]).score


def _surname_left_out(a: Person, b: Person, aligned: list[tuple[int, int, Likeness]]) -> bool:
    """Whether the longer name's surname is nowhere in the other: "Scott David Berrier" is no David Scott."""
    last = max(len(a.words), len(b.words)) - 1
    return all((i if len(a.words) > len(b.words) else j) != last for i, j, _found in aligned)


def _two_surnames(left: str, right: str, why: Why) -> bool:
    """Whether what differs in short surnames makes two of them: Comey, Comer; Risen, Rosen; Baer, Bauer.

    English has many that one letter tells apart; in other alphabets, and with accents (Dačić), it is a slip,
    and so are letters that changed places in any ("Psaki", "Pskai").
    """
    if why is Why.MISSPELT and len(left) != len(right) and min(len(left), len(right)) < _SLIPPED:
        return True
    ours, theirs = fold(left), fold(right)
    if len(ours) != len(theirs) or len(ours) > _TELLING or not (left.isascii() and right.isascii()):
        return False
    replaced = [{one, other} for one, other in zip(ours, theirs, strict=True) if one != other]
    if why is Why.ROOTS:
        return len(ours) < _TELLING
    return why is Why.MISSPELT and len(replaced) == 1 and not any(replaced[0] <= each for each in _CONFUSED)


def _glued(a: Person, b: Person) -> Match:
    """The same letters, spaced differently ("Jan Daniel" and "JanDaniel")."""
    found = compare_words("".join(a.words), "".join(b.words))
    if found.why in (Why.SAME, Why.SOUNDS):
        return Match(0.9, ("the same letters, spaced differently",))
    return UNLIKE


def conflicting(left: str, right: str) -> bool:
    """Whether two full names of persons contradict each other: other given names, or other surnames."""
    a, b = parse(left), parse(right)
    if a.bare or b.bare or not a.words or not b.words:
        return False
    return compare(left, right).score < 0.6
