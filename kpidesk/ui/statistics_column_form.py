"""The form of a column of a 統計表 that is computed from each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from kpidesk.domain.statistics import StatisticColumn
from kpidesk.domain.statistics_edits import with_column_changed
from kpidesk.ui.form_dialog import FormDialog, suggesting
from kpidesk.ui.formula_field import FormulaField
from kpidesk.ui.statistics_fields import WIDE, decimals_field, plan_of, tables_with, units_of
from kpidesk.workspace.reference import statistics_fault
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from kpidesk.domain.statistics import Statistic
    from kpidesk.ui.desk_dialog import DeskDialog


class ColumnForm(FormDialog):
    """A column that is computed from each row."""

    def __init__(self, over: DeskDialog, table: Statistic, column: StatisticColumn | None) -> None:
        super().__init__(over, "計算の列を直す" if column else "計算の列を追加", WIDE)
        self._table, self._uid = table, column.uid if column else ""
        of = column or StatisticColumn()
        self.title = QLineEdit(of.title)
        self.formula = FormulaField(plan_of(over).statistics, table, of.formula, of_column=True)
        self.unit = suggesting(units_of(plan_of(over)), of.unit, "単位")
        self.decimals = decimals_field(of.decimals)
        self.title.setAccessibleName("見出し")
        self.title.setPlaceholderText("5年平均、2015年比 など")
        self.form.addRow("見出し(&N)", self.title)
        self.form.addRow("式(&F)", self.formula)
        self.form.addRow("単位(&U)", self.unit)
        self.form.addRow("小数点以下(&D)", self.decimals)
        self.title.textChanged.connect(self.check)
        self.formula.typed.connect(self.check)
        self.finish(self.title)

    def missing(self) -> str:
        if not clean_line(self.title.text()):
            return "見出しを入力してください。"
        return "" if self.formula.formula else "式を入力してください。"

    def problem(self) -> str:
        return statistics_fault(plan_of(self), tables_with(plan_of(self), self._drafted()))

    def hint(self) -> str:
        return "単位と小数点以下は、空けておくと行のものになります。"

    def write(self) -> None:
        with self.session.edit(f"統計「{self._table.title}」の計算の列「{clean_line(self.title.text())}」") as edit:
            edit.change_statistic(self._drafted())

    def _drafted(self) -> Statistic:
        column = StatisticColumn(
            self._uid,
            title=clean_line(self.title.text()),
            formula=self.formula.formula,
            unit=clean_line(self.unit.currentText()),
            decimals=self.decimals.currentData(),
        )
        return with_column_changed(self._table, self._uid, column)
