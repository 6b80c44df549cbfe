"""Who passes on whose words."""

from __future__ import annotations

import pytest

from probandum.model.source import PassageKind
from tests.unit.statements.test_rules import one


@pytest.mark.parametrize(
    ("sentence", "role", "name", "words"),
    [
        (
            "According to the Velmora Committee, soldiers killed him.",
            "organisation",
            "the Velmora Committee",
            "the Velmora Committee",
        ),
        ("Soldiers killed him, according to a survivor.", "witness", None, "a survivor"),
        ("They killed him, according to the police who came.", "official", None, "the police"),
        ("A former guard said that he was killed.", "witness", None, "A former guard"),
        ("The army denied that he was killed.", "official", None, "The army"),
        ("Soldiers killed him, the ministry said.", "official", None, "the ministry"),
        ("The report says that soldiers killed him.", "document", None, "The report"),
        ("Mara Ilen told us that they killed him.", "unattributed", "Mara Ilen", "Mara Ilen"),
        ("“They killed him,” said Mara Ilen.", "unattributed", "Mara Ilen", "Mara Ilen"),
    ],
)
def test_the_plain_forms_give_a_second_link(
    sentence: str, role: str, name: str | None, words: str
) -> None:
    author, link = one(sentence).chain
    assert (author.role, author.name) == ("author", "Doran Vael")
    assert (link.role, link.name) == (role, name)
    assert link.span is not None
    assert link.span.quote == words
    assert one(sentence).is_hearsay


@pytest.mark.parametrize(
    "sentence",
    [
        "Soldiers killed him.",
        "If what they said is true, soldiers killed him.",
        "A talk sponsored by the council and said to be free was where they killed him.",
    ],
)
def test_a_sentence_that_passes_on_nothing_has_one_link(sentence: str) -> None:
    assert [link.role for link in one(sentence).chain] == ["author"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("He said that they killed him.", "He"),
        ("It is said that they killed him.", "It is said that"),
        ("They were said to have killed him.", "were said to"),
        ("The army is believed to have killed him.", "is believed to"),
        (
            "Multiple reports over the last ten years have indicated that they killed him.",
            "Multiple reports",
        ),
        ("Several reports indicate that they killed him.", "Several reports"),
        ("They killed an estimated 40 people.", "an estimated"),
    ],
)
def test_words_passed_on_from_nobody_named_give_an_unattributed_link(
    sentence: str, words: str
) -> None:
    author, link = one(sentence).chain
    assert author.role == "author"
    assert (link.role, link.name) == ("unattributed", None)
    assert link.span is not None
    assert link.span.quote == words


def chain(
    sentence: str, *, kind: PassageKind = PassageKind.ARTICLE
) -> list[tuple[str, str | None]]:
    return [(link.role, link.name) for link in one(sentence, kind=kind).chain]


def test_a_publisher_goes_before_what_it_published() -> None:
    assert chain(
        "In 2011, the Harn Centre published a report, based on long research, "
        "which concluded that soldiers killed him."
    ) == [("author", "Doran Vael"), ("organisation", "the Harn Centre"), ("document", None)]


def test_a_speaker_inside_anothers_words_stands_behind_them() -> None:
    expected = [
        ("author", "Doran Vael"),
        ("organisation", "The Orsk Observatory"),
        ("witness", None),
    ]
    assert (
        chain(
            "The Orsk Observatory reported that, according to two survivors, soldiers killed him."
        )
        == expected
    )


def test_the_source_named_last_stands_before_the_speaker_it_passes_on() -> None:
    assert chain("A survivor said soldiers killed him, according to the Orsk Observatory.") == [
        ("author", "Doran Vael"),
        ("organisation", "the Orsk Observatory"),
        ("witness", None),
    ]


def test_words_set_beside_a_name_give_its_role() -> None:
    assert chain("Mara Ilen, a former guard, said that they killed him.")[1] == (
        "witness",
        "Mara Ilen",
    )


def test_groups_pointed_at_have_a_role_and_no_name() -> None:
    assert chain("These human rights organisations believe that soldiers killed him.")[1] == (
        "organisation",
        None,
    )


def test_a_direct_quotation_ends_in_the_one_quoted() -> None:
    assert chain("The Office of the Commissioner has acknowledged “the killing of two monks.”")[
        1
    ] == ("organisation", "The Office of the Commissioner")


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (PassageKind.ARTICLE, "author"),
        (PassageKind.COMMENT, "commenter"),
        (PassageKind.TESTIMONY, "witness"),
        (PassageKind.ROW, "document"),
        (PassageKind.LETTER, "author"),
    ],
)
def test_the_passage_gives_the_first_role(kind: PassageKind, role: str) -> None:
    assert chain("Soldiers killed him.", kind=kind) == [(role, "Doran Vael")]
