"""Each rule of the house can fail, and lets good code pass."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from devtools import rules

GOOD = '"""An idea."""\n\n\ndef read(text: str) -> str:\n    """Read."""\n    return text\n'


def complaints(text: str, *, name: str = "src/probandum/thing.py") -> list[str]:
    return list(rules.code(text, name=name))


def test_good_code_gets_no_complaint() -> None:
    assert [] == complaints(GOOD)


def test_a_long_file_is_found_and_one_at_the_limit_is_not() -> None:
    at_limit = '"""Idea."""\n' + "x = 1\n" * (rules.LONGEST_FILE - 1)

    assert [] == complaints(at_limit)
    assert ["src/probandum/thing.py: 401 lines, 400 at most; split it by idea"] == complaints(
        at_limit + "x = 1\n"
    )


def test_a_long_function_is_found_and_its_docstring_does_not_count() -> None:
    head = '"""Idea."""\n\n\ndef act() -> None:\n    """Act.\n\n    More.\n    """\n'
    at_limit = head + "    x = 1\n" * rules.LONGEST_FUNCTION

    assert [] == complaints(at_limit)
    found = complaints(at_limit + "    x = 1\n")
    assert ["src/probandum/thing.py:4: act has 41 lines, 40 at most; split it by step"] == found


@pytest.mark.parametrize("text", ["", "import os\n", '\n"""Too late."""\n', "# no\n"])
def test_a_file_without_a_docstring_in_its_first_line_is_found(text: str) -> None:
    found = complaints(text, name="tests/unit/test_thing.py")

    assert 1 == len(found)
    assert "the first line must be a docstring" in found[0]


def test_a_script_may_name_its_interpreter_above_the_docstring() -> None:
    assert [] == complaints('#!/usr/bin/env python3\n"""Idea."""\n', name="dev.py")


def test_assert_is_found_in_the_source_and_allowed_in_tests() -> None:
    text = '"""Idea."""\n\nassert True\n'

    assert ["src/probandum/thing.py:3: assert in src; raise an error of probandum.errors"] == (
        complaints(text)
    )
    assert [] == complaints(text, name="tests/unit/test_thing.py")


@pytest.mark.parametrize("clause", ["except Exception", "except", "except (ValueError, Exception)"])
def test_catching_everything_is_found_outside_the_unit_runner(clause: str) -> None:
    text = f'"""Idea."""\n\ntry:\n    x = 1\n{clause}:\n    x = 2\n'

    assert 1 == len(complaints(text))
    assert [] == complaints(text, name=rules.UNIT_RUNNER)
    assert [] == complaints(text.replace("x = 2", "undo()\n    raise"))


@pytest.mark.parametrize(
    "line",
    [
        "see " + "files.python" + "hosted.org",
        "--index-url https://" + "py" + "pi.org/simple",
        "open('/" + "work/main/x')",
        "/" + "tmp/draft",
    ],
)
def test_a_registry_host_or_a_folder_of_one_machine_is_found(line: str) -> None:
    assert 1 == len(list(rules.words(f"fine\n{line}\n", name="docs/a.md")))


@pytest.mark.parametrize("line", ["field/work/plan", "https://example.org/work/x", "--tmpfs /tmp"])
def test_other_paths_and_addresses_pass(line: str) -> None:
    assert [] == list(rules.words(line, name="docs/a.md"))


def test_a_news_file_without_its_form_is_found(tmp_path: Path) -> None:
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "a-thing.md").write_text("now it works\n", encoding="utf-8")

    found = rules.broken(tmp_path)

    assert 1 == len(found)
    assert found[0].startswith("changes/a-thing.md: expected 'kind: …'")


def test_a_whole_tree_is_checked_with_and_without_git(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "changes").mkdir()
    (tmp_path / ".venv").mkdir()
    (tmp_path / "src" / "bad.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / ".venv" / "other.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "src" / "latin.md").write_bytes("é".encode("latin-1"))
    expected = [
        "src/bad.py:1: the first line must be a docstring saying the idea of the file",
        "src/latin.md: not UTF-8; save it as UTF-8",
    ]

    assert expected == rules.broken(tmp_path)

    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text(".venv\n", encoding="utf-8")
    assert expected == rules.broken(tmp_path)
