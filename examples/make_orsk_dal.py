"""Make the binary sources of the invented case: PDF, DOCX, XLSX, CSV and JPEG.

For developers only: the committed files are the truth, and the tests read those. The words stand
in ``orsk-dal/made_from``. All but the photographs come out the same bytes every time; their
grain is drawn anew, so they are made only where they are missing.

    python3 examples/make_orsk_dal.py
"""
# ruff: noqa: INP001 - a script beside the data it makes, no package

from __future__ import annotations

import csv
import hashlib
import io
import random
import re
import textwrap
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent / "orsk-dal"
WORDS = HERE / "made_from"
SOURCES = HERE / "sources"
MADE_AT = datetime(2019, 8, 1, 9, 0, 0)  # noqa: DTZ001 - office files carry no zone

PAGE = (595, 842)
MARGIN = 72
LINE_CHARACTERS = {10: 96, 11: 84, 13: 70, 18: 50, 8: 118}
PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
"""Thirty-two bytes every PDF password is filled up with; PDF 32000-1, 7.6.3.3."""


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="'
    'application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/'
    'core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line: words, size in points, font and space above in points."""

    words: str
    size: int = 11
    font: str = "F1"
    above: int = 0


# ---------------------------------------------------------------- PDF


def lines_of(page: str) -> Iterator[Line]:
    """Lay out one page of marked text as lines."""
    for block in page.strip().split("\n\n"):
        for number, part in enumerate(block.strip().split("\n")):
            size, font, above = 11, "F1", 10 if number == 0 else 0
            if part.startswith("# "):
                size, font, above = 18, "F2", 0
            elif part.startswith("## "):
                size, font, above = 13, "F2", 18
            elif part.startswith("["):
                size, above = 8, 24
            for place, words in enumerate(textwrap.wrap(part.lstrip("# "), LINE_CHARACTERS[size])):
                yield Line(words=words, size=size, font=font, above=above if place == 0 else 0)


def page_stream(lines: Iterable[Line], *, number: int) -> bytes:
    """Write the drawing operators of a page, its number at the foot."""
    height = PAGE[1] - MARGIN
    operators = ["BT"]
    for line in lines:
        height -= round(line.size * 1.35) + line.above
        operators.append(
            f"/{line.font} {line.size} Tf 1 0 0 1 {MARGIN} {height} Tm ({escaped(line.words)}) Tj"
        )
    operators.append(f"/F1 8 Tf 1 0 0 1 {PAGE[0] - MARGIN - 40} 40 Tm (page {number}) Tj ET")
    return "\n".join(operators).encode("cp1252")


def escaped(words: str) -> str:
    """Escape what ends a PDF string."""
    return re.sub(r"([()\\])", r"\\\1", words)


def pdf_of(marked: str, *, title: str, password: bytes | None = None) -> bytes:
    """Write a PDF of text with the standard fonts, locked when a password is given."""
    pages = marked.split("--- page\n")
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    info = f"<< /Title ({escaped(title)}) /Producer (an invented typewriter) /CreationDate (D:20190801090000Z) >>"
    if password is not None:
        info = "<< >>"
    fonts = "/Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        f"<< {fonts} /BaseFont /Helvetica >>".encode(),
        f"<< {fonts} /BaseFont /Helvetica-Bold >>".encode(),
        info.encode("cp1252"),
    ]
    secret, lock = (None, b"") if password is None else locked(password)
    for number, page in enumerate(pages):
        first = 6 + 2 * number
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents {first + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        stream = page_stream(lines_of(page), number=number + 1)
        if secret is not None:
            stream = rc4(object_key(secret, number=first + 1), stream)
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return assembled(bodies, lock=lock)


def assembled(bodies: list[bytes], *, lock: bytes) -> bytes:
    """Number the objects, write their table and the trailer."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R" % (len(bodies) + 1))
    out.write(
        b" /ID [<%s> <%s>]%s >>\n" % (file_id().hex().encode(), file_id().hex().encode(), lock)
    )
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def file_id() -> bytes:
    """Return the id all made PDFs share."""
    return digest(b"Orsk-Dal")


def digest(content: bytes) -> bytes:
    """Digest as the old PDF locks do; nothing here is secret."""
    return hashlib.md5(content, usedforsecurity=False).digest()


def rc4(key: bytes, content: bytes) -> bytes:
    """Encrypt with the old stream cipher of PDF 1.4."""
    state = list(range(256))
    other = 0
    for place in range(256):
        other = (other + state[place] + key[place % len(key)]) % 256
        state[place], state[other] = state[other], state[place]
    out = bytearray()
    first = second = 0
    for byte in content:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)


def locked(password: bytes) -> tuple[bytes, bytes]:
    """Return the key of a locked file and the entry of its trailer (PDF 32000-1, 7.6.3)."""
    filled = (password + PADDING)[:32]
    owner = rc4(digest(filled)[:5], filled)
    rights = -44
    key = digest(filled + owner + rights.to_bytes(4, "little", signed=True) + file_id())[:5]
    user = rc4(key, PADDING)
    entry = b" /Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
        rights,
        owner.hex().encode(),
        user.hex().encode(),
    )
    return key, entry


def object_key(key: bytes, *, number: int) -> bytes:
    """Return the key of one object."""
    return digest(key + number.to_bytes(3, "little") + b"\0\0")[:10]


# ---------------------------------------------------------------- DOCX and XLSX


def docx_of(marked: str, *, author: str) -> bytes:
    """Write a document: one paragraph for each line, as testimonies are typed."""
    paragraphs = "".join(paragraph(line) for line in marked.split("\n") if line.strip())
    moment = f"{MADE_AT.isoformat()}Z"
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.'
            'org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:creator>{escape(author)}</dc:creator>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
            "</cp:coreProperties>"
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return same_bytes(out.getvalue())


def paragraph(line: str) -> str:
    """Write one line as a paragraph, a title in large bold letters."""
    look = '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>' if line.startswith("# ") else ""
    words = escape(line.removeprefix("# "))
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def xlsx_of(rows: list[list[str]]) -> bytes:
    """Write a workbook of one sheet; ages are numbers, days are dates."""
    book = openpyxl.Workbook()
    book.properties.creator = "Committee of Serrani Families"
    book.properties.created = book.properties.modified = MADE_AT
    sheet = book.active
    sheet.title = "Dead and taken"
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() else day_or_words(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return same_bytes(out.getvalue())


def day_or_words(cell: str) -> object:
    """Return a day as a date, anything else as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell)
    if found is None:
        return cell or None
    year, month, day = map(int, found.groups())
    return datetime(year, month, day)  # noqa: DTZ001 - a day in a cell carries no zone


def same_bytes(archive: bytes) -> bytes:
    """Write an office archive anew with one moment for all parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]{8}Z", b"2019-08-01T09:00:00Z", part)
            fixed = zipfile.ZipInfo(entry.filename, date_time=(2019, 8, 1, 9, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, part)
    return out.getvalue()


# ---------------------------------------------------------------- lists and photographs


def list_rows(name: str) -> Iterator[dict[str, str]]:
    """Return the rows of one of the three lists."""
    with (WORDS / "lists.csv").open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["list"] == name)


def csv_of(header: list[str], rows: Iterable[list[str]], *, delimiter: str) -> str:
    """Write a table as text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([header, *rows])
    return out.getvalue()


def landscape(seed: str, *, sky: tuple[int, int, int], graves: int) -> Image.Image:
    """Draw hills, a mill and small mounds, with the grain of a cheap camera."""
    chance = random.Random(seed)  # noqa: S311 - a drawing
    image = Image.new("RGB", (480, 320), sky)
    draw = ImageDraw.Draw(image)
    for depth, green in enumerate((150, 120, 90)):
        points = [(x, 150 + 35 * depth + chance.randint(-14, 14)) for x in range(-40, 560, 60)]
        draw.polygon([*points, (560, 330), (-40, 330)], fill=(70 + 8 * depth, green, 60))
    draw.rectangle((330, 150, 390, 225), fill=(140, 120, 100))
    draw.line((330, 150, 390, 150), fill=(60, 50, 45), width=4)
    for number in range(graves):
        left = 40 + 40 * (number % 7)
        top = 245 + 30 * (number // 7)
        draw.ellipse((left, top, left + 28, top + 12), fill=(98, 74, 52))
    grain = Image.effect_noise(image.size, 24).convert("RGB")
    return Image.blend(image, grain, 0.12).filter(ImageFilter.GaussianBlur(0.6))


def photograph(seed: str, *, taken: str, south: float, west: float, graves: int) -> bytes:
    """Return a JPEG with date, camera and place; the place lies in the open ocean."""
    image = landscape(seed, sky=(170, 190, 205), graves=graves)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Invented", "Invented 3"
    exif[0x0132] = taken
    exif.get_ifd(0x8769)[0x9003] = taken
    exif.get_ifd(0x8825).update({1: "S", 2: degrees(south), 3: "W", 4: degrees(west)})
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70, exif=exif)
    return out.getvalue()


def degrees(value: float) -> tuple[float, float, float]:
    """Return degrees, minutes and seconds."""
    whole = int(value)
    minutes = int((value - whole) * 60)
    return float(whole), float(minutes), round(((value - whole) * 60 - minutes) * 60, 2)


def photographs() -> Iterator[tuple[str, bytes]]:
    """Make the three photographs."""
    for name, taken, south, west, graves in (
        ("photo-mill-at-tarn.jpg", "2019:05:24 10:12:31", 41.2071, 128.5033, 11),
        ("photo-bridge-of-harn.jpg", "2019:05:25 16:40:02", 41.2215, 128.4817, 0),
        ("photo-hill-above-keld.jpg", "2016:08:02 07:55:10", 41.1502, 128.5560, 0),
    ):
        yield name, photograph(name, taken=taken, south=south, west=west, graves=graves)


# ---------------------------------------------------------------- all of it


def documents() -> Iterator[tuple[str, bytes]]:
    """Make everything but the photographs."""

    def words(name: str) -> str:
        return (WORDS / f"{name}.txt").read_text(encoding="utf-8")

    report = words("report-velmora-rights-watch")
    whole = pdf_of(report, title="Orsk-Dal: what the villages told us")
    yield "report-velmora-rights-watch.pdf", whole
    yield "report-annex-cut-off.pdf", pdf_of(report.split("--- page\n")[0], title="Annex")[:700]
    note = words("press-note-commissioner")
    yield "press-note-commissioner.pdf", pdf_of(note, title="Press note 14/2019")
    yield "minutes-locked.pdf", pdf_of(note, title="", password=b"invented")
    yield (
        "report-families-committee.docx",
        docx_of(words("report-families-committee"), author="Committee of Serrani Families"),
    )
    for name in ("testimony-w014", "testimony-w021", "testimony-w033"):
        yield f"{name}.docx", docx_of(words(name), author="interview office")
    keys = ["number", "name", "age", "village", "what happened", "date"]
    clinic = ([row[key] for key in keys] for row in list_rows("clinic"))
    yield "list-clinic.csv", csv_of(keys, clinic, delimiter=",").encode()
    parish = ([row[key] for key in keys] for row in list_rows("parish"))
    header = ["번호", "이름", "나이", "마을", "무슨 일이 있었나", "날짜"]
    yield "list-parish.csv", csv_of(header, parish, delimiter=";").encode("cp949")
    keys = ["number", "name", "age", "village", "what happened", "date", "told by"]
    families = [[row[key] for key in keys] for row in list_rows("families")]
    yield "list-families.xlsx", xlsx_of([["No.", *keys[1:]], *families])


def main() -> None:
    """Write all files."""
    for name, content in documents():
        (SOURCES / name).write_bytes(content)
    for name, content in photographs():
        if not (SOURCES / name).exists():
            (SOURCES / name).write_bytes(content)


if __name__ == "__main__":
    main()
