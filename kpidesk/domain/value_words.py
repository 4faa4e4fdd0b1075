"""What is said about a figure that stands already: how firm it is, and its note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.typed import superseding
from kpidesk.domain.year_value import Number

if TYPE_CHECKING:
    from kpidesk.domain.year_value import Standing, Value


class NoFigureError(ValueError):
    """Something was to be said about a figure where none stands; the message says so in Japanese."""


def with_standing(value: Value | None, standing: Standing | None) -> Number:
    """Return a figure with another standing; NoFigureError where there is no figure.

    A 確定値 keeps the 暫定値 or 見込値 it replaces as earlier, and gives it back when that is taken back.
    """
    number = _number(value, "確定値・暫定値・見込値・参考値の区別")
    before = number.earlier[0] if number.earlier else None
    if isinstance(before, Number) and (before.number, before.standing) == (number.number, standing):
        return replace(before, note=number.note, earlier=number.earlier[1:])
    if standing is number.standing:
        return number
    return superseding(number, replace(number, standing=standing, earlier=()))


def with_note(value: Value | None, note: str) -> Number:
    """Return a figure with another note, "" for none; NoFigureError where there is no figure."""
    return replace(_number(value, "数値の注記"), note=note)


def _number(value: Value | None, what: str) -> Number:
    if not isinstance(value, Number):
        raise NoFigureError(f"{what}は、数値が入っているセルにだけ付けられます。")
    return value
