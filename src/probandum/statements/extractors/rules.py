"""Statements by plain rules: word lists, sentence borders and nothing learned."""

from __future__ import annotations

from collections.abc import Iterator

from probandum.language.sentences import sentence_spans
from probandum.model.source import PassageKind, Span, span_of
from probandum.model.statement import Lane, Modality, Statement, StatementKind
from probandum.statements.extractor import Extractor, PassageText
from probandum.statements.figures import figures_in
from probandum.statements.lexicon import Lexicon, Patterns
from probandum.statements.modality import modality_of
from probandum.statements.speakers import chain_of
from probandum.statements.wording import FoldedText, Place, folded, overlap, places


def extract(unit: PassageText, lexicons: tuple[Lexicon, ...]) -> tuple[Statement, ...]:
    """Find what is said of the lexicons' acts in one passage, sentence by sentence.

    Args:
        unit: The passage and its whole text.
        lexicons: Acts to look for.

    Returns:
        At most one statement a sentence, in order, each pinned to the sentence's exact
        words; ids and runs are empty. A row of a table is one sentence.
    """
    found = (
        _statement(unit, start=start, end=end, lexicons=lexicons) for start, end in _sentences(unit)
    )
    return tuple(statement for statement in found if statement is not None)


def _sentences(unit: PassageText) -> Iterator[Place]:
    """Yield the places of a passage's sentences in the whole text."""
    words, offset = unit.words, unit.passage.start
    if unit.passage.kind is PassageKind.ROW:
        bare = words.strip()
        if bare:
            start = offset + words.index(bare)
            yield start, start + len(bare)
        return
    for start, end in sentence_spans(words):
        yield offset + start, offset + end


def _statement(
    unit: PassageText, *, start: int, end: int, lexicons: tuple[Lexicon, ...]
) -> Statement | None:
    """Return what a sentence says, or None when it holds no word of any lexicon."""
    sentence = folded(unit.text[start:end])
    looked_for = {lexicon.act: _cues(sentence, lexicon=lexicon) for lexicon in lexicons}
    acts = {act: found for act, found in looked_for.items() if found}
    words = _characterisations(sentence, lexicons=lexicons)
    if not acts and not words:
        return None
    cues = sorted({cue for found in acts.values() for cue in found} or set(words.values()))
    modality = modality_of(sentence, cue=cues[0])
    pinned = span_of(unit.text, start=start, end=end, text_sha256=unit.passage.text_sha256)
    figures = figures_in(sentence) if acts else ()
    return Statement(
        passage=unit.passage.id,
        text_sha256=pinned.text_sha256,
        start=start,
        end=end,
        quote=pinned.quote,
        prefix=pinned.prefix,
        suffix=pinned.suffix,
        kind=_kind(modality, is_of_act=tuple(acts)),
        lane=_lane(modality, kind=unit.passage.kind, acts=tuple(acts)),
        acts=tuple(sorted(acts)),
        characterisation=tuple(sorted(words)),
        figure=figures[0] if len(figures) == 1 else None,
        chain=chain_of(unit, start=start, end=end),
        modality=modality,
        cues=tuple(_pin(unit, place=sentence.place(*cue), offset=start) for cue in cues),
    )


def _kind(modality: Modality, *, is_of_act: tuple[str, ...]) -> StatementKind:
    """Say what a statement is about."""
    if modality is Modality.DENIED:
        return StatementKind.DENIAL
    return StatementKind.ACT if is_of_act else StatementKind.CONTEXT


def _lane(modality: Modality, *, kind: PassageKind, acts: tuple[str, ...]) -> Lane:
    """Say what a statement can be used for.

    Denials, and legal words without a fact, are positions. Questions and suppositions are
    leads, and so is whatever a reader's comment claims.
    """
    if modality is Modality.DENIED:
        return Lane.POSITION
    if modality in (Modality.QUESTIONED, Modality.HYPOTHETICAL):
        return Lane.LEAD
    if not acts:
        return Lane.POSITION
    return Lane.LEAD if kind is PassageKind.COMMENT else Lane.ACCOUNT


def _cues(sentence: FoldedText, *, lexicon: Lexicon) -> tuple[Place, ...]:
    """Find the cues of an act that lie in no excluded phrase, the longest of those that overlap."""
    excluded = places(sentence, patterns=_all(lexicon.exclusions))
    kept: list[Place] = []
    for cue in places(sentence, patterns=_all(lexicon.cues)):
        if not any(overlap(cue, other) for other in (*excluded, *kept)):
            kept.append(cue)
    return tuple(kept)


def _characterisations(sentence: FoldedText, *, lexicons: tuple[Lexicon, ...]) -> dict[str, Place]:
    """Find the legal words of a sentence, each with the first place it stands at."""
    found: dict[str, Place] = {}
    for lexicon in lexicons:
        for characterisation in lexicon.characterisations:
            stands = places(sentence, patterns=_all(characterisation.forms))
            if stands:
                found[characterisation.word] = stands[0]
    return found


def _pin(unit: PassageText, *, place: Place, offset: int) -> Span:
    """Pin a place of a sentence in the whole text."""
    return span_of(
        unit.text,
        start=offset + place[0],
        end=offset + place[1],
        text_sha256=unit.passage.text_sha256,
    )


def _all(patterns: Patterns) -> tuple[str, ...]:
    """Return the patterns of all languages."""
    return tuple(pattern for _, listed in patterns for pattern in listed)


EXTRACTOR = Extractor(
    name="rules",
    version="1",
    summary=(
        "One statement for each sentence that holds a word for an act or a legal word; who is "
        "quoted in plain forms, how the speaker stands to it, and a number of people when the "
        "sentence gives exactly one. Victims, alleged perpetrators, place and time are left to "
        "a person."
    ),
    extract=extract,
)
