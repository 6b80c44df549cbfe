"""What a composed document says, in which order, and on what each sentence rests."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from probandum.errors import InvalidValueError, NotFoundError
from probandum.model.assessment import Finding
from probandum.model.decision import DecisionKind
from probandum.model.document import Cite, CiteKind, Document, Section, Sentence, SentenceKind
from probandum.model.statement import ReviewStatus
from probandum.registry import FRAMEWORKS
from probandum.report.catalogue import catalogue, fixed
from probandum.report.checking import legal_words, named_as_found, uncited
from probandum.report.composing import compose
from tests.golden.report.velmora import decision, laid_beside, material

CASE = material()
DOCUMENT = compose(CASE)
PAGE_ONE = (
    "band",
    "question",
    "standard",
    "findings",
    "considered",
    "gaps",
    "basis",
    "persons",
    "protection",
    "custody",
    "matrix",
)


def section(name: str, *, of: Document = DOCUMENT) -> Section:
    return next(each for each in of.sections if each.id == name)


def texts(name: str, *, of: Document = DOCUMENT) -> str:
    return "\n".join(sentence.text for sentence in section(name, of=of).sentences)


def test_the_sections_stand_in_the_order_of_page_one() -> None:
    assert PAGE_ONE == tuple(each.id for each in DOCUMENT.sections)[: len(PAGE_ONE)]


def test_every_factual_sentence_leads_back() -> None:
    assert uncited(DOCUMENT, CASE) == ()
    kinds = {cite.kind for each in DOCUMENT.sections for s in each.sentences for cite in s.cites}
    assert kinds == set(CiteKind)


@pytest.mark.parametrize("name", FRAMEWORKS.names())
def test_no_crime_is_named_in_the_title_or_on_page_one_but_in_quotations(name: str) -> None:
    case = laid_beside(name)
    assert {"genocide"} <= legal_words(case)
    assert () == named_as_found(compose(case), case)


def test_a_word_of_law_on_page_one_outside_a_quotation_is_noticed() -> None:
    said = Sentence(
        kind=SentenceKind.FACTUAL,
        text="Genocide was found.",
        cites=(Cite(kind=CiteKind.RUN, target="run-assess-1"),),
    )
    quoted = replace(said, text="Somebody wrote “genocide”.")
    for sentence, expected in (
        (said, ("section basis, sentence 1: uses a word of law",)),
        (quoted, ()),
    ):
        part = Section(id="basis", title="Basis", sentences=(sentence,))
        document = replace(DOCUMENT, sections=(part,))
        assert expected == named_as_found(document, CASE)
    titled = replace(DOCUMENT, title="Genocide in Velmora", sections=())
    assert ("the title uses a word of law",) == named_as_found(titled, CASE)


def test_without_a_signed_finding_there_is_none() -> None:
    assert texts("findings") == "No finding has been made."


def test_a_signed_finding_is_reported_with_who_signed_and_how() -> None:
    finding = Finding(
        id="finding-hq-1",
        question=CASE.question,
        standard="reasonable_grounds",
        leaves=(),
        rationale="The material does not suffice.",
        alternatives=("An accident.",),
    )
    signed = decision(
        7, kind=DecisionKind.SIGN, target_kind="finding", target=finding.id, value=finding
    )
    case = material(findings=((finding, signed),))
    document = compose(case)
    assert "name typed, not authenticated" in texts("findings", of=document)
    assert "The material does not suffice." in texts("findings", of=document)
    assert "No finding" not in texts("findings", of=document)
    assert uncited(document, case) == ()


def test_the_band_says_when_a_machine_reading_is_not_reviewed() -> None:
    judged = tuple((s, ReviewStatus.REJECTED, d) for s, _, d in CASE.statements if d)
    assert fixed("unreviewed") in section("band").sentences
    case = replace(CASE, statements=judged, assessments=(), leaves=())
    assert fixed("unreviewed") not in section("band", of=compose(case)).sentences


def test_rejected_statements_are_counted_and_not_quoted() -> None:
    everything = "\n".join(texts(each.id) for each in DOCUMENT.sections)
    assert "gunshot" not in everything
    assert "rejected 1" in texts("basis")
    assert "rejected 1" in texts("sources")


def test_what_stands_beside_no_element_is_quoted_or_to_be_followed_up() -> None:
    assert "Critics call it genocide." in texts("aside")
    assert "in the speaker's own word: genocide" in texts("aside")
    assert "Were they killed on orders?" in texts("leads")
    assert "put as a question by the author" in texts("leads")


def test_comment_writers_and_quoted_persons_are_not_named() -> None:
    everything = "\n".join(texts(each.id) for each in DOCUMENT.sections)
    assert "valley_watcher_7" not in everything
    assert "asserted by the author, passing on a witness (“A former guard”);" in everything
    assert "denied by commenter 1" in everything


def test_elements_without_evidence_are_listed_together_with_their_gap() -> None:
    (first, *asked) = section("asked-1-1").sentences
    assert first.text.startswith("Elements 2, 3: no single fact shows this element")
    assert {CiteKind.GAP} == {cite.kind for cite in first.cites}
    assert 2 == len(asked)


def test_an_edition_that_is_not_composed_yet_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="no 'public' edition is composed yet"):
        compose(replace(CASE, edition="public"))


def test_a_material_that_lacks_a_passage_is_refused() -> None:
    with pytest.raises(NotFoundError, match="lacks passage"):
        compose(replace(CASE, passages=()))


def test_an_empty_case_says_that_nothing_was_received() -> None:
    case = material(
        assessments=(), statements=(), sources=(), passages=(), texts=(), gaps=(), leaves=()
    )
    assert texts("basis", of=compose(case)) == "Nothing has been received."
    assert uncited(compose(case), case) == ()


def test_a_source_not_yet_read_is_said_to_be_so() -> None:
    case = material(assessments=(), statements=(), passages=(), texts=(), gaps=(), leaves=())
    assert fixed("not_read") in section("sources", of=compose(case)).sentences
    assert uncited(compose(case), case) == ()


@pytest.mark.parametrize(("key", "text"), catalogue())
def test_a_fixed_text_holds_no_figure_and_no_name(key: str, text: str) -> None:
    assert key.islower()
    assert text.endswith(".")
    assert re.search(r"\d", text) is None
    numbers = {"two", "three", "four", "five", "ten", "dozen", "hundred", "thousand", "million"}
    assert numbers.isdisjoint(re.findall(r"\w+", text.lower()))
    inside = re.findall(r"(?<![.:] )(?<!^)\b[A-Z]\w+", text)
    assert inside == []


def test_an_unknown_fixed_text_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no fixed text 'verdict'"):
        fixed("verdict")


def test_every_sentence_is_factual_fixed_or_an_authors() -> None:
    for each in DOCUMENT.sections:
        for sentence in each.sentences:
            assert bool(sentence.cites) is (sentence.kind is SentenceKind.FACTUAL)
