"""What a formula is made of: steps, done one after the other, that give an exact fraction or say why there is none."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kpidesk.domain.fiscal_year import EARLIEST, FiscalYear
from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

SUBJECT: Final = "行"
"""Stands in the formula of a column for the row at hand."""

_WIDEST: Final = 20_000  # bits of a numerator or denominator; no table comes near it


class Lack(Enum):
    """Why a formula has no result; the value is said to people."""

    MISSING = ""
    ZERO = "割る数が0のため"
    TOO_LONG = "桁数が多すぎるため"


Result = Fraction | Lack


class Function(Enum):
    """What can be asked of several figures; the value is the word in a formula."""

    TOTAL = "合計"
    MEAN = "平均"
    SIZE = "絶対値"


class Operation(Enum):
    """What joins two figures; the value is the sign in a formula."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"


@frozen
class Reference:
    """A row of this or another table: in one year, or so many years before the year at hand."""

    table: str
    row: str
    back: int = 0
    year: FiscalYear | None = None

    @property
    def is_subject(self) -> bool:
        """Whether it speaks of the row at hand."""
        return (self.table, self.row) == ("", SUBJECT)

    def at(self, year: FiscalYear | None) -> FiscalYear | None:
        """Return the year it speaks of, None where there is none or the calendar ends."""
        if self.year is not None or year is None:
            return self.year
        return FiscalYear(year.start - self.back) if year.start - self.back >= EARLIEST else None


@frozen
class Call:
    """A function of the last so many figures."""

    function: Function
    count: int


class Negate:
    """The sign before a figure."""


NEGATE: Final = Negate()
Step = Fraction | Reference | Operation | Call | Negate


@frozen
class Formula:
    """A formula ready to be worked out: figures and references first, then what is done with them."""

    steps: tuple[Step, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The rows it speaks of, as they are written."""
        return tuple(step for step in self.steps if isinstance(step, Reference))

    def result(self, year: FiscalYear | None, figure: Callable[[Reference, FiscalYear], Result]) -> Result:
        """Work it out for a year; `figure` gives what stands in a row and is not asked beyond the calendar."""
        stack: list[Result] = []
        for step in self.steps:
            if isinstance(step, Reference):
                at = step.at(year)
                stack.append(Lack.MISSING if at is None else figure(step, at))
                continue
            count = 0 if isinstance(step, Fraction) else _count(step)
            taken, stack = stack[len(stack) - count :], stack[: len(stack) - count]
            stack.append(_done(step, taken))
        return stack[0]


def _count(step: Operation | Call | Negate) -> int:
    if isinstance(step, Call):
        return step.count
    return 2 if isinstance(step, Operation) else 1


def _done(step: Fraction | Operation | Call | Negate, taken: list[Result]) -> Result:
    """Do one step; what is missing is missing in the end, whatever else is wrong and in whatever order it comes."""
    if isinstance(step, Fraction):
        return step
    figures = [each for each in taken if isinstance(each, Fraction)]
    if len(figures) < len(taken):
        lacks = [each for each in taken if isinstance(each, Lack)]
        return next(lack for lack in Lack if lack in lacks)
    if isinstance(step, Operation):
        done = _joined(step, *figures)
    elif isinstance(step, Call):
        done = _called(step.function, figures)
    else:
        done = -figures[0]
    return Lack.TOO_LONG if isinstance(done, Fraction) and _width(done) > _WIDEST else done


def _joined(operation: Operation, one: Fraction, other: Fraction) -> Result:
    if operation is Operation.PLUS:
        return one + other
    if operation is Operation.MINUS:
        return one - other
    if operation is Operation.TIMES:
        return one * other
    return one / other if other else Lack.ZERO


def _called(function: Function, figures: list[Fraction]) -> Fraction:
    if function is Function.SIZE:
        return abs(figures[0])
    whole = sum(figures, Fraction(0))
    return whole if function is Function.TOTAL else whole / len(figures)


def _width(number: Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())
