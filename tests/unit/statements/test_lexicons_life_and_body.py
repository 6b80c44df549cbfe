"""Invented sentences that state an act against life or body, and near misses that do not."""

from __future__ import annotations

import pytest

from probandum.model.canonical import sha256_hex
from probandum.model.source import Passage, PassageKind
from probandum.registry import LEXICONS
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from probandum.statements.lexicon import lexicon_from

STATED: dict[str, tuple[str, ...]] = {
    "killing": (
        "Soldiers killed nineteen villagers at the ford.",
        "His two brothers were shot dead near Orsk-Dal.",
        "The report lists state-sanctioned murders in every province.",
        "They were beaten to death with spades.",
        "The militia massacred the people of the upper quarter.",
        "She saw the guards shoot and kill a boy of nine.",
        "The killings went on for three nights.",
        "Many were put to death without a hearing.",
        "Prisoners were thrown down a well and drowned by the guards.",
        "The patrol gunned down anyone who ran for the river.",
    ),
    "execution": (
        "Five men were publicly executed in the market square.",
        "Public executions took place every autumn.",
        "He was hanged in front of the workers.",
        "The prisoners faced a firing squad at dawn.",
        "Witnesses describe summary executions behind the barracks.",
        "They were lined up against a wall and shot.",
        "The execution of four farmers was shown to schoolchildren.",
        "The authorities executed her for making a call abroad.",
        "Two deserters were put to death before the regiment.",
        "Three of the detained students were beheaded.",
    ),
    "torture": (
        "The men were tortured for eleven days.",
        "Guards tortured detainees to make them sign.",
        "The systematic use of torture in the cells is described by nine people.",
        "He was given electric shocks in the basement.",
        "They waterboarded him until he fainted.",
        "She was hung by her wrists from a pipe.",
        "Interrogators pulled out his fingernails.",
        "Torturing prisoners was routine in the east wing.",
        "He was burned with cigarettes by the officer.",
        "The guards used stress positions and sleep deprivation on the prisoners.",
    ),
    "cruel_treatment": (
        "The prisoners were beaten every morning.",
        "Beatings were a daily matter in the camp.",
        "Guards kicked and punched the women.",
        "He was flogged in front of his class.",
        "The detainees were kept in inhuman conditions.",
        "Officers mistreated the people they had arrested.",
        "Women and children were brutalized by the border troops.",
        "The inmates were humiliated and made to crawl.",
        "She was whipped for singing.",
        "Harsh punishment awaits those who return.",
    ),
    "serious_injury": (
        "Forty people were wounded when the troops fired.",
        "The blast injured twelve farmers.",
        "He lost a leg after the guards threw the grenade.",
        "The soldiers maimed prisoners who tried to flee.",
        "Her arm was broken by the policeman.",
        "Pellets blinded two of the students.",
        "The old man suffered severe injuries in the cell.",
        "Militiamen cut off his ear.",
        "The beating left him paralysed.",
        "Three of the women were badly burned in the raid.",
    ),
    "infanticide": (
        "Infanticide is practised in the northern cells.",
        "Newborns were smothered with plastic sheets.",
        "The guards drowned the newborn in a bucket.",
        "Babies were killed straight after birth.",
        "Her newborn baby was left to die face down.",
        "The midwife was made to suffocate the infant.",
        "They killed the newborn because its father was Tarsian.",
        "The mother watched her baby being strangled.",
        "Two nurses describe the killing of newborns in the ward.",
        "The warden ordered the mothers to kill their babies.",
    ),
    "starvation": (
        "Half of the camp starved to death that winter.",
        "The army used starvation as a weapon.",
        "State-induced mass starvation emptied the valley.",
        "Prisoners died of hunger every week.",
        "The guards withheld food from the punished.",
        "The villages were deprived of food for forty days.",
        "Detainees were given only a handful of maize a day.",
        "Troops burned the crops and blocked food deliveries.",
        "They were starved in the cells.",
        "The blockade kept food convoys out of the town.",
    ),
    "denial_of_medicine": (
        "The sick were denied medical care.",
        "Prisoners died because no medicine was given to them.",
        "Guards refused to let a doctor see her.",
        "The detainees were left without medical treatment.",
        "The troops blocked medical supplies to the quarter.",
        "He was denied insulin for nine days.",
        "Ambulances were prevented from reaching the wounded.",
        "The wounded were refused treatment at the army hospital.",
        "They withheld medicine from the Orrin families.",
        "Inmates had no access to medical care.",
    ),
    "denial_of_shelter": (
        "Soldiers burned down their homes in January.",
        "Two hundred houses were set on fire.",
        "The families were left without shelter in the snow.",
        "Bulldozers demolished the homes of the Orrin.",
        "Their houses were razed.",
        "Prisoners were kept outdoors in the frost.",
        "The raid left four thousand people homeless.",
        "The troops destroyed every home in the hamlet.",
        "They were denied shelter during the winter.",
        "Entire villages were burned to the ground.",
    ),
    "human_experimentation": (
        "Prisoners were used as guinea pigs in chemical weapon tests.",
        "Doctors carried out medical experiments on detainees.",
        "The inmates were experimented on in a sealed room.",
        "A former guard describes human experimentation in Unit Nine.",
        "They tested nerve gas on prisoners.",
        "Children were subjected to medical experiments.",
        "Biological weapons were tested on human beings.",
        "The poison was tried out on inmates.",
        "He says experiments on humans were ordered from Orsk-Dal.",
        "Families were placed in a gas chamber for experiments.",
    ),
}

NEAR_MISSES: dict[str, tuple[str, ...]] = {
    "killing": (
        "The driver killed the engine.",
        "They killed time before the train.",
        "The amendment killed the bill.",
        "Executives made a killing on the sale.",
        "The team murdered the song on stage.",
        "The striker has a killer instinct.",
        "Two hikers were killed in an avalanche.",
        "The software update killed the process.",
    ),
    "execution": (
        "He executed the order within a day.",
        "The court executed a search warrant.",
        "The execution of the contract took a year.",
        "The program is executed twice.",
        "The plan was well executed.",
        "Her execution of the sonata was praised.",
        "He hanged the picture in the hall.",
        "The will was executed before a notary.",
        "The team lacked execution in the final third.",
    ),
    "torture": (
        "It was a tortured metaphor.",
        "Waiting for the results was torture.",
        "He gave a tortured explanation of the budget.",
        "The marathon is sheer torture.",
        "Velmora signed the Convention against Torture.",
        "Tortured logic does not help the committee.",
        "The statute prohibits torture.",
        "The poet is a tortured soul.",
    ),
    "cruel_treatment": (
        "Velmora was beaten by Tarsia in the final.",
        "The team was beaten 3-1.",
        "Add three beaten eggs.",
        "They left the beaten track.",
        "He kicked the ball over the fence.",
        "The beating of her heart was steady.",
        "The stock took a beating on Monday.",
        "Whipped cream is served with the cake.",
    ),
    "serious_injury": (
        "The winger was injured in training.",
        "His pride was wounded.",
        "The striker is out with a knee injury.",
        "The insult injured her reputation.",
        "The lawyer specialises in personal injury.",
        "It added insult to injury.",
        "Injury time lasted six minutes.",
        "He broke his leg while skiing.",
    ),
    "infanticide": (
        "The newborn was healthy.",
        "The hospital cares for babies born early.",
        "Lions that take over a pride practise infanticide.",
        "The baby boom is over.",
        "She killed the lights so the baby could sleep.",
        "The infant mortality rate fell.",
        "The debate on abortion goes on.",
    ),
    "starvation": (
        "The club is starved of funds.",
        "I am starving, let us eat.",
        "The engine was starved of fuel.",
        "The region is starved of investment.",
        "The child is hungry for attention.",
        "He went on a hunger strike.",
        "The process suffers from thread starvation.",
        "She is on a starvation diet to lose weight.",
    ),
    "denial_of_medicine": (
        "The insurer denied the claim.",
        "She studied medicine in Orsk-Dal.",
        "The hospital denied the rumours.",
        "The clinic gives free medicine.",
        "He refused to see a doctor.",
        "The ministry denied that medicine prices rose.",
        "Medical staff received their treatment plans.",
    ),
    "denial_of_shelter": (
        "The team burned down the clock.",
        "The old stadium was demolished to make way for a park.",
        "The charity shelters homeless cats.",
        "A tax shelter was closed.",
        "Lightning set the barn on fire.",
        "The house was full for the premiere.",
        "They built new homes for the workers.",
    ),
    "human_experimentation": (
        "My daughter keeps two guinea pigs.",
        "The drug was tested on volunteers.",
        "The band experimented on its new record.",
        "Users were guinea pigs for the new app.",
        "A thought experiment helps here.",
        "The experiments were done on mice.",
        "The students ran experiments in class.",
    ),
}


def acts_in(text: str, *, act: str) -> set[str]:
    """Return the acts that the rules find with one lexicon."""
    passage = Passage(
        id="p",
        source="s",
        kind=PassageKind.ARTICLE,
        number=1,
        text_sha256=sha256_hex(text.encode()),
        start=0,
        end=len(text),
    )
    lexicon = lexicon_from(act, LEXICONS.table(act))
    found = EXTRACTOR.extract(PassageText(passage=passage, text=text), (lexicon,))
    return {each for statement in found for each in statement.acts}


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
