"""The tasks of dev.py: each prepares the environment it needs and passes on the exit code."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from devtools import environment, news, reference, rules, soaking
from devtools.environment import Plan

ROOT = Path(__file__).resolve().parent.parent

Task = Callable[[Path, Sequence[str]], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One task: its name, what ``--help`` says of it, and the function that does it."""

    name: str
    summary: str
    run: Task


def main(arguments: Sequence[str]) -> int:
    """Run the task named first, with all that follows passed to it.

    Args:
        arguments: The command line after ``dev.py``.

    Returns:
        The exit code of the last program that failed, or 0.
    """
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Every task of a developer. Makes its own virtual environment in .venv "
        "(PROBANDUM_VENV moves it). What follows the task is passed to it.",
        epilog="\n".join(f"{entry.name:10} {entry.summary}" for entry in COMMANDS.values()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("task", choices=list(COMMANDS), metavar="task")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    # Only the first word is ours: `dev.py test -h` asks pytest for help.
    chosen = parser.parse_args(list(arguments[:1]))
    try:
        return COMMANDS[chosen.task].run(ROOT, list(arguments[1:]))
    except environment.SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    except news.NewsError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _python(root: Path, arguments: Sequence[str], *, level: str) -> int:
    with environment.ready(environment.plan_for(root), level=level) as plan:
        return _call(root, plan, ["python", *arguments])


def _call(root: Path, plan: Plan, command: Sequence[str]) -> int:
    program = str(plan.folder / "bin" / command[0])
    variables = environment.variables_inside(plan)
    return subprocess.call([program, *command[1:]], cwd=root, env=variables)


def demo(root: Path, rest: Sequence[str]) -> int:
    """Run the invented demonstration case."""
    return _python(root, ["-m", "probandum", "demo", *rest], level="run")


def serve(root: Path, rest: Sequence[str]) -> int:
    """Open the web app on a case."""
    if not (root / "src" / "probandum" / "web" / "__init__.py").exists():
        print("dev.py: there is no web app yet; use dev.py demo", file=sys.stderr)
        return 1
    return _python(root, ["-m", "probandum", "review", *rest], level="run")


def test(root: Path, rest: Sequence[str]) -> int:
    """Run the tests; arguments go to pytest."""
    return _python(root, _pytest(rest), level="dev")


def _pytest(rest: Sequence[str]) -> list[str]:
    alone = (
        "-n",
        "--numprocesses",
        "--pdb",
        "-s",
        "--capture",
        "--trace",
        "--collect-only",
        "--co",
    )
    side_by_side = not any(argument.startswith(alone) for argument in rest)
    workers = ["-n", "2", "--dist", "worksteal"] if side_by_side else []
    return ["-m", "pytest", *workers, *rest]


def golden(root: Path, rest: Sequence[str]) -> int:
    """Renew the golden files; review them as a diff."""
    return _python(root, ["-m", "pytest", "tests/golden", "--renew-golden", *rest], level="dev")


def fix(root: Path, rest: Sequence[str]) -> int:
    """Format, apply safe repairs, rebuild the reference pages."""
    if rest:
        return _refuse(f"fix takes no arguments, found {' '.join(rest)}")
    with environment.ready(environment.plan_for(root), level="dev") as plan:
        code = _call(root, plan, ["ruff", "check", "--fix-only", "--quiet", "."])
        code = _call(root, plan, ["ruff", "format", "."]) or code
    reference.build(root)
    return code


def docs(root: Path, rest: Sequence[str]) -> int:
    """Build docs/reference from the code; ``--check`` compares instead."""
    if list(rest) == ["--check"]:
        return _report("reference pages", reference.stale(root))
    if rest:
        return _refuse(f"docs takes only --check, found {' '.join(rest)}")
    reference.build(root)
    return 0


def bench(root: Path, rest: Sequence[str]) -> int:
    """Run benchmarks/NAME.py with arguments, or all of them."""
    scripts = sorted((root / "benchmarks").glob("*.py"))
    names = {script.stem: script for script in scripts}
    if rest and rest[0] in names:
        scripts, rest = [names[rest[0]]], rest[1:]
    if not scripts:
        return _refuse("there are no benchmarks yet; put a script into benchmarks")
    code = 0
    for script in scripts:
        print(f"dev.py: {script.relative_to(root)}", file=sys.stderr, flush=True)
        code = _python(root, [str(script), *rest], level="dev") or code
    return code


def soak(root: Path, rest: Sequence[str]) -> int:
    """Run the long tests and write their result into benchmarks/results."""
    with environment.ready(environment.plan_for(root), level="dev") as plan:
        return soaking.run(root, plan, rest)


def changelog(root: Path, rest: Sequence[str]) -> int:
    """Print the news of the next release; ``--release VERSION`` moves them into CHANGELOG.md."""
    if not rest:
        print(news.render(news.read_all(root / "changes")), end="")
        return 0
    if len(rest) == 2 and rest[0] == "--release":
        news.release(root, version=rest[1], day=time.strftime("%Y-%m-%d"))
        return 0
    return _refuse("changelog takes nothing or --release VERSION")


def check(root: Path, rest: Sequence[str]) -> int:
    """Everything that must pass: format, lint, types, imports, file rules, tests."""
    if rest:
        return _refuse(f"check takes no arguments, found {' '.join(rest)}; use dev.py test")
    programs = {
        "format": ["ruff", "format", "--check", "."],
        "lint": ["ruff", "check", "."],
        "types": ["mypy"],
        "imports": ["lint-imports", "--no-cache"],
        "tests": ["python", *_pytest([])],
    }
    with environment.ready(environment.plan_for(root), level="dev") as plan:
        steps: dict[str, Callable[[], int]] = {
            name: partial(_call, root, plan, command) for name, command in programs.items()
        }
        tests = steps.pop("tests")
        steps["file rules"] = lambda: _report("file rules", rules.broken(root))
        steps["reference"] = lambda: docs(root, ["--check"])
        failed = {name: _timed(name, step) for name, step in {**steps, "tests": tests}.items()}
    names = [name for name, code in failed.items() if code != 0]
    if names:
        print(f"dev.py: check failed in: {', '.join(names)}", file=sys.stderr)
    return next((code for code in failed.values() if code != 0), 0)


def _timed(name: str, step: Callable[[], int]) -> int:
    print(f"dev.py: {name}", file=sys.stderr, flush=True)
    started = time.monotonic()
    code = step()
    print(f"dev.py: {name} took {time.monotonic() - started:.1f} seconds", file=sys.stderr)
    sys.stderr.flush()
    return code


def _report(name: str, complaints: Sequence[str]) -> int:
    for complaint in complaints:
        print(complaint)
    print(f"{name}: {len(complaints)} complaints", flush=True)
    return 1 if complaints else 0


def pictures(root: Path, rest: Sequence[str]) -> int:
    """Take the README's pictures from the running program; needs Chromium."""
    return _python(root, ["-m", "devtools.pictures", *rest], level="dev")


def _refuse(words: str) -> int:
    print(f"dev.py: {words}", file=sys.stderr)
    return 2


COMMANDS = {
    command.name: command
    for command in (
        Command(name="demo", summary="run the invented demonstration case", run=demo),
        Command(name="check", summary="format, lint, types, imports, file rules, tests", run=check),
        Command(name="test", summary="run the tests; arguments go to pytest", run=test),
        Command(name="fix", summary="format, repair, rebuild the reference pages", run=fix),
        Command(name="docs", summary="build docs/reference; --check compares", run=docs),
        Command(name="golden", summary="renew the golden files, to review as a diff", run=golden),
        Command(name="bench", summary="run benchmarks/*.py, or one by NAME", run=bench),
        Command(name="soak", summary="run the long tests, keep their result", run=soak),
        Command(name="serve", summary="open the web app on the demonstration case", run=serve),
        Command(
            name="pictures", summary="take the README's pictures; needs Chromium", run=pictures
        ),
        Command(name="changelog", summary="print the news; --release VERSION", run=changelog),
    )
}
