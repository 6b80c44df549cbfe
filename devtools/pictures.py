"""Pictures for the README, taken from the running program so that they cannot go stale."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from devtools import programs

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]
WIDTH, HEIGHT = 1180, 900


def take(target: Path) -> int:
    """Run the demonstration and take pictures of its reading file.

    Args:
        target: Folder for the pictures.

    Returns:
        0, or 1 where Chromium is not installed.
    """
    from playwright.sync_api import sync_playwright

    chromium = programs.find("chromium")
    if chromium is None:
        print("pictures need Chromium; install it and try again", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        command = [sys.executable, "-m", "probandum", "demo", "-o", str(demo)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto((demo / "reading.html").as_uri())
            page.screenshot(path=target / "reading-file.png")
            page.locator("a.cite").nth(1).click()
            page.screenshot(path=target / "cite.png")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(take(Path("docs/pictures")))
