"""Verification: the newest part of a case quickly, or every byte of it."""

from __future__ import annotations

import os
from collections.abc import Callable

from probandum.errors import ProbandumError
from probandum.store.tables import LOGGED_FILE
from probandum.workflow.case import Case, own_files
from probandum.workflow.verification.entries import (
    OutsideRoot,
    check_commitments,
    check_hashes,
    check_mirror,
    check_rows,
    erasures,
)
from probandum.workflow.verification.outcome import (
    FAST_ONLY,
    NOT_COVERED,
    Tally,
    Verification,
    outcome_of,
)
from probandum.workflow.verification.outputs import (
    check_key,
    check_originals,
    check_outputs,
    check_quotes,
    check_texts,
)
from probandum.workflow.verification.projections import check_projections

NEWEST = 200
_DAMAGE = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)
"""What other content than the schema allows, in a damaged file, makes Python raise."""


def verify_newest(case: Case, *, outside: OutsideRoot | None = None) -> Verification:
    """Check the hashes of all entries, and the fields of the newest ones."""
    tally = Tally()
    _attempt(
        tally, "the log", lambda: _check_log(case, newest=NEWEST, outside=outside, tally=tally)
    )
    _check_files(case, tally=tally)
    return outcome_of(tally, not_covered=FAST_ONLY + NOT_COVERED)


def verify_all(case: Case, *, outside: OutsideRoot | None = None) -> Verification:
    """Check every entry, field, row, output, original, text and projection."""
    tally = Tally()
    tally.problems += case.store.problems()
    attempts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("the log", lambda: _check_log(case, newest=None, outside=outside, tally=tally)),
        ("the rows", lambda: check_rows(case.store, tally=tally)),
        (
            "the outputs of runs",
            lambda: check_outputs(case.store, erased=erasures(case.store)[1], tally=tally),
        ),
        ("the key", lambda: check_key(case, tally=tally)),
        ("the originals", lambda: check_originals(case, tally=tally)),
        ("the texts", lambda: check_texts(case, tally=tally)),
        ("the quotes", lambda: check_quotes(case, tally=tally)),
        ("the projections", lambda: check_projections(case, tally=tally)),
    )
    for name, check in attempts:
        _attempt(tally, name, check)
    _check_files(case, tally=tally)
    return outcome_of(tally, not_covered=NOT_COVERED)


def _check_log(
    case: Case, *, newest: int | None, outside: OutsideRoot | None, tally: Tally
) -> None:
    """Check every office's log; the fields of all entries, or of the newest."""
    erased, _ = erasures(case.store)
    for office in case.store.offices():
        check_hashes(case.store, office, tally=tally, outside=outside)
        start = 0 if newest is None else max(0, case.store.size(office) - newest)
        check_commitments(case.store, office, start=start, erased=erased, tally=tally)
        if office != case.store.office:
            tally.notes.append(
                f"the log of {office} has no text copy here; compare its root with that office's"
            )
    if outside is not None and outside.office not in case.store.offices():
        tally.problems.append("there is no log of the office whose root was noted elsewhere")
    check_mirror(case.store, case.store.office, mirror=case.mirror(), tally=tally)
    if case.store.office not in case.store.offices():
        tally.problems.append("this office's log is empty; every case begins with an entry")


def _check_files(case: Case, *, tally: Tally) -> None:
    """Note the case's own data files that changed since they were logged."""

    def check() -> None:
        logged = {str(r["path"]): str(r["sha256"]) for r in case.store.records(LOGGED_FILE)}
        for name, digest in sorted(own_files(case.folder).items()):
            if logged.get(name) != digest:
                tally.notes.append(f"{name} changed since it was logged; the next assess logs it")
        for name in sorted(set(logged) - set(own_files(case.folder))):
            tally.problems.append(f"{name} is missing")

    _attempt(tally, "the data files", check)


def _attempt(tally: Tally, name: str, check: Callable[[], None]) -> None:
    """Run one check; what stops it is a problem, and the others still run."""
    try:
        check()
    except ProbandumError as error:
        tally.problems.append(f"checking {name} stopped: {error}")
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        tally.problems.append(f"checking {name} stopped: a file could not be read ({reason})")
    except _DAMAGE as error:
        tally.problems.append(
            f"checking {name} stopped: a row holds what the program never writes there "
            f"({type(error).__name__})"
        )
