"""What every renderer promises: every word of the document, nothing from outside, the same bytes."""

from __future__ import annotations

import pytest

from probandum.registry import RENDERERS
from probandum.report.composing import compose
from probandum.report.renderer import Renderer
from tests.golden.report.velmora import material


@pytest.fixture(params=RENDERERS.names())
def renderer(request: pytest.FixtureRequest) -> Renderer:
    loaded = RENDERERS.load(request.param)
    assert isinstance(loaded, Renderer)
    assert loaded.name == request.param
    assert loaded.extension.startswith(".")
    return loaded


def test_the_same_material_gives_the_same_bytes(renderer: Renderer) -> None:
    case = material()
    assert renderer.render(compose(case), case) == renderer.render(compose(case), material())


def test_a_case_with_nothing_in_it_renders(renderer: Renderer) -> None:
    empty = material(
        assessments=(), statements=(), sources=(), passages=(), texts=(), gaps=(), leaves=()
    )
    assert renderer.render(compose(empty), empty)
