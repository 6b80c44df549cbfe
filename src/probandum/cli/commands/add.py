"""``probandum add``: preserve and read files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from probandum.cli.output import by_option, case_argument, emit, json_option, line, say
from probandum.model.source import Completeness, Restriction
from probandum.model.when import PartialDate

if TYPE_CHECKING:
    from probandum import api


@click.command("add", short_help="Preserve and read files, folders or standard input.")
@case_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@by_option
@click.option("--author", help="Who made the source, as you state it.")
@click.option("--date", help="When it was made, in EDTF: 2019, 2019-05, 2019-05-03.")
@click.option("--complete", type=click.Choice(["yes", "no"]), help="Whether it is the whole.")
@click.option("--part", help="Which part it is, such as 'page 1 of 2'.")
@click.option("--restricted", is_flag=True, help="Not everybody on the case may see it.")
@click.option("--url", help="Address it was saved from. Nothing is fetched.")
@click.option("--note", help="Anything else worth stating.")
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

    stated = _stated(options)
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


def _stated(options: dict[str, str | None]) -> api.Stated:
    """Build what the person states from the options."""
    from probandum import api

    complete = {"yes": Completeness.COMPLETE, "no": Completeness.PARTIAL}
    return api.Stated(
        collector=options["by"],
        author=options["author"],
        date=PartialDate(options["date"]) if options["date"] else None,
        completeness=complete.get(options["complete"] or "", Completeness.NOT_STATED),
        completeness_note=options["part"],
        restriction=Restriction.RESTRICTED if options["restricted"] else Restriction.OPEN,
        url=options["url"],
        note=options["note"],
    )
