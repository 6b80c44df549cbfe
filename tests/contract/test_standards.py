"""What every standard of proof promises: plain words, a source, and no probability."""

from __future__ import annotations

import re

import pytest

from probandum.assessment.standards import standard_from
from probandum.registry import STANDARDS

SHIPPED = {
    "balance_of_probabilities": False,
    "beyond_reasonable_doubt": True,
    "clear_and_convincing": False,
    "fully_conclusive": False,
    "reasonable_basis": False,
    "reasonable_grounds": False,
    "reasonable_suspicion": False,
    "substantial_grounds": True,
}


def test_the_standards_are_these_and_two_were_compared_with_their_source() -> None:
    found = {
        name: standard_from(name, STANDARDS.table(name)).verified for name in STANDARDS.names()
    }
    assert found == SHIPPED


@pytest.mark.parametrize("name", STANDARDS.names())
def test_a_standard_reads_in_one_plain_sentence(name: str) -> None:
    standard = standard_from(name, STANDARDS.table(name))
    assert standard.id == name
    assert standard.words.count(".") == 1
    assert standard.words.endswith(".")


@pytest.mark.parametrize("name", STANDARDS.names())
def test_no_standard_is_a_number_or_a_rank(name: str) -> None:
    table = STANDARDS.table(name)
    standard = standard_from(name, table)
    assert re.search(r"\d|per ?cent|%|probab", standard.words) is None
    assert re.search(r"\d|%", standard.title) is None
    assert set(table) == {"title", "words", "used_by", "source", "verified"}


@pytest.mark.parametrize("name", STANDARDS.names())
def test_what_is_recalled_is_not_called_verified(name: str) -> None:
    standard = standard_from(name, STANDARDS.table(name))
    assert not (standard.verified and re.search("recalled|not compared", standard.source))
    assert standard.verified or re.search("recalled|not compared", standard.source)


def test_no_two_standards_say_the_same() -> None:
    words = [standard_from(name, STANDARDS.table(name)).words for name in STANDARDS.names()]
    assert len(words) == len(set(words))
