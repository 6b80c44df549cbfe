"""A testimony written as turns: who speaks stands before a colon at the beginning of a line."""

from __future__ import annotations

import re
from collections import Counter

from probandum.model.source import PassageKind
from probandum.sources.headers import lines_of
from probandum.sources.reader import PassageDraft

_FEWEST_TURNS = 4
_QUESTION = re.compile(r"(?P<label>Q|A|Q\d{1,3}|A\d{1,3})\s?[:.)]\s+(?=\S)")
_ROLE = re.compile(
    r"(?P<label>(?:(?:the|mr|ms|mrs|dr)\.?\s)?(?:interviewer|interviewee|interpreter|witness|"
    r"investigator|prosecutor|counsel|judge|president|questioner|translator|respondent|survivor|"
    r"question|answer|frage|antwort|pregunta|respuesta|вопрос|ответ)"
    r"(?:\s[A-Z0-9][\w.-]{0,20}){0,3})\s?:\s*",
    re.IGNORECASE,
)


def turns_in(text: str) -> tuple[PassageDraft, ...]:
    r"""Divide a testimony into its turns.

    Args:
        text: The whole text, ends of lines as they are.

    Returns:
        What stands before the first turn as a document, then each turn as testimony of the
        speaker as written, without the label; nothing when fewer than four lines begin with
        a label, or only one label is used.

    Example:
        >>> text = "Q: When?\nA: At night.\nQ: Who?\nA: Soldiers.\n"
        >>> [(turn.speaker, text[turn.start : turn.end]) for turn in turns_in(text)]
        [('Q', 'When?'), ('A', 'At night.'), ('Q', 'Who?'), ('A', 'Soldiers.')]
    """
    found = [
        (line.start, line.start + match.end(), match["label"])
        for line in lines_of(text)
        if (match := _label(text[line.start : line.end])) is not None
    ]
    if len(found) < _FEWEST_TURNS or not _is_exchange([label for _, _, label in found]):
        return ()
    passages = []
    if text[: found[0][0]].strip():
        passages.append(_part(text, start=0, end=found[0][0], kind=PassageKind.DOCUMENT))
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    for (_, start, label), end in zip(found, ends, strict=True):
        passages.append(
            _part(text, start=start, end=end, kind=PassageKind.TESTIMONY, speaker=label)
        )
    return tuple(passages)


def _label(line: str) -> re.Match[str] | None:
    """Find a speaker's label at the beginning of a line."""
    indent = len(line) - len(line.lstrip())
    return _QUESTION.match(line, indent) or _ROLE.match(line, indent)


def _is_exchange(labels: list[str]) -> bool:
    """Whether two speak in turn, each more than once; numbers of questions are no names."""
    plain = Counter(re.sub(r"(?<=^[QA])\d+$", "", label).lower() for label in labels)
    return sum(times > 1 for times in plain.values()) > 1


def _part(
    text: str, *, start: int, end: int, kind: PassageKind, speaker: str | None = None
) -> PassageDraft:
    """Return a passage without white space at its ends."""
    words = text[start:end]
    if words.strip():
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
    else:
        end = start
    return PassageDraft(kind=kind, start=start, end=end, speaker=speaker)
