"""Who passes on whose words."""

from __future__ import annotations

import pytest

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
        "He said that they killed him.",
        "It is said that they killed him.",
        "They were said to have killed him.",
        "If what they said is true, soldiers killed him.",
        "A talk sponsored by the council and said to be free was where they killed him.",
    ],
)
def test_a_sentence_that_names_nobody_has_one_link(sentence: str) -> None:
    assert [link.role for link in one(sentence).chain] == ["author"]
