"""``python -m probandum``: the command line."""

from __future__ import annotations

from probandum.cli import main

if __name__ == "__main__":
    main()
