"""What runs put out, checked against the root each run logged, and spans against their texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from probandum.errors import ProbandumError, UndecodableError
from probandum.model.codec import decode, encode
from probandum.model.identity import SHA256_PATTERN, machine_id
from probandum.model.merkle import TreeHead, leaf_hash
from probandum.model.run import Run
from probandum.model.source import ExtractedText, Source
from probandum.model.statement import Statement
from probandum.store.blobs import Blobs
from probandum.store.held import is_canonical, parts
from probandum.store.protocol import Reading, Row
from probandum.store.tables import OUTPUT_KINDS
from probandum.workflow.case import Case
from probandum.workflow.running import outputs_of
from probandum.workflow.verification.outcome import Tally

Value = TypeVar("Value")


def check_outputs(reading: Reading, *, erased: frozenset[tuple[str, int]], tally: Tally) -> None:
    """Check every run's outputs, and that no output belongs to no run."""
    known = set()
    for row in reading.rows("run"):
        try:
            run = row.value(Run)
        except UndecodableError:
            tally.problems.append(f"the run of entry {row.seq} cannot be read")
            continue
        known.add(run.id)
        _check_run(run, rows=outputs_of(reading, run.id), erased=erased, tally=tally)
    for kind in OUTPUT_KINDS:
        strays = {str(row.run) for row in reading.rows(kind)} - known
        tally.problems += [f"a {kind} belongs to no run of this case" for _ in strays]


def check_key(case: Case, *, tally: Tally) -> None:
    """Check that the case's key is the one its machine ids were made with."""
    for kind in OUTPUT_KINDS:
        for row in case.store.rows(kind):
            if row.body is None:
                continue
            content = decode(row.body, dict[str, object])
            bare = encode({**content, "id": "", "run": ""}).encode()
            if content.get("id") != machine_id(kind, key=case.key, content=bare):
                tally.problems.append(
                    "the key in sealed/ is not the one the case's ids were made with; "
                    "restore it from a backup"
                )
            return


def check_originals(case: Case, *, tally: Tally) -> None:
    """Digest every original and compare it with its source."""
    expected = set()
    for row in case.store.rows("source"):
        source = _value(row, Source)
        if source is None:
            tally.problems.append(f"the source of entry {row.seq} cannot be read")
            continue
        expected.add(source.sha256)
        found = _digest_now(case.originals, source.sha256)
        tally.count("originals")
        if found is None:
            tally.problems.append(f"the original of {source.evidence_code} is missing")
        elif found != source.sha256:
            tally.problems.append(f"the original of {source.evidence_code} was changed")
    orphans = set(case.originals.digests()) - expected
    if orphans:
        tally.notes.append(
            f"{len(orphans)} files in originals/ belong to no source; an intake was interrupted, "
            "and adding the files again takes them in"
        )


def check_texts(case: Case, *, tally: Tally) -> None:
    """Digest every text that a reading or a decision relies on."""
    needed = set()
    for row in case.store.rows("text"):
        text = _value(row, ExtractedText)
        if text is not None:
            needed.add(text.text_sha256)
    kept = set(case.texts.digests())
    strays = {name for name in kept if not SHA256_PATTERN.fullmatch(name)}
    if strays:
        tally.problems.append(f"{len(strays)} files in texts/ are no extracted texts; remove them")
    for digest in sorted(needed | (kept - strays)):
        found = _digest_now(case.texts, digest)
        tally.count("texts")
        if found is None:
            tally.problems.append(f"the extracted text {digest} is missing")
        elif found != digest:
            tally.problems.append(f"the extracted text {digest} was changed")


def check_quotes(case: Case, *, tally: Tally) -> None:
    """Check that every statement quotes exactly the words at its place."""
    held: tuple[str, str] = ("", "")
    for row in case.store.rows("statement"):
        statement = _value(row, Statement)
        if statement is None:
            continue
        if held[0] != statement.text_sha256:
            try:
                text = case.texts.get(statement.text_sha256).decode("utf-8")
            except (ProbandumError, OSError, UnicodeDecodeError):
                tally.problems.append(f"{statement.id} quotes a text that cannot be read")
                continue
            held = (statement.text_sha256, text)
        tally.count("quotes")
        if held[1][statement.start : statement.end] != statement.quote:
            tally.problems.append(f"{statement.id} does not quote the words at its place")


def _check_run(
    run: Run, *, rows: tuple[Row, ...], erased: frozenset[tuple[str, int]], tally: Tally
) -> None:
    """Check one run's outputs against its root."""
    head = TreeHead()
    for position, row in enumerate(rows):
        tally.count("outputs")
        if row.position != position:
            tally.problems.append(f"an output of {run.id} is missing or stands twice")
        tally.problems += _row_problems(run, row, erased=erased, tally=tally)
        head.append(row.leaf or b"")
    if len(rows) != run.outputs or head.root.hex() != run.outputs_root:
        tally.problems.append(f"the outputs of {run.id} are not those it logged")


def _row_problems(
    run: Run, row: Row, *, erased: frozenset[tuple[str, int]], tally: Tally
) -> Iterator[str]:
    """Check one output against its leaf."""
    where = f"output {row.position} of {run.id}"
    if row.body is None or row.salt is None:
        if (run.id, row.position) in erased and row.body is None and row.salt is None:
            tally.count("erased outputs")
        else:
            yield f"{where} is gone, and no entry says it was erased"
        return
    if leaf_hash(row.salt + row.body.encode()) != row.leaf:
        yield f"{where} was changed"
    elif not is_canonical(row.body) or parts(row.body).get("run") != f'"{run.id}"':
        yield f"{where} names another run"
    elif not parts(row.body).get("id", "").startswith(f'"{row.kind}-'):
        # The leaf does not say which table the row stands in; its id does.
        yield f"{where} stands among values of another kind"


def _digest_now(blobs: Blobs, digest: str) -> str | None:
    """Return the digest of what is kept now; what is no readable file has none."""
    try:
        return blobs.digest_now(digest)
    except OSError:
        return None


def _value(row: Row, type_: type[Value]) -> Value | None:
    """Decode a row, or return None when it was erased or is damaged."""
    try:
        return row.value(type_)
    except UndecodableError:
        return None
