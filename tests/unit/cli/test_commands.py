"""Each command: its help, what it prints, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from probandum import api
from probandum.cli import exit_code
from probandum.cli.commands import decide
from probandum.cli.group import program
from probandum.errors import (
    CaseError,
    IntegrityError,
    NotFoundError,
    PersonRequiredError,
    ProbandumError,
    RefusedDecisionError,
    UncitedSentenceError,
    UndecodableError,
    UnknownDropInError,
)
from probandum.registry import COMMANDS
from tests import whole_cases

NAMES = sorted(name.rstrip("_") for name in COMMANDS.names())
DECISIONS = sorted(decide.COMMAND.commands)


def run(*words: str | Path) -> Result:
    """Run the command line in this process, errors of the program raised."""
    result = CliRunner().invoke(
        program, [str(word) for word in words], auto_envvar_prefix="PROBANDUM"
    )
    if isinstance(result.exception, ProbandumError):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that tests only read, or add decisions to."""
    folder = tmp_path_factory.mktemp("shared") / "case"
    whole_cases.made(folder).close()
    return folder


@pytest.fixture(scope="module")
def statements(shared: Path) -> list[str]:
    with api.open_existing(shared) as case:
        return [item.id for item in api.statements_of(case)]


def test_every_command_there_is_is_listed() -> None:
    listed = run("--help").output
    assert NAMES == [name for name in NAMES if f"  {name} " in listed]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(name: str) -> None:
    result = run(name, "--help")
    assert 0 == result.exit_code
    assert result.output.startswith(f"Usage: program {name} ")
    assert result.output.rstrip().endswith("Show this message and exit.") or name == "decide"


@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_explains_itself_and_takes_a_person(name: str) -> None:
    result = run("decide", name, "--help")
    assert 0 == result.exit_code
    assert "--by NAME" in result.output


def test_the_short_help_fits_the_screen() -> None:
    context = click.Context(program)
    found = {name: program.get_command(context, name) for name in NAMES}
    shorts = {name: each.get_short_help_str(60) for name, each in found.items() if each}
    assert NAMES == [name for name, words in shorts.items() if words and "..." not in words]


def test_integrity_and_cites_have_exit_codes_of_their_own() -> None:
    errors = (CaseError("x"), NotFoundError("x"), IntegrityError("x"), UncitedSentenceError("x"))
    assert [1, 1, 3, 4] == [exit_code(error) for error in errors]


def test_a_case_is_made_once(shared: Path) -> None:
    with pytest.raises(CaseError, match="'case' already holds a case; add to it, or choose"):
        run("init", shared, "--question", "Who?")


def test_a_folder_with_other_files_is_no_place_for_a_case(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("x")
    with pytest.raises(CaseError, match="holds other files; a case needs a folder of its own"):
        run("init", tmp_path, "--question", "Who?")


@pytest.mark.parametrize("option", ["--framework", "--standard"])
def test_an_unknown_law_is_refused_before_anything_is_made(tmp_path: Path, option: str) -> None:
    with pytest.raises(UnknownDropInError, match=r"no \w+ 'nowhere'; there are \w+"):
        run("init", tmp_path / "case", "--question", "Who?", option, "nowhere")
    assert not (tmp_path / "case").exists()


def test_an_empty_question_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="a case needs a question"):
        run("init", tmp_path / "case", "--question", "  ")
    assert not (tmp_path / "case").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("add", "{}", "x.txt"),
        ("extract", "{}"),
        ("assess", "{}"),
        ("search", "{}", "killed"),
        ("export", "{}", "-o", "out"),
        ("report", "{}", "-o", "out.html"),
        ("list", "gaps", "{}"),
        ("decide", "accept", "{}", "x", "--by", "Ona Berim"),
    ],
)
def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(CaseError, match="no folder 'nowhere'; make a case with init"):
        run(*(word.format(tmp_path / "nowhere") for word in words))


def test_a_folder_that_is_no_case_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"holds no case.toml; name a case folder or make one"):
        run("extract", tmp_path)


def test_the_case_is_never_a_source_of_itself(shared: Path) -> None:
    for path in (shared, shared.parent, shared / "sealed"):
        with pytest.raises(CaseError, match="the case's own folder lies in what is to be added"):
            run("add", shared, path)


def test_a_decision_needs_a_person(shared: Path, statements: list[str]) -> None:
    with pytest.raises(PersonRequiredError, match="give --by or set PROBANDUM_PERSON"):
        run("decide", "accept", shared, statements[0])
    with pytest.raises(PersonRequiredError, match="a decision needs a named person"):
        run("decide", "accept", shared, statements[0], "--by", "  ")


def test_the_person_may_stand_in_the_environment(
    shared: Path, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBANDUM_PERSON", "Ona Berim")
    made = json.loads(run("decide", "accept", shared, statements[0], "--json").stdout)
    actor = made["decision"]["actor"]
    assert ("person", "Ona Berim", "hq") == (actor["kind"], actor["name"], actor["office"])


def test_an_unknown_or_ambiguous_statement_is_refused(shared: Path, statements: list[str]) -> None:
    with pytest.raises(NotFoundError, match=r"^0 statements have an id beginning 'zz'"):
        run("decide", "reject", shared, "zz", "--by", "Ona Berim")
    with pytest.raises(NotFoundError, match=f"^{len(statements)} statements have an id beginning"):
        run("decide", "reject", shared, "statement-", "--by", "Ona Berim")


def test_the_beginning_of_an_id_is_enough(shared: Path, statements: list[str]) -> None:
    start = statements[1].removeprefix("statement-")[:12]
    result = run("decide", "reject", shared, start, "--by", "Ona Berim")
    assert result.stdout.startswith("decision-hq-")
    with api.open_existing(shared) as case:
        rejected = [item.id for item in api.statements_of(case) if item.status == "rejected"]
    assert [statements[1]] == rejected


def test_an_unknown_decision_cannot_be_undone(shared: Path) -> None:
    with pytest.raises(NotFoundError, match="no decision decision-hq-0 in this case"):
        run("decide", "undo", shared, "decision-hq-0", "--by", "Ona Berim")


@pytest.mark.parametrize("change", ["place=Orsk-Dal", "place", "place="])
def test_a_change_needs_json(shared: Path, statements: list[str], change: str) -> None:
    words = ("decide", "amend", shared, statements[2], "--set", change, "--by", "Ona Berim")
    result = run(*words)
    assert 2 == result.exit_code
    assert 'needs JSON, such as "text" or 3' in result.stderr
    assert "Orsk-Dal" not in result.stderr


def test_a_change_that_does_not_fit_is_refused(shared: Path, statements: list[str]) -> None:
    words = ("decide", "amend", shared, statements[2], "--by", "Ona Berim", "--set")
    with pytest.raises(RefusedDecisionError, match="'quote' cannot be amended; fields are acts,"):
        run(*words, 'quote="other"')
    with pytest.raises(UndecodableError, match=r"data is not a Statement at `\$.place`") as caught:
        run(*words, 'place=["Secret"]')
    assert "Secret" not in str(caught.value)


def test_an_unknown_cell_has_no_leaf(shared: Path) -> None:
    words = ("decide", "leaf", shared, "a:b:c", "established", "--rationale", "x", "--by", "Ona")
    with pytest.raises(RefusedDecisionError, match="no cell 'a:b:c' in this case"):
        run(*words)
    assert 2 == run(*words[:4], "proven", *words[5:]).exit_code


@pytest.mark.parametrize("date", ["2019-13", "May 2019", "", " "])
def test_a_bad_date_is_refused_before_anything_is_taken_in(
    shared: Path, tmp_path: Path, date: str
) -> None:
    path = tmp_path / "late.txt"
    path.write_text("Two were killed.\n")
    with pytest.raises(ProbandumError, match="is no date this program reads; write 2007"):
        run("add", shared, path, f"--date={date}")
    with api.open_existing(shared) as case:
        assert "late.txt" not in [source.name for source in api.sources_of(case)]


def test_what_is_to_be_added_must_be_there(shared: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"no file or folder 'gone.txt'; name one that is there"):
        run("add", shared, tmp_path / "gone.txt")


def test_what_is_stated_at_intake_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Two were killed.\n")
    run("init", tmp_path / "case", "--question", "Who?")
    stated = ("--author", "a neighbour", "--date", "2019-05", "--complete", "no", "--restricted")
    result = run("add", tmp_path / "case", path, *stated, "--part", "page 1 of 2", "--json")
    assert "preserved" == json.loads(result.stdout)["outcome"]
    assert "nothing is encrypted yet" in result.stderr
    with api.open_existing(tmp_path / "case") as case:
        (source,) = api.sources_of(case)
    found = (source.author, str(source.date), source.completeness_note, source.restriction.value)
    assert ("a neighbour", "2019-05", "page 1 of 2", "restricted") == found


def test_a_root_needs_a_number(shared: Path) -> None:
    result = run("verify", shared, "--root", "hq", "all", "00")
    assert 2 == result.exit_code
    assert "'all' is not a valid integer" in result.stderr


def test_a_root_noted_elsewhere_is_compared(shared: Path) -> None:
    words = run("verify", shared).stdout.split()
    office, size, root = words[1].rstrip(":"), words[2], words[5]
    assert 0 == run("verify", shared, "--root", office, size, root).exit_code
    assert 3 == run("verify", shared, "--root", office, size, root[::-1]).exit_code


def test_a_renderer_is_chosen_by_the_ending(shared: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownDropInError, match=r"no renderer writes \.wpd; there are \.html"):
        run("report", shared, "-o", tmp_path / "report.wpd")
    assert [] == list(tmp_path.iterdir())


def test_nothing_is_exported_over_anything(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(CaseError, match="is not empty; export into a new folder"):
        run("export", shared, "-o", tmp_path)
    assert ["mine.txt"] == [path.name for path in tmp_path.iterdir()]


def test_errors_hold_no_name_and_no_quote(shared: Path, tmp_path: Path) -> None:
    words = ("decide", "accept", shared, "zz", "--by", "Secret Person", "--reason", "Secret words")
    with pytest.raises(ProbandumError) as caught:  # noqa: PT011 - any of them
        run(*words)
    assert "Secret" not in str(caught.value)


def test_listing_what_there_is_not_is_a_matter_of_usage(shared: Path) -> None:
    assert 2 == run("list", "gaps").exit_code
    assert 2 == run("list", "verdicts", shared).exit_code


@pytest.mark.parametrize("what", ["sources", "statements", "gaps", "decisions"])
def test_a_list_is_data_line_by_line(shared: Path, what: str) -> None:
    plain, structured = run("list", what, shared), run("list", what, shared, "--json")
    assert plain.stdout.count("\n") == structured.stdout.count("\n")
    assert f"{plain.stdout.count(chr(10))} {what}\n" == plain.stderr
    assert all(json.loads(line) for line in structured.stdout.splitlines())


def test_the_counts_of_the_matrix_are_pairs(shared: Path) -> None:
    run("assess", shared)
    counts = [json.loads(line) for line in run("assess", shared, "--json").stdout.splitlines()]
    assert all({"accepted", "suggested", "origins_accepted"} <= set(count) for count in counts)
    assert [] != counts


def test_doctor_says_what_the_machine_offers() -> None:
    found = [json.loads(line) for line in run("doctor", "--json").stdout.splitlines()]
    names = [condition["name"] for condition in found]
    assert ["probandum", "python", "sqlite", "isolation", "bwrap"] == names[:5]


def test_an_import_makes_the_same_case(shared: Path, tmp_path: Path) -> None:
    run("export", shared, "-o", tmp_path / "export")
    result = run("import", tmp_path / "again", tmp_path / "export")
    assert f"{tmp_path / 'again'}\n" == result.stdout
    assert run("verify", shared).stdout == run("verify", tmp_path / "again").stdout
