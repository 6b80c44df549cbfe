"""Numbers of people and shares of a whole, with the ends and the words as said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from probandum.errors import InvalidValueError
from probandum.model.figure import Figure, Wording
from probandum.statements.numbers import Quantity, number_form, quantity_of
from probandum.statements.wording import (
    FoldedText,
    PatternIndex,
    Place,
    any_of,
    data_table,
    data_words,
)

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|until|till|from|during|before|after|and|to)\s+(?:the\s+)?$"
)
_NUMBER_BEFORE = re.compile(r"\d[\s.,:/-]*$|[$€£¥#§(]\s*$|-$")
_WORD_BEFORE = re.compile(r"([\w'-]+)\.?\s*$")
_CLAUSE_END = re.compile(r"[.;:!?]|,\s+(?:and|but|while)\b")
_PERCENT = r"\s*(?:%|percent|per\s+cent|percentage\s+points)"
_WHOLE = re.compile(
    r"\s+of\s+(?P<whole>(?:(?!(?:is|are|was|were|be|been|had|has|have|who|which|that|in|and|fled|"
    r"died|live|lived)\b)[\w'’-]+\s*){1,6})"
)
_COMPLEMENT = re.compile(r"\s*(?:is|are|was|were|had\s+been|have\s+been)\s+(?P<rest>[\w'-]+)")
_REACH = 60
_UNITS = {
    "families": "families",
    "family": "families",
    "households": "households",
    "household": "households",
    "couples": "couples",
}
_MEMBER = re.compile(r"\s+of\s+(?:them|whom|us|the)\b")
_GROUP = re.compile(r"(?P<group>[A-ZÀ-Þ][a-zà-ÿ]{3,})(?!\s+[A-ZÀ-Þ])(?![\w’'-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigure:
    """A figure and where it stands in the folded sentence.

    Attributes:
        figure: The figure.
        place: From its first qualifying word to the last word of its noun phrase.
    """

    figure: Figure
    place: Place


def figures_in(sentence: FoldedText) -> tuple[FoundFigure, ...]:
    """Find the numbers of people and the shares of a whole in a sentence, in order.

    A number counts people when a noun for people stands at most three words behind it, or
    when what follows says so ("12 were killed"). Years, dates, ages, ordinals, money,
    distances, times and the numbers of camps, articles and sections are left out, and so is
    a number that cannot be read for certain. The population is the noun phrase as said; the
    measure is given only where a word in the same clause says it.

    Example:
        >>> from probandum.statements.wording import folded
        >>> found = figures_in(folded("Between 10 and 20 tall men died."))
        >>> [(each.figure.low, each.figure.high, each.figure.population) for each in found]
        [(10, 20, 'tall men')]
    """
    if not _HINT.search(sentence.text):
        return ()
    return tuple(_found(sentence))


_HINT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|a dozen|dozens?"
    r"|scores?|hundreds?|thousands?|millions?|\w+teen|\w+ty)\b"
)


def _found(sentence: FoldedText) -> Iterator[FoundFigure]:
    """Yield what the form finds, each number once."""
    reached = 0
    for match in _form().finditer(sentence.text):
        if match.start("first") < reached or _is_label(sentence.text, match=match):
            continue
        found = _read(match, sentence=sentence)
        if found is not None:
            reached = found.place[1]
            yield found


def _is_label(text: str, *, match: re.Match[str]) -> bool:
    """Whether a number is the name of something, money, a part of a longer number or a year."""
    start = match.start("first")
    if match["first"] == "one" and _MEMBER.match(text, match.end()):
        return True
    if _NUMBER_BEFORE.search(text, max(0, match.start() - 20), match.start()):
        return True
    before = _WORD_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    labels = data_words("figures", "labels")
    if before is not None and before[1] in labels and match["first"][0].isdigit():
        return True
    may_be_year = _YEAR.fullmatch(match["first"]) is not None
    return (
        may_be_year
        and not match["about"]
        and _YEAR_BEFORE.search(text, max(0, start - 20), start) is not None
    )


def _read(match: re.Match[str], *, sentence: FoldedText) -> FoundFigure | None:
    """Build the figure of one match, or None when it cannot be read for certain."""
    ends = _ends(match)
    if ends is None:
        return None
    if match["share"] or match["share_last"]:
        return _share(match, sentence=sentence, ends=ends)
    counted = _counted(sentence, start=match.end())
    if counted is None:
        return None
    noun, place = counted
    unit = _UNITS.get(noun, noun if noun in data_words("figures", "things") else "people")
    whole = (match.start(), place[1])
    figure = _figure(
        ends,
        unit=unit,
        population=sentence.written(*place) if noun else None,
        measure=_measure(sentence, place=whole),
    )
    return None if figure is None else FoundFigure(figure=figure, place=whole)


_Ends = tuple[int | float | None, int | float | None, int | float | None, Wording]


def _ends(match: re.Match[str]) -> _Ends | None:
    """Return low, best, high and wording as the words around the number say them."""
    first = quantity_of(match["first"])
    last = quantity_of(match["last"]) if match["last"] else None
    if first is None or (match["last"] and last is None):
        return None
    is_about = match["about"] is not None and match["about"] not in data_words(
        "figures", "not_about"
    )
    wording = Wording.APPROXIMATE if is_about or first.is_rough else Wording.EXACT
    if last is not None:
        return _range_ends(match, first=first, last=last, wording=wording)
    if match["least"] or match["more"]:
        return first.low, None, None, Wording.APPROXIMATE
    if match["most"]:
        return None, None, first.high, Wording.APPROXIMATE
    if first.low != first.high:
        return first.low, None, first.high, Wording.APPROXIMATE
    return None, first.low, None, wording


def _range_ends(
    match: re.Match[str], *, first: Quantity, last: Quantity, wording: Wording
) -> _Ends | None:
    """Return the ends of a range; "12 and 20" without "between" is none."""
    low, high = first.low, last.high
    scale = re.search(r"(?:hundred|thousand|million|billion|mn|m|bn)$", match["last"])
    if scale is not None and match["first"][-1].isdigit():
        scaled = quantity_of(f"{match['first']} {scale[0]}")
        low = scaled.low if scaled is not None and scaled.low <= high else low
    joint = match["joint"].strip()
    if low > high or (joint == "and" and not match["between"]):
        return None
    if joint == "or" and match["most"]:
        return None
    return low, None, high, wording


def _share(match: re.Match[str], *, sentence: FoldedText, ends: _Ends) -> FoundFigure | None:
    """Build a share of a whole, when the whole is said."""
    text = sentence.text
    whole = _WHOLE.match(text, match.end())
    if whole is None or (ends[0] is not None and ends[0] > 100):
        return None
    start, end = whole.start("whole"), whole.start("whole") + len(whole["whole"].rstrip())
    rest = _COMPLEMENT.match(text, whole.end())
    figure = _figure(
        ends,
        unit="percent",
        population=sentence.written(*rest.span("rest")) if rest is not None else None,
        measure="share of",
        share_of=sentence.written(start, end),
    )
    return None if figure is None else FoundFigure(figure=figure, place=(match.start(), end))


def _figure(
    ends: _Ends,
    *,
    unit: str,
    population: str | None,
    measure: str | None,
    share_of: str | None = None,
) -> Figure | None:
    """Build a figure; None when its number is too large to be kept."""
    low, best, high, wording = ends
    try:
        return Figure(
            low=low,
            best=best,
            high=high,
            unit=unit,
            population=population,
            measure=measure,
            share_of=share_of,
            wording=wording,
        )
    except InvalidValueError:
        return None


def _counted(sentence: FoldedText, *, start: int) -> tuple[str, Place] | None:
    """Return the noun that is counted and the place of its phrase; an empty noun for none."""
    text = sentence.text
    ahead = _ahead().match(text, start)
    if ahead is not None:
        return "", (start, ahead.end())
    opening = _opening().match(text, start)
    if opening is None:
        return None
    begin = position = opening.end()
    group = _group_at(sentence, position=begin)
    for _ in range(4):
        word = re.compile(r"\s*([^\W_][\w'-]*)").match(text, position)
        if word is None or word[1] in _stops() or word[1][0].isdigit():
            return group
        if word[1] in data_words("figures", "things"):
            return word[1], (begin, word.end())
        if is_of_people(word[1]) and not _is_modifier(text, end=word.end()):
            return word[1].removesuffix("'s"), (begin, word.end())
        position = word.end()
        if text[position : position + 1] in (",", ".", ";", ":", ")", '"'):
            return group
    return None


def _group_at(sentence: FoldedText, *, position: int) -> tuple[str, Place] | None:
    """Return the name of a group behind a number: one capitalised word that ends its phrase."""
    if position >= len(sentence.starts):
        return None
    found = _GROUP.match(sentence.original, sentence.starts[position])
    if found is None:
        return None
    word = re.compile(r"[\w]+").match(sentence.text, position)
    if word is None or word[0] in _stops() or word[0] in data_words("figures", "no_groups"):
        return None
    ending = sentence.text[word.end() : word.end() + 1]
    if ending == "" or ending in ",.;:)":
        return word[0], (position, word.end())
    following = re.compile(r"\s+([a-z]+)\b").match(sentence.text, word.end())
    is_end = following is not None and (
        following[1] in _stops() or following[1] in data_words("figures", "group_verbs")
    )
    return (word[0], (position, word.end())) if is_end else None


def is_of_people(word: str) -> bool:
    """Whether a folded word is a noun that counts people."""
    if word in data_words("figures", "nouns"):
        return True
    endings = data_words("figures", "noun_endings")
    return len(word) > 5 and word.endswith(endings) and word not in _no_people()


def _is_modifier(text: str, *, end: int) -> bool:
    """Whether the next word is also one for people, as in "police officers"."""
    following = re.compile(r"\s+([^\W_][\w'-]*)").match(text, end)
    return following is not None and is_of_people(following[1]) and following[1] not in _stops()


def _measure(sentence: FoldedText, *, place: Place) -> str | None:
    """Say in which sense a number counts, when a word near it in its clause says so."""
    text = sentence.text
    after, before = _measures_in(text)
    stop = _CLAUSE_END.search(text, place[1])
    limit = min(stop.start() if stop is not None else len(text), place[1] + _REACH)
    best: tuple[int, str] | None = None
    for name, spans in after.items():
        for start, end in spans:
            if place[1] - 16 <= start and place[0] < start and end <= limit:
                best = min(best or (10**6, name), (max(0, start - place[1]), name))
    for name, spans in before.items():
        for _, end in spans:
            gap = place[0] - end
            if 0 <= gap <= 6 and not text[end : place[0]].strip(" ("):
                best = min(best or (10**6, name), (gap, name))
    return None if best is None else best[1]


@lru_cache(maxsize=8)
def _measures_in(text: str) -> tuple[dict[str, tuple[Place, ...]], dict[str, tuple[Place, ...]]]:
    """Find once, for all figures of a sentence, what is looked for behind and before a number."""
    sentence = FoldedText(text=text, starts=(), original=text)
    after, before = _measures()
    return after.find(sentence), before.find(sentence)


@cache
def _measures() -> tuple[PatternIndex, PatternIndex]:
    """Return what is looked for behind and before a number."""
    table = data_table("figures")["measures"]
    return (
        PatternIndex((name, table[name]["after"]["en"]) for name in sorted(table)),
        PatternIndex((name, table[name]["before"]["en"]) for name in sorted(table)),
    )


@cache
def _stops() -> frozenset[str]:
    """Return words that end a noun phrase."""
    return frozenset(data_words("figures", "stops"))


@cache
def _no_people() -> frozenset[str]:
    """Return nouns that look like people and are not."""
    return frozenset(data_words("figures", "no_people"))


@cache
def _opening() -> re.Pattern[str]:
    """Compile what may stand between a number and its noun phrase."""
    return re.compile(r"\s+(?:of\s+)?(?:(?:the|these|those|his|her|their|its|our|my)\s+)?")


@cache
def _ahead() -> re.Pattern[str]:
    """Compile what follows a number without a noun that counts people."""
    words = any_of(data_words("figures", "people_ahead")).replace(r"\*\s+", r"(?:[\w'-]+\s+){0,3}")
    return re.compile(rf"\s+(?:{words})(?!\w)(?!\s+(?:{any_of(data_words('figures', 'nouns'))})\b)")


@cache
def _form() -> re.Pattern[str]:
    """Compile a number with the words that qualify it."""
    number = number_form()
    least = any_of(data_words("figures", "least"))
    most = any_of(data_words("figures", "most"))
    about = any_of(data_words("figures", "about"))
    return re.compile(
        rf"(?<![\w.,$€£-])(?:(?P<least>{least})\s+|(?P<most>{most})\s+)?"
        rf"(?:(?P<about>{about})\s+)?(?:(?P<between>between|from)\s+)?(?P<first>{number})(?![\w:/])"
        rf"(?P<share>{_PERCENT})?(?P<more>\s+or\s+more)?"
        rf"(?:(?P<joint>\s*-\s*|\s+(?:and|to|or)\s+)(?P<last>{number})(?![\w:/])"
        rf"(?P<share_last>{_PERCENT})?)?"
    )
