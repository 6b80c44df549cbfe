"""``probandum list``: what the program has, and what a case holds."""

from __future__ import annotations

from pathlib import Path

import click

from probandum.cli.output import emit, json_option, line, say

OF_A_CASE = ("sources", "statements", "gaps", "decisions")


@click.command("list", short_help="List drop-ins, or what a case holds.")
@click.argument("what")
@click.argument("case", required=False, type=click.Path(path_type=Path, file_okay=False))
@json_option
def COMMAND(what: str, case: Path | None, as_json: bool) -> None:
    """List WHAT: readers, extractors, renderers, frameworks, lexicons, standards and so on.

    With CASE also: sources, statements, gaps, decisions.
    """
    if what in OF_A_CASE:
        if case is None:
            raise click.UsageError(f"{what} are of a case; name its folder")
        _of_case(what, case, as_json=as_json)
        return
    from probandum.workflow.listing import names_of, registers

    if what not in registers():
        raise click.UsageError(
            f"cannot list {what!r}; choose of {', '.join((*OF_A_CASE, *registers()))}"
        )
    for name in names_of(what, case=case):
        if as_json:
            emit(name)
        else:
            line(name)


def _of_case(what: str, case: Path, *, as_json: bool) -> None:
    """List what a case holds."""
    from probandum import api
    from probandum.workflow import looking

    with api.open_existing(case) as opened:
        if what == "sources":
            values: tuple[object, ...] = looking.sources_of(opened)
            lines = [
                f"{s.evidence_code}\t{s.id}\t{s.size} bytes" for s in looking.sources_of(opened)
            ]
        elif what == "statements":
            listed = looking.statements_of(opened)
            values = listed
            lines = [
                f"{item.id}\t{item.status}\t{item.evidence_code}\t{item.statement.modality}\t"
                f"{' '.join(item.statement.quote.split())}"
                for item in listed
            ]
        elif what == "gaps":
            values = looking.gaps_now(opened)
            lines = [f"{gap.kind}\t{gap.subject}\t{gap.reason}" for gap in looking.gaps_now(opened)]
        else:
            values = looking.decisions_of(opened)
            lines = [f"{d.id}\t{d.kind}\t{d.target}" for d in looking.decisions_of(opened)]
    for value, text in zip(values, lines, strict=True):
        if as_json:
            emit(value)
        else:
            line(text)
    say(f"{len(values)} {what}")
