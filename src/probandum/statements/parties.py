"""Who did it and to whom, where plain word order says so; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from probandum.language.folding import fold
from probandum.model.statement import Statement
from probandum.statements.figures import is_of_people
from probandum.statements.speakers import frames_in
from probandum.statements.wording import (
    FoldedText,
    Place,
    any_of,
    data_table,
    data_words,
    folded,
    overlap,
)

_OWN = re.compile(r"\b(?:his|her|your|our|my)\s+(?:own\s+)?(?:country|government|nation)\b")
_PLACE_KIND = r"(?:village|town|city|district|province|county|valley|region|quarter|island)"
_CAPITALS = r"[A-ZÀ-Þ][\w’'-]*(?:[ -][A-ZÀ-Þ][\w’'-]*)*"
_PLACES = (
    re.compile(rf"\b(?:in|at|near)\s+(?P<place>(?:the\s+)?{_PLACE_KIND}\s+of\s+{_CAPITALS})"),
    re.compile(rf"\b(?:in|at|near)\s+(?:the\s+)?(?P<place>{_CAPITALS}\s+{_PLACE_KIND})\b"),
    re.compile(r"\b(?:in|at|near)\s+(?P<place>[Cc]amp\s+(?:No\.?\s+)?\d+)\b"),
    re.compile(
        rf"\b(?:in|at|near)\s+(?P<place>{_CAPITALS})[’']s\s+(?:[a-z-]+\s+){{0,2}}"
        r"(?:prisons?|camps?|jails?|cells|provinces?|villages|towns|borders?)\b"
    ),
)
_WORDS = re.compile(r"[^\W\d_][\w-]*")
_OTHER_CLAUSE = re.compile(r"[;:.]|\b(?:who|whose|which|that|because|when|while|after|before)\b")
_INSIDE = re.compile(r"\s+(?:is|are|was|were|be|been|being|to|for|and|in|who)\b")
_BORDER = re.compile(r"[;:]|\b(?:because|while|whereas|but)\b")
_OTHER_END = re.compile(r"\b(?:to|from)\s+(?:(?:his|her|their|the|other)\s+)?(?:[\w-]+\s+)?$")
_FAR = 300
_KINDS = ("religious", "ethnic", "racial", "political", "national")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties of what a sentence states, as said.

    Attributes:
        perpetrators: Alleged perpetrators.
        victims: Victims.
        victim_group: Group the victims are said to belong to.
        group_kind: Kind of that group.
    """

    perpetrators: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    victim_group: str | None = None
    group_kind: str | None = None


def parties_of(
    sentence: FoldedText, *, cues: Iterable[Place], words: Iterable[Place] = ()
) -> Parties:
    """Say who is said to have acted, and upon whom.

    Args:
        sentence: The folded sentence.
        cues: Places of the words for the acts.
        words: Places of legal words.

    Returns:
        Alleged perpetrators where they are the subject of an active word for an act, stand
        behind "by", or own the deed ("Velmora’s continued violation of …"); victims where
        they are its object, the subject of a passive, or stand behind "of". Pronouns name
        nobody. A group is given only where the victims' own words name one.
    """
    doers, victims = _found(sentence, cues=tuple(cues), words=tuple(words))
    group, kind = _group(sentence, victims=victims)
    return Parties(
        perpetrators=tuple(dict.fromkeys(sentence.written(*each) for each in doers)),
        victims=tuple(dict.fromkeys(sentence.written(*each) for each in victims)),
        victim_group=group,
        group_kind=kind,
    )


def _found(
    sentence: FoldedText, *, cues: tuple[Place, ...], words: tuple[Place, ...]
) -> tuple[list[Place], list[Place]]:
    """Return the places of those who act and of those who suffer, in order."""
    text = sentence.text
    doers: set[Place] = set()
    victims: set[Place] = set()
    speaking = frames_in(sentence)
    people = [
        each
        for each in _people(sentence)
        if not any(overlap(sentence.place(*each), frame) for frame in speaking)
    ]
    agents = _agents(sentence)
    verbs = (match.span() for match in _verbs().finditer(text))
    for cue in (*cues, *(each for each in (*words, *verbs) if _is_joined(text, each, cues))):
        doers.update(_doers(text, cue=cue, agents=agents))
        is_legal = cue in words
        outside = [each for each in people if not (is_legal and cue[0] <= each[0] < cue[1])]
        victims.update(_sufferers(text, cue=cue, people=tuple(outside)))
    doers.update(_owners(text, agents=agents))
    return sorted(doers), sorted(victims)


def _is_joined(text: str, word: Place, cues: tuple[Place, ...]) -> bool:
    """Whether a word belongs to one of some cues: no clause of its own stands between them."""
    return not cues or any(
        _BORDER.search(text, min(word[1], cue[1]), max(word[0], cue[0])) is None for cue in cues
    )


def place_of(sentence: FoldedText, *, cues: Iterable[Place]) -> str | None:
    """Return the place a sentence names, as said, where its words leave no doubt that it is one.

    That is a country behind "in", a village, town or camp named as one, or the owner of
    prisons and camps. It must open the sentence, or stand behind a word the statement rests
    on, in the same clause. Other capitalised words are not taken for places.
    """
    text = sentence.text
    ends = [sentence.place(*cue)[1] for cue in cues]
    found = [(match.span("place"), match["place"]) for match in _place_matches(sentence.original)]
    for start, end in _country_places(sentence):
        if re.search(r"\b(?:in|throughout|across|inside)\s+$", text[:start]):
            found.append((sentence.place(start, end), sentence.written(start, end)))
    held = [each for each in found if _is_tied(sentence.original, place=each[0], ends=ends)]
    return min(held)[1] if held else None


def _is_tied(text: str, *, place: Place, ends: list[int]) -> bool:
    """Whether a place opens a sentence, or stands in the clause of a word before it."""
    if place[0] <= 8:
        return True
    return any(
        end <= place[0] and _OTHER_CLAUSE.search(text[end : place[0]]) is None for end in ends
    )


def countries_in(sentence: FoldedText) -> frozenset[str]:
    """Return the countries a sentence names, also by what belongs to them, under one name each."""
    return frozenset(
        _country_of(sentence.text[start:end]) for start, end in _country_places(sentence)
    )


def _country_of(words: str) -> str:
    """Return the one name of a country for any of its names."""
    plain = " ".join(words.split())
    names = _countries()
    return names.get(plain) or names[plain.removesuffix("s")]


def subject_of(statements: Iterable[Statement]) -> frozenset[str]:
    """Return whom the statements of an article accuse, to tell comments that change the subject.

    Args:
        statements: The statements of the article.

    Returns:
        The alleged perpetrators, as said; to be given to ``PassageText.subject``.
    """
    return frozenset(name for statement in statements for name in statement.perpetrators)


@lru_cache(maxsize=64)
def _place_matches(original: str) -> tuple[re.Match[str], ...]:
    """Return what the forms of a place find in a sentence as written."""
    return tuple(match for form in _PLACES for match in form.finditer(original))


def _agents(sentence: FoldedText) -> tuple[Place, ...]:
    """Return the places of words for those who may act: countries, forces, governments."""
    places = [match.span() for match in _OWN.finditer(sentence.text)]
    for match in _agent_form().finditer(sentence.text):
        start, end = match.span("agent")
        if not any(a < end and start < b for a, b in places):
            places.append((start, end))
    for start, end in _country_places(sentence):
        if not any(a < end and start < b for a, b in places):
            places.append((start, end))
    return tuple(sorted(places))


def _doers(text: str, *, cue: Place, agents: tuple[Place, ...]) -> Iterator[Place]:
    """Yield the agents that are the subject of a cue, or stand behind it with "by"."""
    if text[cue[0] : cue[1]].split(maxsplit=1)[0] in data_words("parties", "undergone"):
        return
    for start, end in agents:
        if end <= cue[0] and cue[0] - end < 90:
            between = _links().fullmatch(text, end, cue[0])
            is_subject = between is not None and _is_verb(text[cue[0] : cue[1]])
            if (
                is_subject
                and between
                and not _is_passive(between=between[0], word=text[cue[0] : cue[1]])
            ):
                yield start, end
        elif start >= cue[1] and re.fullmatch(
            r"(?:\s+[\w'-]+){0,3}\s+by\s+(?:the\s+|an?\s+)?", text[cue[1] : start]
        ):
            yield start, end


def _owners(text: str, *, agents: tuple[Place, ...]) -> Iterator[Place]:
    """Yield the agents whose deed a sentence speaks of in the possessive."""
    for start, end in agents:
        if _deeds().match(text, end):
            yield start, end


def _is_verb(words: str) -> bool:
    """Whether the first word for an act is a verb, by its ending or by the list of those without."""
    first = re.split(r"[\s-]", words)[0]
    is_listed = first in data_words("parties", "active") or _verbs().fullmatch(words) is not None
    return is_listed or first.endswith(("ed", "ing"))


def _is_passive(*, between: str, word: str) -> bool:
    """Whether a form of "be" stands directly before a participle."""
    last = between.split()[-1:] or [""]
    is_ing = word.split(maxsplit=1)[0].endswith("ing")
    return last[0] in data_words("parties", "forms_of_be") and not is_ing


def _is_undergone(text: str, *, cue: Place, between: Place) -> bool:
    """Whether a cue says what its subject undergoes ("fled"), and only links stand between."""
    word = text[cue[0] : cue[1]].split(maxsplit=1)[0]
    if word not in data_words("parties", "undergone"):
        return False
    return _links().fullmatch(text, *between) is not None


def _sufferers(text: str, *, cue: Place, people: tuple[Place, ...]) -> Iterator[Place]:
    """Yield the people who are the object of a cue, its passive subject, or stand behind "of"."""
    be = "|".join(data_words("parties", "forms_of_be"))
    passive = re.compile(
        rf"[\s,]+(?:(?!that\b)[\w'-]+[\s,]+){{0,4}}?(?:{be})(?:\s+(?:either|also|then|now|publicly|"
        r"systematically|regularly|all|being|often|still|forcibly))*\s+(?:victims\s+of\s+)?"
        r"(?:(?:[\w-]+\s+){1,8}?(?:and|or)\s+)?"
    )
    joined = re.compile(
        r"\s+(?:the\s+|his\s+|her\s+|their\s+|\d[\d,.]*\s+"
        r"|(?!(?:as|for|in|on|at|by|with|and|or|who|that|to|from)\b)[\"“]?[\w-]+[\"”]?\s+){0,2}?"
    )
    behind = re.compile(
        r"\s+(?:(?:is|was|are|were)\s+(?:also\s+)?meted\s+out\s+to|of|against)\s+(?:the\s+|his\s+|her\s+|their\s+|[\w,.-]+\s+){0,3}?"
    )
    previous: Place | None = None
    for start, end in people:
        is_list = previous is not None and 0 <= start - previous[1] < _FAR
        if not is_list and not cue[0] - _FAR < end <= start + _FAR < cue[1] + 2 * _FAR:
            continue
        before, after = text[end : cue[0]], text[cue[1] : start]
        is_passive = end <= cue[0] and passive.fullmatch(before) is not None
        is_subject = end <= cue[0] and _is_undergone(text, cue=cue, between=(end, cue[0]))
        is_other = _OTHER_END.search(text[cue[0] : max(cue[0], start)]) is not None
        is_inside = (
            cue[0] <= start < cue[1]
            and not is_other
            and (end >= cue[1] or _INSIDE.match(text, end) is not None)
        )
        is_object = start >= cue[1] and (joined.fullmatch(after) or behind.fullmatch(after))
        is_joined = previous is not None and re.fullmatch(
            r",?\s+(?:and|or)\s+(?:\w+\s+)?", text[previous[1] : start]
        )
        if is_passive or is_subject or is_inside or is_object or is_joined:
            yield start, end
            previous = (start, end)


def _people(sentence: FoldedText) -> tuple[Place, ...]:
    """Return the places of noun phrases for people, with the adjectives that belong to them."""
    words = [(match[0], match.span()) for match in _WORDS.finditer(sentence.text)]
    groups = _group_words()
    found: list[Place] = []
    for position, (word, (_, end)) in enumerate(words):
        pair = " ".join(each for each, _ in words[max(0, position - 1) : position + 1])
        if word == "victims" or not (is_of_people(word) or word in groups or pair in groups):
            continue
        start = _phrase_start(sentence.text, words=words, position=position)
        is_next = found and sentence.text[found[-1][1] : start].isspace()
        if found and (start < found[-1][1] or is_next):
            start = min(start, found.pop()[0])
        found.append((start, end))
    return tuple(found)


def _phrase_start(text: str, *, words: list[tuple[str, Place]], position: int) -> int:
    """Return where the adjectives before a noun begin."""
    describing = data_words("parties", "describing")
    adjectives = _adjectives()
    first = position
    while first:
        before, (_, end) = words[first - 1]
        is_adjective = before in describing or before in adjectives
        if not is_adjective or not text[end : words[first][1][0]].isspace():
            break
        first -= 1
    return words[first][1][0]


def _group(sentence: FoldedText, *, victims: list[Place]) -> tuple[str | None, str | None]:
    """Return the group the victims' words name, and its kind."""
    for start, end in victims:
        words = sentence.text[start:end]
        for kind in _KINDS:
            for name in data_words("parties", "groups", kind):
                if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
                    return sentence.written(start, end), kind
        if " ".join(words.split()).removesuffix("s") in _countries():
            return sentence.written(start, end), "national"
        if words.startswith("ethnic "):
            return sentence.written(start, end), "ethnic"
    return None, None


def _country_places(sentence: FoldedText) -> tuple[Place, ...]:
    """Return the places of names of countries, written with a capital."""
    return _countries_of(sentence.original)


@lru_cache(maxsize=64)
def _countries_of(original: str) -> tuple[Place, ...]:
    """Find the names of countries once for all statements of a sentence."""
    sentence = folded(original)
    found = []
    for match in _country_form().finditer(sentence.text):
        written = sentence.written(*match.span())
        is_short = len(written) < 4 and "." not in written
        if written.isupper() if is_short else written[0].isupper():
            found.append(match.span())
    return tuple(found)


@cache
def _countries() -> dict[str, str]:
    """Return names of countries, and words for what belongs to them, with the one name."""
    rows = [row.split("|") for row in data_table("parties")["countries"]["names"]]
    return {fold(name): row[0] for row in rows for name in row}


@cache
def _adjectives() -> frozenset[str]:
    """Return the last words of names for what belongs to a country."""
    return frozenset(word.split()[-1] for word in _countries())


@cache
def _group_words() -> frozenset[str]:
    """Return the words for groups."""
    return frozenset(word for kind in _KINDS for word in data_words("parties", "groups", kind))


@cache
def _country_form() -> re.Pattern[str]:
    """Compile the names of countries."""
    return re.compile(rf"(?<![\w-])(?:{any_of(_countries())})s?(?!\w)")


@cache
def _agent_form() -> re.Pattern[str]:
    """Compile a noun for those who may act, with up to three words that describe it."""
    listed = (*data_words("figures", "stops"), *data_words("parties", "links"))
    stops = any_of((*listed, *data_words("figures", "telling"), "against", "how"))
    return re.compile(
        rf"(?<![\w'-])(?P<agent>(?:the\s+)?(?:(?!(?:{stops}|the)\b)[^\W\d_][\w-]*\s+){{0,2}}?"
        rf"(?:{any_of(data_words('parties', 'agents'))}))(?![\w'-])"
    )


@cache
def _links() -> re.Pattern[str]:
    """Compile what may stand between a doer and the word for the act."""
    return re.compile(rf"(?:\s+(?:{any_of(data_words('parties', 'links'))})(?!\w))*\s+")


@cache
def _verbs() -> re.Pattern[str]:
    """Compile verbs whose object is an act."""
    return re.compile(rf"(?<!\w)(?:{any_of(data_words('parties', 'verbs'))})(?!\w)")


@cache
def _deeds() -> re.Pattern[str]:
    """Compile a possessive with a deed behind it."""
    return re.compile(
        rf"'s?\s+[\"“‘]?(?:[\w-]+\s+){{0,2}}(?:{any_of(data_words('parties', 'deeds'))})(?!\w)"
    )
