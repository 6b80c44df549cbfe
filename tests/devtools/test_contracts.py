"""The import contracts of pyproject.toml really break when code crosses a line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "probandum"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A tree with our configuration, and empty modules in the places of ours."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path in PACKAGE.rglob("*.py"):
        target = tmp_path / "src" / path.relative_to(PACKAGE.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text('"""Idea."""\n', encoding="utf-8")
    return tmp_path


def add(tree: Path, name: str, *, text: str) -> None:
    path = tree / "src" / "probandum" / name
    for folder in reversed(path.relative_to(tree / "src").parents):
        if folder.parts:
            (tree / "src" / folder).mkdir(exist_ok=True)
            (tree / "src" / folder / "__init__.py").touch()
    path.write_text(f'"""Idea."""\n{text}\n', encoding="utf-8")


def lint(tree: Path) -> tuple[int, str]:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_tree_without_imports_keeps_every_contract(copy: Path) -> None:
    code, said = lint(copy)

    assert 0 == code, said


@pytest.mark.parametrize("name", ["gossip/__init__.py", "model/gossip.py", "gossip.py"])
def test_a_package_or_module_without_a_place_breaks_the_build(copy: Path, name: str) -> None:
    add(copy, name, text="")

    code, said = lint(copy)

    assert 1 == code, said
    assert "gossip" in said


CROSSING = (
    ("store/reading.py", "import probandum.sources", "layers of the program"),
    ("model/when.py", "import probandum.model.statement", "layers of the model"),
    ("cli/commands/add.py", "import probandum.store", "cli and web see only"),
    ("cli/adding.py", "import probandum.sources.formats", "cli and web see only"),
    ("workflow/adding.py", "import sqlite3", "sqlite3 and psycopg only"),
    ("store/other.py", "import sqlite3", "sqlite3 and psycopg only"),
    ("matching/joining.py", "import duckdb", "duckdb and pyspark only"),
    ("sources/fetching.py", "import socket", "sockets only in capture"),
)


def test_an_import_across_a_line_breaks_the_build(copy: Path) -> None:
    for needed in ("store/__init__.py", "sources/formats/__init__.py", "model/statement.py"):
        add(copy, needed, text="")
    for name, text, _ in CROSSING:
        add(copy, name, text=text)

    code, said = lint(copy)

    assert 1 == code, said
    words = " ".join(said.split())
    for name, text, contract in CROSSING:
        importer = "probandum." + name.removesuffix(".py").replace("/", ".")
        assert f"{importer} -> {text.removeprefix('import ')}" in words
        assert any(
            line.startswith(contract) and line.endswith("BROKEN") for line in said.splitlines()
        ), contract


def test_an_import_in_its_place_passes(copy: Path) -> None:
    add(copy, "store/backends/sqlite.py", text="import sqlite3")
    add(copy, "engines/duck.py", text="import duckdb")
    add(copy, "capture/page.py", text="import socket\nimport requests")
    add(copy, "workflow/isolation.py", text="import socket")
    add(copy, "cli/commands/add.py", text="import probandum.workflow\nimport probandum.errors")

    code, said = lint(copy)

    assert 0 == code, said


def test_two_modules_that_import_each_other_break_the_build(copy: Path) -> None:
    add(copy, "workflow/first.py", text="import probandum.workflow.second")
    add(copy, "workflow/second.py", text="import probandum.workflow.first")

    code, said = lint(copy)

    assert 1 == code, said
    assert "no import cycles BROKEN" in said


def test_the_web_is_under_the_contract_from_its_first_day() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    sources = next(entry for entry in contracts if entry["id"] == "surfaces")["source_modules"]

    expected = {f"probandum.{name}" for name in ("cli", "web") if (PACKAGE / name).is_dir()}

    assert expected <= set(sources)
