"""Every reader keeps the promise of its folder: samples, same bytes same reading, plain refusals."""

from __future__ import annotations

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

SAMPLES = Path(__file__).parents[1] / "samples" / "formats"
SOURCE = "sha256:" + "0" * 64


def samples_of(name: str) -> list[Path]:
    return sorted(path for path in (SAMPLES / name).glob("*") if path.is_file())


def reader_named(name: str) -> Reader:
    try:
        reader: Reader = READERS.load(name)
    except MissingDependencyError as error:
        pytest.skip(str(error))
    return reader


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

    assert reading.text.strip()
    assert reading.passages
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
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
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
@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=2_000))
def test_garbage_is_read_or_refused_and_nothing_else(name: str, content: bytes) -> None:
    check(reader_named(name), content)


@every_reader
def test_no_bytes_are_refused(name: str) -> None:
    with pytest.raises(UnreadableSourceError, match=r"^[a-z].*[^.]$"):
        reader_named(name).read(b"")


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
