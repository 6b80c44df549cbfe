"""Who acts, how things are named, and where time and chance come from."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from probandum.errors import InvalidValueError

OFFICE_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,15}")
SHA256_PATTERN = re.compile(r"[0-9a-f]{64}")
KIND_PATTERN = re.compile(r"[a-z][a-z_]*")


class ActorKind(StrEnum):
    """A person decides; the program runs."""

    PERSON = "person"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does something in a case.

    Attributes:
        kind: A person or the program.
        name: The person's name as typed, or the program's name and version.
        office: The office the actor works for.
        key: Id of the personal key that authenticated the name, or None when the name
            was typed and not authenticated.
    """

    kind: ActorKind
    name: str
    office: str
    key: str | None = None

    def __post_init__(self) -> None:
        """Refuse an actor without a name or with an office no id could carry."""
        if not self.name.strip():
            raise InvalidValueError("an actor needs a name; none was given")
        check_office(self.office)

    @property
    def is_person(self) -> bool:
        """Whether the actor is a person."""
        return self.kind is ActorKind.PERSON

    @property
    def is_authenticated(self) -> bool:
        """Whether a personal key, not only a typed name, stands behind the actor."""
        return self.key is not None


class Clock(Protocol):
    """Where the time comes from; nothing below ``workflow`` reads it elsewhere."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class Chance(Protocol):
    """Where random bytes come from; nothing below ``workflow`` draws elsewhere."""

    def token(self, size: int) -> bytes:
        """Return ``size`` random bytes."""
        ...


def check_office(office: str) -> str:
    """Return an office's short name, or refuse it.

    Raises:
        InvalidValueError: It is not 1 to 16 of a-z, 0-9 and hyphen, starting with a
            letter or digit.
    """
    if not OFFICE_PATTERN.fullmatch(office):
        raise InvalidValueError(
            f"office {office!r} is not 1 to 16 of a-z, 0-9 and '-'; choose a short name like 'hq'"
        )
    return office


def check_sha256(digest: str) -> str:
    """Return a SHA-256 digest in hexadecimal, or refuse it.

    Raises:
        InvalidValueError: It is not 64 lower-case hexadecimal digits.
    """
    if not SHA256_PATTERN.fullmatch(digest):
        raise InvalidValueError("a SHA-256 digest has 64 lower-case hexadecimal digits")
    return digest


def machine_id(kind: str, *, key: bytes, content: bytes) -> str:
    """Name a machine value after its content, so that the same content has the same id.

    The case key makes ids unguessable for those who hold a redacted export and not the
    key: without it, a name on a list could be confirmed by computing its id.

    Args:
        kind: Kind of value, such as ``"statement"``.
        key: The case key, 32 bytes.
        content: Encoded value without its id and run.

    Returns:
        The kind, a hyphen and 128 bits of HMAC-SHA256 in hexadecimal.

    Source:
        RFC 2104 (HMAC).
    """
    if not KIND_PATTERN.fullmatch(kind):
        raise InvalidValueError(f"kind {kind!r} is not lower-case letters and '_'")
    mac = hmac.digest(key, kind.encode() + b"\0" + content, "sha256")
    return f"{kind}-{mac[:16].hex()}"


def random_id(kind: str, *, office: str, chance: Chance) -> str:
    """Name something a person made: a decision, a person, an interview.

    Returns:
        The kind, the office and 128 random bits in hexadecimal.
    """
    if not KIND_PATTERN.fullmatch(kind):
        raise InvalidValueError(f"kind {kind!r} is not lower-case letters and '_'")
    return f"{kind}-{check_office(office)}-{chance.token(16).hex()}"


def source_id(digest: str) -> str:
    """Name a source after the SHA-256 digest of its bytes.

    Example:
        >>> source_id("0" * 64)[:12]
        'sha256:00000'
    """
    return f"sha256:{check_sha256(digest)}"
