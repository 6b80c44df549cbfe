"""``probandum add``: preserve and read files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from probandum.cli.output import by_option, case_argument, emit, json_option, line, say
from probandum.cli.stating import stated_from, stating_options

if TYPE_CHECKING:
    from probandum import api


@click.command("add", short_help="Preserve and read files, folders or standard input.")
@case_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@by_option
@stating_options
@click.option("--name", default="standard-input.txt", help="File name of standard input.")
@json_option
def COMMAND(case: Path, paths: tuple[Path, ...], as_json: bool, **options: str | None) -> None:
    """Preserve the files and folders PATHS in CASE, then read them; - is standard input.

    Each file's id and evidence code are printed when they are safe on the disk.
    """
    from probandum import api

    def acknowledge(taken: api.Taken) -> None:
        if as_json:
            emit(taken)
        elif taken.source is None:
            say(f"not taken in: {taken.reason}")
        else:
            line(f"{taken.evidence_code}\t{taken.source}\t{taken.outcome}")

    stated = stated_from(options)
    with api.open_existing(case) as opened:
        if paths == (Path("-"),):
            content = sys.stdin.buffer.read()
            name = options["name"] or "standard-input.txt"
            added = api.add_bytes(
                opened, content, name=name, stated=stated, acknowledge=acknowledge
            )
        else:
            added = api.add(opened, paths, stated=stated, acknowledge=acknowledge)
    if options["restricted"]:
        say("marked as restricted; nothing is encrypted yet: whoever has the folder can read it")
    if added.warning:
        say(f"warning: {added.warning}")
    say(f"{len(added.taken)} files, {added.read} read now, {added.gaps} of them left a gap")
