"""Which sources share an origin, and which only share words."""

from __future__ import annotations

from probandum.corroboration.origins import Weighed, origins
from probandum.model.grading import OriginReasonKind
from probandum.model.source import Passage, PassageKind
from probandum.sources.reading import text_digest

WIRE = (
    "Soldiers of the border regiment entered the village of Tarn before dawn and killed eleven "
    "people who had sheltered in the mill, a clerk of the district court said on Friday."
)
OTHER = (
    "The miller's daughter counted the graves behind the school twice and wrote the number into "
    "her exercise book, which she later showed to a teacher in the town of Mirhaven."
)


def source(name: str, text: str, *, author: str | None = None) -> Weighed:
    """Make a source of one document passage."""
    passage = Passage(
        id=f"passage-{name}",
        source=name,
        kind=PassageKind.DOCUMENT,
        number=1,
        text_sha256=text_digest(text),
        start=0,
        end=len(text),
    )
    return Weighed(source=name, author=author, passages=((passage, text),))


def test_two_papers_from_one_wire_report_count_once() -> None:
    first = source("a", f"Mirhaven Courier. {WIRE}")
    second = source("b", f"{WIRE} The ministry did not comment.")
    groups, cautions = origins((first, second))
    assert [("a", "b")] == [group.members for group in groups]
    assert [OriginReasonKind.SAME_TEXT] == [reason.kind for reason in groups[0].reasons]
    assert () == cautions


def test_the_reason_quotes_the_same_words_on_both_sides() -> None:
    first = source("a", f"Mirhaven Courier. {WIRE}")
    second = source("b", WIRE.upper())
    (group,), _ = origins((first, second))
    one, other = group.reasons[0].spans
    assert WIRE[: one.end - one.start] == one.quote
    assert one.quote.upper() == other.quote


def test_a_shared_quotation_is_a_caution_and_joins_nothing() -> None:
    quotation = " ".join(WIRE.split()[:14])
    first = source("a", f"{quotation}. {OTHER} {OTHER[::-1]}")
    second = source("b", f"We were told: {quotation}. " + " ".join(f"word{n}" for n in range(60)))
    groups, cautions = origins((first, second))
    assert () == groups
    assert [("a", "b")] == [caution.members for caution in cautions]


def test_eleven_shared_words_are_not_enough() -> None:
    shared = " ".join(WIRE.split()[:11])
    groups, cautions = origins((source("a", shared), source("b", f"{shared} and then nothing")))
    assert ((), ()) == (groups, cautions)


def test_one_stated_author_joins_whatever_the_words_say() -> None:
    groups, _ = origins(
        (
            source("a", WIRE, author="Ana Tibor"),
            source("b", OTHER, author="ANA  TIBOR"),
            source("c", "Something else.", author=None),
        )
    )
    assert [("a", "b")] == [group.members for group in groups]
    assert [OriginReasonKind.SAME_AUTHOR] == [reason.kind for reason in groups[0].reasons]


def test_sources_joined_through_a_third_are_one_group() -> None:
    groups, _ = origins(
        (
            source("a", WIRE),
            source("b", f"{WIRE} {OTHER}"),
            source("c", OTHER),
        )
    )
    assert [("a", "b", "c")] == [group.members for group in groups]


def test_rows_of_two_lists_are_not_compared() -> None:
    row = Passage(
        id="passage-r",
        source="r",
        kind=PassageKind.ROW,
        number=1,
        text_sha256=text_digest(WIRE),
        start=0,
        end=len(WIRE),
    )
    listed = Weighed(source="r", author=None, passages=((row, WIRE),))
    assert ((), ()) == origins((listed, source("a", WIRE)))


def test_the_order_of_sources_changes_nothing() -> None:
    sources = (source("a", WIRE), source("b", f"{WIRE} {OTHER}"), source("c", OTHER))
    forwards, backwards = origins(sources)[0], origins(sources[::-1])[0]
    assert [group.members for group in forwards] == [group.members for group in backwards]
