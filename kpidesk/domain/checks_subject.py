"""What a rule of 要確認 is asked about, and what it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from kpidesk.domain.indicator import Indicator
from kpidesk.domain.year_value import CellKey, Number, Side, Value

if TYPE_CHECKING:
    from decimal import Decimal

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Series
    from kpidesk.domain.plan import Plan


class Severity(Enum):
    """How much a finding matters; the value is the word that is printed."""

    WRONG = "要修正"
    DOUBTFUL = "要確認"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong: the rule's name, the uid it speaks of, a sentence, and the cell to go to.

    `judged` is what was looked at; a finding that was dismissed comes back when it changes.
    """

    rule: str
    severity: Severity
    uid: str
    sentence: str
    key: CellKey | None = None
    judged: str = ""


@dataclass(frozen=True, slots=True)
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
        self, rule: str, sentence: str, *, year: FiscalYear | None = None, side: Side = Side.ACTUAL, judged: object = ""
    ) -> Finding:
        """Return a finding about one of the cells, about the indicator where no year is given."""
        key = self.entry.value_key(self.series, year, side) if year else None
        return Finding(rule, Severity.DOUBTFUL, self.entry.values_uid, sentence, key, str(judged))


def number_of(value: Value | None) -> Decimal | None:
    """Return the figure of a value, None where it has none."""
    return value.number if isinstance(value, Number) else None


def latest_year(plan: Plan) -> FiscalYear:
    """Return the newest year in which any actual stands, the plan's first where none does."""
    years = {
        year
        for place in plan.places.values()
        if isinstance(place.what, Indicator)
        for series in place.what.series
        for year, pair in series.values.items()
        if number_of(pair.actual) is not None and year in plan.years
    }
    return max(years, default=plan.years.first)
