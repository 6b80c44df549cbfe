"""Rules of a page's own style hide its elements; only plain rules are followed, shown wins doubt."""

from __future__ import annotations

import pytest

from probandum.sources.markup import page_of


def shown(style: str, element: str = '<p class="a b" id="i">out</p>') -> str:
    return page_of(f"<style>{style}</style><p>in</p>{element}").text


@pytest.mark.parametrize(
    "style",
    [
        ".a{display:none}",
        "#i { visibility : hidden }",
        "p.a{display:none!important}",
        ".x, .b.a { color: red; display: none; }",
        "p#i{visibility:collapse}",
        "/* .a{} */ .a{/* why */display:none}",
        "@import 'x.css'; .a{display:none}",
        "@media print{.z{color:red}} .a{display:none}",
        ".a{display:block} .a{display:none}",
        "#i{display:none} .a{display:block}",
        ".a{display:none!important} #i{display:block}",
        ".a{display:none} .a:hover{display:block}",
        ".a{display:none} .c .d{display:block}",
        ".a{display:none} @media print{.a{display:block}}",
        ".a{display:none",
        "<!-- .a{display:none} -->",
    ],
)
def test_what_a_plain_rule_hides_is_no_text(style: str) -> None:
    assert "in" == shown(style)


@pytest.mark.parametrize(
    "style",
    [
        ".c{display:none}",
        ".A{display:none}",
        "div.a{display:none}",
        ".a.c{display:none}",
        ".c .a{display:none}",
        ".a:empty{display:none}",
        ".a::after{display:none}",
        ".a[title]{display:none}",
        "@media print{.a{display:none}}",
        "@media (max-width:9em){.a{display:none}}",
        ".a{display:none} .a{display:block}",
        ".a{display:none} .a.b{display:block}",
        ".a{display:none} #i{display:flex}",
        ".a{display:none} .c .a{display:block}",
        ".a{display:none} @media (min-width:9em){.a{display:block}}",
        ".a{display:nonesuch}",
        "}} .a{display:none}",
        ".a{display:none} @media screen and (min-width:9em){.b{display:block}}",
        ".a{--display:none}",
        ".a::after{content:'x{display:none}'}",
    ],
)
def test_where_a_rule_does_not_hide_for_certain_words_are_shown(style: str) -> None:
    assert "in\n\nout" == shown(style)


def test_a_style_of_the_element_itself_comes_first() -> None:
    assert "in\n\nout" == shown(".a{display:none}", '<p class="a" style="display:block">out</p>')
    assert "in" == shown(".a{display:none!important}", '<p class="a" style="display:block">out</p>')


def test_names_with_marks_in_them_are_taken_as_written() -> None:
    style = ".gone{display:none} @media (min-width:9em){.md\\:block{display:block}}"

    assert "in\n\nout" == shown(style, '<p class="gone md:block">out</p>')
    assert "in" == shown(style, '<p class="gone">out</p>')
    assert "in" == shown(r".x\:é{display:none}", '<p class="x:é">out</p>')


def test_rules_stay_rules_where_strings_hold_their_marks() -> None:
    assert "in" == shown(".b::after{content:'}; .a{'} .a{display:none}")


def test_a_style_for_print_hides_nothing_on_the_screen() -> None:
    html = '<style media="print">.a{display:none}</style><p class="a">out</p>'

    assert "out" == page_of(html).text


def test_what_rules_hide_is_counted_and_apart_from_what_hides_itself() -> None:
    page = page_of("<style>.a{display:none}</style>in<p class=a>out<p hidden>never")

    assert ("in", 8, 3) == (page.text, page.hidden, page.hidden_by_rules)


@pytest.mark.parametrize(
    "style", ["{" * 50_000, ".a{" * 20_000, "/*" * 50_000, "@media x{" * 20_000, ".a," * 50_000,
              ".a" + "é" * 5_000 + "!{display:none}", ".a{display: " + " " * 90_000 + "x!}",
              f".a{' ' * 90_000}b{{display:none}}", ".a" * 5_000 + "!{display:none}",
              "".join(f".a{number}.a{{display:none}}" for number in range(30_000))],
)  # fmt: skip
def test_styles_made_to_slow_a_reader_down_do_not(style: str) -> None:
    assert "in" in shown(style, '<p class="c">x</p>' * 500)
