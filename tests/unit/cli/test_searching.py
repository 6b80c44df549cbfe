"""Search through the command line, in scripts whose words a plain index would miss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from probandum.cli.group import program
from tests import whole_cases

TEXTS = {
    "korean.txt": "그는 요덕수용소에서 삼 년을 보냈다.\n",
    "city.txt": "회령 사람들이 그 일을 기억한다.\n",
    "latin.txt": "A guard from Hoery\u014fng spoke of the mine.\n",
    "arabic.txt": "شهد أحمد الخطيب على ما جرى في المعتقل.\n",
    "other.txt": "The harvest in Velmora was good.\n",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "case"
    whole_cases.made(folder, {name: text.encode() for name, text in TEXTS.items()}).close()
    return folder


@pytest.mark.parametrize(
    ("query", "file"),
    [
        ("수용소", "korean.txt"),
        ("요덕", "korean.txt"),
        ("요덕수용소", "korean.txt"),
        ("회령", "city.txt"),
        ("Hoeryong", "latin.txt"),
        ("hoery\u014fng", "latin.txt"),
        ("HOERYO\u0306NG", "latin.txt"),
        ("الخطيب", "arabic.txt"),
        ("خطيب", "arabic.txt"),
        ("احمد", "arabic.txt"),
        ("معتقل", "arabic.txt"),
        ('"guard from"', "latin.txt"),
    ],
)
def test_words_are_found_in_any_script(case: Path, query: str, file: str) -> None:
    assert [TEXTS[file].strip()] == _found(case, query)


@pytest.mark.parametrize("query", ["소용수", "요덕 회령", "Hoeryang", "خطباء", '"from guard"'])
def test_other_words_are_not(case: Path, query: str) -> None:
    assert [] == _found(case, query)


def test_at_most_so_many_passages_are_shown(case: Path) -> None:
    assert 1 == len(_found(case, "the", "--limit", "1"))
    assert 2 == len(_found(case, "the"))


def test_an_empty_query_is_refused_in_one_line(case: Path) -> None:
    result = CliRunner().invoke(program, ["search", str(case), "?!"])
    assert result.exception is not None
    assert "EmptyQueryError" == type(result.exception).__name__


def _found(case: Path, *words: str) -> list[str]:
    result = CliRunner().invoke(program, ["search", str(case), *words, "--json"])
    assert 0 == result.exit_code
    return [json.loads(line)["words"].strip() for line in result.stdout.splitlines()]
