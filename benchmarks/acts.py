"""How well the lexicons find acts in labelled texts kept outside the project.

    python3 dev.py bench acts --folder FOLDER [--wrong ACT]

The folder holds ``hrdsattack.jsonl`` (articles: kinds of violation), ``india_police_events_sents.jsonl``
(sentences: what the police did) and ``tribunal_testimony_violence.jsonl`` (passages: violence or
none). Their labels are not the acts of the taxonomy: an article counts for an act that its label
names, the sentences count only the police, and testimony only says that there is violence. Read the
figures as a floor for precision, not as the quality of a reading.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probandum.registry import LEXICONS
from probandum.statements.lexicon import Patterns, lexicon_from
from probandum.statements.wording import PatternIndex, folded, overlap

HRDS = {
    "killing": {"killing"},
    "arbitrary detention": {"imprisonment"},
    "kidnapping": {"disappearance"},
    "enforced disappearance": {"disappearance"},
    "torture": {"torture", "cruel_treatment"},
}
INDIA = {
    "KILL": {"killing"},
    "ARREST": {"imprisonment"},
    "FORCE": {"attack_on_civilians", "cruel_treatment"},
    "FAIL": {"failure_to_act"},
}
VIOLENCE = {
    "killing",
    "execution",
    "torture",
    "cruel_treatment",
    "serious_injury",
    "rape",
    "sexual_violence",
    "sexual_slavery",
    "infanticide",
    "attack_on_civilians",
    "denial_of_shelter",
    "starvation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A labelled text: what it is labelled with, by the sets of acts that would fulfil a label."""

    text: str
    labels: frozenset[str]


def main() -> None:
    """Print precision, recall and F of each label."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="folder of the labelled texts")
    parser.add_argument("--wrong", metavar="LABEL", help="show the texts judged wrongly")
    options = parser.parse_args()
    index = lexicon_index()
    for title, items, labels in sets(options.folder):
        found = [acts_in(item.text, index=index) for item in items]
        print(f"{title}: {len(items)} texts")
        for label, acts in labels.items():
            print("  " + score(items, found, label=label, acts=acts))
            if options.wrong == label:
                for line in wrong(items, found, label=label, acts=acts):
                    print(f"      {line}")


def sets(folder: Path) -> Iterator[tuple[str, list[Item], dict[str, set[str]]]]:
    """Yield each set with the acts its labels stand for."""
    hrds = [
        Item(
            text=row["title"] + "\n" + row["text"],
            labels=frozenset(
                name for each in row["annotations"] for name in each["violation_types"]
            ),
        )
        for row in rows(folder / "hrdsattack.jsonl")
    ]
    yield "articles on attacks on defenders of human rights", hrds, HRDS
    india = [
        Item(text=row["sent_text"], labels=frozenset(row["sent_labels"]))
        for row in rows(folder / "india_police_events_sents.jsonl")
    ]
    yield "sentences on what the police did", india, INDIA
    tribunal = [
        Item(text=row["text"], labels=frozenset(["violence"] if row["violence"] else []))
        for row in rows(folder / "tribunal_testimony_violence.jsonl")
    ]
    yield "passages of testimony", tribunal, {"violence": VIOLENCE}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def lexicon_index() -> PatternIndex:
    """File cues and exclusions of every lexicon."""
    lexicons = [lexicon_from(name, LEXICONS.table(name)) for name in LEXICONS.names()]
    return PatternIndex(
        (f"{use} {lexicon.act}", plain(patterns))
        for lexicon in lexicons
        for use, patterns in (("cue", lexicon.cues), ("exclusion", lexicon.exclusions))
    )


def plain(patterns: Patterns) -> list[str]:
    """Return the patterns of all languages."""
    return [pattern for _, listed in patterns for pattern in listed]


def acts_in(text: str, *, index: PatternIndex) -> frozenset[str]:
    """Return the acts with a cue that lies in no excluded phrase."""
    found = index.find(folded(text))
    return frozenset(
        name.removeprefix("cue ")
        for name, cues in found.items()
        if name.startswith("cue ")
        and any(
            not any(overlap(cue, other) for other in found.get(f"exclusion {name[4:]}", ()))
            for cue in cues
        )
    )


def score(items: list[Item], found: list[frozenset[str]], *, label: str, acts: set[str]) -> str:
    """Return a line of precision, recall and F."""
    both = sum(
        label in item.labels and bool(acts & got) for item, got in zip(items, found, strict=True)
    )
    labelled = sum(label in item.labels for item in items)
    said = sum(bool(acts & got) for got in found)
    precision, recall = both / max(said, 1), both / max(labelled, 1)
    f = 2 * precision * recall / max(precision + recall, 1e-9)
    return (
        f"{label:24} {labelled:5} labelled {said:5} found  "
        f"precision {precision:.2f}  recall {recall:.2f}  F {f:.2f}"
    )


def wrong(
    items: list[Item], found: list[frozenset[str]], *, label: str, acts: set[str]
) -> Iterator[str]:
    """Yield the beginnings of texts where label and acts disagree."""
    for item, got in zip(items, found, strict=True):
        if (label in item.labels) != bool(acts & got):
            kind = "missed" if label in item.labels else "beyond"
            yield f"{kind}: {item.text[:300]!r}"


if __name__ == "__main__":
    main()
