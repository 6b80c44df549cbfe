"""Code blocks of documentation pages: found, run, and their output compared."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

RUN_LANGUAGES = ("python", "console", "toml", "json", "jsonl")
SHOWN_LANGUAGES = ("text", "mermaid")

SKIPPED_COMMANDS = ("python3 dev.py", "git clone", "cd ", "pip install", "apt-get install")
"""What a reader does to get here; running it inside a test would fetch or recurse."""

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})\s*(\S*)\s*(.*?)\s*$")
_DOCTEST = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class BlockError(AssertionError):
    """A block of a page did not do what the page says; the message names page and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block.

    Args:
        page: Name of the page.
        line: Line of its first line of code, counted from 1.
        language: First word after the fence.
        options: The words after it, such as ``exit=3``.
        text: The code.
    """

    page: str
    line: int
    language: str
    options: str
    text: str


def find(text: str, *, page: str) -> list[Block]:
    """Find the fenced blocks of a Markdown page, in order.

    Args:
        text: The page.
        page: Its name, for messages.

    Raises:
        BlockError: A fence is never closed, or its language is none that is run or shown.
    """
    blocks: list[Block] = []
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        opened = _FENCE.match(lines[number])
        number += 1
        if opened is None:
            continue
        indent, fence, language, options = opened.groups()
        start = number
        while number < len(lines) and not _closes(lines[number], fence=fence):
            number += 1
        if number == len(lines):
            raise BlockError(f"{page}:{start}: this fence is never closed")
        if language not in RUN_LANGUAGES + SHOWN_LANGUAGES:
            known = ", ".join(RUN_LANGUAGES + SHOWN_LANGUAGES)
            raise BlockError(f"{page}:{start}: block in {language!r}; known are {known}")
        code = "\n".join(line.removeprefix(indent) for line in lines[start:number])
        block = Block(page=page, line=start + 1, language=language, options=options, text=code)
        blocks.append(block)
        number += 1
    return blocks


def _closes(line: str, *, fence: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= len(fence) and set(stripped) == {fence[0]}


def run_page(path: Path, *, page: str, folder: Path) -> int:
    """Run the blocks of a page in order: Python in one namespace, console in one folder.

    Args:
        path: The page.
        page: Its name, for messages.
        folder: An empty folder for what the commands write; the current one while Python runs.

    Returns:
        How many blocks ran.

    Raises:
        BlockError: A block failed or printed something else than the page shows.
    """
    namespace: dict[str, object] = {"__name__": "__main__"}
    ran = 0
    for block in find(path.read_text(encoding="utf-8"), page=page):
        if block.language == "python":
            _run_python(block, namespace=namespace)
        elif block.language == "console":
            _run_console(block, folder=folder)
        elif block.language in {"toml", "json", "jsonl"}:
            _parse(block)
        ran += block.language in RUN_LANGUAGES
    return ran


def _run_python(block: Block, *, namespace: dict[str, object]) -> None:
    if block.text.lstrip().startswith(">>>"):
        _run_doctest(block, namespace=namespace)
        return
    padded = "\n" * (block.line - 1) + block.text
    # A page of the project's own documentation, run on purpose.
    exec(compile(padded, block.page, "exec"), namespace)  # noqa: S102


def _run_doctest(block: Block, *, namespace: dict[str, object]) -> None:
    parsed = doctest.DocTestParser().get_doctest(
        block.text + "\n", namespace, block.page, block.page, block.line - 1
    )
    # doctest works on a copy; names must live on for the next block.
    parsed.globs = namespace
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=_DOCTEST, verbose=False)
    if runner.run(parsed, out=said.append, clear_globs=False).failed:
        raise BlockError("".join(said))


def _parse(block: Block) -> None:
    try:
        if block.language == "toml":
            tomllib.loads(block.text)
        elif block.language == "json":
            json.loads(block.text)
        else:
            for line in filter(None, block.text.splitlines()):
                json.loads(line)
    except ValueError as error:
        message = f"{block.page}:{block.line}: not {block.language}: {error}"
        raise BlockError(message) from error


def _run_console(block: Block, *, folder: Path) -> None:
    commands = _commands(block)
    for place, (command, shown) in enumerate(commands):
        if command.startswith(SKIPPED_COMMANDS):
            continue
        # The commands are those of our own pages, run as a reader would run them.
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        is_last = place == len(commands) - 1
        expected = _expected_exit(block) if is_last else 0
        if done.returncode != expected:
            raise BlockError(
                f"{block.page}:{block.line}: $ {command}\nexpected exit code {expected}, "
                f"found {done.returncode}\n{done.stdout}"
            )
        if shown and not _agrees(shown, done.stdout):
            raise BlockError(
                f"{block.page}:{block.line}: $ {command}\nthe page shows\n{shown}\n"
                f"found\n{done.stdout}"
            )


def _expected_exit(block: Block) -> int:
    found = re.search(r"\bexit=(\d+)\b", block.options)
    return int(found[1]) if found else 0


def _commands(block: Block) -> list[tuple[str, str]]:
    commands: list[tuple[str, list[str]]] = []
    goes_on = False
    for line in block.text.splitlines():
        if goes_on:
            command, shown = commands[-1]
            commands[-1] = (f"{command}\n{line}", shown)
        elif line.startswith("$ "):
            commands.append((line[2:], []))
        elif commands:
            commands[-1][1].append(line)
        elif line.strip():
            raise BlockError(f"{block.page}:{block.line}: output before the first '$ ' line")
        goes_on = line.endswith("\\") and (goes_on or line.startswith("$ "))
    if not commands:
        raise BlockError(f"{block.page}:{block.line}: a console block without a '$ ' line")
    return [(command, "\n".join(shown).strip()) for command, shown in commands]


def _agrees(shown: str, found: str) -> bool:
    checker = doctest.OutputChecker()
    return checker.check_output(shown + "\n", found.strip() + "\n", _DOCTEST)
