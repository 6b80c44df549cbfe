"""``probandum decide``: a named person decides."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from probandum.cli.output import by_option, case_argument, emit, json_option, line, say
from probandum.model.assessment import LeafStatus

STATUSES = [status.value for status in LeafStatus]


@click.group("decide", short_help="Accept, reject, amend, add, grade, set a leaf, sign, undo.")
def COMMAND() -> None:
    """Decide as a named person. Every decision is logged with the full value decided on."""


def _decision(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what every decision takes."""
    return json_option(by_option(function))


reason_option = click.option("--reason", help="Why.")


def _tell(decided: Any, as_json: bool) -> None:
    """Print a decision once it is safe on the disk."""
    if as_json:
        emit(decided)
    else:
        line(decided.decision.id)
    say(f"logged as entry {decided.seq}; {len(decided.recounted)} cells counted anew")


@COMMAND.command("accept")
@case_argument
@click.argument("statements", nargs=-1, required=True)
@reason_option
@_decision
def accept(
    case: Path, statements: tuple[str, ...], reason: str | None, by: str | None, as_json: bool
) -> None:
    """Accept STATEMENTS as they stand."""
    _on_statements("accept", case, statements, reason=reason, by=by, as_json=as_json)


@COMMAND.command("reject")
@case_argument
@click.argument("statements", nargs=-1, required=True)
@reason_option
@_decision
def reject(
    case: Path, statements: tuple[str, ...], reason: str | None, by: str | None, as_json: bool
) -> None:
    """Reject STATEMENTS: not what was said, or not of use."""
    _on_statements("reject", case, statements, reason=reason, by=by, as_json=as_json)


@COMMAND.command("amend")
@case_argument
@click.argument("statement")
@click.option("--set", "changes", multiple=True, required=True, metavar="FIELD=JSON")
@reason_option
@_decision
def amend(
    case: Path,
    statement: str,
    changes: tuple[str, ...],
    reason: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Accept STATEMENT with fields changed, such as --set 'place="Orsk-Dal"'."""
    from probandum import api
    from probandum.workflow import deciding, looking

    with api.open_existing(case) as opened:
        actor = api.person(by, office=opened.store.office)
        name = looking.statement_named(opened, statement)
        content = dict(_change(change) for change in changes)
        _tell(deciding.amend(opened, name, changes=content, by=actor, reason=reason), as_json)


@COMMAND.command("add")
@case_argument
@click.argument("passage")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.option("--set", "fields", multiple=True, required=True, metavar="FIELD=JSON")
@reason_option
@_decision
def add(
    case: Path,
    passage: str,
    start: int,
    end: int,
    fields: tuple[str, ...],
    by: str | None,
    as_json: bool,
    **options: str | None,
) -> None:
    """Add a statement you read in PASSAGE, at the code points START to END of its text.

    Needed fields: kind, lane, modality, chain, such as --set 'chain=[{"role":"author"}]'.
    """
    from probandum import api
    from probandum.workflow import deciding

    with api.open_existing(case) as opened:
        actor = api.person(by, office=opened.store.office)
        decided = deciding.add_statement(
            opened,
            passage=passage,
            start=start,
            end=end,
            content=dict(_change(field) for field in fields),
            by=actor,
            reason=options["reason"],
        )
        _tell(decided, as_json)


@COMMAND.command("undo")
@case_argument
@click.argument("decision")
@reason_option
@_decision
def undo(case: Path, decision: str, reason: str | None, by: str | None, as_json: bool) -> None:
    """Take DECISION back. It stays in the log and no longer counts."""
    from probandum import api
    from probandum.workflow import deciding

    with api.open_existing(case) as opened:
        actor = api.person(by, office=opened.store.office)
        _tell(deciding.undo(opened, decision, by=actor, reason=reason), as_json)


@COMMAND.command("grade")
@case_argument
@click.argument("subject")
@click.option("--scale", default="admiralty", show_default=True)
@click.option("--reliability", help="A to F.")
@click.option("--credibility", help="1 to 6.")
@click.option("--reason", required=True, help="Why.")
@_decision
def grade(case: Path, subject: str, by: str | None, as_json: bool, **options: str | None) -> None:
    """Grade SUBJECT: the id of a source, or the name of an organisation or medium."""
    from probandum import api
    from probandum.model.grading import Grade
    from probandum.workflow import deciding

    with api.open_existing(case) as opened:
        actor = api.person(by, office=opened.store.office)
        value = Grade(
            id=deciding.new_id(opened, "grade"),
            subject=subject,
            scale=options["scale"] or "",
            reliability=options["reliability"],
            credibility=options["credibility"],
            reason=options["reason"] or "",
        )
        _tell(deciding.grade(opened, value, by=actor), as_json)


@COMMAND.command("leaf")
@case_argument
@click.argument("cell")
@click.argument("status", type=click.Choice(STATUSES))
@click.option("--rationale", required=True, help="Why.")
@click.option("--relied-on", "relied_on", multiple=True, help="Id of a decision; may be repeated.")
@_decision
def leaf(
    case: Path,
    cell: str,
    status: str,
    rationale: str,
    relied_on: tuple[str, ...],
    by: str | None,
    as_json: bool,
) -> None:
    """Give CELL, one element under one binding, a status at the case's standard of proof."""
    from probandum import api

    with api.open_existing(case) as opened:
        actor = api.person(by, office=opened.store.office)
        decided = api.leaf(
            opened,
            cell,
            status=LeafStatus(status),
            rationale=rationale,
            relied_on=relied_on,
            by=actor,
        )
        _tell(decided, as_json)


@COMMAND.command("sign")
@case_argument
@click.argument("leaves", nargs=-1, required=True)
@click.option("--rationale", required=True, help="Why.")
@click.option("--alternative", "alternatives", multiple=True, help="What else was considered.")
@_decision
def sign(
    case: Path,
    leaves: tuple[str, ...],
    rationale: str,
    alternatives: tuple[str, ...],
    by: str | None,
    as_json: bool,
) -> None:
    """Sign a finding that rests on LEAVES, ids of leaf decisions."""
    from probandum import api

    with api.open_existing(case) as opened:
        actor = api.person(by, office=opened.store.office)
        decided = api.finding(
            opened, leaves=leaves, rationale=rationale, alternatives=alternatives, by=actor
        )
        _tell(decided, as_json)
        say("the name was typed, not authenticated")


def _on_statements(
    verb: str,
    case: Path,
    statements: tuple[str, ...],
    *,
    reason: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Decide on statements one by one; each is safe on the disk when its line is printed."""
    from probandum import api
    from probandum.workflow import deciding, looking

    decide = {"accept": deciding.accept, "reject": deciding.reject}[verb]
    with api.open_existing(case) as opened:
        actor = api.person(by, office=opened.store.office)
        names = [looking.statement_named(opened, statement) for statement in statements]
        for name in names:
            _tell(decide(opened, name, by=actor, reason=reason), as_json)


def _change(text: str) -> tuple[str, Any]:
    """Read one change of a field."""
    name, mark, content = text.partition("=")
    try:
        return name, json.loads(content)
    except ValueError as error:
        raise click.UsageError(f'--set {name}{mark}… needs JSON, such as "text" or 3') from error
