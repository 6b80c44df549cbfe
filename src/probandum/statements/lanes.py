"""What a statement can be used for: account, position, lead, or off the subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from probandum.language.folding import fold
from probandum.model.source import PassageKind
from probandum.model.statement import Lane, Modality, Speaker, StatementKind
from probandum.statements.parties import countries_in
from probandum.statements.roles import UNATTRIBUTED
from probandum.statements.wording import FoldedText, PatternIndex, Place, data_words, folded

_FIRST_HAND = frozenset(
    {
        PassageKind.TESTIMONY,
        PassageKind.ROW,
        PassageKind.PAGE,
        PassageKind.DOCUMENT,
        PassageKind.FOOTNOTE,
    }
)
_FACTS = frozenset({StatementKind.ACT, StatementKind.FIGURE, StatementKind.POLICY})
_OWN = ("his ", "her ", "your ", "our ", "my ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides the lane of a statement.

    Attributes:
        passage: Kind of the passage.
        kind: Kind of the statement.
        modality: How the speaker stands to it.
        chain: Who passes on whose words.
        is_only_words: Whether it names no act and no intent but uses a legal word.
        has_basis: Whether the speaker says how they know.
        is_other_party: Whether a comment accuses somebody the article does not.
    """

    passage: PassageKind
    kind: StatementKind
    modality: Modality
    chain: tuple[Speaker, ...]
    is_only_words: bool
    has_basis: bool
    is_other_party: bool


def lane_of(standing: Standing) -> Lane:
    """Say what a statement can be used for.

    A comment that accuses others than the article does is off the subject; what else it
    claims is a lead. Denials and legal words are positions, questions and suppositions about
    acts are leads. The rest is an account when the basis of knowledge is stated: the passage
    is a testimony, a row, a page or a document; the speaker says how they know; or a further
    speaker stands behind the words who could be asked. What the author of an article merely
    asserts, and what is passed on from nobody in particular, is a position.
    """
    is_comment = standing.passage is PassageKind.COMMENT
    is_word = standing.kind is StatementKind.CONTEXT or standing.is_only_words
    if is_comment and standing.is_other_party:
        return Lane.OFF_SUBJECT
    if standing.modality is Modality.DENIED or is_word:
        return Lane.POSITION
    if standing.modality in (Modality.QUESTIONED, Modality.HYPOTHETICAL):
        is_fact = standing.kind in (StatementKind.ACT, StatementKind.FIGURE)
        return Lane.LEAD if is_fact else Lane.POSITION
    if is_comment:
        is_fact = standing.kind in _FACTS
        return Lane.LEAD if is_fact else Lane.POSITION
    if standing.passage in _FIRST_HAND or standing.has_basis or _can_be_asked(standing.chain):
        return Lane.ACCOUNT
    return Lane.POSITION


def has_basis(sentence: FoldedText) -> bool:
    """Whether a sentence says how its speaker knows."""
    return "basis" in _found_in(sentence.text)


def lead_in(sentence: FoldedText, *, passage: PassageKind) -> Place | None:
    """Return the first word for something, or somebody, that could be asked for and checked.

    Pictures, recordings and papers count in a comment, whose writer may hold them; that
    witnesses speak out counts in every passage.
    """
    found = _found_in(sentence.text)
    leads: tuple[Place, ...] = ()
    if passage is PassageKind.COMMENT:
        leads = found.get("leads", ())
    elif passage is PassageKind.TESTIMONY:
        leads = found.get("kept", ())
    listed = sorted((*leads, *found.get("speaking_out", ())))
    return listed[0] if listed else None


def is_other_party(
    sentence: FoldedText,
    *,
    accused: tuple[str, ...],
    words: tuple[str, ...],
    subject: frozenset[str],
) -> bool:
    """Whether a sentence accuses only others than those an article accuses.

    Args:
        sentence: The folded sentence.
        accused: Alleged perpetrators of the sentence.
        words: Legal words of the sentence; where it uses one and names no perpetrator, the
            countries it names stand for them.
        subject: Those the article accuses; nobody is "other" while it is empty.
    """
    if not subject:
        return False
    countries = {country for name in subject for country in countries_in(folded(name))}
    names = [each for each in accused if countries_in(folded(each)) or _is_named(each)]
    if names:
        return not any(_belongs(name, subject=subject, countries=countries) for name in names)
    mentioned = countries_in(sentence) if words and countries else frozenset()
    return bool(mentioned) and not mentioned & countries


def _is_named(words: str) -> bool:
    """Whether a party is told apart from others by a name or an owner."""
    parts = words.split()
    parts = parts[1:] if parts[0].lower() in ("the", "a", "an") else parts
    return fold(words).startswith(_OWN) or any(
        part[0].isupper() and fold(part) not in data_words("parties", "agents")
        for part in parts[-2:]
    )


def _belongs(name: str, *, subject: Iterable[str], countries: set[str]) -> bool:
    """Whether a party is one of those the article accuses, or belongs to them."""
    found = countries_in(folded(name))
    if found or fold(name).startswith(_OWN):
        return bool(found & countries)
    words = fold(name).split()
    roots = [
        fold(part)
        for each in subject
        for part in each.split()
        if part[0].isupper() and len(part) > 3
    ]
    return any(word.startswith(root[:6]) for word in words for root in roots)


def _can_be_asked(chain: tuple[Speaker, ...]) -> bool:
    """Whether a further speaker stands in a chain who has a role or a name."""
    return any(link.role != UNATTRIBUTED or link.name is not None for link in chain[1:])


@lru_cache(maxsize=64)
def _found_in(text: str) -> dict[str, tuple[Place, ...]]:
    """Find the patterns once for all statements of a sentence."""
    return _cues().find(FoldedText(text=text, starts=(), original=text))


@cache
def _cues() -> PatternIndex:
    """Return the patterns of the data file."""
    return PatternIndex(
        (name, data_words("lanes", name)) for name in ("basis", "leads", "kept", "speaking_out")
    )
