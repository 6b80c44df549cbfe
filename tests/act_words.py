"""What the rules find in one sentence with the lexicon of one act."""

from __future__ import annotations

from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.registry import LEXICONS
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from probandum.statements.lexicon import lexicon_from


def acts_in(text: str, *, act: str) -> set[str]:
    """Return the acts that the rules find with one lexicon."""
    passage = Passage(
        id="p",
        source="s",
        kind=PassageKind.ARTICLE,
        number=1,
        text_sha256=sha256_hex(text.encode()),
        start=0,
        end=len(text),
    )
    lexicon = lexicon_from(act, LEXICONS.table(act))
    found = EXTRACTOR.extract(PassageText(passage=passage, text=text), (lexicon,))
    return {each for statement in found for each in statement.acts}
