"""What every standard of proof promises: plain words, a source, and no probability."""

from __future__ import annotations

import re

import pytest

from probandum.assessment.standards import standard_from
from probandum.registry import STANDARDS


@pytest.mark.parametrize("name", STANDARDS.names())
def test_a_standard_reads_in_one_plain_sentence(name: str) -> None:
    standard = standard_from(name, STANDARDS.table(name))
    assert standard.id == name
    assert standard.words.count(".") == 1
    assert standard.words.endswith(".")


@pytest.mark.parametrize("name", STANDARDS.names())
def test_no_standard_is_a_number(name: str) -> None:
    standard = standard_from(name, STANDARDS.table(name))
    assert re.search(r"\d|per ?cent|%|probab", f"{standard.title} {standard.words}") is None


@pytest.mark.parametrize("name", STANDARDS.names())
def test_what_is_recalled_is_not_called_verified(name: str) -> None:
    standard = standard_from(name, STANDARDS.table(name))
    assert not (standard.verified and "recalled" in standard.source)
