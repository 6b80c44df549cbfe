"""What the law needs and sources often leave out: whether the statements beside an element say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from probandum.language.patterns import holds
from probandum.model.law import Element
from probandum.model.statement import Statement

# A pattern in braces asks whether a statement gives the thing itself, in whatever words.
FIELDS: Mapping[str, Callable[[Statement], bool]] = MappingProxyType(
    {
        "{figure}": lambda statement: statement.figure is not None,
        "{perpetrators}": lambda statement: bool(statement.perpetrators),
        "{place}": lambda statement: statement.place is not None,
        "{victim group}": lambda statement: statement.victim_group is not None,
        "{victims}": lambda statement: bool(statement.victims),
        "{when}": lambda statement: statement.when is not None,
    }
)


def says(statement: Statement, *, unless: Iterable[str]) -> bool:
    """Say whether a statement holds one of the patterns, or gives one of the things in braces.

    Args:
        statement: The statement; its quote is read, nothing around it.
        unless: Patterns of plain words (``*`` for up to three words), or names in braces,
            such as ``"{victim group}"``.
    """
    unless = tuple(unless)
    if any(FIELDS[name](statement) for name in unless if name in FIELDS):
        return True
    return holds(statement.quote, patterns=[each for each in unless if each not in FIELDS])


class Questions:
    """The questions of one element, put to its statements one at a time.

    Entries of an element with the same words are one question about several acts. Only
    the answers are kept, so that a cell of any number of statements takes no more memory.
    """

    def __init__(self, element: Element) -> None:
        """Begin with every question open."""
        self._element = element
        self._raised: set[str] = set()
        self._answered: set[str] = set()

    def put(self, statement: Statement) -> None:
        """Put the questions to one statement that stands beside the element."""
        for asked in self._element.asked:
            if asked.gap in self._answered or asked.act not in statement.acts:
                continue
            self._raised.add(asked.gap)
            if says(statement, unless=asked.unless):
                self._answered.add(asked.gap)

    def still_open(self) -> tuple[str, ...]:
        """Return what no statement was found to say, in the order of the element."""
        gaps = dict.fromkeys(asked.gap for asked in self._element.asked)
        return tuple(gap for gap in gaps if gap in self._raised - self._answered)
