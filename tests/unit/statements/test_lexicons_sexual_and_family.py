"""Invented sentences on sexual, reproductive and family acts that state an act, and near misses."""

from __future__ import annotations

import pytest

from tests.act_words import acts_in

STATED: dict[str, tuple[str, ...]] = {
    "rape": (
        "She was raped by two guards.",
        "Soldiers raped women in the school.",
        "Mass rape followed the fall of the town.",
        "The men were accused of raping prisoners.",
        "She describes the gang rape of her sister.",
        "Gang-raped and left by the road, she survived.",
        "Rapes were committed in every checkpoint.",
        "The rape of detainees was known to the warden.",
        "The commander had raped her before.",
        "They rape the girls they capture.",
    ),
    "sexual_slavery": (
        "The girls were held as sex slaves.",
        "Women were kept in sexual slavery by the fighters.",
        "She was forced into prostitution in Tarsia.",
        "The soldiers kept a house of comfort women.",
        "She was sold into prostitution.",
        "Forced prostitution is organised by officers.",
        "They were sexually enslaved for years.",
        "The commander used the captive as a sexual slave.",
        "The women were sold to brothels.",
    ),
    "sexual_violence": (
        "The women were sexually abused in the cells.",
        "Sexual violence is common at the border.",
        "Guards stripped the prisoners naked.",
        "She was sexually assaulted by an officer.",
        "The inmates were forced to undress before the men.",
        "Guards groped the women during searches.",
        "Invasive body searches were done on every woman.",
        "The boys were molested by their jailers.",
        "Electric wires were attached to his genitals.",
        "She was threatened and sexually humiliated.",
    ),
    "trafficking": (
        "Many women became victims of sex-trafficking.",
        "She was trafficked across the border.",
        "Human trafficking goes on along the river.",
        "The trafficking of women for prostitution is organised by brokers.",
        "Brokers sold her to a farmer in Tarsia.",
        "Children were trafficked to the mines.",
        "The women are sold to Tarsian men.",
        "Human traffickers took the girls.",
        "Refugees were bought and sold by brokers.",
        "They were sold into forced marriages.",
    ),
    "forced_marriage": (
        "They were sold into forced marriages.",
        "She was forced to marry a soldier.",
        "Forced marriage is common among the refugees.",
        "Girls of twelve were married off against their will.",
        "The fighters took the captives as wives.",
        "He was made to marry a woman chosen by the cadre.",
        "Women were sold as brides.",
        "She was compelled to marry her abductor.",
        "The girls were given to fighters as wives.",
    ),
    "forced_pregnancy": (
        "The women were forcibly impregnated.",
        "Forced pregnancy was a policy of the camp.",
        "She was kept until she gave birth to the soldier's child.",
        "They were made pregnant by force and confined.",
        "The captives were told they would bear Tarsian children.",
        "Women were forced to bear the children of the guards.",
        "Detained women were held until it was too late to end the pregnancy.",
        "The fighters impregnated captive women by force.",
        "She was raped to make her pregnant.",
    ),
    "forced_abortion": (
        "Forced abortions are carried out in the cells.",
        "She was forced to have an abortion.",
        "Guards carried out forcible abortions.",
        "Pregnant returnees were made to abort.",
        "The doctor induced abortion by injection against her will.",
        "The report speaks of forcible abortions and infanticide.",
        "Women were coerced into abortions.",
        "Her pregnancy was terminated by force.",
        "Ethnically motivated forced abortions include labour-inducing injections.",
        "They kicked her belly until she miscarried.",
    ),
    "forced_sterilisation": (
        "Women were forcibly sterilised.",
        "Forced sterilization was ordered by the district.",
        "She was sterilized without her consent.",
        "The Orrin women had to accept intrauterine devices.",
        "Forcible sterilisations went on for years.",
        "He was castrated by the militia.",
        "Doctors removed her womb without telling her.",
        "Compulsory sterilisation of the disabled was law.",
        "The women were fitted with IUDs by force.",
    ),
    "transfer_of_children": (
        "The forcible transfer of children began in May.",
        "Children were forcibly transferred to Tarsia.",
        "Orrin children were given to families of officers.",
        "The children were handed to another community.",
        "Boys and girls were taken and raised by Tarsian families.",
        "The report describes the forcible transfer and enslavement of children.",
        "The deportation of children to Tarsia was ordered.",
        "Children were put up for adoption across the border without consent.",
        "They were forcibly adopted by soldiers' families.",
        "Orrin children were placed in boarding schools of the majority.",
    ),
    "removal_of_children": (
        "Children were taken from their parents.",
        "The guards separated babies from their mothers.",
        "Her child was taken away from her.",
        "They removed the children from their families.",
        "The state took away his sons.",
        "Mothers were separated from their children on arrival.",
        "The forced separation of children from parents is routine.",
        "Infants were snatched from their mothers.",
        "The boys were torn from their families.",
    ),
}

NEAR_MISSES: dict[str, tuple[str, ...]] = {
    "rape": (
        "The company raped the land.",
        "The rape fields are in flower.",
        "Oilseed rape is grown in the south.",
        "The grapes were pressed.",
        "The play tells of the rape of the lock.",
        "The law on rape was amended.",
        "Rape oil is used for cooking.",
        "They call it the rape of the earth.",
    ),
    "sexual_slavery": (
        "The brothel was closed by the council.",
        "Prostitution is legal in the province.",
        "The play is called Slaves of Love.",
        "The debate on prostitution continued.",
        "She works with former slaves of the plantation.",
        "The women for office campaign grew.",
        "Sex education is taught in the school.",
    ),
    "sexual_violence": (
        "Sexual orientation was discussed.",
        "The workshop covers sexual health.",
        "He undressed and went swimming.",
        "The law on sexual offences was changed.",
        "The company has a policy on sexual harassment.",
        "The paint was stripped from the door.",
        "The prize was stripped from the team.",
        "The committee against sexual violence met in Orsk-Dal.",
    ),
    "trafficking": (
        "The road carries heavy traffic.",
        "He was convicted of drug trafficking.",
        "Arms trafficking is a crime.",
        "The house was sold to a Tarsian man.",
        "Website traffic doubled.",
        "Wildlife traffickers were caught.",
        "The treaty on human trafficking was signed.",
        "Insider influence-trafficking cost him his post.",
    ),
    "forced_marriage": (
        "They married in spring.",
        "It was an arranged merger, a forced marriage of two banks.",
        "The marriage of sound and image works.",
        "Her parents wished her to marry.",
        "The marriage law was changed.",
        "The bride wore blue.",
        "The two parties are in a marriage of convenience.",
    ),
    "forced_pregnancy": (
        "She was pregnant with her second child.",
        "The pregnancy was planned.",
        "A pregnant pause followed.",
        "The clinic cares for pregnant women.",
        "The debate on pregnancy leave was forced through.",
        "The cloth was impregnated with wax.",
        "She gave birth in the hospital.",
    ),
    "forced_abortion": (
        "The abortion law was debated.",
        "She chose to have an abortion.",
        "The launch was aborted.",
        "The mission had to be aborted by the pilot.",
        "Access to abortion is limited.",
        "The clinic offers abortions.",
        "They forced through the abortion bill.",
    ),
    "forced_sterilisation": (
        "The instruments were sterilised.",
        "The milk is sterilised at high heat.",
        "He chose a vasectomy.",
        "The cats are sterilised by the vet.",
        "The central bank sterilised the inflow.",
        "Sterilisation of jars takes ten minutes.",
        "The clinic offers voluntary sterilisation.",
    ),
    "transfer_of_children": (
        "The children changed school.",
        "The transfer of the player cost a fortune.",
        "She adopted a child.",
        "The children were transferred to a new classroom.",
        "Money was transferred for the children.",
        "The adoption of the budget took a week.",
        "Boarding schools are expensive.",
    ),
    "removal_of_children": (
        "The children were taken to the zoo.",
        "The removal of the tumour went well.",
        "Parents took their children to school.",
        "The children were separated into two teams.",
        "The child's toy was taken away.",
        "The filter removed chlorine from the water.",
        "The children left the room.",
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
