"""Dates a sentence says in full, with the precision it says them in and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from probandum.errors import InvalidValueError
from probandum.model.when import PartialDate
from probandum.statements.wording import FoldedText, Place, any_of, data_words, overlap

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_HINT = re.compile(r"1[5-9]\d|20\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date and where it stands in the folded sentence.

    Attributes:
        when: The date, in EDTF.
        place: Its words.
    """

    when: PartialDate
    place: Place


def dates_in(sentence: FoldedText) -> tuple[FoundDate, ...]:
    """Find the dates of a sentence that name their year, in order.

    A date without its year ("in May"), one that leans on another ("last year", "three days
    later") and one whose day and month could be swapped ("03/05/2019") are left out: nothing
    is reckoned from the date of the text.

    Example:
        >>> from probandum.statements.wording import folded
        >>> [str(each.when) for each in dates_in(folded("Between March and May 2003 it rained."))]
        ['2003-03/2003-05']
    """
    return _dates(sentence.text)


@lru_cache(maxsize=64)
def _dates(text: str) -> tuple[FoundDate, ...]:
    """Find the dates of a folded sentence, once for all that ask."""
    if not _HINT.search(text):
        return ()
    found: list[FoundDate] = []
    taken: list[Place] = []
    for match in _all(text):
        if any(overlap(match.span(), place) for place in taken):
            continue
        taken.append(match.span())
        try:
            found.append(FoundDate(when=PartialDate(_edtf(match)), place=match.span()))
        except InvalidValueError:
            continue  # A day that no calendar has is no date, and no part of it is one.
    return tuple(sorted(found, key=lambda each: each.place))


def _all(text: str) -> Iterator[re.Match[str]]:
    """Yield what each form finds, the fullest forms first."""
    for form in _forms():
        yield from form.finditer(text)


def _edtf(match: re.Match[str]) -> str:
    """Write a match in EDTF."""
    part = match.groupdict()
    year = part.get("year")
    if part.get("first_month"):
        first, last = _month(part["first_month"]), _month(part["last_month"])
        return f"{part.get('first_year') or year}-{first:02}/{year}-{last:02}"
    if part.get("first_year"):
        last_year = part["last_year"]
        whole = last_year if len(last_year) == 4 else part["first_year"][:2] + last_year
        return f"{part['first_year']}/{whole}"
    if part.get("decade"):
        return f"{part['decade'][:3]}X"
    if part.get("month"):
        month = part["month"]
        number = int(month) if month.isdigit() else _month(month)
        day = re.sub(r"\D", "", part.get("day") or "")
        return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    if part.get("since"):
        return f"{year}/.."
    return f"{year}~" if part.get("about") else f"{year}"


def _month(name: str) -> int:
    """Return the number of a month."""
    return _months()[name.rstrip(".")]


@cache
def _months() -> dict[str, int]:
    """Return the names of the months, and their short forms, with their numbers."""
    names = data_words("dates", "months")
    full = {name: n % 12 + 1 for n, name in enumerate(names)}
    return full | {"sept": 9} | {name[:3]: number for name, number in full.items()}


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Compile the forms of a date, the fullest first."""
    month = rf"(?:{any_of(_months())})\.?"
    two = rf"(?P<first_month>{month})(?:\s+(?P<first_year>{_YEAR}))?"
    near = r"(?:early\s+|late\s+|mid-?\s*)?"
    inside = any_of(data_words("dates", "inside"))
    about = any_of(data_words("dates", "about"))
    since = any_of(data_words("dates", "since"))
    written = (
        rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{month}),?\s+(?P<year>{_YEAR})",
        rf"(?P<month>{month})\s+(?P<day>{_DAY}),?\s+(?P<year>{_YEAR})",
        rf"(?:between|from)\s+{two}\s+(?:and|to|until)\s+(?P<last_month>{month})\s+(?P<year>{_YEAR})",
        rf"(?P<first_month>{month})\s*-\s*(?P<last_month>{month})\s+(?P<year>{_YEAR})",
        rf"(?P<month>{month}),?\s+(?:of\s+)?(?P<year>{_YEAR})",
        rf"(?:between|from)\s+(?P<first_year>{_YEAR})\s+(?:and|to|until|till)\s+(?P<last_year>{_YEAR})",
        rf"(?:in|during|of)\s+(?P<first_year>{_YEAR})\s*-\s*(?P<last_year>{_YEAR}|\d\d)",
        rf"(?:the\s+)?{near}(?P<decade>(?:1[5-9]|20)\d0)'?s",
        rf"(?P<since>{since})\s+(?P<year>{_YEAR})",
        rf"(?P<about>{about})\s+(?P<year>{_YEAR})",
        rf"(?:{inside})\s+{near}(?P<year>{_YEAR})",
    )
    return tuple(re.compile(rf"(?<![\w/-]){form}(?![\w/]|-\d)") for form in written)
