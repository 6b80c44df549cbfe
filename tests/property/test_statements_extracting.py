"""What can never happen when statements are read from any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.model.statement import Lane, Modality, StatementKind
from probandum.registry import LEXICONS
from probandum.statements.dates import dates_in
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from probandum.statements.figures import figures_in
from probandum.statements.lexicon import Lexicon, lexicon_from
from probandum.statements.wording import folded

LEXICON_VALUES = tuple(lexicon_from(name, LEXICONS.table(name)) for name in LEXICONS.names())
PARTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "killed",
                "Soldiers",
                "nobody",
                "denied that",
                "according to",
                ",",
                ".",
                "?",
                "\n",
                "said",
                "The",
                "12",
                "people",
                "between",
                "and",
                "twenty",
                "if",
                "genocide",
                "tortured",
                "women",
                "Kenya's prisons",
                "by the army",
                "because of their faith",
                "specific intent",
                "published a report which concluded",
                "hundreds of thousands of",
                "25 percent of",
                "In 2003",
                "never",
                "photographs",
                "\u200b",
                "ﬁ",
                "İ",
                "ß",
                "\x00",
                "“",
                "”",
                "ﷺ",
            ]
        ),
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
    max_size=30,
).map(" ".join)


def unit_of(words: str, *, kind: PassageKind, before: int = 0, after: int = 0) -> PassageText:
    text = "x" * before + words + "y" * after
    passage = Passage(
        id="p",
        source="s",
        kind=kind,
        number=1,
        text_sha256=sha256_hex(text.encode()),
        start=before,
        end=before + len(words),
    )
    return PassageText(passage=passage, text=text)


@given(PARTS, st.sampled_from(PassageKind), st.integers(0, 5), st.integers(0, 5))
def test_every_statement_is_pinned_and_in_a_lane_its_modality_allows(
    words: str, kind: PassageKind, before: int, after: int
) -> None:
    unit = unit_of(words, kind=kind, before=before, after=after)
    for each in EXTRACTOR.extract(unit, LEXICON_VALUES):
        assert each.quote == unit.text[each.start : each.end]
        assert before <= each.start < each.end <= before + len(words)
        spans = [*each.cues, *(link.span for link in each.chain if link.span)]
        for span in spans:
            assert span.quote == unit.text[span.start : span.end]
            assert each.start <= span.start < span.end <= each.end
        assert each.cues
        if each.lane is Lane.ACCOUNT:
            assert each.kind is not StatementKind.CONTEXT
            assert kind is not PassageKind.COMMENT
            assert each.modality in (Modality.ASSERTED, Modality.ALLEGED)
        if each.modality is Modality.DENIED:
            assert each.lane is Lane.POSITION
        if each.kind in (StatementKind.CONTEXT, StatementKind.INTENT, StatementKind.FIGURE):
            assert each.acts == ()


@given(PARTS, st.permutations(LEXICON_VALUES))
def test_the_order_of_the_lexicons_changes_nothing(words: str, lexicons: list[Lexicon]) -> None:
    unit = unit_of(words, kind=PassageKind.ARTICLE)
    assert EXTRACTOR.extract(unit, LEXICON_VALUES) == EXTRACTOR.extract(unit, tuple(lexicons))


@given(
    st.sampled_from(["killed", "tortured", "raped", "executed", "imprisoned"]),
    st.integers(0, 11),
    st.sampled_from(["\u200b", "\u00ad", "\u202e", "\u2060"]),
)
def test_a_character_that_cannot_be_seen_hides_no_act(cue: str, place: int, hidden: str) -> None:
    plain = f"Prisoners were {cue} there."
    place += len("Prisoners we")
    mutated = plain[:place] + hidden + plain[place:]
    found = [
        EXTRACTOR.extract(unit_of(text, kind=PassageKind.TESTIMONY), LEXICON_VALUES)[0]
        for text in (plain, mutated)
    ]
    assert found[0].acts == found[1].acts
    assert found[0].modality == found[1].modality


@given(
    st.sampled_from(["killed", "tortured", "raped", "executed", "imprisoned"]),
    st.sampled_from(
        ["Nobody was", "No prisoners were", "They were not", "They weren’t", "None was"]
    ),
)
def test_a_negation_put_in_turns_an_account_into_a_denial(cue: str, negation: str) -> None:
    unit = unit_of(f"{negation} {cue} there.", kind=PassageKind.TESTIMONY)
    found = EXTRACTOR.extract(unit, LEXICON_VALUES)[0]
    assert (found.modality, found.lane) == (Modality.DENIED, Lane.POSITION)


@given(
    st.integers(2, 999_999_999), st.sampled_from(["{}", "{:,}"]), st.sampled_from(["", "at least "])
)
def test_every_number_of_people_is_read_as_it_is_written(
    number: int, form: str, bound: str
) -> None:
    (found,) = figures_in(folded(f"Soldiers killed {bound}{form.format(number)} people."))
    expected = (number, None) if bound else (None, number)
    assert (found.figure.low, found.figure.best) == expected
    assert found.figure.high is None


@given(st.text(max_size=60))
def test_figures_and_dates_never_fail_on_any_text(text: str) -> None:
    sentence = folded(f"In 19 of {text} 12 people in {text} 2003")
    for figure in figures_in(sentence):
        assert sentence.written(*figure.place)
    for date in dates_in(sentence):
        assert sentence.written(*date.place)
