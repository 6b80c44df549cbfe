"""What every extractor is: a pure step from the words of one passage to statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from probandum.errors import InvalidValueError
from probandum.model.source import Passage
from probandum.model.statement import Statement
from probandum.statements.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageText:
    """A passage together with the whole text it lies in.

    Attributes:
        passage: The passage.
        text: The whole extracted text, so that spans can be pinned in it.
        subject: For a comment, those whom the article it stands under accuses, as said
            (``probandum.statements.parties.subject_of``); empty when unknown.
    """

    passage: Passage
    text: str
    subject: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a passage that does not lie inside the text."""
        if self.passage.end > len(self.text):
            raise InvalidValueError(
                f"a passage ends at {self.passage.end} of a text of {len(self.text)} characters; "
                "give the whole extracted text it was read from"
            )

    @property
    def words(self) -> str:
        """The words of the passage alone."""
        return self.text[self.passage.start : self.passage.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """A way to find statements in a passage.

    Attributes:
        name: Name of its file.
        version: Raised whenever it would give other statements for the same words.
        summary: What it finds and what it does not, in one or two sentences.
        extract: The step itself; ids and runs of the statements are left empty.
    """

    name: str
    version: str
    summary: str
    extract: Callable[[PassageText, tuple[Lexicon, ...]], tuple[Statement, ...]]
