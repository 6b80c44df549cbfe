"""The environment is made once, renewed when stale, and never mistaken for someone's folder."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from devtools import environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def plan(tmp_path: Path) -> environment.Plan:
    lists = []
    for level in environment.LEVELS:
        path = tmp_path / f"{level}.txt"
        path.write_text("# nothing\n", encoding="utf-8")
        lists.append((level, path))
    return environment.Plan(folder=tmp_path / "env", requirements=tuple(lists), project=None)


def made(plan: environment.Plan) -> dict[str, str]:
    found: dict[str, str] = json.loads((plan.folder / environment.MARKER).read_text("utf-8"))
    return found


def test_an_environment_is_made_kept_grown_and_renewed(plan: environment.Plan) -> None:
    with environment.ready(plan, level="run"):
        assert "run" == made(plan)["level"]
    witness = plan.folder / "witness"
    witness.touch()

    with environment.ready(plan, level="dev"):
        assert "dev" == made(plan)["level"]
        assert witness.exists()
    with environment.ready(plan, level="run"):
        assert "dev" == made(plan)["level"]
        assert witness.exists()

    plan.requirements[0][1].write_text("# another list\n", encoding="utf-8")
    assert not environment.is_ready(plan, level="run")
    with environment.ready(plan, level="run"):
        assert not witness.exists()

    (plan.folder / environment.MARKER).unlink()  # as after a set-up that was killed
    witness.touch()
    with environment.ready(plan, level="run"):
        assert not witness.exists()


def test_another_python_makes_the_environment_stale(plan: environment.Plan) -> None:
    (plan.folder / "bin").mkdir(parents=True)
    plan.python.touch()
    marker = environment._wanted_marker(plan, level="dev")
    (plan.folder / environment.MARKER).write_text(json.dumps(marker), encoding="utf-8")
    assert environment.is_ready(plan, level="dev")

    marker["python"] = "CPython 3.11.0 elsewhere"
    (plan.folder / environment.MARKER).write_text(json.dumps(marker), encoding="utf-8")
    assert not environment.is_ready(plan, level="dev")


def test_a_folder_of_somebody_else_is_never_deleted(plan: environment.Plan) -> None:
    plan.folder.mkdir()
    (plan.folder / "letters.txt").write_text("mine", encoding="utf-8")

    with (
        pytest.raises(environment.SetupError, match=r"holds something dev\.py did not make"),
        environment.ready(plan, level="run"),
    ):
        pytest.fail("the block must not run")

    assert "mine" == (plan.folder / "letters.txt").read_text(encoding="utf-8")


def test_a_failed_installation_says_what_pip_said_and_is_done_again(
    plan: environment.Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    plan.requirements[0][1].write_text("absent-thing==1 --hash=sha256:" + "0" * 64 + "\n")

    with (
        pytest.raises(environment.SetupError, match="absent-thing"),
        environment.ready(plan, level="run"),
    ):
        pytest.fail("the block must not run")

    assert not environment.is_ready(plan, level="run")


def test_a_second_run_waits_until_the_first_has_left(plan: environment.Plan) -> None:
    script = (
        "import sys; from pathlib import Path; from devtools import environment as e\n"
        f"lists = tuple((l, Path({str(plan.folder.parent)!r}) / (l + '.txt')) for l in e.LEVELS)\n"
        f"plan = e.Plan(folder=Path({str(plan.folder)!r}), requirements=lists, project=None)\n"
        "with e.ready(plan, level=sys.argv[1]): print('inside', flush=True)\n"
    )
    with environment.ready(plan, level="run"):
        beside = subprocess.run(
            [sys.executable, "-c", script, "run"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert "inside\n" == beside.stdout
        growing = subprocess.Popen(
            [sys.executable, "-c", script, "dev"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        stderr = growing.stderr
        said = stderr.readline() if stderr is not None else ""
        assert "dev.py: waiting for another run of dev.py which uses this environment\n" == said
        assert "run" == made(plan)["level"]
    out, _ = growing.communicate(timeout=60)
    assert "inside\n" == out
    assert "dev" == made(plan)["level"]


def test_what_a_killed_set_up_left_running_keeps_the_environment_locked(
    plan: environment.Plan,
) -> None:
    script = (
        "import fcntl, sys; from pathlib import Path; from devtools import environment as e\n"
        f"plan = e.Plan(folder=Path({str(plan.folder)!r}), requirements=(), project=None)\n"
        "with e._lock_file(plan) as lock:\n"
        "    fcntl.flock(lock, fcntl.LOCK_EX); print('locked', flush=True)\n"
        "    e._run(['sh', '-c', 'touch started; sleep 2'], lock=lock)\n"
    )
    folder = plan.folder.parent
    killed = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    while not (folder / "started").exists():
        time.sleep(0.02)
    killed.kill()
    killed.communicate()

    with environment._lock_file(plan) as lock:
        with pytest.raises(BlockingIOError, match="unavailable"):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(lock, fcntl.LOCK_EX)


def test_tasks_run_with_the_programs_of_the_environment_first(
    plan: environment.Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")

    variables = environment.variables_inside(plan)

    assert str(plan.folder / "bin") == variables["PATH"].split(os.pathsep)[0]
    assert "PYTHONPATH" not in variables


def test_the_pinned_lists_hold_hashes_and_no_addresses() -> None:
    run, dev = ((ROOT / "requirements" / f"{level}.txt").read_text() for level in ("run", "dev"))

    pins = [
        {line.split()[0] for line in text.splitlines() if "==" in line.partition("#")[0]}
        for text in (run, dev)
    ]
    assert pins[0]
    assert pins[0] <= pins[1]
    for text in (run, dev):
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        assert text.count("--hash=sha256:") >= len(pins[0])
