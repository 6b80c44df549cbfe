"""Office documents are ZIP archives of XML: opened, measured and parsed with care.

An archive that would unfold to far more than its size is refused before anything is unfolded;
XML is parsed without entities of its own and without the network.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from probandum.sources.refusals import (
    EmptySourceError,
    LockedSourceError,
    MalformedSourceError,
    OversizedSourceError,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_PARTS = 20_000
_MOST_BYTES = 256 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "open it in the program it was made with, save it again and add that copy too"


def open_package(content: bytes) -> zipfile.ZipFile:
    """Open an office document.

    Args:
        content: The bytes of the file.

    Raises:
        EmptySourceError: There are no bytes.
        LockedSourceError: The document is locked by a password.
        OversizedSourceError: It unfolds to more than 256 mebibytes, or has too many parts.
        MalformedSourceError: It is no archive that can be read.
    """
    if not content:
        raise EmptySourceError("the source holds no bytes; check that the copy is whole")
    if content.startswith(_OLE):
        raise LockedSourceError(
            "the document is locked by a password, or of a format older than its name says; add "
            "a copy that is neither"
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise MalformedSourceError(f"the document is no whole archive; {_SAVE_AGAIN}") from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise OversizedSourceError(
            f"the document unfolds to more than {_MOST_BYTES} bytes or {_MOST_PARTS} parts; "
            "split it, or export it as text"
        )
    return package


def part_bytes(package: zipfile.ZipFile, name: str) -> bytes | None:
    """Return one part of a document, None when it has none of that name.

    Raises:
        LockedSourceError: The part is encrypted.
        MalformedSourceError: The part is damaged.
    """
    try:
        entry = package.getinfo(name)
    except KeyError:
        return None
    if entry.flag_bits & 1:
        raise LockedSourceError("the document is locked by a password; add a copy without one")
    try:
        with package.open(entry) as part:
            unfolded = part.read(_MOST_BYTES + 1)
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError, ValueError,
    ) as error:  # fmt: skip
        raise MalformedSourceError(f"a part of the document is damaged; {_SAVE_AGAIN}") from error
    if len(unfolded) > _MOST_BYTES:
        raise OversizedSourceError("a part of the document unfolds without end; split the document")
    return unfolded


def part_tree(package: zipfile.ZipFile, name: str) -> Element | None:
    """Return one part of a document as a tree, None when it has none of that name.

    Raises:
        UnreadableSourceError: The part is damaged, encrypted or no XML.
    """
    unfolded = part_bytes(package, name)
    return None if unfolded is None else xml_tree(unfolded)


def xml_tree(content: bytes) -> Element:
    """Parse XML without entities of its own, without the network and without great depth.

    Raises:
        MalformedSourceError: It is no well-formed XML, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise MalformedSourceError(f"a part of the document is no XML; {_SAVE_AGAIN}") from error
    if root.getroottree().docinfo.doctype:
        raise MalformedSourceError(
            f"a part of the document declares entities of its own, as none should; {_SAVE_AGAIN}"
        )
    return root


def core_properties(package: zipfile.ZipFile) -> tuple[tuple[str, str, str], ...]:
    """Return what an office document claims about itself: field, content, origin.

    Raises:
        UnreadableSourceError: The part with the claims is damaged.
    """
    root = part_tree(package, "docProps/core.xml")
    found: list[tuple[str, str, str]] = []
    for element in () if root is None else root.iterchildren("{*}*"):
        name = str(element.tag).rpartition("}")[2]
        field = _PROPERTIES.get(name)
        content = " ".join((element.text or "").split())[:500]
        if field is not None and content:
            found.append((field, content, f"core property {name}"))
    return tuple(found)


_PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "author of the last change",
    "created": "date",
    "modified": "date of change",
    "lastPrinted": "date of printing",
    "title": "title",
    "subject": "subject",
    "description": "description",
    "keywords": "keywords",
    "language": "language",
    "revision": "revision",
}
