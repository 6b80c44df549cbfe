"""``probandum verify``: check a case or an export against its log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from probandum.cli import BROKEN
from probandum.cli.output import emit, json_option, line, say


@click.command("verify", short_help="Check a case or an export against its log.")
@click.argument("case", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--full", is_flag=True, help="Check every byte, not only the newest entries.")
@click.option(
    "--root",
    type=(str, click.IntRange(0), str),
    metavar="OFFICE SIZE ROOT",
    help="A root noted elsewhere, which the log must still hold.",
)
@json_option
def COMMAND(case: Path, full: bool, root: tuple[str, int, str] | None, as_json: bool) -> None:
    """Check CASE, the folder of a case or of an export. Exit code 3: something is broken."""
    if (case / "manifest.json").is_file():
        sys.exit(_check_export(case, root))
    from probandum import api
    from probandum.workflow.verification.entries import OutsideRoot

    outside = None if root is None else OutsideRoot(office=root[0], size=root[1], root=root[2])
    with api.open_existing(case) as opened:
        check = api.verify_everything if full else api.verify
        found = check(opened, outside=outside)
    if as_json:
        emit(found)
    else:
        for head in found.heads:
            line(f"log {head.office}: {head.size} entries, root {head.root}")
    for name, number in found.counts:
        say(f"checked: {number} {name}")
    for note in found.notes:
        say(f"note: {note}")
    for text in found.not_covered:
        say(f"not checked: {text}")
    for problem in found.problems:
        say(f"PROBLEM: {problem}")
    say("everything checked is as the log says" if found.is_intact else "BROKEN")
    if not found.is_intact:
        sys.exit(BROKEN)


def _check_export(folder: Path, root: tuple[str, int, str] | None) -> int:
    """Run the checker that exports carry, our own copy of it, in a process of its own."""
    from probandum.workflow.exporting import checker_path

    command = [sys.executable, "-I", str(checker_path()), str(folder)]
    if root is not None:
        command += ["--root", *map(str, root)]
    return subprocess.run(command, check=False).returncode
