"""The extract step: the statements of each source, and old decisions found again in new texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from probandum.model.canonical import digest_of, sha256_hex
from probandum.model.run import Gap, GapKind
from probandum.model.source import Passage, PassageKind, Source
from probandum.model.statement import Anchor, Statement, reviewed
from probandum.registry import EXTRACTORS, LEXICONS
from probandum.statements.anchoring import find_again
from probandum.statements.extractor import Extractor, PassageText
from probandum.statements.lexicon import Lexicon, lexicon_from
from probandum.statements.parties import subject_of
from probandum.store.protocol import Transaction, open_bodies
from probandum.store.tables import REVIEW
from probandum.workflow.case import Case
from probandum.workflow.codes import code_sha256, versions_of
from probandum.workflow.law import Cell, cells_of
from probandum.workflow.placing import (
    Placed,
    decisions_on,
    displace,
    is_decided_before,
    place,
    placed_now,
)
from probandum.workflow.reading import passages_of, text_of
from probandum.workflow.running import Kept, Unit, compute, current_run, is_remembered, keep

STEP = "extract"
ANCHOR_STEP = "reanchor"
_CODE = ("probandum.statements", "probandum.language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What every source of a case is read for statements with, loaded once.

    Attributes:
        lexicons: By name; the case's own go before the program's.
        lexicon_digests: Sorted pairs of name and digest of the file.
        extractors: By name.
        cells: Of the case's matrix.
    """

    lexicons: tuple[Lexicon, ...]
    lexicon_digests: tuple[tuple[str, str], ...]
    extractors: tuple[Extractor, ...]
    cells: tuple[Cell, ...]


def tools_of(case: Case) -> Tools:
    """Load lexicons, extractors and cells of a case."""
    names = LEXICONS.names(case=case.folder)
    return Tools(
        lexicons=tuple(
            lexicon_from(name, LEXICONS.table(name, case=case.folder)) for name in names
        ),
        lexicon_digests=tuple(
            (f"lexicon {name}", sha256_hex(LEXICONS.content(name, case=case.folder)))
            for name in names
        ),
        extractors=tuple(EXTRACTORS.load(name) for name in EXTRACTORS.names()),
        cells=cells_of(case),
    )


def extract_source(case: Case, source: Source, *, tools: Tools) -> Kept | None:
    """Find the statements of a source, unless they are remembered.

    The cells they enter are marked; ``ensure_cells`` counts them once for many sources.

    Returns:
        The stored run, or None when nothing had to be done.
    """
    passages = passages_of(case, source.id)
    unit = Unit(
        step=STEP,
        id=source.id,
        inputs=tuple(
            sorted((("passages", digest_of([p.id for p in passages])), *tools.lexicon_digests))
        ),
        code_sha256=code_sha256(*_CODE),
        parameters=(("extractors", " ".join(extractor.name for extractor in tools.extractors)),),
        versions=versions_of(),
        subject_kind="source",
        compute=_work(case, passages, tools=tools),
    )
    if is_remembered(case.store, unit):
        return None
    computed = compute(unit)
    with case.write() as transaction:
        if is_remembered(transaction, unit):
            return None  # another process was at it too, and came first
        kept = keep(case, transaction, computed)
        _place_outputs(transaction, kept, source=source.id, cells=tools.cells)
    return kept


def reanchor_source(case: Case, source: Source, *, tools: Tools) -> Kept | None:
    """Look for the words of decided statements in a source's newer text.

    Each is found again exactly (an anchor), or is a gap: nothing is moved by guessing.

    Returns:
        The stored run, or None when nothing had to be done.
    """
    passages = passages_of(case, source.id)
    digests = sorted({passage.text_sha256 for passage in passages})
    old = _decided_elsewhere(case, source.id, digests=digests)
    if not old and current_run(case.store, step=ANCHOR_STEP, unit=source.id) is None:
        return None
    unit = Unit(
        step=ANCHOR_STEP,
        id=source.id,
        inputs=(
            ("decided", digest_of([decision for decision, _ in old])),
            ("texts", digest_of(digests)),
        ),
        code_sha256=code_sha256("probandum.statements.anchoring"),
        versions=versions_of(),
        subject_kind="source",
        compute=lambda: _anchors(case, old, digests=digests),
    )
    if is_remembered(case.store, unit):
        return None
    computed = compute(unit)
    with case.write() as transaction:
        if is_remembered(transaction, unit):
            return None  # another process was at it too, and came first
        kept = keep(case, transaction, computed)
        run = current_run(transaction, step=STEP, unit=source.id)
        if run is not None:
            suggested = tuple(open_bodies(transaction.rows("statement", run=run), Statement))
            _place_suggested(transaction, suggested, source=source.id, cells=tools.cells)
    return kept


def _work(
    case: Case, passages: tuple[Passage, ...], *, tools: Tools
) -> Callable[[], Sequence[object]]:
    """Return the work of finding statements in passages."""

    def work() -> Sequence[object]:
        texts = {p.text_sha256: text_of(case, p.text_sha256) for p in passages}
        found: list[Statement] = []
        subject: frozenset[str] = frozenset()
        for is_comment in (False, True):
            for passage in passages:
                if (passage.kind is PassageKind.COMMENT) is not is_comment:
                    continue
                unit = PassageText(
                    passage=passage, text=texts[passage.text_sha256], subject=subject
                )
                for extractor in tools.extractors:
                    found += extractor.extract(unit, tools.lexicons)
            subject = subject_of(found)
        return found

    return work


def _place_outputs(
    transaction: Transaction, kept: Kept, *, source: str, cells: tuple[Cell, ...]
) -> None:
    """Place the new statements, and take out those that no run suggests any more."""
    new = {value.id: value for value in kept.values if isinstance(value, Statement)}
    _place_suggested(transaction, tuple(new.values()), source=source, cells=cells)
    if kept.replaced is None:
        return
    for row in list(transaction.rows("statement", run=kept.replaced)):
        old = row.value(Statement).id if row.body is not None else None
        if old is None or old in new:
            continue
        if reviewed(old, decisions_on(transaction, old)).decision is None:
            displace(transaction, old)


def _place_suggested(
    transaction: Transaction,
    suggested: tuple[Statement, ...],
    *,
    source: str,
    cells: tuple[Cell, ...],
) -> None:
    """Place suggestions, but for those a decision on the same words already stands for."""
    for value in suggested:
        review = reviewed(value.id, decisions_on(transaction, value.id))
        if review.decision is not None:
            place(transaction, placed_now(transaction, value.id), cells=cells)
        elif is_decided_before(transaction, value):
            displace(transaction, value.id)
        else:
            place(transaction, Placed(statement=value, review=review, source=source), cells=cells)


def _decided_elsewhere(
    case: Case, source: str, *, digests: list[str]
) -> tuple[tuple[str, Statement], ...]:
    """Return decided statements of a source whose text is no longer a current one."""
    found = []
    for record in case.store.records(REVIEW, source=source):
        if record["decision"] is not None:
            placed = placed_now(case.store, str(record["statement"]))
            if placed.statement.text_sha256 not in digests:
                found.append((str(record["decision"]), placed.statement))
    return tuple(found)


def _anchors(
    case: Case, old: tuple[tuple[str, Statement], ...], *, digests: list[str]
) -> Sequence[object]:
    """Find decided words again, each exactly once, or leave a gap."""
    texts = [(digest, text_of(case, digest)) for digest in digests]
    values: list[object] = []
    for decision, statement in old:
        spans = [
            span
            for digest, text in texts
            if (span := find_again(statement.span, text=text, text_sha256=digest)) is not None
        ]
        if len(spans) == 1:
            values.append(
                Anchor(
                    decision=decision,
                    statement=statement.id,
                    text_sha256=spans[0].text_sha256,
                    start=spans[0].start,
                    end=spans[0].end,
                )
            )
        else:
            values.append(_lost(statement))
    return values


def _lost(statement: Statement) -> Gap:
    """Make the gap of words that a newer text does not hold exactly once."""
    return Gap(
        kind=GapKind.LOST_ANCHOR,
        subject_kind="statement",
        subject=statement.id,
        step=ANCHOR_STEP,
        reason="the words a person decided on are not found exactly once in the newer text; "
        "compare the two texts and decide again",
    )
