"""What every lexicon promises: it reads, and its own words find its own act."""

from __future__ import annotations

from itertools import product

import pytest

from probandum.registry import LEXICONS
from probandum.statements.lexicon import Lexicon, lexicon_from
from probandum.statements.wording import folded, overlap, places

ACTS = {
    "killing",
    "execution",
    "torture",
    "cruel_treatment",
    "serious_injury",
    "imprisonment",
    "forced_labour",
    "enslavement",
    "expulsion",
    "forced_return",
    "rape",
    "sexual_slavery",
    "sexual_violence",
    "trafficking",
    "forced_marriage",
    "forced_pregnancy",
    "forced_abortion",
    "infanticide",
    "forced_sterilisation",
    "transfer_of_children",
    "removal_of_children",
    "starvation",
    "denial_of_medicine",
    "denial_of_shelter",
    "human_experimentation",
    "disappearance",
    "collective_punishment",
    "attack_on_civilians",
    "attack_on_cultural_property",
    "restriction_of_worship",
    "identity_targeting",
    "incitement",
    "failure_to_act",
}

# Words that judge. They are kept as the speaker's and state no act, so none finds one by itself.
LEGAL_WORDS = (
    "genocide",
    "genocidal",
    "extermination",
    "exterminated",
    "crime against humanity",
    "crimes against humanity",
    "war crime",
    "war crimes",
    "persecution",
    "persecuted",
    "apartheid",
    "ethnic cleansing",
    "murder",
    "atrocities",
)


def lexicon_of(name: str) -> Lexicon:
    return lexicon_from(name, LEXICONS.table(name))


def spelled_out(pattern: str) -> list[str]:
    """Return each choice of a pattern's alternatives by itself, in a few of their combinations."""
    words = [word.split("|") for word in pattern.split()]
    most = max(len(choices) for choices in words)
    return [" ".join(choices[turn % len(choices)] for choices in words) for turn in range(most)] + [
        " ".join(each) for each in product(*(choices[:2] for choices in words))
    ]


def test_every_act_of_the_taxonomy_has_a_lexicon_of_its_name() -> None:
    assert {name: name for name in LEXICONS.names()} == {
        name: lexicon_of(name).act for name in LEXICONS.names()
    }
    assert set(LEXICONS.names()) >= ACTS


@pytest.mark.parametrize("name", LEXICONS.names())
def test_a_lexicon_reads_and_says_where_it_comes_from(name: str) -> None:
    lexicon = lexicon_of(name)
    assert lexicon.id == name
    assert lexicon.huridocs is None or (len(lexicon.huridocs), lexicon.huridocs.isdigit()) == (
        12,
        True,
    )
    assert len(lexicon.source.split()) > 5


@pytest.mark.parametrize("name", LEXICONS.names())
def test_every_cue_is_found_where_it_stands(name: str) -> None:
    for _, patterns in lexicon_of(name).cues:
        for pattern in patterns:
            for written in spelled_out(pattern.replace("*", "the men")):
                assert places(folded(f"they {written} there"), patterns=(pattern,)), written


@pytest.mark.parametrize("name", LEXICONS.names())
def test_every_exclusion_excludes_something(name: str) -> None:
    lexicon = lexicon_of(name)
    cues = [pattern for _, patterns in lexicon.cues for pattern in patterns]

    def excludes(pattern: str, *, written: str) -> bool:
        text = folded(f"they {written} there")
        excluded = places(text, patterns=(pattern,))
        found = places(text, patterns=cues)
        return any(overlap(cue, other) for cue in found for other in excluded)

    idle = [
        pattern
        for _, patterns in lexicon.exclusions
        for pattern in patterns
        if not any(
            excludes(pattern, written=written)
            for filler in ("the", "men", "")
            for written in spelled_out(pattern.replace("*", filler))
        )
    ]
    assert idle == []


@pytest.mark.parametrize("name", LEXICONS.names())
@pytest.mark.parametrize("word", LEGAL_WORDS)
def test_a_legal_word_alone_states_no_act(name: str, word: str) -> None:
    cues = [pattern for _, patterns in lexicon_of(name).cues for pattern in patterns]
    assert places(folded(f"It is {word} in Velmora."), patterns=cues) == ()
