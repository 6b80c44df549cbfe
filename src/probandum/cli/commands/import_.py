"""``probandum import``: make a case from an export."""

from __future__ import annotations

from pathlib import Path

import click

from probandum.cli.output import line, say


@click.command("import", short_help="Make a case from an export.")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def COMMAND(case: Path, source: Path, form: str) -> None:
    """Make the new CASE from the export in the folder SOURCE, and verify it to its last byte."""
    from probandum import api

    done = api.import_case(source, case)
    line(str(case))
    say(f"{done.entries} entries and {done.originals} originals read as {form}, all verified")
