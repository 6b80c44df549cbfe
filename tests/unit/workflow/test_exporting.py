"""The export is a public contract: its files, their fields, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from probandum import api
from probandum.errors import CaseError
from probandum.model.codec import json_schema
from probandum.model.grading import OriginGroup
from tests import whole_cases

# Lines 1 to 3 of the contract in the design, by file; a field may be added, never renamed.
PASSAGE = "id source kind speaker date reply_to text_sha256 start end text"
STATEMENT = (
    "id passage text_sha256 start end quote kind lane acts characterisation perpetrators victims "
    "place when figure chain modality run"
)
FIGURE = "low best high unit measure as_of"
GROUP = "id members scope reasons"
FILES = (
    "sources passages statements figures grades groups contradictions person_records persons acts "
    "incidents estimates assessment findings decisions runs gaps log"
)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    with whole_cases.whole(folder / "case") as case:
        api.export_case(case, folder / "export")
    return folder / "export"


def lines(export: Path, name: str) -> list[dict[str, Any]]:
    """Read the lines of a file of an export."""
    text = (export / f"{name}.jsonl").read_bytes().decode()
    return [json.loads(line) for line in text.split("\n")[:-1]]


def missing(value: Mapping[str, Any], names: str) -> set[str]:
    """Name the fields of the contract a line lacks."""
    return set(names.split()) - set(value)


def test_passages_have_the_fields_of_the_contract(export: Path) -> None:
    passages = lines(export, "passages")
    assert [] != passages
    assert [] == [found for value in passages if (found := missing(value, PASSAGE))]


def test_statements_have_the_fields_of_the_contract(export: Path) -> None:
    statements = lines(export, "statements")
    figures = [value["figure"] for value in statements if value["figure"]]
    speakers = [speaker for value in statements for speaker in value["chain"]]
    assert [] == [found for value in statements if (found := missing(value, STATEMENT))]
    assert [] == [found for value in figures if (found := missing(value, FIGURE))]
    assert [] == [found for value in speakers if (found := missing(value, "role name"))]
    assert [] != figures


def test_groups_have_the_fields_of_the_contract() -> None:
    schema = json_schema(OriginGroup)["$defs"]
    assert set() == missing(schema["OriginGroup"]["properties"], GROUP)
    assert set() == missing(schema["OriginReason"]["properties"], "kind spans")


def test_every_file_of_the_contract_is_there(export: Path) -> None:
    assert [] == [name for name in FILES.split() if not (export / f"{name}.jsonl").is_file()]
    assert (export / "used" / "frameworks" / "rome_statute_7_1_a.toml").is_file()


def test_the_manifest_names_every_file_with_its_digest_and_size(export: Path) -> None:
    manifest = json.loads((export / "manifest.json").read_bytes())
    found = {
        str(path.relative_to(export)): {
            "sha256": sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in export.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == manifest["files"]
    assert ("probandum-jsonl", 1) == (manifest["format"], manifest["version"])


def test_what_was_taken_back_or_followed_is_no_value_of_the_export(export: Path) -> None:
    grades = lines(export, "grades")
    assert ["C"] == [grade["reliability"] for grade in grades]
    targets = [
        d["value"]["reliability"] for d in lines(export, "decisions") if d["kind"] == "grade"
    ]
    assert ["B", "C"] == targets


def test_what_was_erased_is_in_no_file_of_the_export(export: Path) -> None:
    with_name = [
        str(path.relative_to(export))
        for path in export.rglob("*")
        if path.is_file() and b"empty.txt" in path.read_bytes()
    ]
    assert [] == with_name
    assert 1 == sum(line["erased"] for line in lines(export, "outputs"))
    assert ["[erased]"] == [s["name"] for s in lines(export, "sources") if s["name"] == "[erased]"]


def test_only_the_owner_may_read_an_export(export: Path) -> None:
    open_to_others = [p for p in (export, *export.rglob("*.jsonl")) if p.stat().st_mode & 0o077]
    assert [export / "log.jsonl"] != open_to_others
    assert 0 == export.stat().st_mode & 0o077


def test_nothing_is_written_over(export: Path) -> None:
    with (
        api.open_existing(export.parent / "case") as case,
        pytest.raises(CaseError, match="is not empty; export into a new folder"),
    ):
        api.export_case(case, export)


def test_a_changed_setting_is_logged_before_it_is_exported(tmp_path: Path) -> None:
    with whole_cases.made(tmp_path / "case", {"a.txt": b"Two were killed.\n"}) as case:
        size = case.store.size("hq")
    settings = tmp_path / "case" / "case.toml"
    settings.chmod(0o600)
    settings.write_text(settings.read_text() + "# a remark\n")
    with api.open_existing(tmp_path / "case") as case:
        api.export_case(case, tmp_path / "export")
    (head,) = json.loads((tmp_path / "export" / "manifest.json").read_bytes())["heads"]
    assert size + 1 == head["size"]
