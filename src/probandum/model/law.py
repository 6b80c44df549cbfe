"""Frameworks of law as data: elements, how they belong together, standards of proof."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probandum.errors import InvalidValueError
from probandum.model.statement import StatementKind


class FrameworkKind(StrEnum):
    """What a framework is; only treaties, crimes and liability have leaf statuses."""

    TREATY = "treaty"
    CRIME = "crime"
    LIABILITY = "liability"
    THRESHOLD = "threshold"
    RISK = "risk"
    PRUDENTIAL = "prudential"


class ElementRole(StrEnum):
    """What an element asks about."""

    CONDUCT = "conduct"
    CIRCUMSTANCE = "circumstance"
    CONSEQUENCE = "consequence"
    MENTAL = "mental"
    CONTEXT = "context"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Something the law needs that sources often leave out.

    Attributes:
        act: Fact of the taxonomy after which it is asked.
        unless: Patterns (plain words, ``*`` for up to three words, ``|`` for a choice); when
            a statement of the act holds one of them, the source says it. Names of fields
            in braces, such as ``{figure}`` or ``{victim group}``, ask whether the statement
            has one.
        gap: What is missing otherwise, in one plain sentence without a name.
    """

    act: str
    unless: tuple[str, ...]
    gap: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing that must be shown.

    Attributes:
        id: Stable within the framework, such as ``"murder.1"``.
        title: A few words.
        words: What it asks, in our own words.
        cites: Article, paragraph or element of the instrument.
        role: What it asks about.
        acts: Facts of the taxonomy that bear on it, sorted; none when no fact does by itself.
        kinds: Kinds of statement that bear on it whatever act they name, sorted.
        asked: What sources often leave out.
        group: Id of the group of elements it belongs to, or None.
        operator: How the members of its group belong together: all, any.
        verified: Whether the entry was checked against its source.
    """

    id: str
    title: str
    words: str
    cites: str
    role: ElementRole
    acts: tuple[str, ...] = ()
    kinds: tuple[StatementKind, ...] = ()
    asked: tuple[Asked, ...] = ()
    group: str | None = None
    operator: str = "all"
    verified: bool = False

    def __post_init__(self) -> None:
        """Refuse an operator that is not one and unsorted acts."""
        if self.operator not in ("all", "any"):
            raise InvalidValueError(f"element {self.id}: operator is 'all' or 'any'")
        if list(self.acts) != sorted(set(self.acts)):
            raise InvalidValueError(f"element {self.id}: acts must be sorted and each stand once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A body of law or a standard of concern, as a list of elements.

    Attributes:
        id: Name of its file.
        title: Full title.
        kind: What it is.
        instrument: Instrument, article and edition.
        source: Where the instrument was read.
        elements: In the order of the instrument.
    """

    id: str
    title: str
    kind: FrameworkKind
    instrument: str
    source: str
    elements: tuple[Element, ...]

    def __post_init__(self) -> None:
        """Refuse a framework without elements and an element id used twice."""
        ids = [element.id for element in self.elements]
        if not ids or len(ids) != len(set(ids)):
            raise InvalidValueError(f"framework {self.id} needs elements, each id once")

    def element(self, element_id: str) -> Element:
        """Return one element.

        Raises:
            InvalidValueError: The framework has none of that id.
        """
        for element in self.elements:
            if element.id == element_id:
                return element
        known = ", ".join(element.id for element in self.elements)
        raise InvalidValueError(f"{self.id} has no element {element_id!r}; it has {known}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardOfProof:
    """How sure a person must be before they call an element established.

    Attributes:
        id: Short name.
        title: As bodies name it.
        words: What it asks, in one plain sentence.
        used_by: Who uses it.
        source: Where that was read.
        verified: Whether the entry was checked against its source.
    """

    id: str
    title: str
    words: str
    used_by: str
    source: str
    verified: bool = False
