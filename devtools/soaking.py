"""The long tests and the file that says on which commit they passed."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from devtools import environment
from devtools.environment import Plan


def run(root: Path, plan: Plan, rest: Sequence[str]) -> int:
    """Run every test marked ``soak`` and write ``benchmarks/results/soak-….json``.

    Args:
        root: The clone.
        plan: The environment to run in.
        rest: Further arguments of pytest.

    Returns:
        pytest's exit code.
    """
    variables = {**environment.variables_inside(plan), "PROBANDUM_SOAK": "1"}
    started = time.time()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [str(plan.python), "-m", "pytest", "-m", "soak", f"--junitxml={report}", *rest]
        code = subprocess.call(command, cwd=root, env=variables)
        tests = read_report(report) if report.exists() else []
    result = {
        "commit": _git(root, "rev-parse", "--verify", "--quiet", "HEAD"),
        "uncommitted_changes": bool(_git(root, "status", "--porcelain")),
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(started)),
        "seconds": round(time.time() - started, 1),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "exit_code": code,
        "tests": tests,
    }
    write(root / "benchmarks" / "results", result)
    return code


def write(folder: Path, result: dict[str, object]) -> Path:
    """Write one result file, named by its start."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = str(result["started"]).replace(":", "")
    path = folder / f"soak-{stamp}.json"
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def read_report(path: Path) -> list[dict[str, object]]:
    """Read pytest's JUnit report into one entry per test: name, outcome, seconds."""
    outcomes = {"failure": "failed", "error": "failed", "skipped": "skipped"}
    tests: list[dict[str, object]] = []
    # The file was written a moment ago by our own pytest.
    for case in ElementTree.parse(path).iter("testcase"):  # noqa: S314
        seen = [outcomes[child.tag] for child in case if child.tag in outcomes]
        name = f"{case.get('classname')}::{case.get('name')}"
        seconds = round(float(case.get("time", "0")), 2)
        tests.append({"name": name, "outcome": (seen or ["passed"])[0], "seconds": seconds})
    return tests


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
