"""``probandum init``: make a case."""

from __future__ import annotations

from pathlib import Path

import click

from probandum.cli.output import by_option, line, say


@click.command("init", short_help="Make a case in a new folder.")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--question", required=True, help="The question to be answered.")
@click.option("--framework", "frameworks", multiple=True, help="A framework; may be repeated.")
@click.option("--standard", help="The standard of proof persons apply.")
@click.option("--office", default="hq", show_default=True, help="Short name of the office.")
@by_option
def COMMAND(
    case: Path,
    question: str,
    frameworks: tuple[str, ...],
    standard: str | None,
    office: str,
    by: str | None,
) -> None:
    """Make a case in the new folder CASE."""
    from probandum import api

    actor = api.person(by, office=office) if by else None
    with api.create(
        case,
        question=question,
        frameworks=frameworks or api.DEFAULT_FRAMEWORKS,
        standard=standard or api.DEFAULT_STANDARD,
        office=office,
        by=actor,
    ) as made:
        line(str(case))
        say(
            f"case made for office {made.settings.office}; only its own folder permissions "
            "protect it, nothing in it is encrypted yet"
        )
