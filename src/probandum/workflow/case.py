"""A case on disk: its folder, its store, its blobs, and the one way to write to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from probandum.errors import CaseError, IntegrityError
from probandum.model.canonical import sha256_hex
from probandum.model.codec import encode
from probandum.model.identity import Actor
from probandum.model.log import EntryKind, LogEntry
from probandum.registry import DATA_REGISTERS
from probandum.store.backends.sqlite import create_sqlite, open_sqlite
from probandum.store.blobs import (
    Blobs,
    FolderBlobs,
    is_unfinished,
    make_folder,
    sweep_folder,
    sync_folder,
    write_durably,
)
from probandum.store.mirror import Mirror
from probandum.store.protocol import Draft, Store, Transaction
from probandum.store.tables import LOGGED_FILE
from probandum.workflow.casefile import NAME, CaseFile, read_case_file, write_case_file
from probandum.workflow.surroundings import Surroundings

DATABASE = "case.db"
FOLDERS = (
    "originals/sha256",
    "texts",
    "log",
    "sealed",
    "derived",
    "reports",
    *(register.folder for register in DATA_REGISTERS),
)
KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An open case.

    Attributes:
        folder: Where it lies.
        settings: What it is about.
        store: Values, log, projections.
        originals: Bytes of the sources.
        texts: Extracted texts, by their digest.
        key: Key of machine ids.
        surroundings: Clock and chance.
    """

    folder: Path
    settings: CaseFile
    store: Store
    originals: Blobs
    texts: Blobs
    key: bytes
    surroundings: Surroundings

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Begin a write. When the block ends it is durable, and the log's text copy follows."""
        with self.store.write(self.surroundings.chance) as transaction:
            yield transaction
        self.mirror().catch_up(self._entries_from)

    def mirror(self) -> Mirror:
        """Return the text copy of this office's log."""
        return Mirror(self.folder / "log" / f"{self.store.office}.jsonl")

    def heal(self) -> int:
        """Bring the log's text copy up to the log; return how many entries it lacked."""
        return self.mirror().catch_up(self._entries_from)

    def sweep(self) -> int:
        """Remove what killed writes left beside originals and texts; return how many files."""
        return self.originals.sweep() + self.texts.sweep()

    def log_files(self) -> int:
        """Log the digests of the case's own data files that changed since last logged.

        Returns:
            How many files were new, changed or gone.
        """
        found = own_files(self.folder)
        known = {str(r["path"]): str(r["sha256"]) for r in self.store.records(LOGGED_FILE)}
        changed = {
            name: found.get(name) for name in {*found, *known} if found.get(name) != known.get(name)
        }
        if changed:
            with self.write() as transaction:
                for name in sorted(changed):
                    self._log_file(transaction, name, changed[name])
        return len(changed)

    def _log_file(self, transaction: Transaction, path: str, digest: str | None) -> None:
        """Log one data file's digest, or that the file is gone."""
        fields = (("path", encode(path)), ("sha256", encode(digest)))
        now = self.surroundings.clock.now()
        transaction.append(Draft(kind=EntryKind.FILE, at=now, fields=fields))
        if digest is None:
            transaction.remove(LOGGED_FILE, path=path)
        else:
            transaction.put(LOGGED_FILE, path=path, sha256=digest)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Case:
        """Use the case in a block that closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the case."""
        self.close()

    def _entries_from(self, start: int) -> Iterator[LogEntry]:
        """Return this office's entries from a number on."""
        return self.store.entries(self.store.office, start=start)


def create_case(
    folder: Path, *, settings: CaseFile, by: Actor | None, surroundings: Surroundings
) -> Case:
    """Make a case in a new or empty folder.

    Everything but ``case.db`` is written first; a folder with that file is a case, so a
    creation that was killed can be done again.

    Raises:
        CaseError: The folder already holds a case or other files.
    """
    if (folder / DATABASE).exists():
        raise CaseError(f"{folder.name!r} already holds a case; add to it, or choose another name")
    if folder.exists() and not all(is_leftover(item.name) for item in _visible(folder)):
        raise CaseError(f"{folder.name!r} holds other files; a case needs a folder of its own")
    prepare_folder(folder)
    content = write_case_file(folder, settings)
    key = surroundings.chance.token(KEY_BYTES)
    write_durably(folder / "sealed" / "case.key", key, mode=0o400)
    fresh = folder / f"{DATABASE}.new"
    for path in folder.glob(f"{DATABASE}.new*"):
        path.unlink()
    store = create_sqlite(fresh, office=settings.office)
    fields = (
        ("by", encode(by)),
        ("path", encode(NAME)),
        ("sha256", encode(sha256_hex(content))),
    )
    with store.write(surroundings.chance) as transaction:
        transaction.append(Draft(kind=EntryKind.CASE, at=surroundings.clock.now(), fields=fields))
        transaction.put(LOGGED_FILE, path=NAME, sha256=sha256_hex(content))
    store.scrub()
    store.close()
    fresh.replace(folder / DATABASE)
    sync_folder(folder)
    return open_case(folder, surroundings=surroundings)


def prepare_folder(folder: Path) -> None:
    """Make the folders of a case, for its owner's eyes only; sweep what a killed making left."""
    make_folder(folder)
    made = [folder / name for name in FOLDERS]
    for path in made:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in sorted({folder, *(path.parent for path in made)}):
        sync_folder(path)
    for path in (folder, *made):
        sweep_folder(path)


def open_case(folder: Path, *, surroundings: Surroundings) -> Case:
    """Open a case, healing what a crash may have left unfinished.

    Raises:
        CaseError: The folder is no case, or was made by a newer program.
    """
    if not folder.is_dir():
        raise CaseError(f"no folder {folder.name!r}; make a case with init")
    settings = read_case_file(folder)
    store = open_sqlite(folder / DATABASE, office=settings.office)
    case = Case(
        folder=folder,
        settings=settings,
        store=store,
        originals=FolderBlobs(folder / "originals" / "sha256"),
        texts=FolderBlobs(folder / "texts"),
        key=_key(folder),
        surroundings=surroundings,
    )
    if store.migrated:
        with case.write() as transaction:
            for step in store.migrated:
                fields = (("name", encode(step.name)), ("version", encode(step.version)))
                now = surroundings.clock.now()
                transaction.append(Draft(kind=EntryKind.MIGRATION, at=now, fields=fields))
    # A log that cannot be read to its end is for verify to report, which opens the case too.
    with suppress(IntegrityError):
        case.heal()
    return case


def own_files(folder: Path) -> dict[str, str]:
    """Return the case's own data files with their digests now."""
    paths = [folder / NAME]
    for register in DATA_REGISTERS:
        paths += sorted((folder / register.folder).glob("*.toml"))
    return {
        str(path.relative_to(folder)): sha256_hex(path.read_bytes())
        for path in paths
        if path.is_file()
    }


def _key(folder: Path) -> bytes:
    """Read the key of machine ids."""
    try:
        key = (folder / "sealed" / "case.key").read_bytes()
    except FileNotFoundError as error:
        raise CaseError(
            "the case's key is missing from sealed/; restore it from a backup"
        ) from error
    if len(key) != KEY_BYTES:
        raise CaseError("the case's key in sealed/ is damaged; restore it from a backup")
    return key


def is_leftover(name: str) -> bool:
    """Whether a killed making of a case may have left something of that name in its folder."""
    kept = {*FOLDERS, "originals", NAME}
    return name in kept or name.startswith(f"{DATABASE}.new") or is_unfinished(name)


def _visible(folder: Path) -> Iterator[Path]:
    """List what a folder holds, hidden files left out."""
    return (item for item in folder.iterdir() if not item.name.startswith("."))
