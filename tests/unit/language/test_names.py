"""Which spellings of a name share a key."""

from __future__ import annotations

import pytest

from probandum.language.names import name_keys


def shared(one: str, other: str) -> set[str]:
    return set(name_keys(one)) & set(name_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Orlo", "ORLO, Ana"),
        ("Žilvinas Orlō", "zilvinas orlo"),
        ("김일용", "Kim Il-yong"),
        ("김일용", "Il Yong Gim"),
        ("김 일용", "KIM IL YONG"),
        ("박선희", "Pak Sŏn-hŭi"),
        ("박선희", "Park Seon-hui"),
        ("박선희", "Park Sonhee"),
        ("리명수", "Lee Myong-su"),
        ("이명수", "Ri Myeong Soo"),
        ("이명수", "Rhee Myŏngsu"),
        ("최영철", "Choe Yong-chol"),
        ("최영철", "Choi Young-cheol"),
        ("남궁은", "Namgung Eun"),
        ("회령", "Hoeryŏng"),
        ("회령", "Hoeryong"),
        ("요덕", "Yodŏk"),
        ("북창", "Pukch'ang"),
        ("평양", "Pyongyang"),
        ("신의주", "Sinuiju"),
        ("محمد الأورلي", "أورلي محمد"),
        ("محمد كريم", "Mohammed Karim"),
        ("محمد كريم", "Muhammad Kareem"),
        ("عبد الرحمن سالم", "Abdul Rahman Salem"),
        ("عبد الرحمن سالم", "Salim Abdurrahman"),
        ("عبد الرحمن سالم", "Abd ar-Rahman Sālim"),
        ("عبد الله خالد", "Abdullah Khalid"),
        ("عبدالله خالد", "Khaled Abd Allah"),
        ("فاطمة شريف", "Fatima Sharif"),
        ("فاطمه شریف", "Fatimah Chérif"),
        ("القحطاني", "Al-Qahtani"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert shared(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Orlo", "Ana Orlova"),
        ("김일용", "김일성"),
        ("김일용", "박일용"),
        ("Kim Il-yong", "Kim Il-sok"),
        ("محمد كريم", "محمد سالم"),
        ("회령", "북창"),
        ("Ali", "Eli"),
    ],
)
def test_different_names_share_no_key(one: str, other: str) -> None:
    assert set() == shared(one, other)


def test_a_name_that_cannot_be_korean_has_no_korean_key() -> None:
    assert [] == [key for key in name_keys("Brandt Smith") if key.startswith("korean:")]


def test_a_name_without_letters_has_no_key() -> None:
    assert () == name_keys(" — ")


def test_a_shared_plain_key_means_the_same_words() -> None:
    assert "plain:ana orlo" in name_keys("Orlo, ANA")
