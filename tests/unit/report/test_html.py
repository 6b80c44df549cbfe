"""The HTML file: whole by itself, safe with hostile words, readable by everyone."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

from probandum.language.visible import mark_invisible
from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.model.statement import ReviewStatus
from probandum.registry import RENDERERS
from probandum.report.composing import compose
from probandum.report.material import Material
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from tests.golden.report.velmora import KILLING, laid_beside, material, source, stamp, weighed

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


def rendered(case: Material = CASE) -> Reading:
    return Reading(RENDERERS.load("html").render(compose(case), case))


def rendered_text(case: Material) -> str:
    content: bytes = RENDERERS.load("html").render(compose(case), case)
    return content.decode()


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


def test_every_sentence_of_the_document_that_is_no_row_of_a_table_is_in_the_file() -> None:
    text = " ".join(rendered().text.split())
    for section in compose(CASE).sections:
        if section.id in ("figures", "sources"):
            continue
        for sentence in section.sentences:
            for part in re.split(r"[“”]", sentence.text):
                assert " ".join(mark_invisible(part).split()) in text


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


def unreviewed() -> Material:
    judged = tuple((said, ReviewStatus.SUGGESTED, None) for said, _, _ in CASE.statements)
    return replace(CASE, statements=judged, leaves=())


def test_a_reading_file_is_marked_on_every_section_and_every_printed_page() -> None:
    case = unreviewed()
    content = rendered_text(case)
    assert "<h1>Reading file</h1>" in content
    headings = content.count("<h2 ") + content.count('<section id="cell-')
    headings += content.count('<section id="asked-')
    assert headings == content.count(
        '<p class="mark">Unreviewed machine reading, not a finding</p>'
    )
    assert '@top-left { content: "Unreviewed machine reading, not a finding"; }' in content
    assert "<span>UNREVIEWED MACHINE READING, NOT A FINDING</span>" in content


def test_a_reviewed_report_is_not_called_a_reading_file() -> None:
    content = rendered_text(CASE)
    assert "<h1>Assessment of the evidence</h1>" in content
    assert "not a finding" not in content


def test_the_table_of_figures_gives_low_best_and_high_and_who_says_it() -> None:
    content = rendered_text(CASE)
    table = content[content.index('<table class="figures">') :].partition("</table>")[0]
    rows = table.split("<tr>")[2:]
    amounts = [re.findall(r'<td class="amount">(.*?)</td>', row) for row in rows]
    assert [["30", "–", "–"], ["–", "12", "–"]] == amounts
    assert "the author, passing on the Velmora Human Rights Committee" in rows[0]
    assert "as of: not stated" in rows[0]
    assert 'class="cite"' in rows[0]


def test_accepted_and_suggested_stand_in_columns_of_their_own() -> None:
    content = rendered_text(CASE)
    row = content[content.index("<tbody") :].partition("</tr>")[0]
    cells = re.findall(r"<td.*?</td>", row, flags=re.DOTALL)
    assert "<b>2</b> accepted" in cells[0]
    assert "<small>2 origins</small>" in cells[0]
    assert "suggested" not in cells[0]
    assert "<b>1</b> suggested" in cells[1]
    assert "<b>2</b> suggested" in cells[3]
    assert "contested" in cells[5]


def test_elements_one_of_which_is_enough_are_said_to_be_so() -> None:
    content = rendered_text(laid_beside("genocide_convention_ii"))
    assert "any one of these is enough</th>" in content
    assert "not compared with its source</small>" in content


def test_a_large_framework_is_folded_by_crime_and_opened_where_something_stands() -> None:
    content = rendered_text(laid_beside("rome_statute_7"))
    opened = re.findall(r'<details class="part" open><summary>([^<]+) <', content)
    closed = re.findall(r'<details class="part"><summary>([^<]+) <', content)
    assert "Murder" in opened
    assert "Apartheid" in closed


def test_a_threshold_is_a_note_without_a_column_for_a_status() -> None:
    content = rendered_text(laid_beside("r2p_2005"))
    matrix = content[content.index('<h3 class="law"') :].partition("</table>")[0]
    assert "a note, with no status" in matrix
    assert "Status" not in matrix
    assert "not assessed" not in matrix


def test_shared_words_of_two_sources_stand_side_by_side_and_are_marked_in_both() -> None:
    content = rendered_text(weighed())
    shared = content[content.index('<div class="shared">') :].partition('<p class="note">')[0]
    assert 2 == shared.count('class="cite"')
    assert shared.index("DOC-HQ-001") < shared.index("at least 30")
    assert shared.index("DOC-HQ-002") < shared.index("Twelve men")


def test_every_comment_is_listed_with_its_date_and_the_empty_ones_as_empty() -> None:
    empty = stamp(
        Passage(
            source=CASE.sources[0].id,
            kind=PassageKind.COMMENT,
            number=4,
            text_sha256=CASE.passages[0].text_sha256,
            start=0,
            end=0,
        ),
        run="run-read-DOC-HQ-001",
    )
    content = rendered_text(replace(CASE, passages=(*CASE.passages, empty)))
    assert "<td>commenter 1</td><td>2021-05-04</td>" in content
    assert (
        '<th scope="row">comment 3</th><td>commenter 3</td><td>not stated</td><td>empty</td>'
        in (content)
    )
    assert "3 comments, 1 empty" in content


def test_marked_words_lead_to_what_they_were_read_as_and_back_to_every_sentence() -> None:
    content = rendered()
    cards = {a["id"] for tag, a in content.tags if tag == "div" and str(a.get("id"))[:1] == "n"}
    links = {a["href"] for tag, a in content.tags if a.get("class") == "to-card"}
    assert cards
    assert {f"#{each}" for each in cards} == links


def test_what_is_folded_away_is_no_place_a_link_leads_to() -> None:
    content = rendered_text(laid_beside("rome_statute_7"))
    folded = re.findall(r'<details class="(?:part|cites)[^>]*>.*?</details>', content, re.DOTALL)
    assert folded
    assert not [each for each in folded if re.search(r'\sid="', each)]
