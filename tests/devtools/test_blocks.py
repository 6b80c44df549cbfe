"""Blocks of a page run in order, and a page that shows something else fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import blocks


def page(folder: Path, *parts: str) -> Path:
    path = folder / "page.md"
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def fenced(language: str, code: str) -> str:
    return f"```{language}\n{code}\n```"


def run(path: Path) -> int:
    return blocks.run_page(path, page="page.md", folder=path.parent)


def test_python_blocks_share_one_namespace(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        fenced("python", "first = 1"),
        fenced("python", ">>> first + 1\n2\n>>> second = 3"),
        fenced("python", "if second != 3:\n    raise ValueError"),
    )

    assert 3 == run(path)


def test_a_failing_python_block_fails_at_its_line_of_the_page(tmp_path: Path) -> None:
    path = page(tmp_path, "words", fenced("python", "x = 1\nraise ValueError('here')"))

    with pytest.raises(ValueError, match="here") as caught:
        run(path)

    assert ("page.md", 5) == (
        caught.traceback[-1].frame.code.raw.co_filename,
        caught.traceback[-1].lineno + 1,
    )


def test_a_doctest_that_shows_another_value_fails(tmp_path: Path) -> None:
    with pytest.raises(blocks.BlockError, match="Expected:\n    3\nGot:\n    2"):
        run(page(tmp_path, fenced("python", ">>> 1 + 1\n3")))


def test_console_commands_share_a_folder_and_their_output_is_compared(tmp_path: Path) -> None:
    code = "$ echo one two \\\n  > kept.txt\n$ cat kept.txt\none ..."

    assert 1 == run(page(tmp_path, fenced("console", code)))


def test_console_output_that_differs_fails(tmp_path: Path) -> None:
    with pytest.raises(blocks.BlockError, match=r"page\.md:2: .* echo one"):
        run(page(tmp_path, fenced("console", "$ echo one\ntwo")))


def test_a_console_command_that_fails_unannounced_fails_the_page(tmp_path: Path) -> None:
    assert 1 == run(page(tmp_path, fenced("console exit=3", "$ exit 3")))
    with pytest.raises(blocks.BlockError, match="expected exit code 0, found 3"):
        run(page(tmp_path, fenced("console", "$ exit 3")))


def test_what_a_reader_does_to_get_here_is_skipped(tmp_path: Path) -> None:
    assert 1 == run(page(tmp_path, fenced("console", "$ python3 dev.py nonsense\nwhatever")))


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [("toml", "a = 'NO'", "a = NO"), ("json", "{}", "{"), ("jsonl", "{}\n\n[]", "{}\n{")],
)
def test_data_blocks_are_read(tmp_path: Path, language: str, good: str, bad: str) -> None:
    assert 1 == run(page(tmp_path, fenced(language, good)))
    with pytest.raises(blocks.BlockError, match=f"not {language}"):
        run(page(tmp_path, fenced(language, bad)))


def test_only_text_opts_out(tmp_path: Path) -> None:
    assert 0 == run(page(tmp_path, fenced("text", "anything")))
    for language in ("", "sh", "bash"):
        with pytest.raises(blocks.BlockError, match="known are python"):
            run(page(tmp_path, fenced(language, "rm x")))


def test_an_open_fence_is_refused(tmp_path: Path) -> None:
    with pytest.raises(blocks.BlockError, match="never closed"):
        run(page(tmp_path, "```python\nx = 1"))
