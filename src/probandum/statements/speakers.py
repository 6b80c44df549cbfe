"""Who passes on whose words: the passage's speaker, and those its sentence names behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from probandum.language.folding import fold
from probandum.model.source import PassageKind, span_of
from probandum.model.statement import Speaker
from probandum.statements.extractor import PassageText
from probandum.statements.roles import (
    POINTING,
    PRONOUN,
    UNATTRIBUTED,
    is_name,
    is_proper,
    nobody,
    passives,
    role_of,
)
from probandum.statements.wording import (
    FoldedText,
    Place,
    any_of,
    data_words,
    folded,
)

_LONGEST_CHAIN = 3

_FIRST = {
    PassageKind.COMMENT: "commenter",
    PassageKind.TESTIMONY: "witness",
    PassageKind.ROW: "document",
    PassageKind.PAGE: "document",
    PassageKind.DOCUMENT: "document",
    PassageKind.FOOTNOTE: "document",
}

_WORD = r"[^\W\d_](?:[\w'’&-]|\.(?=\w|\s[A-Z]))*"
_CAPITAL = r"(?:[A-ZÀ-ÞΑ-ΩА-Я][\w'’&-]*|U\.N\.|U\.S\.)"
_PHRASE = rf"{_WORD}(?:\s+{_WORD}){{0,11}}?"
_NAMED = rf"(?:[Tt]he\s+|[Aa]n?\s+)?{_CAPITAL}(?:\s+(?:of|for|the|and|{_CAPITAL}))*"
_OPEN = r"(?:^[\W_]*|[,;:–—“\"]\s*|\bthat\s+|\band\s+)"
_NOBODY = re.compile(
    r"(?i)(?:no\s+\w+|it|he|she|they|we|i|you|who|which|that|this|these|those|some|many|others|there|nobody|"
    r"no one|one|what|people|everyone|everybody)\b(?:\s+\w+)?$"
)
_NO_END = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|being|not|never|and|or|of|by|with|to|for|in|on|at|from|as|so"
    r"|did|does|do|will|would|can|could|may|might|should|must|if|than|then|the|a|an)$"
)
_CLAUSE = re.compile(
    r"(?i)\b(?:who|whom|whose|which|that|what|when|where|while|if|(?<!such )as|because)\b"
)
_LEFT = re.compile(
    r"[,;:–—“”\"]|''|\s--\s|\band\b|(?i:\b(?:that|which|where|although|though|while|because"
    r"|but|when|what|whom|if|(?<!such )as)\b)"
)
_NOUN = re.compile(
    r"(?i)(?:the|an?|one|his|her|their|another|several|many|some|most|two|three|both|other|these)"
    r"(?:\s+[^\W\d_][\w'’-]*){1,6}"
)
_OPENING = re.compile(r"(?:But|And|Yet|So|Still|Both|Also|Indeed|However|Then)\s+")
_LONGEST_PHRASE = 12
_TAIL = re.compile(
    r"(?i)\s+(?:has|have|had|also|now|even|since|then|officially|publicly|again|repeatedly|already|later"
    r"|(?:did|does|do)\s+not)$"
)
_CALLING = frozenset({"calls", "called", "considers", "considered"})
_JUDGED = re.compile(r"\s+[“\"']?[\w-]+[”\"']?\s*(?:[,.;:!?]|$|\band\b)")
_SAID = re.compile(r"\b(?:said|says|told\s+(?:us|me))\s|(?<=[a-z]{2})[.!?]\s(?=[A-Z])")
_TIME = re.compile(
    r"(?i)(?:in|on|at|during|since|after|before)\s[^,;:]*?(?:\d{4}|january|february|march|april|may"
    r"|june|july|august|september|october|november|december|weeks?|months?|years?|day|night"
    r"|morning|evening|spring|summer|autumn|winter)\s+(?=(?:the|an?|one|two|three)\s)"
)
_PERIOD = re.compile(r"(?i)\s+(?:over|during|in|from|since|for)\s+.*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A further speaker found in a sentence, before it is pinned.

    Attributes:
        place: Of the words that stand for them, in the sentence.
        role: Their role.
        rank: Where they stand in the chain; the outermost lowest.
    """

    place: Place
    role: str
    rank: int = 0


def first_speaker(unit: PassageText) -> Speaker:
    """Return the passage's own speaker, with the role its kind gives and the name it gives."""
    return Speaker(role=_FIRST.get(unit.passage.kind, "author"), name=unit.passage.speaker)


def chain_of(unit: PassageText, *, start: int, sentence: FoldedText) -> tuple[Speaker, ...]:
    """Say who passes on the words of a sentence, the passage's own speaker first.

    Args:
        unit: The passage and its whole text.
        start: First code point of the sentence in the whole text.
        sentence: The folded sentence.

    Returns:
        The passage's speaker, then those the sentence names: "X says that …", "according to
        X", "X published a report which concluded …" (X, then the report), "documented by X",
        "“…”, said X". A name is given only where the text writes one; otherwise the span
        shows the words that stand for the speaker. Reports and beliefs that nobody is named
        for give one unattributed link.

    Assumes:
        "He said", whose bearer stands in another sentence, gives an unattributed link at the
        pronoun; who it is is left to a person.
    """
    links = _links(sentence.original)
    further = tuple(_speaker(unit, link=link, start=start) for link in links)
    return (first_speaker(unit), *further)


def witnesses_of(unit: PassageText, *, start: int, sentence: FoldedText) -> tuple[Speaker, ...]:
    """Return the witnesses of whom a sentence says that they speak out, without their words.

    Args:
        unit: The passage and its whole text.
        start: First code point of the sentence in the whole text.
        sentence: The folded sentence.
    """
    found = _speaking_out().search(sentence.text)
    if found is None:
        return ()
    place = sentence.place(*found.span("speaker"))
    return (_speaker(unit, link=_Link(place=place, role="witness"), start=start),)


def frames_in(sentence: FoldedText) -> tuple[Place, ...]:
    """Return the places, in the sentence as written, of the words for speakers with a role."""
    return tuple(link.place for link in _links(sentence.original) if link.role != UNATTRIBUTED)


@lru_cache(maxsize=256)
def _links(original: str) -> tuple[_Link, ...]:
    """Find the further speakers of a sentence as written, outermost first."""
    sentence = folded(original)
    if not _triggers().intersection(re.findall(r"\w+", sentence.text)):
        return ()
    found: list[_Link] = []
    for link in _candidates(original):
        if not any(_touch(link.place, other.place) for other in found):
            found.append(link)
    if not found:
        unnamed = passives().find(sentence).get("passives", ())
        found = [_Link(place=sentence.place(*unnamed[0]), role=UNATTRIBUTED)] if unnamed else []
    return tuple(sorted(found, key=lambda each: (each.rank, each.place))[:_LONGEST_CHAIN])


def _candidates(text: str) -> Iterator[_Link]:
    """Yield what each form finds in a sentence as written."""
    yield from _published(text)
    for form, rank in _forms():
        for found in form.finditer(text):
            place = _trimmed(found["speaker"], start=found.start("speaker"), is_speech=True)
            if place is None:
                continue
            is_last = rank == 1 and not re.search(r"\w", text[place[1] :])
            role = _role_beside(text[place[0] : place[1]], verb="", appositive="")
            yield _Link(place=place, role=role, rank=-1 if is_last else rank)
    yield from _subjects(text)


def _subjects(text: str) -> Iterator[_Link]:
    """Yield the words before each verb of saying, back to where their clause begins."""
    for match in sorted([*_saying().finditer(text), *_seeing().finditer(text)], key=re.Match.start):
        verb = fold(match["verb"])
        if verb in _CALLING and _JUDGED.match(text, match.end()):
            continue
        left = text[: match.start()].rstrip()
        is_speech = verb in data_words("speakers", "verbs", "speaking")
        for begin, end, appositive in _before(left):
            place = _trimmed(left[begin:end].rstrip(), start=begin, is_speech=is_speech)
            if place is None or len(left[place[0] : place[1]].split()) > _LONGEST_PHRASE:
                continue
            role = _role_beside(left[place[0] : place[1]], verb=verb, appositive=appositive)
            if verb not in data_words("speakers", "verbs", "seeing") or role == "witness":
                yield _Link(place=place, role=role)
            break


def _before(left: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the words before a verb may begin and end, and what is set beside them.

    Words between commas directly before the verb are set beside the speaker: "Mara Ilen, a
    former guard, said".
    """
    borders = [each for each in _LEFT.finditer(left) if not _joins_names(left, each)]
    borders = sorted([*borders, *_SAID.finditer(left)], key=lambda each: each.start())
    if borders and borders[-1].end() == len(left) and borders[-1][0] == ",":
        ends = [each.start() for each in borders[-5:] if each[0] == ","]
        for end in reversed(ends[:-1]):
            inner = [each.end() for each in borders if each.end() <= end]
            begin = _begin(left, after=inner[-1] if inner else 0)
            yield begin, end, left[end : ends[-1]]
    elif not borders or borders[-1][0] != "what":
        yield _begin(left, after=borders[-1].end() if borders else 0), len(left), ""


def _begin(left: str, *, after: int) -> int:
    """Return where words begin behind a border, its white space, quotes and conjunctions."""
    begin = after + len(left[after:]) - len(left[after:].lstrip(" \t\u00a0\n\"“‘'(—–-"))
    opening = _OPENING.match(left, begin)
    return opening.end() if opening is not None else begin


def _role_beside(words: str, *, verb: str, appositive: str) -> str:
    """Return a role by the words, the words set beside them, or the verb."""
    if fold(words) in nobody():
        return UNATTRIBUTED
    role = role_of(fold(words))
    if role == UNATTRIBUTED and appositive:
        role = role_of(fold(appositive))
    is_study = verb in data_words("speakers", "verbs", "studying")
    last = words.split()[-1:] or [""]
    is_organisation = (
        len(words.split()) > 1
        and last[0][:1].isupper()
        and fold(last[0]) in data_words("speakers", "organisation_names")
    )
    is_named = is_organisation or (is_study and is_name(words))
    return "organisation" if role == UNATTRIBUTED and is_named else role


def _joins_names(left: str, border: re.Match[str]) -> bool:
    """Whether an "and" stands between two names that speak together."""
    if border[0] != "and":
        return False
    before, after = left[: border.start()].split()[-1:], left[border.end() :].split()[:1]
    return bool(before and after and before[0][0].isupper() and after[0][0].isupper())


def _published(text: str) -> Iterator[_Link]:
    """Yield a publisher and what they published, when it goes on to say something."""
    found = _publishing().search(text)
    if found is None:
        return
    place = _trimmed(found["speaker"], start=found.start("speaker"))
    if place is not None:
        role = role_of(fold(text[place[0] : place[1]]))
        yield _Link(place=place, role="organisation" if role == UNATTRIBUTED else role, rank=-2)
        yield _Link(place=found.span("document"), role="document", rank=-2)


def _trimmed(words: str, *, start: int, is_speech: bool = False) -> Place | None:
    """Return the place of a speaker's words, or None when they name nobody.

    Before a verb of speech, or behind "according to", a pronoun and a noun without a role
    stand for a speaker too.
    """
    opening = _TIME.match(words)
    if opening is not None:
        start, words = start + opening.end(), words[opening.end() :]
    words = _CLAUSE.split(words)[0].rstrip().rstrip(".'’&-")
    while (tail := _TAIL.search(words)) is not None:
        words = words[: tail.start()]
    if re.match(r"(?i)(?:in|on|at|by|during|since|after|before|for|from)\s", words):
        return None
    bare = _PERIOD.sub("", words)
    words = bare if fold(bare) in data_words("speakers", "nobody") else words
    if is_speech and PRONOUN.fullmatch(words):
        return start, start + len(words)
    if not words or _NOBODY.fullmatch(words) or _NO_END.search(words):
        return None
    if re.match(r"(?i)(?:if|when|while|although|though|because|as|but|and|or|so|yet)\s", words):
        return None
    if (POINTING.match(words) or not is_name(words)) and role_of(fold(words)) == UNATTRIBUTED:
        is_noun = is_speech and _NOUN.fullmatch(words) is not None
        return (start, start + len(words)) if is_noun or fold(words) in nobody() else None
    return start, start + len(words)


def _speaker(unit: PassageText, *, link: _Link, start: int) -> Speaker:
    """Build a link from the words that stand for a speaker."""
    span = span_of(
        unit.text,
        start=start + link.place[0],
        end=start + link.place[1],
        text_sha256=unit.passage.text_sha256,
    )
    name = span.quote.rpartition("such as ")[2]
    return Speaker(
        role=link.role, name=name if is_proper(span.quote, role=link.role) else None, span=span
    )


def _touch(first: Place, second: Place) -> bool:
    """Whether two places share a character."""
    return first[0] < second[1] and second[0] < first[1]


@cache
def _triggers() -> frozenset[str]:
    """Return words one of which every form holds."""
    verbs = data_words("speakers", "verbs", "saying")
    verbs = (*verbs, *data_words("speakers", "verbs", "seeing"))
    listed = {verb.split()[0] for verb in verbs} | {"according", "published", "released", "issued"}
    return frozenset(listed | {"estimated", "is", "are", "was", "were", "it"})


@cache
def _forms() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Compile the forms, each with the speaker's words as a group, and their rank."""
    after = r"(?:\s*(?:[,;:]|[.!?][\"'”’»)]*\s*$|$))"
    return (
        (
            re.compile(
                rf"\b[Aa]ccording\s+to\s+(?P<speaker>{_PHRASE})(?={after}|\s+(?:who|which)\b)"
            ),
            1,
        ),
        (re.compile(rf"\b[Aa]ccording\s+to\s+(?P<speaker>{_NAMED})"), 1),
        (
            re.compile(
                rf"(?:[”\"’']|,)\s*(?:said|says|added|wrote|recalled)\s+"
                rf"(?P<speaker>{_NAMED}|(?:one|an?|the)\s+(?:[\w-]+\s?){{1,5}}?)"
                rf"(?=\s*(?:[,.;]|$)|\s+(?:in|at|of|from|who)\b)"
            ),
            0,
        ),
        (
            re.compile(
                rf"\b(?P<verb>documented|reported|recorded|described|confirmed|estimated)\s+by\s+"
                rf"(?P<speaker>{_PHRASE})(?={after}|\s+(?:in|as|and)\b)"
            ),
            0,
        ),
    )


@cache
def _speaking_out() -> re.Pattern[str]:
    """Compile witnesses who speak out, in folded text."""
    witnesses = any_of(data_words("speakers", "roles", "witness"))
    out = any_of(data_words("lanes", "speaking_out"))
    return re.compile(
        rf"\b(?P<speaker>(?:former\s+)(?:[\w-]+\s+){{0,3}}?(?:{witnesses})|(?:{witnesses}))\b[^.!?]*?"
        rf"\b(?:{out})\b"
    )


@cache
def _saying() -> re.Pattern[str]:
    """Compile a verb of saying that no other such verb follows."""
    verbs = any_of(data_words("speakers", "verbs", "saying")).replace(r"\*", r"\w+")
    return re.compile(
        rf"(?<=\s)(?P<verb>{verbs})\b(?!\s+(?:by|has|have|had|did|over|of)\b|\s+(?:{verbs})\b)"
    )


@cache
def _seeing() -> re.Pattern[str]:
    """Compile a verb of seeing with what was seen behind it."""
    return re.compile(rf"(?<=\s)(?P<verb>{any_of(data_words('speakers', 'verbs', 'seeing'))})\b")


@cache
def _publishing() -> re.Pattern[str]:
    """Compile "X published a report … which concluded that"."""
    verbs = any_of(data_words("speakers", "verbs", "saying")).replace(r"\*", r"\w+")
    documents = any_of(data_words("speakers", "roles", "document"))
    return re.compile(
        rf"{_OPEN}(?P<speaker>{_NAMED})\s+(?:has\s+|have\s+|had\s+)?"
        rf"(?:published|released|issued|wrote|produced|compiled|submitted)\s+"
        rf"(?P<document>(?:an?|its|the|their)\s+(?:[\w-]+\s+){{0,3}}?(?:{documents}))\b"
        rf"[^.!?]*?\b(?:which|that|and)?\s*(?:{verbs}|saying|stating|finding|concluding)\b"
    )
