"""``probandum demo``: the whole road on an invented case."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from probandum.cli.output import line, say


@click.command("demo", short_help="Work an invented case through, from sources to reading file.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="New folder for the case and its report.",
)
def COMMAND(output: Path | None) -> None:
    """Work an invented case through and print the path of its reading file."""
    from probandum.workflow.demonstrating import demonstrate
    from probandum.workflow.surroundings import system_surroundings

    folder = output or Path(tempfile.mkdtemp(prefix="probandum-demo-"))
    done = demonstrate(folder, surroundings=system_surroundings(), tell=say)
    say("open the file in a browser and press a number: it leads to the words it rests on")
    line(str(done.travelled.report.path))
