"""What a reader is, and the reading it gives back: text, places, passages, candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from probandum.errors import InvalidValueError
from probandum.model.run import GapKind
from probandum.model.source import PassageKind, Stretch
from probandum.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDraft:
    """A passage before it knows its source.

    Attributes:
        kind: Sort of part.
        start: First code point.
        end: Code point after the last; equal to ``start`` when empty.
        speaker: As the text gives it, or None.
        date: As the text gives it, or None.
        reply_to: Place, from 1, of the passage it answers in the same reading, or None.
    """

    kind: PassageKind
    start: int
    end: int
    speaker: str | None = None
    date: PartialDate | None = None
    reply_to: int | None = None

    def __post_init__(self) -> None:
        """Refuse a passage that runs backwards."""
        if not 0 <= self.start <= self.end:
            raise InvalidValueError(f"no passage runs from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateDraft:
    """A metadata candidate before it knows its source: never a fact.

    Attributes:
        field: What it claims to be, such as ``"author"``.
        content: As found.
        origin: Where it was found, such as ``"meta name=author"``.
    """

    field: str
    content: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the reader could not read, or read with doubt: a gap before it knows its source.

    Attributes:
        kind: Why it is a gap.
        words: One plain sentence, lower case, without a full stop; no content of the source.
    """

    kind: GapKind
    words: str

    def __post_init__(self) -> None:
        """Refuse a notice that says nothing."""
        if not self.words.strip():
            raise InvalidValueError("a notice says in words what could not be read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found in the bytes. It crosses a process border through the codec.

    Attributes:
        text: Extracted text, never normalised; places count its Unicode code points.
        stretches: Places in the original, in order, not overlapping.
        passages: Parts in the order of their numbers, the first being number 1; parts
            may lie inside one another.
        candidates: What the file's metadata claim.
        notices: What could not be read, or only with doubt.
        thumbnail: A small JPEG without metadata that shows a picture, or None.
    """

    text: str
    stretches: tuple[Stretch, ...] = ()
    passages: tuple[PassageDraft, ...] = ()
    candidates: tuple[CandidateDraft, ...] = ()
    notices: tuple[Notice, ...] = ()
    thumbnail: bytes | None = None

    def __post_init__(self) -> None:
        """Refuse places outside the text, disorder, and text that is no Unicode."""
        check_text(self.text)
        length, end = len(self.text), 0
        for stretch in self.stretches:
            if stretch.start < end:
                raise InvalidValueError("stretches overlap or are out of order")
            end = stretch.end
        if end > length:
            raise InvalidValueError("a stretch ends after the text")
        for number, passage in enumerate(self.passages, start=1):
            if passage.end > length:
                raise InvalidValueError("a passage ends after the text")
            answered = passage.reply_to
            if answered is not None and not 0 < answered <= len(self.passages):
                raise InvalidValueError(f"passage {number} answers a passage that is not there")
            if answered == number:
                raise InvalidValueError(f"passage {number} answers itself")


def check_text(text: str) -> None:
    """Refuse text that holds half of a surrogate pair, for which no UTF-8 exists.

    Raises:
        InvalidValueError: It does.
    """
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidValueError("text holds half of a surrogate pair; no UTF-8 exists") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One way to turn bytes into text: the value a drop-in in ``formats/`` holds.

    ``read`` is pure: it opens no file, no connection, no clock and draws nothing. What
    it cannot read it refuses with an ``UnreadableSourceError``, whose message names no
    content.

    Attributes:
        name: Name of the module, such as ``"txt"``.
        version: Changes whenever equal bytes could give another reading.
        extensions: Endings of file names, lower case with their dot.
        media_types: Sorts of content it reads, the first being the usual one.
        summary: One line for people who choose.
        read: From bytes to a reading.
        libraries: Modules ``read`` imports when it runs; loaded ahead where installed,
            and their versions belong in a run.
        modules: Further modules of the program ``read`` uses; their code belongs in a run too.
    """

    name: str
    version: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    summary: str
    read: Callable[[bytes], Reading]
    libraries: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a reader no file could be given to."""
        if not self.extensions or not self.media_types:
            raise InvalidValueError(f"reader {self.name!r} needs an extension and a media type")
        for extension in self.extensions:
            if not extension.startswith(".") or extension != extension.lower():
                raise InvalidValueError(
                    f"extension {extension!r} of reader {self.name!r} is not lower case with a dot"
                )

    @property
    def reads_text(self) -> bool:
        """Whether the content is text with marks in it, rather than binary."""
        return any(media_type.startswith("text/") for media_type in self.media_types)
