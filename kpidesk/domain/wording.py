"""Wording of the 所見: one width for digits, and finding and replacing over a whole year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.domain.year_value import CommentKey, CommentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

_HALF: Final = "0123456789.,%"
_FULL: Final = "０１２３４５６７８９．，％"
_TO_HALF: Final = str.maketrans(_FULL, _HALF)
_TO_FULL: Final = str.maketrans(_HALF, _FULL)
_NUMBER = re.compile(r"[0-9０-９](?:[0-9０-９]|[.,．，](?=[0-9０-９]))*[%％]?")


class DigitWidth(Enum):
    """Which digits a plan writes in its texts."""

    HALF = "half"
    FULL = "full"

    @property
    def label(self) -> str:
        """The field's own term."""
        return "半角" if self is DigitWidth.HALF else "全角"


def with_digits(text: str, width: DigitWidth) -> str:
    """Return the text with all its numbers in one width; marks and signs that belong to no number stay."""
    table = _TO_HALF if width is DigitWidth.HALF else _TO_FULL
    return _NUMBER.sub(lambda number: number[0].translate(table), text)


@dataclass(frozen=True, slots=True)
class Rewording:
    """A comment before and after; `title` says whose it is."""

    key: CommentKey
    title: str
    old: str
    new: str


def replaced(plan: Plan, year: FiscalYear, find: str, new: str) -> list[Rewording]:
    """Return every comment of a year that contains `find`, as it is and with `new` in its place; none for ""."""
    return [
        Rewording(key, title, text, text.replace(find, new))
        for key, title, text in comments_of(plan, year)
        if find and find in text
    ]


def unified(plan: Plan, year: FiscalYear, width: DigitWidth) -> list[Rewording]:
    """Return every comment of a year whose digits are not all of one width, as it is and unified."""
    return [
        Rewording(key, title, text, with_digits(text, width))
        for key, title, text in comments_of(plan, year)
        if with_digits(text, width) != text
    ]


def comments_of(plan: Plan, year: FiscalYear) -> Iterator[tuple[CommentKey, str, str]]:
    """Yield the comments of a year in printed order: key, whose it is, text."""
    for place in plan.places.values():
        comments = place.what.comments.get(year)
        for kind in CommentKind if comments else ():
            text = comments.of(kind) if comments else ""
            if text:
                yield CommentKey(place.uid, year, kind), place.title, text
