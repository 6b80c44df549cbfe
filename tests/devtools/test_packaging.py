"""What a user installs holds every data file, and the command."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ("a.toml", "a.sql", "a.html", "a.css", "a.js", "a.csv", "py.typed")


def test_data_files_of_any_kind_are_packaged_wherever_they_lie(tmp_path: Path) -> None:
    deep = tmp_path / "src" / "probandum" / "store" / "migrations" / "sqlite"
    deep.mkdir(parents=True)
    for name in DATA:
        (deep / name).write_text("x\n", encoding="utf-8")
    (tmp_path / "src" / "probandum" / "__init__.py").write_text('__version__ = "1.2.3"\n')
    for name in ("pyproject.toml", ".gitignore", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "README.md").write_text("# Probandum\n", encoding="utf-8")

    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )

    wheel = zipfile.ZipFile(tmp_path / "dist" / "probandum-1.2.3-py3-none-any.whl")
    names = set(wheel.namelist())
    assert {f"probandum/store/migrations/sqlite/{name}" for name in DATA} <= names
    command = wheel.read("probandum-1.2.3.dist-info/entry_points.txt").decode()
    assert "probandum = probandum.cli:main" in command
    wheel.close()


def test_the_extra_called_all_is_what_the_pinned_list_holds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {*project["dependencies"]}
    for name in extras.keys() - {"all", "dev"}:
        assert f"probandum[{name}]" in extras["all"]
        wanted |= {*extras[name]}

    def lines(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return {line for line in text.splitlines() if line and not line.startswith(("#", "-r"))}

    assert wanted == {line for line in lines("run.in") if not line.startswith("hatchling")}
    assert {*extras["dev"]} == lines("dev.in")
