"""``probandum assess``: lay the evidence beside the elements."""

from __future__ import annotations

from pathlib import Path

import click

from probandum.cli.output import case_argument, emit, json_option, line, say


@click.command("assess", short_help="Lay the evidence out beside the elements.")
@case_argument
@json_option
def COMMAND(case: Path, as_json: bool) -> None:
    """Lay the statements of CASE out beside the elements of its frameworks.

    Accepted and suggested statements are counted apart. Nothing is concluded.
    """
    from probandum import api
    from probandum.workflow.assessing import matrix

    with api.open_existing(case) as opened:
        done = api.assess(opened)
        counts = matrix(opened)
    for count in counts:
        if as_json:
            emit(count)
        else:
            line(
                f"{count.cell}\t{count.side}\taccepted {count.accepted} "
                f"(origins {count.origins_accepted})\tsuggested {count.suggested} "
                f"(origins {count.origins_suggested})"
            )
    say(f"{len(done.laid_out)} cells laid out, {done.remembered} unchanged")
