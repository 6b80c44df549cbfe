"""What the plain rules read in single sentences, and what they leave alone."""

from __future__ import annotations

import pytest

from probandum.errors import InvalidValueError
from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.model.statement import Lane, Modality, Statement, StatementKind
from probandum.registry import LEXICONS
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from probandum.statements.lexicon import lexicon_from

KILLING = lexicon_from("killing", LEXICONS.table("killing"))


def read(text: str, *, kind: PassageKind = PassageKind.ARTICLE) -> tuple[Statement, ...]:
    passage = Passage(
        id="p",
        source="s",
        kind=kind,
        number=1,
        speaker="Doran Vael",
        text_sha256=sha256_hex(text.encode()),
        start=0,
        end=len(text),
    )
    return EXTRACTOR.extract(PassageText(passage=passage, text=text), (KILLING,))


def one(text: str, *, kind: PassageKind = PassageKind.ARTICLE) -> Statement:
    found = read(text, kind=kind)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Soldiers killed his brother.",
        "Soldiers KILLED\u00a0his brother.",
        "He was shot dead.",
        "They shot the old man dead.",
        "She was beaten to death at the mill.",
        "The killing of his brother was seen.",
        "He was k\u200billed.",
    ],
)
def test_a_killing_is_found_whatever_its_form(sentence: str) -> None:
    assert one(sentence).acts == ("killing",)
    assert one(sentence).quote == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "The driver killed the engine.",
        "They were killing time.",
        "He executed the order.",
        "He was killed in a car accident.",
        "She was skilled and unkilled is no word.",
        "The weather was good.",
        "",
    ],
)
def test_other_meanings_and_other_words_give_nothing(sentence: str) -> None:
    assert read(sentence) == ()


def test_an_exclusion_shuts_out_only_its_own_phrase() -> None:
    found = one("He killed the engine and soldiers killed his brother.")
    assert [cue.start for cue in found.cues] == [34]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Soldiers killed his brother.", Modality.ASSERTED),
        ("In May soldiers killed his brother.", Modality.ASSERTED),
        ("They were not only killed but burned.", Modality.ASSERTED),
        ("I do not deny that soldiers killed his brother.", Modality.ALLEGED),
        ("With no warning soldiers killed his brother.", Modality.ASSERTED),
        ("Without warning soldiers killed his brother.", Modality.ASSERTED),
        ("He was executed without trial.", Modality.ASSERTED),
        ("They did not hesitate to kill his brother.", Modality.ASSERTED),
        ("There is no doubt soldiers killed his brother.", Modality.ASSERTED),
        ("No fewer than 30 men were killed.", Modality.ASSERTED),
        ("He had no water, and soldiers killed him.", Modality.ASSERTED),
        ("No villagers were killed.", Modality.DENIED),
        ("There was no massacre in Harn.", Modality.DENIED),
        ("The army left Harn without killing anyone.", Modality.DENIED),
        ("Soldiers allegedly killed his brother.", Modality.ALLEGED),
        ("They are accused of killing his brother.", Modality.ALLEGED),
        ("It is not true that nobody was killed.", Modality.ALLEGED),
        ("He is suspected of killing his brother.", Modality.ALLEGED),
        ("Those suspected of theft were killed.", Modality.ASSERTED),
        ("Those who haven’t been killed were burned.", Modality.ASSERTED),
        ("The people they had not killed were burned.", Modality.ASSERTED),
        ("They were killed to find out whether the rest would talk.", Modality.ASSERTED),
        ("In May 2019 soldiers killed his brother.", Modality.ASSERTED),
        ("No prisoner may be killed.", Modality.HYPOTHETICAL),
        ("Nobody was killed.", Modality.DENIED),
        ("No one in the village was killed.", Modality.DENIED),
        ("They didn't kill anyone.", Modality.DENIED),
        ("They didn’t kill anyone.", Modality.DENIED),
        ("The army denied that anyone was killed.", Modality.DENIED),
        ("The claim that soldiers killed him is false.", Modality.DENIED),
        ("Were they killed?", Modality.QUESTIONED),
        ("Didn't they kill him?”", Modality.QUESTIONED),
        ("He asked whether they were killed.", Modality.QUESTIONED),
        ("If they return, they will be killed.", Modality.HYPOTHETICAL),
        ("They threatened to kill him.", Modality.HYPOTHETICAL),
    ],
)
def test_the_modality_is_read_from_plain_words(sentence: str, modality: Modality) -> None:
    assert one(sentence).modality is modality


@pytest.mark.parametrize(
    ("sentence", "kind", "lane"),
    [
        ("Soldiers killed him.", PassageKind.ARTICLE, Lane.POSITION),
        ("Soldiers killed him, a survivor said.", PassageKind.ARTICLE, Lane.ACCOUNT),
        ("I saw soldiers killing him.", PassageKind.ARTICLE, Lane.ACCOUNT),
        ("Soldiers killed him, it is said.", PassageKind.ARTICLE, Lane.POSITION),
        ("Soldiers killed him.", PassageKind.DOCUMENT, Lane.ACCOUNT),
        ("Soldiers killed him.", PassageKind.TESTIMONY, Lane.ACCOUNT),
        ("1\tkilled\tHarn", PassageKind.ROW, Lane.ACCOUNT),
        ("Soldiers killed him.", PassageKind.COMMENT, Lane.LEAD),
        ("Nobody was killed.", PassageKind.COMMENT, Lane.POSITION),
        ("Nobody was killed.", PassageKind.ARTICLE, Lane.POSITION),
        ("Was he killed?", PassageKind.ARTICLE, Lane.LEAD),
        ("If he is killed, tell us.", PassageKind.ARTICLE, Lane.LEAD),
        ("This is genocide.", PassageKind.ARTICLE, Lane.POSITION),
    ],
)
def test_the_lane_follows_from_the_modality_and_the_passage(
    sentence: str, kind: PassageKind, lane: Lane
) -> None:
    assert one(sentence, kind=kind).lane is lane


def test_a_denial_is_kept_as_a_denial() -> None:
    assert one("Nobody was killed.").kind is StatementKind.DENIAL


def test_a_legal_word_is_kept_as_the_speakers_and_states_no_act() -> None:
    found = one("This is genocide and a crime against humanity.")
    assert found.acts == ()
    assert found.characterisation == ("crime against humanity", "genocide")
    assert found.kind is StatementKind.CONTEXT


def test_murdered_states_a_killing_and_keeps_the_word() -> None:
    found = one("They murdered his brother.")
    assert (found.acts, found.characterisation) == (("killing",), ("murder",))


def test_nothing_is_invented_about_victims_place_and_time() -> None:
    found = one("In Harn they killed him last year.")
    assert (found.victims, found.perpetrators, found.victim_group) == ((), (), None)
    assert (found.place, found.when) == (None, None)


def test_a_sentence_that_denies_one_act_and_states_another_gives_two_statements() -> None:
    torture = lexicon_from("torture", LEXICONS.table("torture"))
    text = "They were tortured, and nobody was killed."
    passage = Passage(
        source="s",
        kind=PassageKind.TESTIMONY,
        number=1,
        text_sha256=sha256_hex(text.encode()),
        start=0,
        end=len(text),
    )
    found = EXTRACTOR.extract(PassageText(passage=passage, text=text), (KILLING, torture))
    assert [(each.acts, each.modality) for each in found] == [
        (("torture",), Modality.ASSERTED),
        (("killing",), Modality.DENIED),
    ]


def test_a_legal_word_that_others_would_use_is_hypothetical_and_the_act_beside_it_is_not() -> None:
    assert one("Many would consider it genocide.").modality is Modality.HYPOTHETICAL
    found = one("Acts many would consider genocide, including killings, went on.")
    assert (found.acts, found.modality) == (("killing",), Modality.ASSERTED)


def test_an_intent_is_a_statement_of_its_own_that_names_no_act() -> None:
    killed, intent = read("They were killed with the specific intent to destroy the Lurin people.")
    assert (killed.kind, killed.acts) == (StatementKind.ACT, ("killing",))
    assert (intent.kind, intent.acts, intent.lane) == (StatementKind.INTENT, (), Lane.POSITION)


def test_pictures_offered_in_a_comment_are_a_lead() -> None:
    killed, lead = read(
        "They killed him, as the photographs show I took.", kind=PassageKind.COMMENT
    )
    assert (killed.lane, lead.kind, lead.lane) == (Lane.LEAD, StatementKind.CONTEXT, Lane.LEAD)


def test_witnesses_who_speak_out_are_a_lead_whose_chain_ends_in_them() -> None:
    found = one("Refugees, among them former camp guards who fled, have been speaking out.")
    assert found.lane is Lane.LEAD
    assert [link.role for link in found.chain] == ["author", "witness"]


def test_thanks_in_a_comment_give_nothing() -> None:
    assert read("Thank you, Doran, for your good work!", kind=PassageKind.COMMENT) == ()


def test_a_row_is_one_statement_whatever_stands_in_its_cells() -> None:
    found = one("7\tHarn\nwas killed. shot dead.\tyes", kind=PassageKind.ROW)
    assert found.quote == "7\tHarn\nwas killed. shot dead.\tyes"


def test_a_passage_that_ends_after_its_text_is_refused() -> None:
    passage = Passage(
        source="s", kind=PassageKind.ARTICLE, number=1, text_sha256="0" * 64, start=0, end=9
    )
    with pytest.raises(InvalidValueError, match="ends at 9 of a text of 4 characters"):
        PassageText(passage=passage, text="text")
