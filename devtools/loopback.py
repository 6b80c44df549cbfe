"""Only loopback is reachable: a guard over the interpreter's own network calls."""

from __future__ import annotations

import ipaddress
import sys

_WITH_ADDRESS = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.bind": 1}
_WITH_HOST = ("socket.getaddrinfo", "socket.gethostbyname")


class BeyondLoopbackError(RuntimeError):
    """A test tried to reach another machine."""


def install() -> None:
    """Refuse every connection and look-up beyond loopback, until the interpreter ends.

    An audit hook sees the call below any library; it cannot be taken off again. It does not
    see other processes: a test that starts one gives it no address but loopback.
    """
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in _WITH_ADDRESS:
        address = arguments[_WITH_ADDRESS[event]]
        # Addresses of local sockets are texts or bytes; of the internet, tuples.
        host = address[0] if isinstance(address, tuple) and address else None
    elif event in _WITH_HOST:
        host = arguments[0]
    else:
        return
    if host is not None and not is_loopback(host):
        raise BeyondLoopbackError(
            f"{event} of a test goes beyond loopback; only loopback is allowed"
        )


def is_loopback(host: object) -> bool:
    """Tell whether a host is this machine.

    Args:
        host: A name or address as given to a socket; empty means this machine.
    """
    if isinstance(host, bytes | bytearray):
        host = bytes(host).decode("ascii", errors="replace")
    if not isinstance(host, str):
        return False
    if host in {"", "localhost", "ip6-localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
