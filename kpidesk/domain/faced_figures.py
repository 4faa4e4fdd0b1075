"""The figures that face each other, and how they are put into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kpidesk.domain.exact import at_scale, decimal_of, scale_of
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Direction

Figure = Callable[[Decimal], str]
"""Prints a figure in the plan's style."""

_WHOLE: Final = Fraction(1)
_HUNDRED: Final = 100
_FINER: Final = 2
"""So many more decimals than the plan's own figures print an expected one that has no end."""


class CannotTellError(ValueError):
    """A figure that the method needs is not there; the message says which, in Japanese."""


@frozen
class Facts:
    """The figures of one series in one year and which way is better.

    `share` is how much of the target's time has passed (1 where the target is the year's own), `running` whether
    actual and target are sums so far, `partial` a sum whose years are not all in; `own` is the year's own actual and
    `before` that of the year before. `word` goes before a running figure, `aim` stands for a target that was computed.
    """

    actual: Decimal
    target: Decimal
    baseline: Decimal | None
    direction: Direction
    share: Fraction = _WHOLE
    running: bool = False
    partial: bool = False
    own: Decimal | None = None
    before: Decimal | None = None
    word: str = ""
    aim: str = ""

    @property
    def lower_is_better(self) -> bool:
        """Whether the smaller figure is the better one."""
        return self.direction is Direction.LOWER

    @property
    def met(self) -> bool:
        """Whether the actual meets the target."""
        return self.actual <= self.target if self.lower_is_better else self.actual >= self.target

    def better(self, left: Decimal, right: Decimal) -> int:
        """Return 1 where the left figure is the better one, 0 where they are equal, -1 where the right one is."""
        larger = (left > right) - (left < right)
        return -larger if self.lower_is_better else larger

    def start(self, *, from_zero: bool = False) -> Decimal | None:
        """Return where the way to the target begins: a running sum at nothing, else at the baseline."""
        if self.running or (self.baseline is None and from_zero and not self.lower_is_better):
            return Decimal(0)
        return self.baseline

    def on_line(self, figure: Figure) -> Facts | None:
        """Return what a straight line to the target gives for now as the target; None where its start is not known."""
        start = self.start()
        if start is None or self.share == 1:
            return None if start is None else self
        expected = decimal_of(Fraction(start) + difference(self.target, start) * self.share)
        finest = max(map(scale_of, (self.actual, self.target, start))) + _FINER
        return replace(self, target=expected, aim=f"目安{figure(at_scale(expected, min(finest, scale_of(expected))))}")

    def said_aim(self, figure: Figure) -> str:
        """Return the target as it stands in the arithmetic."""
        return self.aim or figure(self.target)

    def compared(self, figure: Figure) -> str:
        """Return the comparison in one line: 25.0 ＜ 37.0."""
        at_least, short = ("≦", "＞") if self.lower_is_better else ("≧", "＜")
        return f"{self.word}{figure(self.actual)} {at_least if self.met else short} {self.said_aim(figure)}"

    def compared_exactly(self, figure: Figure) -> str:
        """Return the comparison for who tells more from just as much: 37.0 ＝ 37.0."""
        sign = "＞" if self.actual > self.target else "＜" if self.actual < self.target else "＝"
        return f"{self.word}{figure(self.actual)} {sign} {self.said_aim(figure)}"


def difference(left: Decimal, right: Decimal) -> Fraction:
    """Subtract exactly."""
    return Fraction(left) - Fraction(right)


def share_text(share: Fraction) -> str:
    """Print a share of the time: 40%, 33.3%."""
    text = f"{at_scale(decimal_of(share * _HUNDRED), 1):f}"
    return f"{text.removesuffix('.0')}%"
