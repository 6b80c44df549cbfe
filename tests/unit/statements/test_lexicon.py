"""Lexicons are refused where they could silently do something else than their writer meant."""

from __future__ import annotations

from typing import Any

import pytest

from probandum.errors import UndecodableError
from probandum.statements.lexicon import lexicon_from

GOOD: dict[str, Any] = {
    "title": "Killing",
    "definition": "Somebody causes a death.",
    "act": "killing",
    "huridocs": "010100000000",
    "source": "written for a test",
    "cues": {"en": ["killed", "shot * dead"]},
}


def test_a_lexicon_keeps_its_patterns_by_language() -> None:
    table = {**GOOD, "characterisations": {"genocide": {"en": ["genocidal"]}}}
    lexicon = lexicon_from("killing", table)
    assert lexicon.cues == (("en", ("killed", "shot * dead")),)
    assert lexicon.characterisations[0].word == "genocide"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cue": {"en": ["x"]}}, "unknown keys cue; it may hold"),
        ({"act": " "}, "lacks the text 'act'"),
        ({"cues": {}}, "has no cues"),
        ({"cues": ["killed"]}, "cues that are no table"),
        ({"cues": {"en": "killed"}}, r"no list at cues\.en"),
        ({"cues": {"en": ["killed", ""]}}, "empty pattern"),
        ({"cues": {"en": ["* killed"]}}, "loose end"),
        ({"cues": {"en": ["killed", "killed"]}}, "pattern twice"),
        ({"exclusions": {"en": []}}, r"no list at exclusions\.en"),
        ({"characterisations": ["genocide"]}, "characterisations that are no table"),
        ({"characterisations": {"genocide": {"en": [1]}}}, r"characterisations\.genocide\.en"),
    ],
)
def test_a_lexicon_that_is_not_well_formed_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(UndecodableError, match=message):
        lexicon_from("killing", {**GOOD, **change})
