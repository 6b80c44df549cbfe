"""The hash tree agrees with RFC 6962 and with another library, and its proofs fail when altered."""

from __future__ import annotations

from hashlib import sha256

import pytest
from pymerkle import InmemoryTree

from probandum.errors import InvalidValueError
from probandum.model.merkle import (
    TreeHead,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_from_inclusion,
    root_of,
)

# The leaves of the Certificate Transparency project's reference tests, and what they lead to.
PUBLISHED_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
PUBLISHED_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def contents(size: int) -> list[bytes]:
    return [f"entry {number}".encode() for number in range(size)]


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(content) for content in contents(size)]


def defined_root(hashes: list[bytes]) -> bytes:
    """The root written down as RFC 6962 defines it, by recursion."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return sha256(b"\x01" + defined_root(hashes[:half]) + defined_root(hashes[half:])).digest()


def test_the_root_of_no_leaf_is_the_hash_of_nothing() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert empty == root_of([]).hex() == TreeHead().root.hex()


@pytest.mark.parametrize(("size", "root"), list(enumerate(PUBLISHED_ROOTS, start=1)))
def test_the_published_roots_come_out(size: int, root: str) -> None:
    assert root == root_of([leaf_hash(content) for content in PUBLISHED_LEAVES[:size]]).hex()


@pytest.mark.parametrize("size", range(71))
def test_the_root_is_that_of_another_library_and_of_the_definition(size: int) -> None:
    other = InmemoryTree(algorithm="sha256")
    for content in contents(size):
        other.append_entry(content)
    assert bytes(other.get_root()) == root_of(leaves(size))
    assert defined_root(leaves(size)) == root_of(leaves(size))


def test_a_head_grown_leaf_by_leaf_has_the_root_at_every_size() -> None:
    head = TreeHead()
    for size, leaf in enumerate(leaves(70), start=1):
        head.append(leaf)
        assert size == head.size
        assert root_of(leaves(size)) == head.root


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaves(2)
    assert node_hash(left, right) != leaf_hash(left + right)
    assert node_hash(left, right) != node_hash(right, left)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_of_every_size_can_be_proved(size: int) -> None:
    all_leaves = leaves(size)
    root = root_of(all_leaves)
    for index, leaf in enumerate(all_leaves):
        proof = inclusion_proof(all_leaves, index=index)
        assert root == root_from_inclusion(leaf, index=index, size=size, proof=proof)
        assert (size - 1).bit_length() >= len(proof)


@pytest.mark.parametrize("size", range(2, 34))
def test_a_proof_fails_at_every_other_place_and_length(size: int) -> None:
    all_leaves = leaves(size)
    root = root_of(all_leaves)
    for index, leaf in enumerate(all_leaves):
        proof = inclusion_proof(all_leaves, index=index)
        for other in range(-1, size + 1):
            if other != index:
                assert root != root_from_inclusion(leaf, index=other, size=size, proof=proof)
        for wrong in (proof[:-1], proof[1:], (*proof, leaf), (leaf, *proof), proof[::-1]):
            if wrong != proof:
                assert root != root_from_inclusion(leaf, index=index, size=size, proof=wrong)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13])
def test_one_flipped_byte_of_leaf_or_proof_breaks_it(size: int) -> None:
    all_leaves = leaves(size)
    root = root_of(all_leaves)
    for index, leaf in enumerate(all_leaves):
        proof = inclusion_proof(all_leaves, index=index)
        for place in range(32):
            changed = flip(leaf, place)
            assert root != root_from_inclusion(changed, index=index, size=size, proof=proof)
            for step, node in enumerate(proof):
                other = (*proof[:step], flip(node, place), *proof[step + 1 :])
                assert root != root_from_inclusion(leaf, index=index, size=size, proof=other)


def flip(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize(("size", "index"), [(0, 0), (3, 3), (3, -1), (1, 1)])
def test_a_leaf_that_is_not_there_cannot_be_proved(size: int, index: int) -> None:
    with pytest.raises(InvalidValueError, match=f"no leaf {index} in a tree of {size}"):
        inclusion_proof(leaves(size), index=index)
    assert root_from_inclusion(leaf_hash(b""), index=index, size=size, proof=()) is None
