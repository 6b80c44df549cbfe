"""The hash tree over the log: its root, and proofs that a stranger can check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from probandum.errors import InvalidValueError


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of one leaf, 32 bytes.

    Source:
        RFC 6962, section 2.1.
    """
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node, 32 bytes.

    Source:
        RFC 6962, section 2.1.
    """
    return sha256(b"\x01" + left + right).digest()


class TreeHead:
    """Grow a tree leaf by leaf, holding only the roots of its complete parts."""

    __slots__ = ("_parts", "size")

    def __init__(self) -> None:
        """Begin with no leaf."""
        self.size = 0
        self._parts: list[tuple[int, bytes]] = []

    def append(self, leaf: bytes) -> None:
        """Add the hash of one leaf."""
        height = 0
        while self._parts and self._parts[-1][0] == height:
            _, left = self._parts.pop()
            leaf, height = node_hash(left, leaf), height + 1
        self._parts.append((height, leaf))
        self.size += 1

    @property
    def root(self) -> bytes:
        """Root over the leaves so far, 32 bytes; of no leaf, the hash of nothing."""
        if not self._parts:
            return sha256(b"").digest()
        root = self._parts[-1][1]
        for _, left in reversed(self._parts[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes, 32 bytes.

    Source:
        RFC 6962, section 2.1.

    Example:
        >>> root_of([]).hex()[:16]
        'e3b0c44298fc1c14'
    """
    head = TreeHead()
    for leaf in leaves:
        head.append(leaf)
    return head.root


def inclusion_proof(leaves: Sequence[bytes], *, index: int) -> tuple[bytes, ...]:
    """Prove that a leaf is in the tree.

    Args:
        leaves: All leaf hashes.
        index: Which leaf, from 0.

    Returns:
        The audit path, lowest first.

    Raises:
        InvalidValueError: There is no such leaf.

    Source:
        RFC 6962, section 2.1.1.
    """
    if not 0 <= index < len(leaves):
        raise InvalidValueError(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return ()
    half = _split(len(leaves))
    if index < half:
        return (*inclusion_proof(leaves[:half], index=index), root_of(leaves[half:]))
    return (*inclusion_proof(leaves[half:], index=index - half), root_of(leaves[:half]))


def root_from_inclusion(
    leaf: bytes, *, index: int, size: int, proof: Sequence[bytes]
) -> bytes | None:
    """Compute the root an inclusion proof leads to, or None when its length is wrong.

    Source:
        RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
    position, last, root = index, size - 1, leaf
    for node in proof:
        if last == 0:
            return None
        if position & 1 or position == last:
            root = node_hash(node, root)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            root = node_hash(root, node)
        position, last = position >> 1, last >> 1
    return root if last == 0 else None


def _split(size: int) -> int:
    """Return the largest power of two smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1
