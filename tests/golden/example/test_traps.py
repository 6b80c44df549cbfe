"""The traps of the invented case, one test each: what must not be read wrongly."""

from __future__ import annotations

from probandum.model.figure import Figure
from probandum.model.source import PassageKind
from probandum.model.statement import Lane, Modality, Statement, StatementKind
from tests.golden.example.walking import Walked

HERALD = "article-valley-stopped-answering.html"
COMMISSIONER = "article-commissioner-warns.html"
OPINION = "opinion-say-the-word.html"
SCRAPED = "scraped-standing-by.txt"
WATCH = "report-velmora-rights-watch.pdf"
MINISTRY = "ministry-answers-questions.html"
NOTE = "press-note-commissioner.pdf"


def one(walked: Walked, name: str, *, quoting: str, act: str | None = None) -> Statement:
    """Return the one statement of a file that quotes some words and states an act."""
    found = [
        each
        for each in walked.statements_in(name, quoting=quoting)
        if act is None or act in each.acts
    ]
    assert 1 == len(found), f"{len(found)} statements quote {quoting!r}"
    return found[0]


def figure_of(statement: Statement) -> Figure:
    """Return the figure of a statement that has one."""
    assert statement.figure is not None
    return statement.figure


def roles(statement: Statement) -> list[str]:
    """Return the roles of a chain."""
    return [link.role for link in statement.chain]


def section(walked: Walked, title: str) -> str:
    """Return the words of a section of the report."""
    found = next(each for each in walked.document.sections if title in each.title)
    return "\n".join(sentence.text for sentence in found.sentences)


# ---------------------------------------------------------------- comments


def test_a_comment_that_only_thanks_gives_nothing(walked: Walked) -> None:
    for name, words in ((HERALD, "Thank you"), (OPINION, "thank you"), (SCRAPED, "Thank you")):
        comments = [p for p in walked.passages_in(name) if p.kind is PassageKind.COMMENT]
        texts = [walked.texts[p.text_sha256][p.start : p.end] for p in comments]
        assert any(words in text for text in texts)
        assert () == walked.statements_in(name, quoting=words)


def test_empty_comments_are_kept_with_their_dates(walked: Walked) -> None:
    dates = [
        str(passage.date)
        for name in (COMMISSIONER, HERALD, SCRAPED)
        for passage in walked.passages_in(name)
        if passage.kind is PassageKind.COMMENT and passage.start == passage.end
    ]
    assert [
        "2019-07-04T07:03",
        "2019-06-22T10:07+02:00",
        "2019-08-03T11:32",
        "2019-08-02T22:15",
    ] == dates


def test_a_lost_name_is_not_replaced_by_a_neighbouring_line(walked: Walked) -> None:
    speakers = [
        passage.speaker
        for passage in walked.passages_in(SCRAPED)
        if passage.kind is PassageKind.COMMENT
    ]
    assert ["Dario Venn", None, None, "lina k", None, "pine.tree"] == speakers


def test_a_reply_knows_which_comment_it_answers(walked: Walked) -> None:
    answers = [
        walked.passages[passage.reply_to].number
        for passage in walked.passages_in(HERALD)
        if passage.reply_to is not None
    ]
    assert [3, 5, 6] == answers


def test_photographs_in_a_comment_are_a_lead(walked: Walked) -> None:
    assert Lane.LEAD == one(walked, HERALD, quoting="He has photographs").lane


def test_the_readers_question_is_a_position(walked: Walked) -> None:
    found = one(walked, OPINION, quoting="Genocide???")
    assert (Lane.POSITION, Modality.QUESTIONED) == (found.lane, found.modality)
    assert (StatementKind.CONTEXT, ()) == (found.kind, found.acts)


def test_a_comment_that_denies_is_a_position(walked: Walked) -> None:
    found = one(walked, HERALD, quoting="Nobody was killed in Tarn")
    assert (Lane.POSITION, Modality.DENIED) == (found.lane, found.modality)


def test_a_comment_on_another_country_is_off_subject(walked: Walked) -> None:
    assert Lane.OFF_SUBJECT == one(walked, HERALD, quoting="the Tarsian army burned").lane
    assert Lane.OFF_SUBJECT == one(walked, SCRAPED, quoting="The Orrish Federation bombed").lane


def test_a_lost_match_kills_nobody(walked: Walked) -> None:
    assert () == walked.statements_in(OPINION, quoting="murdered us three to nil")


# ---------------------------------------------------------------- words that are no acts


def test_an_engine_that_is_killed_is_no_victim(walked: Walked) -> None:
    for name in (HERALD, "testimony-w014.docx"):
        assert any("killed the engine" in text for text in walked.texts.values())
        assert () == walked.statements_in(name, quoting="killed the engine")


def test_words_that_a_page_does_not_show_are_not_read(walked: Walked) -> None:
    assert () == walked.statements_in(HERALD, quoting="99 people")


def test_a_norm_is_no_account_of_its_breach(walked: Walked) -> None:
    assert () == walked.statements_in(NOTE, quoting="nobody may be held without a judge")


def test_what_the_law_asks_for_did_not_thereby_happen(walked: Walked) -> None:
    assert () == walked.statements_in(OPINION, quoting="Article 7")


def test_an_interviewers_question_is_no_account(walked: Walked) -> None:
    found = walked.statements_in("testimony-w021.docx", quoting="Were people killed")
    assert [] == [each for each in found if each.lane is Lane.ACCOUNT]


def test_a_threat_of_more_is_no_account(walked: Walked) -> None:
    found = one(walked, OPINION, quoting="will be killed or driven out")
    assert (Lane.LEAD, Modality.HYPOTHETICAL) == (found.lane, found.modality)


# ---------------------------------------------------------------- numbers


def test_conflicting_figures_stand_beside_one_another(walked: Walked) -> None:
    report = figure_of(one(walked, WATCH, quoting="killed between 30 and 40 villagers"))
    article = figure_of(one(walked, HERALD, quoting="killed between 30 and 40 villagers"))
    sergeant = figure_of(one(walked, HERALD, quoting="at least 55 people"))
    witness = figure_of(one(walked, "testimony-w033.docx", quoting="At least fifty-five"))
    assert [(30, 40), (30, 40)] == [(each.low, each.high) for each in (report, article)]
    assert [(55, None), (55, None)] == [(each.low, each.high) for each in (sergeant, witness)]


def test_graves_are_counted_as_graves(walked: Walked) -> None:
    figure = figure_of(one(walked, WATCH, quoting="11 fresh graves"))
    assert (11, "graves") == (figure.best, figure.unit)


def test_a_number_that_names_something_counts_nobody(walked: Walked) -> None:
    for name in (OPINION, SCRAPED, COMMISSIONER, "testimony-w021.docx"):
        numbers = {
            number
            for each in walked.statements_in(name)
            if each.figure is not None
            for number in (each.figure.low, each.figure.best, each.figure.high)
        }
        assert set() == numbers & {3, 7, 14}


def test_those_who_were_interviewed_are_no_victims(walked: Walked) -> None:
    for each in walked.statements_in(WATCH, quoting="We spoke with 64 people"):
        assert (StatementKind.FIGURE, ()) == (each.kind, each.acts)


def test_the_period_of_a_count_is_kept_and_never_lent_to_another_source(walked: Walked) -> None:
    report = one(walked, WATCH, quoting="412 Serrani men")
    article = one(walked, COMMISSIONER, quoting="412 Serrani men")
    assert ["2015/2016", None] == [
        None if each.when is None else str(each.when) for each in (report, article)
    ]
    assert [412, 412] == [figure_of(each).best for each in (report, article)]


# ---------------------------------------------------------------- who says so


def test_hearsay_of_two_links_shows_both(walked: Walked) -> None:
    neighbour = one(walked, HERALD, quoting="A neighbour told me", act="rape")
    assert ["commenter", "witness"] == roles(neighbour)
    wife = one(walked, "testimony-w014.docx", quoting="The wife of the miller told me")
    assert ["witness", "witness"] == roles(wife)


def test_hearsay_of_three_links_shows_all(walked: Walked) -> None:
    shopkeeper = one(walked, HERALD, quoting="her sister had told her")
    assert ["author", "witness", "witness"] == roles(shopkeeper)


def test_a_quotation_is_attributed_to_the_office_it_is_given_for(walked: Walked) -> None:
    found = one(walked, COMMISSIONER, quoting="a continued pattern of")
    assert ["author", "organisation"] == roles(found)[:2]
    assert "Office of the Regional Commissioner for Rights" in (found.chain[1].name or "")
    assert () == walked.statements_in(NOTE, quoting="continued pattern")


def test_a_press_note_without_the_quotation_is_not_its_origin(walked: Walked) -> None:
    assert "Office of the Regional Commissioner for Rights" in section(
        walked, "Attributed, origin not in the case"
    )


def test_a_copied_report_counts_once_with_its_copy_and_its_authors_list(walked: Walked) -> None:
    groups = [sorted(walked.name_of(each) for each in group.members) for group in walked.groups]
    assert [
        ["bulletin-valley-relief.txt", "list-families.xlsx", "report-families-committee.docx"]
    ] == groups


def test_articles_about_a_report_are_shown_beside_it_and_not_joined(walked: Walked) -> None:
    cautions = {walked.name_of(each) for caution in walked.cautions for each in caution.members}
    assert {COMMISSIONER, HERALD, WATCH} == cautions


def test_a_government_denial_is_a_position(walked: Walked) -> None:
    for words in ("No civilian was killed", "reports of mass graves", "The ministry denies"):
        found = one(walked, MINISTRY, quoting=words)
        assert (Lane.POSITION, Modality.DENIED) == (found.lane, found.modality)


def test_an_order_that_is_denied_is_no_supposition(walked: Walked) -> None:
    assert Modality.DENIED == one(walked, MINISTRY, quoting="no order to expel").modality


def test_an_exculpatory_finding_is_no_account_of_the_act(walked: Walked) -> None:
    assert [] == [
        each
        for each in walked.statements_in(WATCH, quoting="no sign that food was withheld")
        if each.lane is Lane.ACCOUNT
    ]


def test_what_an_office_cannot_confirm_is_no_account(walked: Walked) -> None:
    assert [] == [
        each
        for each in walked.statements_in(NOTE, quoting="cannot confirm")
        if each.lane is Lane.ACCOUNT
    ]


# ---------------------------------------------------------------- testimony, scripts, files


def test_a_sentence_broken_over_lines_is_one_sentence(walked: Walked) -> None:
    found = one(walked, "testimony-w014.docx", quoting="and shot them dead")
    assert "killing" in found.acts


def test_who_takes_the_children_is_said_only_where_it_is_said(walked: Walked) -> None:
    assert [] == [
        each for each in walked.statements_in(HERALD) if "transfer_of_children" in each.acts
    ]


def test_names_are_kept_in_their_own_script(walked: Walked) -> None:
    for name, words in (
        ("list-clinic.csv", "오르나 세린"),
        ("list-clinic.csv", "إلفو تارن"),
        ("list-families.xlsx", "نورا الدالي"),
        ("list-families.xlsx", "미라 온달"),
        ("list-parish.csv", "노아린 세린"),
    ):
        text = walked.texts[walked.passages_in(name)[0].text_sha256]
        assert words in text, name


def test_every_row_of_the_three_lists_is_a_passage(walked: Walked) -> None:
    rows = [
        sum(passage.kind is PassageKind.ROW for passage in walked.passages_in(name))
        for name in ("list-clinic.csv", "list-families.xlsx", "list-parish.csv")
    ]
    assert [12, 14, 10] == rows


def test_files_that_cannot_be_read_are_counted_with_a_reason(walked: Walked) -> None:
    names = {source.id: source.name for source in walked.sources}
    found = {
        names[gap.subject]: gap.reason
        for gap in walked.gaps
        if names.get(gap.subject, "").endswith((".pdf", ".txt", ".wpd"))
    }
    assert [
        "memo-of-the-regiment.wpd",
        "minutes-locked.pdf",
        "notes-from-the-road.txt",
        "report-annex-cut-off.pdf",
    ] == sorted(found)
    assert "password" in found["minutes-locked.pdf"]
    assert "no bytes" in found["notes-from-the-road.txt"]


def test_what_a_photograph_claims_is_a_candidate(walked: Walked) -> None:
    claims = {
        candidate.content
        for candidate in walked.candidates
        if walked.name_of(candidate.source) == "photo-mill-at-tarn.jpg"
    }
    assert any("2019" in claim and "24" in claim for claim in claims)
    assert any("41.2" in claim or "41" in claim for claim in claims)


def test_what_was_stated_is_kept_and_what_was_not_stays_unknown(walked: Walked) -> None:
    by_name = {source.name: source for source in walked.sources}
    assert "Velmora Rights Watch" == by_name[WATCH].author
    assert "page 1 of 2" == by_name[COMMISSIONER].completeness_note
    assert (None, None) == (by_name[SCRAPED].author, by_name[SCRAPED].date)
    assert "not stated" == by_name["bulletin-valley-relief.txt"].completeness
    assert "sources.toml" not in by_name


def test_no_commenter_is_named_in_the_reading_file(walked: Walked) -> None:
    for name in ("border_post", "wanderer77", "Real Velmoran", "Dario Venn", "pine.tree"):
        assert name not in walked.html
