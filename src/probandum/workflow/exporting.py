"""The JSONL export: everything a case holds, as text any tool can read, with its own checker."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from probandum.errors import CaseError
from probandum.model.canonical import sha256_hex
from probandum.model.codec import decode, encode, plain
from probandum.model.decision import Decision
from probandum.model.kinds import KINDS, Bound, Kind
from probandum.model.merkle import root_of
from probandum.model.source import Passage
from probandum.model.statement import Statement
from probandum.registry import DATA_REGISTERS, FRAMEWORKS, STANDARDS
from probandum.store.blobs import is_unfinished, make_folder, sync_folder, write_durably
from probandum.store.protocol import Row
from probandum.store.tables import OUTPUT_KINDS
from probandum.workflow.case import Case
from probandum.workflow.casefile import NAME
from probandum.workflow.deciding import stands
from probandum.workflow.reading import text_of

FORMAT = "probandum-jsonl"
VERSION = 1
MANIFEST = "manifest.json"
CHECKER = "verify_case.py"
KEY = "sealed/case.key"
UNFINISHED = "unfinished-export"
_FLUSH_LINES = 2_000
_FOLDERS = ("originals", "texts", "sealed", "used", *(each.folder for each in DATA_REGISTERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A written export.

    Attributes:
        folder: Where it lies.
        files: How many files it has.
        lines: How many lines its ``.jsonl`` files have.
        manifest_sha256: Digest of its manifest, which holds the digests of all other files.
    """

    folder: Path
    files: int
    lines: int
    manifest_sha256: str


def export_jsonl(case: Case, folder: Path) -> Exported:
    """Export a case whole, with everything that is needed to go on working elsewhere.

    The export holds what the case holds: originals, names, quotes and the key of its ids.
    Give it only to whom you would give the case. An export that was killed is marked as
    unfinished, and is begun anew when it is asked for again.

    Raises:
        CaseError: The folder is there, not empty, and no unfinished export.
    """
    _begin(folder)
    case.log_files()
    writer = _Writer(folder)
    with case.store.snapshot():
        _write_data_files(case, writer)
        _write_blobs(case, writer)
        writer.lines("log.jsonl", _log_lines(case))
        for kind in KINDS:
            if kind.bound is Bound.ENTRY:
                writer.lines(f"{kind.file}.jsonl", _bodies(case.store.rows(kind.name)))
            elif kind.bound is Bound.RUN:
                writer.lines(f"{kind.file}.jsonl", _output_lines(case, kind))
            elif kind.bound is Bound.DECISION:
                writer.lines(f"{kind.file}.jsonl", _decided_lines(case, kind))
        writer.lines("figures.jsonl", _figure_lines(case))
        writer.lines("outputs.jsonl", _leaf_lines(case))
        heads = _heads(case)
    checker = resources.files("probandum.workflow.carried").joinpath(CHECKER).read_bytes()
    writer.file(CHECKER, checker)
    digest = writer.manifest(heads)
    (folder / UNFINISHED).unlink()
    sync_folder(folder)
    return Exported(
        folder=folder, files=len(writer.files) + 1, lines=writer.written, manifest_sha256=digest
    )


def _begin(folder: Path) -> None:
    """Mark a folder as an unfinished export, and remove what a killed one left in it.

    Raises:
        CaseError: Something else is in the folder.
    """
    mark = folder / UNFINISHED
    there = sorted(folder.iterdir()) if folder.exists() else []
    is_ours = mark in there and all(_is_written(path) for path in there)
    is_bare = all(path.name.startswith(UNFINISHED) for path in there)
    if not is_ours and not is_bare:
        raise CaseError(f"{folder.name!r} is not empty; export into a new folder")
    make_folder(folder)
    write_durably(mark, b"this export was not finished\n", mode=0o600)
    for path in there:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != mark:
            path.unlink()


def _is_written(path: Path) -> bool:
    """Whether an export writes a file or folder of that name."""
    if path.is_dir() and not path.is_symlink():
        return path.name in _FOLDERS
    ours = path.name in (NAME, CHECKER, MANIFEST, UNFINISHED) or path.suffix == ".jsonl"
    return ours or is_unfinished(path.name)


def checker_path() -> Path:
    """Return where the checker that every export carries lies in this program."""
    return Path(str(resources.files("probandum.workflow.carried").joinpath(CHECKER)))


def log_line(case: Case, office: str, seq: int, *, content: bytes, leaf: bytes) -> str:
    """Write an entry of the log with its open fields as one line."""
    fields = [
        {
            "name": field.name,
            "salt": None if field.salt is None else field.salt.hex(),
            "value": None if field.salt is None else field.value,
        }
        for field in case.store.fields(office, seq)
    ]
    return encode(
        {
            "office": office,
            "seq": seq,
            "entry": content.decode("utf-8"),
            "leaf": leaf.hex(),
            "fields": fields,
        }
    )


class _Writer:
    """Writes the files of an export and remembers their digests."""

    def __init__(self, folder: Path) -> None:
        """Write below a folder."""
        self._folder = folder
        self.files: dict[str, dict[str, str | int]] = {}
        self.written = 0

    def file(self, place: str, content: bytes) -> None:
        """Write one file."""
        path = self._folder / place
        make_folder(path.parent)
        write_durably(path, content, mode=0o600)
        self.files[place] = {"sha256": sha256_hex(content), "bytes": len(content)}

    def lines(self, place: str, lines: Iterator[str]) -> None:
        """Write a file of lines, a part at a time."""
        path = self._folder / place
        with path.open("wb") as file:
            held: list[str] = []
            for line in lines:
                held.append(line)
                self.written += 1
                if len(held) >= _FLUSH_LINES:
                    file.write(("\n".join(held) + "\n").encode())
                    held.clear()
            if held:
                file.write(("\n".join(held) + "\n").encode())
            file.flush()
            os.fsync(file.fileno())
        content = path.read_bytes()
        self.files[place] = {"sha256": sha256_hex(content), "bytes": len(content)}

    def manifest(self, heads: list[dict[str, str | int]]) -> str:
        """Write the manifest last and return its digest."""
        content = json.dumps(
            {"format": FORMAT, "version": VERSION, "heads": heads, "files": self.files},
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        ).encode()
        write_durably(self._folder / MANIFEST, content + b"\n", mode=0o600)
        return sha256_hex(content + b"\n")


def _write_data_files(case: Case, writer: _Writer) -> None:
    """Write settings, key, and the data files in use."""
    writer.file(NAME, (case.folder / NAME).read_bytes())
    writer.file(KEY, case.key)
    for register in DATA_REGISTERS:
        for path in sorted((case.folder / register.folder).glob("*.toml")):
            writer.file(f"{register.folder}/{path.name}", path.read_bytes())
    used = [(FRAMEWORKS, name) for name in case.settings.frameworks]
    used.append((STANDARDS, case.settings.standard))
    for register, name in used:
        place = f"{register.folder}/{name}.toml"
        if place not in writer.files:
            writer.file(f"used/{place}", register.content(name, case=case.folder))


def _write_blobs(case: Case, writer: _Writer) -> None:
    """Write the originals and the texts."""
    for digest in case.originals.digests():
        writer.file(f"originals/sha256/{digest[:2]}/{digest}", case.originals.get(digest))
    for digest in case.texts.digests():
        writer.file(f"texts/{digest}.txt", case.texts.get(digest))


def _log_lines(case: Case) -> Iterator[str]:
    """Return the entries of every office."""
    for office in case.store.offices():
        for entry in case.store.entries(office):
            yield log_line(case, office, entry.seq, content=entry.content, leaf=entry.leaf)


def _bodies(rows: Iterator[Row]) -> Iterator[str]:
    """Return encoded values."""
    for row in rows:
        yield row.body or "null"


def _output_lines(case: Case, kind: Kind) -> Iterator[str]:
    """Return the machine values of a kind that were not erased; passages with their text."""
    for row in case.store.rows(kind.name):
        if row.body is None:
            continue
        if kind.type is Passage:
            passage = row.value(Passage)
            words = text_of(case, passage.text_sha256)[passage.start : passage.end]
            yield encode({**plain(passage), "text": words})
        else:
            yield row.body


def _decided_lines(case: Case, kind: Kind) -> Iterator[str]:
    """Return the values of a kind that decisions which still stand hold."""
    for row in case.store.rows("decision", target_kind=kind.name):
        decision = row.value(Decision)
        if decision.value is not None and stands(case.store, decision.id):
            yield decision.value.json


def _figure_lines(case: Case) -> Iterator[str]:
    """Return the figures of the current statements, each with its statement's id."""
    for row in case.store.current_rows("statement"):
        if row.body is not None:
            statement = decode(row.body, Statement)
            if statement.figure is not None:
                yield encode({"statement": statement.id, **plain(statement.figure)})


def _leaf_lines(case: Case) -> Iterator[str]:
    """Return salt and leaf of every machine value, in the order of the other files."""
    for kind in OUTPUT_KINDS:
        for row in case.store.rows(kind):
            yield encode(
                {
                    "kind": kind,
                    "run": row.run,
                    "position": row.position,
                    "salt": None if row.salt is None else row.salt.hex(),
                    "leaf": (row.leaf or b"").hex(),
                    "erased": row.body is None,
                }
            )


def _heads(case: Case) -> list[dict[str, str | int]]:
    """Return size and root of every log."""
    return [
        {
            "office": office,
            "size": case.store.size(office),
            "root": root_of(entry.leaf for entry in case.store.entries(office)).hex(),
        }
        for office in case.store.offices()
    ]
