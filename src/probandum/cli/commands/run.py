"""``probandum run``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from probandum.cli.output import by_option, emit, json_option, line, progress, say
from probandum.cli.stating import stated_from, stating_options

if TYPE_CHECKING:
    from probandum import api


@click.command("run", short_help="From a folder of sources to a reading file.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("reading.html"),
    show_default=True,
    help="Reading file to write.",
)
@click.option(
    "--case",
    "case",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the case; beside the reading file when not given.",
)
@click.option("--question", help="The question to be answered.")
@click.option("--framework", "frameworks", multiple=True, help="A framework; may be repeated.")
@click.option("--standard", help="The standard of proof persons apply.")
@by_option
@stating_options
@json_option
def COMMAND(
    folder: Path,
    output: Path,
    case: Path | None,
    question: str | None,
    frameworks: tuple[str, ...],
    standard: str | None,
    as_json: bool,
    **options: str | None,
) -> None:
    """Preserve, read, search, weigh and lay out the sources in FOLDER, and write a reading file.

    The reading file is an unreviewed machine reading, not a finding. Doing it again after
    adding files, or after it was stopped, does only what is new.
    """
    from probandum import api

    place = case or output.with_name(f"{output.stem}-case")
    done = api.run(
        folder,
        case=place,
        target=output,
        question=question,
        frameworks=frameworks,
        standard=standard,
        stated=stated_from(options),
        by=api.person(options["by"], office=api.DEFAULT_OFFICE) if options["by"] else None,
        watcher=api.Watcher(acknowledge=_acknowledge, progress=progress, tell=say),
    )
    _summary(done)
    if as_json:
        emit(done)
    else:
        line(str(done.report.path))


def _acknowledge(taken: api.Taken) -> None:
    """Say what became of one file."""
    say(
        f"{taken.evidence_code} {taken.outcome}"
        if taken.source
        else f"not taken in: {taken.reason}"
    )


def _summary(done: api.Travelled) -> None:
    """Say in words what was done and what could not be."""
    if done.added.warning:
        say(f"warning: {done.added.warning}")
    say(
        f"{len(done.added.taken)} files, {done.unread} sources hold no text that could be read; "
        f"{done.extracted.statements} statements suggested, none reviewed"
    )
    say(f"{len(done.weighed.groups)} groups of sources count once")
    say(
        f"{done.report.sentences} sentences, {done.report.cites} cites, each followed to its end; "
        f"case kept in {done.case}"
    )
