"""What stands behind the matrix: figures, attributed words, origins, sources, gaps."""

from __future__ import annotations

from dataclasses import replace

from probandum.model.document import CiteKind, Document, Section
from probandum.model.run import Gap, GapKind
from probandum.report.annexes import _is_held
from probandum.report.checking import uncited
from probandum.report.composing import compose
from probandum.report.missing import gap_groups
from probandum.report.sentences import QUOTED, listed
from tests.golden.report.velmora import material, stamp, weighed

CASE = weighed()
DOCUMENT = compose(CASE)


def section(name: str, *, of: Document = DOCUMENT) -> Section:
    return next(each for each in of.sections if each.id == name)


def texts(name: str, *, of: Document = DOCUMENT) -> str:
    return "\n".join(sentence.text for sentence in section(name, of=of).sentences)


def test_a_weighed_case_leads_back_in_every_sentence() -> None:
    assert () == uncited(DOCUMENT, CASE)


def test_origins_stand_beside_mentions_on_page_one() -> None:
    assert "Origins behind 4 sources: 3; sources that share one with another: 2." in texts("basis")


def test_a_group_of_sources_is_told_with_its_reason_and_the_words_of_both() -> None:
    told = texts("groups")
    assert "DOC-HQ-001, DOC-HQ-002 count once (same text)." in told
    assert "DOC-HQ-001: “According to the Velmora" in told
    assert "DOC-HQ-001, DOC-HQ-003: shared words: a few." in told
    shared = section("groups").sentences[2]
    assert [CiteKind.SPAN, CiteKind.SPAN] == [cite.kind for cite in shared.cites]


def test_words_of_a_group_that_stand_elsewhere_are_found_out() -> None:
    moved = tuple((digest, text.replace("killed", "filled")) for digest, text in CASE.texts)
    assert uncited(DOCUMENT, replace(CASE, texts=moved))


def test_what_a_file_claims_is_a_candidate_and_the_author_stays_not_stated() -> None:
    assert "author “Doran Vael” (found at meta name=author)" in texts("candidates")
    assert "author, as stated: not stated" in texts("sources")


def test_what_was_asked_stands_with_territory_period_and_who_commissioned() -> None:
    assert "Territory: Velmora." in texts("question")
    assert "Period: 2019 to 2021." in texts("question")
    assert "Commissioned by: the assembly of Velmora." in texts("question")
    assert "Territory: not stated." in texts("question", of=compose(material()))


def test_an_organisation_whose_words_are_not_in_the_case_is_named_as_such() -> None:
    line = "Attributed to the Velmora Human Rights Committee: 1 statement; attributed, origin not"
    assert line in texts("attributed")


def test_an_organisation_stated_to_have_made_a_source_is_in_the_case() -> None:
    sources = (
        replace(CASE.sources[0], author="The Velmora Human Rights Committee"),
        *CASE.sources[1:],
    )
    assert "Human Rights Committee" not in texts(
        "attributed", of=compose(replace(CASE, sources=sources))
    )


def test_figures_are_neither_added_nor_filled_in() -> None:
    told = texts("figures")
    assert "(low: 30; best: –; high: –; unit: people" in told
    assert "as of: not stated" in told
    assert "42" not in told


def test_gaps_of_one_kind_and_reason_are_one_entry() -> None:
    gaps = [
        stamp(
            Gap(
                kind=GapKind.EMPTY,
                subject_kind="passage",
                subject=passage.id,
                step="read",
                reason="the passage holds no words",
            ),
            run="run-read-1",
        )
        for passage in CASE.passages[:2]
    ]
    (group,) = gap_groups(gaps)
    assert tuple(gaps) == group.gaps
    case = replace(CASE, gaps=tuple(gaps), assessments=())
    told = texts("missing", of=compose(case))
    assert "Empty: the passage holds no words (DOC-HQ-001, article; DOC-HQ-001, comment 1)." == told


def test_files_that_were_not_taken_in_are_counted_and_not_named() -> None:
    gap = Gap(
        kind=GapKind.UNREADABLE,
        subject_kind="file",
        subject="file-secret-name",
        step="preserve",
        reason="it is a link",
    )
    case = replace(CASE, gaps=(stamp(gap, run="run-p-1"),), assessments=())
    assert "Unreadable: it is a link (1 file)." in texts("gaps", of=compose(case))


def test_of_a_long_list_the_rest_is_cited_by_number() -> None:
    said, status, decision = CASE.statements[0]
    many = [
        (replace(said, id=f"s{number:03}", start=said.start + number, quote=said.quote[number:]), status, decision)
        for number in range(QUOTED + 3)
    ]  # fmt: skip
    found = list(listed(many, material=CASE))
    assert QUOTED + 1 == len(found)
    assert "And 3 stretches of words more, by number." == found[-1].text
    assert 3 == len(found[-1].cites)


def test_statements_read_in_the_same_words_are_one_entry() -> None:
    said, status, _ = CASE.statements[0]
    other = replace(said, id="statement-other")
    (entry,) = listed([(said, status, None), (other, status, None)], material=CASE)
    assert 1 == entry.text.count(said.quote)


def test_a_quotation_its_speakers_own_source_does_not_hold_has_no_origin_in_the_case() -> None:
    source = replace(CASE.sources[0], author="Velmora Office for Rights")
    case = replace(CASE, sources=(source, *CASE.sources[1:]))
    said = CASE.statements[0][0]
    asked = {
        "The Office said “the houses of Harn  stand empty” again": True,
        "The Office said “not one of the houses was ever spared” again": False,
        "The Office said that houses stand empty": True,
    }
    held = {
        words: _is_held(
            replace(said, quote=words, start=0, end=len(words)),
            speaker="VELMORA office for rights",
            material=case,
        )
        for words in asked
    }
    assert asked == held
    assert not _is_held(said, speaker="Somebody Else", material=case)
