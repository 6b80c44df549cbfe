"""Pictures: no words are read; what the camera wrote is a candidate, a thumbnail shows the picture."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from probandum.model.run import GapKind
from probandum.sources.reader import CandidateDraft, Notice, Reader, Reading
from probandum.sources.refusals import EmptySourceError, MalformedSourceError, OversizedSourceError

if TYPE_CHECKING:
    from PIL.Image import Exif, Image

MOST_PIXELS = 120_000_000
THUMBNAIL_SIDE = 512
"""Longer side of a thumbnail, in pixels, at most."""

_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF")
_EXIF_PART, _GPS_PART = 0x8769, 0x8825
_FIELDS = {
    0x010E: ("description", "ImageDescription"),
    0x010F: ("camera", "Make"),
    0x0110: ("camera", "Model"),
    0x0131: ("software", "Software"),
    0x0132: ("date of change", "DateTime"),
    0x013B: ("author", "Artist"),
    0x8298: ("rights", "Copyright"),
    0x9003: ("date", "DateTimeOriginal"),
    0x9004: ("date of digitising", "DateTimeDigitized"),
    0x9010: ("zone of the date of change", "OffsetTime"),
    0x9011: ("zone of the date", "OffsetTimeOriginal"),
    0x9291: ("fraction of the second of the date", "SubSecTimeOriginal"),
    0xA420: ("image number", "ImageUniqueID"),
    0xA430: ("owner of the camera", "CameraOwnerName"),
    0xA431: ("serial number of the camera", "BodySerialNumber"),
    0xA433: ("lens", "LensMake"),
    0xA434: ("lens", "LensModel"),
}


def read(content: bytes) -> Reading:
    """Read a picture: what it claims, its size, and a thumbnail.

    Raises:
        UnreadableSourceError: The bytes are no picture of a known format, are damaged, or
            would unfold to more than 120 million pixels.
    """
    if not content:
        raise EmptySourceError("the source holds no bytes; check that the copy is whole")
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _oversized()
                candidates = tuple(_candidates(picture))
                thumbnail = _thumbnail(picture)
    except Image.DecompressionBombError as error:
        raise _oversized() from error
    except (
        ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError,
        RuntimeError, SyntaxError, TypeError, ValueError,
    ) as error:  # fmt: skip
        # Pillow lets whatever its decoders meet in damaged files through.
        raise MalformedSourceError(
            "the picture is damaged or of no known format; open it in a picture program, save it "
            "again and add that copy too"
        ) from error
    return Reading(
        text="",
        candidates=candidates,
        notices=(Notice(kind=GapKind.LOW_QUALITY, words="picture: no words were read"),),
        thumbnail=thumbnail,
    )


def _oversized() -> OversizedSourceError:
    """Say that the picture is too large."""
    return OversizedSourceError(
        f"the picture unfolds to more than {MOST_PIXELS} pixels; add a smaller copy too"
    )


def _thumbnail(picture: Image) -> bytes:
    """Make a small JPEG that holds pixels alone, turned as the camera says."""
    from PIL import Image, ImageOps

    picture.draft("RGB", (THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    picture.load()
    turned = ImageOps.exif_transpose(picture)
    turned.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    if turned.mode in {"RGBA", "LA", "PA", "P"}:
        layer = turned.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        turned = Image.alpha_composite(ground, layer)
    plain = Image.new("RGB", turned.size)
    plain.paste(turned.convert("RGB"))
    written = io.BytesIO()
    plain.save(written, format="JPEG", quality=80)
    return written.getvalue()


def _candidates(picture: Image) -> Iterator[CandidateDraft]:
    """Go through what the picture is and what its camera claims."""
    yield CandidateDraft(
        field="size", content=f"{picture.width} × {picture.height} pixels", origin="picture header"
    )
    yield CandidateDraft(field="format", content=str(picture.format), origin="picture header")
    frames = getattr(picture, "n_frames", 1)
    if frames > 1:
        yield CandidateDraft(
            field="frames", content=f"{frames}, the first is shown", origin="picture header"
        )
    exif = picture.getexif()
    for part in (exif, exif.get_ifd(_EXIF_PART)):
        for tag, value in sorted(part.items()):
            if tag in _FIELDS:
                field, name = _FIELDS[tag]
                content = _words(value)
                if content:
                    yield CandidateDraft(field=field, content=content, origin=f"EXIF {name}")
    yield from _position(exif)


def _position(exif: Exif) -> Iterator[CandidateDraft]:
    """Go through what the camera claims about where it was, in degrees as it wrote them."""
    place = exif.get_ifd(_GPS_PART)
    for field, tag, side, name in (
        ("latitude", 2, 1, "GPSLatitude"),
        ("longitude", 4, 3, "GPSLongitude"),
    ):
        parts = place.get(tag)
        if isinstance(parts, tuple) and len(parts) == 3:
            degrees, minutes, seconds = (_number(part) for part in parts)
            content = f"{degrees}° {minutes}′ {seconds}″ {_words(place.get(side, ''))}".strip()
            yield CandidateDraft(field=field, content=content, origin=f"EXIF {name}")
    for field, tag, name in (
        ("altitude", 6, "GPSAltitude"),
        ("direction", 17, "GPSImgDirection"),
        ("date", 29, "GPSDateStamp"),
    ):
        content = _words(place.get(tag, ""))
        if content:
            yield CandidateDraft(field=field, content=content, origin=f"EXIF {name}")


def _number(value: object) -> str:
    """Write a number without more digits than it has."""
    return f"{float(str(value)):.6f}".rstrip("0").rstrip(".")


def _words(value: object) -> str:
    """Write a value of EXIF on one line, bytes as the text they may be."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    return " ".join(whole.split())[:500]


READER = Reader(
    name="image",
    version="1",
    extensions=(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif"),
    media_types=("image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif"),
    summary="pictures: claims of the camera and a thumbnail, no words",
    read=read,
    libraries=(
        "PIL.Image",
        "PIL.ImageOps",
        "PIL.JpegImagePlugin",
        "PIL.PngImagePlugin",
        "PIL.TiffImagePlugin",
        "PIL.WebPImagePlugin",
        "PIL.GifImagePlugin",
    ),
)
