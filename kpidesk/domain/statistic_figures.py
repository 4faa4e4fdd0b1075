"""What the cells of the 統計表 show: entered figures as they are, formulas worked out exactly and rounded once."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import rounded
from kpidesk.domain.formula import fold, parse
from kpidesk.domain.formula_steps import Formula, Lack, Result
from kpidesk.domain.frozen import frozen
from kpidesk.domain.notation import DIGITS_LIMIT
from kpidesk.domain.statistics import OwnFigure
from kpidesk.domain.year_value import NotApplicable, Number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.statistics import Statistic, StatisticColumn, StatisticRow
    from kpidesk.domain.year_value import Value

_AS_IT_IS: Final = OwnFigure()


@frozen
class Shown:
    """What stands in a cell, its unit, and why a — stands there ("" where it was entered so)."""

    value: Value | None = None
    unit: str = ""
    reason: str = ""


class Figures:
    """The figures of all tables of a plan; what is worked out once is remembered."""

    def __init__(self, tables: Iterable[Statistic]) -> None:
        self._rows: dict[tuple[str, str], tuple[Statistic, StatisticRow]] = {
            (fold(table.uid), fold(row.uid)): (table, row) for table in tables for row in table.rows
        }
        self._formulas: dict[str, Formula] = {}
        self._known: dict[tuple[str, str, FiscalYear], Result] = {}

    def shown(self, table: Statistic, row: StatisticRow, column: StatisticColumn) -> Shown:
        """Return what stands where a row and a column meet; the formulas must have been checked."""
        if column.year is None:
            return self._computed(table, row, column)
        if not row.formula:
            return Shown(row.values.get(column.year), row.unit)
        return _printed(self._row(table.uid, row.uid, column.year), row.scale, row.unit)

    def _computed(self, table: Statistic, row: StatisticRow, column: StatisticColumn) -> Shown:
        own = row.own.get(column.uid, _AS_IT_IS)
        if own.value is not None:
            return Shown(own.value, own.unit or row.unit)
        result = self._parsed(own.formula or column.formula).result(
            None, lambda each, at: self._row(each.table or table.uid, row.uid if each.is_subject else each.row, at)
        )
        decimals = next((each for each in (own.decimals, column.decimals) if each is not None), row.scale)
        return _printed(result, decimals, own.unit or column.unit or row.unit)

    def _row(self, table: str, name: str, year: FiscalYear) -> Result:
        """Return the exact figure of a row in a year, or why there is none."""
        key = (fold(table), fold(name), year)
        if key not in self._known:
            self._known[key] = self._worked_out(key)
        return self._known[key]

    def _worked_out(self, key: tuple[str, str, FiscalYear]) -> Result:
        table_name, name, year = key
        table, row = self._rows[table_name, name]
        if row.formula:
            return self._parsed(row.formula).result(
                year, lambda each, at: self._row(each.table or table.uid, each.row, at)
            )
        value = row.values.get(year)
        return Fraction(value.number) if isinstance(value, Number) else Lack.MISSING

    def _parsed(self, text: str) -> Formula:
        if text not in self._formulas:
            self._formulas[text] = parse(text)
        return self._formulas[text]


def _printed(result: Result, decimals: int, unit: str) -> Shown:
    """Round once for print: nothing for what is missing, — with the reason for what cannot be computed."""
    if isinstance(result, Fraction):
        if abs(result) < 10**DIGITS_LIMIT:
            return Shown(Number(rounded(result, decimals)), unit)
        result = Lack.TOO_LONG
    return Shown(NotApplicable() if result.value else None, unit, result.value)
