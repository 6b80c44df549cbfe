"""What a person states of the sources they add: options shared by two commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from probandum.model.source import Completeness, Restriction
from probandum.model.when import PartialDate

if TYPE_CHECKING:
    from probandum import api

_OPTIONS = (
    click.option("--author", help="Who made the source, as you state it."),
    click.option("--date", help="When it was made, in EDTF: 2019, 2019-05, 2019-05-03."),
    click.option("--complete", type=click.Choice(["yes", "no"]), help="Whether it is the whole."),
    click.option("--part", help="Which part it is, such as 'page 1 of 2'."),
    click.option("--restricted", is_flag=True, help="Not everybody on the case may see it."),
    click.option("--url", help="Address it was saved from. Nothing is fetched."),
    click.option("--note", help="Anything else worth stating."),
)


def stating_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take what the person states of the sources."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def stated_from(options: Mapping[str, str | None]) -> api.Stated:
    """Build what the person states from the options.

    Raises:
        InvalidValueError: The date is none.
    """
    from probandum import api

    complete = {"yes": Completeness.COMPLETE, "no": Completeness.PARTIAL}
    return api.Stated(
        collector=options["by"],
        author=options["author"],
        date=None if options["date"] is None else PartialDate(options["date"]),
        completeness=complete.get(options["complete"] or "", Completeness.NOT_STATED),
        completeness_note=options["part"],
        restriction=Restriction.RESTRICTED if options["restricted"] else Restriction.OPEN,
        url=options["url"],
        note=options["note"],
    )
