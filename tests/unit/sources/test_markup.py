"""A page is the text a person sees, and every run has its node."""

from __future__ import annotations

import pytest
from lxml import etree

from probandum.sources.markup import page_of
from probandum.sources.refusals import MalformedSourceError


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<p>one<br>two<br><br>three</p>", "one\ntwo\n\nthree"),
        ("<p>a  \n\t b <b> c</b>d</p>", "a b cd"),
        ("<p>a <i> b </i> c</p>", "a b c"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<p>a\u00a0b 😀 김 كان</p>", "a\u00a0b 😀 김 كان"),
        ("<p>&lt;script&gt; &amp; &#128512;</p>", "<script> & 😀"),
        ("<p>a<!-- never --></p><script>never()</script><style>never{}</style>", "a"),
        ("<p>a</p><iframe>never</iframe><svg><title>never</title></svg>", "a"),
    ],
)
def test_what_is_shown_is_the_text(html: str, text: str) -> None:
    assert text == page_of(html).text


@pytest.mark.parametrize(
    "mark",
    [
        "hidden", 'style="display: none"', 'style="visibility:hidden"', 'aria-hidden="true"',
        'style="font-size:0px"', 'style="color:red;opacity:0"', 'style="height:0;overflow:hidden"',
        'style="text-indent:-9999px"',
    ],
)  # fmt: skip
def test_hidden_words_are_counted_and_no_text(mark: str) -> None:
    page = page_of(f"<p>seen</p><div {mark}>not <b>seen</b></div><p>too</p>")

    assert ("seen\n\ntoo", 7) == (page.text, page.hidden)


@pytest.mark.parametrize(
    "style", ["opacity:0.5", "font-size:0.9em", "line-height:0.9", "height:10px"]
)
def test_what_is_only_small_or_pale_is_shown(style: str) -> None:
    assert "seen" == page_of(f'<p style="{style}">seen</p>').text


def test_every_stretch_stands_at_its_offset_in_the_node_its_path_names() -> None:
    page = page_of(
        "<body>x<p>one <!-- c --> two   three<b>four</b>\n five  \n six 😀  seven</p> tail</body>"
    )

    assert len(page.stretches) > 6
    for place in page.stretches:
        assert place.locator.path is not None
        (node,) = page.root.xpath(place.locator.path)
        offset = place.locator.offset or 0
        shown = page.text[place.start : place.end]
        assert shown == " ".join(f"|{node[offset : offset + len(shown)]}|".split())[1:-1]


def test_each_element_knows_where_its_text_lies() -> None:
    page = page_of("<h1>Orsk-Dal</h1><p>Shells <b>fell</b>.</p>")
    words = {
        str(element.tag): page.text[start:end] for element, (start, end) in page.ranges.items()
    }

    assert ("Orsk-Dal", "Shells fell.", "fell") == (words["h1"], words["p"], words["b"])


@pytest.mark.parametrize("html", ["", "   ", "<!-- nothing -->"])
def test_a_page_without_an_element_is_refused(html: str) -> None:
    with pytest.raises(MalformedSourceError, match="check that the copy is whole"):
        page_of(html)


def test_very_deep_and_very_wide_pages_are_walked() -> None:
    assert "end" in page_of("<div>" * 200 + "end").text
    assert 20_000 == page_of("<p>x</p>" * 20_000).text.count("x")
    assert isinstance(page_of("<p>a").root, etree._Element)
