"""For any thread and any page, passages and stretches stand exactly where they say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.errors import UnreadableSourceError
from probandum.model.codec import decode, encode
from probandum.model.source import PassageKind
from probandum.sources.formats import html, txt
from probandum.sources.markup import page_of
from probandum.sources.reader import Reading

WORDS = st.sampled_from(
    [
        "the mill burned",
        "nobody came 😀",
        "다리는 무너졌다",
        "كان الجسر مغلقا",
        "a\u00a0b",
        "e\u0301",
    ]
)
NAMES = st.sampled_from(["Ivo Marek", "Dana K.", "김하늘", "سامي", "average joe", None])
COMMENTS = st.lists(st.tuples(NAMES, st.lists(WORDS, max_size=3)), min_size=2, max_size=8)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<br>",
                "<b>",
                "</b>",
                " ",
                "\n",
                "<!-- c -->",
                "<pre>",
            ]
        ),
        st.sampled_from(
            ["<i hidden>", "</i>", "<script>", "</script>", "<td>", "&amp;", "&#128512;"]
        ),
        st.text(max_size=8),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(comments=COMMENTS, ends=st.sampled_from(["\n", "\r\n"]))
def test_any_thread_of_any_comments_comes_back(
    comments: list[tuple[str | None, list[str]]], ends: str
) -> None:
    text = "Report.\n\nIt burned.\n\nComments\n\n"
    for number, (name, bodies) in enumerate(comments):
        header = f"{name}\n" if name else ""
        text += f"{header}May {28 - number}, 2031 at 0{number}:15\n\n"
        text += "".join(f"{body}.\n\n" for body in bodies)
    reading = txt.read(text.replace("\n", ends).encode("utf-8"))
    found = [part for part in reading.passages if part.kind is PassageKind.COMMENT]

    assert [name for name, _ in comments] == [part.speaker for part in found]
    expected = [(ends * 2).join(f"{body}." for body in bodies) for _, bodies in comments]
    assert expected == [reading.text[part.start : part.end] for part in found]
    assert [f"2031-05-{28 - number}T0{number}:15" for number in range(len(comments))] == [
        part.date.text for part in found if part.date is not None
    ]


@settings(deadline=None, max_examples=60)
@given(pieces=PIECES)
def test_every_stretch_of_any_page_stands_in_its_node(pieces: list[str]) -> None:
    source = "<html><body>start" + "".join(pieces) + "end"
    try:
        page = page_of(source)
    except (UnreadableSourceError, UnicodeEncodeError):
        return
    end = 0
    for place in page.stretches:
        assert end <= place.start < place.end
        end = place.end
        (node,) = page.root.xpath(str(place.locator.path))
        offset = place.locator.offset or 0
        original = node[offset : offset + place.end - place.start]
        shown = page.text[place.start : place.end]
        # White space may be another one, words may not.
        assert shown.split() == original.split()
        assert [one.isspace() for one in shown] == [one.isspace() for one in original]


@settings(deadline=None, max_examples=40)
@given(pieces=PIECES)
def test_any_page_is_read_or_refused_and_crosses_the_codec(pieces: list[str]) -> None:
    source = "<html><body><p>start " + "".join(pieces) + "end"
    try:
        reading = html.read(source.encode("utf-8", "replace"))
    except UnreadableSourceError:
        return
    assert decode(encode(reading), Reading) == reading
