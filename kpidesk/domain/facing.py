"""Which two figures face each other in a year: the year's own, or what has come together, by the target's basis."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import scale_of, total
from kpidesk.domain.faced_figures import Facts
from kpidesk.domain.fiscal_year import last_year_in
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Basis, Direction
from kpidesk.domain.notation import format_number
from kpidesk.domain.rollup import mean, numbers
from kpidesk.domain.scheme import Latest, Sums, Weight
from kpidesk.domain.year_value import NotApplicable, Number, Side, Standing

if TYPE_CHECKING:
    from decimal import Decimal

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator, Series
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.scheme import Scheme
    from kpidesk.domain.year_value import Value

NOT_FIRM: Final = (Standing.PROVISIONAL, Standing.ESTIMATED)


@frozen
class Faced:
    """The figures as facts; `early` before the target's own year, `growing` for a sum that may still pass its limit.

    `aside` is what a year's own figures would have said where the running sums decide, or whose figure it is.
    """

    facts: Facts
    early: bool = False
    growing: bool = False
    aside: str = ""


@frozen
class Subject:
    """One series of an indicator in one year of a plan, and the scheme it is judged with."""

    plan: Plan
    indicator: Indicator
    series: Series
    year: FiscalYear
    scheme: Scheme

    @property
    def source(self) -> FiscalYear:
        """The year whose actual counts: this one, or for the latest figure the newest year up to it that has one."""
        if self.indicator.basis is not Basis.LATEST or self.scheme.latest is Latest.YEAR:
            return self.year
        return next(filter(self._has_figure, (self.year, *reversed(self.so_far))), self.year)

    def _has_figure(self, year: FiscalYear) -> bool:
        return isinstance(self.series.value(year, Side.ACTUAL), Number)

    @property
    def actual(self) -> Value | None:
        """What stands as the actual that counts."""
        return self.series.value(self.source, Side.ACTUAL)

    @property
    def step(self) -> Value | None:
        """The year's own target; a dash is no step."""
        value = self.series.value(self.year, Side.TARGET)
        return None if isinstance(value, NotApplicable) else value

    @property
    def aim(self) -> Value | None:
        """The target that the year is held against: its own step, else the final one."""
        return self.step or (self.series.target.value if self.series.target else None)

    @property
    def target_year(self) -> FiscalYear:
        """The year a final target speaks of: the one its as-of words name, else the plan's last."""
        named = last_year_in(self.series.target.as_of) if self.series.target else None
        return named or self.plan.years.last

    @property
    def summed(self) -> bool:
        """Whether running sums face each other."""
        return self.indicator.basis is Basis.SUM and (self.step is None or self.scheme.sums is Sums.RUNNING)

    @property
    def so_far(self) -> list[FiscalYear]:
        """The plan's years up to this one."""
        return [each for each in self.plan.years.years if each <= self.year]

    def weight(self, value: Number) -> Weight:
        """Return how the scheme lets a figure count by its standing."""
        if value.standing is Standing.REFERENCE:
            return self.scheme.reference
        return self.scheme.provisional if value.standing in NOT_FIRM else Weight.COUNTS

    def gap(self) -> str:
        """Return why a running sum is not known, "" where it is or none is needed."""
        for each in self.so_far if self.summed else ():
            actual = self.series.value(each, Side.ACTUAL)
            to_come = actual is None or (isinstance(actual, NotApplicable) and actual.reason.still_to_come)
            if each < self.year and to_come and self.indicator.in_force(each) and self.indicator.measured_in(each):
                return f"{each}の実績値がまだない"
        return ""

    def faced(self, actual: Decimal, target: Decimal, direction: Direction) -> Faced:
        """Return what is held against what."""
        facts = Facts(actual, target, self._baseline(), direction, own=actual, before=self._before())
        if self.summed:
            return self._by_sum(facts)
        aside = "" if self.source == self.year else f"({self.source}の実績値)"
        if self.step is not None or self.indicator.basis is Basis.YEARLY:
            return Faced(facts, aside=aside)
        early = self.year < self.target_year
        if self.indicator.basis is Basis.MEAN:
            figures = numbers(self.series, self.so_far, Side.ACTUAL) or [actual]
            finer = max(map(scale_of, (*figures, target))) + 1  # enough to tell a mean of ten years from its target
            return Faced(replace(facts, actual=mean(figures, finer), word="平均 "), early)
        return Faced(replace(facts, share=self._share()), early, aside=aside)

    def _by_sum(self, facts: Facts) -> Faced:
        early = self.year < self.target_year
        so_far = self._total(Side.ACTUAL, facts.actual)
        running = replace(facts, actual=so_far, running=True, partial=early, word="累計 ")
        if self.step is not None:
            aside = f"(単年度 {facts.compared(lambda number: format_number(number, self.plan.style))})"
            return Faced(replace(running, target=self._total(Side.TARGET, facts.target)), aside=aside)
        return Faced(replace(running, share=self._share()), early, early and facts.direction is Direction.LOWER)

    def _total(self, side: Side, own: Decimal) -> Decimal:
        """Return the sum so far; a year outside the plan stands for itself."""
        return total(numbers(self.series, self.so_far, side) or [own])

    def _share(self) -> Fraction:
        """Return how much of the time from the plan's first year to the target's has passed, that year included."""
        first = self.plan.years.first.start
        whole = max(1, self.target_year.start - first + 1)
        return Fraction(min(max(1, self.year.start - first + 1), whole), whole)

    def _baseline(self) -> Decimal | None:
        value = self.series.baseline.value if self.series.baseline else None
        return value.number if isinstance(value, Number) else None

    def _before(self) -> Decimal | None:
        """Return the actual of the year before, None where there is none or it does not count."""
        earlier = (pair.actual for year, pair in self.series.values.items() if year.start == self.source.start - 1)
        value = next(earlier, None)
        firm = isinstance(value, Number) and self.weight(value) is Weight.COUNTS
        return value.number if firm and isinstance(value, Number) else None
