"""Registers list without importing, load on use, and name what is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from probandum.errors import MissingDependencyError, UndecodableError, UnknownDropInError
from probandum.registry import CODE_REGISTERS, DATA_REGISTERS, DataRegister, Register

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    "__init__.py": "",
    "drop_ins/__init__.py": "",
    "drop_ins/_shared.py": "raise RuntimeError('nobody imports this')",
    "drop_ins/good.py": "VALUE = 'the value'",
    "drop_ins/empty.py": "",
    "drop_ins/loud.py": "raise RuntimeError('imported')",
    "drop_ins/needy.py": "import library_nobody_has\nVALUE = 1",
    "drop_ins/wrong.py": "import {package}.missing\nVALUE = 1",
    "drop_ins/notes.txt": "",
    "tables/plain.toml": "title = 'of the program'",
    "tables/only.toml": "number = 1",
    "tables/_draft.toml": "",
    "tables/broken.toml": "title = ",
    "tables/readme.md": "",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """An invented package with drop-ins and tables."""
    name = f"invented_{sha256(request.node.name.encode()).hexdigest()[:16]}"
    for path, content in FILES.items():
        target = tmp_path / "packages" / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content.replace("{package}", name), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    return name


@pytest.fixture
def register(package: str) -> Register:
    return Register(kind="thing", package=f"{package}.drop_ins", attribute="VALUE", extra="things")


@pytest.fixture
def tables(package: str) -> DataRegister:
    return DataRegister(kind="table", package=package, folder="tables")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case" / "tables"
    folder.mkdir(parents=True)
    (folder / "plain.toml").write_text("title = 'of the case'", encoding="utf-8")
    (folder / "own.toml").write_text("place = 'Orsk-Dal'", encoding="utf-8")
    (folder / "latin.toml").write_bytes("title = 'Öde'".encode("latin-1"))
    return folder.parent


# -------------------------------------------------------------- code


def test_names_are_sorted_and_hidden_files_left_out(register: Register) -> None:
    assert ("empty", "good", "loud", "needy", "wrong") == register.names()


def test_a_register_lists_without_importing(register: Register) -> None:
    register.names()
    assert [] == [name for name in sys.modules if name.startswith(f"{register.package}.")]


LIST = """
import json, sys
before = set(sys.modules)
from probandum.registry import CODE_REGISTERS, DATA_REGISTERS
names = {register.kind: register.names() for register in (*CODE_REGISTERS, *DATA_REGISTERS)}
json.dump([names, sorted(set(sys.modules) - before)], sys.stdout)
"""


def listed() -> tuple[dict[str, list[str]], list[str]]:
    """List every register in a fresh process, and what that imported."""
    done = subprocess.run(
        [sys.executable, "-c", LIST],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
        text=True,
    )
    names, modules = json.loads(done.stdout)
    return names, modules


def test_listing_everything_imports_no_drop_in_and_no_heavy_library() -> None:
    names, modules = listed()
    for register in CODE_REGISTERS:
        for name in names[register.kind]:
            assert f"{register.package}.{name}" not in modules
    heavy = {"numpy", "duckdb", "pyarrow", "starlette", "msgspec", "click", "rich", "sqlite3"}
    assert set() == heavy & {module.partition(".")[0] for module in modules}


def test_every_kind_has_one_register() -> None:
    kinds = [register.kind for register in (*CODE_REGISTERS, *DATA_REGISTERS)]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) == set(listed()[0])


def drop_ins() -> list[tuple[Register, str]]:
    return [(register, name) for register in CODE_REGISTERS for name in register.names()]


@pytest.mark.parametrize(
    ("register_of", "name"), drop_ins(), ids=lambda part: getattr(part, "kind", part)
)
def test_every_drop_in_holds_one_value_under_the_agreed_name(
    register_of: Register, name: str
) -> None:
    try:
        value = register_of.load(name)
    except MissingDependencyError:
        pytest.skip("needs a library that is not installed")
    assert value is not None
    assert value is register_of.load(name)


def data_files() -> list[tuple[DataRegister, str]]:
    return [(register, name) for register in DATA_REGISTERS for name in register.names()]


@pytest.mark.parametrize(
    ("register_of", "name"), data_files(), ids=lambda part: getattr(part, "kind", part)
)
def test_every_data_file_is_toml(register_of: DataRegister, name: str) -> None:
    assert register_of.table(name)


def test_a_drop_in_is_imported_on_use(register: Register) -> None:
    assert "the value" == register.load("good")
    assert f"{register.package}.good" in sys.modules
    assert f"{register.package}.loud" not in sys.modules


@pytest.mark.parametrize("name", ["nothing", "_shared", "notes", "", "..good", "good.py", "os"])
def test_an_unknown_name_is_refused_and_those_there_are_named(
    register: Register, name: str
) -> None:
    with pytest.raises(
        UnknownDropInError, match="there are empty, good, loud, needy, wrong"
    ) as found:
        register.load(name)
    assert f"no thing {name!r}" in str(found.value)


def test_a_drop_in_without_its_value_is_refused(register: Register) -> None:
    with pytest.raises(UnknownDropInError, match="'empty' has no VALUE; a drop-in holds one value"):
        register.load("empty")


def test_a_missing_library_is_named_with_the_extra_that_brings_it(register: Register) -> None:
    with pytest.raises(
        MissingDependencyError,
        match=r"thing 'needy' needs 'library_nobody_has'; install probandum\[things\]",
    ):
        register.load("needy")


def test_a_missing_module_of_our_own_is_a_mistake_and_no_missing_library(
    register: Register,
) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"No module named 'invented_\w+.missing'"):
        register.load("wrong")


def test_another_error_of_a_drop_in_is_not_hidden(register: Register) -> None:
    with pytest.raises(RuntimeError, match="imported"):
        register.load("loud")


def test_a_register_whose_folder_does_not_exist_yet_is_empty(package: str) -> None:
    for missing in (f"{package}.later", f"{package}_later.things"):
        register = Register(kind="thing", package=missing, attribute="VALUE")
        assert () == register.names()
        with pytest.raises(UnknownDropInError, match="no thing 'a'; there are none"):
            register.load("a")


def test_another_installed_package_adds_a_drop_in(
    register: Register, package: str, tmp_path: Path
) -> None:
    info = tmp_path / "packages" / "other-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[probandum.thing]\nfurther = {package}.drop_ins.good:VALUE\n"
        f"poor = {package}.drop_ins.needy:VALUE\n"
    )
    assert {"further", "poor"} < set(register.names())
    assert "the value" == register.load("further")
    with pytest.raises(MissingDependencyError, match=r"install probandum\[things\]"):
        register.load("poor")


# -------------------------------------------------------------- data


def test_data_files_are_listed_with_the_cases_own(tables: DataRegister, case: Path) -> None:
    assert ("broken", "only", "plain") == tables.names()
    assert ("broken", "latin", "only", "own", "plain") == tables.names(case=case)


def test_the_cases_own_file_goes_before_the_programs(tables: DataRegister, case: Path) -> None:
    assert {"title": "of the program"} == tables.table("plain")
    assert {"title": "of the case"} == tables.table("plain", case=case)
    assert b"title = 'of the case'" == tables.content("plain", case=case)
    assert {"number": 1} == tables.table("only", case=case)
    assert {"place": "Orsk-Dal"} == tables.table("own", case=case)


@pytest.mark.parametrize("name", ["own", "_draft", "readme", "", "../secret", "plain.toml"])
def test_an_unknown_data_file_is_refused_and_those_there_are_named(
    tables: DataRegister, name: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.toml").write_text("a = 1")
    with pytest.raises(UnknownDropInError, match="there are broken, only, plain") as found:
        tables.table(name)
    assert f"no table {name!r}" in str(found.value)


def test_a_case_without_the_folder_adds_nothing(tables: DataRegister, tmp_path: Path) -> None:
    assert tables.names() == tables.names(case=tmp_path / "elsewhere")


@pytest.mark.parametrize("name", ["broken", "latin"])
def test_a_file_that_is_no_toml_is_named_and_to_be_mended(
    tables: DataRegister, case: Path, name: str
) -> None:
    with pytest.raises(UndecodableError, match=f"table '{name}' is no TOML: .*; mend the file"):
        tables.table(name, case=case)
