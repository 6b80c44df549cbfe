"""What is told of the words marked in an exhibit: what they are, by whom, beside what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from probandum.model.document import Cite
from probandum.model.statement import ReviewStatus, Statement
from probandum.report.exhibits import Excerpt
from probandum.report.material import Material, Reviewed
from probandum.report.sentences import STATUS_WORDS
from probandum.report.wordings import figure_words, manner_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is told of one stretch of marked words.

    Attributes:
        number: Number of the cite.
        told: For each statement read there, what it is.
        said: For each, pairs of a heading and words as said in the source.
        review: Accepted, suggested or, for words that are no statement, shared.
    """

    number: int
    told: tuple[str, ...]
    said: tuple[tuple[tuple[str, str], ...], ...]
    review: str


def cards_by_number(material: Material, *, numbers: dict[Cite, int]) -> dict[int, Card]:
    """Return a card for every number that leads to words.

    Args:
        material: What the document was composed from.
        numbers: The cites with their numbers.
    """
    places = {
        (cite.span.text_sha256, cite.span.start, cite.span.end): number
        for cite, number in numbers.items()
        if cite.span is not None
    }
    found: dict[int, list[Reviewed]] = {number: [] for number in places.values()}
    for reviewed in material.statements:
        said, status, _ = reviewed
        number = places.get((said.text_sha256, said.start, said.end))
        if number is not None and status is not ReviewStatus.REJECTED:
            found[number].append(reviewed)
    return {number: _card(number, members, material=material) for number, members in found.items()}


def cards_of(excerpt: Excerpt, *, cards: dict[int, Card]) -> tuple[Card, ...]:
    """Return the cards of an excerpt in the order in which their words end."""
    order = (number for window in excerpt.windows for piece in window for number in piece.closes)
    return tuple(cards[number] for number in dict.fromkeys(order))


def _card(number: int, members: Iterable[Reviewed], *, material: Material) -> Card:
    """Tell what was read in some words."""
    told, said, statuses = [], [], []
    for statement, status, _ in members:
        words = [
            manner_words(statement, material=material),
            *(each.replace("_", " ") for each in statement.acts),
            *([figure_words(statement.figure)] if statement.figure is not None else []),
            STATUS_WORDS[status],
        ]
        told.append(" · ".join(words))
        said.append(_as_said(statement))
        statuses.append(status)
    is_accepted = ReviewStatus.ACCEPTED in statuses
    return Card(
        number=number,
        told=tuple(told) or ("words that another source shares",),
        said=tuple(said) or ((),),
        review="shared" if not statuses else "accepted" if is_accepted else "suggested",
    )


def _as_said(statement: Statement) -> tuple[tuple[str, str], ...]:
    """Return what a statement names, in the words of its source."""
    parts = (
        ("in the speaker's own word", ", ".join(statement.characterisation)),
        ("alleged perpetrators", ", ".join(statement.perpetrators)),
        ("victims", ", ".join(statement.victims)),
        ("group", statement.victim_group or ""),
        ("place", statement.place or ""),
        ("time", statement.when.text if statement.when else ""),
    )
    return tuple((name, words) for name, words in parts if words)
