"""What tests/conftest.py promises: needed programs, soak tests apart, time per folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A small suite of its own under our configuration."""
    for folder in ("tests/unit", "tests/golden", "src/probandum"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tests" / "conftest.py").symlink_to(ROOT / "tests" / "conftest.py")
    (tmp_path / "devtools").symlink_to(ROOT / "devtools")
    (tmp_path / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
    return tmp_path


def run(suite: Path, text: str, *arguments: str, **variables: str) -> tuple[int, str]:
    (suite / "tests" / "unit" / "test_it.py").write_text(f"import pytest\n{text}\n")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PROBANDUM_", "PYTEST_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=suite,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


ABSENT = "@pytest.mark.needs('no-such-program')\ndef test_it() -> None: pass"
LONG = "@pytest.mark.soak\ndef test_it() -> None: pass\ndef test_short() -> None: pass"


def test_a_test_without_its_program_is_skipped_and_says_so(suite: Path) -> None:
    code, said = run(suite, ABSENT)

    assert 0 == code, said
    assert "needs no-such-program; install it to run this test" in said
    assert "1 skipped" in said


def test_a_test_without_its_program_fails_where_all_are_required(suite: Path) -> None:
    code, said = run(suite, ABSENT, PROBANDUM_REQUIRE_ALL="1")

    assert 1 == code, said
    assert "needs no-such-program" in said


def test_a_test_with_its_program_runs(suite: Path) -> None:
    code, said = run(suite, ABSENT.replace("no-such-program", "sh"), PROBANDUM_REQUIRE_ALL="1")

    assert 0 == code, said
    assert "1 passed" in said


def test_long_tests_run_only_when_asked(suite: Path) -> None:
    assert "1 passed, 1 deselected" in run(suite, LONG)[1]
    assert "2 passed" in run(suite, LONG, PROBANDUM_SOAK="1")[1]


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_the_time_of_each_folder_is_printed(suite: Path, workers: tuple[str, ...]) -> None:
    code, said = run(suite, "def test_it() -> None: pass", *workers)

    assert 0 == code, said
    assert "seconds of work by folder" in said
    assert any(line.split()[1:] == ["tests/unit"] for line in said.splitlines())


def test_a_warning_is_an_error(suite: Path) -> None:
    code, said = run(suite, "def test_it() -> None:\n    import warnings; warnings.warn('old')")

    assert 1 == code, said
    assert "1 failed" in said


def test_golden_files_are_renewed_only_when_asked(suite: Path) -> None:
    text = "def test_it(renew_golden: bool) -> None: raise ValueError(f'renew={renew_golden}')"

    assert "renew=False" in run(suite, text)[1]
    assert "renew=True" in run(suite, text, "--renew-golden")[1]
