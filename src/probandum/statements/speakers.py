"""Who passes on whose words, for the few plain forms in which a sentence says so."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from probandum.language.folding import fold
from probandum.model.source import span_of
from probandum.model.statement import Speaker
from probandum.statements.extractor import PassageText

UNATTRIBUTED = "unattributed"

_WORD = r"[^\W\d_][\w'’.&-]*"
_PHRASE = rf"{_WORD}(?:\s+{_WORD}){{0,7}}"
_CAPITALISED = r"(?:[Tt]he\s+|[Aa]n?\s+)?(?:[A-ZÀ-ÞΑ-ΩА-Я][\w'’&-]*)(?:\s+(?:of|for|the|and|[A-ZÀ-ÞΑ-ΩА-Я][\w'’&-]*))*"
_SAYING = r"(?:said|says|say|told\s+\w+(?:\s+\w+){0,3}|report(?:ed|s)?\s+that|stat(?:ed|es)\s+that|wrote\s+that|testified|recalled|confirmed|den(?:ied|ies)|reject(?:ed|s))"

# The forms, each with the words of the speaker as its group.
_FORMS = (
    re.compile(
        rf"\b[Aa]ccording\s+to\s+(?P<speaker>{_PHRASE})(?=\s*(?:[,;:]|[.!?][\"'”’»)]*\s*$|$))"
    ),
    re.compile(rf"\b[Aa]ccording\s+to\s+(?P<speaker>{_CAPITALISED})"),
    re.compile(rf"(?:^|[,;:“\"]\s*)(?P<speaker>{_PHRASE})\s+{_SAYING}\b"),
    re.compile(rf"[”\"’]\s*(?:said|says)\s+(?P<speaker>{_CAPITALISED})"),
)
_NOBODY = re.compile(
    r"(?i)(?:it|he|she|they|we|i|you|who|which|that|this|these|those|some|many|others)\b(?:\s+\w+)?$"
)
_NO_END = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|being|had|has|have|not|never|and|or|of|by|with|to|for|in)$"
)
_CLAUSE = re.compile(r"(?i)\b(?:who|whom|whose|which|that|what|when|where|while|if|as|because)\b")
_ARTICLES = frozenset({"a", "an", "the", "one", "two", "three", "another", "some", "several"})


def chain_of(unit: PassageText, *, start: int, end: int) -> tuple[Speaker, ...]:
    """Say who passes on the words of a sentence, the passage's own speaker first.

    Args:
        unit: The passage and its whole text.
        start: First code point of the sentence in the whole text.
        end: Code point after its last.

    Returns:
        The passage's speaker as author, and one more link when the sentence says "according
        to …" or "… said". A link's name is given only where the text writes a proper name;
        otherwise its span shows the words that stand for it.

    Assumes:
        One sentence names at most one further speaker; longer chains and words such as "he
        said", whose bearer stands in another sentence, are left to a person.
    """
    author = Speaker(role="author", name=unit.passage.speaker)
    sentence = unit.text[start:end]
    for form in _FORMS:
        for found in form.finditer(sentence):
            place = _trimmed(found["speaker"], start=found.start("speaker"))
            if place is None:
                continue
            return (author, _speaker(unit, start=start + place[0], end=start + place[1]))
    return (author,)


def _trimmed(words: str, *, start: int) -> tuple[int, int] | None:
    """Return the place of a speaker's words, or None when they name nobody."""
    words = _CLAUSE.split(words)[0].rstrip().rstrip(".'’&-")
    if not words or _NOBODY.fullmatch(words) or _NO_END.search(words):
        return None
    return start, start + len(words)


def _speaker(unit: PassageText, *, start: int, end: int) -> Speaker:
    """Build a link from the words that stand for a speaker."""
    span = span_of(unit.text, start=start, end=end, text_sha256=unit.passage.text_sha256)
    return Speaker(
        role=_role(span.quote), name=span.quote if _is_name(span.quote) else None, span=span
    )


def _is_name(words: str) -> bool:
    """Whether words hold a capital beyond an article at their beginning."""
    rest = [word for word in words.split() if word.lower() not in _ARTICLES]
    if len(rest) == len(words.split()) and rest:
        is_first_a_role = fold(rest[0]) in _roles()
        rest = rest[1:] if is_first_a_role else rest
    return any(word[0].isupper() for word in rest)


def _role(words: str) -> str:
    """Return the role of a speaker by the plain words for it."""
    roles = _roles()
    found = [roles[word] for word in re.findall(r"\w+", fold(words)) if word in roles]
    for role in ("document", "witness", "official", "organisation"):
        if role in found:
            return role
    return UNATTRIBUTED


@cache
def _roles() -> dict[str, str]:
    """Read the words for roles from the data file."""
    content = files("probandum.statements").joinpath("data", "speakers.toml").read_text("utf-8")
    table = tomllib.loads(content)["roles"]
    return {
        fold(word): role
        for role in reversed(("document", "witness", "official", "organisation"))
        for words in table[role].values()
        for word in words
    }
