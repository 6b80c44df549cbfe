"""A library that is installed and lacks a part of its own."""

from __future__ import annotations

raise ImportError("this part is now a project of its own; install it")
