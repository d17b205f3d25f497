"""Who gives a figure: the name or noun beside a verb of saying, or after "according to", in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.entity import EntityType, LocalEntity, Mention
from core.sentences import sentence_at
from core.statement import Attribution

_SAID = re.compile(
    r"\b(?P<verb>said|says|say|told|added|wrote|announced|reported|reports|estimates?d?|claimed|claims|stated|warned|confirmed|"
    r"tweeted|posted|believes?|acknowledged)\b|\b(?P<to>according to|per)\s(?:the\s)?",
    re.IGNORECASE,
)
_SPEAKERS = (EntityType.PERSON, EntityType.ORG, EntityType.PLACE)
_BODY = re.compile(
    r"(?:\b(?:[Tt]he|a|an|its|his|local|regional|[A-Z]\w+n|U\.S\.|defen[cs]e|senior|two)\s){0,4}"
    r"\b(?:(?i:ministry|officials?|governor|mayor|military|president|spokes\w+|authorities|prosecutors?|police|government|"
    r"administration|army|service|agency|report|commander|minister|he|she|it|they))$"
)
_NEAR = 60
"""How far from the verb its subject is looked for."""


class Sources:
    """The sources that one article's sentences name."""

    def __init__(self, text: str, mentions: Sequence[Mention], entities: Sequence[LocalEntity]) -> None:
        self.text = text
        self.speakers = [m for m in mentions if m.type in _SPEAKERS]
        self.entity_at = {m.start: index for index, entity in enumerate(entities) for m in entity.mentions}
        self._sentence = (0, 0)
        self._found: list[Attribution] = []

    def of(self, start: int, end: int) -> Attribution | None:
        """The source of a figure: the one nearest to it in its sentence, or None."""
        first, last = self._sentence
        if not first <= start < end <= last:
            self._sentence = sentence_at(self.text, start, end)
            self._found = self._named(*self._sentence)
        return min(self._found, key=lambda source: abs(source.start - start), default=None)

    def _named(self, first: int, last: int) -> list[Attribution]:
        tellings = list(_SAID.finditer(self.text, first, last))
        speakers = [m for m in self.speakers if first <= m.start < last] if tellings else []
        found = (self._source(said, speakers, first, last) for said in tellings)
        return [source for source in found if source is not None]

    def _source(
        self, said: re.Match[str], speakers: list[Mention], first: int, last: int
    ) -> Attribution | None:
        """The subject of one verb of saying: before it, or right after it."""
        after = [m for m in speakers if 0 <= m.start - said.end() <= 30 and self._joined(said.end(), m.start)]
        if said["to"]:
            return self._made(after[0], f"after '{said['to'].casefold()}'") if after else None
        verb = said["verb"]
        before = [
            m for m in speakers if 0 <= said.start() - m.end <= 25 and self._joined(m.end, said.start())
        ]
        if before:
            return self._made(before[-1], f"before '{verb}'")
        body = _BODY.search(self.text, max(first, said.start() - _NEAR), max(first, said.start() - 1))
        if body:
            return Attribution(body.start(), body.end(), body.group(), None, f"before '{verb}'")
        return self._made(after[0], f"after '{verb}'") if after and verb != "told" else None

    def _joined(self, left: int, right: int) -> bool:
        """Whether nothing but a few lower-case words stands between a name and its verb."""
        return re.fullmatch(r"(?:\s?[a-z'’,-]+){0,3}\s?", self.text[left:right]) is not None

    def _made(self, mention: Mention, reason: str) -> Attribution:
        return Attribution(
            mention.start, mention.end, mention.form, self.entity_at.get(mention.start), reason
        )
