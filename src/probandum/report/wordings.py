"""Chains, lanes, modalities and figures in plain words."""

from __future__ import annotations

from probandum.model.figure import Figure, Wording
from probandum.model.statement import Lane, Modality, Speaker, Statement, StatementKind
from probandum.report.material import Material

NAMED_ROLES = frozenset({"organisation", "official", "document"})
NOT_STATED = "not stated"

_ROLES = {
    "author": "the author",
    "organisation": "an organisation that is not named",
    "official": "an official who is not named",
    "document": "a document that is not named",
    "witness": "a witness",
    "unattributed": "somebody who is not described",
}
_LANES = {
    Lane.ACCOUNT: "account",
    Lane.POSITION: "position",
    Lane.LEAD: "to follow up",
    Lane.OFF_SUBJECT: "off the subject",
}
_KINDS = {
    StatementKind.ACT: "an act",
    StatementKind.FIGURE: "a figure",
    StatementKind.INTENT: "intent",
    StatementKind.POLICY: "a policy",
    StatementKind.IDENTITY: "who the victims are",
    StatementKind.DENIAL: "denial",
    StatementKind.CONTEXT: "the circumstances",
}
_MODALITIES = {
    Modality.ASSERTED: "asserted",
    Modality.ALLEGED: "alleged",
    Modality.DENIED: "denied",
    Modality.QUESTIONED: "put as a question",
    Modality.HYPOTHETICAL: "supposed, not said to have happened,",
}


def lane_words(statement: Statement) -> str:
    """Say what a statement can be used for and what it is about.

    Example:
        >>> from probandum.model.statement import Speaker
        >>> said = Statement(
        ...     passage="p",
        ...     text_sha256="0" * 64,
        ...     start=0,
        ...     end=1,
        ...     quote="x",
        ...     kind=StatementKind.INTENT,
        ...     lane=Lane.ACCOUNT,
        ...     chain=(Speaker(role="author"),),
        ...     modality=Modality.ASSERTED,
        ... )
        >>> lane_words(said)
        'account of intent'
    """
    if statement.lane in (Lane.LEAD, Lane.OFF_SUBJECT):
        return _LANES[statement.lane]
    is_opinion = statement.lane is Lane.POSITION and statement.kind is not StatementKind.DENIAL
    return f"{_LANES[statement.lane]} {'on' if is_opinion else 'of'} {_KINDS[statement.kind]}"


def modality_words(modality: Modality) -> str:
    """Say how a speaker stands to what is said."""
    return _MODALITIES[modality]


def manner_words(statement: Statement, *, material: Material) -> str:
    """Say in one phrase what a statement is, how it is said and through whom."""
    return f"{lane_words(statement)}, {said_words(statement, material=material)}"


def said_words(statement: Statement, *, material: Material) -> str:
    """Say how a statement is said and through whom."""
    return f"{modality_words(statement.modality)} by {chain_words(statement, material=material)}"


def chain_words(statement: Statement, *, material: Material) -> str:
    """Say who passes on whose words, the passage's own speaker first.

    A commenter or a witness is never named, and of those passed on only organisations,
    officials and documents are.
    """
    first = material.voice(statement.passage).speaker
    rest = " passing on ".join(
        masked_link_words(link, material=material) for link in statement.chain[1:]
    )
    return f"{first}, passing on {rest}" if rest else first


def masked_link_words(link: Speaker, *, material: Material) -> str:
    """Call one link of a chain, by its role alone when its name is a masked one."""
    words = link.name if link.name is not None else link.span.quote if link.span else ""
    if material.is_speaker(words):
        return link_words(Speaker(role=link.role))
    return link_words(link)


def link_words(link: Speaker) -> str:
    """Call one link of a chain.

    Example:
        >>> link_words(Speaker(role="organisation", name="Open Archive"))
        'Open Archive'
        >>> link_words(Speaker(role="witness", name="Somebody"))
        'a witness'
    """
    if link.name is not None:
        return link.name if link.role in NAMED_ROLES else _ROLES.get(link.role, link.role)
    words = _ROLES.get(link.role, link.role)
    return f"{words} (“{link.span.quote}”)" if link.span is not None else words


def number_words(number: float | None) -> str:
    """Write a number with its thousands apart, or a dash.

    Example:
        >>> number_words(70000), number_words(2.5), number_words(None)
        ('70,000', '2.5', '–')
    """
    return "–" if number is None else f"{number:,}"


def figure_words(figure: Figure) -> str:
    """Write the number a statement gives, with its ends as said.

    Example:
        >>> figure_words(Figure(low=25, high=30, unit="percent"))
        '25 to 30 percent'
    """
    counts = figure.population or figure.unit
    about = "about " if figure.wording is Wording.APPROXIMATE else ""
    low, best, high = (number_words(each) for each in (figure.low, figure.best, figure.high))
    if figure.unit == "percent":
        counts = f"percent of {figure.share_of}" if figure.share_of else "percent"
    if figure.best is not None:
        return f"{about}{best} {counts}"
    if figure.low is not None and figure.high is not None:
        return f"{about}{low} to {high} {counts}"
    return f"{low} {counts} or more" if figure.low is not None else f"{high} {counts} or fewer"


def figure_facts(statement: Statement, *, material: Material) -> tuple[tuple[str, str], ...]:
    """Return what a figure says, as pairs of a heading and its words; nothing is filled in."""
    figure = statement.figure
    if figure is None:
        return ()
    return (
        ("low", number_words(figure.low)),
        ("best", number_words(figure.best)),
        ("high", number_words(figure.high)),
        ("unit", figure.unit),
        ("wording", figure.wording.value),
        ("measure", figure.measure or NOT_STATED),
        ("whom it counts", figure.population or NOT_STATED),
        ("share of", figure.share_of or NOT_STATED),
        ("place", figure.place or statement.place or NOT_STATED),
        ("as of", figure.as_of.text if figure.as_of else NOT_STATED),
        ("who says it", chain_words(statement, material=material)),
    )
