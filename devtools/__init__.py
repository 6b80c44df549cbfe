"""Helpers of dev.py and of the tests; standard library only, never installed."""
