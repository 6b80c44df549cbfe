"""The whole report on one small invented case, as a document and as a file."""

from __future__ import annotations

from pathlib import Path

from probandum.model.codec import encode
from probandum.registry import RENDERERS
from probandum.report.composing import compose
from tests.golden.report.velmora import material

HERE = Path(__file__).parent


def _same(content: bytes, *, name: str, renew: bool) -> None:
    path = HERE / name
    if renew:
        path.write_bytes(content)
    assert path.read_bytes() == content


def test_the_document_is_the_same(*, renew_golden: bool) -> None:
    content = encode(compose(material())).replace('"},{"', '"},\n{"') + "\n"
    _same(content.encode(), name="document.json", renew=renew_golden)


def test_the_html_is_the_same(*, renew_golden: bool) -> None:
    case = material()
    content = RENDERERS.load("html").render(compose(case), case)
    _same(content, name="report.html", renew=renew_golden)
