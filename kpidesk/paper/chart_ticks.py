"""The figures along an axis: exact decimals, every 1, 2 or 5 times a power of ten."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FEWEST: Final = 3
"""An axis on both sides of zero cannot do with fewer."""

_EXACT: Final = Context(prec=120)
_SPARE: Final = Decimal("0.1")  # of the span, kept towards zero where an axis is broken
_NEAR_ZERO: Final = Decimal("0.6")  # figures whose lowest is below this part of the highest are shown from zero


@dataclass(frozen=True, slots=True)
class Axis:
    """The ticks of an axis from its lower to its upper end; `broken` where it does not begin at zero."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        """The lower end."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """The upper end."""
        return self.ticks[-1]

    @property
    def broken(self) -> bool:
        """Whether zero is left out."""
        return not self.low <= 0 <= self.high

    def place(self, value: Decimal) -> float:
        """Return where a figure stands between the lower end (0) and the upper (1).

        The only place where a figure becomes a float: it is the scale of a picture, no figure is read from it.
        """
        return float(_EXACT.divide(_EXACT.subtract(value, self.low), _EXACT.subtract(self.high, self.low)))


def ticks(low: Decimal, high: Decimal, most: int, decimals: int) -> tuple[Decimal, ...]:
    """Return at most `most` (3 or more) ticks that cover `low` to `high`, none finer than so many decimals."""
    for step in _steps(_EXACT.subtract(high, low), decimals):
        first = _EXACT.divide(low, step).to_integral_value(ROUND_FLOOR, _EXACT)
        last = max(_EXACT.divide(high, step).to_integral_value(ROUND_CEILING, _EXACT), first + 1)
        if last - first < most:
            return tuple(_EXACT.multiply(step, Decimal(number)) for number in range(int(first), int(last) + 1))
    raise AssertionError("some step is wide enough")


def axis_from_zero(highest: Decimal, most: int) -> Axis:
    """Return the axis of counts."""
    return Axis(ticks(Decimal(0), highest, max(most, FEWEST), 0))


def axis_of_lines(figures: Iterable[Decimal], most: int) -> Axis:
    """Return the axis of figures that may lie far from zero: then it is broken, so that changes can be seen."""
    known = tuple(figures)
    low, high = min(known), max(known)
    spare = _EXACT.multiply(_EXACT.subtract(high, low), _SPARE)
    if low > 0:
        near = low == high or low <= _EXACT.multiply(high, _NEAR_ZERO)
        low = Decimal(0) if near else _EXACT.subtract(low, spare)
    elif high < 0:
        near = low == high or high >= _EXACT.multiply(low, _NEAR_ZERO)
        high = Decimal(0) if near else _EXACT.add(high, spare)
    return Axis(ticks(low, high, max(most, FEWEST), max(map(decimals_of, known))))


def tick_text(tick: Decimal, negative: str) -> str:
    """Print the figure of a tick."""
    return f"{negative if tick < 0 else ''}{tick.copy_abs():,f}"


def _steps(span: Decimal, decimals: int) -> Iterator[Decimal]:
    """Yield ever wider steps, from far too many ticks on."""
    power = max(-decimals, span.adjusted() - 2) if span else -decimals
    for exponent in range(power, power + 200):
        for digit in ("1", "2", "5"):
            step = Decimal(digit).scaleb(exponent, _EXACT)
            yield step if exponent < 0 else step.quantize(Decimal(1), context=_EXACT)


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a figure is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
