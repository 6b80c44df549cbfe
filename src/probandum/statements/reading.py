"""What the words of one sentence say: acts, legal words, kinds, figures, dates, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from probandum.model.figure import Figure
from probandum.model.when import PartialDate
from probandum.statements.dates import dates_in
from probandum.statements.figures import FoundFigure, figures_in
from probandum.statements.lexicon import Lexicon, Patterns
from probandum.statements.speakers import frames_in
from probandum.statements.wording import (
    FoldedText,
    PatternIndex,
    Place,
    any_of,
    data_table,
    data_words,
    overlap,
)

_SPEECH_AFTER, _SPEECH_BEFORE = 60, 30
_ADULT = 18
_OF_CHILDREN = frozenset({"removal_of_children", "transfer_of_children"})
_AGE = re.compile(r"(?:\bage|나이|연령|\bedad|возраст)\s*:\s*(?P<years>\d{1,3})\b")
_CELL = re.compile(r"(?:^|[:;·|\t,])\s*$")
_CELL_END = re.compile(r"\s*(?:[;·|\t,.]|$)")
_NORM = re.compile(
    r"\b(?:articles?\s+\d+|statute|convention|treaty|protocol|elements\s+of\s+crimes)\b[^.;,]{0,40}?"
    r"\s(?:asks?\s+for|requires?|defines?|means|speaks?\s+of|lists?|covers?|names|punishes)\b"
)
_IMPLIED = (("execution", "killing"),)

Found = dict[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one sentence holds.

    Attributes:
        sentence: The folded sentence.
        acts: Places of the cues of each act.
        words: Places of each legal word.
        kinds: Places of the cues of each further kind: intent, policy, identity.
        figures: Figures that are not part of a date or of the words for a speaker.
    """

    sentence: FoldedText
    acts: Found
    words: Found
    kinds: Found
    figures: tuple[FoundFigure, ...]


def read_row(sentence: FoldedText, *, lexicons: tuple[Lexicon, ...]) -> Reading:
    """Read a row of a table: as a sentence, and each cell for the words that suffice there.

    That children were taken away is read only in a row that gives an age under eighteen.
    """
    reading = read(sentence, lexicons=lexicons)
    age = _AGE.search(sentence.text)
    is_child = age is not None and int(age["years"]) < _ADULT
    acts = dict(reading.acts)
    found = _cells(lexicons).find(sentence)
    for act, places in found.items():
        kept = [each for each in places if _fills_cell(sentence.text, place=each)]
        if kept and act not in acts and (is_child or act not in _OF_CHILDREN):
            acts[act] = tuple(kept)
    return replace(reading, acts={act: acts[act] for act in sorted(acts)})


def read(sentence: FoldedText, *, lexicons: tuple[Lexicon, ...]) -> Reading:
    """Read one sentence with the lexicons of the acts to look for."""
    acts, dropped = _acts(sentence, lexicons=lexicons)
    words = _without(_words(lexicons).find(sentence), dropped=dropped)
    kinds = {
        kind: places
        for kind, places in _kinds().find(sentence).items()
        if acts or words or not _needs_fact(kind, sentence=sentence, places=places)
    }
    if set(acts) == {"identity_targeting"} and (words or set(kinds) & {"intent", "policy"}):
        acts = {}
    figures = tuple(each for each in figures_in(sentence) if not _is_teller(sentence, each))
    if figures:
        frames = frames_in(sentence)
        dates = dates_in(sentence)
        figures = tuple(
            each
            for each in figures
            if not any(overlap(sentence.place(*each.place), frame) for frame in frames)
            and not any(overlap(each.place, date.place) for date in dates)
        )
    return Reading(sentence=sentence, acts=acts, words=words, kinds=kinds, figures=figures)


def nearest_figure(reading: Reading, *, cues: tuple[Place, ...]) -> FoundFigure | None:
    """Return the figure that stands nearest to one of some cues."""
    if not reading.figures:
        return None
    return min(reading.figures, key=lambda each: (_distance(each.place, cues), each.place))


def date_of(reading: Reading, *, cues: tuple[Place, ...]) -> PartialDate | None:
    """Return the date nearest to some cues, unless it is when something was said or published."""
    dates = dates_in(reading.sentence)
    if not dates:
        return None
    speech = _speech().find(reading.sentence).get("of_speech", ())
    first = min(cue[0] for cue in cues)
    told = [
        each
        for each in dates
        if not any(
            (0 <= start - each.place[1] <= _SPEECH_AFTER and start < first)
            or 0 <= each.place[0] - end <= _SPEECH_BEFORE
            for start, end in speech
        )
    ]
    if not told:
        return None
    return min(told, key=lambda each: (_distance(each.place, cues), each.place)).when


def is_worth_telling(figure: Figure) -> bool:
    """Whether a figure makes a statement by itself, without an act.

    A share does, and a number that says what it measures, and one of ten or more.
    """
    if figure.unit == "percent":
        return True
    numbers = [each for each in (figure.low, figure.best, figure.high) if each is not None]
    return max(numbers) >= 10 or (figure.measure is not None and max(numbers) > 1)


def _fills_cell(text: str, *, place: Place) -> bool:
    """Whether words begin a cell, and a single word fills it or is set off in it."""
    if _CELL.search(text, max(0, place[0] - 10), place[0]) is None:
        return False
    is_phrase = " " in text[place[0] : place[1]]
    return is_phrase or _CELL_END.match(text, place[1]) is not None


def _is_teller(sentence: FoldedText, found: FoundFigure) -> bool:
    """Whether a number counts those who tell or were asked, and not those it happened to."""
    text, (start, end) = sentence.text, found.place
    if found.figure.unit == "percent":
        return False
    return _telling().match(text, end) is not None or (
        _asked().search(text, max(0, start - 40), start) is not None
        and re.search(r"\b(?:all|each|every)\b", text[end:]) is None
    )


def _without(words: Found, *, dropped: set[Place]) -> Found:
    """Return the legal words without those that stand in a phrase where they mean another thing."""
    kept = {
        word: tuple(each for each in places if not any(overlap(each, place) for place in dropped))
        for word, places in words.items()
    }
    return {word: places for word, places in kept.items() if places}


def _acts(sentence: FoldedText, *, lexicons: tuple[Lexicon, ...]) -> tuple[Found, set[Place]]:
    """Return the places of each act's cues that no exclusion covers, and the cues one covers.

    What an article of law asks for did not thereby happen.
    """
    found = _index(lexicons).find(sentence)
    norm = _NORM.search(sentence.text)
    acts: dict[str, set[Place]] = {}
    dropped: set[Place] = set()
    for lexicon in lexicons:
        excluded = found.get(f"- {lexicon.id}", ())
        kept = {
            cue
            for cue in found.get(f"+ {lexicon.id}", ())
            if not any(overlap(cue, other) for other in excluded)
        }
        dropped |= set(found.get(f"+ {lexicon.id}", ())) - kept
        kept = {cue for cue in kept if norm is None or cue[0] < norm.start()}
        if kept:
            acts.setdefault(lexicon.act, set()).update(kept)
    known = {lexicon.act for lexicon in lexicons}
    for act, implied in _IMPLIED:
        if act in acts and implied in known:
            acts.setdefault(implied, set()).update(acts[act])
    stated = {cue for cues in acts.values() for cue in cues}
    return {act: tuple(sorted(acts[act])) for act in sorted(acts)}, dropped - stated


def _needs_fact(kind: str, *, sentence: FoldedText, places: tuple[Place, ...]) -> bool:
    """Whether all cues of a kind are of those that say nothing without an act or a legal word."""
    weak = _weak().find(sentence).get(kind, ())
    return all(place in weak for place in places)


def _distance(place: Place, cues: tuple[Place, ...]) -> int:
    """Return how many characters stand between a place and the nearest cue."""
    return min(max(0, cue[0] - place[1], place[0] - cue[1]) for cue in cues)


def _all(patterns: Patterns) -> tuple[str, ...]:
    """Return the patterns of all languages."""
    return tuple(pattern for _, listed in patterns for pattern in listed)


@lru_cache(maxsize=64)
def _index(lexicons: tuple[Lexicon, ...]) -> PatternIndex:
    """Return the cues and exclusions of all lexicons, to be looked for together."""
    return PatternIndex(
        pair
        for lexicon in lexicons
        for pair in (
            (f"+ {lexicon.id}", _all(lexicon.cues)),
            (f"- {lexicon.id}", _all(lexicon.exclusions)),
        )
    )


@lru_cache(maxsize=64)
def _cells(lexicons: tuple[Lexicon, ...]) -> PatternIndex:
    """Return the words that suffice at the beginning of a cell, by act."""
    return PatternIndex((lexicon.act, _all(lexicon.cells)) for lexicon in lexicons)


@lru_cache(maxsize=64)
def _words(lexicons: tuple[Lexicon, ...]) -> PatternIndex:
    """Return the legal words of the program and those the lexicons add."""
    table = data_table("characterisations")["words"]
    own = [(word, data_words("characterisations", "words", word)) for word in sorted(table)]
    added = [
        (each.word, _all(each.forms)) for lexicon in lexicons for each in lexicon.characterisations
    ]
    return PatternIndex((*own, *added))


@cache
def _kinds() -> PatternIndex:
    """Return the cues of the further kinds."""
    table = data_table("kinds")["kinds"]
    return PatternIndex((kind, data_words("kinds", "kinds", kind)) for kind in sorted(table))


@cache
def _weak() -> PatternIndex:
    """Return the cues that say nothing without an act or a legal word."""
    table = data_table("kinds")["with_fact"]
    return PatternIndex((kind, data_words("kinds", "with_fact", kind)) for kind in sorted(table))


@cache
def _telling() -> re.Pattern[str]:
    """Compile what stands behind those who tell or see; others may be named with them."""
    verbs = any_of(data_words("figures", "telling"))
    joined = r"(?:\s+and\s+[\w-]+\s+[\w-]+)?"
    return re.compile(
        rf"{joined}\s+(?:also\s+|have\s+|had\s+|both\s+|all\s+)?(?:{verbs})\b"
        r"(?!\s+(?:missing|killed|dead|wounded|to\s+be)\b)"
    )


@cache
def _asked() -> re.Pattern[str]:
    """Compile what stands before those who were asked."""
    return re.compile(rf"\b(?:{any_of(data_words('figures', 'asked'))})\s+$")


@cache
def _speech() -> PatternIndex:
    """Return words after which a date says when something was said."""
    return PatternIndex((("of_speech", data_words("dates", "of_speech")),))
