"""News files are read strictly and become sections of the changelog."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import news

GOOD = "kind: added\nissue: 7\n\nA folder becomes a reading file.\n\nBefore: nothing was there.\n"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_news_file_says_what_happens_now_and_what_happened_before(tmp_path: Path) -> None:
    found = news.read(write(tmp_path, "a-thing.md", GOOD))

    assert (
        news.News(
            kind="added",
            issue="7",
            now="A folder becomes a reading file.",
            before="nothing was there.",
        )
        == found
    )


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("A_Thing.md", GOOD, "lower-case words"),
        ("a-thing.txt", GOOD, "lower-case words"),
        ("a-thing.md", GOOD.replace("added", "better"), "one of added"),
        ("a-thing.md", GOOD.replace("issue: 7", "issue: seven"), "must be a number"),
        ("a-thing.md", GOOD.replace("issue:", "number:"), "expected 'kind: …'"),
        ("a-thing.md", GOOD.replace("Before: ", ""), "say what happens now"),
        ("a-thing.md", "kind: added\n", "say what happens now"),
    ],
)
def test_a_malformed_news_file_is_refused(tmp_path: Path, name: str, text: str, words: str) -> None:
    path = write(tmp_path, name, text)

    with pytest.raises(news.NewsError, match=words):
        news.read(path)


def test_a_release_moves_the_news_above_the_older_releases(tmp_path: Path) -> None:
    write(tmp_path, "CHANGELOG.md", "# Changelog\n\nHow.\n\n## 0.1.0 (2007-01-01)\n\nOld.\n")
    write(tmp_path / "changes", "README.md", "kept\n")
    write(tmp_path / "changes", "a-thing.md", GOOD)

    news.release(tmp_path, version="0.2.0", day="2008-02-02")

    assert (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8") == (
        "# Changelog\n\nHow.\n\n"
        "## 0.2.0 (2008-02-02)\n\n### Added\n\n"
        "- A folder becomes a reading file. (#7)\n\n  Before: nothing was there.\n\n"
        "## 0.1.0 (2007-01-01)\n\nOld.\n"
    )
    assert ["README.md"] == [path.name for path in (tmp_path / "changes").iterdir()]


def test_a_release_without_news_is_refused(tmp_path: Path) -> None:
    (tmp_path / "changes").mkdir()

    with pytest.raises(news.NewsError, match="no news to release"):
        news.release(tmp_path, version="0.2.0", day="2008-02-02")
