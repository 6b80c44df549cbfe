"""How well and how safely files are read: comments, authors, dates and bodies; hostile files.

    python3 dev.py bench reading [--pages FILE.jsonl] [--hostile FOLDER]

``--pages`` takes one JSON object a line with ``html``, ``with`` and ``without`` (snippets that
must and must not be in the article) and ``comments`` (snippets of reader comments). ``--hostile``
takes a folder of files made to break readers; each is read behind the walls, as the program does.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from probandum.errors import ProbandumError, UnreadableSourceError
from probandum.model.source import PassageKind
from probandum.sources.formats.html import read
from probandum.sources.markup import page_of
from probandum.sources.reader import PassageDraft, Reading
from probandum.sources.relocating import relocate
from probandum.sources.sniffing import choose_reader
from probandum.workflow.isolation.isolating import Isolation


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, help="labelled pages, one JSON object a line")
    parser.add_argument("--hostile", type=Path, help="folder of hostile files")
    options = parser.parse_args()
    if options.pages is None and options.hostile is None:
        parser.error("give --pages, --hostile or both")
    if options.pages is not None:
        measure_pages(options.pages)
    if options.hostile is not None:
        measure_hostile(options.hostile)


def measure_pages(path: Path) -> None:
    """Print how many snippets stand where they should."""
    counts: Counter[str] = Counter()
    began = time.process_time()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            count_page(json.loads(line), counts=counts)
    seconds = time.process_time() - began
    reachable, inside = counts["comment snippets shown"], counts["in one block"]
    kept, lost, wrong = counts["kept"], counts["lost"], counts["wrong"]
    print(f"pages: {counts['pages']}, {counts['pages'] / seconds:.1f} a second of processor time")
    print(f"comment snippets: {inside} of {reachable} in one block ({share(inside, reachable)})")
    print(f"  of these with a date {share(counts['dated'], inside)}, with an author "
          f"{share(counts['named'], inside)}")  # fmt: skip
    print(f"blocks: {counts['blocks']}, with a date {share(counts['blocks dated'], counts['blocks'])}"
          f", with an author {share(counts['blocks named'], counts['blocks'])}")  # fmt: skip
    print(f"body snippets: precision {share(kept, kept + wrong)}, recall {share(kept, kept + lost)},"
          f" F1 {share(2 * kept, 2 * kept + lost + wrong)}")  # fmt: skip
    print(f"lines found again in the page: {share(counts['found'], counts['sought'])} of "
          f"{counts['sought']}")  # fmt: skip


def count_page(row: dict[str, Any], *, counts: Counter[str]) -> None:
    """Read one page and count its snippets."""
    reading = read(row["html"].encode("utf-8"))
    text, comments = folded(reading.text), of_kind(reading, PassageKind.COMMENT)
    body = "".join(words(reading, part) for part in of_kind(reading, PassageKind.ARTICLE))
    counts["pages"] += 1
    counts["blocks"] += len(comments)
    counts["blocks dated"] += sum(part.date is not None for part in comments)
    counts["blocks named"] += sum(part.speaker is not None for part in comments)
    for snippet in row["comments"] or ():
        wanted = folded(snippet)
        if wanted not in text:
            continue
        counts["comment snippets shown"] += 1
        holding = [part for part in comments if wanted in words(reading, part)]
        if len(holding) == 1:
            counts["in one block"] += 1
            counts["dated"] += holding[0].date is not None
            counts["named"] += holding[0].speaker is not None
    for snippet in row["with"] or ():
        counts["kept" if folded(snippet) in body else "lost"] += 1
    counts["wrong"] += sum(folded(snippet) in body for snippet in row["without"] or ())
    count_lines(row["html"], counts=counts)


def count_lines(html: str, *, counts: Counter[str]) -> None:
    """Count the lines of the article that are found again in the page."""
    from trafilatura import extract

    given = extract(html, include_comments=False, favor_precision=True, output_format="txt")
    places = relocate((given or "").splitlines(), text=page_of(html).text)
    counts["found"] += places.found
    counts["sought"] += places.sought


def measure_hostile(folder: Path) -> None:
    """Print how each file of a folder ended; anything but text or a refusal ends the program."""
    endings: Counter[str] = Counter()
    slowest = ("", 0.0)
    with Isolation() as isolation:
        for path in files_in(folder):
            began = time.monotonic()
            ending = ending_of(path, isolation=isolation)
            seconds = time.monotonic() - began
            slowest = max(slowest, (f"{path.name}: {ending}", seconds), key=lambda pair: pair[1])
            endings[ending] += 1
    print(f"hostile files: {sum(endings.values())}, every one ended as text or as a refusal")
    for ending, times in endings.most_common():
        print(f"{times:5d} {ending}")
    print(f"slowest: {slowest[0]}, {slowest[1]:.1f} seconds")


def ending_of(path: Path, *, isolation: Isolation) -> str:
    """Read a file as the program does and say in words how that ended."""
    content = path.read_bytes()
    try:
        name = choose_reader(content, name=path.name)
        reading = isolation.read(name, content)
    except UnreadableSourceError as error:
        return type(error).__name__
    except ProbandumError as error:
        return f"NOT A REFUSAL OF THE SOURCE: {type(error).__name__}"
    return f"read by {name}" + (" with notices" if reading.notices else "")


def files_in(folder: Path) -> Iterator[Path]:
    """Go through all files below a folder, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def of_kind(reading: Reading, kind: PassageKind) -> list[PassageDraft]:
    """Return the passages of one kind."""
    return [part for part in reading.passages if part.kind is kind]


def words(reading: Reading, part: PassageDraft) -> str:
    """Return the words of a passage without white space."""
    return folded(reading.text[part.start : part.end])


def folded(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def share(part: int, whole: int) -> str:
    """Write a share with three digits."""
    return f"{part / whole:.3f}" if whole else "none"


if __name__ == "__main__":
    main()
