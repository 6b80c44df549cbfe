"""From bytes to Unicode text: marks first, then UTF-8, then a guess that must be sure."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from probandum.sources.refusals import (
    EmptySourceError,
    MalformedSourceError,
    UnknownEncodingError,
)

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and their encodings, the longer mark of two that begin alike first."""

CANDIDATES = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp866", "cp874", "koi8_r", "koi8_u", "cp932", "euc_jp", "cp949", "gb18030", "big5"),
)
"""Older encodings that a guess may choose from: those in which people kept files."""

_SURE_COHERENCE = 0.2
_CONVERT = "save it as UTF-8 and add that file too"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """Text and how it was decoded.

    Attributes:
        text: Without the byte order mark; otherwise as it is, ends of lines too.
        encoding: Python's name of the encoding.
        origin: What the encoding was told by.
    """

    text: str
    encoding: str
    origin: str


def decode_text(content: bytes) -> DecodedText:
    """Decode bytes that are text.

    Args:
        content: Bytes in UTF-8, with or without mark, in UTF-16 or UTF-32 with a mark, or
            in an older encoding that charset-normalizer, where installed, can tell.

    Raises:
        EmptySourceError: There are no bytes, or only a mark.
        MalformedSourceError: The bytes break the encoding their mark names, or hold
            NUL characters, which no text does.
        UnknownEncodingError: The encoding cannot be told.

    Example:
        >>> decode_text("Grüße".encode("utf-16")).text
        'Grüße'
    """
    decoded = _decoded(content)
    if not decoded.text:
        raise EmptySourceError("the source holds no text; check that the copy is whole")
    if "\0" in decoded.text:
        raise MalformedSourceError(
            "the source holds NUL characters, so it is no text; give it the name of its format"
        )
    return decoded


def _decoded(content: bytes) -> DecodedText:
    """Decode by mark, else as UTF-8, else by a guess."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _marked(content[len(mark) :], encoding=encoding)
    try:
        return DecodedText(text=content.decode("utf-8"), encoding="utf-8", origin="strict decoding")
    except UnicodeDecodeError as error:
        if b"\0" in content:
            raise MalformedSourceError(
                "the source holds NUL bytes and no byte order mark, so it is no text this "
                f"program can tell; {_CONVERT}"
            ) from error
    return _guessed(content)


def _marked(content: bytes, *, encoding: str) -> DecodedText:
    """Decode bytes whose mark was cut off."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise MalformedSourceError(
            f"the source begins with the mark of {encoding} and is not {encoding} from byte "
            f"{error.start} after it; {_CONVERT}"
        ) from error
    return DecodedText(text=text, encoding=encoding, origin="byte order mark")


def _guessed(content: bytes) -> DecodedText:
    """Decode with the one encoding that fits best, if there is one."""
    try:
        from charset_normalizer import from_bytes
    except ModuleNotFoundError as error:
        raise UnknownEncodingError(
            "the source is not UTF-8, and charset-normalizer, which tells older encodings, is "
            f"not installed; install it, or {_CONVERT}"
        ) from error
    matches = list(from_bytes(content, cp_isolation=list(CANDIDATES)))
    if not matches:
        raise UnknownEncodingError(
            f"the source is not UTF-8 and fits no other encoding; {_CONVERT}"
        )
    best = matches[0]
    rivals = {match.encoding for match in matches[1:] if _is_rival(match, best=best)}
    if rivals:
        names = ", ".join(sorted({best.encoding, *rivals}))
        raise UnknownEncodingError(
            f"the source is not UTF-8 and may be {names}, which read it differently; {_CONVERT}"
        )
    text = content.decode(best.encoding)
    return DecodedText(text=text, encoding=best.encoding, origin="guess of charset-normalizer")


def _is_rival(match: CharsetMatch, *, best: CharsetMatch) -> bool:
    """Whether another encoding, which gives another text, fits about as well as the best.

    Words of a known language (coherence) decide between texts that look equally orderly
    (chaos), unless the best has hardly any.
    """
    if match.chaos > best.chaos:
        return False
    return match.coherence == best.coherence or best.coherence < _SURE_COHERENCE
