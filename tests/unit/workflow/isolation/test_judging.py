"""What a child says is believed only as far as a hostile one may be believed."""

from __future__ import annotations

import signal

import pytest

from probandum.errors import UnreadableSourceError
from probandum.model.codec import encode
from probandum.model.run import GapKind
from probandum.sources.refusals import EmptySourceError, NoReaderError
from probandum.workflow.isolation.asking import Answer
from probandum.workflow.isolation.failures import (
    LimitExceededError,
    MemoryLimitError,
    ProcessorLimitError,
    ReaderCrashedError,
    ReaderFailedError,
    TimeLimitError,
    gap_kind_of,
)
from probandum.workflow.isolation.judging import reading_of
from probandum.workflow.isolation.limits import MEBIBYTE, Allowance, Limits
from probandum.workflow.isolation.protocol import Ending, Outcome, Refusal

ALLOWANCE = Allowance(memory_bytes=1000, cpu_seconds=2, wall_seconds=9, output_bytes=1000)


def answer(
    *, exit_code: int = 0, number: int = 0, cpu_milliseconds: int = 0, output: bytes = b""
) -> Answer:
    ending = Ending(exit_code=exit_code, signal=number, cpu_milliseconds=cpu_milliseconds)
    return Answer(ending=ending, output=bytearray(output))


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (answer(number=signal.SIGXCPU), ProcessorLimitError, "2 seconds of processor time"),
        (answer(number=signal.SIGKILL, cpu_milliseconds=2000), ProcessorLimitError, "2 seconds"),
        (answer(number=signal.SIGKILL), ReaderCrashedError, "SIGKILL"),
        (answer(number=signal.SIGALRM), TimeLimitError, "9 seconds"),
        (answer(number=64 + 3), ReaderCrashedError, "signal 67"),
        (answer(exit_code=Outcome.MEMORY), MemoryLimitError, "1000 bytes of memory"),
        (answer(exit_code=1), ReaderFailedError, "an error without a name"),
        (answer(output=b'{"text": "a", "stretches": "x"}\n'), ReaderFailedError, "no reading"),
        (answer(output=b'{"text": "a"}'), ReaderFailedError, "no reading"),
        (
            answer(output=b'{"text": "a"}\n[{"start":0,"end":5,"locator":{"kind":"line"}}]\n'),
            ReaderFailedError,
            "no reading",
        ),
        (answer(output=b""), ReaderFailedError, "no reading"),
    ],
)
def test_each_end_has_its_error(given: Answer, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        reading_of(given, reader="txt", allowance=ALLOWANCE)


def test_a_reading_whose_places_lie_outside_its_text_is_no_reading() -> None:
    output = b'{"text":"a","passages":[{"kind":"row","start":0,"end":9}]}\n'

    with pytest.raises(ReaderFailedError, match="no reading"):
        reading_of(answer(output=output), reader="txt", allowance=ALLOWANCE)


def test_the_message_of_a_refusal_cannot_fill_the_screen_or_turn_it_round() -> None:
    message = "\x1b[2J" + "spill\u202e over\n" * 500
    refusal = encode(Refusal(error="EmptySourceError", message=message)).encode()

    with pytest.raises(EmptySourceError, match="spill over spill") as caught:
        reading_of(
            answer(exit_code=Outcome.REFUSED, output=refusal), reader="txt", allowance=ALLOWANCE
        )

    assert len(str(caught.value)) <= 500
    assert str(caught.value).isprintable()


def test_an_error_that_is_no_refusal_of_ours_becomes_the_general_one() -> None:
    refusal = encode(Refusal(error="KeyboardInterrupt", message="stop")).encode()

    with pytest.raises(UnreadableSourceError, match="stop") as caught:
        reading_of(
            answer(exit_code=Outcome.REFUSED, output=refusal), reader="txt", allowance=ALLOWANCE
        )

    assert type(caught.value) is UnreadableSourceError


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (EmptySourceError(), GapKind.EMPTY),
        (NoReaderError(), GapKind.NO_READER),
        (TimeLimitError(), GapKind.LIMIT_EXCEEDED),
        (LimitExceededError(), GapKind.LIMIT_EXCEEDED),
        (ReaderCrashedError(), GapKind.UNREADABLE),
    ],
)
def test_each_error_leaves_its_gap(error: UnreadableSourceError, kind: GapKind) -> None:
    assert gap_kind_of(error) is kind


def test_larger_files_may_use_more() -> None:
    small, large = Limits().allowance(0), Limits().allowance(100 * MEBIBYTE)

    assert large.memory_bytes - small.memory_bytes == 6400 * MEBIBYTE
    assert large.cpu_seconds - small.cpu_seconds == 1000
    assert large.wall_seconds - small.wall_seconds == 3000
    assert large.output_bytes - small.output_bytes == 12800 * MEBIBYTE
