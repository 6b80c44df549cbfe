"""Reference pages follow the code, and a stale one is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import blocks, reference


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    package = tmp_path / "src" / "probandum"
    (package / "sources" / "formats").mkdir(parents=True)
    (package / "sources" / "formats" / "odt.py").write_text('"""Text of a letter."""\n')
    (package / "_hidden.py").write_text('"""Not shown."""\n')
    (package / "counting.py").write_text(
        '"""Counting people."""\n\n\n'
        "def count(names: tuple[str, ...], *, least: int = 0) -> int:\n"
        '    """Count the names.\n\n    Args:\n        names: As written.\n    """\n'
        "    return len(names)\n\n\n"
        'def _hidden() -> None:\n    """Not shown."""\n'
    )
    reference.build(tmp_path)
    return tmp_path


def test_a_page_holds_signature_and_docstring(tree: Path) -> None:
    page = (tree / reference.FOLDER / "probandum.counting.md").read_text(encoding="utf-8")

    assert "# probandum.counting\n\nCounting people.\n" in page
    assert "count(names: tuple[str, ...], *, least: int=0) -> int" in page
    assert "Args:\n    names: As written." in page
    assert "hidden" not in page
    assert 0 == blocks.run_page(
        tree / reference.FOLDER / "probandum.counting.md", page="page", folder=tree
    )


def test_a_register_is_listed_by_the_files_in_its_folder(tree: Path) -> None:
    page = (tree / reference.FOLDER / "list-readers.md").read_text(encoding="utf-8")

    assert "| odt | Text of a letter. |" in page


def test_pages_just_built_are_fresh_and_changed_code_makes_them_stale(tree: Path) -> None:
    assert [] == reference.stale(tree)

    (tree / "src" / "probandum" / "counting.py").write_text('"""Counting anew."""\n')
    (tree / reference.FOLDER / "probandum.gone.md").write_text("old\n")

    assert [
        "docs/reference/probandum.counting.md: differs from the code; run python3 dev.py docs",
        "docs/reference/probandum.gone.md: differs from the code; run python3 dev.py docs",
    ] == reference.stale(tree)
    reference.build(tree)
    assert [] == reference.stale(tree)
