"""Why a source could not be turned into text, one error for each fact."""

from __future__ import annotations

from probandum.errors import UnreadableSourceError


class EmptySourceError(UnreadableSourceError):
    """The source holds no bytes, or no text."""


class NoReaderError(UnreadableSourceError):
    """No reader exists for content of that sort."""


class MismatchedNameError(UnreadableSourceError):
    """The content is of another sort than the name says."""


class UnknownEncodingError(UnreadableSourceError):
    """The bytes are text in an encoding that cannot be told with certainty."""


class MalformedSourceError(UnreadableSourceError):
    """The content breaks a rule of its own format."""


class LockedSourceError(UnreadableSourceError):
    """The content is locked by a password."""


class OversizedSourceError(UnreadableSourceError):
    """The content would unfold to more than any honest file of its format holds."""


REFUSALS: tuple[type[UnreadableSourceError], ...] = (
    EmptySourceError,
    NoReaderError,
    MismatchedNameError,
    UnknownEncodingError,
    MalformedSourceError,
    LockedSourceError,
    OversizedSourceError,
)


def refusal_named(name: str) -> type[UnreadableSourceError]:
    """Return the error class of a name, the general one when the name is another.

    Args:
        name: Name of a class, such as ``"EmptySourceError"``; it crossed a process border.

    Example:
        >>> refusal_named("EmptySourceError").__name__
        'EmptySourceError'
        >>> refusal_named("SystemExit").__name__
        'UnreadableSourceError'
    """
    return next((kind for kind in REFUSALS if kind.__name__ == name), UnreadableSourceError)
