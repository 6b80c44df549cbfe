"""What every test stands on: only loopback, needed programs, and the time per folder."""

from __future__ import annotations

import os
from collections import defaultdict

import pytest
from hypothesis import settings

from devtools import loopback, programs

SECONDS: pytest.StashKey[dict[str, float]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


# A busy machine is no failure, hence no deadline. The suite draws the same examples every time,
# so that a red run means a change; the soak run looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("soak", deadline=None, max_examples=2_000, print_blob=True)


def pytest_configure(config: pytest.Config) -> None:
    loopback.install()
    settings.load_profile("soak" if os.environ.get("PROBANDUM_SOAK") == "1" else "suite")
    config.stash[SECONDS] = defaultdict(float)
    config.pluginmanager.register(Clock(config), "probandum-clock")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("PROBANDUM_SOAK") == "1":
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("soak")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        missing = [name for name in marker.args if programs.find(name) is None]
        if not missing:
            continue
        reason = f"needs {', '.join(missing)}; install it to run this test"
        if os.environ.get("PROBANDUM_REQUIRE_ALL") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


class Clock:
    """Adds up the seconds of tests per folder; works in the controller of several workers too."""

    def __init__(self, config: pytest.Config) -> None:
        self._seconds = config.stash[SECONDS]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        parts = report.nodeid.partition("::")[0].split("/")
        folder = "/".join(parts[:2] if len(parts) > 2 else parts[:1])
        self._seconds[folder] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self._seconds:
            return
        terminalreporter.section("seconds of work by folder")
        for folder, seconds in sorted(self._seconds.items(), key=lambda pair: -pair[1]):
            terminalreporter.write_line(f"{seconds:8.1f}  {folder}")


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew (``--renew-golden``) instead of compared."""
    return bool(request.config.getoption("--renew-golden"))


@pytest.fixture
def chromium_path() -> str:
    """Path of the system's Chromium, for tests marked ``needs("chromium")``."""
    found = programs.find("chromium")
    if found is None:
        pytest.fail("mark this test with pytest.mark.needs('chromium')")
    return found
