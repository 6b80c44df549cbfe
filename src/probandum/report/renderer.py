"""What every renderer is: a pure step from a document and its material to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from probandum.model.document import Document
from probandum.report.material import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """A form in which a report can be written.

    Attributes:
        name: Name of its file.
        extension: Ending of the written file, with its dot.
        media_type: Type of the written file.
        render: The step itself; the same values give the same bytes.
    """

    name: str
    extension: str
    media_type: str
    render: Callable[[Document, Material], bytes]
