"""Sends a datagram to the port of this machine it was given."""

from __future__ import annotations

import socket

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"secret", ("127.0.0.1", int(content)))
    return Reading(text="sent")


READER = Reader(
    name="datagrams",
    version="1",
    extensions=(".datagrams",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
