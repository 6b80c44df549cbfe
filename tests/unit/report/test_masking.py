"""No masked name leaves the program, in text, attributes or across tags; quoted words are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probandum.errors import UnmaskedNameError
from probandum.model.source import MetadataCandidate
from probandum.model.statement import Speaker
from probandum.registry import RENDERERS
from probandum.report.composing import compose
from probandum.report.masking import search, unmasked
from probandum.report.material import MASKED, Material
from probandum.workflow.reporting import names_in_words
from tests.golden.report.velmora import material

CASE = material()
NAME = "valley_watcher_7"
WHO = "the name of commenter 1 of DOC-HQ-001"


def render(case: Material) -> bytes:
    content: bytes = RENDERERS.load("html").render(compose(case), case)
    return content


def named(name: str) -> Material:
    """Give the commenter another name."""
    passages = tuple(
        replace(each, speaker=name) if each.speaker == NAME else each for each in CASE.passages
    )
    return replace(CASE, passages=passages)


def test_a_rendered_report_holds_no_masked_name() -> None:
    content = render(CASE)
    assert () == unmasked(content, CASE)
    assert NAME.encode() not in content


@pytest.mark.parametrize(
    "leak",
    [
        "<p>{}</p>",
        '<p id="{}">x</p>',
        "<p title='by {}'>x</p>",
        "<title>{}</title>",
        "<p>valley_<b>watcher_7</b></p>",
        "<p>VALLEY_WATCHER_7</p>",
        "<p>&#118;alley_watcher_7</p>",
        '<span class="quote source-words">words</span><i>{}</i>',
        '<span class="source-words"><mark>a<mark>b</mark></mark></span>{}',
    ],
)
def test_a_name_outside_the_words_of_a_source_is_found_wherever_it_hides(leak: str) -> None:
    (problem,) = unmasked(leak.format(NAME).encode(), CASE)
    assert f"{WHO} stands in the report outside the words of a source" == problem


@pytest.mark.parametrize("harmless", ["<p>valley_watcher_77</p>", "<p>avalley_watcher_7</p>"])
def test_a_longer_word_that_holds_the_name_is_another_word(harmless: str) -> None:
    assert () == unmasked(harmless.encode(), CASE)


def test_a_name_in_the_words_of_a_source_is_told_and_not_masked() -> None:
    content = f'<p><span class="source-words">I asked <mark>{NAME}</mark> .</span></p>'
    found = search(content.encode(), CASE)
    assert () == found.outside
    assert (f"{WHO} stands in the words of a source that the report shows",) == found.in_words


def test_who_calls_themselves_by_a_word_of_the_report_itself_stops_nothing() -> None:
    assert () == unmasked(render(named("Evidence")), named("Evidence"))


def test_a_name_of_three_letters_is_not_searched() -> None:
    assert () == unmasked(b"<p>Bob</p>", named("Bob"))


def test_a_name_a_person_wrote_into_a_reason_is_masked_and_marked() -> None:
    leaf, decision = CASE.leaves[0]
    told = replace(leaf, rationale=f"As {NAME} says.")
    case = replace(CASE, leaves=((told, replace(decision, reason=f"see {NAME}")),))
    content = render(case)
    assert () == unmasked(content, case)
    assert f"As {MASKED} says." in content.decode()


def test_a_masked_name_claimed_by_a_file_or_given_for_an_organisation_is_not_shown() -> None:
    candidate = MetadataCandidate(
        source=CASE.sources[0].id, field="author", content=NAME, origin="meta", run="run-assess-1"
    )
    said, status, decision = CASE.statements[0]
    chain = (*said.chain, Speaker(role="organisation", name=NAME))
    passed_on = (replace(said, chain=chain), status, decision)
    case = replace(CASE, candidates=(candidate,), statements=(passed_on, *CASE.statements[1:]))
    assert () == unmasked(render(case), case)


def test_who_made_a_testimony_is_not_shown_even_as_stated() -> None:
    sources = tuple(replace(each, author="Oren Talm") for each in CASE.sources)
    case = replace(CASE, sources=sources)
    content = render(case).decode()
    assert "stated, not shown here" in content
    assert "DOC-HQ-002" in content
    assert 3 == content.count('<dd dir="auto">Oren Talm</dd>')


def test_the_stated_author_of_a_testimony_is_a_name_to_be_masked() -> None:
    sources = tuple(
        replace(each, author="Oren Talm") if each.evidence_code == "DOC-HQ-002" else each
        for each in CASE.sources
    )
    case = replace(CASE, sources=sources)
    assert () == unmasked(render(case), case)
    problems = unmasked(b"<p>Oren Talm</p>", case)
    assert 1 == len(problems)
    assert problems[0].startswith("the name of the author of a masked source")


def test_a_name_in_a_stated_address_is_masked_and_marked() -> None:
    sources = tuple(
        replace(each, acquisition=replace(each.acquisition, url=f"https://velmora.example/{NAME}"))
        for each in CASE.sources
    )
    case = replace(CASE, sources=sources)
    content = render(case)
    assert () == unmasked(content, case)
    assert f"https://velmora.example/{MASKED}" in content.decode()


def test_a_file_that_holds_a_masked_name_is_refused_without_repeating_it() -> None:
    with pytest.raises(UnmaskedNameError, match="1 masked names would stand") as refused:
        names_in_words(f"<p>{NAME}</p>".encode(), material=CASE)
    assert NAME not in str(refused.value)
