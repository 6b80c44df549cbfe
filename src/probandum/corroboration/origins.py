"""Origin groups: sources that count once, with the words or the name that shows why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from probandum.corroboration.shared_words import (
    SharedRun,
    Words,
    coverage,
    shared_runs,
    words_of,
)
from probandum.language.names import name_keys
from probandum.model.grading import Caution, OriginGroup, OriginReason, OriginReasonKind
from probandum.model.source import Passage, PassageKind, Span, span_of

COPY_FROM = 0.5
"""Share of the shorter passage from which shared words make one origin; below, a caution."""

SAME_WORDS = "plain:"

_NOT_COMPARED = frozenset({PassageKind.ROW, PassageKind.HEADING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A source as the step sees it.

    Attributes:
        source: Id of the source.
        author: As stated by the person who added it, or None.
        passages: Its passages, each with the whole text it lies in.
    """

    source: str
    author: str | None
    passages: tuple[tuple[Passage, str], ...]


def origins(sources: Sequence[Weighed]) -> tuple[tuple[OriginGroup, ...], tuple[Caution, ...]]:
    """Find which sources share an origin.

    Two sources are one origin when the same author is stated for both, or when at least
    half of the words of a passage of one stand, in runs of 12 or more, in a passage of
    the other. Fewer shared words are a caution, which is shown and joins nothing: a
    shared quotation does not make one origin of two reports.

    Args:
        sources: Every source of the case.

    Returns:
        Groups with their reasons, and cautions; ids and runs are empty.

    Assumes:
        Rows of tables are not compared: two lists of the same victims share words
        because they share facts.
    """
    copies, cautions = _by_words(sources)
    ties = [*_by_author(sources), *copies]
    members: dict[str, set[str]] = {}
    for one, other, _ in ties:
        joined = members.get(one, {one}) | members.get(other, {other})
        for source in joined:
            members[source] = joined
    groups = []
    for group in sorted({tuple(sorted(found)) for found in members.values()}):
        reasons = tuple(reason for one, _, reason in ties if one in group)
        groups.append(OriginGroup(members=group, scope="source", reasons=reasons))
    return tuple(groups), cautions


Tie = tuple[str, str, OriginReason]


def _by_author(sources: Sequence[Weighed]) -> list[Tie]:
    """Tie sources for which the same author is stated, in whatever order and case."""
    named = sorted(
        (key, item.source)
        for item in sources
        if item.author
        for key in name_keys(item.author)
        if key.startswith(SAME_WORDS)
    )
    ties: list[Tie] = []
    for _, found in groupby(named, key=lambda pair: pair[0]):
        same = [source for _, source in found]
        reason = OriginReason(
            kind=OriginReasonKind.SAME_AUTHOR, note="the same author is stated for both"
        )
        ties += [(same[0], other, reason) for other in same[1:]]
    return ties


def _by_words(sources: Sequence[Weighed]) -> tuple[list[Tie], tuple[Caution, ...]]:
    """Tie sources one of which repeats the other's words, and note lesser repetitions."""
    texts: dict[str, tuple[Passage, str]] = {}
    compared: list[Words] = []
    for item in sources:
        for passage, text in item.passages:
            if passage.kind not in _NOT_COMPARED:
                texts[passage.id] = (passage, text)
                compared.append(
                    words_of(
                        text,
                        start=passage.start,
                        end=passage.end,
                        passage=passage.id,
                        source=item.source,
                    )
                )
    ties: list[Tie] = []
    cautions: dict[tuple[str, ...], Caution] = {}
    for runs in _pairs(shared_runs(compared)):
        longest = max(runs, key=lambda run: run.words)
        one, other = compared[longest.first], compared[longest.second]
        spans = (
            _span(texts, one, start=longest.first_start, length=longest.words),
            _span(texts, other, start=longest.second_start, length=longest.words),
        )
        members = tuple(sorted((one.source, other.source)))
        if coverage(runs, passages=compared) >= COPY_FROM:
            note = f"{longest.words} words in a row stand in both"
            reason = OriginReason(kind=OriginReasonKind.SAME_TEXT, spans=spans, note=note)
            ties.append((one.source, other.source, reason))
        else:
            cautions[members] = Caution(
                members=members,
                tie="shared words",
                note=f"{longest.words} words in a row stand in both; this joins nothing",
            )
    return ties, tuple(cautions[key] for key in sorted(cautions))


def _pairs(runs: Iterable[SharedRun]) -> list[list[SharedRun]]:
    """Gather the runs between the same two passages."""
    ordered = sorted(runs, key=lambda run: (run.first, run.second, run.first_start))
    return [list(found) for _, found in groupby(ordered, key=lambda run: (run.first, run.second))]


def _span(texts: dict[str, tuple[Passage, str]], words: Words, *, start: int, length: int) -> Span:
    """Pin a run of words of one passage."""
    passage, text = texts[words.passage]
    first, last = words.places[start], words.places[start + length - 1]
    return span_of(text, start=first[0], end=last[1], text_sha256=passage.text_sha256)
