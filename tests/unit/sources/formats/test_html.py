"""Saved pages: heading, article, comments with authors, dates and answers, claims of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from probandum.model.run import GapKind
from probandum.model.source import PassageKind
from probandum.sources.formats.html import read
from probandum.sources.reader import Reading
from probandum.sources.refusals import EmptySourceError

SAMPLES = Path(__file__).parents[3] / "samples" / "formats" / "html"


def page(name: str) -> Reading:
    return read((SAMPLES / name).read_bytes())


def comments(reading: Reading) -> list[tuple[str | None, str | None, int | None, str]]:
    return [
        (
            part.speaker,
            part.date.text if part.date else None,
            part.reply_to,
            reading.text[part.start : part.end],
        )
        for part in reading.passages
        if part.kind is PassageKind.COMMENT
    ]


def articles(reading: Reading) -> str:
    return "\n".join(
        reading.text[part.start : part.end]
        for part in reading.passages
        if part.kind is PassageKind.ARTICLE
    )


def test_wordpress_comments_keep_author_moment_and_what_they_answer() -> None:
    assert [
        (
            "Ivo Marek",
            "2031-03-25T07:45+01:00",
            None,
            "I was there. The houses by the mill burned first.\n\nThey were still burning in the "
            "morning 😀.",
        ),
        ("Dana K.", "2031-03-25T09:00+01:00", 3, "Did you see who set the fire?"),
        ("김하늘", "2031-03-26T22:10+01:00", None, ""),
    ] == comments(page("wordpress.html"))


def test_an_answer_counts_passages_of_the_whole_page() -> None:
    reading = page("wordpress.html")

    assert "Ivo Marek" == reading.passages[3 - 1].speaker


def test_marked_up_comments_keep_of_a_doubtful_day_the_year() -> None:
    assert [
        ("Mira Tolan", "2031-02-02T14:05", None, "My aunt worked there."),
        ("Pavel O.", "2031", 3, "Is there any proof?"),
    ] == comments(page("microdata.html"))


def test_blogger_comments_are_read_in_both_directions_of_script() -> None:
    assert [
        ("Iwona S.", "2031-05-30T13:06", None, "I lived in the\nlower one."),
        ("سامي", "2031-05-31T00:40", None, "كان الجسر مغلقا."),
    ] == comments(page("blogger.html"))


def test_a_saved_disqus_thread_is_read() -> None:
    assert [
        ("Anselm Roth", "2031-11-04T20:12", None, "They took my father’s too."),
        ("R. Sand", "2031-11-05T07:00", 3, "Who did?"),
    ] == comments(page("disqus.html"))


WHOLE = "<title>x</title><h1>x</h1><p>The road to Orsk-Dal was closed at night.</p>"


def said(number: int, words: str, *, inner: str = "", mark: str = "comment") -> str:
    head = f'<div class="comment-author">P{number}</div><time datetime="2031-05-0{number}">x</time>'
    body = f'<div class="comment-body">{head}<div class="comment-content">{words}</div></div>'
    return f'<li class="comment" id="{mark}-{number}">{body}{inner}</li>'


def posted(number: int, words: str, *, inner: str = "") -> str:
    head = (
        f'<header><span class="author">P{number}</span><a title="2031-05-0{number}">x</a></header>'
    )
    body = f'<div class="post-content">{head}<div class="post-message">{words}</div></div>'
    return f'<li class="post" id="post-{number}">{body}<ul class="children">{inner}</ul></li>'


def blogged(number: int, words: str, *, inner: str = "") -> str:
    head = f'<cite class="user">P{number}</cite><span class="datetime">2031-05-0{number}</span>'
    body = f'<div class="comment-block">{head}<p class="comment-content">{words}</p></div>'
    return (
        f'<li class="comment" id="c{number}">{body}<div class="comment-replies">'
        f'<div id="c{number}-rt" class="comment-thread inline-thread"><ol id="c{number}-ra">'
        f'{inner}</ol></div></div><div class="comment-replybox-single" id="c{number}-ce"></div></li>'
    )


def answers(thread: str) -> list[tuple[str | None, int | None, str]]:
    reading = read((WHOLE + thread).encode())
    first = min(
        place for place, part in enumerate(reading.passages) if part.kind is PassageKind.COMMENT
    )
    return [
        (who, None if to is None else to - first, words) for who, _, to, words in comments(reading)
    ]


NESTED = [("P1", None, "a"), ("P2", 1, "b"), ("P3", 2, ""), ("P4", 1, "d"), ("P5", None, "e")]


def test_a_comment_whose_body_and_replies_lie_side_by_side_is_no_list_of_them() -> None:
    deep = said(2, "b", inner=f'<ol class="children">{said(3, "")}</ol>')
    first = said(1, "a", inner=f'<ol class="children">{deep}{said(4, "d")}</ol>')

    assert NESTED == answers(f'<ol class="comment-list">{first}{said(5, "e")}</ol>')


def test_a_comment_without_a_number_is_no_list_of_its_replies_either() -> None:
    first = said(1, "a", inner=f'<ol class="children">{said(2, "b")}{said(3, "c")}</ol>')
    thread = re.sub(r' id="comment-\d"', "", f"<ol>{first}{said(4, 'd')}</ol>")

    assert [("P1", None, "a"), ("P2", 1, "b"), ("P3", 1, "c"), ("P4", None, "d")] == answers(thread)


def test_replies_directly_inside_what_they_answer_are_told_by_their_numbers() -> None:
    first = said(1, "a", inner=said(2, "b") + said(3, "c")).replace("li", "div")

    assert [("P1", None, "a"), ("P2", 1, "b"), ("P3", 1, "c")] == answers(first)


def test_a_disqus_post_of_few_words_is_no_list_of_its_replies() -> None:
    first = posted(1, "a", inner=posted(2, "b", inner=posted(3, "")) + posted(4, "d"))
    thread = f'<div id="disqus_thread"><ul id="post-list">{first}{posted(5, "e")}</ul></div>'

    assert NESTED == answers(thread)


def test_a_blogger_comment_keeps_the_thread_of_replies_under_it() -> None:
    first = blogged(1, "a", inner=blogged(2, "b", inner=blogged(3, "")) + blogged(4, "d"))
    thread = f'<div class="comments" id="comments"><ol>{first}{blogged(5, "e")}</ol></div>'

    assert NESTED == answers(thread)


@pytest.mark.parametrize(
    "around",
    ['<div class="comment-container"><h3>2 comments</h3><ol>{}</ol></div>',
     '<div class="comment-wrapper">{}</div>',
     '<section class="comment-main" id="comment-box"><div>{}</div></section>'],
)  # fmt: skip
def test_what_only_holds_comments_is_none_and_is_answered_by_none(around: str) -> None:
    assert [("P1", None, "a"), ("P2", None, "b")] == answers(
        around.format(said(1, "a") + said(2, "b"))
    )


def test_what_a_rule_of_the_page_hides_is_counted_and_no_text() -> None:
    reading = read(b"<style>.note{display:none}</style><p>Seen.</p><p class=note>Not seen.</p>")
    claims = [(one.field, one.content) for one in reading.candidates]

    assert "Seen." == reading.text
    assert ("hidden text", "8 characters") in claims


def test_many_words_hidden_by_rules_are_noted() -> None:
    folded = f"<style>#c{{display:none}}</style><p>Seen.</p><div id=c>{'Folded. ' * 100}</div>"
    notice = read(folded.encode()).notices[0]

    assert GapKind.LOW_QUALITY is notice.kind
    assert notice.words.startswith("700 characters are hidden by rules of the page's own style")


def test_the_article_is_apart_from_navigation_and_comments() -> None:
    body = articles(page("wordpress.html"))

    assert body.startswith("By nightfall the road to Orsk-Dal was closed.")
    assert body.endswith("close the road that evening.")
    assert "Home" not in body
    assert "burned first" not in body


def test_the_heading_is_a_passage_of_its_own() -> None:
    reading = page("wordpress.html")
    heading = reading.passages[0]

    assert PassageKind.HEADING is heading.kind
    assert "The Closed Road" == reading.text[heading.start : heading.end]


def test_a_thread_without_marks_is_read_from_its_text() -> None:
    said = "".join(
        f"<div><span>{name}</span><br>May {day}, 2031 at 08:00<br><br>{words}</div><br>"
        for name, day, words in (("Ana T.", 9, "It burned."), ("Ben", 8, ""), ("Cem", 7, "No."))
    )
    article = "The road to Orsk-Dal was closed at night, and nobody was let through. " * 8
    reading = read(f"<h1>The road</h1><p>{article}</p><h2>Comments</h2>{said}".encode())

    assert [
        ("Ana T.", "2031-05-09T08:00", None, "It burned."),
        ("Ben", "2031-05-08T08:00", None, ""),
        ("Cem", "2031-05-07T08:00", None, "No."),
    ] == comments(reading)
    assert "It burned." not in articles(reading)


def test_claims_of_the_page_are_candidates_with_their_origin() -> None:
    claims = {
        (candidate.field, candidate.content, candidate.origin)
        for candidate in page("wordpress.html").candidates
    }

    assert {
        ("author", "Lea Brandt", "meta name=author"),
        ("author", "Lea Brandt", "JSON-LD NewsArticle.author"),
        ("date", "2031-03-24T06:00:00+01:00", "meta property=article:published_time"),
        ("site", "Valley Review", "meta property=og:site_name"),
        ("address", "https://valley-review.example/closed-road", "link rel=canonical"),
        ("hidden text", "26 characters", "elements that are not shown"),
    } <= claims
    assert all(part.speaker is None for part in page("wordpress.html").passages[:2])


def test_a_page_without_article_and_comments_is_one_document() -> None:
    reading = read(b"<p>Short.</p>")

    assert [PassageKind.DOCUMENT] == [part.kind for part in reading.passages] or (
        "Short." == articles(reading)
    )


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "iso-8859-1", "euc-kr"])
def test_a_page_is_decoded_as_it_says_of_itself(encoding: str) -> None:
    words = {"windows-1251": "Мост взорван", "iso-8859-1": "Brücke zerstört", "euc-kr": "다리"}
    shown = words.get(encoding, "Brücke 😀")
    html = f'<meta charset="{encoding}"><title>x</title><p>{shown}</p>'

    assert shown in read(html.encode(encoding)).text


@pytest.mark.parametrize("html", [b"<script>x()</script>", b"<p hidden>nothing seen</p>"])
def test_a_page_that_shows_nothing_is_its_own_error(html: bytes) -> None:
    with pytest.raises(EmptySourceError, match="shows no words"):
        read(html)
