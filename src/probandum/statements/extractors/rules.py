"""Statements by plain rules: word lists, sentence borders and nothing learned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from probandum.language.sentences import sentence_spans
from probandum.model.figure import Figure
from probandum.model.source import PassageKind, Span, span_of
from probandum.model.statement import Lane, Modality, Speaker, Statement, StatementKind
from probandum.statements.extractor import Extractor, PassageText
from probandum.statements.figures import FoundFigure
from probandum.statements.lanes import Standing, has_basis, is_other_party, lane_of, lead_in
from probandum.statements.lexicon import Lexicon
from probandum.statements.modality import modality_of, modality_of_word
from probandum.statements.parties import Parties, parties_of, place_of
from probandum.statements.reading import (
    Reading,
    date_of,
    is_worth_telling,
    nearest_figure,
    read,
    read_row,
)
from probandum.statements.speakers import chain_of, witnesses_of
from probandum.statements.wording import FoldedText, Place, data_words, folded

_ORDER = re.compile(r"\borders?\s+to$")
_DENIED_ORDER = re.compile(r"\bno\s+(?:\w+\s+)?orders?\s+to$")
_ENDS = re.compile(r"[,;:.]|\b(?:and|was|were)\b")
_ORDER_REACH = 25
_NOMINAL = re.compile(r"(?:the\s+|an?\s+)?[\w\s'-]+")
_LONGEST_HEADING, _LONGEST_LINE = 10, 120
_FURTHER = {
    "intent": StatementKind.INTENT,
    "policy": StatementKind.POLICY,
    "identity": StatementKind.IDENTITY,
}
# Acts that say for what reason something was done: they share the modality of what was done.
_GROUNDS = frozenset({"identity_targeting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One thing a sentence says, before it is pinned.

    Attributes:
        kind: What it is about.
        modality: How the speaker stands to it.
        cues: Places of the words it rests on, in the folded sentence.
        acts: Facts it states.
        words: Legal words it uses.
        figure: The number it gives.
        is_lead: Whether it only points to something to be looked for.
    """

    kind: StatementKind
    modality: Modality
    cues: tuple[Place, ...]
    acts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    figure: Figure | None = None
    is_lead: bool = False


def extract(unit: PassageText, lexicons: tuple[Lexicon, ...]) -> tuple[Statement, ...]:
    """Find what is said of the lexicons' acts in one passage, sentence by sentence.

    Args:
        unit: The passage and its whole text.
        lexicons: Acts to look for.

    Returns:
        The statements in order, each pinned to the exact words of its sentence; ids and runs
        are empty. A sentence gives one statement for the acts it states in one modality, one
        for each further kind it speaks of, and one for each figure beyond the first. A row of
        a table is one sentence.
    """
    return tuple(
        statement
        for start, end in _sentences(unit)
        for statement in _statements(unit, start=start, end=end, lexicons=lexicons)
    )


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


def _statements(
    unit: PassageText, *, start: int, end: int, lexicons: tuple[Lexicon, ...]
) -> Iterator[Statement]:
    """Yield what one sentence says."""
    sentence = folded(unit.text[start:end])
    is_row = unit.passage.kind is PassageKind.ROW
    reading = (read_row if is_row else read)(sentence, lexicons=lexicons)
    said = tuple(_said(reading, kind=unit.passage.kind))
    if not said:
        return
    chain = chain_of(unit, start=start, sentence=sentence)
    for each in said:
        heard = witnesses_of(unit, start=start, sentence=sentence) if each.is_lead else ()
        links = (*chain, *heard) if len(chain) == 1 else chain
        yield _statement(unit, reading=reading, said=each, chain=links, place=(start, end))


def _said(reading: Reading, *, kind: PassageKind) -> Iterator[_Said]:
    """Yield the things a sentence says, its acts first."""
    used: list[FoundFigure] = []
    words = tuple(sorted(reading.words))
    for modality, acts in _by_modality(_unordered(reading)).items():
        cues = tuple(sorted({cue for act in acts for cue in reading.acts[act]}))
        found = nearest_figure(reading, cues=cues)
        used += [found] if found is not None else []
        is_denial = modality is Modality.DENIED
        yield _Said(
            kind=StatementKind.DENIAL if is_denial else StatementKind.ACT,
            modality=modality,
            cues=cues,
            acts=acts,
            words=words,
            figure=found.figure if found is not None else None,
        )
    yield from _further(reading, words=() if reading.acts else words)
    if words and not reading.acts and not reading.kinds:
        cues = tuple(sorted({cue for places in reading.words.values() for cue in places}))
        modality = modality_of_word(reading.sentence, cue=cues[0])
        yield _Said(kind=StatementKind.CONTEXT, modality=modality, cues=cues, words=words)
    yield from _numbers(reading, used=used)
    lead = lead_in(reading.sentence, passage=kind)
    if lead is not None:
        modality = modality_of(reading.sentence, cue=lead)
        yield _Said(kind=StatementKind.CONTEXT, modality=modality, cues=(lead,), is_lead=True)


def _unordered(reading: Reading) -> Reading:
    """Return a reading without the acts of which a sentence says only that they were ordered."""
    orders = [cue for cue in reading.kinds.get("policy", ()) if _is_order(reading, cue=cue)]
    acts = {
        act: cues
        for act, cues in reading.acts.items()
        if not any(_is_ordered(reading, order=order, cue=cues[0]) for order in orders)
    }
    return replace(reading, acts=acts)


def _is_order(reading: Reading, *, cue: Place) -> bool:
    """Whether a cue of a policy is an order to do something."""
    return _ORDER.search(reading.sentence.text, cue[0], cue[1]) is not None


def _is_ordered(reading: Reading, *, order: Place, cue: Place) -> bool:
    """Whether an act is what an order tells to do: it stands close behind it in its clause."""
    between = reading.sentence.text[order[1] : cue[0]]
    modality = modality_of(reading.sentence, cue=cue)
    is_close = order[0] <= cue[0] and len(between) < _ORDER_REACH
    return is_close and modality is not Modality.DENIED and _ENDS.search(between) is None


def _by_modality(reading: Reading) -> dict[Modality, tuple[str, ...]]:
    """Return the acts of a sentence by how the speaker stands to them, in order of mention."""
    found: dict[Modality, list[str]] = {}
    deeds = {act: cues for act, cues in reading.acts.items() if act not in _GROUNDS}
    for act, cues in sorted((deeds or reading.acts).items(), key=lambda pair: (pair[1], pair[0])):
        found.setdefault(modality_of(reading.sentence, cue=cues[0]), []).append(act)
    if deeds:
        next(iter(found.values())).extend(set(reading.acts) - set(deeds))
    return {modality: tuple(sorted(acts)) for modality, acts in found.items()}


def _further(reading: Reading, *, words: tuple[str, ...]) -> Iterator[_Said]:
    """Yield what a sentence says of an intent, a policy, or membership as the reason."""
    for name, kind in _FURTHER.items():
        cues = reading.kinds.get(name)
        if cues is not None:
            deeds = [places[0] for act, places in reading.acts.items() if act not in _GROUNDS]
            if kind is StatementKind.POLICY and _is_order(reading, cue=cues[0]):
                if _DENIED_ORDER.search(reading.sentence.text, 0, cues[0][1]) is not None:
                    continue
                deeds = []
            modality = modality_of(reading.sentence, cue=min(deeds, default=cues[0]))
            yield _Said(kind=kind, modality=modality, cues=cues, words=words)


def _numbers(reading: Reading, *, used: list[FoundFigure]) -> Iterator[_Said]:
    """Yield the figures that no statement of an act carries."""
    for found in reading.figures:
        is_one = found.figure.best == 1 and found.figure.unit != "percent"
        if found not in used and not is_one and (used or is_worth_telling(found.figure)):
            modality = modality_of(reading.sentence, cue=found.place)
            yield _Said(
                kind=StatementKind.DENIAL if modality is Modality.DENIED else StatementKind.FIGURE,
                modality=modality,
                cues=(found.place,),
                figure=found.figure,
            )


def _statement(
    unit: PassageText,
    *,
    reading: Reading,
    said: _Said,
    chain: tuple[Speaker, ...],
    place: Place,
) -> Statement:
    """Pin one thing a sentence says."""
    sentence, start = reading.sentence, place[0]
    pinned = span_of(unit.text, start=start, end=place[1], text_sha256=unit.passage.text_sha256)
    parties = _parties(reading, said=said)
    return Statement(
        passage=unit.passage.id,
        text_sha256=pinned.text_sha256,
        start=start,
        end=place[1],
        quote=pinned.quote,
        prefix=pinned.prefix,
        suffix=pinned.suffix,
        kind=said.kind,
        lane=_lane(unit, said=said, chain=chain, sentence=sentence, accused=parties.perpetrators),
        acts=said.acts,
        characterisation=said.words,
        perpetrators=parties.perpetrators,
        victims=parties.victims,
        victim_group=parties.victim_group,
        group_kind=parties.group_kind,
        place=place_of(sentence, cues=_deeds(reading, said=said) or said.cues),
        when=date_of(reading, cues=said.cues),
        figure=said.figure,
        chain=chain,
        modality=said.modality,
        cues=tuple(_pin(unit, place=sentence.place(*cue), offset=start) for cue in said.cues),
    )


def _parties(reading: Reading, *, said: _Said) -> Parties:
    """Say who acted upon whom; a figure alone and a lead say neither."""
    if said.is_lead or (said.kind is StatementKind.FIGURE):
        return Parties()
    words = tuple(place for word in said.words for place in reading.words.get(word, ()))
    return parties_of(reading.sentence, cues=_deeds(reading, said=said), words=words)


def _deeds(reading: Reading, *, said: _Said) -> tuple[Place, ...]:
    """Return the cues that say what was done, without those that only say for what reason."""
    done = {cue for act in said.acts if act not in _GROUNDS for cue in reading.acts[act]}
    if done or (said.kind is not StatementKind.IDENTITY and not said.acts):
        return tuple(sorted(done)) or said.cues
    text = reading.sentence.text
    return tuple(cue for cue in said.cues if text.startswith("against", cue[0]) or said.acts)


def _lane(
    unit: PassageText,
    *,
    said: _Said,
    chain: tuple[Speaker, ...],
    sentence: FoldedText,
    accused: tuple[str, ...],
) -> Lane:
    """Say what a statement can be used for."""
    if said.is_lead:
        return Lane.LEAD
    lane = lane_of(
        Standing(
            passage=unit.passage.kind,
            kind=said.kind,
            modality=said.modality,
            chain=chain,
            is_only_words=_is_only_words(said),
            has_basis=has_basis(sentence),
            is_other_party=is_other_party(
                sentence, accused=accused, words=said.words, subject=unit.subject
            ),
        )
    )
    is_heading = lane is Lane.ACCOUNT and _is_heading(unit, sentence=sentence)
    return Lane.POSITION if is_heading else lane


def _is_heading(unit: PassageText, *, sentence: FoldedText) -> bool:
    """Whether a sentence is a short line that begins with an article and holds no verb.

    A noun for an act ("the killings at the mill") in a heading says what a text is about.
    """
    if unit.passage.kind is PassageKind.ROW or len(sentence.text) > _LONGEST_LINE:
        return False
    words = sentence.text.split()
    if len(words) > _LONGEST_HEADING:
        return False
    if _NOMINAL.fullmatch(sentence.text) is None or words[0] not in ("the", "a", "an"):
        return False
    verbs = {*data_words("parties", "forms_of_be"), "has", "have", "had", "did", "not"}
    active = data_words("parties", "active")
    return not any(word in verbs or word in active or word.endswith("ed") for word in words)


def _is_only_words(said: _Said) -> bool:
    """Whether a statement names no act and no intent, and all it has is a legal word."""
    return bool(said.words) and not said.acts and said.kind is not StatementKind.INTENT


def _pin(unit: PassageText, *, place: Place, offset: int) -> Span:
    """Pin a place of a sentence in the whole text."""
    return span_of(
        unit.text,
        start=offset + place[0],
        end=offset + place[1],
        text_sha256=unit.passage.text_sha256,
    )


EXTRACTOR = Extractor(
    name="rules",
    version="3",
    summary=(
        "Statements of acts, figures, intent, policy and membership, with legal words kept "
        "apart: who passes on whose words, how the speaker stands to them, and alleged "
        "perpetrators, victims, place and date where plain word order says them. What a "
        "pronoun stands for and what another sentence says is left to a person."
    ),
    extract=extract,
)
