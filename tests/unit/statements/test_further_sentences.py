"""Invented sentences that were read wrongly once, each with what a careful reader takes from it."""

from __future__ import annotations

import cProfile

import pytest

from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.model.statement import Lane, Modality, Statement, StatementKind
from probandum.registry import LEXICONS
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from probandum.statements.lexicon import lexicon_from

VALUES = tuple(lexicon_from(name, LEXICONS.table(name)) for name in LEXICONS.names())


def read(
    text: str, *, kind: PassageKind = PassageKind.DOCUMENT, subject: frozenset[str] = frozenset()
) -> tuple[Statement, ...]:
    passage = Passage(
        id="p",
        source="s",
        kind=kind,
        number=1,
        text_sha256=sha256_hex(text.encode()),
        start=0,
        end=len(text),
    )
    return EXTRACTOR.extract(PassageText(passage=passage, text=text, subject=subject), VALUES)


def acts(text: str, *, kind: PassageKind = PassageKind.DOCUMENT) -> set[str]:
    return {act for each in read(text, kind=kind) for act in each.acts}


def roles(text: str) -> list[str]:
    return [link.role for link in read(text, kind=PassageKind.ARTICLE)[0].chain[1:]]


def ends(text: str) -> list[tuple[object, ...]]:
    return [
        (figure.low, figure.best, figure.high, figure.unit)
        for each in read(text)
        if (figure := each.figure) is not None
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "We found no sign that prisoners were tortured.",
        "There is no evidence that villagers were killed at Brun.",
        "The team saw no trace that water was withheld and women were raped.",
        "There was no order to kill anybody.",
        "There was no plan to expel the farmers.",
        "I did not shoot anyone.",
        "I never shot anybody.",
    ],
)
def test_what_was_not_found_and_not_done_is_denied(sentence: str) -> None:
    found = read(sentence)
    assert (StatementKind.DENIAL, Lane.POSITION) == (found[0].kind, found[0].lane)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Office cannot confirm how many people were tortured.",
        "We were unable to verify that villagers were killed.",
        "It could not be established who killed the two drivers.",
    ],
)
def test_what_cannot_be_confirmed_is_open(sentence: str) -> None:
    found = read(sentence)
    assert {Modality.QUESTIONED} == {each.modality for each in found}
    assert Lane.ACCOUNT not in {each.lane for each in found}


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Two men who tried to climb the fence were beaten.", Modality.ASSERTED),
        ("If you ask me, they killed him.", Modality.ASSERTED),
        ("If they come back, they will kill him.", Modality.HYPOTHETICAL),
        ("They said that if he spoke they would torture him.", Modality.HYPOTHETICAL),
        ("The Office received 14 complaints that men were abducted.", Modality.ALLEGED),
        ("We have orders to kill the prisoners.", Modality.ASSERTED),
    ],
)
def test_a_supposition_reaches_its_own_clause(sentence: str, modality: Modality) -> None:
    assert modality == read(sentence)[0].modality


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Soldiers burned the mosque and the library.", {"attack_on_cultural_property"}),
        ("The militia set fire to the prayer house.", {"attack_on_cultural_property"}),
        ("The house of prayer was burned to the ground.", {"attack_on_cultural_property"}),
        ("The barn stands without a roof.", set()),
        ("Soldiers burned the houses of Brun.", {"denial_of_shelter"}),
        ("Guards took 12 children out of the orphanage.", {"removal_of_children"}),
        ("Nine children were taken from the school.", {"removal_of_children"}),
        ("She took the children to school.", set()),
        (
            "The babies were taken from their mothers and given to Tarsian families.",
            {"removal_of_children", "transfer_of_children"},
        ),
        ("Four of them were handed over to Tarsian families.", {"transfer_of_children"}),
        ("The bodies were handed over to their families.", set()),
        ("The nurses sterilised her without asking.", {"forced_sterilisation"}),
        ("They cut her, so that she can never have children.", {"forced_sterilisation"}),
        ("Prisoners had to carry stones up the hill.", {"cruel_treatment", "forced_labour"}),
        ("The boy was blinded in one eye.", {"serious_injury"}),
        ("The women were pushed back with rifle butts.", {"cruel_treatment"}),
        ("Three men were shot against a wall.", {"execution", "killing"}),
        ("They were shot in the leg.", set()),
        ("Guards beat him on the soles with a hose.", {"torture"}),
        ("The farmer bought four of them from the camp.", {"enslavement"}),
        ("The doctors tested a new drug on the prisoners.", {"human_experimentation"}),
        ("Guards sorted them by their identity papers.", {"identity_targeting"}),
        ("Pupils are punished when they pray.", {"restriction_of_worship"}),
        ("He was sent to a labor training camp.", {"imprisonment"}),
        ("Article 8 of the statute asks for an attack on civilians.", set()),
        ("They murdered us four to one at home.", set()),
    ],
)
def test_the_acts_of_a_sentence(sentence: str, wanted: set[str]) -> None:
    assert wanted == acts(sentence)


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("name: Orla Vint · age: 40 · what happened: beaten", {"cruel_treatment"}),
        ("name: Orla Vint · what happened: taken from the mill; not seen since", {"disappearance"}),
        ("name: Orla Vint · age: 7 · what happened: taken away to Tarsia", {"removal_of_children"}),
        ("name: Orla Vint · age: 47 · what happened: taken away to Tarsia", set()),
        ("name: beaten path", set()),
        ("이름: 오르라 · 총살을 당했다", {"execution", "killing"}),
        ("이름: 오르라 · 총에 맞아 숨졌다", {"killing"}),
        ("이름: 오르라 · 실종되었습니다", {"disappearance"}),
        ("이름: 오르라 · 구타를 당함", {"cruel_treatment"}),
        ("이름: 오르라 · 체포되어 구금되었다", {"imprisonment"}),
        ("이름: 오르라 · 아이들을 데려갔다", {"removal_of_children"}),
        ("이름: 오르라 · 시장에서 끌려간 뒤 소식이 없다", {"disappearance"}),
    ],
)
def test_the_acts_of_a_row(row: str, wanted: set[str]) -> None:
    assert wanted == acts(row, kind=PassageKind.ROW)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In ten years there will be no Orrin left in the valley.", StatementKind.INTENT),
        ("Their kind must not be born any more.", StatementKind.INTENT),
        ("We have orders to drive the Orrin out of the hills.", StatementKind.POLICY),
        ("He showed us the written order to shoot the prisoners.", StatementKind.POLICY),
    ],
)
def test_aims_and_orders_in_plain_speech(sentence: str, kind: StatementKind) -> None:
    assert [kind] == [each.kind for each in read(sentence, kind=PassageKind.TESTIMONY)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Behind the barn we counted 15 fresh graves.", [(None, 15, None, "graves")]),
        ("About 7,000 Orrin lived by the river.", [(None, 7000, None, "people")]),
        ("Guards killed 30 Orrin.", [(None, 30, None, "people")]),
        ("In June 14 Bakery Street was closed.", []),
        ("The Office has received 52 complaints.", [(None, 52, None, "complaints")]),
        ("Five nuns saw soldiers kill the priest.", []),
        ("Twelve women reported that men were tortured.", []),
        ("Eleven mothers and four fathers told us that guards beat the boys.", []),
        ("Two men were killed, one of them a baker.", [(None, 2, None, "people")]),
    ],
)
def test_what_a_number_counts(sentence: str, wanted: list[tuple[object, ...]]) -> None:
    assert wanted == ends(sentence)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("A baker said her brother had told her that soldiers killed a boy.", ["witness"] * 2),
        ("A former sergeant of the regiment told the Courier that men were killed.", ["witness"]),
        ("According to the imam of Brun, soldiers killed him.", ["witness"]),
        ("A driver from Brun told us that soldiers killed him.", ["witness"]),
        ("According to Mountain Relief, soldiers killed him.", ["organisation"]),
        ("Soldiers killed him, in words that the government calls biased.", []),
        ("Soldiers killed him, and no newspaper wrote about it.", []),
    ],
)
def test_who_passes_on_whose_words(sentence: str, wanted: list[str]) -> None:
    assert wanted == roles(sentence)


def test_a_sentence_broken_over_lines_is_read_whole() -> None:
    found = read("They took the old men to the yard and shot them\ndead in the night.")
    assert ("killing",) == found[0].acts


def test_a_heading_alone_is_no_account() -> None:
    lanes = {each.lane for each in read("The killings at the bakery\n\nIt was a cold day.")}
    assert {Lane.POSITION} == lanes


@pytest.mark.parametrize("name", ["the Tarsian army", "The Tarsian Union"])
def test_a_comment_that_accuses_others_is_off_the_subject(name: str) -> None:
    text = f"And {name} bombed two hospitals and killed nurses."
    found = read(text, kind=PassageKind.COMMENT, subject=frozenset({"soldiers", "Velmora"}))
    assert {Lane.OFF_SUBJECT} == {each.lane for each in found}


def test_one_of_two_like_named_countries_is_not_the_other() -> None:
    text = "South Korea has been killing believers."
    found = read(text, kind=PassageKind.COMMENT, subject=frozenset({"North Korea"}))
    assert [("South Korea",)] == [each.perpetrators for each in found if each.acts]
    assert {Lane.OFF_SUBJECT} == {each.lane for each in found}


def test_a_legal_word_of_another_clause_lends_its_bearer_to_no_act() -> None:
    text = "Velmora commits genocide, but in the Tarsian hills people were tortured."
    assert [()] == [each.perpetrators for each in read(text) if each.acts]


def test_those_who_receive_children_are_no_victims() -> None:
    text = "The babies were taken from their mothers and given to Tarsian families."
    found = read(text)[0].victims
    assert "babies" in " ".join(found)
    assert "families" not in " ".join(found)


def test_a_verb_of_telling_is_no_part_of_a_name() -> None:
    assert [("soldiers",)] == [
        each.perpetrators for each in read("Passengers described how soldiers tortured them.")
    ]


def test_a_punishment_is_meted_out_to_its_victims() -> None:
    assert ("refugees",) == read("Harsh punishment is meted out to refugees.")[0].victims


def test_the_work_on_a_sentence_grows_no_faster_than_the_sentence() -> None:
    calls = [calls_to_read(length) for length in (4_000, 8_000, 16_000)]
    assert calls[1] < 2.5 * calls[0]
    assert calls[2] < 2.5 * calls[1]


def calls_to_read(characters: int) -> int:
    """Count the function calls that reading one unbroken sentence takes."""
    parts = (f"{n * 37 + 11} men and {n + 3} women were killed near {n}" for n in range(400))
    text = ", ".join(parts)[:characters]
    read(text)
    profile = cProfile.Profile()
    profile.runcall(read, text)
    return sum(entry.callcount for entry in profile.getstats())
