"""Which reader reads a file: told by its first bytes and its name, or refused."""

from __future__ import annotations

from pathlib import PurePath

from probandum.registry import READERS
from probandum.sources.decoding import MARKS
from probandum.sources.reader import Reader
from probandum.sources.refusals import EmptySourceError, MismatchedNameError, NoReaderError

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
_SAMPLE_BYTES = 64 * 1024
_MOST_CONTROLS = 0.005
_CONTROLS = bytes({*range(32), 127} - {8, 9, 10, 12, 13, 26, 27})
_OPEN_XML = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_SIGNATURES = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "application/ogg"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"\x7fELF", "application/x-executable"),
)


def media_type_of(content: bytes) -> str:
    """Tell the sort of content from its first bytes alone.

    Args:
        content: The bytes, or enough of their beginning (64 kibibytes).

    Returns:
        A media type; ``text/plain`` for any text that is not clearly HTML or XML, and
        ``application/octet-stream`` for what is not known.

    Example:
        >>> media_type_of(b"%PDF-1.7"), media_type_of("Grüße".encode())
        ('application/pdf', 'text/plain')
    """
    head = content[:_SAMPLE_BYTES]
    if head.startswith(b"PK\x03\x04"):
        return _packed(head)
    for offset, signature, media_type in _SIGNATURES:
        if head.startswith(signature, offset):
            return media_type
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if not _is_text(head):
        return UNKNOWN
    beginning = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if beginning.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return "text/xml" if beginning.startswith(b"<?xml") else TEXT


def choose_reader(content: bytes, *, name: str) -> str:
    """Choose the reader for a file by its content and its name.

    Text is read by the reader its name asks for, or as plain text when the name has no
    extension. Binary content is read by the reader of its sort whatever the name says.

    Args:
        content: The bytes.
        name: File name; folders before it are ignored.

    Returns:
        Name of the reader.

    Raises:
        EmptySourceError: There are no bytes.
        MismatchedNameError: The name asks for a reader that cannot read such content.
        NoReaderError: No reader reads such content.
    """
    if not content:
        raise EmptySourceError("the source holds no bytes; check that the copy is whole")
    readers = tuple(_reader(reader_name) for reader_name in READERS.names())
    suffix = _suffix(name, readers=readers)
    named = tuple(reader for reader in readers if suffix in reader.extensions)
    media_type = media_type_of(content)
    if media_type.startswith("text/"):
        return _for_text(media_type, named=named, suffix=suffix, readers=readers)
    fitting = tuple(reader for reader in readers if media_type in reader.media_types)
    if media_type == UNKNOWN:
        fitting = tuple(reader for reader in named if not reader.reads_text)
    for reader in (*(reader for reader in named if reader in fitting), *fitting):
        return reader.name
    if named:
        raise _mismatch(media_type, suffix=suffix, readers=readers)
    raise NoReaderError(
        f"no reader for {suffix!r} with content of the sort {media_type}; {_known(readers)}"
    )


def _for_text(
    media_type: str, *, named: tuple[Reader, ...], suffix: str, readers: tuple[Reader, ...]
) -> str:
    """Choose among readers of text."""
    for reader in named:
        if reader.reads_text:
            return reader.name
    if named:
        raise _mismatch(media_type, suffix=suffix, readers=readers)
    if suffix:
        raise NoReaderError(f"no reader for {suffix!r}; {_known(readers)}")
    for wanted in (media_type, TEXT):
        for reader in readers:
            if wanted in reader.media_types:
                return reader.name
    raise NoReaderError(f"no reader for content of the sort {media_type}; {_known(readers)}")


def _mismatch(media_type: str, *, suffix: str, readers: tuple[Reader, ...]) -> MismatchedNameError:
    """Say that name and content disagree."""
    return MismatchedNameError(
        f"the name ends in {suffix!r}, the content is of the sort {media_type}; "
        f"{_known(readers)}, or give the file the name of its format"
    )


def _known(readers: tuple[Reader, ...]) -> str:
    """Name the extensions there are readers for, and what to do."""
    extensions = sorted({extension for reader in readers for extension in reader.extensions})
    return (
        f"readers exist for {', '.join(extensions)}; convert the file or add one in sources/formats"
    )


def _reader(name: str) -> Reader:
    """Load one reader."""
    reader: Reader = READERS.load(name)
    return reader


def _suffix(name: str, *, readers: tuple[Reader, ...]) -> str:
    """Return the longest known ending of a name, else its last extension, lower case."""
    lowered = PurePath(name).name.lower()
    known = {extension for reader in readers for extension in reader.extensions}
    fitting = sorted((end for end in known if lowered.endswith(end)), key=len)
    return fitting[-1] if fitting else PurePath(lowered).suffix


def _packed(head: bytes) -> str:
    """Tell documents that are ZIP archives by the names of their first entries."""
    if head[30:38] == b"mimetype":
        length = int.from_bytes(head[18:22], "little")
        kind = head[38 : 38 + length]
        if kind.isascii() and kind.startswith(b"application/"):
            return kind.decode("ascii")
    for folder, media_type in _OPEN_XML:
        if folder in head:
            return media_type
    return "application/zip"


def _is_text(head: bytes) -> bool:
    """Whether bytes are text: a byte order mark, or no NUL and hardly a control character."""
    if any(head.startswith(mark) for mark, _ in MARKS):
        return True
    if b"\0" in head:
        return False
    controls = len(head) - len(head.translate(None, delete=_CONTROLS))
    return controls <= len(head) * _MOST_CONTROLS
