"""The main job refuses in one line what it cannot do, before it does anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from probandum import api
from probandum.errors import CaseError, ProbandumError, UnknownDropInError

WORDS = "According to two residents, soldiers killed 12 villagers at Tarn.\n"


def run(folder: Path, *, target: Path, frameworks: tuple[str, ...] = ()) -> api.Travelled:
    """Go the whole road, telling nobody."""
    watcher = api.Watcher(
        acknowledge=lambda taken: None, progress=lambda done, total: None, tell=lambda words: None
    )
    case = target.with_suffix("")
    return api.run(folder, case=case, target=target, watcher=watcher, frameworks=frameworks)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "note.txt").write_text(WORDS)
    return folder


def test_the_road_ends_with_a_reading_file(sources: Path, tmp_path: Path) -> None:
    done = run(sources, target=tmp_path / "out" / "reading.html")
    assert (1, 1, 0) == (len(done.added.taken), done.extracted.statements, done.unread)
    assert b"Unreviewed machine reading" in done.report.path.read_bytes()


def test_going_again_does_only_what_is_new(sources: Path, tmp_path: Path) -> None:
    run(sources, target=tmp_path / "reading.html")
    again = run(sources, target=tmp_path / "reading.html")
    assert (0, 0, 1) == (again.added.read, again.extracted.extracted, again.extracted.remembered)
    assert () == again.assessed.laid_out
    (sources / "more.txt").write_text(f"{WORDS}Two more were shot dead, a nurse said.\n")
    more = run(sources, target=tmp_path / "reading.html")
    assert (1, 1, 1) == (more.added.read, more.extracted.extracted, more.extracted.remembered)


@pytest.mark.parametrize(
    ("target", "frameworks", "error", "message"),
    [
        ("reading.pdf", (), UnknownDropInError, "no renderer writes .pdf; there are .html"),
        ("reading.html", ("nope",), UnknownDropInError, "no framework 'nope'; there are"),
    ],
)
def test_what_cannot_be_written_or_laid_out_is_refused_first(
    sources: Path,
    tmp_path: Path,
    target: str,
    frameworks: tuple[str, ...],
    error: type[ProbandumError],
    message: str,
) -> None:
    with pytest.raises(error, match=message):
        run(sources, target=tmp_path / target, frameworks=frameworks)
    assert ["sources"] == [path.name for path in tmp_path.iterdir()]


def test_a_folder_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no file or folder 'nowhere'"):
        run(tmp_path / "nowhere", target=tmp_path / "reading.html")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CaseError, match="holds no files; put sources into it first"):
        run(tmp_path / "empty", target=tmp_path / "reading.html")


def test_a_file_beside_the_sources_states_what_they_do_not_say(
    sources: Path, tmp_path: Path
) -> None:
    (sources / "sources.toml").write_text(
        '[[source]]\nfile = "*.txt"\nauthor = "Lea Brandt"\ncomplete = false\n'
        'part = "page 1 of 2"\nkind = "testimony"\n'
    )
    done = run(sources, target=tmp_path / "reading.html")
    with api.open_existing(done.case) as case:
        (source,) = api.sources_of(case)
        (listed,) = api.statements_of(case)
    stated = (source.author, source.completeness.value, source.completeness_note)
    assert ("Lea Brandt", "partial", "page 1 of 2") == stated
    assert "account" == listed.statement.lane.value


def test_a_statement_beside_the_sources_that_is_none_stops_everything(
    sources: Path, tmp_path: Path
) -> None:
    (sources / "sources.toml").write_text("[[source]]\nrestricted = perhaps\n")
    with pytest.raises(CaseError, match=r"sources.toml cannot be used.*nothing was added"):
        run(sources, target=tmp_path / "reading.html")
