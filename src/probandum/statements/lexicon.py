"""Lexicons: the words by which an act is recognised, as data anyone can read and correct."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from probandum.errors import UndecodableError

Patterns = tuple[tuple[str, tuple[str, ...]], ...]

_TEXTS = ("title", "definition", "act", "source")
_TABLES = ("cues", "exclusions", "cells", "characterisations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Characterisation:
    """A legal word and the forms in which speakers use it.

    Attributes:
        word: The legal word as it is kept with the statement, such as ``"genocide"``.
        forms: Sorted pairs of a language (BCP 47) and the forms in it.
    """

    word: str
    forms: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words by which one act of the taxonomy is recognised.

    A pattern is plain words; ``*`` stands for up to three words, ``one|other`` for either
    word. It is found whatever its case and spacing, at word borders only.

    Attributes:
        id: Name of its file.
        title: A few words.
        definition: What the act is, in our own words.
        act: Fact of the taxonomy, such as ``"killing"``.
        cues: Sorted pairs of a language (BCP 47) and the patterns that state the act.
        exclusions: The same for phrases in which a cue means something else.
        cells: Patterns that state the act only where a cell of a table begins with them.
        characterisations: Legal words kept beside a statement; they satisfy no element.
        huridocs: Code of the nearest term of the HURIDOCS micro-thesaurus of types of acts; None
            when it is not known.
        source: Where definition, code and patterns come from.
    """

    id: str
    title: str
    definition: str
    act: str
    cues: Patterns
    exclusions: Patterns = ()
    cells: Patterns = ()
    characterisations: tuple[Characterisation, ...] = ()
    huridocs: str | None = None
    source: str


def lexicon_from(name: str, table: Mapping[str, Any]) -> Lexicon:
    """Read a lexicon from what its TOML file holds.

    Args:
        name: Name of the file, without its ending.
        table: Its content.

    Raises:
        UndecodableError: A key is missing, unknown or of another form.
    """
    unknown = sorted(set(table) - {*_TEXTS, "huridocs", *_TABLES})
    if unknown:
        known = ", ".join((*_TEXTS, "huridocs", *_TABLES))
        raise _bad(name, f"has unknown keys {', '.join(unknown)}; it may hold {known}")
    texts = {key: _text(name, table, key) for key in _TEXTS}
    code = _text(name, table, "huridocs") if "huridocs" in table else None
    cues = _patterns(name, table.get("cues"), where="cues")
    if not cues:
        raise _bad(name, "has no cues; give [cues] with a list of patterns per language")
    words = table.get("characterisations", {})
    if not isinstance(words, Mapping):
        raise _bad(name, "has characterisations that are no table; write a table per legal word")
    return Lexicon(
        id=name,
        **texts,
        huridocs=code,
        cues=cues,
        exclusions=_patterns(name, table.get("exclusions", {}), where="exclusions"),
        cells=_patterns(name, table.get("cells", {}), where="cells"),
        characterisations=tuple(
            Characterisation(
                word=word,
                forms=_patterns(name, words[word], where=f"characterisations.{word}"),
            )
            for word in sorted(words)
        ),
    )


def _text(name: str, table: Mapping[str, Any], key: str) -> str:
    """Return a text that must be there and must not be empty."""
    content = table.get(key)
    if not isinstance(content, str) or not content.strip():
        raise _bad(name, f"lacks the text {key!r}; add it")
    return content


def _patterns(name: str, content: Any, *, where: str) -> Patterns:
    """Return patterns by language, sorted by language."""
    if not isinstance(content, Mapping):
        raise _bad(name, f"has {where} that are no table; write a list of patterns per language")
    for language, patterns in content.items():
        if not isinstance(patterns, list) or not patterns:
            raise _bad(name, f"has no list at {where}.{language}; write a list of patterns")
        for pattern in patterns:
            if not isinstance(pattern, str) or not pattern.replace("*", "").strip():
                raise _bad(name, f"has an empty pattern at {where}.{language}; write words")
            if any("" in word.split("|") for word in pattern.split()):
                raise _bad(name, f"has an empty choice at {where}.{language}; write words")
            if pattern.strip() != pattern or pattern[0] == "*" or pattern[-1] == "*":
                raise _bad(name, f"has a loose end at {where}.{language}; begin and end with words")
        if len(set(patterns)) != len(patterns):
            raise _bad(name, f"has a pattern twice at {where}.{language}; keep one")
    return tuple((language, tuple(content[language])) for language in sorted(content))


def _bad(name: str, what: str) -> UndecodableError:
    """Build the refusal."""
    return UndecodableError(f"lexicon {name!r} {what}")
