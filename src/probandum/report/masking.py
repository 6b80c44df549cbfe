"""Searching a written report for the names it must not hold, outside the words of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files

from probandum.report.catalogue import catalogue
from probandum.report.describing import is_masked
from probandum.report.material import Material
from probandum.report.voices import FEWEST_LETTERS, NAMED_KINDS, masked_speakers

SOURCE_WORDS = "source-words"
"""Class of every element whose text is quoted from a source."""

_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^>]*)>|(?P<text>[^<]+|<)")
_VOID = frozenset({"meta", "br", "hr", "input", "wbr"})


def masked_names(material: Material) -> tuple[str, ...]:
    """Return the names that are masked: of commenters, senders and witnesses.

    Names of fewer than four letters are left out, because they would be found in words.
    """
    found = set(masked_speakers(material.passages))
    found |= {
        source.author.strip()
        for source in material.sources
        if source.author is not None and is_masked(source, material=material)
    }
    return tuple(sorted(name for name in found if sum(map(str.isalpha, name)) >= FEWEST_LETTERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Where masked names were found, each told by the number of its bearer, never repeated.

    Attributes:
        outside: One line for each name outside the words of sources; none may be written.
        in_words: One line for each name in the words of sources that the report shows. They
            are not masked there: the words of a source are shown as they are. Whoever
            hands the report on must know of them.
    """

    outside: tuple[str, ...]
    in_words: tuple[str, ...]


def search(content: bytes, material: Material) -> Searched:
    """Search a written HTML report for the masked names.

    The visible text, every attribute, the title and every comment are searched, whatever
    the case of the letters. A name that also is a plain word of the program, of its fixed
    texts, its law or its question is no problem: somebody may call themselves "Justice".

    Args:
        content: The written file.
        material: What it was made from.
    """
    outside, inside = _parted(content.decode("utf-8", errors="replace"))
    own = _own_words(material).casefold()
    named = tuple(_named(material))
    return Searched(
        outside=tuple(
            f"the name of {who} stands in the report outside the words of a source"
            for who, name in named
            if _holds(outside, name=name) and not _holds(own, name=name)
        ),
        in_words=tuple(
            f"the name of {who} stands in the words of a source that the report shows"
            for who, name in named
            if _holds(inside, name=name)
        ),
    )


def unmasked(content: bytes, material: Material) -> tuple[str, ...]:
    """List the masked names that a written HTML report holds outside the words of sources.

    Args:
        content: The written file.
        material: What it was made from.

    Returns:
        One line for each name, by the number of its bearer and never the name itself.
    """
    return search(content, material).outside


def _named(material: Material) -> Iterator[tuple[str, str]]:
    """Yield each masked name once, with what its bearer is called."""
    codes = {source.id: source.evidence_code for source in material.sources}
    bearers: dict[str, str] = {}
    for passage in sorted(material.passages, key=lambda each: (each.source, each.number)):
        if passage.speaker is not None:
            speaker = material.voice(passage.id).speaker
            where = codes.get(passage.source, "a source")
            bearers.setdefault(passage.speaker.strip(), f"{speaker} of {where}")
    for name in masked_names(material):
        yield bearers.get(name, "the author of a masked source"), name


def _parted(text: str) -> tuple[str, str]:
    """Part a file into what the report says, with all attributes, and what it quotes.

    Pieces are put together twice: as they touch, and with a blank between, so that
    neither a tag inside a name nor a tag beside one hides it.
    """
    outside: list[str] = []
    attributes: list[str] = []
    inside: list[str] = []
    depth = 0
    for token in _TOKEN.finditer(text):
        words = token["text"]
        if words is not None:
            (inside if depth else outside).append(unescape(words))
            continue
        tag = token["tag"].lower()
        attributes.append(unescape(token["rest"]))
        if tag in _VOID or token["rest"].endswith("/"):
            continue
        if token["end"]:
            depth -= depth > 0
        elif depth or SOURCE_WORDS in token["rest"]:
            depth += 1
    return f"{_joined(outside)}\n{_joined(attributes)}", _joined(inside)


def _joined(pieces: list[str]) -> str:
    """Put pieces together as they touch and with blanks, white space as one blank, folded."""
    touching = " ".join("".join(pieces).split())
    return f"{touching}\n{' '.join(' '.join(pieces).split())}".casefold()


def _holds(folded: str, *, name: str) -> bool:
    """Whether a text in folded case holds a name as a whole word or words."""
    words = " ".join(name.casefold().split())
    start = folded.find(words)
    while start >= 0:
        around = (
            folded[max(0, start - 1) : start] + folded[start + len(words) : start + len(words) + 1]
        )
        if not any(character.isalnum() or character == "_" for character in around):
            return True
        start = folded.find(words, start + 1)
    return False


@cache
def _program_words() -> str:
    """Return every word the program itself can write into a report, and many it cannot."""
    template = files("probandum.report").joinpath("templates", "report.html").read_text("utf-8")
    parts = [template, *(words for _, words in catalogue())]
    for package in ("probandum.report", "probandum.report.renderers", "probandum.model"):
        for item in sorted(files(package).iterdir(), key=lambda item: item.name):
            if item.name.endswith(".py"):
                parts.append(item.read_text("utf-8"))
    return "\n".join(parts)


def _own_words(material: Material) -> str:
    """Return what the report says for another reason: its own texts, its law, its question."""
    parts = [_program_words()]
    parts += [material.question, material.territory or "", material.period or ""]
    parts += [material.commissioned_by or "", material.office, material.recipient or ""]
    for framework in material.frameworks:
        parts += [framework.title, framework.instrument, framework.source]
        for element in framework.elements:
            parts += [element.title, element.words, element.cites]
            parts += [asked.gap for asked in element.asked]
    standard = material.standard
    parts += [standard.title, standard.words, standard.used_by, standard.source]
    parts += [word for said, _, _ in material.statements for word in said.characterisation]
    parts += [decision.actor.name for decision in material.decisions]
    parts += [
        passage.speaker
        for passage in material.passages
        if passage.speaker is not None and passage.kind in NAMED_KINDS
    ]
    parts += [
        source.author
        for source in material.sources
        if source.author is not None and not is_masked(source, material=material)
    ]
    return "\n".join(parts)
