"""The form of a row of a 統計表: what it is called, what it is in, and how it is computed where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit

from kpidesk.domain.statistics import StatisticRow
from kpidesk.domain.statistics_edits import chart_of, in_chart, with_row, with_row_changed
from kpidesk.domain.statistics_rules import with_statistic_uids
from kpidesk.ui.form_dialog import FormDialog, suggesting
from kpidesk.ui.formula_field import FormulaField
from kpidesk.ui.statistics_fields import WIDE, decimals_field, plan_of, tables_with, units_of
from kpidesk.workspace.reference import statistics_fault
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from kpidesk.domain.statistics import Statistic
    from kpidesk.ui.desk_dialog import DeskDialog

NO_CHART = "(印刷しない)"
CHART = "印刷しない。題名を付けると、同じ題名の行が1つのグラフになります"


class RowForm(FormDialog):
    """A new row behind another, or one that is changed."""

    def __init__(
        self,
        over: DeskDialog,
        table: Statistic,
        row: StatisticRow | None,
        after: str = "",
        *,
        computing: bool = False,
    ) -> None:
        super().__init__(over, "行を直す" if row else "行を追加", WIDE)
        self._table, self._old, self._after = table, row, after
        behind = next((each.group for each in table.rows if each.uid == after), "")
        of = row or StatisticRow("", "", group=behind)
        plan = plan_of(over)
        self.name = QLineEdit(of.name)
        self.group = suggesting((each.group for each in table.rows), of.group, "区分")
        self.unit = suggesting(units_of(plan), of.unit, "単位")
        self.decimals = decimals_field(of.decimals)
        titles = [each.title for each in table.charts if each.title] or [table.title]
        self.chart = suggesting([NO_CHART, *titles], chart_of(table, of.uid), "グラフの題名")
        self.bracketed = QCheckBox("上の行の下に、かっこ書きで印刷する(&B)")
        self.computed = QCheckBox("ほかの行から計算する(&C)")
        self.formula = FormulaField(plan.statistics, table, of.formula, of_column=False)
        self.name.setAccessibleName("行の名前")
        self.bracketed.setChecked(of.bracketed)
        self.computed.setChecked(computing or bool(of.formula))
        self._lay_out()
        self.name.textChanged.connect(self.check)
        for field in (self.group, self.unit, self.chart):
            field.editTextChanged.connect(self.check)
        for box in (self.bracketed, self.computed):
            box.toggled.connect(self._show)
        self.formula.typed.connect(self.check)
        self.chart.activated.connect(self._take_chart)
        self.form.setRowVisible(self.formula, self.computed.isChecked())
        self.finish(self.formula if computing else self.name)

    def _lay_out(self) -> None:
        unit = f"表の単位({self._table.unit})" if self._table.unit else "なし"
        for field, words in ((self.group, "なし"), (self.unit, unit), (self.chart, CHART)):
            if line := field.lineEdit():
                line.setPlaceholderText(words)
        self.form.addRow("行の名前(&N)", self.name)
        self.form.addRow("区分(&G)", self.group)
        self.form.addRow("単位(&U)", self.unit)
        self.form.addRow("小数点以下(&D)", self.decimals)
        self.form.addRow("グラフの題名(&H)", self.chart)
        self.form.addRow("", self.bracketed)
        self.form.addRow("", self.computed)
        self.form.addRow("式(&F)", self.formula)

    def _show(self) -> None:
        self.form.setRowVisible(self.formula, self.computed.isChecked())
        self.check()

    def _take_chart(self, number: int) -> None:
        if number == 0:
            self.chart.clearEditText()

    def missing(self) -> str:
        if not clean_line(self.name.text()):
            return "行の名前を入力してください。"
        return "式を入力してください。" if self.computed.isChecked() and not self.formula.formula else ""

    def problem(self) -> str:
        return statistics_fault(plan_of(self), tables_with(plan_of(self), self._drafted()))

    def warning(self) -> str:
        lost = len(self._old.values) if self._old and self.computed.isChecked() else 0
        return f"この行に入力されている{lost}件の値は、計算した値に置き換わります。" if lost else ""

    def write(self) -> None:
        word = "変更" if self._old else "追加"
        with self.session.edit(f"統計の行「{clean_line(self.name.text())}」の{word}") as edit:
            edit.change_statistic(self._drafted())

    def _drafted(self) -> Statistic:
        computed = self.computed.isChecked()
        row = replace(
            self._old or StatisticRow("", ""),
            name=clean_line(self.name.text()),
            group=clean_line(self.group.currentText()),
            unit=clean_line(self.unit.currentText()),
            decimals=self.decimals.currentData(),
            bracketed=self.bracketed.isChecked(),
            formula=self.formula.formula if computed else "",
        )
        row = replace(row, values={}) if computed else row
        table = with_row_changed(self._table, row) if self._old else with_row(self._table, row, self._after)
        (named,) = with_statistic_uids([table], ())
        uids = {each.uid for each in self._table.rows}
        uid = self._old.uid if self._old else next(each.uid for each in named.rows if each.uid not in uids)
        return in_chart(named, uid, clean_line(self.chart.currentText()))
