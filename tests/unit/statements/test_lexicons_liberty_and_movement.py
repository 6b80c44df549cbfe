"""Invented sentences on liberty, movement and worship that state an act, and near misses."""

from __future__ import annotations

import pytest

from tests.act_words import acts_in

STATED: dict[str, tuple[str, ...]] = {
    "imprisonment": (
        "Nine teachers were imprisoned for life.",
        "Thousands are held in political prison camps.",
        "The police arrested him at his shop.",
        "They were banished to concentration camps.",
        "She was detained without charge for two years.",
        "He was jailed for reading a leaflet.",
        "Whole families are sent to labour camps.",
        "The priest has been behind bars since spring.",
        "He was locked up in a cell without windows.",
        "The women were taken into custody at the border.",
        "He spent six years in detention.",
    ),
    "forced_labour": (
        "Prisoners were forced to work in the mine.",
        "Forced labour is used on the state farms.",
        "He was sentenced to hard labour in the quarry.",
        "Children had to work without pay at the dam.",
        "The camp lives on slave labor.",
        "Prisoners had to cut timber.",
        "The women were made to work sixteen hours a day.",
        "Villagers were forcibly conscripted to build the road.",
        "The detainees were compelled to dig tunnels.",
        "Inmates who missed their work quota got no food.",
    ),
    "enslavement": (
        "The militia enslaved the women of the valley.",
        "Children were sold into slavery.",
        "They were kept as slaves on the plantation.",
        "The report describes the enslavement of prisoners.",
        "He was bought and sold three times.",
        "Families were sold as slaves at the border.",
        "The captives were held as property of the commander.",
        "Slave markets were held in the town of Orsk-Dal.",
        "The girls were given to fighters as slaves.",
        "The herders enslave the children they seize.",
    ),
    "expulsion": (
        "The Orrin were driven from their land.",
        "Soldiers expelled the villagers across the river.",
        "Ten thousand people were deported to Tarsia.",
        "Hundreds of thousands were forced to flee to Tarsia.",
        "The families were forcibly displaced.",
        "The governor ordered the forcible transfer of the population.",
        "They were forced to leave their homes at gunpoint.",
        "Mass deportations began in spring.",
        "The army drove the herders out of the valley.",
        "Residents were forcibly evicted from the quarter.",
        "The fighting displaced forty thousand people.",
    ),
    "forced_return": (
        "Refugees were forcibly returned to Velmora.",
        "They were being forcibly repatriated from Tarsia.",
        "Forced repatriation goes on at the northern bridge.",
        "Tarsia sent the refugees back by force.",
        "The asylum seekers were deported back to Velmora.",
        "The police handed over the escapees to Velmora's agents.",
        "Refugees, after being forcibly returned, are questioned.",
        "Tarsia pushed back the families at the border.",
        "Refoulement of Velmoran families continues.",
        "Women who are forcibly sent back lose their children.",
    ),
    "disappearance": (
        "He was abducted by men in plain clothes.",
        "Two thousand people have disappeared since the raid.",
        "Enforced disappearances are reported from the capital.",
        "Agents kidnapped the fisherman on the coast.",
        "The family was never told where he is held.",
        "His whereabouts remain unknown since his arrest.",
        "The officers refused to say where she was.",
        "They were forcibly disappeared by the security service.",
        "The relatives have had no word of his fate.",
        "She went missing after soldiers took her.",
        "The abduction of the lawyer was seen by neighbours.",
    ),
    "collective_punishment": (
        "Guilt runs to three generations.",
        "The whole family is punished for one person's escape.",
        "Families are sent to camps for the deed of one son.",
        "Collective punishment is written into the rules.",
        "Relatives were arrested in place of the fugitive.",
        "His parents and children were imprisoned because of his escape.",
        "Guilt by association sends grandparents to the mines.",
        "They are killed along with their entire families.",
        "The army burned the village in reprisal for the attack.",
        "Offenders were imprisoned together with their relatives.",
    ),
    "restriction_of_worship": (
        "Worship is forbidden in the camp.",
        "Churches were closed by decree.",
        "The police confiscated their Bibles.",
        "People caught praying are punished.",
        "The government banned the Orrin faith.",
        "She was arrested for owning a Bible.",
        "Velmora is the worst violator of religious freedom.",
        "Muslims were not allowed to fast.",
        "House churches were raided in June.",
        "They were made to renounce their faith.",
        "The practice of religion is prohibited.",
    ),
}

NEAR_MISSES: dict[str, tuple[str, ...]] = {
    "imprisonment": (
        "The arrested development of the region worries economists.",
        "He was imprisoned by his own fears.",
        "The prisoner's dilemma is taught in the first year.",
        "The ship was detained by bad weather.",
        "Cardiac arrest was the cause.",
        "The arresting view draws visitors.",
        "The children went to summer camps.",
        "Detained by traffic, she missed the vote.",
        "Former prison camp guards were interviewed.",
    ),
    "forced_labour": (
        "The Labour Party lost the vote.",
        "The labour market is tight.",
        "She was in labour for nine hours.",
        "He had to work late on Friday.",
        "I was forced to work from home by the storm.",
        "It was a labour of love.",
        "The forced labour convention was signed in 1930.",
        "Hard work pays off.",
    ),
    "enslavement": (
        "He is enslaved to his telephone.",
        "The slave cylinder leaks.",
        "The museum shows the history of slavery.",
        "She is a slave to fashion.",
        "The master and slave disks were swapped.",
        "The abolition of slavery was celebrated.",
        "The house was bought and sold twice.",
        "The country was founded upon slavery.",
    ),
    "expulsion": (
        "He was expelled from school.",
        "Three members were expelled from parliament.",
        "The expulsion of air from the pipe takes a minute.",
        "The club expelled its treasurer.",
        "The rocket displaced a lot of air.",
        "The tenant was forced to flee a kitchen fire.",
        "The captain was sent off after a foul.",
        "The ambassador was expelled on Monday.",
        "The money was transferred to the bank.",
    ),
    "forced_return": (
        "The refugees returned home in peace.",
        "He was repatriated after the tournament.",
        "The company repatriated its profits.",
        "Voluntary repatriation resumed in May.",
        "The tennis player forced a return of serve.",
        "The treaty forbids refoulement.",
        "The parcel was sent back to the shop.",
        "The bodies were repatriated to their families.",
    ),
    "disappearance": (
        "The custom has disappeared.",
        "The stain disappeared after washing.",
        "My keys have gone missing.",
        "The disappearance of bees worries farmers.",
        "The muscle aids abduction of the arm.",
        "The glacier is disappearing.",
        "The plane disappeared from radar.",
        "Two pages of the book are missing.",
    ),
    "collective_punishment": (
        "The bakery has belonged to the family for three generations.",
        "Three generations of weavers live here.",
        "The players moved with their families.",
        "The whole family enjoyed the trip.",
        "The collective farm was sold.",
        "Entire families came to the concert.",
        "The relatives arrived on Sunday.",
    ),
    "restriction_of_worship": (
        "The church was closed for repairs.",
        "The choir practises on Monday.",
        "The constitution guarantees freedom of religion.",
        "The museum owns a rare Bible.",
        "He worships his grandmother's cooking.",
        "The shop is closed on holy days.",
        "The faith of the fans was rewarded.",
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
