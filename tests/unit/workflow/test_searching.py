"""Search over a case: what is found follows the case as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from probandum import api
from probandum.language.tokens import EmptyQueryError
from tests import whole_cases


def test_a_found_passage_shows_its_words_and_its_source(tmp_path: Path) -> None:
    files = {"a.txt": b"Two men went to the mill.\n", "b.csv": b"name,where\nOna,the mill\nSel,x\n"}
    with whole_cases.made(tmp_path / "case", files) as case:
        found = api.search(case, "MILL")
        assert {"DOC-HQ-001", "TAB-HQ-001"} == {item.evidence_code for item in found}
        assert all("mill" in item.words for item in found)
        assert () == api.search(case, "mill quarry")


def test_the_same_bytes_under_two_names_are_found_once(tmp_path: Path) -> None:
    with whole_cases.made(
        tmp_path / "case", {"a.txt": b"the mill\n", "b.txt": b"the mill\n"}
    ) as case:
        assert 1 == len(api.search(case, "mill"))


def test_a_limit_holds(tmp_path: Path) -> None:
    files = {f"{n}.txt": f"the mill, day {n}\n".encode() for n in range(4)}
    with whole_cases.made(tmp_path / "case", files) as case:
        assert [2, 4] == [len(api.search(case, "mill", limit=most)) for most in (2, 9)]


@pytest.mark.parametrize("query", ["", " ", "?!", '""'])
def test_a_query_of_nothing_is_refused(tmp_path: Path, query: str) -> None:
    with (
        api.create(tmp_path / "case", question="Who?") as case,
        pytest.raises(EmptyQueryError, match="query"),
    ):
        api.search(case, query)


@pytest.mark.parametrize(
    "query", ['mill"', "mill AND", "mill*", "(mill", "mill NEAR/2 x", "words:mill", "'; DROP", "^a"]
)
def test_signs_of_another_query_language_are_only_words(tmp_path: Path, query: str) -> None:
    with whole_cases.made(
        tmp_path / "case", {"a.txt": b"the mill and 2 near x drop a words\n"}
    ) as case:
        assert isinstance(api.search(case, query), tuple)
