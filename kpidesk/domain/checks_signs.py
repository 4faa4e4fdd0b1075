"""The rule about signs that no font of the documents has: on paper they would become 〓."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kpidesk.domain.finding import Finding, Rule, Severity
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.year_value import CommentKey, CommentKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.domain.plan import Element, Place
    from kpidesk.domain.year_value import CellKey

    Prints = Callable[[str], bool]

_APART: Final = frozenset(
    ("uid", "shares", "repeats", "goals", "measures", "projects", "indicators", "lenders", "originals", "dismissals")
)
"""Fields that are not printed, or belong to elements of their own."""


def unprintable_signs(place: Place, prints: Prints) -> Iterator[Finding]:
    """Yield each sign of an element's texts that cannot be printed, with where it stands."""
    everything = set[str]().union(*_strings(place.what))
    lacking = {sign for sign in everything if not prints(sign)}
    if not lacking:
        return
    for where, text, key in _texts(place.what):
        for sign in sorted(lacking.intersection(text)):
            sentence = (
                f"「{place.title}」の{where}にある「{sign}」(U+{ord(sign):04X})は印刷できず、「〓」になります。"
                "ほかの字に直してください。"
            )
            yield Finding(Rule.UNPRINTABLE, Severity.WRONG, place.uid, sentence, key, f"{sign}/{text}")


def _texts(element: Element) -> Iterator[tuple[str, str, CellKey | None]]:
    """Yield every text of an element with what it is, and the cell it stands in where there is one."""
    name = element.name if isinstance(element, Indicator) else element.title
    yield "名称", name, None
    for year, comments in element.comments.items():
        for kind in CommentKind:
            yield f"{year}の{kind.label}", comments.of(kind), CommentKey(element.uid, year, kind)
    others = set(_strings(element, frozenset(("title", "name", "comments"))))
    yield "内容", "\n".join(sorted(others)), None


def _strings(value: object, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield every text inside a value, of its own fields but those named."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif is_dataclass(value):
        kind: type = type(value)
        for name in _field_names(kind):
            if name not in without:
                yield from _strings(getattr(value, name))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _APART)
