"""Whether an article tells of a man or a woman."""

from __future__ import annotations

from core.entity import LocalEntity
from core.evidence.tables import function_words, genders


def gender_of(text: str, entity: LocalEntity) -> str:
    """ "m", "f" or "" by titles and roles, then the given name, then a Slavic surname's ending."""
    votes: list[str] = []
    for mention in entity.mentions[:12]:
        before = text[max(0, mention.start - 16) : mention.start].split()
        if before:
            votes.append(gender_of_word(before[-1]))
    votes += [gender_of_word(word) for role in entity.roles for word in role.text.split()]
    votes = [vote for vote in votes if vote]
    if votes:
        return max(set(votes), key=votes.count)
    forms = [entity.name.form, *(mention.form for mention in entity.mentions[:12])]
    for form in forms:
        words = form.lower().replace(".", "").split()
        if len(words) > 1 and genders().get(words[0]):
            return genders()[words[0]]
    surname = entity.name.form.lower().split()[-1]
    if surname.endswith(("ova", "eva", "yeva", "ina", "skaya", "ska", "cka", "skaia", "enkova")):
        return "f"
    return "m" if surname.endswith(("ov", "ev", "yev", "sky", "skyi", "skiy", "ski", "skyy", "skii")) else ""


def gender_of_word(word: str) -> str:
    """What a title or a role tells: "spokeswoman" is "f", "president" is ""."""
    plain = word.lower().strip(".,")
    return genders().get(plain, "") if plain in function_words("title") else ""
