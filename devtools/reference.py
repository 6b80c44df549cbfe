"""Reference pages: docs/reference is written from public docstrings and the folders of drop-ins."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("docs") / "reference"

REGISTERS = {
    "readers": "sources/formats",
    "extractors": "statements/extractors",
    "lexicons": "statements/lexicons",
    "scales": "corroboration/scales",
    "comparisons": "matching/comparisons",
    "estimators": "estimates/estimators",
    "frameworks": "assessment/frameworks",
    "renderers": "report/renderers",
    "commands": "cli/commands",
    "pages": "web/pages",
}
"""Folders of drop-ins under ``src/probandum``, by the name ``probandum list`` gives them."""

_NOTE = "<!-- written by dev.py docs from the code; do not edit -->\n"


def pages(root: Path) -> dict[str, str]:
    """Write every reference page in memory, by file name.

    Args:
        root: The clone.
    """
    source = root / "src" / "probandum"
    written: dict[str, str] = {}
    for path in sorted(source.rglob("*.py")):
        page = _module_page(path, module=_module_name(path, source=source))
        if page:
            written[f"{_module_name(path, source=source)}.md"] = page
    for register, folder in REGISTERS.items():
        if (source / folder).is_dir():
            written[f"list-{register}.md"] = _register_page(source / folder, register=register)
    written["README.md"] = _index(written)
    return written


def build(root: Path) -> None:
    """Write the reference pages, and delete those of modules that are gone.

    Args:
        root: The clone.
    """
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = pages(root)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    for path in folder.glob("*.md"):
        if path.name not in written:
            path.unlink()


def stale(root: Path) -> list[str]:
    """Compare the pages on disk with the code.

    Args:
        root: The clone.

    Returns:
        One line per page that differs; empty when ``dev.py docs`` would change nothing.
    """
    folder = root / FOLDER
    written = pages(root)
    on_disk = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    names = sorted(written.keys() | on_disk.keys())
    return [
        f"{(FOLDER / name).as_posix()}: differs from the code; run python3 dev.py docs"
        for name in names
        if written.get(name) != on_disk.get(name)
    ]


def _module_name(path: Path, *, source: Path) -> str:
    parts = path.relative_to(source.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _module_page(path: Path, *, module: str) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if any(part.startswith("_") for part in module.split(".")):
        return ""
    entries = [entry for node in tree.body for entry in _entry(node, within="", depth=2)]
    introduction = ast.get_docstring(tree) or ""
    return "\n".join([_NOTE, f"# {module}\n", _prose(introduction), *entries]).rstrip() + "\n"


def _entry(node: ast.stmt, *, within: str, depth: int) -> Iterator[str]:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    words = ast.get_docstring(node)
    if node.name.startswith("_") or words is None:
        return
    name = f"{within}{node.name}"
    yield f"{'#' * depth} {name}\n"
    if isinstance(node, ast.ClassDef):
        yield _text_block("\n".join(_fields(node, name=name)))
        yield _prose(words)
        for child in node.body:
            yield from _entry(child, within=f"{name}.", depth=depth + 1)
    else:
        yield _text_block(_signature(node))
        yield _prose(words)


def _fields(node: ast.ClassDef, *, name: str) -> Iterator[str]:
    bases = ", ".join(ast.unparse(base) for base in node.bases)
    yield f"class {name}({bases})" if bases else f"class {name}"
    for child in node.body:
        is_public = isinstance(child, ast.AnnAssign | ast.Assign) and not ast.unparse(
            child
        ).startswith("_")
        if is_public:
            yield f"    {ast.unparse(child)}"


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    is_property = any(ast.unparse(mark) == "property" for mark in node.decorator_list)
    if is_property:
        return f"{node.name}{result}"
    return f"{node.name}({ast.unparse(node.args)}){result}"


def _prose(words: str) -> str:
    """Keep the first sentence as prose, and the Google sections as written."""
    first, _, rest = inspect.cleandoc(words).partition("\n\n")
    return f"{first}\n" if not rest else f"{first}\n\n{_text_block(rest)}"


def _text_block(text: str) -> str:
    return f"```text\n{text.strip()}\n```\n"


def _register_page(folder: Path, *, register: str) -> str:
    lines = [_NOTE, f"# {register}\n", "| name | what it is |", "|---|---|"]
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".py", ".toml"} or path.name.startswith("_"):
            continue
        lines.append(f"| {path.stem} | {_first_words(path)} |")
    return "\n".join(lines) + "\n"


def _first_words(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        words = ast.get_docstring(ast.parse(text)) or ""
    else:
        words = next((line for line in text.splitlines() if line.startswith("#")), "").lstrip("# ")
    return words.partition("\n")[0].replace("|", "\\|")


def _index(written: dict[str, str]) -> str:
    lists = [name for name in written if name.startswith("list-")]
    modules = [name for name in written if not name.startswith("list-")]
    lines = [_NOTE, "# Reference\n", "Drop-ins:\n"]
    lines += [f"- [{name.removesuffix('.md').removeprefix('list-')}]({name})" for name in lists]
    lines += ["\nModules:\n"]
    lines += [f"- [{name.removesuffix('.md')}]({name})" for name in modules]
    return "\n".join(lines) + "\n"
