"""``probandum search``: find passages by words."""

from __future__ import annotations

from pathlib import Path

import click

from probandum.cli.output import case_argument, emit, json_option, line, say


@click.command("search", short_help="Find passages by words, in any script.")
@case_argument
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="At most.")
@json_option
def COMMAND(case: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find the passages of CASE that hold all WORDS; quoted words must follow one another."""
    from probandum import api

    with api.open_existing(case) as opened:
        found = api.search(opened, " ".join(words), limit=limit)
    for item in found:
        if as_json:
            emit(item)
        else:
            line(
                f"{item.evidence_code}\t{item.passage.number}\t{' '.join(item.words.split())[:200]}"
            )
    say(f"{len(found)} passages")
