"""What the cells of a 統計表 say while it is worked on: the entered, the owed, and the computed with their formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.formula_words import RowNames
from kpidesk.domain.frozen import frozen
from kpidesk.domain.notation import format_value
from kpidesk.domain.statistic_figures import Figures
from kpidesk.domain.statistics_edits import entry_columns, is_printed

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.statistics import Statistic, StatisticColumn, StatisticRow

OWED = "未入力"


@frozen
class StatisticCell:
    """A cell: its text as it is read and typed, whether it is owed or computed, and what is told about it."""

    text: str = ""
    owed: bool = False
    computed: bool = False
    told: str = ""

    @property
    def shown(self) -> str:
        """What stands in the cell, the word for what is owed included."""
        return OWED if self.owed else self.text


class StatisticCells:
    """The cells of one table; `until` is the last year in which a blank is still to be filled in."""

    def __init__(self, plan: Plan, table: Statistic, until: FiscalYear) -> None:
        self.table = table
        self.columns = entry_columns(table)
        self._style = plan.style
        self._until = until
        self._figures = Figures(plan.statistics)
        self._names = RowNames(plan.statistics, table)
        self._known: dict[tuple[int, int], StatisticCell] = {}

    def cell(self, row: int, column: int) -> StatisticCell:
        """Return a cell."""
        if (row, column) not in self._known:
            self._known[row, column] = self._cell(self.table.rows[row], self.columns[column])
        return self._known[row, column]

    def year(self, row: int, column: int) -> FiscalYear | None:
        """Return the year in which a figure can be entered in a cell, None where it is computed."""
        return None if self.table.rows[row].formula else self.columns[column].year

    def heading(self, column: int) -> str:
        """Return what stands above a column; a year that is not printed is in parentheses."""
        of = self.columns[column]
        return self.table.heading(of) if is_printed(self.table, of) else f"({self.table.heading(of)})"

    def told(self, column: int) -> str:
        """Return what is told about a column as a whole, "" for nothing."""
        of = self.columns[column]
        if of.formula:
            return f"計算の列: {self._names.words(of.formula)}"
        return "" if is_printed(self.table, of) else "印刷されない年です。式の計算に使われます。"

    def _cell(self, row: StatisticRow, column: StatisticColumn) -> StatisticCell:
        shown = self._figures.shown(self.table, row, column)
        if column.year is not None and not row.formula:
            text = format_value(shown.value, self._style)
            owed = not text and is_printed(self.table, column) and column.year <= self._until
            return StatisticCell(text, owed, told=self.told(self.columns.index(column)))
        text = format_value(shown.value, self._style, "" if column.year else shown.unit)
        own = row.own.get(column.uid) if column.uid else None
        if own is not None and own.value is not None:
            return StatisticCell(text, computed=True, told="この行だけに決められた値です。")
        formula = row.formula if column.year else (own.formula if own else "") or column.formula
        told = f"「{row.name}」の計算: {self._names.words(formula)}"
        if shown.reason:
            told += f"\n{shown.reason}算出していません。"
        elif not text:
            told += "\nもとになる値がそろうと、計算されます。"
        return StatisticCell(text, computed=True, told=told)
