"""Whatever lies in a folder is taken in, or is a counted gap; nothing stops the rest."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probandum.errors import CaseError
from probandum.model.run import Gap, GapKind
from probandum.model.source import Instance, Source
from probandum.workflow.case import Case
from probandum.workflow.intake import Outcome, Stated, files_below, preserve, preserve_file
from probandum.workflow.surroundings import Surroundings, SystemChance
from probandum.workflow.verifying import verify_all
from tests.workflow_cases import OFFICE, new_case, reopened, take_in, write_sources

FILES_EACH = 12


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path / "case")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sources"
    made.mkdir()
    return made


def _gaps(case: Case) -> list[Gap]:
    return [row.value(Gap) for row in case.store.current_rows("gap")]


def _sources(case: Case) -> list[Source]:
    return [row.value(Source) for row in case.store.rows("source")]


# ---------------------------------------------------------------- folders and oddities


def test_a_folder_is_taken_in_with_its_folders_in_the_order_of_the_names(
    case: Case, folder: Path
) -> None:
    write_sources(folder, {"b.txt": b"b", "a.txt": b"a", ".hidden": b"h"})
    write_sources(folder / "deep" / "er", {"c.txt": b"c"})
    (folder / "empty").mkdir()
    take_in(case, folder)
    assert [".hidden", "a.txt", "b.txt", "c.txt"] == [source.name for source in _sources(case)]
    assert {Outcome.KNOWN} == {taken.outcome for taken in take_in(case, folder)}
    assert () == verify_all(case).problems


def test_nothing_of_that_name_is_refused(folder: Path) -> None:
    with pytest.raises(CaseError, match="no file or folder 'missing'"):
        list(files_below(folder / "missing"))


def test_links_pipes_and_sockets_are_counted_gaps_and_nothing_waits(
    case: Case, folder: Path
) -> None:
    write_sources(folder, {"a.txt": b"a"})
    write_sources(folder / "inner", {"b.txt": b"b"})
    (folder / "dangling").symlink_to(folder / "nowhere")
    (folder / "loop").symlink_to(folder)
    (folder / "to-file").symlink_to(folder / "a.txt")
    (folder / "to-folder").symlink_to(folder / "inner")
    os.mkfifo(folder / "pipe")
    taken = take_in(case, folder)
    assert 5 == sum(each.outcome is Outcome.REFUSED for each in taken)
    assert 2 == sum(each.outcome is Outcome.PRESERVED for each in taken)
    gaps = _gaps(case)
    assert 5 == len(gaps)
    assert {(GapKind.UNREADABLE, "file", "preserve")} == {
        (gap.kind, gap.subject_kind, gap.step) for gap in gaps
    }
    names = ("dangling", "loop", "to-file", "to-folder", "pipe")
    assert not any(name in gap.reason + gap.subject for gap in gaps for name in names)
    assert () == verify_all(case).problems


@pytest.mark.parametrize("path", ["/proc/self/mem", "/dev/zero"])
def test_a_file_of_the_system_that_cannot_be_read_is_a_gap(case: Case, path: str) -> None:
    if not Path(path).exists():
        pytest.skip("this system has no such file")
    taken = preserve_file(case, Path(path), stated=Stated())
    assert Outcome.REFUSED is taken.outcome
    assert 1 == len(_gaps(case))


def test_an_empty_file_is_a_source(case: Case, folder: Path) -> None:
    write_sources(folder, {"empty.txt": b""})
    (taken,) = take_in(case, folder)
    (source,) = _sources(case)
    assert (Outcome.PRESERVED, 0) == (taken.outcome, source.size)
    assert () == verify_all(case).problems


def test_a_name_that_is_no_utf8_is_taken_in_or_a_gap(case: Case, folder: Path) -> None:
    path = os.fsencode(folder) + b"/odd\xff.txt"
    Path(os.fsdecode(path)).write_bytes(b"words")
    (taken,) = take_in(case, folder)
    assert taken.outcome in (Outcome.PRESERVED, Outcome.REFUSED)
    assert () == verify_all(case).problems


# ---------------------------------------------------------------- the same bytes


def test_the_same_bytes_under_two_names_are_one_source_and_one_instance(
    case: Case, folder: Path
) -> None:
    write_sources(folder, {"a.txt": b"same", "b.txt": b"same", "c.txt": b"other"})
    taken = take_in(case, folder)
    assert [Outcome.PRESERVED, Outcome.INSTANCE, Outcome.PRESERVED] == [t.outcome for t in taken]
    assert taken[0].source == taken[1].source
    assert taken[0].evidence_code == taken[1].evidence_code
    (instance,) = [row.value(Instance) for row in case.store.rows("instance")]
    assert ("b.txt", taken[0].source) == (instance.name, instance.source)
    assert {Outcome.KNOWN} == {t.outcome for t in take_in(case, folder)}
    assert () == verify_all(case).problems


def test_a_refused_name_is_made_good_by_known_bytes_of_that_name(
    case: Case, tmp_path: Path
) -> None:
    preserve(case, b"words", name="a.txt", stated=Stated())
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    preserve_file(case, tmp_path / "b.txt", stated=Stated())
    assert 1 == len(_gaps(case))
    preserve(case, b"words", name="b.txt", stated=Stated())
    assert [] == _gaps(case)
    assert () == verify_all(case).problems


def test_a_name_taken_in_before_and_refused_now_is_a_gap(case: Case, tmp_path: Path) -> None:
    preserve(case, b"words", name="a.txt", stated=Stated())
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    preserve_file(case, tmp_path / "a.txt", stated=Stated())
    assert 1 == len(_gaps(case))
    assert () == verify_all(case).problems


# ---------------------------------------------------------------- two at once


class InterruptingClock:
    """A clock during whose reading, once, another process takes something in."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self._meanwhile: Callable[[], object] | None = meanwhile

    def now(self) -> datetime:
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("other_name", "expected", "instances"),
    [("a.txt", Outcome.KNOWN, 0), ("b.txt", Outcome.INSTANCE, 1)],
)
def test_bytes_another_process_takes_in_meanwhile_are_logged_once_and_both_names_kept(
    case: Case, other_name: str, expected: Outcome, instances: int
) -> None:
    def meanwhile() -> object:
        with reopened(case.folder) as other:
            return preserve(other, b"words", name=other_name, stated=Stated())

    clock = InterruptingClock(meanwhile)
    here = Case(
        folder=case.folder,
        settings=case.settings,
        store=case.store,
        originals=case.originals,
        texts=case.texts,
        key=case.key,
        surroundings=Surroundings(clock=clock, chance=SystemChance()),
    )
    taken = preserve(here, b"words", name="a.txt", stated=Stated())
    assert expected is taken.outcome
    assert 1 == len(_sources(case))
    assert instances == case.store.count("instance")
    assert () == verify_all(case).problems


def test_an_instance_another_process_logs_meanwhile_is_not_logged_twice(case: Case) -> None:
    preserve(case, b"words", name="a.txt", stated=Stated())

    def meanwhile() -> object:
        with reopened(case.folder) as other:
            return preserve(other, b"words", name="b.txt", stated=Stated())

    here = Case(
        folder=case.folder,
        settings=case.settings,
        store=case.store,
        originals=case.originals,
        texts=case.texts,
        key=case.key,
        surroundings=Surroundings(clock=InterruptingClock(meanwhile), chance=SystemChance()),
    )
    assert Outcome.KNOWN is preserve(here, b"words", name="b.txt", stated=Stated()).outcome
    assert 1 == case.store.count("instance")


def test_two_processes_that_add_at_once_give_every_source_a_code_of_its_own(
    case: Case, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    folders = []
    for name in ("north", "south"):
        contents = {
            f"{name}-{number}.txt": f"{name} {number}".encode() for number in range(FILES_EACH)
        }
        folders.append(write_sources(tmp_path / name, {**contents, "both.txt": b"the same"}))
    workers = [context.Process(target=_add, args=(case.folder, folder)) for folder in folders]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
        assert 0 == worker.exitcode
    total = 2 * FILES_EACH + 1
    codes = sorted(source.evidence_code for source in _sources(case))
    assert [f"DOC-{OFFICE.upper()}-{number:03d}" for number in range(1, total + 1)] == codes
    assert 0 == case.store.count("instance")
    assert () == verify_all(case).problems


def _add(case_folder: Path, sources: Path) -> None:
    with reopened(case_folder) as case:
        take_in(case, sources)
