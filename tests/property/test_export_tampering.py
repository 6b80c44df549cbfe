"""The checker that exports carry finds every change, also by one who makes the manifest anew."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum import api
from probandum.model.merkle import leaf_hash, root_of
from probandum.workflow import deciding
from probandum.workflow.exporting import checker_path
from tests import whole_cases

INTACT, BROKEN = 0, 3
# Beyond the manifest nothing in the log binds these: the checker says so.
UNBOUND = ("used/", "verify_case.py", "manifest.json")
Tamper = Callable[[list[bytes], int], list[bytes]]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    with whole_cases.whole(folder / "case") as case:
        last = api.statements_of(case)[-1].id
        deciding.reject(case, last, by=whole_cases.OTHER, reason="not of use")
        api.export_case(case, folder / "export")
    return folder / "export"


@pytest.fixture(scope="module")
def check() -> Callable[[Path], int]:
    spec = importlib.util.spec_from_file_location("carried_checker", checker_path())
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def run(folder: Path) -> int:
        held = sys.argv
        sys.argv = ["verify_case.py", str(folder)]
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                return int(module.main())
        finally:
            sys.argv = held

    return run


def places(export: Path) -> list[str]:
    """List the files of an export that hold anything."""
    found = (path for path in export.rglob("*") if path.is_file() and path.stat().st_size)
    return sorted(str(path.relative_to(export)) for path in found)


@contextlib.contextmanager
def changed(export: Path, place: str, content: bytes, *, remake: bool) -> Iterator[None]:
    """Let a file have other bytes for a while, the manifest following if asked."""
    path, manifest = export / place, export / "manifest.json"
    before, listed = path.read_bytes(), manifest.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content)
    try:
        if remake:
            make_manifest(export)
        yield
    finally:
        path.write_bytes(before)
        manifest.write_bytes(listed)


def make_manifest(export: Path) -> None:
    """Make the manifest anew as an attacker would: digests, sizes and heads that fit."""
    path = export / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"] = {
        place: {
            "sha256": sha256((export / place).read_bytes()).hexdigest(),
            "bytes": (export / place).stat().st_size,
        }
        for place in (str(p.relative_to(export)) for p in export.rglob("*") if p.is_file())
        if place != "manifest.json"
    }
    manifest["heads"] = heads(export)
    content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path.write_bytes(content.encode())


def heads(export: Path) -> list[dict[str, Any]]:
    """Return size and root of each log as its lines are now."""
    leaves: dict[str, list[bytes]] = {}
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        for line in (export / "log.jsonl").read_bytes().splitlines():
            item = json.loads(line)
            leaves.setdefault(item["office"], []).append(leaf_hash(item["entry"].encode()))
    return [
        {"office": office, "size": len(held), "root": root_of(held).hex()}
        for office, held in sorted(leaves.items())
    ]


@pytest.mark.parametrize("python", [sys.executable, "/usr/bin/python3"])
def test_a_bare_python_accepts_an_export_and_refuses_a_changed_one(
    export: Path, python: str
) -> None:
    if not Path(python).exists():
        pytest.skip("there is no Python of the system")
    command = [python, "-I", str(export / "verify_case.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (INTACT, "") == (done.returncode, done.stderr)
    quotes = (export / "statements.jsonl").read_bytes()
    with changed(export, "statements.jsonl", quotes.replace(b"12", b"21"), remake=True):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (BROKEN, "") == (done.returncode, done.stderr)
    assert "BROKEN" == done.stdout.splitlines()[-1]


def test_an_unchanged_export_with_a_manifest_made_anew_is_intact(
    export: Path, check: Callable[[Path], int]
) -> None:
    before = (export / "manifest.json").read_bytes()
    make_manifest(export)
    assert before == (export / "manifest.json").read_bytes()
    assert INTACT == check(export)


@settings(max_examples=150)
@given(data=st.data())
def test_every_flipped_byte_is_found(
    export: Path, check: Callable[[Path], int], data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(places(export)))
    content = bytearray((export / place).read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with changed(export, place, bytes(content), remake=False):
        assert BROKEN == check(export)


@settings(max_examples=150)
@given(data=st.data())
def test_every_flipped_byte_is_found_though_the_manifest_was_made_anew(
    export: Path, check: Callable[[Path], int], data: st.DataObject
) -> None:
    bound = [place for place in places(export) if not place.startswith(UNBOUND)]
    place = data.draw(st.sampled_from(bound))
    content = bytearray((export / place).read_bytes())
    at = data.draw(st.integers(0, len(content) - (2 if place.endswith(".jsonl") else 1)))
    content[at] ^= data.draw(st.integers(1, 255))
    with changed(export, place, bytes(content), remake=True):
        assert BROKEN == check(export)


def _without(lines: list[bytes], at: int) -> list[bytes]:
    return lines[:at] + lines[at + 1 :]


def _twice(lines: list[bytes], at: int) -> list[bytes]:
    return lines[: at + 1] + lines[at:]


def _swapped(lines: list[bytes], at: int) -> list[bytes]:
    other = (at + 1) % len(lines)
    swapped = list(lines)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    return swapped


def _empty_line(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], b"", *lines[at:]]


@pytest.mark.parametrize("tamper", [_without, _twice, _swapped, _empty_line])
def test_lines_removed_added_or_swapped_are_found_though_the_manifest_was_made_anew(
    export: Path, check: Callable[[Path], int], tamper: Tamper
) -> None:
    unnoticed = []
    for place in places(export):
        if not place.endswith(".jsonl"):
            continue
        lines = (export / place).read_bytes().split(b"\n")[:-1]
        # The log's last entry alone could have been made later: that is for a root kept outside.
        most = len(lines) - (place == "log.jsonl" and tamper is _without)
        for at in sorted({0, most // 2, most - 1}):
            fresh = tamper(lines, at)
            if fresh == lines:
                continue
            with changed(export, place, b"\n".join(fresh) + b"\n", remake=True):
                if check(export) != BROKEN:
                    unnoticed.append((place, at))
    assert [] == unnoticed


@pytest.mark.parametrize(
    "place", ["extra.jsonl", "note.txt", "lexicons/more.toml", "texts/x.txt", "originals/sha256/x"]
)
def test_a_file_that_is_no_part_of_an_export_is_found_though_the_manifest_names_it(
    export: Path, check: Callable[[Path], int], place: str
) -> None:
    path = export / place
    before = (export / "manifest.json").read_bytes()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    try:
        make_manifest(export)
        assert BROKEN == check(export)
    finally:
        path.unlink()
        (export / "manifest.json").write_bytes(before)


@pytest.mark.parametrize("kind", ["passages", "statements", "sources", "decisions", "log"])
def test_a_key_that_stands_twice_hides_nothing(
    export: Path, check: Callable[[Path], int], kind: str
) -> None:
    first, rest = (export / f"{kind}.jsonl").read_bytes().split(b"\n", 1)
    for extra in (b'"text":"another","id":"another",', b'"office":"hq",'):
        with changed(export, f"{kind}.jsonl", b"{" + extra + first[1:] + b"\n" + rest, remake=True):
            assert BROKEN == check(export)


def test_an_erased_field_cannot_be_filled_with_other_words(
    export: Path, check: Callable[[Path], int]
) -> None:
    content = (export / "sources.jsonl").read_bytes()
    assert content.count(b'"[erased]"') == 1
    with changed(
        export, "sources.jsonl", content.replace(b'"[erased]"', b'"leaked.txt"'), remake=True
    ):
        assert BROKEN == check(export)


def test_a_root_kept_outside_finds_a_log_that_was_cut(export: Path, tmp_path: Path) -> None:
    (head,) = heads(export)
    shutil.copytree(export, tmp_path / "cut")
    cut_last_entry(tmp_path / "cut")
    make_manifest(tmp_path / "cut")
    command = [sys.executable, "-I", str(checker_path()), str(tmp_path / "cut")]
    root = ["--root", head["office"], str(head["size"]), head["root"]]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)
    beside = subprocess.run([*command, *root], capture_output=True, text=True, check=False)
    intact = subprocess.run(
        [*command[:-1], str(export), *root], capture_output=True, text=True, check=False
    )
    assert (INTACT, BROKEN, INTACT) == (alone.returncode, beside.returncode, intact.returncode)
    assert "does not hold the root" in beside.stdout


@pytest.mark.parametrize("root", [["xx", "0", ""], ["xx", "1", "00"], ["hq", "99999", "00"]])
def test_a_root_of_a_log_that_is_not_there_is_not_met(export: Path, root: list[str]) -> None:
    command = [sys.executable, "-I", str(checker_path()), str(export), "--root", *root]
    assert BROKEN == subprocess.run(command, capture_output=True, check=False).returncode


def cut_last_entry(export: Path) -> None:
    """Cut the log's last entry off, with the decision it holds."""
    for name in ("log", "decisions"):
        lines = (export / f"{name}.jsonl").read_bytes().splitlines(keepends=True)
        (export / f"{name}.jsonl").write_bytes(b"".join(lines[:-1]))
