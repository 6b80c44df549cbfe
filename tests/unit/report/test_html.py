"""The HTML file: whole by itself, safe with hostile words, readable by everyone."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.model.statement import ReviewStatus
from probandum.registry import RENDERERS
from probandum.report.composing import compose
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from tests.golden.report.velmora import KILLING, material, source, stamp

CASE = material()


class Reading(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute))]


def rendered() -> Reading:
    return Reading(RENDERERS.load("html").render(compose(CASE), CASE))


def test_nothing_is_asked_from_outside_and_nothing_runs() -> None:
    content = rendered()
    assert {tag for tag, _ in content.tags}.isdisjoint(
        {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "audio"}
    )
    assert all(href.startswith("#") for href in content.values("href"))
    assert content.values("src") == []
    assert not [name for _, attrs in content.tags for name in attrs if name.startswith("on")]
    assert not [name for _, attrs in content.tags for name in attrs if name == "style"]
    assert "url(" not in content.text
    assert "@import" not in content.text


def test_the_policy_names_the_digest_of_the_one_style_sheet() -> None:
    content = RENDERERS.load("html").render(compose(CASE), CASE).decode()
    (style,) = re.findall("<style>(.*?)</style>", content, flags=re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in content


def test_every_link_leads_to_one_place_and_every_cite_back() -> None:
    content = rendered()
    ids = Counter(content.values("id"))
    assert max(ids.values()) == 1
    assert {href[1:] for href in content.values("href")} <= set(ids)
    cites = {a["id"] for tag, a in content.tags if tag == "a" and a.get("class") == "cite"}
    backs = {a["href"] for tag, a in content.tags if tag == "a" and a.get("class") == "back"}
    assert cites
    assert {f"#{each}" for each in cites} == backs


def test_headings_are_in_order_and_the_language_is_named() -> None:
    content = rendered()
    levels = [int(tag[1]) for tag, _ in content.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert content.tags[0] == ("html", {"lang": "en"})


def test_the_cited_words_stand_marked_in_the_exhibit() -> None:
    content = RENDERERS.load("html").render(compose(CASE), CASE).decode()
    assert re.search(
        r'<mark class="s\d+" id="x\d+">Twelve men were executed that morning\.', content
    )


def test_every_sentence_of_the_document_is_in_the_file() -> None:
    text = " ".join(rendered().text.split())
    for section in compose(CASE).sections:
        for sentence in section.sentences:
            for part in re.split(r"[“”]", sentence.text):
                assert " ".join(part.split()) in text


def test_hostile_words_are_shown_as_words() -> None:
    words = "</mark><script>alert(1)</script>\u202e<b onclick=x> killed \u200b<img src=x>"
    received = source(9, content=words, media_type="text/plain")
    digest = sha256_hex(words.encode())
    passage = stamp(
        Passage(
            source=received.id,
            kind=PassageKind.TESTIMONY,
            number=1,
            text_sha256=digest,
            start=0,
            end=len(words),
        ),
        run="run-1",
    )
    (statement,) = EXTRACTOR.extract(PassageText(passage=passage, text=words), (KILLING,))
    statement = stamp(statement, run="run-2")
    cell = CASE.assessments[0]
    tally = replace(cell.evidence_for, accepted=(), suggested=(statement.id,))
    case = replace(
        CASE,
        sources=(*CASE.sources, received),
        passages=(*CASE.passages, passage),
        texts=tuple(sorted((*CASE.texts, (digest, words)))),
        statements=((statement, ReviewStatus.SUGGESTED, None),),
        assessments=(replace(cell, evidence_for=tally),),
        leaves=(),
    )
    content = Reading(RENDERERS.load("html").render(compose(case), case))
    assert {tag for tag, _ in content.tags}.isdisjoint({"script", "img"})
    assert content.values("onclick") == []
    assert "<script>alert(1)</script>" in content.text
    assert "⟦U+202E⟧" in content.text
    assert "\u202e" not in content.text
    assert "\u200b" not in content.text


def test_who_wrote_a_comment_is_masked() -> None:
    content = rendered().text
    assert "valley_watcher_7" not in content
    assert "This is all lies" in content
