"""A text as a reader writes it, with the places of its stretches and passages."""

from __future__ import annotations

import io

from probandum.model.source import Locator, PassageKind, Stretch
from probandum.model.when import PartialDate
from probandum.sources.reader import PassageDraft


class Writing:
    """A text that grows.

    Attributes:
        stretches: Places written so far.
        passages: Parts written so far.

    Example:
        >>> writing = Writing()
        >>> writing.put("one ")
        >>> writing.length, writing.text
        (4, 'one ')
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._written = io.StringIO(newline="")
        self.length = 0
        self.stretches: list[Stretch] = []
        self.passages: list[PassageDraft] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        return self._written.getvalue()

    def since(self, start: int) -> str:
        """Return what was written since a place."""
        self._written.seek(start)
        words = self._written.read()
        self._written.seek(0, io.SEEK_END)
        return words

    def put(self, piece: str) -> None:
        """Write something that stands nowhere in the original, such as a break."""
        self.length += self._written.write(piece)

    def quote(self, piece: str, *, at: Locator) -> None:
        """Write something that stands in the original.

        Args:
            piece: The words, possibly none.
            at: Where they stand.
        """
        start = self.length
        self.put(piece)
        self.stretches.append(Stretch(start=start, end=self.length, locator=at))

    def close(
        self,
        kind: PassageKind,
        *,
        start: int,
        speaker: str | None = None,
        date: PartialDate | None = None,
    ) -> None:
        """Make a passage of what was written since a place.

        Args:
            kind: Sort of part.
            start: First code point.
            speaker: As the original gives it, or None.
            date: As the original gives it, or None.
        """
        self.passages.append(
            PassageDraft(kind=kind, start=start, end=self.length, speaker=speaker, date=date)
        )
