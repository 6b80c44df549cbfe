"""The command line as a program: what it imports, its exit codes, its streams."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from probandum import api
from tests import whole_cases

HEAVY = {"numpy", "duckdb", "pyarrow", "starlette"}
DONE, FAILURE, USAGE, BROKEN, UNTRACED = range(5)
MODULES_AT_THE_END = (
    "import atexit, sys\n"
    "atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))\n"
    "from probandum.cli import main\n"
    "sys.argv = ['probandum', *sys.argv[1:]]\n"
    "main()\n"
)


def probandum(*words: str | bytes | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "probandum", *words],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a signed finding, closed."""
    folder = tmp_path_factory.mktemp("kept") / "case"
    with whole_cases.made(folder, {"letter.txt": b"They killed my neighbour.\n"}) as case:
        whole_cases.decided(case)
    return folder


@pytest.fixture
def case(kept: Path, tmp_path: Path) -> Path:
    """A copy of that case."""
    shutil.copytree(kept, tmp_path / "case")
    return tmp_path / "case"


@pytest.mark.parametrize("words", [["--help"], ["extract", "--help"], ["verify", "--help"]])
def test_help_imports_no_heavy_library(words: list[str]) -> None:
    command = [sys.executable, "-c", MODULES_AT_THE_END, *words]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    imported = set(done.stderr.split())
    assert "probandum.cli.group" in imported
    assert set() == HEAVY & imported
    assert "probandum.api" not in imported


def test_done_is_zero_and_only_data_goes_to_standard_output(case: Path) -> None:
    done = probandum("list", "statements", case, "--json")
    assert DONE == done.returncode
    assert ["accepted"] == [json.loads(line)["status"] for line in done.stdout.splitlines()]
    assert b"1 statements\n" == done.stderr


def test_a_failure_is_one_and_one_line(tmp_path: Path) -> None:
    done = probandum("extract", tmp_path / "nowhere")
    assert (FAILURE, b"") == (done.returncode, done.stdout)
    assert b"probandum: no folder 'nowhere'; make a case with init\n" == done.stderr


def test_usage_is_two() -> None:
    assert USAGE == probandum("init").returncode
    assert USAGE == probandum("no-such-command").returncode


def test_a_changed_original_is_three(case: Path) -> None:
    (original,) = (p for p in (case / "originals").rglob("*") if p.is_file())
    original.chmod(0o600)
    original.write_bytes(b"They hugged my neighbour.\n")
    assert DONE == probandum("verify", case).returncode
    done = probandum("verify", case, "--full")
    assert BROKEN == done.returncode
    assert b"PROBLEM: the original of DOC-HQ-001 was changed\n" in done.stderr
    assert b"neighbour" not in done.stderr


def test_an_export_that_was_changed_is_three(case: Path, tmp_path: Path) -> None:
    assert DONE == probandum("export", case, "-o", tmp_path / "export").returncode
    assert DONE == probandum("verify", tmp_path / "export").returncode
    with (tmp_path / "export" / "statements.jsonl").open("a") as file:
        file.write("\n")
    assert BROKEN == probandum("verify", tmp_path / "export").returncode
    assert BROKEN == probandum("import", tmp_path / "again", tmp_path / "export").returncode
    assert not (tmp_path / "again" / "case.db").exists()


def test_a_stale_finding_is_four(case: Path, tmp_path: Path) -> None:
    report = ["report", str(case), "-o", str(tmp_path / "report.html")]
    assert DONE == probandum(*report).returncode
    with api.open_existing(case) as opened:
        accepted = next(d for d in whole_cases.decisions(opened) if d.kind == "accept")
    assert DONE == probandum("decide", "undo", case, accepted.id, "--by", "Ona Berim").returncode
    done = probandum(*report)
    assert UNTRACED == done.returncode
    assert b"1 signed findings are stale; read them again\n" in done.stderr


@pytest.mark.parametrize("place", ["/proc/report.html", "{case}/nowhere/report.html", "/"])
def test_a_report_that_cannot_be_written_is_one_line(case: Path, place: str) -> None:
    done = probandum("report", case, "-o", place.format(case=case))
    assert done.returncode in {FAILURE, USAGE}
    assert b"Traceback" not in done.stderr
    assert b"" == done.stdout


def test_a_reader_that_stops_listening_is_no_error(case: Path) -> None:
    command = f"{sys.executable} -m probandum list sources {case} --json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command}; exit ${{PIPESTATUS[1]}}"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (DONE, b"{") == (done.returncode, done.stdout)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_a_closed_standard_output_is_quiet(case: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "probandum", "list", "sources", str(case)],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    os.close(writing)
    assert FAILURE == done.returncode
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_names_that_are_no_utf8_are_taken_in(case: Path, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/od\xffd"
    Path(os.fsdecode(folder)).mkdir()
    letter = Path(os.fsdecode(folder + b"/l\xfeetter.txt"))
    letter.write_bytes(b"Two were killed at the mill.\n")
    done = probandum("add", case, folder)
    assert (DONE, 1) == (done.returncode, done.stdout.count(b"preserved"))
    with api.open_existing(case) as opened:
        assert "l\\xfeetter.txt" == api.sources_of(opened)[-1].name
    done = probandum("init", folder + b"/c\xff", "--question", "Who?")
    assert (DONE, folder + b"/c\xff\n") == (done.returncode, done.stdout)


def test_standard_input_is_a_source(case: Path) -> None:
    done = probandum("add", case, "-", "--name", "call.txt", stdin=b"Two were killed.\r\n")
    assert DONE == done.returncode
    assert b"DOC-HQ-002\tsha256:" == done.stdout[:18]
    with api.open_existing(case) as opened:
        source = api.sources_of(opened)[-1]
        assert ("call.txt", 18) == (source.name, source.size)
        assert b"Two were killed.\r\n" == opened.originals.get(source.sha256)
