"""dev.py as a developer types it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from devtools import soaking
from devtools.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_lists_every_task() -> None:
    done = dev("--help")

    assert 0 == done.returncode
    for name in COMMANDS:
        assert f"\n{name} " in done.stdout
    assert {"demo", "check", "test", "fix", "docs", "golden", "bench", "soak", "serve"} <= set(
        COMMANDS
    )


def test_an_unknown_task_is_a_usage_error() -> None:
    assert 2 == dev("deploy").returncode
    assert 2 == dev("docs", "--wrong").returncode
    assert 2 == dev("changelog", "--wrong").returncode


def test_an_old_python_is_refused_in_one_line() -> None:
    script = (
        "import sys, runpy; sys.version_info = (3, 8, 0, 'final', 0)\n"
        f"runpy.run_path({str(ROOT / 'dev.py')!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert 1 == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert "this is Python 3.8" in done.stderr


def test_an_old_python_can_read_the_file_that_refuses_it() -> None:
    text = (ROOT / "dev.py").read_text(encoding="utf-8")

    tree = ast.parse(text, feature_version=(3, 0))

    kinds = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr)
    assert not [node for node in ast.walk(tree) if isinstance(node, kinds)]
    assert "__future__" not in text


def test_a_soak_result_keeps_each_test_and_its_outcome(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite><testcase classname="a" name="holds" time="1.25"/>'
        '<testcase classname="a" name="breaks" time="0"><failure/></testcase>'
        '<testcase classname="a" name="waits"><skipped/></testcase></testsuite></testsuites>',
        encoding="utf-8",
    )

    assert [
        {"name": "a::holds", "outcome": "passed", "seconds": 1.25},
        {"name": "a::breaks", "outcome": "failed", "seconds": 0.0},
        {"name": "a::waits", "outcome": "skipped", "seconds": 0.0},
    ] == soaking.read_report(report)


def test_a_soak_result_is_named_by_its_start(tmp_path: Path) -> None:
    path = soaking.write(tmp_path / "results", {"started": "2007-01-02T03:04:05Z", "tests": []})

    assert "soak-2007-01-02T030405Z.json" == path.name
    assert path.exists()
