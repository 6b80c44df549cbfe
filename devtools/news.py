"""News of changes: one file each in changes/, built into CHANGELOG.md at a release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KINDS = ("added", "changed", "fixed", "removed", "deprecated", "security")

_HEADER = re.compile(r"^(kind|issue): (.+)$")
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*\.md$")
_FIRST_RELEASE = re.compile(r"^## ", re.MULTILINE)


class NewsError(Exception):
    """A news file does not have the form that changes/README.md describes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One change as users see it.

    Args:
        kind: One of ``KINDS``.
        issue: Number of the issue, or an empty text.
        now: Paragraphs saying what happens now.
        before: What happened before.
    """

    kind: str
    issue: str
    now: str
    before: str


def read(path: Path) -> News:
    """Read one news file.

    Args:
        path: A file of ``changes/``.

    Raises:
        NewsError: The file does not have the form that changes/README.md describes.
    """
    if not _SLUG.match(path.name):
        raise NewsError(f"{path.name}: name it in lower-case words joined by hyphens, ending .md")
    header, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields: dict[str, str] = {}
    for line in header.splitlines():
        found = _HEADER.match(line)
        if found is None:
            raise NewsError(
                f"{path.name}: expected 'kind: …' or 'issue: …' above the blank line, found {line!r}"
            )
        fields[found[1]] = found[2].strip()
    if fields.get("kind") not in KINDS:
        raise NewsError(
            f"{path.name}: the first line must be 'kind: ' and one of {', '.join(KINDS)}"
        )
    if not fields.get("issue", "0").isdigit():
        raise NewsError(f"{path.name}: the issue must be a number, found {fields['issue']!r}")
    now, _, before = body.strip().partition("\n\nBefore: ")
    if not now or not before.strip():
        raise NewsError(
            f"{path.name}: say what happens now, then a paragraph 'Before: …' of what happened before"
        )
    return News(kind=fields["kind"], issue=fields.get("issue", ""), now=now, before=before.strip())


def files(folder: Path) -> list[Path]:
    """List the news files in the order of their names; the page that describes them is none."""
    return sorted(path for path in folder.glob("*") if path.name != "README.md")


def read_all(folder: Path) -> list[News]:
    """Read every news file of a folder; raise ``NewsError`` at the first bad one."""
    return [read(path) for path in files(folder)]


def render(entries: Sequence[News]) -> str:
    """Write news as Markdown, grouped by kind."""
    parts: list[str] = []
    for kind in KINDS:
        chosen = [entry for entry in entries if entry.kind == kind]
        if chosen:
            lines = "\n".join(_line(entry) for entry in chosen)
            parts.append(f"### {kind.capitalize()}\n\n{lines}\n")
    return "\n".join(parts)


def _line(entry: News) -> str:
    number = f" (#{entry.issue})" if entry.issue else ""
    text = f"{entry.now}{number}\n\nBefore: {entry.before}"
    first, *others = text.splitlines()
    return "\n".join([f"- {first}", *(f"  {line}".rstrip() for line in others)])


def release(root: Path, *, version: str, day: str) -> None:
    """Move all news into CHANGELOG.md under a version, and delete their files.

    Args:
        root: The clone.
        version: The version released.
        day: Its date, as ``2007-01-31``.

    Raises:
        NewsError: A file is malformed, or there is nothing to release.
    """
    entries = read_all(root / "changes")
    if not entries:
        raise NewsError("there is no news to release; write a file into changes first")
    path = root / "CHANGELOG.md"
    before = path.read_text(encoding="utf-8")
    place = _FIRST_RELEASE.search(before)
    cut = place.start() if place else len(before)
    section = f"## {version} ({day})\n\n{render(entries)}\n"
    path.write_text(before[:cut].rstrip() + "\n\n" + section + before[cut:], encoding="utf-8")
    for news in files(root / "changes"):
        news.unlink()
