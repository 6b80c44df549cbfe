"""The road is gone once for all tests of the example."""

from __future__ import annotations

import pytest

from tests.golden.example.walking import Walked, walk


@pytest.fixture(scope="session")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Return what stands in the example's case at the end of the road."""
    return walk(tmp_path_factory.mktemp("orsk-dal"))
