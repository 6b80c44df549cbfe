"""How a speaker stands to the act in a sentence: denied, questioned, supposed, alleged, asserted."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from probandum.model.statement import Modality
from probandum.statements.wording import FoldedText, PatternIndex, Place, data_words, overlap

_QUESTION = re.compile(r"[?？؟][\"'”’»)\]\s!.?]*$")
_WORD_BEFORE = re.compile(r"[\w'-]+\W*$")
_LONGEST_NEGATION = 7
_NEAR = 30
_REACH = 50
# A relative clause in the present or past says what is, whatever the rest supposes.
_FACT = re.compile(r"\bwho\s+(?:are|is|have|has|were|was)\b[^,;:.]*$")
_BREAK = re.compile(r"[,;:.]|\b(?:who|which|that|including|and|is|are|was|were)\b")
_MARK = re.compile(r"[,;:.]")
_PAST = re.compile(r"(?:was|were)\b")
_RELATIVE = re.compile(
    r"(?:\b(?:who|whom|whose|which|that)(?:\s+\w+){0,2}\s+"
    r"|\b(?:people|men|women|children|those|ones|\w{3,}s)\s+(?:they|he|she|we|it)(?:\s+\w+)?\s+)$"
)
_KINDS = (
    "questioned",
    "denied",
    "denied_before",
    "denied_exclusions",
    "negations",
    "hypothetical",
    "hypothetical_clause",
    "hypothetical_near",
    "alleged",
    "alleged_near",
    "supposed_words",
    "undenied",
)

_Found = dict[str, tuple[Place, ...]]


def modality_of(sentence: FoldedText, *, cue: Place) -> Modality:
    """Say how the speaker of a sentence stands to the act whose cue stands in it.

    Args:
        sentence: The folded sentence.
        cue: Place of the cue in it.

    Returns:
        Questioned for a question; denied for a denial, or a negation directly before the cue
        in the same clause; alleged where a denial is itself denied ("it is not true that
        nobody was killed"); hypothetical for a condition, a threat, an intention or a rule;
        alleged where the speaker keeps a distance; otherwise asserted.

    Assumes:
        A negation in a relative clause ("those who have not been killed") says something of
        those people only and denies nothing. A negation far from the cue is not seen.
    """
    found = _found_in(sentence.text)
    if _is_question(sentence, found=found, cue=cue):
        return Modality.QUESTIONED
    denials = _denials(found, cue=cue)
    negations = _negations(sentence, found=found, cue=cue)
    if found.get("undenied") or (denials and negations and not _same(denials, negations)):
        return Modality.ALLEGED
    if _is_supposed(sentence.text, found=found, cue=cue) and not denials:
        return Modality.HYPOTHETICAL
    if denials or negations:
        return Modality.DENIED
    is_accused = _is_near(sentence.text, places=found.get("alleged_near", ()), cue=cue)
    return Modality.ALLEGED if found.get("alleged") or is_accused else Modality.ASSERTED


def modality_of_word(sentence: FoldedText, *, cue: Place) -> Modality:
    """Say how the speaker stands to a legal word of their own.

    Returns:
        As ``modality_of``, but hypothetical also where the speaker only says what others
        would call it.
    """
    found = _found_in(sentence.text)
    if _is_question(sentence, found=found, cue=cue):
        return Modality.QUESTIONED
    if any(start < cue[0] for start, _ in found.get("supposed_words", ())):
        return Modality.HYPOTHETICAL
    return modality_of(sentence, cue=cue)


def _is_question(sentence: FoldedText, *, found: _Found, cue: Place) -> bool:
    """Whether a sentence asks, or leaves open what stands behind "whether"."""
    is_open = any(start < cue[0] for start, _ in found.get("questioned", ()))
    return is_open or _QUESTION.search(sentence.text) is not None


def _is_supposed(text: str, *, found: _Found, cue: Place) -> bool:
    """Whether what stands before a cue supposes, and the cue is no plain past passive."""
    if _FACT.search(text, max(0, cue[0] - _REACH), cue[0]) is not None:
        return False
    if any(start < cue[0] for start, _ in found.get("hypothetical", ())):
        return True
    clauses = found.get("hypothetical_clause", ())
    if any(end <= cue[0] and _MARK.search(text, end, cue[0]) is None for _, end in clauses):
        return True
    near = found.get("hypothetical_near", ())
    return _PAST.match(text, cue[0]) is None and _is_near(text, places=near, cue=cue)


def _is_near(text: str, *, places: tuple[Place, ...], cue: Place) -> bool:
    """Whether one of some words stands close before a cue, in its clause."""
    return any(
        start < cue[0] and cue[0] - end <= _NEAR and _BREAK.search(text[end : cue[0]]) is None
        for start, end in places
    )


def _denials(found: _Found, *, cue: Place) -> tuple[Place, ...]:
    """Return the words of denial that stand anywhere, or before a cue where they must."""
    excluded = found.get("denied_exclusions", ())
    before = (place for place in found.get("denied_before", ()) if place[0] < cue[0])
    return tuple(
        denial
        for denial in (*found.get("denied", ()), *before)
        if not any(overlap(denial, other) for other in excluded)
    )


def _negations(sentence: FoldedText, *, found: _Found, cue: Place) -> tuple[Place, ...]:
    """Return the negations that stand before a cue and govern it."""
    candidates = (*found.get("negations", ()), *_contracted(sentence))
    if not candidates:
        return ()
    excluded = found.get("denied_exclusions", ())
    start = _negation_window(sentence.text, end=cue[0])
    return tuple(
        (begin, end)
        for begin, end in candidates
        if begin >= start
        and end <= cue[0]
        and not any(overlap((begin, end), other) for other in excluded)
        and not _is_relative(sentence.text, start=begin, end=end)
    )


def _is_relative(text: str, *, start: int, end: int) -> bool:
    """Whether a negation stands in a clause that only says which people are meant."""
    if re.match(r"no(?:ne|body)?\b", text[start:end]):
        return False
    return _RELATIVE.search(text[max(0, start - 60) : start]) is not None


def _same(first: tuple[Place, ...], second: tuple[Place, ...]) -> bool:
    """Whether some denial and some negation are the same words."""
    return any(overlap(one, other) for one in first for other in second)


def _negation_window(text: str, *, end: int) -> int:
    """Return where the few words before a cue begin that a negation must stand in."""
    breaks = _breaks()
    start = end
    for _ in range(_LONGEST_NEGATION):
        found = _WORD_BEFORE.search(text, max(0, start - 60), start)
        if found is None:
            break
        word = re.match(r"[\w'-]+", found[0])
        gap = found[0][word.end() :] if word is not None else ""
        if (word is not None and word[0] in breaks) or re.search(r"[,;:.()\"“”]", gap):
            break
        start = found.start()
    return start


def _contracted(sentence: FoldedText) -> tuple[Place, ...]:
    """Find contracted negations such as "didn't"."""
    if "n't" not in sentence.text:
        return ()
    return tuple(match.span() for match in re.finditer(r"\b\w+n't\b", sentence.text))


@lru_cache(maxsize=64)
def _found_in(text: str) -> _Found:
    """Find the patterns once for all cues of a sentence."""
    return _cues().find(FoldedText(text=text, starts=(), original=text))


@cache
def _breaks() -> frozenset[str]:
    """Return the words at which the reach of a negation ends."""
    return frozenset(data_words("modality", "negation_breaks"))


@cache
def _cues() -> PatternIndex:
    """Return the patterns of the data file, all languages together."""
    return PatternIndex((kind, data_words("modality", kind)) for kind in _KINDS)
