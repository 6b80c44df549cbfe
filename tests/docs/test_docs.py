"""Every code block of the pages runs, and prints what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import blocks

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    {*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changes").glob("*.md")}
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_code_blocks_of_the_page_do_what_it_says(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PROBANDUM_PERSON", raising=False)

    blocks.run_page(path, page=path.relative_to(ROOT).as_posix(), folder=tmp_path)
