"""What the road found, as lines of text that a person reviews as a diff."""

from __future__ import annotations

import json
import re
from collections import Counter

from probandum.model.figure import Figure, Wording
from probandum.model.statement import Statement
from tests.golden.example.walking import Walked


def statements_text(walked: Walked) -> str:
    """List every statement under its source: kind, lane, modality, acts, chain, figure, quote."""
    lines = []
    for source in sorted(walked.sources, key=lambda source: source.name):
        found = [each for each in walked.statements if walked.file_of(each) == source.name]
        lines += ["", f"== {source.name}: {len(found)} statements"]
        for statement in sorted(found, key=lambda each: (each.start, _line(each))):
            lines += [_line(statement), f"    {json.dumps(statement.quote, ensure_ascii=False)}"]
    return "\n".join(lines).lstrip("\n") + "\n"


def passages_text(walked: Walked) -> str:
    """List every passage: its kind, whether it has a speaker and a date, and its length."""
    lines = []
    for source in sorted(walked.sources, key=lambda source: source.name):
        lines += ["", f"== {source.name}: {source.media_type}, {source.completeness}"]
        lines += [f"stated: {source.author or 'no author'}, {source.date or 'no date'}"]
        for passage in walked.passages_in(source.name):
            answered = walked.passages.get(passage.reply_to or "")
            lines.append(
                f"{passage.number} {passage.kind} | {passage.speaker or 'no speaker'} | "
                f"{passage.date or 'no date'} | {passage.end - passage.start} characters"
                + (f" | answers {answered.number}" if answered is not None else "")
            )
    return "\n".join(lines).lstrip("\n") + "\n"


def matrix_text(walked: Walked) -> str:
    """List the counts of each cell that holds anything, the groups, the cautions and the gaps."""
    lines = ["== cells: statements suggested, origins suggested"]
    for cell in sorted(walked.cells, key=lambda cell: (cell.cell, cell.side)):
        if cell.suggested or cell.accepted:
            lines.append(f"{cell.cell} {cell.side}: {cell.suggested}, {cell.origins_suggested}")
    lines += ["", "== groups that count once"]
    for group in walked.groups:
        names = sorted(walked.name_of(member) for member in group.members)
        lines.append(
            f"{', '.join(names)}: {', '.join(sorted({str(reason.kind) for reason in group.reasons}))}"
        )
    lines += ["", "== cautions"]
    for caution in walked.cautions:
        names = sorted(walked.name_of(member) for member in caution.members)
        lines.append(f"{', '.join(names)}: {caution.tie}")
    lines += ["", "== gaps"]
    names_by_id = {source.id: source.name for source in walked.sources}
    lines += sorted(
        f"{gap.kind} | {names_by_id.get(gap.subject, gap.subject)} | {gap.reason}"
        for gap in walked.gaps
    )
    return "\n".join(lines) + "\n"


def document_text(walked: Walked) -> str:
    """List the sections and sentences of the report, each with what it cites, ids aside.

    The ids of runs change with the code, so they are left out; the kinds of cites stand.
    """
    lines = []
    for section in walked.document.sections:
        lines += ["", f"== {section.title}"]
        for sentence in section.sentences:
            counted = Counter(str(cite.kind) for cite in sentence.cites)
            cites = ", ".join(f"{times} {kind}" for kind, times in sorted(counted.items()))
            rests = cites or sentence.key or "in its author's words"
            lines.append(f"[{rests}] {_without_ids(sentence.text)}")
    return "\n".join(lines).lstrip("\n") + "\n"


def _without_ids(words: str) -> str:
    """Return words without digests and ids, which change with the code."""
    return re.sub(r"\b[0-9a-f]{12,64}\b", "…", words)


def figure_words(figure: Figure | None) -> str:
    """Write a figure: its ends, what it counts, whether it is exact."""
    if figure is None:
        return "no figure"
    ends = [str(end) for end in (figure.low, figure.best, figure.high) if end is not None]
    if figure.best is None and figure.high is None:
        ends.append("or more")
    if figure.best is None and figure.low is None:
        ends.insert(0, "at most")
    about = "about " if figure.wording is Wording.APPROXIMATE else ""
    return f"{about}{' '.join(ends)} {figure.unit}" + (
        f" ({figure.measure})" if figure.measure else ""
    )


def _line(statement: Statement) -> str:
    """Write a statement on one line."""
    chain = " < ".join(link.role for link in statement.chain)
    words = [
        f"{statement.kind}, {statement.lane}, {statement.modality}",
        " ".join(statement.acts) or "no act",
        chain,
        figure_words(statement.figure),
    ]
    if statement.characterisation:
        words.append(f"says {', '.join(statement.characterisation)}")
    if statement.perpetrators or statement.victims:
        words.append(f"{', '.join(statement.perpetrators)} > {', '.join(statement.victims)}")
    if statement.when is not None:
        words.append(str(statement.when))
    return "- " + " | ".join(words)
