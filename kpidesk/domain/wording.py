"""Wording of the 所見: its length; finding and replacing, and one width for digits, over a whole year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.digits import DigitWidth, with_digits
from kpidesk.domain.frozen import frozen
from kpidesk.domain.year_value import CommentKey, CommentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

__all__ = ["DigitWidth", "Rewording", "comments_of", "length", "replaced", "unified", "with_digits"]


@frozen
class Rewording:
    """A comment before and after; `title` says whose it is."""

    key: CommentKey
    title: str
    old: str
    new: str


def length(text: str) -> int:
    """Return how many characters a comment has, as the limit counts them: ends of lines are none."""
    return len(text) - text.count("\n")


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
