"""Search: words in any script, found in the passages of the case as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from probandum.language.tokens import parse_query
from probandum.model.source import Passage, Source
from probandum.workflow.case import Case
from probandum.workflow.reading import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One passage that matches.

    Attributes:
        passage: The passage.
        evidence_code: Of its source.
        words: Its text.
    """

    passage: Passage
    evidence_code: str
    words: str


def search(case: Case, query: str, *, limit: int) -> tuple[Found, ...]:
    """Find passages by words.

    Every word must be there; words in quotation marks must follow one another. Case,
    accents, Arabic articles and ways of writing one letter make no difference; Korean,
    Chinese and Japanese words are found inside longer ones.

    Args:
        case: The case.
        query: What to look for.
        limit: At most so many passages.

    Raises:
        EmptyQueryError: The query holds nothing that can be searched for.
    """
    found = []
    for passage_id in case.store.search(parse_query(query), limit=limit):
        passage = case.store.get("passage", passage_id).value(Passage)
        source = case.store.get("source", passage.source).value(Source)
        words = text_of(case, passage.text_sha256)[passage.start : passage.end]
        found.append(Found(passage=passage, evidence_code=source.evidence_code, words=words))
    return tuple(found)
