"""Comment threads in scraped text are found in their damage, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from probandum.model.source import PassageKind
from probandum.sources.headers import header_in, is_name
from probandum.sources.reader import PassageDraft
from probandum.sources.threads import thread_in

SAMPLES = Path(__file__).parents[2] / "samples" / "formats" / "txt"


def sample(name: str) -> str:
    return (SAMPLES / name).read_bytes().decode("utf-8")


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    return [
        (part.speaker, part.date.text if part.date else None, text[part.start : part.end])
        for part in thread_in(text)
        if part.kind is PassageKind.COMMENT
    ]


def test_newest_first_with_lost_authors_and_empty_comments() -> None:
    text = sample("thread_newest_first.txt")

    assert [
        (None, "2031-03-29T18:04", "Thank you for writing about the valley."),
        (
            "Ivo Marek",
            "2031-03-27T07:45",
            "I was there on 12 March 2031. The houses by the mill burned first.\n\n"
            "They were still burning in the morning.",
        ),
        ("Dana K.", "2031-03-26T22:10", ""),
        (None, "2031-03-26T21:58", ""),
        (None, "2031-03-25T11:30", "Nobody burned anything 😀."),
    ] == told(text)


def test_names_that_say_with_buttons_between_and_a_lost_name() -> None:
    assert [
        ("Mira Tolan", "2031-02-02T14:05", "My aunt worked there."),
        ("Pavel O.", "2031-02-03T10:00", "Is there any proof?"),
        (None, "2031-02-03T11:20", ""),
        ("Mira Tolan", "2031-02-04T00:15", "There is the list of the night nurse."),
    ] == told(sample("thread_says.txt"))


def test_posted_by_somebody_on_a_day_that_may_be_read_two_ways() -> None:
    assert [
        ("Anselm Roth", "2031", "They moved my neighbours with two lorries."),
        ("R. Sand", "2031-02-13T09:30", "Which neighbours? Names, please."),
        ("Anselm Roth", "2031-02-13T09:55", ""),
        ("Ilse Varga", "2031-02-28T20:41", "The lorries were grey."),
    ] == told(sample("thread_posted_by.txt"))


def test_dates_before_names_in_three_scripts() -> None:
    assert [
        ("김하늘", "2031-04-02T16:20", "다리는 3월에 무너졌다."),
        ("سامي", "2031-04-02T18:02", "كان الجسر مغلقا."),
        ("Jana", "2031-04-03T07:15", "It was closed."),
    ] == told(sample("thread_date_first.txt"))


@pytest.mark.parametrize(
    "name",
    [
        "thread_newest_first.txt", "thread_says.txt", "thread_posted_by.txt",
        "thread_date_first.txt",
    ],
)  # fmt: skip
def test_ends_of_lines_change_places_and_nothing_else(name: str) -> None:
    text = sample(name)
    other = text.replace("\n", "\r\n")

    expected = [(who, when, words.replace("\n", "\r\n")) for who, when, words in told(text)]
    assert expected == told(other)


def test_the_article_ends_before_the_line_that_announces_comments() -> None:
    text = sample("thread_says.txt")
    article = thread_in(text)[0]

    assert article.kind is PassageKind.ARTICLE
    assert text[: article.end].endswith("Its doctor was taken away.")


def test_names_and_dates_parted_by_blank_lines_are_found_together() -> None:
    text = "Report.\n\n" + "".join(
        f"{name}\n\n{day} May 2031 at 08:00\n\nWhat {name} wrote.\n\n"
        for name, day in (("Ana", 9), ("Ben", 8), ("Cem", 7))
    )

    assert ["Ana", "Ben", "Cem"] == [who for who, _, _ in told(text)]


def test_names_beside_their_dates_are_found() -> None:
    text = "Report.\n\nAna Tibor • 3 years ago\nYes.\n\nBen • 2 years ago\nNo.\n\nComments\n"
    marked = "Report.\n\n2 Comments\n\nAna Tibor • 3 years ago\nYes.\n\nBen • 2 years ago\nNo.\n"

    assert [] == told(text)
    assert [("Ana Tibor", None, "Yes."), ("Ben", None, "No.")] == told(marked)


@pytest.mark.parametrize(
    "text",
    [
        sample("chronicle.txt"),
        sample("letter.txt"),
        "On 3 May 2031 soldiers came.\nOn 4 May 2031 they left.\n",
        "Report\n\n3 May 2031 at 08:00\n\nSoldiers came.\n\n4 May 2031 at 09:00\n\nThey left.\n",
        "Radio log\n\n3 May 2031 08:00\nMoving.\n3 May 2031 08:10\nStopped.\n",
        "One header only.\n\nAna\n3 May 2031 at 08:00\n\nYes.\n",
        "",
    ],
)
def test_reports_chronicles_and_logs_stay_one_document(text: str) -> None:
    assert () == thread_in(text)


def test_a_quoted_date_of_another_form_divides_no_comment() -> None:
    text = (
        "Report.\n\n2 Comments\n\nAna\n9 May 2031 at 08:00\n\nThe paper says\n\n2031-05-01\n\n"
        "and no more.\n\nBen\n8 May 2031 at 08:00\n\nTrue.\n"
    )

    assert ["Ana", "Ben"] == [who for who, _, _ in told(text)]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Ivo Marek on March 3, 2031 at 9:10 am", "Ivo Marek"),
        ("Comment by Ivo Marek — March 3, 2031 @ 9:10 am", "Ivo Marek"),
        ("Ivo Marek | 3 March 2031 | Reply", "Ivo Marek"),
        ("3 March 2031 by Ivo Marek", "Ivo Marek"),
        ("Ivo Marek schrieb am 3. März 2031 um 9.10 Uhr:", "Ivo Marek"),
        ("Posted on 3 March 2031", None),
    ],
)
def test_one_line_headers_give_their_name(line: str, speaker: str | None) -> None:
    header = header_in(line)

    assert header is not None
    assert speaker == header.speaker


@pytest.mark.parametrize(
    "line", ["Reply", "12 Comments", "They came at night.", "Why?", "see https://a.example", "—"]
)
def test_buttons_sentences_and_addresses_are_no_names(line: str) -> None:
    assert is_name(line) is None


@pytest.mark.parametrize("line", ["1" * 5_000, "reply " * 1_000, "Ana " * 2_000, ":" * 9_999])
def test_lines_made_to_slow_patterns_down_do_not(line: str) -> None:
    text = f"Report.\n\n2 Comments\n\nAna\n9 May 2031 at 08:00\n{line}\n\n8 May 2031 at 08:00\n"

    drafts: tuple[PassageDraft, ...] = thread_in(text)

    assert 3 == len(drafts)
