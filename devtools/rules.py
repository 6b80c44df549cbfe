"""Rules of the house that no linter knows: sizes of files and functions, first lines, words."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from devtools import news

LONGEST_FILE = 400
LONGEST_FUNCTION = 40

UNIT_RUNNER = "src/probandum/workflow/running.py"
"""The one file where ``except Exception`` stands: it turns a failure into a gap."""

# Written in pieces, so that this list does not complain about itself.
_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
    )
)
_FOLDERS = ("work", "farm", "root", "tmp")
_FORBIDDEN = re.compile(
    "|".join(re.escape(host) for host in _HOSTS)
    + rf"|(?<![\w./~*{{}}-])/(?:{'|'.join(_FOLDERS)})/\w"
)

_TEXT = {".py", ".md", ".toml", ".txt", ".in", ".cfg", ".html", ".css", ".js", ".sql", ".json"}
_NAMES = {"Makefile", "NOTICE", "run", ".gitignore", ".gitattributes"}


def broken(root: Path) -> list[str]:
    """Check every file of a clone against the rules.

    Args:
        root: The clone.

    Returns:
        One line per broken rule: place, what was found, what to do. Empty when all is well.
    """
    complaints: list[str] = []
    for path in tracked(root):
        if path.suffix not in _TEXT and path.name not in _NAMES:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            # Samples are kept in the encoding of their time; other files are ours.
            if "samples" not in path.parts:
                complaints.append(f"{path.relative_to(root)}: not UTF-8; save it as UTF-8")
            continue
        name = path.relative_to(root).as_posix()
        complaints.extend(words(text, name=name))
        if path.suffix == ".py":
            complaints.extend(code(text, name=name))
    complaints.extend(changes(root))
    return complaints


def tracked(root: Path) -> list[Path]:
    """List the files git knows or would add; where git cannot tell, all but hidden folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (root / ".git").exists() and shutil.which("git"):
        done = subprocess.run(command, cwd=root, capture_output=True, check=False)
        names = {name for name in done.stdout.decode().split("\0") if name}
        # A clone of another user makes git refuse; then the walk below answers.
        if done.returncode == 0:
            return [root / name for name in sorted(names) if (root / name).is_file()]
    return [
        path
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(_is_aside(part) for part in path.relative_to(root).parts[:-1])
    ]


def _is_aside(part: str) -> bool:
    return (part.startswith(".") and part != ".ci") or part == "__pycache__"


def words(text: str, *, name: str) -> Iterator[str]:
    """Complain about hosts of registries and folders of one machine.

    Args:
        text: Content of the file.
        name: Its path, for the complaint.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        found = _FORBIDDEN.search(line)
        if found:
            yield f"{name}:{number}: names {found[0]!r}; no file names a registry or one machine"


def code(text: str, *, name: str) -> Iterator[str]:
    """Complain about one Python file; most rules hold for ``src`` only.

    Args:
        text: Content of the file.
        name: Its path from the root, with slashes.
    """
    tree = ast.parse(text, filename=name)
    yield from _first_line(tree, text, name=name)
    in_source = name.startswith("src/")
    if not in_source and not name.startswith("devtools/"):
        return
    lines = len(text.splitlines())
    if lines > LONGEST_FILE:
        yield f"{name}: {lines} lines, {LONGEST_FILE} at most; split it by idea"
    for node in ast.walk(tree):
        yield from _function(node, name=name)
        if in_source:
            yield from _statement(node, name=name)


def _first_line(tree: ast.Module, text: str, *, name: str) -> Iterator[str]:
    lines = text.splitlines()
    start = 2 if lines and lines[0].startswith("#!") else 1
    first = tree.body[0] if tree.body else None
    if ast.get_docstring(tree) is None or first is None or first.lineno != start:
        yield f"{name}:1: the first line must be a docstring saying the idea of the file"


def _function(node: ast.AST, *, name: str) -> Iterator[str]:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if not body:
        return
    lines = (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1
    if lines > LONGEST_FUNCTION:
        yield (
            f"{name}:{node.lineno}: {node.name} has {lines} lines, "
            f"{LONGEST_FUNCTION} at most; split it by step"
        )


def _statement(node: ast.AST, *, name: str) -> Iterator[str]:
    if isinstance(node, ast.Assert):
        yield f"{name}:{node.lineno}: assert in src; raise an error of probandum.errors"
    if isinstance(node, ast.ExceptHandler) and name != UNIT_RUNNER and not _raises_again(node):
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        for kind in kinds:
            if kind is None or (
                isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}
            ):
                yield f"{name}:{node.lineno}: catches everything; only {UNIT_RUNNER} may"


def _raises_again(node: ast.ExceptHandler) -> bool:
    # Undoing something and passing the same error on hides nothing.
    last = node.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def changes(root: Path) -> Iterator[str]:
    """Complain about news files without the form that changes/README.md describes.

    Args:
        root: The clone.
    """
    for path in news.files(root / "changes"):
        try:
            news.read(path)
        except news.NewsError as error:
            yield f"changes/{error}"
