"""A file goes to the reader of its content; what no reader reads is refused with the choices."""

from __future__ import annotations

import pytest

from probandum.sources.refusals import EmptySourceError, MismatchedNameError, NoReaderError
from probandum.sources.sniffing import choose_reader, media_type_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SQLITE = b"SQLite format 3\0" + b"\0" * 40
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 40


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("report.txt", b"one line", "txt"),
        ("REPORT.TXT", b"one line", "txt"),
        ("notes.md", b"# Notes", "txt"),
        ("list.csv", b"a,b\n1,2\n", "csv"),
        ("list.tsv", b"a\tb\n1\t2\n", "csv"),
        ("-", b"from a pipe", "txt"),
        ("README", b"no extension", "txt"),
        ("report.txt", "Häuser".encode("utf-16"), "txt"),
        ("page.txt", b"<!DOCTYPE html><p>saved as text", "txt"),
    ],
)
def test_text_goes_to_the_reader_its_name_asks_for(
    name: str, content: bytes, expected: str
) -> None:
    assert choose_reader(content, name=name) == expected


@pytest.mark.parametrize("content", [SQLITE, ELF, b"\0\1\2\3" * 20, b"\x1f\x8b\x08\x00" * 9])
@pytest.mark.parametrize("name", ["letter.txt", "letter.csv"])
def test_binary_content_named_as_text_is_refused_with_the_readers_there_are(
    name: str, content: bytes
) -> None:
    with pytest.raises(MismatchedNameError, match=r"readers exist for .*\.csv, .*\.txt"):
        choose_reader(content, name=name)


@pytest.mark.parametrize(("name", "content"), [("letter.wpd", b"text"), ("a.elf", ELF)])
def test_what_no_reader_reads_is_refused_with_the_readers_there_are(
    name: str, content: bytes
) -> None:
    with pytest.raises(NoReaderError, match=r"no reader for '\.\w+'.*readers exist for .*\.csv"):
        choose_reader(content, name=name)


def test_an_empty_file_is_its_own_error() -> None:
    with pytest.raises(EmptySourceError, match="holds no bytes"):
        choose_reader(b"", name="letter.txt")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.4\n%\xe2\xe3", "application/pdf"),
        (b"junk before it %PDF-1.4", "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml word/document.xml", "wordprocessingml"),
        (b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml", "spreadsheetml"),
        (
            b"PK\x03\x04"
            + b"\0" * 14
            + b"\x27\0\0\0"
            + b"\0" * 8
            + b"mimetypeapplication/vnd.oasis.opendocument.textPK",
            "application/vnd.oasis.opendocument.text",
        ),
        (b"PK\x03\x04" + b"\0" * 40, "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b" \n<!DOCTYPE HTML>", "text/html"),
        (b"\xef\xbb\xbf<html lang=en>", "text/html"),
        (b"<?xml version='1.0'?>", "text/xml"),
        ("Grüße".encode(), "text/plain"),
        ("Grüße".encode("cp1252"), "text/plain"),
        (bytes(range(1, 32)) * 4, "application/octet-stream"),
    ],
)
def test_content_is_told_by_its_first_bytes(content: bytes, expected: str) -> None:
    assert expected in media_type_of(content)
