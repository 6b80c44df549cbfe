"""One small invented case from Velmora, from texts to the material of a report."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

from probandum.assessment.frameworks import framework_from
from probandum.assessment.laying_out import Evidence, cell_id, gaps_of, lay_out
from probandum.assessment.standards import standard_from
from probandum.model.assessment import Binding, Leaf, LeafStatus
from probandum.model.canonical import sha256_hex
from probandum.model.codec import recorded, stamped
from probandum.model.decision import Decision, DecisionKind
from probandum.model.grading import Caution, OriginGroup, OriginReason, OriginReasonKind
from probandum.model.identity import Actor, ActorKind
from probandum.model.run import Gap, GapKind
from probandum.model.source import (
    Acquisition,
    Completeness,
    MetadataCandidate,
    Passage,
    PassageKind,
    Source,
)
from probandum.model.statement import ReviewStatus, Statement
from probandum.model.when import PartialDate
from probandum.registry import FRAMEWORKS, LEXICONS, STANDARDS
from probandum.report.material import Material, Reviewed
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from probandum.statements.lexicon import lexicon_from

KEY = bytes(32)
AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
REVIEWER = Actor(kind=ActorKind.PERSON, name="Ilva Senn", office="hq")
FRAMEWORK = framework_from("rome_statute_7_1_a", FRAMEWORKS.table("rome_statute_7_1_a"))
STANDARD = standard_from("reasonable_grounds", STANDARDS.table("reasonable_grounds"))
KILLING = lexicon_from("killing", LEXICONS.table("killing"))
BINDING = Binding(id="velmora", title="Velmora, 2019 to 2021", framework=FRAMEWORK.id)

ARTICLE = (
    "The valley that fell silent",
    "On the road from Orsk-Dal to the border with Tarsia the houses of Harn stand empty. "
    "According to the Velmora Human Rights Committee, soldiers killed at least 30 villagers in "
    "the first week of October 2019. The ministry of defence denied that anyone was killed. "
    "Critics call it genocide.",
    "A former guard said that prisoners were shot dead behind the mill. Were they killed on "
    "orders? Nobody has answered.",
)
COMMENTS = (
    "They killed my neighbour too <script>alert('x')</script> and \u202enobody\u202c came.",
    "This is all lies, nobody was killed in Harn.",
)
TESTIMONY = (
    "I was at the mill. I saw two soldiers shoot at the men from the bridge. Twelve men were "
    "executed that morning. My brother was one of them. The officer killed the engine and left."
)
ROWS = ("No.\tplace\twhat happened", "1\tHarn\tkilled by gunshot", "2\tOrsk-Dal\tarrested")

Value = TypeVar("Value")


def source(number: int, *, content: str, media_type: str, **more: Any) -> Source:
    """Build a source."""
    return Source(
        id=f"sha256:{sha256_hex(content.encode())}",
        size=len(content.encode()),
        evidence_code=f"DOC-HQ-{number:03}",
        name=f"{number}",
        media_type=media_type,
        acquisition=Acquisition(at=AT, tool="probandum"),
        **more,
    )


def passages(
    text: str, *, of: Source, parts: list[tuple[str, PassageKind, str | None]]
) -> list[Passage]:
    """Build the passages of a text from its parts."""
    found: list[Passage] = []
    start = 0
    for number, (words, kind, speaker) in enumerate(parts, start=1):
        start = text.index(words, start)
        passage = Passage(
            source=of.id,
            kind=kind,
            number=number,
            speaker=speaker,
            date=PartialDate("2021-05-04") if kind is PassageKind.COMMENT else None,
            text_sha256=sha256_hex(text.encode("utf-8", errors="surrogatepass")),
            start=start,
            end=start + len(words),
        )
        found.append(stamp(passage, run=f"run-read-{of.evidence_code}"))
        start += len(words)
    return found


def stamp(value: Value, *, run: str) -> Value:
    """Give a value its id and run."""
    return stamped(value, key=KEY, run=run)


def decision(
    number: int, *, kind: DecisionKind, target_kind: str, target: str, value: object
) -> Decision:
    """Build a decision of the reviewer."""
    return Decision(
        id=f"decision-hq-{number:032x}",
        at=AT,
        actor=REVIEWER,
        kind=kind,
        target_kind=target_kind,
        target=target,
        value=recorded(value),
        reason="the words are as quoted",
    )


def read() -> tuple[tuple[Source, ...], tuple[Passage, ...], dict[str, str]]:
    """Return the sources, passages and texts of the case."""
    article = "\n\n".join(ARTICLE)
    page = "\n\n".join((article, *COMMENTS))
    table = "\n".join(ROWS)
    sources = (
        source(
            1,
            content=page,
            media_type="text/html",
            completeness=Completeness.PARTIAL,
            completeness_note="page 1 of 2",
        ),
        source(2, content=TESTIMONY, media_type="text/plain"),
        source(3, content=table, media_type="text/csv"),
        source(4, content="unreadable", media_type="application/pdf"),
    )
    comments = [(words, PassageKind.COMMENT, "valley_watcher_7") for words in COMMENTS]
    found = [
        *passages(
            page, of=sources[0], parts=[(article, PassageKind.ARTICLE, "Doran Vael"), *comments]
        ),
        *passages(TESTIMONY, of=sources[1], parts=[(TESTIMONY, PassageKind.TESTIMONY, None)]),
        *passages(table, of=sources[2], parts=[(row, PassageKind.ROW, None) for row in ROWS]),
    ]
    texts = {sha256_hex(text.encode()): text for text in (page, TESTIMONY, table)}
    return sources, tuple(found), texts


def statements(found: tuple[Passage, ...], texts: dict[str, str]) -> list[Statement]:
    """Extract the statements of every passage."""
    return [
        stamp(statement, run="run-extract-1")
        for passage in found
        for statement in EXTRACTOR.extract(
            PassageText(passage=passage, text=texts[passage.text_sha256]), (KILLING,)
        )
    ]


def reviewed(said: list[Statement]) -> list[Reviewed]:
    """Accept what stands in the testimony, reject the row, leave the rest suggested."""
    result: list[Reviewed] = []
    for number, each in enumerate(said, start=1):
        if "Twelve men" in each.quote or "at least 30" in each.quote:
            accepted = decision(
                number,
                kind=DecisionKind.ACCEPT,
                target_kind="statement",
                target=each.id,
                value=each,
            )
            result.append((each, ReviewStatus.ACCEPTED, accepted))
        elif "gunshot" in each.quote:
            rejected = decision(
                number,
                kind=DecisionKind.REJECT,
                target_kind="statement",
                target=each.id,
                value=each,
            )
            result.append((each, ReviewStatus.REJECTED, rejected))
        else:
            result.append((each, ReviewStatus.SUGGESTED, None))
    return result


def material(**changes: Any) -> Material:
    """Build the material of the report on the invented case."""
    sources, found, texts = read()
    judged = reviewed(statements(found, texts))
    owners = {passage.id: passage.source for passage in found}
    evidence = [
        Evidence(statement=s, status=status, source=owners[s.passage], origin=owners[s.passage])
        for s, status, _ in judged
    ]
    gaps = [
        stamp(
            Gap(
                kind=GapKind.UNREADABLE,
                subject_kind="source",
                subject=sources[3].id,
                step="read",
                reason="the file is damaged and no text was found in it",
            ),
            run="run-read-DOC-HQ-004",
        )
    ]
    cells = []
    for element in FRAMEWORK.elements:
        missing = [
            stamp(gap, run="run-assess-1")
            for gap in gaps_of(element, framework=FRAMEWORK.id, binding=BINDING, evidence=evidence)
        ]
        gaps += missing
        cell = lay_out(
            element,
            framework=FRAMEWORK.id,
            binding=BINDING,
            evidence=evidence,
            gaps=tuple(gap.id for gap in missing),
        )
        cells.append(stamp(cell, run="run-assess-1"))
    relied = tuple(sorted(d.id for _, status, d in judged if d and status is ReviewStatus.ACCEPTED))
    leaf = Leaf(
        id=cell_id(FRAMEWORK.id, "murder.1", BINDING.id),
        framework=FRAMEWORK.id,
        element="murder.1",
        binding=BINDING.id,
        standard=STANDARD.id,
        status=LeafStatus.CONTESTED,
        rationale="Two accounts agree on deaths at Harn; the ministry denies them, and whether "
        "the accounts share an origin is open.",
        relied_on=relied,
    )
    values: dict[str, Any] = {
        "question": "Are the elements supported for what happened at Harn in October 2019?",
        "asked_by": REVIEWER,
        "office": "hq",
        "made_at": AT,
        "log_size": 42,
        "log_root": sha256_hex(b"log of an invented case"),
        "frameworks": (FRAMEWORK,),
        "standard": STANDARD,
        "bindings": (BINDING,),
        "assessments": tuple(cells),
        "statements": tuple(judged),
        "sources": sources,
        "passages": found,
        "texts": tuple(sorted(texts.items())),
        "gaps": tuple(gaps),
        "leaves": (
            (
                leaf,
                decision(
                    99, kind=DecisionKind.SET_LEAF, target_kind="leaf", target=leaf.id, value=leaf
                ),
            ),
        ),
    }
    return Material(**{**values, **changes})


def laid_beside(name: str) -> Material:
    """Return the material with the accepted statement laid beside another framework."""
    framework = framework_from(name, FRAMEWORKS.table(name))
    binding = Binding(id="velmora", title="Velmora, 2019 to 2021", framework=name)
    case = material()
    evidence = [
        Evidence(statement=s, status=status, source="s", origin="s")
        for s, status, _ in case.statements
    ]
    cells = []
    gaps: list[Gap] = []
    for element in framework.elements:
        missing = [
            stamp(gap, run="run-assess-1")
            for gap in gaps_of(element, framework=name, binding=binding, evidence=evidence)
        ]
        gaps += missing
        cell = lay_out(
            element,
            framework=name,
            binding=binding,
            evidence=evidence,
            gaps=tuple(gap.id for gap in missing),
        )
        cells.append(stamp(cell, run="run-assess-1"))
    return material(
        frameworks=(framework,),
        bindings=(binding,),
        assessments=tuple(cells),
        gaps=tuple(gaps),
        leaves=(),
    )


def weighed() -> Material:
    """Return the material with two sources joined by shared words, one caution and grades."""
    case = material()
    spans = tuple(
        next(said.span for said, _, _ in case.statements if words in said.quote)
        for words in ("at least 30", "Twelve men")
    )
    first, second, third, _ = (each.id for each in case.sources)
    group = OriginGroup(
        members=tuple(sorted((first, second))),
        scope="source",
        reasons=(OriginReason(kind=OriginReasonKind.SAME_TEXT, spans=spans, note="as an example"),),
    )
    caution = Caution(members=tuple(sorted((first, third))), tie="shared words", note="a few")
    candidate = MetadataCandidate(
        source=first, field="author", content="Doran Vael", origin="meta name=author"
    )
    return material(
        groups=(stamp(group, run="run-weigh-1"),),
        cautions=(stamp(caution, run="run-weigh-1"),),
        weighed_by="run-weigh-1",
        grades=tuple(sorted((each.id, "F/6, not graded") for each in case.sources)),
        candidates=(stamp(candidate, run="run-read-DOC-HQ-001"),),
        territory="Velmora",
        period="2019 to 2021",
        commissioned_by="the assembly of Velmora",
    )
