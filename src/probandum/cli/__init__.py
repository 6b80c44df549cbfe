"""The command line: data on standard output, words on standard error."""

from __future__ import annotations

import os
import sys

from probandum.errors import (
    IntegrityError,
    ProbandumError,
    UncitedSentenceError,
)

FAILURE = 1
BROKEN = 3
UNTRACED = 4


def main() -> None:
    """Run the command line and leave with its exit code.

    0 done, 1 failure, 2 usage, 3 integrity broken, 4 a factual sentence without its cite
    or a stale signed finding.
    """
    from probandum.cli.group import program

    try:
        program(prog_name="probandum", auto_envvar_prefix="PROBANDUM")
    except ProbandumError as error:
        sys.stderr.write(f"probandum: {error}\n")
        sys.exit(exit_code(error))
    except OSError as error:
        # The path may be a person's name, so that only the system's reason is told.
        reason = os.strerror(error.errno).lower() if error.errno else "no reason given"
        sys.stderr.write(
            f"probandum: the system refused a file or folder ({reason}); "
            "check that it is there, may be used, and that the disk has room\n"
        )
        sys.exit(FAILURE)


def exit_code(error: ProbandumError) -> int:
    """Return the exit code an error ends the program with."""
    if isinstance(error, IntegrityError):
        return BROKEN
    return UNTRACED if isinstance(error, UncitedSentenceError) else FAILURE
