"""How a speaker stands to the act in a sentence: denied, questioned, supposed, alleged, asserted."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from probandum.model.statement import Modality
from probandum.statements.wording import FoldedText, Place, overlap, places

_QUESTION = re.compile(r"[?？؟][\"'”’»)\]\s!.]*$")
_WORD_BEFORE = re.compile(r"[\w'-]+\W*$")
_LONGEST_NEGATION = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    """The patterns of the data file, all languages together."""

    questioned: tuple[str, ...]
    denied: tuple[str, ...]
    denied_exclusions: tuple[str, ...]
    negations: tuple[str, ...]
    negation_breaks: frozenset[str]
    hypothetical: tuple[str, ...]
    alleged: tuple[str, ...]


def modality_of(sentence: FoldedText, *, cue: Place) -> Modality:
    """Say how the speaker of a sentence stands to the act whose cue stands in it.

    Args:
        sentence: The folded sentence.
        cue: Place of the cue in it.

    Returns:
        Questioned for a question; denied for a denial or a negation directly before the
        cue; hypothetical for a condition, a threat or an intention; alleged where the
        speaker keeps a distance; otherwise asserted.

    Assumes:
        One sentence has one modality. A negation far from the cue is not seen.
    """
    cues = _cues()
    if _QUESTION.search(sentence.text) or places(sentence, patterns=cues.questioned):
        return Modality.QUESTIONED
    if _is_denied(sentence, cue=cue):
        return Modality.DENIED
    if any(start < cue[0] for start, _ in places(sentence, patterns=cues.hypothetical)):
        return Modality.HYPOTHETICAL
    if places(sentence, patterns=cues.alleged):
        return Modality.ALLEGED
    return Modality.ASSERTED


def _is_denied(sentence: FoldedText, *, cue: Place) -> bool:
    """Whether a denial stands anywhere, or a negation directly before the cue."""
    cues = _cues()
    excluded = places(sentence, patterns=cues.denied_exclusions)
    denials = places(sentence, patterns=cues.denied)
    if any(not any(overlap(denial, other) for other in excluded) for denial in denials):
        return True
    start = _negation_window(sentence.text, end=cue[0])
    return any(
        begin >= start and end <= cue[0] and not any(overlap((begin, end), x) for x in excluded)
        for begin, end in (*places(sentence, patterns=cues.negations), *_contracted(sentence))
    )


def _negation_window(text: str, *, end: int) -> int:
    """Return where the few words before a cue begin that a negation must stand in."""
    breaks = _cues().negation_breaks
    start = end
    for _ in range(_LONGEST_NEGATION):
        found = _WORD_BEFORE.search(text, 0, start)
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
    return tuple(match.span() for match in re.finditer(r"\b\w+n't\b", sentence.text))


@cache
def _cues() -> _Cues:
    """Read the data file."""
    content = files("probandum.statements").joinpath("data", "modality.toml").read_text("utf-8")
    table = tomllib.loads(content)

    def patterns(name: str) -> tuple[str, ...]:
        return tuple(pattern for language in table[name].values() for pattern in language)

    return _Cues(
        questioned=patterns("questioned"),
        denied=patterns("denied"),
        denied_exclusions=patterns("denied_exclusions"),
        negations=patterns("negations"),
        negation_breaks=frozenset(patterns("negation_breaks")),
        hypothetical=patterns("hypothetical"),
        alleged=patterns("alleged"),
    )
