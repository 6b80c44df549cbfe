"""Bytes become text when their encoding is certain, and are refused when it is not."""

from __future__ import annotations

import codecs
import sys

import pytest

from probandum.sources.decoding import decode_text
from probandum.sources.refusals import (
    EmptySourceError,
    MalformedSourceError,
    UnknownEncodingError,
)

RUSSIAN = (
    "Свидетель сообщил, что людей держали в подвале старой школы до конца зимы. "
    "Затем их вывезли на грузовиках.\n"
)
FRENCH = (
    "Les témoins ont décrit à l'enquêteur des événements qui s'étaient déroulés près de la "
    "frontière. Où étaient-ils logés ? Le préfet a refusé de répondre.\n"
)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_names_the_encoding_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    decoded = decode_text(mark + "Häuser\r\n\u0645 👨‍👩‍👧".encode(encoding))

    assert decoded.text == "Häuser\r\n\u0645 👨‍👩‍👧"
    assert decoded.encoding == encoding


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (FRENCH, "cp1252")])
def test_an_older_encoding_is_told_and_called_a_guess(text: str, encoding: str) -> None:
    pytest.importorskip("charset_normalizer")

    decoded = decode_text(text.encode(encoding))

    assert decoded.text == text
    assert decoded.origin == "guess of charset-normalizer"


def test_too_few_words_to_tell_the_encoding_are_refused() -> None:
    pytest.importorskip("charset_normalizer")

    with pytest.raises(UnknownEncodingError, match="which read it differently; save it as UTF-8"):
        decode_text(b"caf\xe9")


def test_without_the_library_an_older_encoding_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)

    with pytest.raises(UnknownEncodingError, match="not installed; install it"):
        decode_text(RUSSIAN.encode("cp1251"))


@pytest.mark.parametrize("content", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_no_text_is_its_own_error(content: bytes) -> None:
    with pytest.raises(EmptySourceError, match="holds no text"):
        decode_text(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a\0b", "NUL characters"),
        ("ab".encode("utf-16-le"), "NUL characters"),
        (b"\xff\0\xfe\xfd", "NUL bytes and no byte order mark"),
        (codecs.BOM_UTF8 + b"a\xff", "mark of utf-8 and is not utf-8 from byte 1"),
        (codecs.BOM_UTF16_LE + b"a", "mark of utf-16-le"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\0", "mark of utf-16-le"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, message: str) -> None:
    with pytest.raises(MalformedSourceError, match=message):
        decode_text(content)


def test_half_a_surrogate_pair_in_utf8_is_refused() -> None:
    with pytest.raises(UnknownEncodingError, match="not UTF-8"):
        decode_text("a\ud800".encode("utf-8", errors="surrogatepass"))
