"""System programs that tests may need, under the names distributions give them."""

from __future__ import annotations

import shutil

_NAMES = {"chromium": ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")}


def find(name: str) -> str | None:
    """Find a system program.

    Args:
        name: Its usual name, such as ``chromium`` or ``strace``.

    Returns:
        Path to start it by, or ``None`` where it is not installed.
    """
    found = (shutil.which(candidate) for candidate in _NAMES.get(name, (name,)))
    return next(filter(None, found), None)
