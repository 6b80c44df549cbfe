"""Statements: what a speaker says, pinned to exact words of a passage."""
