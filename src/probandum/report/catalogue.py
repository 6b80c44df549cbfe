"""The reviewed sentences that need no cite, because they state no fact of a case."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from probandum.errors import NotFoundError
from probandum.model.document import Sentence, SentenceKind


@cache
def catalogue() -> tuple[tuple[str, str], ...]:
    """Return every fixed text, as sorted pairs of key and words."""
    content = files("probandum.report").joinpath("catalogue.toml").read_text("utf-8")
    return tuple(sorted(tomllib.loads(content).items()))


def fixed(key: str) -> Sentence:
    """Return a fixed text as a sentence.

    Raises:
        NotFoundError: The catalogue has no such key.

    Example:
        >>> fixed("no_finding").text
        'No finding has been made.'
    """
    texts = dict(catalogue())
    if key not in texts:
        raise NotFoundError(f"no fixed text {key!r}; the catalogue has {', '.join(texts)}")
    return Sentence(kind=SentenceKind.FIXED, text=texts[key], key=key)
