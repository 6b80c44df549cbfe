"""Who did it and to whom, as plain word order says it."""

from __future__ import annotations

import pytest

from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.model.statement import Lane, Statement
from probandum.registry import LEXICONS
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from probandum.statements.lexicon import lexicon_from
from probandum.statements.parties import subject_of

LEXICON_VALUES = tuple(lexicon_from(name, LEXICONS.table(name)) for name in LEXICONS.names())


def read(
    text: str, *, kind: PassageKind = PassageKind.DOCUMENT, subject: frozenset[str] = frozenset()
) -> tuple[Statement, ...]:
    passage = Passage(
        source="s",
        kind=kind,
        number=1,
        text_sha256=sha256_hex(text.encode()),
        start=0,
        end=len(text),
    )
    unit = PassageText(passage=passage, text=text, subject=subject)
    return EXTRACTOR.extract(unit, LEXICON_VALUES)


@pytest.mark.parametrize(
    ("text", "perpetrators", "victims"),
    [
        ("Soldiers killed twelve men.", ("Soldiers",), ("men",)),
        ("The Velmoran army has killed villagers.", ("The Velmoran army",), ("villagers",)),
        ("Twelve men were killed by soldiers.", ("soldiers",), ("men",)),
        ("Prisoners were publicly executed.", (), ("Prisoners",)),
        ("The killing of two nurses went on.", (), ("nurses",)),
        ("The police are accused of torturing students.", ("The police",), ("students",)),
        ("Guards who were drunk tortured women and children.", (), ("women", "children")),
        ("They killed him.", (), ()),
        ("The soldiers were killed.", (), ("soldiers",)),
        ("Villagers were forced to flee.", (), ("Villagers",)),
        ("Prisoners starved to death.", (), ("Prisoners",)),
        ("Soldiers killed him, according to two refugees.", ("Soldiers",), ()),
        ("Many believers were put against a wall and shot dead.", (), ("believers",)),
    ],
)
def test_parties_are_read_from_plain_word_order(
    text: str, perpetrators: tuple[str, ...], victims: tuple[str, ...]
) -> None:
    found = read(text)[0]
    assert (found.perpetrators, found.victims) == (perpetrators, victims)


@pytest.mark.parametrize(
    ("text", "group", "kind"),
    [
        ("Soldiers killed Christians.", "Christians", "religious"),
        ("Religious believers were tortured.", "Religious believers", "religious"),
        ("The army killed people of an ethnic minority.", None, None),
        ("Ethnic minorities were expelled.", "Ethnic minorities", "ethnic"),
        ("Dissidents were imprisoned.", "Dissidents", "political"),
        ("Soldiers killed villagers.", None, None),
    ],
)
def test_a_group_is_given_only_where_the_victims_words_name_one(
    text: str, group: str | None, kind: str | None
) -> None:
    found = read(text)[0]
    assert (found.victim_group, found.group_kind) == (group, kind)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("People were killed in the village of Harn.", "the village of Harn"),
        ("People were tortured in Velmora’s prisons.", "Velmora"),
        ("People were tortured in Camp 14.", "Camp 14"),
        ("In Kenya people were killed.", "Kenya"),
        ("People were killed in Harn.", None),
        ("People who were in Kenya were killed.", None),
        ("People were killed who had friends in Kenya.", None),
    ],
)
def test_a_place_is_given_only_where_there_is_no_doubt_that_it_is_one(
    text: str, place: str | None
) -> None:
    assert read(text)[0].place == place


def test_a_comment_that_accuses_others_than_the_article_is_off_the_subject() -> None:
    subject = subject_of(read("The Velmoran army killed villagers.", kind=PassageKind.ARTICLE))
    assert subject == {"The Velmoran army"}

    def lane(text: str) -> Lane:
        return read(text, kind=PassageKind.COMMENT, subject=subject)[0].lane

    assert lane("The Velmoran army killed my friends.") is Lane.LEAD
    assert lane("The Tarsian army killed my friends.") is Lane.OFF_SUBJECT
    assert lane("Our own government killed people.") is Lane.OFF_SUBJECT
    assert lane("Soldiers killed my friends.") is Lane.LEAD


def test_nobody_is_off_the_subject_while_it_is_not_known() -> None:
    found = read("The Tarsian army killed my friends.", kind=PassageKind.COMMENT)
    assert found[0].lane is Lane.LEAD
