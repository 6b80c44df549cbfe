"""An import makes a case of an export that is whole, and of nothing else."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from probandum import api
from probandum.errors import CaseError, IntegrityError
from tests import whole_cases
from tests.property import test_export_tampering as attacker

KILLED = """
import os, signal, sys
from pathlib import Path
from probandum import api
from probandum.workflow import importing

def kill(*words, **named):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(importing, sys.argv[1], kill)
api.import_case(Path(sys.argv[2]), Path(sys.argv[3]))
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("import")
    with whole_cases.whole(folder / "case") as case:
        api.export_case(case, folder / "export")
    return folder / "export"


@pytest.fixture
def export(kept: Path, tmp_path: Path) -> Path:
    """A copy of an export that may be changed."""
    copy = tmp_path / "export"
    shutil.copytree(kept, copy)
    for path in copy.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return copy


def refused(export: Path, match: str, error: type[Exception] = IntegrityError) -> None:
    """Expect an import to be refused and to leave no case."""
    target = export.parent / "again"
    with pytest.raises(error, match=match):
        api.import_case(export, target)
    assert not (target / "case.db").exists()


def test_a_whole_export_becomes_a_case(export: Path) -> None:
    done = api.import_case(export, export.parent / "again")
    lines = (export / "log.jsonl").read_bytes().count(b"\n")
    assert (lines, 5) == (done.entries, done.originals)
    with api.open_existing(export.parent / "again") as case:
        assert () == api.verify_everything(case).problems


def test_a_changed_file_is_refused(export: Path) -> None:
    with (export / "statements.jsonl").open("ab") as file:
        file.write(b"\n")
    refused(export, r"^statements.jsonl of the export was changed; get an unchanged copy$")


def test_a_file_too_many_or_too_few_is_refused(export: Path) -> None:
    (export / "originals" / "manifest.json").write_text("{}")
    refused(export, "files of the export are missing or were added; get a whole copy")
    (export / "originals" / "manifest.json").unlink()
    (export / "gaps.jsonl").unlink()
    refused(export, "files of the export are missing or were added; get a whole copy")


def test_links_are_refused(export: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (export / "scales").symlink_to(tmp_path / "elsewhere")
    refused(export, "the export holds a link to another place")
    (export / "scales").unlink()
    moved = (export / "case.toml").rename(tmp_path / "case.toml")
    (export / "case.toml").symlink_to(moved)
    refused(export, "the export holds a link to another place")


@pytest.mark.parametrize("place", ["../outside.toml", "/etc/hostname", "a/../../outside.toml"])
def test_a_path_out_of_the_export_is_refused(export: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "outside.toml").write_text("x")
    path = export / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"][place] = manifest["files"]["case.toml"]
    path.write_text(json.dumps(manifest))
    refused(export, "files of the export are missing or were added")


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "null", '{"files": 1}', '{"files": {"a": 1}, "format": "x", "version": 1}'],
)
def test_what_is_no_manifest_is_refused(export: Path, content: str) -> None:
    (export / "manifest.json").write_text(content)
    refused(export, "manifest.json of 'export' is no manifest of an export", CaseError)


def test_another_version_is_refused(export: Path) -> None:
    path = export / "manifest.json"
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))
    refused(export, "the export is probandum-jsonl 2; this program reads", CaseError)


def test_an_empty_folder_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CaseError, match=r"'empty' holds no manifest.json; name an export's folder"):
        api.import_case(tmp_path / "empty", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_nothing_is_imported_over_anything(export: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    (target / "note.txt").write_text("x")
    with pytest.raises(CaseError, match="is not empty; import into a new folder"):
        api.import_case(export, target)
    assert ["note.txt"] == [path.name for path in target.iterdir()]
    api.import_case(export, tmp_path / "again")
    with pytest.raises(CaseError, match="already holds a case; import into a new folder"):
        api.import_case(export, tmp_path / "again")


def swap_words(content: bytes) -> bytes:
    """Change words that stand in several files."""
    return content.replace(b"villagers", b"guards of")


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("statements.jsonl", swap_words),
        ("passages.jsonl", swap_words),
        ("decisions.jsonl", lambda content: content.replace(b"Idra Velt", b"Idra Vell")),
        ("sources.jsonl", lambda content: content.replace(b"[erased]", b"leaked.t")),
        ("case.toml", lambda content: content + b"# another question\n"),
        ("lexicons/own.toml", lambda content: content + b"# another word\n"),
        ("sealed/case.key", lambda content: content[::-1]),
        ("log.jsonl", lambda content: content.split(b"\n", 1)[1]),
        ("log.jsonl", lambda content: b"{}\n" + content),
        ("log.jsonl", lambda content: content.replace(b'"seq":', b'"row":')),
        ("log.jsonl", lambda content: content.replace(b'"leaf":"', b'"leaf":"zz')),
        ("outputs.jsonl", lambda content: b"[]\n" + content),
        ("outputs.jsonl", lambda content: b"\n".join(content.split(b"\n")[1:])),
        ("outputs.jsonl", lambda content: content.replace(b'"kind":"gap"', b'"kind":"gup"')),
        ("gaps.jsonl", lambda content: content.replace(b"{", b"[")),
        ("runs.jsonl", lambda content: b"\n".join(content.split(b"\n")[1:])),
        ("passages.jsonl", lambda content: content.replace(b'"text":', b'"next":')),
    ],
)
def test_a_change_is_refused_though_the_manifest_was_made_anew(
    export: Path, place: str, change: Callable[[bytes], bytes]
) -> None:
    before = (export / place).read_bytes()
    assert before != change(before)
    (export / place).write_bytes(change(before))
    attacker.make_manifest(export)
    refused(
        export,
        "^(the export does not verify: |a line of the export is not one this program writes)",
    )


@pytest.mark.parametrize("moment", ["_copy_files", "_restore_outputs", "rebuild", "verify_all"])
def test_a_killed_import_leaves_no_case_and_can_be_done_again(
    export: Path, tmp_path: Path, moment: str
) -> None:
    command = [sys.executable, "-c", KILLED, moment, str(export), str(tmp_path / "again")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert -signal.SIGKILL == done.returncode
    assert not (tmp_path / "again" / "case.db").exists()
    api.import_case(export, tmp_path / "again")
