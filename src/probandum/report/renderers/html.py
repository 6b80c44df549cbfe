"""One HTML file that needs nothing else: no script, no outside request, links that work on paper."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from probandum.language.visible import mark_invisible
from probandum.model.assessment import ElementAssessment, Tally
from probandum.model.document import Cite, CiteKind, Document, Sentence
from probandum.model.source import PassageKind
from probandum.report.composing import CELL_PREFIX, cell_section_id
from probandum.report.exhibits import exhibits, numbered
from probandum.report.material import Material
from probandum.report.references import Reference, references
from probandum.report.renderer import Renderer
from probandum.report.sentences import place_of

if TYPE_CHECKING:
    from jinja2 import Environment

_NAMED_BYLINES = frozenset({PassageKind.ARTICLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteLink:
    """One cite where it stands in a sentence.

    Attributes:
        number: Number of the cite.
        anchor: Id of the place, for links back.
        name: What the cite leads to, for those who cannot see the number.
    """

    number: int
    anchor: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence ready to be written.

    Attributes:
        before: Words before a quotation, or all of them.
        quote: Quoted words of a source, or None.
        after: Words after the quotation.
        kind: Kind of the sentence; for a quotation, whether a person accepted it.
        cites: Its cites.
    """

    before: str
    quote: str | None
    after: str
    kind: str
    cites: tuple[CiteLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the matrix.

    Attributes:
        href: Id of the section that lists its statements.
        number: Number of the element.
        title: Title of the element.
        tallies: Pairs of a heading and its tally.
        gaps: How many gaps it has.
        status: What a person found.
    """

    href: str
    number: int
    title: str
    tallies: tuple[tuple[str, Tally], ...]
    gaps: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One matrix: a framework under a binding.

    Attributes:
        caption: Framework and binding.
        rows: One for each element.
    """

    caption: str
    rows: tuple[Row, ...]


def render(document: Document, material: Material) -> bytes:
    """Write a document as one HTML file.

    Args:
        document: The document.
        material: What it was composed from; its sources are shown as exhibits.

    Returns:
        The file in UTF-8. The same values give the same bytes.
    """
    numbers = numbered(document)
    lines, backs = _lines(document, numbers=numbers)
    style = _style(numbers)
    content = (
        _environment()
        .get_template("report.html")
        .render(
            document=document,
            material=material,
            lines=lines,
            backs=backs,
            tables=_tables(material),
            exhibits=exhibits(material, numbers=numbers),
            references=references(material, numbers=numbers),
            cell_prefix=CELL_PREFIX,
            place_of=place_of,
            named_bylines=_NAMED_BYLINES,
            style=style,
            style_digest=b64encode(sha256(style.encode()).digest()).decode(),
        )
    )
    return content.encode("utf-8", errors="replace")


def _lines(
    document: Document, *, numbers: dict[Cite, int]
) -> tuple[dict[str, tuple[Line, ...]], dict[int, tuple[str, ...]]]:
    """Return the lines of each section, and for each number the places that cite it."""
    backs: dict[int, list[str]] = {}

    def link(cite: Cite) -> CiteLink:
        number = numbers[cite]
        places = backs.setdefault(number, [])
        places.append(f"c{number}-{len(places) + 1}")
        return CiteLink(number=number, anchor=places[-1], name=_cite_name(cite))

    lines = {
        section.id: tuple(
            _line(sentence, cites=tuple(link(cite) for cite in sentence.cites))
            for sentence in section.sentences
        )
        for section in document.sections
    }
    return lines, {number: tuple(places) for number, places in backs.items()}


def _line(sentence: Sentence, *, cites: tuple[CiteLink, ...]) -> Line:
    """Part a sentence into what is said and whom it quotes."""
    quotes = [cite.span.quote for cite in sentence.cites if cite.span is not None]
    before, quote, after = sentence.text, None, ""
    if len(quotes) == 1 and f"“{quotes[0]}”" in sentence.text:
        before, _, after = sentence.text.partition(f"“{quotes[0]}”")
        quote = quotes[0]
    kind = sentence.kind.value
    if quote is not None:
        is_decided = any(cite.kind is CiteKind.DECISION for cite in sentence.cites)
        kind = "said accepted" if is_decided else "said suggested"
    return Line(before=before, quote=quote, after=after, kind=kind, cites=cites)


def _cite_name(cite: Cite) -> str:
    """Say in words where a cite leads."""
    if cite.kind is CiteKind.SPAN:
        return f"the words in {cite.evidence_code}"
    return {
        CiteKind.DECISION: "the decision",
        CiteKind.GAP: "the gap",
        CiteKind.LAW: "the law",
        CiteKind.RUN: "the run",
    }[cite.kind]


def _tables(material: Material) -> tuple[Table, ...]:
    """Return one matrix for each framework under each binding that was laid out."""
    cells = {(c.framework, c.element, c.binding): c for c in material.assessments}
    statuses = {(leaf.framework, leaf.element, leaf.binding): leaf for leaf, _ in material.leaves}
    tables: list[Table] = []
    for framework in material.frameworks:
        for binding in material.bindings:
            rows: list[Row] = []
            for number, element in enumerate(framework.elements, start=1):
                key = (framework.id, element.id, binding.id)
                if key not in cells:
                    continue
                leaf = statuses.get(key)
                rows.append(
                    Row(
                        href=cell_section_id(cells[key], material=material),
                        number=number,
                        title=element.title,
                        tallies=_tallies(cells[key]),
                        gaps=len(cells[key].gaps),
                        status=leaf.status.value if leaf else "not assessed",
                    )
                )
            if rows:
                tables.append(
                    Table(caption=f"{framework.title} — {binding.title}", rows=tuple(rows))
                )
    return tuple(tables)


def _tallies(cell: ElementAssessment) -> tuple[tuple[str, Tally], ...]:
    """Return what stands in the columns of a row."""
    return (
        ("for", cell.evidence_for),
        ("against", cell.evidence_against),
        ("exculpatory", cell.exculpatory),
        ("positions", cell.positions),
    )


def _style(numbers: dict[Cite, int]) -> str:
    """Return the style sheet, with a rule that lights all pieces of a span at once."""
    sheet = files("probandum.report").joinpath("templates", "report.css").read_text("utf-8")
    spans = sorted({number for cite, number in numbers.items() if cite.kind is CiteKind.SPAN})
    rules = (f"body:has(#x{n}:target) .s{n}" for n in spans)
    selector = ",\n".join(rules)
    return (
        f"{sheet}\n{selector} {{ background: var(--lit); color: var(--lit-ink); }}\n"
        if spans
        else sheet
    )


def _environment() -> Environment:
    """Return the template environment: everything escaped, nothing undefined."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("probandum.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown: dict[str, Any] = {"visible": mark_invisible, "grouped": _grouped}
    environment.filters.update(shown)
    return environment


def _grouped(reference: tuple[Reference, ...]) -> tuple[tuple[str, tuple[Reference, ...]], ...]:
    """Group references by their heading, keeping their order."""
    headings = tuple(dict.fromkeys(each.heading for each in reference))
    return tuple(
        (heading, tuple(each for each in reference if each.heading == heading))
        for heading in headings
    )


RENDERER = Renderer(
    name="html", extension=".html", media_type="text/html; charset=utf-8", render=render
)
