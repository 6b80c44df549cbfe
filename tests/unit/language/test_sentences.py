"""Where sentences end, and where a full stop ends nothing."""

from __future__ import annotations

import pytest

from probandum.language.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["One left.", "Two stayed!", "Why?", "Nobody knows…"],
        ["The U.N. report names Gen. Orlo and Dr. J. B. Ana.", "They deny it."],
        ["It was built by the U.S.", "He left."],
        ["See Art. 7 and No. 12, para. 3.", "He said no.", "She left."],
        ["He said “No.”", "Then he left."],
        ['"Why?" he asked.', "(Nobody answered.)", "It ended."],
        ["Some 3.5 million people, i.e. all of them, fled.", "Velmora denied it."],
        ["1. Orsk-Dal fell.", "2. Tarsia fell."],
        ["It was shown before.[12]", "It is shown again."],
        ["Camps, prisons, etc.", "Nobody knew."],
        ["Prosecutor v. Orlo was heard.", "It ended."],
        ["He came at 7 p.m. Friday and left.", "It ended."],
        ["Das war z. B. Herr Orlo.", "Er ging."],
        ["В 1937 г. Орло уехал.", "Он вернулся."],
        ["수용소에 갇혔다.", "그는 나왔다."],
        ["هل رأيت ذلك؟", "نعم رأيت.", "قال د. كريم ذلك."],
        ["यह सच है।", "वह गया।"],
    ],
)
def test_sentences_are_found(expected: list[str]) -> None:
    assert expected == sentences(" ".join(expected))


def test_full_width_marks_need_no_space() -> None:
    assert ["他说：「没有。」", "我走了！", "好。"] == sentences("他说：「没有。」我走了！好。")


def test_a_japanese_quotation_goes_on_with_its_particle() -> None:
    assert ["「行く。」と言った。", "終わり。"] == sentences("「行く。」と言った。終わり。")


def test_a_line_break_ends_a_sentence() -> None:
    assert ["Heading", "Text goes on", "Here."] == sentences(
        "Heading\r\n\r\n Text goes on \nHere. "
    )


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Text goes on\nhere.", "It ended."], "Text goes on\nhere. It ended."),
        (["One line,\r\nand two\r\nand three."], "One line,\r\nand two\r\nand three."),
        (["Text ended.", "here it begins"], "Text ended.\nhere it begins"),
        (["He said:", "nothing at all"], "He said:\nnothing at all"),
        (["Share", "reply to this"], "Share\nreply to this"),
        (["Two words", "below a gap"], "Two words\n\nbelow a gap"),
    ],
)
def test_a_line_that_begins_small_goes_on_with_an_open_one(expected: list[str], text: str) -> None:
    assert expected == sentences(text)


def test_spans_count_code_points() -> None:
    assert ((2, 6), (7, 11)) == sentence_spans("  😀be. Def.")


def test_white_space_alone_has_no_sentence() -> None:
    assert () == sentence_spans(" \n\t ")
