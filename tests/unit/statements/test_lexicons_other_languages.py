"""Invented sentences in other languages than English; few, as the lists are short there."""

from __future__ import annotations

import pytest

from tests.act_words import acts_in

STATED: tuple[tuple[str, str], ...] = (
    ("killing", "Les soldats ont tué son frère."),
    ("killing", "Los soldados mataron a su hermano."),
    ("killing", "Солдаты убили его брата."),
    ("killing", "Жителей деревни расстреляли."),
    ("killing", "قتل الجنود أخاه."),
    ("killing", "그는 마을에서 공개처형을 보았다."),
    ("torture", "Il a été torturé pendant dix jours."),
    ("torture", "Los presos fueron torturados."),
    ("torture", "Заключённых пытали десять дней."),
    ("torture", "تعرض للتعذيب في السجن."),
    ("torture", "그는 감방에서 고문을 당했다."),
    ("imprisonment", "Des familles entières sont dans des camps de travail."),
    ("imprisonment", "Fue encarcelado sin juicio."),
    ("imprisonment", "Её брат арестован."),
    ("imprisonment", "اعتقلوا المعلم."),
    ("imprisonment", "가족은 정치범수용소로 갔다."),
    ("rape", "Elle a été violée par deux gardes."),
    ("rape", "Los soldados violaron a las mujeres."),
    ("rape", "Её изнасиловали солдаты."),
    ("rape", "اغتصبوها في السجن."),
    ("rape", "그 여자는 강간당했다."),
    ("disappearance", "Les disparitions forcées se poursuivent."),
    ("disappearance", "Fue secuestrado por agentes."),
    ("disappearance", "Его похитили ночью."),
    ("disappearance", "يستمر الاختفاء القسري."),
    ("disappearance", "그의 형은 납치됐다."),
    ("starvation", "Les prisonniers sont morts de faim."),
    ("starvation", "Murieron de hambre en el campo."),
    ("starvation", "Люди умирали от голода."),
    ("starvation", "ماتوا جوعا في المعسكر."),
    ("starvation", "아이들이 굶어 죽었다."),
)

NEAR_MISSES: tuple[tuple[str, str], ...] = (
    ("killing", "Jugaban para matar el tiempo."),
    ("killing", "Il joue pour tuer le temps."),
    ("torture", "La convention contre la torture est signée."),
    ("imprisonment", "El tren se detuvo en la estación."),
    ("rape", "La violeta es una flor."),
    ("disappearance", "Le brouillard a disparu."),
    ("starvation", "J'ai faim."),
)


@pytest.mark.parametrize(("act", "sentence"), STATED)
def test_a_sentence_in_another_language_is_found(act: str, sentence: str) -> None:
    assert {act} == acts_in(sentence, act=act)


@pytest.mark.parametrize(("act", "sentence"), NEAR_MISSES)
def test_a_near_miss_in_another_language_is_left_alone(act: str, sentence: str) -> None:
    assert set() == acts_in(sentence, act=act)
