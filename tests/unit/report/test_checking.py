"""The check finds what leads nowhere; a check that never complains would prove nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probandum.model.document import Cite, CiteKind, Document, Section, Sentence, SentenceKind
from probandum.model.source import Span
from probandum.report.checking import uncited
from tests.golden.report.velmora import material

CASE = material()
STATEMENT = CASE.statements[0][0]
SPAN = STATEMENT.span


def problems(*cites: Cite) -> tuple[str, ...]:
    sentence = Sentence(kind=SentenceKind.FACTUAL, text="Words.", cites=cites)
    return uncited(document(sentence), CASE)


def document(sentence: Sentence) -> Document:
    section = Section(id="one", title="One", sentences=(sentence,))
    return Document(title="t", edition="e", version="v", is_draft=True, sections=(section,))


def span_cite(span: Span, *, code: str = "DOC-HQ-001", target: str = STATEMENT.id) -> Cite:
    return Cite(kind=CiteKind.SPAN, target=target, span=span, evidence_code=code)


def test_words_at_their_place_are_no_problem() -> None:
    assert problems(span_cite(SPAN)) == ()


@pytest.mark.parametrize(
    ("cite", "message"),
    [
        (span_cite(replace(SPAN, quote="x" * len(SPAN.quote))), "do not stand at its place"),
        (span_cite(replace(SPAN, text_sha256="f" * 64)), "text of a span cite is not in"),
        (span_cite(SPAN, code="DOC-HQ-002"), "names another source"),
        (span_cite(SPAN, target="statement-nowhere"), "span cite leads to nothing"),
        (span_cite(SPAN, target=CASE.statements[1][0].id), "pins other words than its statement"),
        (Cite(kind=CiteKind.DECISION, target="d"), "decision cite leads to nothing"),
        (Cite(kind=CiteKind.GAP, target="g"), "gap cite leads to nothing"),
        (
            Cite(kind=CiteKind.LAW, target="rome_statute_7_1_a:murder.4"),
            "law cite leads to nothing",
        ),
        (Cite(kind=CiteKind.RUN, target="r"), "run cite leads to nothing"),
    ],
)
def test_a_cite_that_leads_nowhere_is_found(cite: Cite, message: str) -> None:
    found = problems(cite)
    assert found
    assert any(message in problem for problem in found)
    assert all(problem.startswith("section one, sentence 1: ") for problem in found)


def test_one_changed_character_of_a_text_is_found() -> None:
    changed = tuple((digest, text.replace("killed", "filled")) for digest, text in CASE.texts)
    case = replace(CASE, texts=changed)
    sentence = Sentence(kind=SentenceKind.FACTUAL, text="Words.", cites=(span_cite(SPAN),))
    assert uncited(document(sentence), case)


def test_a_fixed_text_that_was_changed_is_found() -> None:
    forged = Sentence(kind=SentenceKind.FIXED, text="A finding has been made.", key="no_finding")
    assert uncited(document(forged), CASE) == (
        "section one, sentence 1: a fixed text is not in the catalogue",
    )
