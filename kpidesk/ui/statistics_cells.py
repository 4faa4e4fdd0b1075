"""What the cells of a 統計表 say while it is worked on: the entered, the owed, and the computed with their formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.formula_words import RowNames
from kpidesk.domain.frozen import frozen
from kpidesk.domain.notation import format_value
from kpidesk.domain.statistic_figures import Figures
from kpidesk.domain.statistics_edits import entry_columns

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.statistics import Statistic

OWED = "未入力"


@frozen
class StatisticCell:
    """A cell: its text as it is read and typed, whether it is owed or computed, and why a — was computed."""

    text: str = ""
    owed: bool = False
    computed: bool = False
    reason: str = ""

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
        printed = table.shown
        self._printed = [column in printed for column in self.columns]

    def cell(self, row: int, column: int) -> StatisticCell:
        """Return a cell."""
        if (row, column) not in self._known:
            self._known[row, column] = self._cell(row, column)
        return self._known[row, column]

    def first(self) -> tuple[int, int]:
        """Return the first cell that is owed, else the first that is typed into in a printed year."""
        printed = [column for column, shown in enumerate(self._printed) if shown and self.columns[column].year]
        places = [(row, column) for column in printed for row, of in enumerate(self.table.rows) if not of.formula]
        return next((place for place in places if self.cell(*place).owed), next(iter(places), (0, 0)))

    def year(self, row: int, column: int) -> FiscalYear | None:
        """Return the year in which a figure can be entered in a cell, None where it is computed."""
        return None if self.table.rows[row].formula else self.columns[column].year

    def heading(self, column: int) -> str:
        """Return what stands above a column; a year that is not printed is in parentheses."""
        named = self.table.heading(self.columns[column])
        return named if self._printed[column] else f"({named})"

    def told(self, column: int) -> str:
        """Return what is told about a column as a whole, "" for nothing."""
        of = self.columns[column]
        if of.formula:
            return f"計算の列: {self._names.words(of.formula)}"
        return "" if self._printed[column] else "印刷されない年です。式の計算に使われます。"

    def tell(self, row: int, column: int) -> str:
        """Return what is told about a cell: how it is computed, and why it cannot be."""
        of, at, cell = self.table.rows[row], self.columns[column], self.cell(row, column)
        if not cell.computed:
            return self.told(column)
        own = of.own.get(at.uid) if at.uid else None
        if own is not None and own.value is not None:
            return "この行だけに決められた値です。"
        formula = of.formula if at.year else (own.formula if own else "") or at.formula
        said = f"「{of.name}」の計算: {self._names.words(formula)}"
        if cell.reason:
            return f"{said}\n{cell.reason}算出していません。"
        return said if cell.text else f"{said}\nもとになる値がそろうと、計算されます。"

    def _cell(self, row: int, column: int) -> StatisticCell:
        of, at = self.table.rows[row], self.columns[column]
        shown = self._figures.shown(self.table, of, at)
        if at.year is not None and not of.formula:
            text = format_value(shown.value, self._style)
            return StatisticCell(text, owed=not text and self._printed[column] and at.year <= self._until)
        text = format_value(shown.value, self._style, "" if at.year else shown.unit)
        return StatisticCell(text, computed=True, reason=shown.reason)
