"""Keeps values, the log and blobs; every write is short, durable and bound to the log."""
