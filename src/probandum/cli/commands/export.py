"""``probandum export``: write a case as files other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from probandum.cli.output import case_argument, line, say


@click.command("export", short_help="Write a case as files other tools read.")
@case_argument
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="New folder to write into.",
)
def COMMAND(case: Path, form: str, output: Path) -> None:
    """Export CASE whole. The export holds what the case holds: treat it alike."""
    from probandum import api

    with api.open_existing(case) as opened:
        done = api.export_case(opened, output)
    line(str(done.folder))
    say(
        f"{done.files} files, {done.lines} lines as {form}; digest of the manifest "
        f"{done.manifest_sha256}"
    )
    say("it holds originals, names and quotes; anyone can check it with its verify_case.py")
