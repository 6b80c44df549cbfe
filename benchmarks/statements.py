"""How well statements are read, and how fast: on invented sentences, and on labelled sets if given.

    python3 dev.py bench statements [--data FOLDER] [--misses N]

FOLDER may hold ``muc4_incidents.jsonl`` (numbers of victims; MUC-3/4 corpus) and
``polnear_attribution.jsonl`` (who says what; PolNeAR). They are no part of this program and are
only measured on. Nothing is tuned here; a figure is printed with what it is a share of.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from probandum.language.sentences import sentence_spans
from probandum.model.canonical import sha256_hex
from probandum.model.figure import Figure
from probandum.model.source import Passage, PassageKind
from probandum.registry import LEXICONS
from probandum.statements.extractor import PassageText
from probandum.statements.extractors.rules import EXTRACTOR
from probandum.statements.figures import figures_in
from probandum.statements.lexicon import lexicon_from
from probandum.statements.speakers import chain_of
from probandum.statements.wording import folded

SENTENCES = (
    "On 3 May 2019 soldiers killed 12 people in Harn, a survivor said.",
    "The ministry denied that prisoners were tortured.",
    "The valley is green, and the road to Orsk-Dal is open again.",
    "The Orsk Observatory estimates that between 400 and 600 believers are imprisoned.",
    "In the evening the women came back from the market with bread and salt.",
    "Several reports indicate that women were raped in the camp.",
    "He said he would write to his sister when the snow was gone.",
    "Families were forced to flee to Tarsia because of their faith.",
)
REPEATS = 1_250


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the labelled sets")
    parser.add_argument("--misses", type=int, default=0, help="how many misses to print")
    options = parser.parse_args()
    _speed()
    if options.data is None:
        return
    if (options.data / "muc4_incidents.jsonl").exists():
        _counts(options.data / "muc4_incidents.jsonl", misses=options.misses)
    if (options.data / "polnear_attribution.jsonl").exists():
        _speakers(options.data / "polnear_attribution.jsonl", misses=options.misses)


def _speed() -> None:
    """Print sentences a second with every lexicon."""
    lexicons = tuple(lexicon_from(name, LEXICONS.table(name)) for name in LEXICONS.names())
    text = "\n".join(sentence for _ in range(REPEATS) for sentence in SENTENCES)
    unit = _unit(text)
    EXTRACTOR.extract(_unit("\n".join(SENTENCES)), lexicons)
    started = time.process_time()
    found = EXTRACTOR.extract(unit, lexicons)
    seconds = time.process_time() - started
    rate = REPEATS * len(SENTENCES) / seconds
    print(f"{len(lexicons)} lexicons: {rate:,.0f} sentences a second, {len(found)} statements")


def _counts(path: Path, *, misses: int) -> None:
    """Print the share of numbers of victims above one that are read with the ends they have."""
    hit, missed = 0, []
    for row in _rows(path):
        golds = set(_numbers(row))
        if not golds:
            continue
        figures = [each.figure for words in _sentences(row["text"]) for each in figures_in(words)]
        for number, counted in golds:
            if any(_fits(figure, number=number) for figure in figures):
                hit += 1
            else:
                missed.append((row["docid"], number, counted))
    total = hit + len(missed)
    print(f"numbers of victims above one: {hit} of {total} = {hit / total:.3f}")
    for each in missed[:misses]:
        print("   missed", *each)


def _numbers(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the numbers above one in a document's templates, with what they count."""
    for template in row["templates"]:
        for entry in template.get("HUM TGT: NUMBER", []):
            number, _, counted = entry.partition(":")
            if any(int(digits) > 1 for digits in re.findall(r"\d+", number)):
                yield number.strip(), counted.strip()


def _fits(figure: Figure, *, number: str) -> bool:
    """Whether a figure has the ends a template gives: N, ~N, N-, -N or N-M."""
    for one in number.split("/"):
        plain = one.replace(" ", "")
        both = re.fullmatch(r"~?(\d+)(-?)(\d*)", plain)
        most = re.fullmatch(r"-(\d+)", plain)
        if most and int(most[1]) in (figure.high, figure.best):
            return True
        if both is None:
            continue
        first = int(both[1])
        if both[3] and (figure.low, figure.high) == (first, int(both[3])):
            return True
        if not both[3] and first == (figure.low if both[2] else figure.best):
            return True
    return False


def _speakers(path: Path, *, misses: int) -> None:
    """Print how well sentences with a further speaker, and that speaker's words, are found."""
    hit = wrong = missed = spans_hit = spans_found = spans_gold = 0
    shown = 0
    for row in _rows(path):
        text = row["text"]
        unit = _unit(text)
        for start, end in sentence_spans(text):
            gold = [each for each in row["attributions"] if _inside(each["cue"], start, end)]
            chain = chain_of(unit, start=start, sentence=folded(text[start:end]))[1:]
            hit, wrong, missed = (
                hit + bool(gold and chain),
                wrong + bool(chain and not gold),
                missed + bool(gold and not chain),
            )
            sources = [s for each in gold for s in each["source"] if start <= s[0] < end]
            spans = [s.span for s in chain if s.span]
            spans_gold += len(sources)
            spans_found += len(spans)
            spans_hit += sum(any(s.start < b and a < s.end for a, b in sources) for s in spans)
            if bool(gold) != bool(chain) and shown < misses:
                shown += 1
                print("   missed " if gold else "   wrong ", text[start:end][:150])
    precision, recall = hit / (hit + wrong), hit / (hit + missed)
    f = 2 * precision * recall / (precision + recall)
    print(f"sentence has a further speaker: P {precision:.3f} R {recall:.3f} F {f:.3f}")
    found, reached = spans_hit / spans_found, spans_hit / spans_gold
    print(f"words for the speaker overlap: P {found:.3f} R {reached:.3f} (of {spans_gold} sources)")


def _inside(ranges: list[list[int]], start: int, end: int) -> bool:
    """Whether the first range lies in a sentence."""
    return bool(ranges) and start <= ranges[0][0] < end


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def _sentences(text: str) -> Iterator[Any]:
    """Yield the folded sentences of a text whose lines are hard-wrapped."""
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    for start, end in sentence_spans(joined):
        yield folded(joined[start:end])


def _unit(text: str) -> PassageText:
    """Return a text as one article."""
    passage = Passage(
        id="p",
        source="s",
        kind=PassageKind.ARTICLE,
        number=1,
        text_sha256=sha256_hex(text.encode()),
        start=0,
        end=len(text),
    )
    return PassageText(passage=passage, text=text)


if __name__ == "__main__":
    main()
