"""How commands speak: JSON or lines on standard output, words on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from probandum.model.codec import encode

Function = TypeVar("Function", bound=Callable[..., Any])


def emit(value: object) -> None:
    """Write a value as one line of JSON to standard output."""
    click.echo(encode(value))


def line(text: str) -> None:
    """Write a line of data to standard output; a path's bytes stay as they are."""
    click.echo(text.encode("utf-8", "surrogateescape"))


def say(text: str) -> None:
    """Write words to standard error."""
    click.echo(text, err=True)


def progress(done: int, total: int) -> None:
    """Show how far long work is, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total}", err=True, nl=done == total)


def case_argument(function: Function) -> Function:
    """Take the folder of a case."""
    return click.argument("case", type=click.Path(path_type=Path, file_okay=False))(function)


def by_option(function: Function) -> Function:
    """Take the person who decides or collects."""
    return click.option(
        "--by",
        metavar="NAME",
        envvar="PROBANDUM_PERSON",
        help="The person who does this. Also PROBANDUM_PERSON.",
    )(function)


def json_option(function: Function) -> Function:
    """Let the result be written as JSON."""
    return click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")(
        function
    )
