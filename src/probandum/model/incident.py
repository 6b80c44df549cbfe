"""Acts, who took part in them, and the incidents they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probandum.model.when import PartialDate


class VictimKind(StrEnum):
    """Whom an act was done to."""

    PERSON = "person"
    UNNAMED_GROUP = "unnamed group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One type of act done to one victim or group.

    Attributes:
        id: Random, carrying the office.
        type: A fact of the taxonomy.
        victim: Id of a person or unnamed group.
        victim_kind: Which of the two.
        place: As established.
        when: As established.
        basis: Ids of accepted statements and observations.
    """

    id: str
    type: str
    victim: str
    victim_kind: VictimKind
    place: str | None = None
    when: PartialDate | None = None
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """An alleged perpetrator's part in an act.

    Attributes:
        id: Random, carrying the office.
        act: Id of the act.
        perpetrator: Id or code of the alleged perpetrator.
        degree: Present, took part, ordered, failed to prevent, and so on.
        basis: Ids of accepted statements and observations.
    """

    id: str
    act: str
    perpetrator: str
    degree: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Acts that belong together.

    Attributes:
        id: Random, carrying the office.
        title: A short neutral name.
        acts: Ids of the acts, sorted.
        place: As established.
        when: As established.
    """

    id: str
    title: str
    acts: tuple[str, ...]
    place: str | None = None
    when: PartialDate | None = None
