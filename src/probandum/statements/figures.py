"""Numbers of people that stand directly before a word for people, with the ends as said."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from probandum.model.figure import Figure, Wording
from probandum.statements.wording import FoldedText

_AT_LEAST = r"at least|no fewer than|no less than|not fewer than|more than|over|upwards of"
_AT_MOST = r"at most|no more than|up to|fewer than|less than|under"
_ABOUT = r"an estimated|estimated|about|around|some|nearly|almost|approximately|roughly|close to"
_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|of|until|till|from|during|before|after|and|to)\s+$")
_NUMBER_BEFORE = re.compile(r"\d[\s.,]*$")
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}


def figures_in(sentence: FoldedText) -> tuple[Figure, ...]:
    """Find the numbers of people in a sentence, in order.

    Only plain digits and number words count that stand directly before a noun for people:
    "12 people", "at least thirty villagers", "between 10 and 20 men". A number that may be a
    year ("in 2004 people fled") is left out, and so is what cannot be read for certain
    ("12 000 people"). What the number measures is not guessed.

    Example:
        >>> from probandum.statements.wording import folded
        >>> [(each.low, each.high) for each in figures_in(folded("between 10 and 20 men"))]
        [(10, 20)]
    """
    read = (_figure(match, text=sentence.text) for match in _form().finditer(sentence.text))
    return tuple(figure for figure in read if figure is not None)


def _figure(match: re.Match[str], *, text: str) -> Figure | None:
    """Build the figure of one match, or None when it cannot be read for certain."""
    first = _number(match["first"])
    last = _number(match["last"]) if match["last"] else None
    if first is None or (match["last"] and last is None):
        return None
    if _NUMBER_BEFORE.search(text, 0, match.start()):
        return None
    population = match["noun"]
    unit = "families" if population == "families" else "people"
    wording = Wording.APPROXIMATE if match["about"] else Wording.EXACT
    if last is not None:
        is_range = match["joint"].strip() != "and" or match["between"]
        if first > last or match["least"] or match["most"] or not is_range:
            return None
        return Figure(low=first, high=last, unit=unit, population=population, wording=wording)
    if match["least"]:
        return Figure(low=first, unit=unit, population=population, wording=Wording.APPROXIMATE)
    if match["most"]:
        return Figure(high=first, unit=unit, population=population, wording=Wording.APPROXIMATE)
    may_be_year = re.fullmatch(r"1[89]\d\d|20\d\d", match["first"]) is not None
    if may_be_year and not match["about"] and _YEAR_BEFORE.search(text, 0, match.start("first")):
        return None
    return Figure(best=first, unit=unit, population=population, wording=wording)


def _number(words: str) -> int | None:
    """Read digits or number words; None for words that make no number."""
    if words[0].isdigit():
        return int(words.replace(",", ""))
    total, current = 0, 0
    values = _values()
    for word in re.split(r"[\s-]+", words):
        if word == "and":
            continue
        if word == "a":
            current = 1
        elif word in values:
            if current % (10 if values[word] < 10 else 100):
                return None
            current += values[word]
        elif word == "hundred" and 0 < current < 100:
            current *= _SCALES[word]
        elif word in ("thousand", "million") and current:
            total, current = total + current * _SCALES[word], 0
        else:
            return None
    return (total + current) or None


@cache
def _form() -> re.Pattern[str]:
    """Compile what a number of people looks like."""
    word = "|".join(sorted((*_values(), *_SCALES), key=len, reverse=True))
    scale = "(?:(?<=hundred)|(?<=thousand)|(?<=million))"
    words = rf"(?:a\s+)?(?:{word})(?:(?:\s+|-|{scale}\s+and\s+)(?:{word}))*"
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}|{words})"
    nouns = "|".join(sorted(_table()["nouns"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,$€£-])(?:(?P<least>{_AT_LEAST})\s+|(?P<most>{_AT_MOST})\s+)?"
        rf"(?:(?P<about>{_ABOUT})\s+)?(?:(?P<between>between|from)\s+)?(?P<first>{number})"
        rf"(?:(?P<joint>\s*-\s*|\s+(?:and|to|or)\s+)(?P<last>{number}))?"
        rf"\s+(?P<noun>{nouns})(?!\w)"
    )


@cache
def _values() -> dict[str, int]:
    """Return number words with their values."""
    table = _table()
    units = {word: value for value, word in enumerate(table["units"], start=1)}
    tens = {word: value * 10 for value, word in enumerate(table["tens"], start=2)}
    return units | tens


@cache
def _table() -> dict[str, list[str]]:
    """Read the data file, all languages together."""
    content = files("probandum.statements").joinpath("data", "people.toml").read_text("utf-8")
    table = tomllib.loads(content)
    return {
        name: [word for words in table[name].values() for word in words]
        for name in ("nouns", "units", "tens")
    }
