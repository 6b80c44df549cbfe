"""Hypothesis strategies that build every kind of value a case keeps."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from probandum.model.canonical import LARGEST_INTEGER
from probandum.model.codec import recorded
from probandum.model.decision import NEEDS_VALUE, Decision, DecisionKind, Recorded
from probandum.model.document import Cite, CiteKind, Sentence, SentenceKind
from probandum.model.estimate import CaptureHistories, EstimateStatus, PopulationEstimate
from probandum.model.figure import Figure
from probandum.model.grading import CREDIBILITY, RELIABILITY, Grade, OriginGroup, OriginReason
from probandum.model.identity import Actor, ActorKind
from probandum.model.law import Element, Framework
from probandum.model.log import Header
from probandum.model.person import PersonRecord, UnnamedGroup
from probandum.model.run import Run
from probandum.model.source import ExtractedText, Passage, Source, Span, Stretch, span_of
from probandum.model.statement import Speaker, Statement
from probandum.model.when import PartialDate
from probandum.model.where import Place

SCRIPTS = (
    "요덕수용소에서",
    "회령시",
    "المعتقل الكبير",
    "é",
    "e\u0301",
    "👩‍👩‍👧",
    "\r\n",
    "Orsk-Dal",
    "Ŏ",
)

# A surrogate has no UTF-8; NUL ends a text inside SQLite's JSON functions.
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.one_of(st.text(characters, max_size=6), st.sampled_from(SCRIPTS))
words = st.text("abcdefghij", min_size=1, max_size=5)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
offices = st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}", fullmatch=True)
moments = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    datetime(2040, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    timezones=st.one_of(
        st.just(UTC),
        st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
    ),
)
small = st.integers(0, 2**40)
floats = st.floats(-(2.0**60), 2.0**60)


def _two_digits(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map("{:02d}".format)


years = st.integers(1, 9999).map("{:04d}".format)
days = st.dates().map(lambda day: day.isoformat())
ends = st.one_of(
    years,
    st.builds("{}-{}".format, years, _two_digits(1, 12)),
    st.builds("{}-{}".format, years, _two_digits(21, 24)),
    days,
    st.builds("{}T{}:{}".format, days, _two_digits(0, 23), _two_digits(0, 59)),
    st.builds("{}T{}:30+02:00".format, days, _two_digits(0, 23)),
    st.builds("{}X".format, st.integers(0, 999).map("{:03d}".format)),
    st.builds("{}XX".format, _two_digits(0, 99)),
    st.builds("{}-XX".format, years),
    st.builds("{}-{}-XX".format, years, _two_digits(1, 12)),
)
qualified = st.builds(
    lambda end, mark: end if "T" in end else end + mark, ends, st.sampled_from(["", "?", "~", "%"])
)


def _period(pair: tuple[str, str]) -> str:
    first, last = (PartialDate(end) for end in pair)
    assert first.earliest is not None
    assert last.latest is not None
    ordered = pair if first.earliest <= last.latest else (pair[1], pair[0])
    return "/".join(ordered)


partial_dates = st.one_of(
    qualified,
    st.tuples(qualified, qualified).map(_period),
    qualified.map("{}/..".format),
    qualified.map("../{}".format),
    qualified.map("{}/".format),
    qualified.map("/{}".format),
).map(PartialDate)


def unique_sorted(
    items: st.SearchStrategy[Any], *, least: int = 0, most: int = 3
) -> st.SearchStrategy[tuple[Any, ...]]:
    """Tuples whose items are sorted and stand once."""
    return st.lists(items, min_size=least, max_size=most, unique=True).map(
        lambda found: tuple(sorted(found))
    )


pairs = unique_sorted(st.tuples(texts, texts))


def _optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Spans cut from a text in several scripts."""
    text = draw(st.lists(st.sampled_from((*SCRIPTS, "abc ")), min_size=1, max_size=8).map("".join))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return span_of(text, start=start, end=end, text_sha256=draw(digests))


@st.composite
def _statements(draw: st.DrawFn) -> Statement:
    span = draw(spans())
    given = {name: st.just(getattr(span, name)) for name in Span.__dataclass_fields__}
    return draw(  # type: ignore[no-any-return]
        build(
            Statement,
            **given,
            acts=unique_sorted(words),
            chain=st.lists(value(Speaker), min_size=1, max_size=2).map(tuple),
            cues=st.lists(spans(), max_size=1).map(tuple),
        )
    )


@st.composite
def _figures(draw: st.DrawFn) -> Figure:
    number = st.one_of(
        st.integers(0, LARGEST_INTEGER), st.floats(0, 1e9, allow_nan=False, allow_infinity=False)
    )
    numbers = sorted(draw(st.lists(number, min_size=3, max_size=3)))
    shown = draw(st.lists(st.booleans(), min_size=3, max_size=3).filter(any))
    low, best, high = (n if keep else None for n, keep in zip(numbers, shown, strict=True))
    return draw(  # type: ignore[no-any-return]
        build(Figure, low=st.just(low), best=st.just(best), high=st.just(high))
    )


@st.composite
def _estimates(draw: st.DrawFn) -> PopulationEstimate:
    status = draw(st.sampled_from(EstimateStatus))
    numbers: Sequence[float | None] = sorted(
        draw(st.lists(st.floats(0, 1e9), min_size=3, max_size=3))
    )
    if status is EstimateStatus.REFUSED:
        numbers = (None, None, None)
    low, total, high = numbers
    return draw(  # type: ignore[no-any-return]
        build(
            PopulationEstimate,
            status=st.just(status),
            low=st.just(low),
            total=st.just(total),
            high=st.just(high),
            level=_optional(st.floats(0.01, 0.99)),
        )
    )


@st.composite
def _histories(draw: st.DrawFn) -> CaptureHistories:
    lists = draw(st.integers(1, 3))
    pattern = st.tuples(*[st.integers(0, 1)] * lists).filter(any)
    patterns = draw(unique_sorted(pattern))
    counts = st.lists(small, min_size=len(patterns), max_size=len(patterns)).map(tuple)
    names = st.lists(texts, min_size=lists, max_size=lists).map(tuple)
    return draw(  # type: ignore[no-any-return]
        build(
            CaptureHistories,
            lists=names,
            patterns=st.just(patterns),
            counts=counts,
            stratum=pairs,
        )
    )


@st.composite
def _decisions(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from(DecisionKind))
    held = st.just(None) if kind not in NEEDS_VALUE else value(Recorded)
    person = build(Actor, kind=st.just(ActorKind.PERSON), name=words, office=offices)
    return draw(build(Decision, kind=st.just(kind), value=held, actor=person))  # type: ignore[no-any-return]


@st.composite
def _texts(draw: st.DrawFn) -> ExtractedText:
    edges = sorted(draw(st.lists(st.integers(0, 500), max_size=6)))
    if len(edges) % 2:
        edges.pop()
    stretches = tuple(
        draw(build(Stretch, start=st.just(start), end=st.just(end)))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    )
    length = st.integers(edges[-1] if edges else 0, 1000)
    return draw(  # type: ignore[no-any-return]
        build(ExtractedText, text_sha256=digests, characters=length, stretches=st.just(stretches))
    )


@st.composite
def _ranges(draw: st.DrawFn, /, type_: type[Any], **given: st.SearchStrategy[Any]) -> Any:
    start = draw(small)
    return draw(build(type_, start=st.just(start), end=st.integers(start, start + 9), **given))


@st.composite
def _cites(draw: st.DrawFn) -> Cite:
    kind = draw(st.sampled_from(CiteKind))
    words_there = spans() if kind is CiteKind.SPAN else st.none()
    return draw(build(Cite, kind=st.just(kind), span=words_there))  # type: ignore[no-any-return]


@st.composite
def _places(draw: st.DrawFn) -> Place:
    at = draw(_optional(st.tuples(st.floats(-90, 90), st.floats(-180, 180))))
    latitude, longitude = at or (None, None)
    return draw(  # type: ignore[no-any-return]
        build(Place, latitude=st.just(latitude), longitude=st.just(longitude))
    )


def _sentences() -> st.SearchStrategy[Sentence]:
    return build(
        Sentence,
        kind=st.sampled_from(SentenceKind),
        cites=st.lists(value(Cite), min_size=1, max_size=2).map(tuple),
        by=value(Actor),
        key=words,
    )


def _own(type_: type[Any]) -> st.SearchStrategy[Any] | None:
    """Return the strategy of a type that has rules of its own."""
    if type_ is Recorded:
        return value(Figure).map(recorded)
    own: dict[type[Any], st.SearchStrategy[Any]] = {
        Span: spans(),
        Statement: _statements(),
        Figure: _figures(),
        PopulationEstimate: _estimates(),
        CaptureHistories: _histories(),
        Decision: _decisions(),
        ExtractedText: _texts(),
        Cite: _cites(),
        Place: _places(),
        PartialDate: partial_dates,
        datetime: moments,
        str: texts,
        int: small,
        float: floats,
        bool: st.booleans(),
    }
    return own.get(type_)


def _given(type_: type[Any]) -> dict[str, st.SearchStrategy[Any]]:
    """Return the fields of a type whose values are bound by its rules."""
    given: dict[type[Any], dict[str, st.SearchStrategy[Any]]] = {
        Actor: {"name": words, "office": offices},
        Source: {"id": digests.map("sha256:{}".format)},
        Run: {
            "inputs": pairs,
            "parameters": pairs,
            "versions": pairs,
            "code_sha256": digests,
            "outputs_root": digests,
            "seed": _optional(st.integers(0, 2**63 - 1)),
        },
        Grade: {
            "reliability": _optional(st.sampled_from(sorted(RELIABILITY))),
            "credibility": _optional(st.sampled_from(sorted(CREDIBILITY))),
        },
        OriginGroup: {"members": unique_sorted(texts, least=2), "reasons": _some_reasons()},
        Element: {"operator": st.sampled_from(["all", "any"]), "acts": unique_sorted(words)},
        Framework: {
            "elements": st.lists(
                st.deferred(lambda: value(Element)),
                min_size=1,
                max_size=2,
                unique_by=lambda element: element.id,
            ).map(tuple)
        },
        PersonRecord: {"other": pairs},
        UnnamedGroup: {"minimum": st.integers(1, 10**6)},
        Header: {"office": offices},
    }
    return given.get(type_, {})


def _some_reasons() -> st.SearchStrategy[Any]:
    return st.lists(st.deferred(lambda: value(OriginReason)), min_size=1, max_size=2).map(tuple)


def _field(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the type a field is annotated with."""
    members = get_args(hint)
    if isinstance(hint, UnionType) or get_origin(hint) is Union:
        return st.one_of(*(st.none() if m is NoneType else _field(m) for m in members))
    if get_origin(hint) is tuple:
        if members[-1] is Ellipsis:
            return st.lists(_field(members[0]), max_size=2).map(tuple)
        return st.tuples(*(_field(member) for member in members))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return value(hint)


def build(type_: type[Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build a dataclass from strategies of its fields, taken from its annotations unless given."""
    hints = get_type_hints(type_)
    chosen = {**_given(type_), **given}
    fields = {
        field.name: chosen[field.name] if field.name in chosen else _field(hints[field.name])
        for field in dataclasses.fields(type_)
    }
    return st.builds(type_, **fields)


def value(type_: type[Any]) -> st.SearchStrategy[Any]:
    """Return the strategy that builds values of a type."""
    if type_ not in _BUILT:
        _BUILT[type_] = _strategy(type_)
    return _BUILT[type_]


_BUILT: dict[type[Any], st.SearchStrategy[Any]] = {}


def _strategy(type_: type[Any]) -> st.SearchStrategy[Any]:
    if type_ is Passage:
        return _ranges(Passage, text_sha256=digests)
    if type_ is Stretch:
        return _ranges(Stretch)
    if type_ is Sentence:
        return _sentences()
    own = _own(type_)
    return build(type_) if own is None else own
