"""Probandum: from a heap of sources to a reasoned, cited assessment of mass atrocities."""

from __future__ import annotations

__version__ = "0.1.0"
