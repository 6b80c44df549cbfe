"""The weigh step: which sources share an origin, computed once for the whole case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from probandum.assessment.laying_out import Origins
from probandum.corroboration.origins import Weighed, origins
from probandum.corroboration.scales import Scale, scale_from
from probandum.model.canonical import digest_of
from probandum.model.grading import Caution, Grade, OriginGroup
from probandum.model.source import Source
from probandum.registry import SCALES
from probandum.store.protocol import Reading, Transaction, open_bodies
from probandum.store.tables import ORIGIN, REVIEW
from probandum.workflow.case import Case
from probandum.workflow.codes import code_sha256, versions_of
from probandum.workflow.law import cells_of
from probandum.workflow.placing import ensure_cells, place_each, refresh_cells
from probandum.workflow.reading import passages_of, sources_to_read, text_of
from probandum.workflow.running import Unit, compute, is_remembered, keep

STEP = "weigh"
UNIT = "the whole case"
SCALE = "admiralty"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedCase:
    """What weighing did.

    Attributes:
        groups: Groups of sources that count once, as they stand.
        cautions: Ties that join nothing.
        is_remembered: Whether nothing had changed.
        recounted: Ids of the cells counted anew.
    """

    groups: tuple[OriginGroup, ...]
    cautions: tuple[Caution, ...]
    is_remembered: bool
    recounted: tuple[str, ...]


def weigh(case: Case) -> WeighedCase:
    """Find origins over all sources, and count the cells they change anew."""
    ensure_cells(case)
    unit = _unit(case)
    remembered = is_remembered(case.store, unit)
    recounted: tuple[str, ...] = ()
    if not remembered:
        cells = cells_of(case)
        computed = compute(unit)
        with case.write() as transaction:
            if not is_remembered(transaction, unit):
                keep(case, transaction, computed)
            for source in settle_origins(transaction):
                reviews = list(transaction.records(REVIEW, source=source))
                place_each(transaction, [str(r["statement"]) for r in reviews], cells=cells)
            recounted = refresh_cells(transaction)
    return WeighedCase(
        groups=groups_now(case.store),
        cautions=cautions_now(case.store),
        is_remembered=remembered,
        recounted=recounted,
    )


def settle_origins(transaction: Transaction) -> tuple[str, ...]:
    """Write what each source counts under, by the groups as they stand.

    Returns:
        Ids of the sources that count under something else now.
    """
    before = {str(r["source"]): str(r["origin"]) for r in transaction.records(ORIGIN)}
    after = {member: group.id for group in groups_now(transaction) for member in group.members}
    moved = [source for source in {*before, *after} if before.get(source) != after.get(source)]
    for source in moved:
        if source in after:
            transaction.put(ORIGIN, source=source, origin=after[source])
        else:
            transaction.remove(ORIGIN, source=source)
    return tuple(sorted(moved))


def origins_counted(case: Case) -> Origins:
    """Say how the origins of the case as it stands are counted.

    Sources that came in or changed after the last weighing are not weighed.
    """
    return Origins.WEIGHED if is_remembered(case.store, _unit(case)) else Origins.BY_SOURCE


def groups_now(reading: Reading) -> tuple[OriginGroup, ...]:
    """Return the current origin groups of sources."""
    return tuple(open_bodies(reading.current_rows("group", scope="source"), OriginGroup))


def cautions_now(reading: Reading) -> tuple[Caution, ...]:
    """Return the current cautions."""
    return tuple(open_bodies(reading.current_rows("caution"), Caution))


def scale_of(case: Case) -> Scale:
    """Return the scale organisations and media are graded on."""
    return scale_from(SCALE, SCALES.table(SCALE, case=case.folder))


def grade_words(scale: Scale, grade: Grade | None) -> str:
    """Return a grade as it is written, ``F/6`` while nobody has graded.

    Example:
        >>> scale = scale_from("admiralty", SCALES.table("admiralty"))
        >>> grade_words(scale, None)
        'F/6'
    """
    if grade is None:
        return scale.unknown
    reliability = grade.reliability or scale.unknown_reliability
    return f"{reliability}/{grade.credibility or scale.unknown_credibility}"


def _unit(case: Case) -> Unit:
    """Describe the weighing of the case as it stands."""
    sources = sources_to_read(case)
    return Unit(
        step=STEP,
        id=UNIT,
        inputs=(("sources", _digest(case, sources)),),
        code_sha256=code_sha256("probandum.corroboration", "probandum.language"),
        versions=versions_of(),
        subject_kind="case",
        compute=lambda: _work(case, sources),
    )


def _digest(case: Case, sources: tuple[Source, ...]) -> str:
    """Digest all that decides the outcome: stated authors and passages."""
    return digest_of(
        [
            [source.id, source.author, [passage.id for passage in passages_of(case, source.id)]]
            for source in sources
        ]
    )


def _work(case: Case, sources: tuple[Source, ...]) -> Sequence[object]:
    """Compare all sources."""
    weighed = []
    for source in sources:
        passages = passages_of(case, source.id)
        texts = {passage.text_sha256: text_of(case, passage.text_sha256) for passage in passages}
        weighed.append(
            Weighed(
                source=source.id,
                author=source.author,
                passages=tuple((passage, texts[passage.text_sha256]) for passage in passages),
            )
        )
    groups, cautions = origins(weighed)
    return (*groups, *cautions)
