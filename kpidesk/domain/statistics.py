"""統計表: tables that go with a plan, with rows of entered figures or of formulas over other rows."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from kpidesk.domain.exact import scale_of
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.year_value import Number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.year_value import Value


@frozen
class OwnFigure:
    """What a row shows in a computed column in place of the column's own: another formula, or a value as it is."""

    formula: str = ""
    unit: str = ""
    decimals: int | None = None
    value: Value | None = None


@frozen
class StatisticColumn:
    """A year, or a figure computed from each row (a mean, a change); only a computed one has a uid."""

    uid: str = ""
    year: FiscalYear | None = None
    title: str = ""
    formula: str = ""
    unit: str = ""
    decimals: int | None = None


@frozen
class StatisticRow:
    """A row: figures by year, or a formula. A `bracketed` one is printed in parentheses below the row above it.

    `unit` is printed behind every figure; `own` says by a column's uid what it shows there instead.
    """

    uid: str
    name: str
    group: str = ""
    unit: str = ""
    decimals: int | None = None
    bracketed: bool = False
    formula: str = ""
    values: Mapping[FiscalYear, Value] = field(default_factory=dict)
    own: Mapping[str, OwnFigure] = field(default_factory=dict)

    @property
    def scale(self) -> int:
        """How many decimals it is computed to: the declared, else its finest figure's."""
        figures = (scale_of(value.number) for value in self.values.values() if isinstance(value, Number))
        return max(figures, default=0) if self.decimals is None else self.decimals


@frozen
class StatisticChart:
    """A chart of a table: the rows, by uid, whose figures it shows over the years."""

    rows: tuple[str, ...]
    title: str = ""


@frozen
class Statistic:
    """A named table; its years are fiscal or calendar years, or a date of each year (`date`: 10月1日)."""

    uid: str
    title: str
    per: MeasuredPer
    date: str = ""
    unit: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    columns: tuple[StatisticColumn, ...] = ()
    rows: tuple[StatisticRow, ...] = ()
    charts: tuple[StatisticChart, ...] = ()

    @property
    def shown(self) -> tuple[StatisticColumn, ...]:
        """The columns: those it names, else every year in which a figure stands."""
        years = sorted({year for row in self.rows for year in row.values})
        return self.columns or tuple(StatisticColumn(year=year) for year in years)

    def row(self, uid: str) -> StatisticRow:
        """Return the row of a uid; KeyError for an unknown one."""
        found = next((row for row in self.rows if row.uid == uid), None)
        if found is None:
            raise KeyError(uid)
        return found

    def with_value(self, row: str, year: FiscalYear, value: Value | None) -> Statistic:
        """Return the table with one entered figure replaced, None for a blank; KeyError for an unknown row."""
        old = self.row(row)
        others = {at: each for at, each in old.values.items() if at != year}
        values = dict(sorted((others | ({} if value is None else {year: value})).items()))
        new = replace(old, values=values)
        return replace(self, rows=tuple(new if each is old else each for each in self.rows))

    def year_name(self, year: FiscalYear) -> str:
        """Return a year as this table names it: 2015年, or 平成27年度."""
        return str(year) if self.per is MeasuredPer.FISCAL else f"{year.start}年"

    def heading(self, column: StatisticColumn) -> str:
        """Return what is printed above a column."""
        return column.title or (self.year_name(column.year) if column.year else "")

    def unit_of(self, row: StatisticRow) -> str:
        """Return the unit a row's figures are in: its own, else the table's."""
        return row.unit or self.unit

    @property
    def drawn(self) -> tuple[StatisticChart, ...]:
        """The charts: those it names, else one of its rows where they are few and of one unit."""
        if self.charts:
            return self.charts
        alike = len({self.unit_of(row) for row in self.rows}) == 1 and len(self.rows) <= MOST_IN_CHART
        return (StatisticChart(tuple(row.uid for row in self.rows)),) if alike else ()

    @property
    def words(self) -> str:
        """The table in a sentence."""
        return f"「{self.title}」({len(self.rows)}行)"


MOST_IN_CHART = 3
"""Rows that can be told apart in one chart."""
