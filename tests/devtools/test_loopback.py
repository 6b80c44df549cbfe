"""The guard of the suite refuses every machine but this one."""

from __future__ import annotations

import socket
import threading

import pytest

from devtools import loopback


def test_a_connection_beyond_loopback_is_refused_before_it_starts() -> None:
    with (
        socket.socket() as client,
        pytest.raises(loopback.BeyondLoopbackError, match="only loopback"),
    ):
        client.connect(("192.0.2.1", 80))


def test_a_datagram_beyond_loopback_is_refused() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as client,
        pytest.raises(loopback.BeyondLoopbackError, match="only loopback"),
    ):
        client.sendto(b"x", ("192.0.2.1", 9))


def test_looking_up_a_name_is_refused() -> None:
    with pytest.raises(loopback.BeyondLoopbackError, match="only loopback"):
        socket.getaddrinfo("example.org", 80)


def test_loopback_is_reachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = threading.Thread(
            target=lambda: socket.create_connection(server.getsockname()).close()
        )
        client.start()
        connection, _ = server.accept()
        connection.close()
        client.join()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", b"::1", ""])
def test_names_of_this_machine(host: str | bytes) -> None:
    assert loopback.is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "::", "10.0.0.1", "localhost.example.org", 7])
def test_names_of_others(host: object) -> None:
    assert not loopback.is_loopback(host)
