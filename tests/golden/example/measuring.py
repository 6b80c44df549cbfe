"""How the extractor's suggestions compare with what a careful reader wrote down beforehand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from probandum.model.figure import Figure
from probandum.model.source import PassageKind
from probandum.model.statement import Statement, StatementKind
from tests.golden.example.walking import TRUTH, Walked

FIELDS = ("kind", "lane", "modality", "acts", "chain", "figure", "characterisation")
End = int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One thing a careful reader finds. A field that is None is not judged.

    Attributes:
        source: File name.
        quote: Words that stand in it once.
        may: Whether two careful readers could differ.
        kind: What it is about.
        lane: What it can be used for.
        modality: How the speaker stands to it.
        acts: Facts of the taxonomy.
        chain: Roles, the passage's own speaker first.
        figure: Low and high end; None for an open end, ``()`` for no figure.
        characterisation: Legal words.
    """

    source: str
    quote: str
    may: bool
    kind: str | None
    lane: str | None
    modality: str | None
    acts: tuple[str, ...] | None
    chain: tuple[str, ...] | None
    figure: tuple[End, ...]
    characterisation: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was compared.

    Attributes:
        pairs: A reader's entry and the statement that was found for it.
        missed: Entries nothing was found for.
        surplus: Statements that are right for no entry.
    """

    pairs: tuple[tuple[Gold, Statement], ...]
    missed: tuple[Gold, ...]
    surplus: tuple[Statement, ...]

    @property
    def recall(self) -> float:
        """Share of the reader's entries that were found."""
        return len(self.pairs) / (len(self.pairs) + len(self.missed))

    @property
    def precision(self) -> float:
        """Share of the statements that are an entry of the reader."""
        return len(self.pairs) / (len(self.pairs) + len(self.surplus))

    def right(self, field: str) -> tuple[int, int]:
        """Return how many pairs agree in a field, and how many are judged in it."""
        judged = [
            _same(gold, found, field=field)
            for gold, found in self.pairs
            if field == "figure" or getattr(gold, field) is not None
        ]
        return sum(judged), len(judged)

    def acts(self) -> tuple[int, int, int]:
        """Return acts that were found and are right, all found, and all the reader has.

        The acts of missed and surplus statements count too.
        """
        judged = [(gold, found) for gold, found in self.pairs if gold.acts is not None]
        right = sum(len(set(gold.acts or ()) & set(found.acts)) for gold, found in judged)
        found_acts = sum(len(found.acts) for _, found in judged)
        found_acts += sum(len(found.acts) for found in self.surplus)
        wanted = sum(len(gold.acts or ()) for gold, _ in judged)
        wanted += sum(len(gold.acts or ()) for gold in self.missed)
        return right, found_acts, wanted


def gold_statements() -> tuple[Gold, ...]:
    """Read what a careful reader wrote down."""
    table = tomllib.loads((TRUTH / "statements.toml").read_text(encoding="utf-8"))
    return tuple(
        Gold(
            source=source,
            quote=entry["quote"],
            may=entry.get("may", False),
            kind=entry.get("kind"),
            lane=entry.get("lane"),
            modality=entry.get("modality"),
            acts=_words(entry.get("acts")),
            chain=_words(entry.get("chain")),
            figure=tuple(None if end == "" else end for end in entry.get("figure", ())),
            characterisation=_words(entry.get("characterisation")),
        )
        for source, entries in table["sources"].items()
        for entry in entries
    )


def place_of(gold: Gold, walked: Walked) -> tuple[str, int, int]:
    """Return the text and the one place in it where an entry's words stand."""
    pattern = re.compile(r"\s+".join(map(re.escape, gold.quote.split())))
    texts = {passage.text_sha256 for passage in walked.passages_in(gold.source)}
    found = [
        (digest, match.start(), match.end())
        for digest in texts
        for match in pattern.finditer(walked.texts[digest])
    ]
    if len(found) != 1:
        raise LookupError(f"{gold.quote!r} stands {len(found)} times in {gold.source}")
    return found[0]


def measure(walked: Walked) -> Measured:
    """Compare all prose sources; the rows of lists are judged apart."""
    golds = gold_statements()
    judged = {gold.source for gold in golds}
    left = [
        each
        for each in walked.statements
        if walked.file_of(each) in judged and walked.passage_of(each).kind is not PassageKind.ROW
    ]
    pairs, missed, tolerated = [], [], set()
    for gold in golds:
        touching = [each for each in left if _touches(each, place_of(gold, walked))]
        if gold.may:
            tolerated |= {each.id for each in touching}
            continue
        best = max(touching, key=lambda each: _agreement(gold, each), default=None)
        if best is None:
            missed.append(gold)
        else:
            pairs.append((gold, best))
            left.remove(best)
    surplus = tuple(each for each in left if each.id not in tolerated)
    return Measured(pairs=tuple(pairs), missed=tuple(missed), surplus=surplus)


def rows_measured(walked: Walked) -> tuple[int, int, int]:
    """Return rows whose acts are exactly right, rows that state acts wrongly, and all rows."""
    acts = tomllib.loads((TRUTH / "people.toml").read_text(encoding="utf-8"))["acts"]
    right = wrong = rows = 0
    for passage in walked.passages.values():
        if passage.kind is not PassageKind.ROW:
            continue
        rows += 1
        words = walked.texts[passage.text_sha256][passage.start : passage.end]
        cells = [cell.partition(": ")[2] for cell in words.split(" · ")]
        wanted = {act for cell in cells for act in acts.get(cell, ())}
        found = {
            act
            for each in walked.statements
            if each.passage == passage.id and each.kind is StatementKind.ACT
            for act in each.acts
        }
        right += wanted == found
        wrong += bool(found - wanted)
    return right, wrong, rows


def _touches(statement: Statement, place: tuple[str, int, int]) -> bool:
    """Whether a statement's quote and a place share a character."""
    digest, start, end = place
    return statement.text_sha256 == digest and statement.start < end and start < statement.end


def _agreement(gold: Gold, statement: Statement) -> int:
    """Count the fields an entry and a statement agree in, the kind before the others."""
    return 4 * (gold.kind == statement.kind) + sum(
        _same(gold, statement, field=field) for field in FIELDS
    )


def _same(gold: Gold, found: Statement, *, field: str) -> bool:
    """Whether an entry and a statement agree in a field."""
    if field == "figure":
        return gold.figure == _ends(found.figure)
    if field == "chain":
        return gold.chain == tuple(link.role for link in found.chain)
    wanted = getattr(gold, field)
    given = getattr(found, field)
    return bool(wanted == (tuple(given) if isinstance(given, tuple) else str(given)))


def _ends(figure: Figure | None) -> tuple[End, ...]:
    """Return low and high end of a figure, the best number for both where it stands alone."""
    if figure is None:
        return ()
    if figure.low is None and figure.high is None:
        return (figure.best, figure.best)
    return (figure.low, figure.high)


def _words(words: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return words as a tuple."""
    return None if words is None else tuple(words)
