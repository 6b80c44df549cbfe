#!/usr/bin/env python3
"""Every task of a developer in one command: python3 dev.py TASK (see --help)."""

import os
import sys

OLDEST = (3, 11)
NEWEST = (3, 13)

# This file holds nothing an old Python cannot read, so that it can refuse in one line.
if not OLDEST <= sys.version_info[:2] <= NEWEST:
    sys.exit(
        "dev.py needs Python 3.11, 3.12 or 3.13; this is Python {}.{}; "
        "run it as python3.11 dev.py, or install one of them".format(*sys.version_info[:2])
    )
if os.name != "posix":
    sys.exit("dev.py runs on Linux and macOS; on Windows use it inside WSL")

from devtools.commands import main  # noqa: E402  (only a new enough Python can read it)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
