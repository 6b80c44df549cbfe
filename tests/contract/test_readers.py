"""Every reader keeps the promise of its folder: samples, same bytes same reading, plain refusals."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probandum.errors import MissingDependencyError, UnreadableSourceError
from probandum.model.codec import decode, encode
from probandum.registry import READERS
from probandum.sources.reader import Reader, Reading
from probandum.sources.reading import values_of
from probandum.sources.sniffing import choose_reader
from probandum.workflow.isolation.isolating import Isolation

SAMPLES = Path(__file__).parents[1] / "samples" / "formats"
OWN = "probandum.sources."
ALWAYS_IN_A_RUN = {
    f"{OWN}{module}" for module in ("decoding", "reader", "reading", "refusals", "sniffing")
}
SOURCE = "sha256:" + "0" * 64


def samples_of(name: str) -> list[Path]:
    return sorted(path for path in (SAMPLES / name).glob("*") if path.is_file())


def reader_named(name: str) -> Reader:
    try:
        reader: Reader = READERS.load(name)
    except MissingDependencyError as error:
        pytest.skip(str(error))
    return reader


@pytest.fixture(scope="module")
def isolation() -> Iterator[Isolation]:
    with Isolation() as walls:
        yield walls


every_reader = pytest.mark.parametrize("name", READERS.names())
every_sample = pytest.mark.parametrize(
    ("name", "sample"),
    [
        pytest.param(name, sample, id=f"{name}/{sample.name}")
        for name in READERS.names()
        for sample in samples_of(name)
    ],
)


@every_reader
def test_a_reader_is_called_as_its_module_and_has_samples(name: str) -> None:
    reader = reader_named(name)

    assert reader.name == name
    assert reader.version
    assert reader.summary
    assert samples_of(name), f"put a sample in tests/samples/formats/{name}"


@every_reader
def test_no_other_reader_claims_its_extensions(name: str) -> None:
    claimed = {
        extension
        for other in READERS.names()
        if other != name
        for extension in reader_named(other).extensions
    }

    assert set() == claimed & set(reader_named(name).extensions)


@every_sample
def test_a_sample_goes_to_its_reader_and_is_read(name: str, sample: Path) -> None:
    content = sample.read_bytes()

    assert choose_reader(content, name=sample.name) == name
    reading = reader_named(name).read(content)

    # A picture holds no words, and says so.
    assert reading.text.strip() or reading.notices
    assert bool(reading.text.strip()) == bool(reading.passages)
    text, passages, _ = values_of(reading, source=SOURCE, reader=name)
    assert text.characters == len(reading.text)
    assert len(passages) == len(reading.passages)


@every_sample
def test_equal_bytes_give_an_equal_reading_that_crosses_the_codec(name: str, sample: Path) -> None:
    content = sample.read_bytes()
    reading = reader_named(name).read(content)

    assert encode(reader_named(name).read(content)) == encode(reading)
    assert decode(encode(reading), Reading) == reading


@every_sample
def test_behind_the_walls_a_sample_is_read_as_outside(
    name: str, sample: Path, isolation: Isolation
) -> None:
    content = sample.read_bytes()

    assert isolation.read(name, content) == reader_named(name).read(content)


@every_reader
def test_every_module_a_reader_uses_stands_in_its_run(name: str) -> None:
    reader = reader_named(name)
    used = own_imports(f"{READERS.package}.{name}")

    assert sorted(used - ALWAYS_IN_A_RUN) == sorted(reader.modules)


@every_sample
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_bytes_are_read_or_refused_and_nothing_else(
    name: str, sample: Path, data: st.DataObject
) -> None:
    content = bytearray(sample.read_bytes()[:200_000])
    del content[data.draw(st.integers(min_value=0, max_value=len(content)), label="length") :]
    for _ in range(data.draw(st.integers(min_value=0, max_value=8), label="changes")):
        if content:
            place = data.draw(st.integers(min_value=0, max_value=len(content) - 1))
            content[place] = data.draw(st.integers(min_value=0, max_value=255))

    check(reader_named(name), bytes(content))


@every_reader
@settings(max_examples=50, deadline=None)
@given(content=st.binary(max_size=2_000))
def test_garbage_is_read_or_refused_and_nothing_else(name: str, content: bytes) -> None:
    check(reader_named(name), content)


@every_reader
def test_no_bytes_are_refused(name: str) -> None:
    with pytest.raises(UnreadableSourceError, match=r"^[a-z].*[^.]$"):
        reader_named(name).read(b"")


def own_imports(module: str) -> set[str]:
    """Return the modules of this folder a module imports, however far away."""
    found: set[str] = set()
    pending = [module]
    while pending:
        current = pending.pop()
        source = Path(str(import_module(current).__file__)).read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OWN):
                if node.module not in found:
                    pending.append(str(node.module))
                found.add(str(node.module))
    return found


def check(reader: Reader, content: bytes) -> None:
    message = "read"
    try:
        reading = reader.read(content)
    except UnreadableSourceError as error:
        message = str(error)
    else:
        assert decode(encode(reading), Reading) == reading
    # A refusal is a sentence for a person: it begins low and ends without a full stop.
    assert message[0].islower()
    assert not message.endswith(".")
