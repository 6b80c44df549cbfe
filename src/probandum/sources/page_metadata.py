"""What a page of HTML claims about itself: candidates with their origin, never facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from probandum.sources.markup import Page
from probandum.sources.reader import CandidateDraft

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LONGEST_CONTENT = 500
_MOST = 100
_DEEPEST = 8
_META = {
    "author": "author",
    "article:author": "author",
    "og:article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "citation_author": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "twitter:creator": "author",
    "byl": "author",
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "citation_title": "title",
    "og:site_name": "site",
    "application-name": "site",
    "og:url": "address",
    "og:description": "description",
    "description": "description",
    "article:published_time": "date",
    "og:published_time": "date",
    "date": "date",
    "pubdate": "date",
    "dc.date": "date",
    "dc.date.issued": "date",
    "dcterms.created": "date",
    "citation_publication_date": "date",
    "parsely-pub-date": "date",
    "sailthru.date": "date",
    "article:modified_time": "date of change",
    "og:updated_time": "date of change",
    "last-modified": "date of change",
    "generator": "software",
    "copyright": "rights",
    "language": "language",
}
"""From the name of a meta element, lower case, to what it claims to be."""

_LINKED = {
    "headline": "title",
    "datePublished": "date",
    "dateCreated": "date",
    "dateModified": "date of change",
    "url": "address",
}
_ABOUT = {"author": "author", "creator": "author", "publisher": "site"}


def candidates_of(page: Page) -> tuple[CandidateDraft, ...]:
    """Collect what a page's head and its linked data claim.

    Args:
        page: The page.

    Returns:
        Each claim once, in the order of the page, a hundred at most.
    """
    found: dict[tuple[str, str, str], CandidateDraft] = {}
    for draft in _all(page.root):
        content = " ".join(draft.content.split())[:LONGEST_CONTENT]
        if content and len(found) < _MOST:
            clean = CandidateDraft(field=draft.field, content=content, origin=draft.origin)
            found.setdefault((clean.field, clean.content, clean.origin), clean)
    return tuple(found.values())


def _all(root: Element) -> Iterator[CandidateDraft]:
    """Go through all claims."""
    language = root.get("lang")
    if language:
        yield CandidateDraft(field="language", content=language, origin="html lang")
    for element in root.iter("title"):
        yield CandidateDraft(
            field="title", content="".join(map(str, element.itertext())), origin="title"
        )
        break
    for element in root.iter("meta"):
        for attribute in ("name", "property", "itemprop"):
            name = (element.get(attribute) or "").strip()
            field = _META.get(name.lower())
            if field is not None:
                yield CandidateDraft(
                    field=field,
                    content=element.get("content") or "",
                    origin=f"meta {attribute}={name}",
                )
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            yield CandidateDraft(
                field="address", content=element.get("href") or "", origin="link rel=canonical"
            )
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            yield from _linked(_json(element.text or ""), depth=0)


def _json(text: str) -> Any:
    """Read linked data; what is none says nothing."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _linked(value: Any, *, depth: int) -> Iterator[CandidateDraft]:
    """Go through the claims of linked data, articles and their parts alike, not too deep."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:_MOST]:
            yield from _linked(item, depth=depth + 1)
    if not isinstance(value, dict):
        return
    kind = value.get("@type")
    named = str(kind[0] if isinstance(kind, list) and kind else kind or "thing")
    if "graph" not in named.lower() and not named.lower().endswith("comment"):
        for key, field in _LINKED.items():
            if isinstance(value.get(key), str):
                yield CandidateDraft(
                    field=field, content=value[key], origin=f"JSON-LD {named}.{key}"
                )
        for key, field in _ABOUT.items():
            for name in _names(value.get(key)):
                yield CandidateDraft(field=field, content=name, origin=f"JSON-LD {named}.{key}")
    yield from _linked(value.get("@graph"), depth=depth + 1)


def _names(value: Any) -> Iterator[str]:
    """Go through the names of those a claim is about."""
    if isinstance(value, list):
        for item in value[:_MOST]:
            yield from _names(item) if not isinstance(item, list) else ()
    elif isinstance(value, dict) and isinstance(value.get("name"), str):
        yield value["name"]
    elif isinstance(value, str):
        yield value
