"""Values as Excel prints them: real numbers whose format shows the same characters as the plan's notation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.exact import scale_of
from kpidesk.domain.year_value import Number, Standing, Value

if TYPE_CHECKING:
    from kpidesk.domain.plan import Style


def number_format(value: Value | None, style: Style, unit: str = "", *, before: str = "", after: str = "") -> str:
    """Return the Excel number format that prints a figure as `format_value` does; General for all else.

    `before` and `after` are words that stand around it in its cell: 男 74.7歳, 63.9%※1.
    """
    if not isinstance(value, Number):
        return "General"
    decimals = scale_of(value.number)
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    front, back = _around(value, unit)
    front, back = before + front, back + after
    return f"{_quoted(front)}{digits}{_quoted(back)};{_quoted(front + style.negative_sign)}{digits}{_quoted(back)}"


def _around(value: Number, unit: str) -> tuple[str, str]:
    """Return the words before and after the digits."""
    word = value.qualifier.value if value.qualifier else ""
    before, after = (word, unit) if value.qualifier and value.qualifier.stands_before else ("", unit + word)
    if value.standing is Standing.REFERENCE:
        return f"({before}", f"{after})"
    return f"{value.standing.label if value.standing else ''}{before}", after


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "") + '"' if words else ""
