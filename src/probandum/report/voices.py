"""How a passage and its speaker are called without a name: comment 3, commenter 3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from probandum.model.source import Passage, PassageKind

NAMED_KINDS = frozenset({PassageKind.ARTICLE})
"""Passages whose speaker published under a name; every other speaker is masked."""

FEWEST_LETTERS = 4
"""Of a name that is looked for in running text."""

_NUMBERED = {
    PassageKind.COMMENT: "commenter",
    PassageKind.MESSAGE: "sender",
    PassageKind.TESTIMONY: "the speaker of testimony",
}
_UNNUMBERED = {
    PassageKind.ARTICLE: "the author",
    PassageKind.LETTER: "the writer of the letter",
    PassageKind.ROW: "the list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What a passage and whoever speaks in it are called.

    Attributes:
        place: The passage within its source, such as ``"comment 3"``.
        speaker: Who speaks, such as ``"commenter 3"``.
    """

    place: str
    speaker: str


def voices_of(passages: Iterable[Passage]) -> dict[str, Voice]:
    """Call every passage and its speaker by numbers.

    A commenter who writes twice in one source under one name keeps the number of the
    first comment; whoever gave no name has one for each comment.

    Args:
        passages: Every passage of the material, in any order.

    Returns:
        A voice for each id of a passage.

    Example:
        >>> one = Passage(
        ...     id="a",
        ...     source="s",
        ...     kind=PassageKind.COMMENT,
        ...     number=2,
        ...     speaker="Somebody",
        ...     text_sha256="0" * 64,
        ...     start=0,
        ...     end=1,
        ... )
        >>> voices_of([one])["a"]
        Voice(place='comment 1', speaker='commenter 1')
    """
    counts: Counter[tuple[str, str, PassageKind]] = Counter()
    first: dict[tuple[str, str, str], int] = {}
    voices: dict[str, Voice] = {}
    ordered = sorted(passages, key=lambda each: (each.source, each.number, each.id))
    totals = Counter((each.source, each.text_sha256, PassageKind(each.kind)) for each in ordered)
    for passage in ordered:
        kind = PassageKind(passage.kind)
        series = (passage.source, passage.text_sha256, kind)
        counts[series] += 1
        number = counts[series]
        who = passage.speaker or passage.id
        kept = first.setdefault((passage.source, kind.value, who), number)
        voices[passage.id] = Voice(
            place=_place(kind, number=number, of=totals[series]),
            speaker=_speaker(kind, number=kept),
        )
    return voices


def _place(kind: PassageKind, *, number: int, of: int) -> str:
    """Call a passage by its number among those of its kind, when there are several."""
    is_alone = of == 1 and kind not in _NUMBERED and kind is not PassageKind.ROW
    return kind.value if is_alone else f"{kind.value} {number}"


def _speaker(kind: PassageKind, *, number: int) -> str:
    """Call a speaker by what they speak in."""
    if kind in _NUMBERED:
        return f"{_NUMBERED[kind]} {number}"
    return _UNNUMBERED.get(kind, "the text")


def masked_speakers(passages: Iterable[Passage]) -> frozenset[str]:
    """Return the names of speakers who are called by numbers instead."""
    return frozenset(
        passage.speaker.strip()
        for passage in passages
        if passage.speaker is not None and passage.kind not in NAMED_KINDS
    ) - {""}


def hiding(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds any of the names as whole words, or None for no name.

    Names of fewer than four letters are left out: they would be found in other words.
    """
    wanted = sorted(
        (name for name in names if sum(map(str.isalpha, name)) >= FEWEST_LETTERS),
        key=lambda name: (-len(name), name),
    )
    if not wanted:
        return None
    forms = (r"\s+".join(re.escape(word) for word in name.split()) for name in wanted)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
