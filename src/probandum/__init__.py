"""Probandum: from a heap of sources to a reasoned, cited assessment of mass atrocities.

The public verbs of ``probandum.api`` can be used from here, and are loaded on first use:

    >>> import probandum
    >>> probandum.open_existing.__name__
    'open_existing'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load a public verb on first use."""
    if not name.startswith("_"):
        api = import_module("probandum.api")
        if name in api.__all__:
            return getattr(api, name)
    raise AttributeError(f"module 'probandum' has no attribute {name!r}")
