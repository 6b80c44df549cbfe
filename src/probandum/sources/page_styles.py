"""Which elements a page's own style hides: plain rules by class or id that say so for certain.

Followed are ``display`` and ``visibility`` in the ``style`` elements of the page, with the order
in which browsers let rules win. A rule hides only where its selector is one compound of a tag,
classes and ids, and it stands under no condition; a rule that shows counts also under a condition
and behind a combinator, so that in doubt words are shown. Styles in other files are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from probandum.sources.wording import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_RULES = 5_000
_MOST_CHARACTERS = 4_000_000
_LONGEST = 500
_PIECE = re.compile(
    r"/\*(?:.*?\*/|.*\Z)|\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|\\.|[{};]|[^{};\"'/\\]+|/|\\",
    re.DOTALL,
)
_NAME = r"(?:[\w\u0080-\U0010ffff-]|\\[^\n0-9a-f])+"
_COMPOUND = re.compile(rf"(\*|[a-z][a-z0-9]*)?((?:[.#]{_NAME})+)", re.IGNORECASE)
_ANY_COMPOUND = re.compile(rf"(?:\*|[a-z][a-z0-9]*)?(?:[.#]{_NAME})*", re.IGNORECASE)
_PART = re.compile(rf"([.#])({_NAME})")
_JOINTS = re.compile(r"\s*[>+~]\s*|\s+")
_CONDITIONS = word_set("@media @supports @layer @container @scope")
_HIDING = {"display": word_set("none"), "visibility": word_set("hidden collapse")}
_DECLARATION = re.compile(r"(display|visibility)\s*:\s*([\w-]+)\s*(!\s*important)?", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """What one selector says of one property; ``weight`` grows with what wins."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    subject: str
    hides: bool
    weight: tuple[bool, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """The head and the declarations of a rule as written."""

    head: str
    body: str
    is_conditional: bool


@dataclass(slots=True, kw_only=True)
class Styles:
    """The rules of a page. Remembers what it was asked.

    Attributes:
        rules: From a class (``.name``) or id (``#name``) to the rules that ask for it.
    """

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)

    def hides(self, element: Element) -> bool:
        """Whether the rules of the page hide an element and its own style does not show it.

        Args:
            element: Element of the page.
        """
        if not self.rules or not (element.get("class") or element.get("id")):
            return False
        key = (str(element.tag), element.get("id", ""), element.get("class", ""))
        if key not in self._known:
            self._known[key] = self._hidden_by(*key)
        hidden = self._known[key]
        if not hidden:
            return False
        own = {match[1].lower() for match in _declarations(element.get("style", ""))}
        return any(name.removesuffix("!") not in own or name.endswith("!") for name in hidden)

    def _hidden_by(self, tag: str, own_id: str, names: str) -> frozenset[str]:
        """Return the properties that hide such an element, with a mark where important."""
        classes = frozenset(names.split())
        best: dict[str, _Rule] = {}
        for key in [*(f".{name}" for name in sorted(classes)), f"#{own_id}"]:
            for rule in self.rules.get(key, ()):
                fits = rule.tag in {"", tag} and rule.classes <= classes and rule.ids <= {own_id}
                known = best.get(rule.subject)
                if fits and (known is None or known.weight < rule.weight):
                    best[rule.subject] = rule
        return frozenset(
            subject + ("!" if rule.weight[0] else "")
            for subject, rule in best.items()
            if rule.hides
        )


def styles_of(root: Element) -> Styles:
    """Collect the rules of a page that hide or show.

    Args:
        root: Its tree.

    Returns:
        The rules; none at all where there are more than 5,000, or more than 4,000,000
        characters of them: then nothing is hidden by rule.
    """
    styles = Styles()
    order = characters = 0
    for element in root.iter("style"):
        media = element.get("media", "").lower()
        if _is_for_others(media) or any(True for _ in element.iterancestors("noscript")):
            continue
        text = element.text or ""
        characters += len(text)
        if characters > _MOST_CHARACTERS:
            return Styles()
        for block in _blocks(text, is_conditional="(" in media):
            for rule in _rules(block, order=order):
                order += 1
                styles.rules.setdefault(_key(rule), []).append(rule)
            if order > _MOST_RULES:
                return Styles()
    return styles


def _is_for_others(media: str) -> bool:
    """Whether a condition is for paper or voices and not for screens."""
    return re.search(r"\b(?:print|speech|braille)\b", media) is not None and not re.search(
        r"\b(?:screen|all)\b|\bnot\b", media
    )


def _key(rule: _Rule) -> str:
    """Return a class or id without which a rule fits nothing."""
    return f"#{min(rule.ids)}" if rule.ids else f".{min(rule.classes)}"


def _blocks(text: str, *, is_conditional: bool) -> Iterator[_Block]:
    """Go through the rules of a style, those under conditions too, at-rules of other sorts not."""
    heads: list[str] = []
    pending: list[str] = []
    conditional, passed_over = int(is_conditional), 0
    for piece in _PIECE.findall(text.replace("<!--", " ").replace("-->", " ")):
        if piece == "{":
            heads.append("".join(pending).strip())
            pending = []
            conditional += heads[-1].startswith("@")
            passed_over += _is_passed_over(heads)
        elif piece == "}" and heads:
            if not passed_over and not heads[-1].startswith("@"):
                yield _Block(head=heads[-1], body="".join(pending), is_conditional=conditional > 0)
            passed_over -= _is_passed_over(heads)
            conditional -= heads.pop().startswith("@")
            pending = []
        elif piece == ";" and (not heads or heads[-1].startswith("@")):
            pending = []
        elif not piece.startswith("/*"):
            pending.append('""' if piece[0] in "\"'" else piece)
    if heads and not passed_over and not heads[-1].startswith("@"):
        yield _Block(head=heads[-1], body="".join(pending), is_conditional=conditional > 0)


def _is_passed_over(heads: list[str]) -> bool:
    """Whether the innermost block is none whose rules are followed."""
    head = heads[-1].lower()
    if not head.startswith("@"):
        return len(heads) > 1 and not heads[-2].startswith("@")
    return head.split("(")[0].split()[0] not in _CONDITIONS or _is_for_others(head)


def _rules(block: _Block, *, order: int) -> Iterator[_Rule]:
    """Go through what a block says of the properties that hide."""
    said: dict[str, re.Match[str]] = {}
    for match in _declarations(block.body):
        known = said.get(match[1].lower())
        if known is None or match[3] or not known[3]:
            said[match[1].lower()] = match
    for selector in block.head.split(",") if said else ():
        parts = _JOINTS.split(selector.strip()[:_LONGEST])
        compound = _COMPOUND.fullmatch(parts[-1])
        if compound is None or not all(_ANY_COMPOUND.fullmatch(part) for part in parts):
            continue
        is_certain = len(parts) == 1 and not block.is_conditional
        found = [(sign, re.sub(r"\\(.)", r"\1", name)) for sign, name in _PART.findall(compound[2])]
        for subject, match in said.items():
            hides = match[2].lower() in _HIDING[subject]
            if not hides or is_certain:
                yield _Rule(
                    tag="" if compound[1] in {None, "*"} else compound[1].lower(),
                    classes=frozenset(name for sign, name in found if sign == "."),
                    ids=frozenset(name for sign, name in found if sign == "#"),
                    subject=subject,
                    hides=hides,
                    weight=(match[3] is not None, *_rank(parts), order),
                )


def _rank(parts: list[str]) -> tuple[int, int, int]:
    """Count ids, classes and tags of a selector: what asks for more wins."""
    signs = [sign for part in parts for sign, _ in _PART.findall(part)]
    return signs.count("#"), signs.count("."), sum(part[:1].isalpha() for part in parts)


def _declarations(body: str) -> Iterator[re.Match[str]]:
    """Go through the declarations of the properties that hide."""
    for declaration in body.split(";"):
        match = _DECLARATION.fullmatch(declaration.strip()[:_LONGEST])
        if match is not None:
            yield match
