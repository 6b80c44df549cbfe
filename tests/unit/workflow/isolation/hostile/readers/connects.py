"""Connects to the port of this machine it was given."""

from __future__ import annotations

import socket

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    with socket.create_connection(("127.0.0.1", int(content)), timeout=5) as connection:
        connection.sendall(b"secret")
    return Reading(text="sent")


READER = Reader(
    name="connects",
    version="1",
    extensions=(".connects",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
