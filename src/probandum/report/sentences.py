"""The single sentences of a report, each built together with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from probandum.errors import UncitedSentenceError
from probandum.model.decision import Decision
from probandum.model.document import Cite, CiteKind, Sentence, SentenceKind
from probandum.model.figure import Figure, Wording
from probandum.model.run import Gap
from probandum.model.source import Passage, PassageKind
from probandum.model.statement import ReviewStatus, Speaker, Statement
from probandum.report.material import Material, Reviewed

SPEAKERS_NAMED = frozenset({"organisation", "official"})
_STATUS = {
    ReviewStatus.ACCEPTED: "accepted",
    ReviewStatus.SUGGESTED: "suggested, not reviewed",
    ReviewStatus.REJECTED: "rejected",
}


def factual(text: str, *, cites: Iterable[Cite]) -> Sentence:
    """Build a factual sentence; refuse one that rests on nothing.

    Raises:
        UncitedSentenceError: There is no cite.
    """
    return Sentence(kind=SentenceKind.FACTUAL, text=text, cites=tuple(cites))


def law_cite(target: str) -> Cite:
    """Cite a framework, an element (``framework:element``) or a standard (``standard:id``)."""
    return Cite(kind=CiteKind.LAW, target=target)


def decision_cite(decision: Decision) -> Cite:
    """Cite a decision."""
    return Cite(kind=CiteKind.DECISION, target=decision.id)


def run_cites(runs: Iterable[str]) -> tuple[Cite, ...]:
    """Cite runs, each once, sorted; an empty id is no run."""
    return tuple(Cite(kind=CiteKind.RUN, target=run) for run in sorted({*runs} - {""}))


def gap_sentence(gap: Gap, *, material: Material) -> Sentence:
    """Say what is missing."""
    where = _gap_subject(gap, material=material)
    return factual(
        f"{where}{gap.kind.value.capitalize()}: {gap.reason}.".replace("..", "."),
        cites=(Cite(kind=CiteKind.GAP, target=gap.id),),
    )


def span_cite(statement: Statement, *, material: Material) -> Cite:
    """Cite the exact words of a statement, by the evidence code of their source."""
    passage = material.passage(statement.passage)
    return Cite(
        kind=CiteKind.SPAN,
        target=statement.id,
        span=statement.span,
        evidence_code=material.source(passage.source).evidence_code,
    )


def statement_sentence(reviewed: Reviewed, *, material: Material) -> Sentence:
    """Quote a statement with where it stands, how its speaker stands to it, and its review."""
    statement, status, decision = reviewed
    passage = material.passage(statement.passage)
    code = material.source(passage.source).evidence_code
    manner = [
        statement.modality.value,
        *_passed_on(statement.chain[1:]),
        *_number(statement.figure),
        *(f"the speaker's own word: {word}" for word in statement.characterisation),
        _STATUS[status],
    ]
    cites = [span_cite(statement, material=material)]
    if decision is not None:
        cites.append(decision_cite(decision))
    return factual(
        f"{code}, {place_of(passage)}: “{statement.quote}” ({'; '.join(manner)}).", cites=cites
    )


def place_of(passage: Passage) -> str:
    """Name a passage within its source without naming its speaker.

    Example:
        >>> place_of(
        ...     Passage(source="s", kind="comment", number=3, text_sha256="0" * 64, start=0, end=1)
        ... )
        'passage 3 (comment)'
    """
    kind = PassageKind(passage.kind)
    return f"passage {passage.number} ({kind.value})"


def counted(count: int, one: str, many: str) -> str:
    """Write a count with its noun.

    Example:
        >>> counted(1, "origin", "origins"), counted(0, "origin", "origins")
        ('1 origin', 'no origin')
    """
    if count == 0:
        return f"no {one}"
    return f"{count} {one if count == 1 else many}"


def supported(text: str, *, preferred: Iterable[Cite], otherwise: Iterable[Cite]) -> Sentence:
    """Build a factual sentence on the first set of cites that is not empty.

    Raises:
        UncitedSentenceError: Both are empty.
    """
    cites = tuple(preferred) or tuple(otherwise)
    if not cites:
        raise UncitedSentenceError(
            "a count rests on no run and on no gap; run the step that counts before reporting it"
        )
    return factual(text, cites=cites)


def _passed_on(links: tuple[Speaker, ...]) -> tuple[str, ...]:
    """Say through whom the words came, naming only offices and organisations."""
    if not links:
        return ()
    told = [
        f"{link.role} ({link.name})" if link.name and link.role in SPEAKERS_NAMED else link.role
        for link in links
    ]
    return (f"passed on from: {', '.join(told)}",)


def _number(figure: Figure | None) -> tuple[str, ...]:
    """Write the number a statement gives, with its ends as said."""
    if figure is None:
        return ()
    counts = figure.population or figure.unit
    about = "about " if figure.wording is Wording.APPROXIMATE else ""
    if figure.best is not None:
        return (f"number given: {about}{figure.best} {counts}",)
    if figure.low is not None and figure.high is not None:
        return (f"number given: {about}{figure.low} to {figure.high} {counts}",)
    if figure.low is not None:
        return (f"number given: {figure.low} {counts} or more",)
    return (f"number given: {figure.high} {counts} or fewer",)


def _gap_subject(gap: Gap, *, material: Material) -> str:
    """Name what a gap is about by evidence code or element, if it is about one."""
    if gap.subject_kind == "source":
        codes = [each.evidence_code for each in material.sources if each.id == gap.subject]
        return f"{codes[0]}. " if codes else ""
    if gap.subject_kind == "passage":
        found = [each for each in material.passages if each.id == gap.subject]
        if found:
            code = material.source(found[0].source).evidence_code
            return f"{code}, {place_of(found[0])}. "
    if gap.subject_kind == "assessment":
        framework, _, rest = gap.subject.partition(":")
        element = rest.partition(":")[0]
        for known in material.frameworks:
            for number, each in enumerate(known.elements, start=1):
                if (known.id, each.id) == (framework, element):
                    return f"Element {number}. "
    return ""
