"""What cannot be seen is shown; what is spelling stays."""

from __future__ import annotations

import pytest

from probandum.language.visible import mark_invisible


@pytest.mark.parametrize(
    "code_point",
    [
        *(0x00, 0x07, 0x1B, 0x7F, 0x85, 0xAD, 0x034F, 0x061C, 0x115F, 0x200B, 0x200C, 0x200D),
        *(0x200E, 0x2028, 0x202E, 0x2060, 0x2066, 0x3164, 0xFEFF, 0xD800, 0xFFF9, 0xE0041, 0xE0100),
    ],
)
def test_an_invisible_character_is_marked(code_point: int) -> None:
    assert f"a⟦U+{code_point:04X}⟧b" == mark_invisible(f"a{chr(code_point)}b")


@pytest.mark.parametrize(
    "text",
    [
        "tab\tand\nline\r\nbreak",
        "Hoeryŏng 요덕 漢字 أحمد é e\u0301",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🌾 ❤\ufe0f",
        "non\u00a0breaking\u3000space",
    ],
)
def test_visible_text_and_spelling_stay(text: str) -> None:
    assert text == mark_invisible(text)


def test_a_lone_carriage_return_is_marked() -> None:
    assert "a⟦U+000D⟧b" == mark_invisible("a\rb")


def test_a_joiner_at_either_end_is_marked() -> None:
    assert "⟦U+200C⟧م⟦U+200D⟧" == mark_invisible("\u200cم\u200d")
