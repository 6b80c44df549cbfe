"""What every lexicon promises: it reads, and its own words find its own act."""

from __future__ import annotations

import pytest

from probandum.registry import LEXICONS
from probandum.statements.lexicon import lexicon_from
from probandum.statements.wording import folded, overlap, places


@pytest.mark.parametrize("name", LEXICONS.names())
def test_a_lexicon_reads_and_says_where_it_comes_from(name: str) -> None:
    lexicon = lexicon_from(name, LEXICONS.table(name))
    assert lexicon.id == name
    assert len(lexicon.huridocs) == 12
    assert lexicon.huridocs.isdigit()
    assert len(lexicon.source.split()) > 5


@pytest.mark.parametrize("name", LEXICONS.names())
def test_every_cue_is_found_where_it_stands(name: str) -> None:
    lexicon = lexicon_from(name, LEXICONS.table(name))
    for _, patterns in lexicon.cues:
        for pattern in patterns:
            written = f"they {pattern.replace('*', 'the men')} there"
            assert places(folded(written), patterns=(pattern,)), pattern


@pytest.mark.parametrize("name", LEXICONS.names())
def test_every_exclusion_excludes_something(name: str) -> None:
    lexicon = lexicon_from(name, LEXICONS.table(name))
    cues = [pattern for _, patterns in lexicon.cues for pattern in patterns]
    for _, patterns in lexicon.exclusions:
        for pattern in patterns:
            text = folded(pattern.replace("*", "the"))
            excluded = places(text, patterns=(pattern,))
            found = places(text, patterns=cues)
            assert any(overlap(cue, other) for cue in found for other in excluded), pattern


@pytest.mark.parametrize("name", LEXICONS.names())
def test_no_bare_legal_word_is_a_cue_in_its_first_form(name: str) -> None:
    lexicon = lexicon_from(name, LEXICONS.table(name))
    cues = {pattern for _, patterns in lexicon.cues for pattern in patterns}
    words = {each.word for each in lexicon.characterisations}
    assert words & cues == set()
