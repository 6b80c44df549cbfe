"""Every error the program raises on purpose, in one hierarchy, named for the fact."""

from __future__ import annotations


class ProbandumError(Exception):
    """Anything the program refuses or could not do.

    The message says what was asked, what was found and what to do, in lower case, and
    never holds a name, a quote or an address of a person.
    """


class InvalidValueError(ProbandumError, ValueError):
    """A value breaks a rule of the model."""


class UndecodableError(ProbandumError):
    """Stored or imported data does not have the form of the value it should be."""


class UnknownDropInError(ProbandumError):
    """A register has no entry of that name."""


class MissingDependencyError(ProbandumError):
    """An optional library or program is needed and not installed."""


class UnreadableSourceError(ProbandumError):
    """A source could not be turned into text."""


class CaseError(ProbandumError):
    """A case folder is missing, already there, newer than the program, or not a case."""


class NotFoundError(ProbandumError):
    """No value has the id that was asked for."""


class PersonRequiredError(ProbandumError):
    """A decision was asked for without a named person."""


class RefusedDecisionError(ProbandumError):
    """A decision does not fit what it decides on."""


class IntegrityError(ProbandumError):
    """Something kept as evidence is not what the log says it was."""


class UncitedSentenceError(ProbandumError):
    """A factual sentence carries no cite, or its cite leads nowhere."""


class UnmaskedNameError(ProbandumError):
    """A written report would hold the name of a commenter or a witness."""


class StoreBusyError(ProbandumError):
    """Another process holds the case's write lock for longer than the limit."""
