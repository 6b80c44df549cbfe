"""The case's settings come back as they were written, and what is none is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from probandum.errors import CaseError, InvalidValueError
from probandum.model.assessment import Binding
from probandum.model.when import PartialDate
from probandum.workflow.casefile import CaseFile, read_case_file, write_case_file
from tests.strategies import texts

PLAIN = CaseFile(
    question="Were civilians killed?", office="hq", frameworks=("one",), standard="reasonable"
)


@given(question=texts.filter(str.strip), place=texts, by=texts)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_settings_come_back_as_written(tmp_path: Path, question: str, place: str, by: str) -> None:
    binding = Binding(
        id="north", title=place or "x", framework="one", place=place, period=PartialDate("2019-05")
    )
    written = CaseFile(
        question=question,
        office="hq",
        frameworks=("one", "two"),
        standard="reasonable",
        bindings=(binding,),
        territory=place,
        period="2019",
        commissioned_by=by,
    )
    write_case_file(tmp_path, written)
    assert written == read_case_file(tmp_path)


@pytest.mark.parametrize("code", [*range(1, 32), 0x7F, 0x80, 0x2028, 0xFEFF, 0x10FFFF])
def test_a_question_with_any_sign_comes_back(tmp_path: Path, code: int) -> None:
    written = CaseFile(
        question=f'a"\\{chr(code)}b', office="hq", frameworks=("one",), standard="reasonable"
    )
    write_case_file(tmp_path, written)
    assert written == read_case_file(tmp_path)


def test_only_the_owner_may_read_the_settings(tmp_path: Path) -> None:
    write_case_file(tmp_path, PLAIN)
    assert 0o600 == (tmp_path / "case.toml").stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "lacks something"),
        (b"question = ", "is no TOML"),
        (b"\xff\xfe", "is no TOML"),
        (b'question = "x"\nextra = [1, 2]\n', "lacks something or holds too much"),
        (b'question = 5\noffice = "hq"\nframeworks = []\nstandard = "x"\n', "lacks something"),
    ],
)
def test_what_is_no_settings_file_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "case.toml").write_bytes(content)
    with pytest.raises(CaseError, match=words):
        read_case_file(tmp_path)


def test_a_folder_without_settings_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"holds no case\.toml"):
        read_case_file(tmp_path)


def test_settings_that_make_no_case_are_refused() -> None:
    with pytest.raises(CaseError, match="needs a question"):
        CaseFile(question=" ", office="hq", frameworks=("one",), standard="reasonable")
    with pytest.raises(InvalidValueError, match="office"):
        CaseFile(question="x", office="The Office", frameworks=("one",), standard="reasonable")
    binding = Binding(id="north", title="North", framework="two")
    with pytest.raises(CaseError, match="which the case does not have"):
        CaseFile(question="x", office="hq", frameworks=("one",), standard="x", bindings=(binding,))
    with pytest.raises(CaseError, match="two bindings have one id"):
        CaseFile(
            question="x",
            office="hq",
            frameworks=("two",),
            standard="x",
            bindings=(binding, binding),
        )
