"""Letters that an article gives for a name in brackets: "Quarry Rescue Committee (QRC)", then QRC."""

from __future__ import annotations

from core.entity import EntityType, FoundBy
from core.recognition.claims import Claims
from core.recognition.reading import Draft, Reading

_TYPES = (EntityType.ORG, EntityType.PLACE, EntityType.WEAPON)
_LONGEST = 8


def claim_shortened(reading: Reading, claims: Claims) -> None:
    """Claim the letters in brackets behind each name of several words, and wherever else they stand."""
    told: set[str] = set()
    for draft in claims.drafts():
        at = draft.last
        if draft.last - draft.first < 2 or draft.type not in _TYPES or at >= len(reading.words):
            continue
        word, name = reading.words[at], reading.words[draft.first : draft.last]
        bracketed = reading.gap(at) in (" (", "(") and reading.text.startswith(")", word.end)
        if not bracketed or word.text in told or not stands_for(word.text, [part.text for part in name]):
            continue
        told.add(word.text)
        full = " ".join(reading.text[name[0].start : name[-1].end].split())
        for also in reading.find(at, at + 1):
            if reading.words[also].text == word.text:
                short = Draft(also, also + 1, draft.type, FoundBy.CONSISTENCY, 0.85, f"short for {full}")
                claims.claim(short._replace(references=draft.references))


def stands_for(letters: str, words: list[str]) -> bool:
    """Whether capitals begin words of a name, in order, the last of them too.

    >>> stands_for("OLC", ["Office", "of", "Legal", "Counsel"])
    True
    >>> stands_for("AP", ["New", "York"])
    False
    """
    if not (letters.isupper() and letters.isalpha() and 1 < len(letters) <= _LONGEST):
        return False
    initials = iter(word[0].upper() for word in words)
    return letters[-1] == words[-1][0].upper() and all(letter in initials for letter in letters)
