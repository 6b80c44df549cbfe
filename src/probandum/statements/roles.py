"""Which words name a speaker, and in what role, by the plain words for it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from probandum.language.folding import fold
from probandum.statements.wording import PatternIndex, data_words, folded

UNATTRIBUTED = "unattributed"
_ORDER = ("document", "witness", "official", "organisation", "trade")
POINTING = re.compile(r"(?i)(?:these|those|this|such|both|two|three|some|several|other)\s")
_FORMER = re.compile(
    r"\bformer\b.*\b(?:soldiers?|guards?|officers?|agents?|prisoners?|detainees?|inmates?|officials?"
    r"|sergeants?|captains?|lieutenants?|majors?|corporals?|policem[ae]n)\b"
)
_ARTICLES = frozenset({"a", "an", "the", "one", "two", "three", "another", "some", "several"})
PRONOUN = re.compile(r"(?i)(?:he|she|they)")


def is_proper(words: str, *, role: str) -> bool:
    """Whether the words for a speaker are a name, and not a description."""
    if role == "document" or fold(words) in nobody() or POINTING.match(words):
        return False
    if PRONOUN.fullmatch(words):
        return False
    if passives().find(folded(words)):
        return False
    return is_name(words)


def is_name(words: str) -> bool:
    """Whether words hold a capital beyond an article or a role word at their beginning."""
    rest = [word for word in words.split() if word.lower() not in _ARTICLES]
    if len(rest) == len(words.split()) and rest:
        is_first_a_role = fold(rest[0]) in _roles()
        rest = rest[1:] if is_first_a_role else rest
    if rest and len(rest) == len(words.split()) and len(rest) > 1 and not rest[1][0].isupper():
        rest = rest[1:]
    return any(word[0].isupper() for word in rest)


def role_of(words: str) -> str:
    """Return the role of a speaker by the plain words for it."""
    if any(name in words for name in data_words("speakers", "organisations")):
        return "organisation"
    if _FORMER.search(words):
        return "witness"
    roles = _roles()
    parts = re.findall(r"[\w.]*\w", words)
    pairs = [" ".join(pair) for pair in pairwise(parts)]
    found = {roles[part] for part in (*parts, *pairs) if part in roles}
    head = re.split(r"\b(?:of|for|from|in|at)\b", words)[0]
    heads = {
        role for part, role in roles.items() if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", head)
    }
    for role in _ORDER:
        if role in (heads or found):
            return "witness" if role == "trade" else role
    return UNATTRIBUTED


@cache
def nobody() -> frozenset[str]:
    """Return words for speakers nobody names."""
    return frozenset(data_words("speakers", "nobody"))


@cache
def passives() -> PatternIndex:
    """Return the forms in which nobody is named."""
    return PatternIndex((("passives", data_words("speakers", "passives")),))


@cache
def _roles() -> dict[str, str]:
    """Return the words for roles, the role that goes before winning."""
    return {
        fold(word): role
        for role in reversed(_ORDER)
        for word in data_words("speakers", "roles", role)
    }
