"""Invented sentences on attacks, targeting, incitement and omission, and near misses."""

from __future__ import annotations

import pytest

from tests.act_words import acts_in

STATED: dict[str, tuple[str, ...]] = {
    "attack_on_civilians": (
        "Troops opened fire on the crowd.",
        "The air force bombed the market.",
        "Artillery shelled the village for two days.",
        "The militia attacked civilians in the valley.",
        "Barrel bombs fell on the hospital.",
        "The soldiers fired on unarmed protesters.",
        "Civilians were deliberately targeted.",
        "Indiscriminate shelling hit the old town.",
        "The school was bombed while children were inside.",
        "Police fired tear gas at the mourners.",
    ),
    "attack_on_cultural_property": (
        "Soldiers burned the mosque.",
        "The churches were destroyed by the militia.",
        "Three temples were razed.",
        "The army bulldozed the cemetery.",
        "They looted the museum and burned its books.",
        "The shelling destroyed the old library.",
        "The shrine was blown up.",
        "Religious sites were desecrated.",
        "The monastery was set on fire.",
        "Graves of the Orrin were desecrated by soldiers.",
    ),
    "identity_targeting": (
        "They were killed because of their religion.",
        "Orrin people were singled out at the checkpoint.",
        "The attacks were ethnically motivated.",
        "She was beaten because she was Christian.",
        "Forced abortions are carried out on ethnic grounds.",
        "Soldiers separated the Orrin from the others by their names.",
        "The crimes were directed against religious groups.",
        "People are arrested on account of their ethnicity.",
        "Those found to be Muslim were taken away.",
        "The regime targets Christians.",
        "The songbun-like ranking bars families of the wrong origin.",
    ),
    "incitement": (
        "The radio called for the killing of all Orrin.",
        "He urged his followers to kill their neighbours.",
        "The speaker incited the crowd to violence.",
        "State media called them cockroaches that must be crushed.",
        "The preacher said they must be wiped out.",
        "Leaflets called on soldiers to destroy the village.",
        "The governor said to kill them all.",
        "Broadcasts incite hatred against the Orrin.",
        "He encouraged his men to attack the refugees.",
        "The leader called the minority vermin.",
    ),
    "failure_to_act": (
        "The police stood by while the shops burned.",
        "The authorities did nothing to stop the attack.",
        "The state failed to protect the villagers.",
        "No one has been punished for the deaths.",
        "Officers looked on as the mob beat him.",
        "The government failed to prevent the raids.",
        "The police refused to register the complaint.",
        "The prosecutor took no action against the guards.",
        "The army turned a blind eye to the attack.",
        "The crimes were never investigated.",
    ),
}

NEAR_MISSES: dict[str, tuple[str, ...]] = {
    "attack_on_civilians": (
        "The opposition launched an attack on the bill.",
        "The striker shot on goal.",
        "The comedian bombed on stage.",
        "The minister came under fire for the budget.",
        "The company attacked the new market.",
        "Civilians lined the street for the parade.",
        "She shelled the peas.",
        "The committee fired questions at him.",
    ),
    "attack_on_cultural_property": (
        "The church burned candles all night.",
        "The mosque was restored.",
        "Tourists visit the temple.",
        "The library lends books.",
        "The monument to the poet was unveiled.",
        "The museum burned through its budget.",
        "The team plays at the Temple ground.",
        "The old monastery is a hotel.",
    ),
    "identity_targeting": (
        "The target group of the brochure is the young.",
        "The company targets customers in Tarsia.",
        "The ethnic food fair opened.",
        "Religious groups met the mayor.",
        "Because of their success, they were promoted.",
        "The Christian calendar has twelve months.",
        "Identity cards are renewed every year.",
        "The Muslim community celebrated the feast.",
    ),
    "incitement": (
        "He urged the council to act.",
        "The coach called for an attack from the first minute.",
        "The poster calls for peace.",
        "The pest service killed cockroaches.",
        "The singer incited the audience to dance.",
        "The minister called on farmers to sell grain.",
        "The law against incitement was debated.",
        "The debt must be wiped out.",
    ),
    "failure_to_act": (
        "The goalkeeper failed to stop the ball.",
        "The company failed to pay its rent.",
        "He stood by his promise.",
        "The council took no action on parking.",
        "The device failed to start.",
        "She did nothing all weekend.",
        "Doctors failed to agree.",
        "The app failed to register the sale.",
    ),
}


@pytest.mark.parametrize(
    ("act", "sentence"), [(act, each) for act, listed in STATED.items() for each in listed]
)
def test_a_sentence_that_states_the_act_is_found(act: str, sentence: str) -> None:
    assert {act} == acts_in(sentence, act=act)


@pytest.mark.parametrize(
    ("act", "sentence"), [(act, each) for act, listed in NEAR_MISSES.items() for each in listed]
)
def test_a_near_miss_is_left_alone(act: str, sentence: str) -> None:
    assert set() == acts_in(sentence, act=act)
