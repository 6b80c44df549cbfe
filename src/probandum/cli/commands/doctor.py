"""``probandum doctor``: what this machine offers."""

from __future__ import annotations

import click

from probandum.cli.output import emit, json_option, line


@click.command("doctor", short_help="Say what this machine offers and lacks.")
@json_option
def COMMAND(as_json: bool) -> None:
    """Say which programs and libraries are there, and how well hostile files are kept apart."""
    from probandum.workflow.listing import conditions

    for condition in conditions():
        if as_json:
            emit(condition)
        else:
            mark = "ok" if condition.is_fine else "--"
            line(f"{mark}  {condition.name:<12} {condition.words}")
