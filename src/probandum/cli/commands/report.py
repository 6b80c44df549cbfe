"""``probandum report``: write the traced report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from probandum.cli import UNTRACED
from probandum.cli.output import case_argument, emit, json_option, line, say


@click.command("report", short_help="Write the traced report.")
@case_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; its ending chooses the form.",
)
@click.option(
    "--edition",
    type=click.Choice(["confidential", "restricted", "public"]),
    default="confidential",
    show_default=True,
    help="For whom it is.",
)
@json_option
def COMMAND(case: Path, output: Path, edition: str, as_json: bool) -> None:
    """Write a report of CASE in which every factual sentence leads to what it rests on."""
    from probandum import api

    with api.open_existing(case) as opened:
        written = api.write_report(opened, output, edition=edition)
    if as_json:
        emit({"path": str(written.path), "sha256": written.sha256, "cites": written.cites})
    else:
        line(str(written.path))
    say(f"{written.sentences} sentences, {written.cites} cites, each one followed to its end")
    if written.stale_findings:
        say(f"{len(written.stale_findings)} signed findings are stale; read them again")
        sys.exit(UNTRACED)
