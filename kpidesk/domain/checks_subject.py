"""What a rule about figures is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpidesk.domain.finding import Finding, Rule, Severity
from kpidesk.domain.frozen import frozen
from kpidesk.domain.year_value import Number, Side

if TYPE_CHECKING:
    from decimal import Decimal

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator, Point, Series
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Value

_SURELY_WRONG: Final = (Rule.TOTAL_BY_HAND, Rule.OVER_HUNDRED)


@frozen
class Subject:
    """One series of an indicator with values of its own, where it stands first, in the evaluation year."""

    plan: Plan
    year: FiscalYear
    entry: Entry
    indicator: Indicator
    series: Series

    @property
    def name(self) -> str:
        """The indicator's name with the series label."""
        return f"{self.indicator.name}({self.series.label})" if self.series.label else self.indicator.name

    @property
    def unit(self) -> str:
        """The unit of the figures."""
        return self.indicator.unit_of(self.series)

    def number(self, year: FiscalYear, side: Side = Side.ACTUAL) -> Decimal | None:
        """Return the figure that stands in a cell, None where there is none."""
        return number_of(self.series.value(year, side))

    def actuals(self) -> list[tuple[FiscalYear, Decimal]]:
        """Return the years up to the evaluation year that have an actual figure, with it."""
        found = ((year, self.number(year)) for year in self.plan.years.years if year <= self.year)
        return [(year, number) for year, number in found if number is not None]

    def finding(
        self, rule: Rule, sentence: str, *judged: object, cell: tuple[FiscalYear, Side] | None = None
    ) -> Finding:
        """Return a finding about one of the cells, about the indicator where none is given."""
        severity = Severity.WRONG if rule in _SURELY_WRONG else Severity.DOUBTFUL
        key = self.entry.value_key(self.series, *cell) if cell else None
        told = "/".join(map(str, judged if key else (self.series.label, *judged)))
        return Finding(rule, severity, self.entry.values_uid, sentence, key, told)


def figure_of(point: Point | None) -> Decimal | None:
    """Return the figure of a baseline or final target, None where it has none."""
    return number_of(point.value) if point else None


def number_of(value: Value | None) -> Decimal | None:
    """Return the figure of a value, None where it has none."""
    return value.number if isinstance(value, Number) else None
