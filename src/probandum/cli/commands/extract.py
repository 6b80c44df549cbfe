"""``probandum extract``: find statements."""

from __future__ import annotations

from pathlib import Path

import click

from probandum.cli.output import case_argument, emit, json_option, progress, say


@click.command("extract", short_help="Find the statements in what changed.")
@case_argument
@json_option
def COMMAND(case: Path, as_json: bool) -> None:
    """Find the statements of every source of CASE that changed. They are suggestions."""
    from probandum import api

    with api.open_existing(case) as opened:
        done = api.extract(opened, progress=progress)
    if as_json:
        emit(done)
    say(
        f"{done.extracted} sources searched, {done.remembered} unchanged; "
        f"{done.statements} statements suggested"
    )
    if done.lost:
        say(f"{done.lost} decisions rest on words a newer text does not hold; see the gaps")
