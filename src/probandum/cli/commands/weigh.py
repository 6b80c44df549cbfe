"""``probandum weigh``: find which sources share an origin."""

from __future__ import annotations

from pathlib import Path

import click

from probandum.cli.output import case_argument, emit, json_option, line, say


@click.command("weigh", short_help="Find which sources share an origin.")
@case_argument
@json_option
def COMMAND(case: Path, as_json: bool) -> None:
    """Find the sources of CASE that share an origin and so count once, and say why."""
    from probandum import api

    with api.open_existing(case) as opened:
        done = api.weigh(opened)
        codes = {source.id: source.evidence_code for source in api.sources_of(opened)}
    for group in done.groups:
        if as_json:
            emit(group)
        else:
            members = ", ".join(codes.get(member, member) for member in group.members)
            reasons = "; ".join(
                f"{reason.kind.value.replace('_', ' ')}: {reason.note}" for reason in group.reasons
            )
            line(f"{members}\t{reasons}")
    for caution in done.cautions:
        if as_json:
            emit(caution)
        else:
            members = ", ".join(codes.get(member, member) for member in caution.members)
            line(f"{members}\tcaution: {caution.tie}; {caution.note}")
    say(
        f"{len(done.groups)} groups of sources count once, {len(done.cautions)} cautions; "
        f"{len(done.recounted)} cells counted anew"
    )
