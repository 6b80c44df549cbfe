"""The walls stand for an ordinary user as well as for root."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NOBODY = 65534
SCRIPT = """
import json, sys
from probandum.errors import UnreadableSourceError
from probandum.workflow.isolation import Isolation, Layer

layers = frozenset(Layer) - (frozenset() if sys.argv[2] == "container" else {Layer.BUBBLEWRAP})
report = {}
with Isolation(registers=("hostile.readers",), layers=layers) as isolation:
    report["layers"] = [layer.name for layer in isolation.protection.layers]
    report["warning"] = isolation.protection.warning
    for reader, content in (("peeks", "/etc/passwd"), ("writes", sys.argv[1]), ("forks", "")):
        try:
            report[reader] = isolation.read(reader, content.encode()).text
        except UnreadableSourceError as error:
            report[reader] = type(error).__name__
    report["threads"] = isolation.read("threads", b"woven").text
    report["echoes"] = isolation.read("echoes", b"still here").text
print(json.dumps(report))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.needs("setpriv")
@pytest.mark.parametrize(
    ("way", "first"),
    [
        pytest.param("plain", "LANDLOCK", id="without bubblewrap"),
        pytest.param("container", "BUBBLEWRAP", id="bubblewrap", marks=pytest.mark.needs("bwrap")),
    ],
)
def test_an_ordinary_user_is_protected_too(tmp_path: Path, way: str, first: str) -> None:
    python = _python_for_nobody()
    tmp_path.chmod(0o777)
    command = [
        *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
        *(python, "-P", "-c", SCRIPT, str(tmp_path / "made"), way),
    ]
    paths = [str(Path(__file__).parent), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}

    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd="/", timeout=60, check=False
    )

    assert done.stderr == ""
    report = json.loads(done.stdout)
    assert report["layers"][0] == first
    assert {"LANDLOCK", "SECCOMP", "LIMITS"} <= set(report["layers"])
    assert report["warning"] is None
    assert report["peeks"] == report["writes"] == report["forks"] == "ReaderFailedError"
    assert report["threads"] == "woven"
    assert report["echoes"] == "still here"
    assert not (tmp_path / "made").exists()


def _python_for_nobody() -> str:
    """A Python of this version that every user may start: this one may lie in root's folder."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    user = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    for python in (sys.executable, shutil.which(version, path="/usr/bin:/usr/local/bin")):
        if python is None:
            continue
        asked = subprocess.run(
            [python, "-c", "import os, sys; print(os.__file__, os.path.realpath(sys.executable))"],
            capture_output=True,
            text=True,
            check=True,
        )
        read = [
            subprocess.run([*user, "test", "-r", path], check=False, cwd="/").returncode
            for path in asked.stdout.split()
        ]
        if read == [0, 0]:
            return python
    return pytest.skip(f"no {version} outside of root's own folder")
