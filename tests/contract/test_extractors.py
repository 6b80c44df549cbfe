"""What every extractor promises, whoever wrote it."""

from __future__ import annotations

import pytest

from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.registry import EXTRACTORS, LEXICONS
from probandum.statements.extractor import Extractor, PassageText
from probandum.statements.lexicon import lexicon_from

WORDS = (
    "A guard said that twelve men were killed at the mill. Nobody was killed, the ministry said.\n\n"
    "They were k\u200billed \u202eagain\u202c. قتلوا ٣ رجال. 세 명이 죽었다. Killed killed\tKILLED!?"
)
LEXICON_VALUES = tuple(lexicon_from(name, LEXICONS.table(name)) for name in LEXICONS.names())


def _unit(text: str, *, start: int, end: int, kind: PassageKind) -> PassageText:
    digest = sha256_hex(text.encode())
    passage = Passage(
        id="passage-1", source="s", kind=kind, number=1, text_sha256=digest, start=start, end=end
    )
    return PassageText(passage=passage, text=text)


@pytest.fixture(params=EXTRACTORS.names())
def extractor(request: pytest.FixtureRequest) -> Extractor:
    loaded = EXTRACTORS.load(request.param)
    assert isinstance(loaded, Extractor)
    assert loaded.name == request.param
    return loaded


def test_an_extractor_says_what_it_does(extractor: Extractor) -> None:
    assert extractor.version
    assert len(extractor.summary.split()) > 5


@pytest.mark.parametrize("kind", list(PassageKind))
def test_every_statement_quotes_the_passage_exactly(
    extractor: Extractor, kind: PassageKind
) -> None:
    text = f"Outside people were killed.\n{WORDS}\nOutside people were killed."
    start = text.index(WORDS)
    unit = _unit(text, start=start, end=start + len(WORDS), kind=kind)
    found = extractor.extract(unit, LEXICON_VALUES)
    assert found
    for statement in found:
        assert statement.quote == text[statement.start : statement.end]
        assert start <= statement.start < statement.end <= start + len(WORDS)
        assert (statement.id, statement.run, statement.passage) == ("", "", "passage-1")
        spans = [*statement.cues, *(link.span for link in statement.chain if link.span)]
        for span in spans:
            assert span.quote == text[span.start : span.end]
            assert statement.start <= span.start < span.end <= statement.end


def test_acts_come_from_the_lexicons_that_were_given(extractor: Extractor) -> None:
    unit = _unit(WORDS, start=0, end=len(WORDS), kind=PassageKind.ARTICLE)
    known = {lexicon.act for lexicon in LEXICON_VALUES}
    acts = {act for each in extractor.extract(unit, LEXICON_VALUES) for act in each.acts}
    assert acts
    assert acts <= known
    assert {act for each in extractor.extract(unit, ()) for act in each.acts} == set()


def test_nothing_is_found_in_nothing(extractor: Extractor) -> None:
    unit = _unit("", start=0, end=0, kind=PassageKind.COMMENT)
    assert extractor.extract(unit, LEXICON_VALUES) == ()


def test_the_order_of_the_lexicons_changes_nothing(extractor: Extractor) -> None:
    unit = _unit(WORDS, start=0, end=len(WORDS), kind=PassageKind.ARTICLE)
    turned = tuple(reversed(LEXICON_VALUES))
    assert extractor.extract(unit, LEXICON_VALUES) == extractor.extract(unit, turned)


def test_the_same_words_give_the_same_statements(extractor: Extractor) -> None:
    unit = _unit(WORDS, start=0, end=len(WORDS), kind=PassageKind.ARTICLE)
    assert extractor.extract(unit, LEXICON_VALUES) == extractor.extract(unit, LEXICON_VALUES)
