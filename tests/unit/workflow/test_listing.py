"""What the program and a case have, and what the machine offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from probandum.errors import UnknownDropInError
from probandum.workflow.listing import conditions, names_of, registers


def test_every_register_can_be_listed() -> None:
    listed = {name: names_of(name) for name in registers()}
    assert {"readers", "frameworks", "lexicons", "commands"} <= set(listed)
    assert {"csv", "txt"} <= set(listed["readers"])
    assert [] == [name for name, names in listed.items() if list(names) != sorted(names)]


def test_a_case_adds_its_own_files(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "house_rules.toml").write_text("")
    assert "house_rules" in names_of("frameworks", case=tmp_path)
    assert "house_rules" not in names_of("frameworks")


def test_an_unknown_register_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownDropInError, match="no register 'verdicts'; there are readers,"):
        names_of("verdicts")


def test_the_machine_is_described_without_a_path_or_a_name() -> None:
    found = conditions()
    assert ["probandum", "python", "sqlite", "isolation"] == [c.name for c in found[:4]]
    assert [] == [c.name for c in found if not c.words or "/" in c.words]
    assert all(condition.is_fine for condition in found[:3])


def test_a_program_that_is_missing_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    by_name = {condition.name: condition for condition in conditions()}
    assert not by_name["tesseract"].is_fine
    assert by_name["tesseract"].words.startswith("not installed; ")
