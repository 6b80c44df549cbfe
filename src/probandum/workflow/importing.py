"""Making a case from a JSONL export, byte for byte, and verifying it before it counts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from probandum.errors import CaseError, IntegrityError, ProbandumError
from probandum.model.canonical import sha256_hex
from probandum.model.codec import decode, encode
from probandum.model.identity import machine_id
from probandum.model.kinds import KINDS, Bound
from probandum.model.log import Field, LogEntry, read_entry
from probandum.model.run import Run
from probandum.registry import DATA_REGISTERS
from probandum.store.backends.sqlite import create_sqlite
from probandum.store.blobs import FolderBlobs, make_folder, sync_folder, write_durably
from probandum.store.protocol import Restoring, Row
from probandum.store.tables import ENTRY_KINDS, LOGGED_FILE, OUTPUT_KINDS
from probandum.workflow.case import (
    DATABASE,
    KEY_BYTES,
    Case,
    is_leftover,
    own_files,
    prepare_folder,
)
from probandum.workflow.casefile import NAME, read_case_file
from probandum.workflow.exporting import FORMAT, KEY, MANIFEST, VERSION
from probandum.workflow.reading import text_of
from probandum.workflow.surroundings import Surroundings
from probandum.workflow.verification.projections import rebuild
from probandum.workflow.verifying import verify_all

_FILES = {kind.name: f"{kind.file}.jsonl" for kind in KINDS if kind.bound is not Bound.FILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A case made from an export.

    Attributes:
        entries: Entries of the log.
        rows: Values stored.
        originals: Original files.
    """

    entries: int
    rows: int
    originals: int


def import_jsonl(source: Path, folder: Path, *, surroundings: Surroundings) -> Imported:
    """Make a case from an export.

    The export is checked against its manifest first, and the new case is verified to its
    last byte before it gets its name; a killed import leaves no case.

    Raises:
        CaseError: The export is none of this format, or the folder holds a case.
        IntegrityError: A file is not what the manifest says, or the case does not verify.
    """
    if (folder / DATABASE).exists():
        raise CaseError(f"{folder.name!r} already holds a case; import into a new folder")
    _check_manifest(source)
    settings = read_case_file(source)
    fresh = folder / f"{DATABASE}.new"
    _clear(folder)
    store = create_sqlite(fresh, office=settings.office)
    prepare_folder(folder)
    _copy_files(source, folder)
    case = Case(
        folder=folder,
        settings=settings,
        store=store,
        originals=FolderBlobs(folder / "originals" / "sha256"),
        texts=FolderBlobs(folder / "texts"),
        key=(folder / KEY).read_bytes(),
        surroundings=surroundings,
    )
    with case:
        entries, rows = _restore(case, source)
        problems = (*verify_all(case).problems, *_own_problems(case))
        originals = sum(1 for _ in case.originals.digests())
        if problems:
            raise IntegrityError(f"the export does not verify: {problems[0]}; no case was made")
        store.scrub()
    fresh.replace(folder / DATABASE)
    sync_folder(folder)
    return Imported(entries=entries, rows=entries + rows, originals=originals)


def _clear(folder: Path) -> None:
    """Make an empty folder, or empty one that a killed import began to fill.

    The unfinished database is made first and gets its name last: while it is there, the
    folder is no case and nobody's but the import's.

    Raises:
        CaseError: Something else is in the folder.
    """
    make_folder(folder)
    there = sorted(folder.iterdir())
    is_ours = (folder / f"{DATABASE}.new").exists() and all(is_leftover(p.name) for p in there)
    if there and not is_ours:
        raise CaseError(f"{folder.name!r} is not empty; import into a new folder")
    # The mark goes last, so that a clearing that is killed can be done again.
    for path in sorted(there, key=lambda path: path.name == f"{DATABASE}.new"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _restore(case: Case, source: Path) -> tuple[int, int]:
    """Restore log and outputs, build what follows; return how many entries and outputs there were."""
    try:
        with case.store.restore() as restoring:
            entries = _restore_log(source, restoring)
            outputs = _restore_outputs(case, source, restoring)
        rebuild(case)
    except (ProbandumError, KeyError, TypeError, ValueError) as error:
        raise IntegrityError(
            "a line of the export is not one this program writes; get an unchanged copy"
        ) from error
    return entries, outputs


def _own_problems(case: Case) -> tuple[str, ...]:
    """Say where settings, data files or key are not those the log was written with.

    In a case they may be edited, and the next step logs it; an export was logged just before.
    """
    logged = {str(r["path"]): str(r["sha256"]) for r in case.store.records(LOGGED_FILE)}
    found = []
    if logged != own_files(case.folder):
        found.append("settings or data files are not those that were logged")
    for row in case.store.rows("run"):
        fields = case.store.fields(row.office or "", row.seq or 0)
        if any(field.salt is None for field in fields):
            continue
        run = row.value(Run)
        bare = replace(run, id="", outputs=0, outputs_root="0" * 64)
        content = f"{row.seq} {encode(bare)}".encode()
        if run.id != machine_id("run", key=case.key, content=content):
            found.append(f"the key is not the one {run.id} was named with")
    return tuple(found)


def _check_manifest(source: Path) -> None:
    """Check format and digests of every file of an export."""
    try:
        manifest = json.loads((source / MANIFEST).read_bytes())
        files = {str(place): str(item["sha256"]) for place, item in manifest["files"].items()}
        found = (manifest["format"], manifest["version"])
    except FileNotFoundError as error:
        raise CaseError(f"{source.name!r} holds no {MANIFEST}; name an export's folder") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CaseError(f"{MANIFEST} of {source.name!r} is no manifest of an export") from error
    if found != (FORMAT, VERSION):
        raise CaseError(
            f"the export is {found[0]} {found[1]}; this program reads {FORMAT} {VERSION}"
        )
    listed, everything = set(files), tuple(source.rglob("*"))
    if any(path.is_symlink() for path in everything):
        raise IntegrityError("the export holds a link to another place; get a whole copy")
    there = {str(path.relative_to(source)) for path in everything if not path.is_dir()}
    there.discard(MANIFEST)
    if listed - there or there - listed:
        raise IntegrityError("files of the export are missing or were added; get a whole copy")
    for place in sorted(listed):
        if sha256_hex((source / place).read_bytes()) != files[place]:
            raise IntegrityError(f"{place} of the export was changed; get an unchanged copy")


def _copy_files(source: Path, folder: Path) -> None:
    """Copy settings, key, data files and blobs; names come from this program, not from outside."""
    write_durably(folder / NAME, (source / NAME).read_bytes(), mode=0o600)
    key = (source / KEY).read_bytes()
    if len(key) != KEY_BYTES:
        raise IntegrityError("the export's key is damaged; get an unchanged copy")
    write_durably(folder / KEY, key, mode=0o400)
    for register in DATA_REGISTERS:
        for path in sorted((source / register.folder).glob("*.toml")):
            write_durably(folder / register.folder / path.name, path.read_bytes(), mode=0o600)
    originals = FolderBlobs(folder / "originals" / "sha256")
    for path in sorted((source / "originals").rglob("*")):
        if path.is_file():
            originals.put(path.read_bytes())
    texts = FolderBlobs(folder / "texts")
    for path in sorted((source / "texts").glob("*.txt")):
        texts.put(path.read_bytes())


def _restore_log(source: Path, restoring: Restoring) -> int:
    """Restore every entry with its fields and row; return how many there were."""
    bodies = {kind: _lines(source / _FILES[kind]) for kind in ENTRY_KINDS}
    count = 0
    for line in _lines(source / "log.jsonl"):
        content = _table(line)
        entry = LogEntry(
            office=content["office"],
            seq=content["seq"],
            content=content["entry"].encode("utf-8"),
            leaf=bytes.fromhex(content["leaf"]),
        )
        fields = tuple(
            Field(
                name=field["name"],
                value=field["value"],
                salt=None if field["salt"] is None else bytes.fromhex(field["salt"]),
            )
            for field in content["fields"]
        )
        kind = read_entry(entry.content)[0].kind.value
        row = None
        if kind in bodies:
            body = next(bodies[kind], None)
            row = Row(kind=kind, body=body, office=entry.office, seq=entry.seq)
        restoring.entry(entry, fields, row)
        count += 1
    return count


def _restore_outputs(case: Case, source: Path, restoring: Restoring) -> int:
    """Restore every machine value; return how many there were."""
    bodies = {kind: _lines(source / _FILES[kind]) for kind in OUTPUT_KINDS}
    count = 0
    for line in _lines(source / "outputs.jsonl"):
        leaf = _table(line)
        kind = str(leaf["kind"])
        body = None if leaf["erased"] else next(bodies[kind], None)
        if kind == "passage" and body is not None:
            body = _without_words(case, body)
        restoring.output(
            Row(
                kind=kind,
                body=body,
                run=leaf["run"],
                position=leaf["position"],
                salt=None if leaf["salt"] is None else bytes.fromhex(leaf["salt"]),
                leaf=bytes.fromhex(leaf["leaf"]),
            )
        )
        count += 1
    return count


def _without_words(case: Case, body: str) -> str:
    """Return a passage without the words the export shows beside it, which must be its own."""
    passage = _table(body)
    shown = passage.pop("text")
    words = text_of(case, passage["text_sha256"])[passage["start"] : passage["end"]]
    if shown != words:
        raise IntegrityError("a passage does not show the words at its place")
    return encode(passage)


def _table(line: str) -> dict[str, Any]:
    """Read a line as a mapping."""
    return decode(line, dict[str, Any])


def _lines(path: Path) -> Iterator[str]:
    """Read the lines of a file, one at a time."""
    with path.open("r", encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n")
