"""The invented case of Orsk-Dal, walked from its folder of sources to its reading file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from probandum import api
from probandum.model.document import Document
from probandum.model.grading import Caution, OriginGroup
from probandum.model.identity import Actor, ActorKind
from probandum.model.run import Gap
from probandum.model.source import MetadataCandidate, Passage, Source
from probandum.model.statement import Statement
from probandum.store.protocol import open_bodies
from probandum.workflow.assessing import CellCount, matrix
from probandum.workflow.casefile import CaseFile
from probandum.workflow.intake import Stated
from probandum.workflow.looking import gaps_now, sources_of, statements_of
from probandum.workflow.reading import passages_of, text_of
from probandum.workflow.reporting import document_of
from probandum.workflow.road import Watcher, travel
from probandum.workflow.surroundings import FixedChance, FixedClock, Surroundings
from probandum.workflow.weighing import cautions_now, groups_now

ROOT = Path(__file__).parents[3] / "examples" / "orsk-dal"
SOURCES = ROOT / "sources"
TRUTH = ROOT / "truth"
SETTINGS = CaseFile(
    question="What was done to the Serrani of Orsk-Dal in 2015 to 2019, and which questions of "
    "law does it bear on?",
    office="demo",
    frameworks=(
        "genocide_convention_ii",
        "genocide_convention_iii",
        "r2p_2005",
        "rome_statute_6",
        "rome_statute_7",
    ),
    standard="reasonable_grounds",
)
BY = Actor(kind=ActorKind.PERSON, name="Ana Tibor (invented)", office="demo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What stood in the case at the end of the road.

    Attributes:
        sources: The sources in the order of intake.
        texts: Texts by digest.
        passages: All passages, by id.
        statements: The statements in the order of sources and places.
        gaps: What is missing.
        groups: Sources that count once.
        cautions: Ties that join nothing.
        cells: Counts of the matrix.
        document: The composed report.
        html: The reading file.
        candidates: What files claim of themselves.
    """

    sources: tuple[Source, ...]
    texts: dict[str, str]
    passages: dict[str, Passage]
    statements: tuple[Statement, ...]
    gaps: tuple[Gap, ...]
    groups: tuple[OriginGroup, ...]
    cautions: tuple[Caution, ...]
    cells: tuple[CellCount, ...]
    document: Document
    html: str
    candidates: tuple[MetadataCandidate, ...]

    def name_of(self, source: str) -> str:
        """Return the file name of a source."""
        return next(each.name for each in self.sources if each.id == source)

    def passage_of(self, statement: Statement) -> Passage:
        """Return the passage a statement stands in."""
        return self.passages[statement.passage]

    def file_of(self, statement: Statement) -> str:
        """Return the file name of the source a statement stands in."""
        return self.name_of(self.passage_of(statement).source)

    def passages_in(self, name: str) -> tuple[Passage, ...]:
        """Return the passages of a file, by number."""
        found = [each for each in self.passages.values() if self.name_of(each.source) == name]
        return tuple(sorted(found, key=lambda passage: passage.number))

    def statements_in(self, name: str, *, quoting: str = "") -> tuple[Statement, ...]:
        """Return the statements of a file whose quotes hold some words, white space aside."""
        return tuple(
            each
            for each in self.statements
            if self.file_of(each) == name and quoting in " ".join(each.quote.split())
        )


def walk(folder: Path) -> Walked:
    """Go the whole road with a fixed clock and chance."""
    surroundings = Surroundings(
        clock=FixedClock(datetime(2026, 1, 2, tzinfo=UTC)), chance=FixedChance("orsk-dal")
    )
    target = folder / "reading.html"
    done = travel(
        SOURCES,
        case=folder / "case",
        target=target,
        settings=SETTINGS,
        stated=Stated(),
        by=BY,
        surroundings=surroundings,
        watcher=Watcher(
            acknowledge=lambda taken: None,
            progress=lambda number, of: None,
            tell=lambda words: None,
        ),
    )
    with api.open_existing(done.case, surroundings=surroundings) as case:
        sources = sources_of(case)
        passages = [each for source in sources for each in passages_of(case, source.id)]
        digests = sorted({passage.text_sha256 for passage in passages})
        return Walked(
            sources=sources,
            texts={digest: text_of(case, digest) for digest in digests},
            passages={passage.id: passage for passage in passages},
            statements=tuple(item.statement for item in statements_of(case)),
            gaps=gaps_now(case),
            groups=groups_now(case.store),
            cautions=cautions_now(case.store),
            cells=matrix(case),
            document=document_of(case, edition="confidential"),
            html=target.read_text(encoding="utf-8"),
            candidates=tuple(open_bodies(case.store.current_rows("candidate"), MetadataCandidate)),
        )
