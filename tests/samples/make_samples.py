"""Make the binary samples of the readers again: python tests/samples/make_samples.py.

Everybody and everything in them is invented.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

FORMATS = Path(__file__).parent / "formats"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(pages: list[list[tuple[int, int, int, str]]], *, extra: str = "") -> bytes:
    """Write a PDF whose pages hold lines: left, bottom, size in points, words in Latin-1."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append("<< /Title (The Closed Road) /Author (Lea Brandt) >>")
    kids = []
    for lines in pages:
        stream = "\n".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({words}) Tj ET"
            for left, bottom, size, words in lines
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {extra} >>\n"
        f"startxref\n{len(written)}\n%%EOF\n"
    )
    return written + tail.encode("latin-1")


REPORT = [
    [
        (72, 760, 18, "The Closed Road"),
        (72, 720, 11, "By nightfall the road to Orsk-Dal was closed. A report by the Orsk-Dal"),
        (
            72,
            706,
            11,
            "Watch counts 40 to 60 houses burned in the valley, and names the unit that stood at",
        ),
        (72, 692, 11, "the bridge."),
        (
            72,
            664,
            11,
            "People who fled to Tarsia say that nobody was allowed to go back for the sick. The mill",
        ),
        (72, 650, 11, "was burn-"),
        (72, 636, 11, "ing by then."),
    ],
    [(72, 760, 11, "The ministry says that the fire began by lightning.")],
    [],
]


def package(parts: dict[str, str]) -> bytes:
    """Write an archive of XML with a fixed time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(2031, 5, 4, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>\n' + body)
    return written.getvalue()


def paragraph(words: str, *, inner: str = "") -> str:
    """Write a paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r>{inner}</w:p>'


def word(body: str, *, further: dict[str, str] | None = None) -> bytes:
    """Write a Word document."""
    content = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    links = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>Office of Mira Tolan</dc:creator>'
        "<dcterms:created>2031-05-04T10:00:00Z</dcterms:created></cp:coreProperties>"
    )
    parts = {
        "[Content_Types].xml": content,
        "_rels/.rels": links,
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": core,
    }
    return package(parts | (further or {}))


def spoken() -> bytes:
    """Write a testimony in turns, with a deletion and an insertion."""
    deleted = (
        '<w:del w:id="1" w:author="Pavel O." w:date="2031-05-05T09:00:00Z"><w:r><w:delText>'
        "There were six of them.</w:delText></w:r></w:del>"
        '<w:ins w:id="2" w:author="Pavel O." w:date="2031-05-05T09:00:00Z"><w:r><w:t>'
        " There were two.</w:t></w:r></w:ins>"
    )
    return word(
        paragraph("Testimony W-014, taken at Orsk-Dal.")
        + paragraph("Interviewer: Where were you?")
        + paragraph("Witness W-014: In the cellar 😀 of the school.")
        + paragraph("We heard lorries.", inner=deleted)
        + paragraph("Interviewer: What colour?")
        + paragraph("Witness W-014: Grey.")
    )


def report() -> bytes:
    """Write a report with a table, a footnote, a comment, a header and hidden words."""
    cells = [["Village", "Houses burned"], ["Orsk-Dal", "40 to 60"], ["Lower Mill", "12"]]
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in cells
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>never shown</w:t></w:r>"
    box = (
        "<w:r><w:pict><w:txbxContent>"
        + paragraph("Map of the valley")
        + "</w:txbxContent></w:pict></w:r>"
    )
    start = f'xmlns:w="{WORD}"'
    return word(
        paragraph("The road to Orsk-Dal was closed.", inner=hidden + box)
        + f"<w:tbl>{table}</w:tbl>"
        + paragraph("다리는 3월에 무너졌다. كان الجسر مغلقا."),
        further={
            "word/footnotes.xml": f'<w:footnotes {start}><w:footnote w:type="separator" w:id="0">'
            f'{paragraph("")}</w:footnote><w:footnote w:id="1">{paragraph("Letter of the Watch.")}'
            "</w:footnote></w:footnotes>",
            "word/comments.xml": f'<w:comments {start}><w:comment w:id="1" w:author="Mira Tolan" '
            f'w:date="2031-05-06T11:30:00Z">{paragraph("Check this number.")}</w:comment>'
            "</w:comments>",
            "word/header1.xml": f"<w:hdr {start}>{paragraph('Orsk-Dal Watch, draft')}</w:hdr>",
        },
    )


def workbook() -> bytes:
    """Write a workbook with a hidden sheet, a hidden row, dates and a formula without a value."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Victims"
    rows = [
        ["code", "village", "date", "time noted", "people"],
        ["V-01", "Orsk-Dal", date(2031, 3, 12), datetime(2031, 3, 12, 22, 15), 3],  # noqa: DTZ001 - a spreadsheet holds no zone
        ["V-02", "Lower Mill", date(2031, 3, 13), None, 2.5],
        [None, None, None, "total", "=SUM(E2:E3)"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    hidden = book.create_sheet("Notes")
    hidden.append(["who", "says"])
    hidden.append(["김하늘", "two lorries 😀"])
    hidden.sheet_state = "hidden"
    book.properties.creator = "Office of Mira Tolan"
    book.properties.created = book.properties.modified = datetime(2031, 5, 4, 10)  # noqa: DTZ001 - a spreadsheet holds no zone
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def picture(kind: str) -> bytes:
    """Write a picture with what a camera would claim."""
    from PIL import Image

    drawn = Image.new("RGB", (640, 480), "white")
    for side in range(100):
        drawn.putpixel((side * 6, side * 4), (200, 0, 0))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Velmoran Optics", "Valley 2", 6
    exif.get_ifd(0x8769)[0x9003] = "2031:03:12 22:15:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (12.0, 30.0, 15.5), "W", (40.0, 5.0, 0.0)
    written = io.BytesIO()
    further = {"compression": "tiff_deflate"} if kind == "TIFF" else {}
    drawn.save(written, format=kind, exif=exif, **further)
    return written.getvalue()


def main() -> None:
    """Write all samples."""
    samples = {
        "pdf/report.pdf": pdf(REPORT),
        "docx/testimony.docx": spoken(),
        "docx/report.docx": report(),
        "xlsx/victims.xlsx": workbook(),
        "image/valley.jpg": picture("JPEG"),
        "image/valley.png": picture("PNG"),
        "image/valley.tif": picture("TIFF"),
        "image/valley.webp": picture("WEBP"),
    }
    for name, content in samples.items():
        path = FORMATS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
