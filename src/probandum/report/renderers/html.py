"""One HTML file that needs nothing else: no script, no outside request, links that work on paper."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from probandum.language.visible import mark_invisible
from probandum.model.document import Cite, CiteKind, Document, Sentence
from probandum.model.source import PassageKind, Source
from probandum.model.statement import ReviewStatus
from probandum.report.annexes import figures_of, shortened
from probandum.report.cards import Card, cards_by_number, cards_of
from probandum.report.describing import source_facts
from probandum.report.exhibits import Exhibit, exhibits, numbered
from probandum.report.laws import ASKED_PREFIX, CELL_PREFIX
from probandum.report.layout import matrices
from probandum.report.masking import SOURCE_WORDS
from probandum.report.material import READING_FILE, Material
from probandum.report.references import Reference, references
from probandum.report.renderer import Renderer
from probandum.report.voices import NAMED_KINDS
from probandum.report.wordings import figure_facts

if TYPE_CHECKING:
    from jinja2 import Environment

FEW_CITES = 8
LISTED_PASSAGES = 200
_MARK = "Unreviewed machine reading, not a finding"
_NOT_LISTED = frozenset({PassageKind.ROW, PassageKind.PAGE, PassageKind.HEADING})


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
        pairs: Words that stand in several sources: code and words of each.
        kind: Kind of the sentence; for a quotation, whether a person accepted it.
        cites: Its cites.
    """

    before: str
    quote: str | None
    after: str
    pairs: tuple[tuple[str, str], ...]
    kind: str
    cites: tuple[CiteLink, ...]


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
    shown = exhibits(material, numbers=numbers)
    cards = cards_by_number(material, numbers=numbers)
    style = _style(shown, material=material)
    content = (
        _environment()
        .get_template("report.html")
        .render(
            document=document,
            material=material,
            lines=lines,
            backs=backs,
            mark=_MARK if material.kind == READING_FILE else "",
            matrices=matrices(material),
            figures=_figures(lines.get("figures", ()), material=material),
            sources=_sources(lines.get("sources", ()), material=material),
            exhibits=shown,
            cards=_cards(shown, cards=cards),
            references=references(material, numbers=numbers),
            cell_prefix=CELL_PREFIX,
            asked_prefix=ASKED_PREFIX,
            few_cites=FEW_CITES,
            named_kinds=NAMED_KINDS,
            source_words=SOURCE_WORDS,
            style=style,
            style_digest=b64encode(sha256(style.encode()).digest()).decode(),
        )
    )
    return content.encode("utf-8", errors="replace")


def _lines(
    document: Document, *, numbers: dict[Cite, int]
) -> tuple[dict[str, tuple[Line, ...]], dict[int, tuple[str, ...]]]:
    """Return the lines of each section, and for each number the places that lead back.

    Of the cites of a sentence with many, none leads back: they are folded away.
    """
    backs: dict[int, list[str]] = {}

    def links(cites: tuple[Cite, ...]) -> tuple[CiteLink, ...]:
        if len(cites) > FEW_CITES:
            ordered = sorted({numbers[cite] for cite in cites})
            return tuple(CiteLink(number=number, anchor="", name="") for number in ordered)
        return tuple(link(cite) for cite in cites)

    def link(cite: Cite) -> CiteLink:
        number = numbers[cite]
        places = backs.setdefault(number, [])
        places.append(f"c{number}-{len(places) + 1}")
        return CiteLink(number=number, anchor=places[-1], name=_cite_name(cite))

    lines = {
        section.id: tuple(
            _line(sentence, cites=links(sentence.cites)) for sentence in section.sentences
        )
        for section in document.sections
    }
    return lines, {number: tuple(places) for number, places in backs.items()}


def _line(sentence: Sentence, *, cites: tuple[CiteLink, ...]) -> Line:
    """Part a sentence into what is said and whom it quotes."""
    spans = [cite for cite in sentence.cites if cite.span is not None]
    before, quote, after = sentence.text, None, ""
    pairs: tuple[tuple[str, str], ...] = ()
    kind = sentence.kind.value
    if len(spans) == 1 and spans[0].span and f"“{spans[0].span.quote}”" in sentence.text:
        quote = spans[0].span.quote
        before, _, after = sentence.text.partition(f"“{quote}”")
        is_decided = any(cite.kind is CiteKind.DECISION for cite in sentence.cites)
        kind = "said accepted" if is_decided else "said suggested"
    elif len(spans) > 1 and all(f"“{shortened(each.span)}”" in sentence.text for each in spans):
        pairs = tuple((each.evidence_code or "", shortened(each.span)) for each in spans)
        before, _, rest = sentence.text.partition(f"{pairs[0][0]}: “{pairs[0][1]}”")
        after = rest.rpartition(f"“{pairs[-1][1]}”")[2]
        kind = "shared"
    return Line(before=before, quote=quote, after=after, pairs=pairs, kind=kind, cites=cites)


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


def _figures(
    lines: tuple[Line, ...], *, material: Material
) -> tuple[tuple[Line, dict[str, str]], ...]:
    """Return the rows of the table of figures: each line with what its figure says."""
    standing = [each for each in material.statements if each[1] is not ReviewStatus.REJECTED]
    said = figures_of(standing, material=material)
    quoted = [line for line in lines if line.quote is not None]
    return tuple(
        (line, dict(figure_facts(each[0], material=material)))
        for line, each in zip(quoted, said, strict=True)
    )


def _sources(
    lines: tuple[Line, ...], *, material: Material
) -> tuple[tuple[Source, Line, tuple[tuple[str, str], ...], tuple[Any, ...]], ...]:
    """Return the sources, each with its line, what is told of it and its passages."""
    listed: dict[str, list[Any]] = {}
    for passage in sorted(material.passages, key=lambda each: each.number):
        if passage.kind not in _NOT_LISTED:
            listed.setdefault(passage.source, []).append(passage)
    found = []
    for source, line in zip(material.sources, lines, strict=True):
        passages = listed.get(source.id, [])
        facts = source_facts(source, material)
        shown = tuple(passages) if 1 < len(passages) <= LISTED_PASSAGES else ()
        found.append((source, line, facts, shown))
    return tuple(found)


def _cards(shown: Iterable[Exhibit], *, cards: dict[int, Card]) -> dict[str, tuple[Card, ...]]:
    """Return the cards under each passage shown."""
    return {
        excerpt.passage.id: cards_of(excerpt, cards=cards)
        for exhibit in shown
        for excerpt in exhibit.excerpts
    }


def _style(shown: Iterable[Exhibit], *, material: Material) -> str:
    """Return the style sheet, with rules that light all pieces of a cut span at once."""
    sheet = files("probandum.report").joinpath("templates", "report.css").read_text("utf-8")
    counts = Counter(
        number
        for exhibit in shown
        for excerpt in exhibit.excerpts
        for window in excerpt.windows
        for piece in window
        for number in piece.numbers
    )
    cut = sorted(number for number, count in counts.items() if count > 1)
    if cut:
        selector = ",\n".join(f"body:has(#x{n}:target) .s{n}" for n in cut)
        sheet += f"\n{selector} {{ background: var(--lit); color: var(--lit-ink); }}\n"
    words = _MARK if material.kind == READING_FILE else "Draft"
    return f'{sheet}\n@page {{ @top-left {{ content: "{words}"; }} }}\n'


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
