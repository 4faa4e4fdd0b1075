"""Exact arithmetic: one context wide enough that no figure of a plan is ever rounded by accident."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

EXACT: Final = Context(prec=120, rounding=ROUND_HALF_UP)
"""Figures have at most 20 digits before and after the point (notation); their sums and products fit."""


def scale_of(number: Decimal) -> int:
    """Return how many decimals a figure is written with (0 or more)."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def at_scale(number: Decimal, decimals: int) -> Decimal:
    """Round half up to a number of decimals."""
    return number.quantize(Decimal(1).scaleb(-decimals), context=EXACT)


def padded(number: Decimal, decimals: int) -> Decimal:
    """Give a figure at least so many decimals; more of its own stay."""
    return at_scale(number, max(decimals, scale_of(number)))


def shifted(number: Decimal, power: int) -> Decimal:
    """Multiply exactly by a power of ten; zeros that the shift alone puts behind the point go."""
    moved = number.scaleb(power, context=EXACT)
    if power >= 0:
        return padded(moved, 0)
    floor = scale_of(number)
    while scale_of(moved) > floor and moved == at_scale(moved, scale_of(moved) - 1):
        moved = at_scale(moved, scale_of(moved) - 1)
    return moved


def total(numbers: Iterable[Decimal]) -> Decimal:
    """Add exactly; the sum has the scale of its finest part."""
    result = Decimal(0)
    for number in numbers:
        result = EXACT.add(result, number)
    return result


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """Divide to 120 digits; ZeroDivisionError where the whole is zero."""
    if whole == 0:
        raise ZeroDivisionError
    return EXACT.divide(part, whole)


def decimal_of(fraction: Fraction) -> Decimal:
    """Return a fraction as a decimal: exact where it has an end, else to 120 digits."""
    return EXACT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))


def rounded(fraction: Fraction, decimals: int) -> Decimal:
    """Round a fraction half up to a number of decimals, once and from what it is; a zero has no sign."""
    twice = abs(fraction) * 2 * 10**decimals
    digits = (twice.numerator + twice.denominator) // (2 * twice.denominator)
    return Decimal((int(fraction < 0 < digits), tuple(map(int, str(digits))), -decimals))
