"""The read step: each source's bytes become text and passages, in a limited child process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from probandum.errors import IntegrityError, NotFoundError, UnreadableSourceError
from probandum.language.tokens import index_characters, index_tokens
from probandum.model.canonical import digest_of
from probandum.model.codec import stamped
from probandum.model.run import Gap, Pairs, Run
from probandum.model.source import ExtractedText, Passage, PassageKind, Source
from probandum.registry import READERS
from probandum.sources.reader import PassageDraft, Reader, Reading
from probandum.sources.reading import values_of
from probandum.sources.sniffing import choose_reader
from probandum.store.blobs import write_durably
from probandum.store.protocol import Transaction, open_bodies
from probandum.store.tables import SEARCH
from probandum.workflow.case import Case
from probandum.workflow.codes import code_sha256, versions_of
from probandum.workflow.isolation.isolating import Isolation
from probandum.workflow.running import (
    Kept,
    Unit,
    compute,
    current_run,
    is_remembered,
    keep,
)

STEP = "read"
_CODE = (
    "probandum.sources.decoding",
    "probandum.sources.reader",
    "probandum.sources.reading",
    "probandum.sources.sniffing",
)


def read_source(case: Case, source: Source, *, isolation: Isolation) -> Kept | None:
    """Read a source, unless its reading is remembered.

    Returns:
        The stored run, or None when nothing had to be done.
    """
    unit = _unit(case, source, isolation=isolation)
    if is_remembered(case.store, unit):
        return None
    computed = compute(unit)
    with case.write() as transaction:
        if is_remembered(transaction, unit):
            return None  # another process was at it too, and came first
        kept = keep(case, transaction, computed)
        _index(case, transaction, kept)
    return kept


def sources_to_read(case: Case) -> tuple[Source, ...]:
    """Return all sources of a case, in the order of intake."""
    return tuple(row.value(Source) for row in case.store.rows("source") if row.body is not None)


def unread_sources(case: Case) -> int:
    """Count the sources of which no text is held."""
    read = {text.source for text in open_bodies(case.store.current_rows("text"), ExtractedText)}
    return sum(source.id not in read for source in sources_to_read(case))


def passages_of(case: Case, source: str) -> tuple[Passage, ...]:
    """Return a source's current passages, by number."""
    rows = case.store.current_rows("passage", source=source)
    passages = (row.value(Passage) for row in rows if row.body is not None)
    return tuple(sorted(passages, key=lambda passage: passage.number))


def _unit(case: Case, source: Source, *, isolation: Isolation) -> Unit:
    """Describe the reading of a source: by which reader, with which code."""
    name = _reader_before(case, source) or _reader_by_content(case, source)
    libraries: tuple[str, ...] = ()
    if name is None:
        code = code_sha256(*_CODE)
        parameters: Pairs = (("no reader among", ", ".join(READERS.names())),)
    else:
        reader: Reader = READERS.load(name)
        code = _reader_code(name, reader)
        libraries = reader.libraries
        parameters = (("reader", name), ("version", reader.version))
        if source.kind is not None:
            parameters = (("kind", source.kind.value), *parameters)
    return Unit(
        step=STEP,
        id=source.id,
        inputs=(("original", source.sha256),),
        code_sha256=code,
        parameters=parameters,
        versions=versions_of(*libraries),
        subject_kind="source",
        compute=_work(case, source, isolation=isolation),
    )


def _reader_code(name: str, reader: Reader) -> str:
    """Digest a reader's code; one from another package goes by its name and version alone."""
    try:
        return code_sha256(*_CODE, *reader.modules, f"{READERS.package}.{name}")
    except NotFoundError:
        return digest_of([code_sha256(*_CODE), name, reader.version])


def _reader_before(case: Case, source: Source) -> str | None:
    """Return the reader of the source's current run, if there is one and it still exists."""
    run = current_run(case.store, step=STEP, unit=source.id)
    if run is None:
        return None
    name = dict(case.store.get("run", run).value(Run).parameters).get("reader")
    return name if name in READERS.names() else None


def _reader_by_content(case: Case, source: Source) -> str | None:
    """Return the reader that fits the content, or None when there is none."""
    try:
        return choose_reader(case.originals.get(source.sha256), name=source.name)
    except (UnreadableSourceError, NotFoundError, IntegrityError):
        return None


def _work(case: Case, source: Source, *, isolation: Isolation) -> Callable[[], Sequence[object]]:
    """Return the work of reading a source."""

    def work() -> Sequence[object]:
        content = case.originals.get(source.sha256)
        name = choose_reader(content, name=source.name)
        reading = isolation.read(name, content)
        text, passages, candidates = values_of(reading, source=source.id, reader=name)
        case.texts.put(reading.text.encode("utf-8"))
        if reading.thumbnail is not None:
            _keep_thumbnail(case, source, reading.thumbnail)
        passages = tuple(_of_kind(source, passage) for passage in passages)
        answered = _with_replies(case, passages, drafts=reading.passages)
        return (text, *answered, *candidates, *_gaps(source, reading))

    return work


def _of_kind(source: Source, passage: Passage) -> Passage:
    """Give a source without divisions the kind that is stated for it."""
    if source.kind is None or passage.kind is not PassageKind.DOCUMENT:
        return passage
    return replace(passage, kind=source.kind)


def _with_replies(
    case: Case, passages: tuple[Passage, ...], *, drafts: tuple[PassageDraft, ...]
) -> tuple[Passage, ...]:
    """Give passages that answer others the ids of those, which their content makes.

    A passage that would answer itself through others is left without: no id can be
    computed from a ring.
    """
    done: dict[int, Passage] = {}

    def resolved(number: int, *, above: frozenset[int]) -> Passage:
        if number not in done:
            passage, answers = passages[number], drafts[number].reply_to
            if answers is not None and answers - 1 not in above:
                other = resolved(answers - 1, above=above | {number})
                reply_to = stamped(other, key=case.key, run="").id
                passage = replace(passage, reply_to=reply_to)
            done[number] = passage
        return done[number]

    return tuple(resolved(number, above=frozenset({number})) for number in range(len(passages)))


def _gaps(source: Source, reading: Reading) -> tuple[Gap, ...]:
    """Turn what a reader noticed into gaps."""
    return tuple(
        Gap(
            kind=notice.kind,
            subject_kind="source",
            subject=source.id,
            step=STEP,
            reason=notice.words,
        )
        for notice in reading.notices
    )


def thumbnail_path(case: Case, source: str) -> Path:
    """Return where a picture's thumbnail is kept; it is derived and may be deleted."""
    return case.folder / "derived" / "thumbnails" / f"{source.partition(':')[2]}.jpg"


def _keep_thumbnail(case: Case, source: Source, content: bytes) -> None:
    """Keep a picture's thumbnail among the derived files."""
    path = thumbnail_path(case, source.id)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    write_durably(path, content, mode=0o600)


def _index(case: Case, transaction: Transaction, kept: Kept) -> None:
    """Make the passages of a new reading findable instead of those of the old."""
    if kept.replaced is not None:
        for row in transaction.rows("passage", run=kept.replaced):
            if row.body is not None:
                transaction.remove(SEARCH, passage=row.value(Passage).id)
    for value in kept.values:
        if isinstance(value, Passage):
            index_passage(case, transaction, value)


def index_passage(case: Case, transaction: Transaction, passage: Passage) -> None:
    """Put a passage's search tokens into the index."""
    text = text_of(case, passage.text_sha256)[passage.start : passage.end]
    transaction.put(
        SEARCH,
        passage=passage.id,
        words=" ".join(index_tokens(text)),
        characters=" ".join(index_characters(text)),
    )


def text_of(case: Case, digest: str) -> str:
    """Return an extracted text by its digest.

    Raises:
        NotFoundError: It is not kept.
        IntegrityError: It was changed.
    """
    return case.texts.get(digest).decode("utf-8")
