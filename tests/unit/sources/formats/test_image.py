"""Pictures: claims of the camera are candidates, the thumbnail carries none of them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from probandum.sources.formats.image import THUMBNAIL_SIDE, read
from probandum.sources.refusals import MalformedSourceError, OversizedSourceError
from tests.samples.make_samples import picture


def test_what_the_camera_claims_is_a_candidate_with_its_origin() -> None:
    claims = {(one.field, one.content, one.origin) for one in read(picture("JPEG")).candidates}

    assert {
        ("size", "640 × 480 pixels", "picture header"),
        ("camera", "Valley 2", "EXIF Model"),
        ("date", "2031:03:12 22:15:00", "EXIF DateTimeOriginal"),
        ("latitude", "12° 30′ 15.5″ N", "EXIF GPSLatitude"),
        ("longitude", "40° 5′ 0″ W", "EXIF GPSLongitude"),
    } <= claims


def test_no_words_are_read_and_that_is_noted() -> None:
    reading = read(picture("PNG"))

    assert ("", (), ("picture: no words were read",)) == (
        reading.text,
        reading.passages,
        tuple(notice.words for notice in reading.notices),
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_the_thumbnail_is_small_upright_and_without_claims(kind: str) -> None:
    thumbnail = read(picture(kind)).thumbnail

    assert thumbnail is not None
    assert b"Valley 2" not in thumbnail
    with Image.open(io.BytesIO(thumbnail)) as shown:
        assert "JPEG" == shown.format
        assert THUMBNAIL_SIDE == max(shown.size)
        assert shown.height > shown.width
        assert not shown.getexif()


def test_a_picture_that_would_unfold_without_end_is_refused() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
    bomb += struct.pack(">I", zlib.crc32(chunk)) + b"\0\0\0\0IEND\xaeB`\x82"

    with pytest.raises(OversizedSourceError, match="unfolds to more than"):
        read(bomb)


@pytest.mark.parametrize("content", [b"BM" + bytes(100), b"\xff\xd8\xff", picture("PNG")[:80]])
def test_damaged_and_unknown_pictures_are_refused(content: bytes) -> None:
    with pytest.raises(MalformedSourceError, match="damaged or of no known format"):
        read(content)
