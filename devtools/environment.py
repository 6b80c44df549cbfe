"""The project's own virtual environment: made when missing, renewed when stale, never half-made."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARKER = "probandum-environment.json"
"""Written last: an environment without it was never finished."""

OWNED = "probandum-environment.started"
"""Written first: a folder with it is ours and may be deleted."""

LEVELS = ("run", "dev")
"""Requirement lists, each containing the ones before it at the same versions."""


class SetupError(Exception):
    """The environment could not be made; the message is one line for the person at the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an environment must hold.

    Args:
        folder: Where the environment stands.
        requirements: Pinned lists by level, in the order of ``LEVELS``.
        project: Folder of the package to install editable, or ``None``.
    """

    folder: Path
    requirements: tuple[tuple[str, Path], ...]
    project: Path | None

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / "bin" / "python"

    def digest_of_requirements(self) -> str:
        """Digest of every pinned list: another digest means another environment."""
        return _digest([path for _, path in self.requirements])

    def digest_of_project(self) -> str:
        """Digest of what an editable installation copies: metadata and version."""
        if self.project is None:
            return ""
        return _digest(
            [self.project / "pyproject.toml", self.project / "src" / "probandum" / "__init__.py"]
        )


def plan_for(root: Path) -> Plan:
    """Plan the environment of a clone; ``PROBANDUM_VENV`` moves it elsewhere."""
    folder = Path(os.environ.get("PROBANDUM_VENV") or root / ".venv").absolute()
    lists = tuple((level, root / "requirements" / f"{level}.txt") for level in LEVELS)
    return Plan(folder=folder, requirements=lists, project=root)


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _base_interpreter() -> str:
    # Inside an activated environment sys.executable is the environment that may be rebuilt.
    return getattr(sys, "_base_executable", None) or sys.executable


def _interpreter_identity() -> str:
    return f"{platform.python_implementation()} {platform.python_version()} {sys.base_prefix}"


def _read_marker(plan: Plan) -> dict[str, str]:
    try:
        found = json.loads((plan.folder / MARKER).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _wanted_marker(plan: Plan, *, level: str) -> dict[str, str]:
    return {
        "level": level,
        "python": _interpreter_identity(),
        "requirements": plan.digest_of_requirements(),
        "project": plan.digest_of_project(),
    }


def is_ready(plan: Plan, *, level: str) -> bool:
    """Tell whether the environment holds at least this level, from these lists, for this Python."""
    found = _read_marker(plan)
    if found.get("level") not in LEVELS or not plan.python.exists():
        return False
    enough = LEVELS.index(found["level"]) >= LEVELS.index(level)
    return enough and found == _wanted_marker(plan, level=found["level"])


@contextlib.contextmanager
def ready(plan: Plan, *, level: str) -> Iterator[Plan]:
    """Hold the environment ready while the block runs; set it up first where needed.

    Runs side by side share the environment; a set-up waits until nobody uses it, and until
    whatever a killed set-up left running has ended.

    Args:
        plan: What the environment must hold.
        level: The least level needed, one of ``LEVELS``.

    Raises:
        SetupError: It could not be made.
    """
    with _lock_file(plan) as handle:
        _lock(handle, kind=fcntl.LOCK_SH)
        while not is_ready(plan, level=level):
            fcntl.flock(handle, fcntl.LOCK_UN)
            _lock(handle, kind=fcntl.LOCK_EX)
            if not is_ready(plan, level=level):
                _set_up(plan, level=level, lock=handle)
            # Another run may slip in between the two locks, hence the loop.
            _lock(handle, kind=fcntl.LOCK_SH)
        yield plan


@contextlib.contextmanager
def _lock_file(plan: Plan) -> Iterator[int]:
    plan.folder.parent.mkdir(parents=True, exist_ok=True)
    path = plan.folder.with_name(plan.folder.name + ".lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield handle
    finally:
        os.close(handle)


def _lock(handle: int, *, kind: int) -> None:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        _say("waiting for another run of dev.py which uses this environment")
        fcntl.flock(handle, kind)


def _set_up(plan: Plan, *, level: str, lock: int) -> None:
    started = time.monotonic()
    found = _read_marker(plan)
    wanted = _wanted_marker(plan, level=level)
    kept = ("python", "requirements")
    reusable = plan.python.exists() and all(found.get(key) == wanted[key] for key in kept)
    if reusable and found.get("level") in LEVELS:
        # Levels only grow: going back to fewer libraries would cost the next run.
        wanted["level"] = max(level, found["level"], key=LEVELS.index)
        (plan.folder / MARKER).unlink()
        _say(f"bringing {plan.folder.name} up to date ({wanted['level']})")
    else:
        _say(f"setting up {plan.folder.name} for Python {platform.python_version()} ({level})")
        _remove(plan)
        _create(plan, lock=lock)
    _install(plan, level=wanted["level"], lock=lock)
    draft = plan.folder / (MARKER + ".draft")
    draft.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")
    draft.replace(plan.folder / MARKER)
    _say(f"environment ready after {time.monotonic() - started:.0f} seconds")


def _remove(plan: Plan) -> None:
    if not plan.folder.exists():
        return
    is_default = plan.project is not None and plan.folder == plan.project / ".venv"
    is_ours = (plan.folder / OWNED).exists() or (
        is_default and (plan.folder / "pyvenv.cfg").exists()
    )
    if not is_ours and any(plan.folder.iterdir()):
        message = (
            f"cannot set up {plan.folder}: the folder holds something dev.py did not make; "
            "empty it, or set PROBANDUM_VENV to another folder"
        )
        raise SetupError(message)
    # The proof of ownership goes last, so that a killed removal can be taken up again.
    for entry in sorted(plan.folder.iterdir(), key=lambda path: path.name == OWNED):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _create(plan: Plan, *, lock: int) -> None:
    plan.folder.mkdir(parents=True, exist_ok=True)
    (plan.folder / OWNED).write_text("made by dev.py; may be deleted\n", encoding="utf-8")
    base = _base_interpreter()
    if importlib.util.find_spec("ensurepip"):
        _run([base, "-m", "venv", str(plan.folder)], lock=lock)
    elif importlib.util.find_spec("pip"):
        # Debian without python3-venv: the interpreter's own pip can install into it from outside.
        _run([base, "-m", "venv", "--without-pip", str(plan.folder)], lock=lock)
    elif importlib.util.find_spec("virtualenv"):
        _run([base, "-m", "virtualenv", "--quiet", str(plan.folder)], lock=lock)
    else:
        message = (
            f"cannot make a virtual environment: Python {platform.python_version()} has neither "
            "ensurepip nor pip; on Debian or Ubuntu run apt-get install python3-venv"
        )
        raise SetupError(message)


def _pip(plan: Plan) -> list[str]:
    inside = subprocess.run(
        [str(plan.python), "-c", "import pip"], capture_output=True, check=False
    )
    if inside.returncode == 0:
        return [str(plan.python), "-m", "pip"]
    return [_base_interpreter(), "-m", "pip", "--python", str(plan.python)]


def _install(plan: Plan, *, level: str, lock: int) -> None:
    pip = [*_pip(plan), "--disable-pip-version-check", "--no-input", "--quiet"]
    path = dict(plan.requirements)[level]
    # Only wheels: a source distribution would fetch what builds it unpinned. The list is complete,
    # which `pip check` confirms, so nothing is left for pip to resolve.
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    _run([*pip, "install", *options, "--requirement", str(path)], lock=lock)
    if plan.project is not None:
        alone = ["--no-deps", "--no-build-isolation", "--no-index"]
        _run([*pip, "install", *alone, "--editable", str(plan.project)], lock=lock)
    _run([*pip, "check"], lock=lock)


def _run(command: list[str], *, lock: int) -> None:
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env=_clean(os.environ.copy()),
        # When dev.py is killed, what it started still writes: the lock lives as long as that.
        pass_fds=(lock,),
        check=False,
    )
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-25:])
        said = " ".join(command)
        message = f"cannot set up the environment: exit code {done.returncode} from {said}\n{tail}"
        raise SetupError(message)


def _clean(variables: dict[str, str]) -> dict[str, str]:
    for name in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"):
        variables.pop(name, None)
    return variables


def variables_inside(plan: Plan) -> dict[str, str]:
    """The environment variables under which the tasks run: the environment's programs first."""
    variables = _clean(os.environ.copy())
    variables["VIRTUAL_ENV"] = str(plan.folder)
    variables["PATH"] = str(plan.folder / "bin") + os.pathsep + variables.get("PATH", os.defpath)
    return variables


def _say(words: str) -> None:
    print(f"dev.py: {words}", file=sys.stderr, flush=True)
