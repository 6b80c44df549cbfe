"""Every grading scale keeps its folder's promise."""

from __future__ import annotations

import pytest

from probandum.corroboration.scales import scale_from
from probandum.errors import UndecodableError
from probandum.registry import SCALES

TABLE = SCALES.table("admiralty")


@pytest.mark.parametrize("name", SCALES.names())
def test_a_scale_says_in_words_what_each_step_means(name: str) -> None:
    scale = scale_from(name, SCALES.table(name))
    assert list("ABCDEF") == [step for step, _ in scale.reliability]
    assert list("123456") == [step for step, _ in scale.credibility]
    assert scale.source


def test_what_nobody_has_graded_starts_at_f_and_6() -> None:
    assert "F/6" == scale_from("admiralty", TABLE).unknown


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"score": 3}, "and no other"),
        ({"title": " "}, "not empty"),
        ({"reliability": {"A": "always"}}, "must have the steps"),
        ({"credibility": dict.fromkeys("123456", "")}, "says in words"),
        ({"unknown_reliability": "G"}, "A to F"),
        ({"unknown_credibility": "7"}, "1 to 6"),
    ],
)
def test_a_scale_that_is_none_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(UndecodableError, match=message):
        scale_from("mine", {**TABLE, **changes})
