"""An export is the whole case: it comes back byte for byte, and quotes what it says it quotes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum import api
from tests import strategies, whole_cases

PIECES = (
    "Soldiers killed 12 villagers at Tarn. ",
    "The ministry denied that anyone was killed.\r\n",
    "“Two were shot dead 🕯️👩‍👩‍👧”, said the mayor of Hoeryŏng.\r",
    "사람들이 요덕수용소에서 killed 되었다. ",
    "한글 murdered ",
    "قُتل المعتقل الكبير، executed. ",
    "cafe\u0301 \u0301\u0302 massacre. ",
    "\u2028\u0085\ufeff\u200f",
)
texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(strategies.characters, max_size=9)),
    min_size=1,
    max_size=7,
).map("".join)


@settings(max_examples=6)
@given(st.lists(texts, min_size=1, max_size=3, unique=True))
def test_an_export_comes_back_byte_for_byte_and_quotes_exactly(contents: list[str]) -> None:
    files = {f"source-{number}.txt": text.encode() for number, text in enumerate(contents)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with whole_cases.made(folder / "case", files) as case:
            whole_cases.decided(case)
            whole_cases.erased(case)
            api.export_case(case, folder / "first")
        api.import_case(folder / "first", folder / "again")
        with api.open_existing(folder / "again") as case:
            api.export_case(case, folder / "second")
        assert _content(folder / "first") == _content(folder / "second")
        for kind in ("statements", "passages"):
            for value in _values(folder / "first", kind):
                _quotes_exactly(folder / "first", value)


def test_a_case_with_one_of_everything_comes_back_byte_for_byte(tmp_path: Path) -> None:
    with whole_cases.whole(tmp_path / "case") as case:
        api.export_case(case, tmp_path / "first")
        before = (whole_cases.decisions(case), api.statements_of(case), api.gaps_now(case))
    api.import_case(tmp_path / "first", tmp_path / "again")
    with api.open_existing(tmp_path / "again") as case:
        api.export_case(case, tmp_path / "second")
        after = (whole_cases.decisions(case), api.statements_of(case), api.gaps_now(case))
        done = api.assess(case)
    assert before == after
    assert () == done.laid_out
    assert _content(tmp_path / "first") == _content(tmp_path / "second")


def _content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _values(folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    with (folder / f"{kind}.jsonl").open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield json.loads(line)


def _quotes_exactly(folder: Path, value: dict[str, Any]) -> None:
    text = (folder / "texts" / f"{value['text_sha256']}.txt").read_bytes().decode()
    shown = value["quote"] if "quote" in value else value["text"]
    assert text[value["start"] : value["end"]] == shown
    for cue in value.get("cues", ()):
        assert text[cue["start"] : cue["end"]] == cue["quote"]
    for speaker in value.get("chain", ()):
        if speaker["span"]:
            span = speaker["span"]
            assert text[span["start"] : span["end"]] == span["quote"]
