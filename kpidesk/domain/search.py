"""Finding one's way: words in titles, indicators and comments."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Element, Plan, Project
from kpidesk.domain.year_value import CommentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND: Final = 18
"""Signs shown on each side of what was found."""


@frozen
class Hit:
    """Where something was found: the uid to go to, what kind of text, and an excerpt."""

    uid: str
    what: str
    excerpt: str


def search(plan: Plan, words: str) -> list[Hit]:
    """Return a hit for each element and text that contains all the words, in printed order; none for blanks.

    Width and case do not matter: ＫＰＩ finds kpi.
    """
    return [hit for part in searched(plan, words) for hit in part]


def searched(plan: Plan, words: str) -> Iterator[list[Hit]]:
    """Yield the hits element by element, so that whoever asks can do other things in between."""
    wanted = folded(words).split()
    for place in plan.places.values() if wanted else ():
        yield [
            Hit(place.uid, what, _excerpt(text, wanted[0]))
            for what, text in _texts(place.what)
            if all(word in folded(text) for word in wanted)
        ]


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what can be found of an element: kind of text and text."""
    if isinstance(element, Indicator):
        yield "指標", element.name
    elif not isinstance(element, Plan):
        yield "事業" if isinstance(element, Project) else "施策・目標", element.title
    section = element.section if isinstance(element, Indicator | Project) else ""
    if section:
        yield "所管課", section
    if isinstance(element, Project) and element.text:
        yield "概要", element.text
    for year, comments in element.comments.items():
        for kind in CommentKind:
            if text := comments.of(kind):
                yield f"{year}の{kind.label}", text


def _excerpt(text: str, word: str) -> str:
    """Return what stands around the first find, on one line."""
    at = max(folded(text).find(word), 0)
    start, end = max(0, at - _AROUND), at + len(word) + _AROUND
    return ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")


def folded(text: str) -> str:
    """Return a text as it is compared: width and case do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()
