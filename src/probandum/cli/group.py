"""The program's commands, found by their files and imported when asked for."""

from __future__ import annotations

import click

import probandum
from probandum.registry import COMMANDS


class Commands(click.Group):
    """A group whose commands are the register's; ``import_`` is typed ``import``."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names as typed, sorted."""
        return sorted(name.rstrip("_") for name in COMMANDS.names())

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import one command, or return None when there is none."""
        for known in COMMANDS.names():
            if known.rstrip("_") == name:
                command: click.Command = COMMANDS.load(known)
                return command
        return None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(probandum.__version__, message="probandum %(version)s")
def program() -> None:
    """Prepare a reasoned, cited assessment from a heap of sources.

    The program prepares; a named person finds. Begin with: probandum demo
    """
