"""Composing a document: its sections in a fixed order, every factual sentence with its cites."""

from __future__ import annotations

from probandum.errors import InvalidValueError
from probandum.model.document import Document
from probandum.report.annexes import annexes
from probandum.report.laws import law_sections
from probandum.report.material import READING_FILE, Material
from probandum.report.page_one import page_one

TITLES = ((READING_FILE, "Reading file"),)
TITLE = "Assessment of the evidence"
EDITIONS = ("confidential",)


def compose(material: Material) -> Document:
    """Compose a report, or a reading file where no person has decided anything yet.

    Page one comes first and uses no word of law but in quotations; then what the law asks
    with the evidence beside it; then figures, leads, sources, origins and everything that
    is missing.

    Args:
        material: Everything the report needs.

    Returns:
        The document. It is a draft: reading it against its sources by a second person is
        not yet recorded anywhere.

    Raises:
        InvalidValueError: The edition is not composed yet.
        NotFoundError: Something a sentence cites is not in the material.
        UncitedSentenceError: A sentence would rest on nothing.
    """
    if material.edition not in EDITIONS:
        raise InvalidValueError(
            f"no {material.edition!r} edition is composed yet; there is {', '.join(EDITIONS)}"
        )
    return Document(
        title=dict(TITLES).get(material.kind, TITLE),
        edition=material.edition,
        version=material.log_root,
        is_draft=True,
        sections=(*page_one(material), *law_sections(material), *annexes(material)),
    )
