"""The work around the evidence: interviews, consent, leads, units and posts, disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probandum.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A conversation that made a testimony.

    Attributes:
        id: Random, carrying the office.
        witness: Random code of the witness.
        interviewer: Code of the interviewer.
        interpreter: Code of the interpreter, or None.
        when: As noted.
        language: Spoken language, as a BCP 47 tag.
        sources: Ids of recordings, notes and transcripts.
        note: Conditions a reader of the testimony needs.
    """

    id: str
    witness: str
    interviewer: str
    interpreter: str | None = None
    when: PartialDate | None = None
    language: str
    sources: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A text in another language beside its original.

    Attributes:
        id: Random, carrying the office.
        original_sha256: Digest of the text translated.
        translated_sha256: Digest of the translation.
        language: Of the translation, as a BCP 47 tag.
        translator: Code of the translator.
    """

    id: str
    original_sha256: str
    translated_sha256: str
    language: str
    translator: str


class ConsentUse(StrEnum):
    """What a person may agree to, each apart."""

    KEEP = "keep"
    ANALYSE = "analyse"
    SHARE = "share"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a person agreed to.

    Attributes:
        id: Random, carrying the office.
        witness: Random code of the person.
        uses: What they agreed to.
        given: When, as noted.
        ends: Until when, or None.
        note: Conditions in their words.
    """

    id: str
    witness: str
    uses: tuple[ConsentUse, ...]
    given: PartialDate
    ends: PartialDate | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Something to follow up. It proves nothing.

    Attributes:
        id: Random, carrying the office.
        statement: Id of the statement it comes from, or None.
        task: What to do.
        is_open: Whether it still waits.
        outcome: What came of it, or None.
    """

    id: str
    statement: str | None = None
    task: str
    is_open: bool = True
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An armed, police or administrative unit.

    Attributes:
        id: Random, carrying the office.
        name: As the sources give it.
        aliases: Other names.
        basis: Ids of statements.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A position in a unit, and who held it when.

    Attributes:
        id: Random, carrying the office.
        unit: Id of the unit.
        title: As the sources give it.
        holder: Code of the person, or None.
        period: As the sources give it.
        basis: Ids of statements.
    """

    id: str
    unit: str
    title: str
    holder: str | None = None
    period: PartialDate | None = None
    basis: tuple[str, ...] = ()


class CommandKind(StrEnum):
    """In law, or in fact."""

    DE_JURE = "de jure"
    DE_FACTO = "de facto"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRelation:
    """One unit or post under another, in a period.

    Attributes:
        id: Random, carrying the office.
        superior: Id of a unit or post.
        subordinate: Id of a unit or post.
        kind: In law or in fact.
        period: As the sources give it.
        basis: Ids of statements.
    """

    id: str
    superior: str
    subordinate: str
    kind: CommandKind
    period: PartialDate | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Something shown to somebody outside.

    Attributes:
        id: Random, carrying the office.
        what: Ids of sources, or the digest of a report.
        recipient: Whom.
        purpose: Why.
        consent: Ids of the consents it rests on.
    """

    id: str
    what: tuple[str, ...]
    recipient: str
    purpose: str
    consent: tuple[str, ...] = ()
