"""The forms of the 統計の入力: a table, a row, a computed column, years, the name of a group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from kpidesk.domain.fiscal_year import EARLIEST, LATEST, FiscalYear
from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.statistics import Statistic, StatisticColumn, StatisticRow
from kpidesk.domain.statistics_edits import (
    chart_of,
    exchanged,
    in_chart,
    with_column_changed,
    with_group,
    with_row,
    with_row_changed,
    with_year,
)
from kpidesk.domain.statistics_rules import with_statistic_uids
from kpidesk.domain.units import COMMON
from kpidesk.ui.form_dialog import FormDialog, suggesting
from kpidesk.ui.formula_field import FormulaField
from kpidesk.ui.opinion_form import TextField
from kpidesk.ui.widgets import Choice
from kpidesk.workspace.reference import statistics_fault
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kpidesk.domain.plan import Plan
    from kpidesk.ui.desk_dialog import DeskDialog

WIDTH, WIDE = 480, 620
CHART = "なし(同じ題名の行が、1つのグラフになります)"
KINDS = {
    MeasuredPer.FISCAL: "年度(4月から3月)",
    MeasuredPer.CALENDAR: "暦年(1月から12月)",
    MeasuredPer.DATE: "毎年の決まった日",
}
FINEST = 10
AROUND = 30
"""So many years before and after can be chosen."""


class TableForm(FormDialog):
    """A new table with its first rows and years, or what is said about one as a whole."""

    def __init__(self, over: DeskDialog, table: Statistic | None, then: Callable[[str], None]) -> None:
        super().__init__(over, "表の設定" if table else "表を追加", WIDE)
        self._old, self._then = table, then
        of = table or Statistic("", "", MeasuredPer.FISCAL)
        self.title = QLineEdit(of.title)
        self.per = Choice()
        self.date, self.source = QLineEdit(of.date), QLineEdit(of.source)
        self.unit = suggesting(_units(_plan(over)), of.unit, "単位")
        self.notes, self.rows = TextField("注記"), TextField("行の名前")
        self.first, self.last = Choice(), Choice()
        self._fill(of)
        self._lay_out()
        self.per.currentIndexChanged.connect(self._name_years)
        for line in (self.title, self.date):
            line.textChanged.connect(self.check)
        for box in (self.per, self.first, self.last):
            box.currentIndexChanged.connect(self.check)
        self.rows.textChanged.connect(self.check)
        self.finish(self.title)

    def _fill(self, of: Statistic) -> None:
        for per, words in KINDS.items():
            self.per.addItem(words, per)
        self.per.pick(of.per)
        self.notes.setPlainText("\n".join(of.notes))
        self.title.setPlaceholderText("住民基本台帳人口の推移 など")
        self.date.setPlaceholderText("10月1日 など")
        self.source.setPlaceholderText("人口動態統計 など")
        self.rows.setPlaceholderText("出生、死亡 などを、1行に1つずつ")
        self.notes.setPlaceholderText("表の下に印刷する注記を、1行に1つずつ")
        for field, name in (
            (self.title, "表の名前"),
            (self.per, "年の数え方"),
            (self.date, "日付"),
            (self.source, "出典"),
        ):
            field.setAccessibleName(name)
        self._name_years()

    def _lay_out(self) -> None:
        self.form.addRow("表の名前(&N)", self.title)
        self.form.addRow("年の数え方(&P)", self.per)
        self.form.addRow("日付(&D)", self.date)
        self.form.addRow("単位(&U)", self.unit)
        if self._old is None:
            self.form.addRow("行の名前(&R)", self.rows)
            self.add_line("年(&Y)", _span(self.first, self.last))
        else:
            self.form.addRow("出典(&O)", self.source)
            self.form.addRow("注記(&T)", self.notes)

    def _name_years(self) -> None:
        years = self.session.plan.years
        per: MeasuredPer = self.per.currentData()
        start = years.first if self.first.count() == 0 else self.first.currentData()
        end = self.session.year if self.last.count() == 0 else self.last.currentData()
        _offer_years(self.first, Statistic("", "", per), start)
        _offer_years(self.last, Statistic("", "", per), end)
        self.date.setEnabled(per is MeasuredPer.DATE)

    def problem(self) -> str:
        drafted = self._drafted()
        if not drafted.title:
            return "表の名前を入力してください。"
        if drafted.per is MeasuredPer.DATE and not drafted.date:
            return "日付を入力してください。"
        if self._old is None and self.first.currentData() > self.last.currentData():
            return "最後の年が最初の年より前です。"
        return statistics_fault(_plan(self), _with(_plan(self), drafted))

    def hint(self) -> str:
        return "行と年は、後からも追加できます。" if self._old is None else ""

    def write(self) -> None:
        drafted = self._drafted()
        with self.session.edit(f"統計「{drafted.title}」の{'設定' if self._old else '追加'}") as edit:
            if self._old:
                edit.change_statistic(drafted)
                uid = drafted.uid
            else:
                uid = edit.add_statistic(drafted)
        self._then(uid)

    def _drafted(self) -> Statistic:
        per: MeasuredPer = self.per.currentData()
        of = self._old or Statistic("", "", per, columns=self._years(), rows=tuple(map(_row, _lines(self.rows))))
        date = clean_line(self.date.text()) if per is MeasuredPer.DATE else ""
        notes, source = tuple(_lines(self.notes)), clean_line(self.source.text())
        unit = clean_line(self.unit.currentText())
        return replace(
            of, title=clean_line(self.title.text()), per=per, date=date, unit=unit, source=source, notes=notes
        )

    def _years(self) -> tuple[StatisticColumn, ...]:
        first, last = self.first.currentData(), self.last.currentData()
        return tuple(StatisticColumn(year=FiscalYear(year)) for year in range(first.start, last.start + 1))


class RowForm(FormDialog):
    """A new row behind another, or one that is changed."""

    def __init__(self, over: DeskDialog, table: Statistic, row: StatisticRow | None, after: str = "") -> None:
        super().__init__(over, "行を直す" if row else "行を追加", WIDE)
        self._table, self._old, self._after = table, row, after
        behind = next((each.group for each in table.rows if each.uid == after), "")
        of = row or StatisticRow("", "", group=behind)
        plan = _plan(over)
        self.name = QLineEdit(of.name)
        self.group = suggesting((each.group for each in table.rows), of.group, "区分")
        self.unit = suggesting(_units(plan), of.unit, "単位")
        self.decimals = _decimals(of.decimals)
        self.chart = suggesting(["", *(each.title for each in table.charts)], chart_of(table, of.uid), "グラフ")
        self.bracketed = QCheckBox("上の行の下に、かっこ書きで印刷する(&B)")
        self.computed = QCheckBox("ほかの行から計算する(&C)")
        self.formula = FormulaField(plan.statistics, table, of.formula, of_column=False)
        self.name.setAccessibleName("行の名前")
        self.bracketed.setChecked(of.bracketed)
        self.computed.setChecked(bool(of.formula))
        self._lay_out()
        self.name.textChanged.connect(self.check)
        for field in (self.group, self.unit, self.chart):
            field.editTextChanged.connect(self.check)
        for box in (self.bracketed, self.computed):
            box.toggled.connect(self._show)
        self.formula.typed.connect(self.check)
        self.finish(self.name)
        self._show()

    def _lay_out(self) -> None:
        unit = f"表の単位({self._table.unit})" if self._table.unit else "なし"
        for field, words in ((self.group, "なし"), (self.unit, unit), (self.chart, CHART)):
            if line := field.lineEdit():
                line.setPlaceholderText(words)
        self.form.addRow("行の名前(&N)", self.name)
        self.form.addRow("区分(&G)", self.group)
        self.form.addRow("単位(&U)", self.unit)
        self.form.addRow("小数点以下(&D)", self.decimals)
        self.form.addRow("グラフ(&H)", self.chart)
        self.form.addRow("", self.bracketed)
        self.form.addRow("", self.computed)
        self.form.addRow("式(&F)", self.formula)

    def _show(self) -> None:
        self.form.setRowVisible(self.formula, self.computed.isChecked())
        self.check()

    def problem(self) -> str:
        if not clean_line(self.name.text()):
            return "行の名前を入力してください。"
        if self.computed.isChecked() and not self.formula.formula:
            return "式を入力してください。"
        return statistics_fault(_plan(self), _with(_plan(self), self._drafted()))

    def hint(self) -> str:
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


class ColumnForm(FormDialog):
    """A column that is computed from each row."""

    def __init__(self, over: DeskDialog, table: Statistic, column: StatisticColumn | None) -> None:
        super().__init__(over, "計算の列を直す" if column else "計算の列を追加", WIDE)
        self._table, self._uid = table, column.uid if column else ""
        of = column or StatisticColumn()
        self.title = QLineEdit(of.title)
        self.formula = FormulaField(_plan(over).statistics, table, of.formula, of_column=True)
        self.unit = suggesting(_units(_plan(over)), of.unit, "単位")
        self.decimals = _decimals(of.decimals)
        self.title.setAccessibleName("見出し")
        self.title.setPlaceholderText("5年平均、2015年比 など")
        self.form.addRow("見出し(&N)", self.title)
        self.form.addRow("式(&F)", self.formula)
        self.form.addRow("単位(&U)", self.unit)
        self.form.addRow("小数点以下(&D)", self.decimals)
        self.title.textChanged.connect(self.check)
        self.formula.typed.connect(self.check)
        self.finish(self.title)

    def problem(self) -> str:
        if not clean_line(self.title.text()):
            return "見出しを入力してください。"
        if not self.formula.formula:
            return "式を入力してください。"
        return statistics_fault(_plan(self), _with(_plan(self), self._drafted()))

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


class YearForm(FormDialog):
    """Years that are added to a table."""

    def __init__(self, over: DeskDialog, table: Statistic) -> None:
        super().__init__(over, "年を追加", WIDTH)
        self._table = table
        self.first, self.last = Choice(), Choice()
        years = [column.year for column in table.shown if column.year]
        following = max(years) + 1 if years else self.session.year
        for box in (self.first, self.last):
            _offer_years(box, table, following)
            box.currentIndexChanged.connect(self.check)
        self.add_line("年(&Y)", _span(self.first, self.last))
        self.finish(self.first)

    def problem(self) -> str:
        if self.first.currentData() > self.last.currentData():
            return "最後の年が最初の年より前です。"
        return "" if self._drafted() != self._table else "この年は、すでに表にあります。"

    def write(self) -> None:
        with self.session.edit(f"統計「{self._table.title}」の年の追加") as edit:
            edit.change_statistic(self._drafted())

    def _drafted(self) -> Statistic:
        table = self._table
        for year in range(self.first.currentData().start, self.last.currentData().start + 1):
            table = with_year(table, FiscalYear(year))
        return table


class GroupForm(FormDialog):
    """The name of a group, of all its rows at once."""

    def __init__(self, over: DeskDialog, table: Statistic, group: str) -> None:
        super().__init__(over, "区分の名前", WIDTH)
        self._table, self._group = table, group
        self.name = QLineEdit(group)
        self.name.setAccessibleName("区分の名前")
        self.name.textChanged.connect(self.check)
        self.form.addRow("区分の名前(&N)", self.name)
        self.finish(self.name)

    def problem(self) -> str:
        return ""

    def hint(self) -> str:
        count = sum(1 for row in self._table.rows if row.group == self._group)
        named = bool(clean_line(self.name.text()))
        return f"{count}行の区分が変わります。" if named else f"{count}行が、区分のない行になります。"

    def write(self) -> None:
        name = clean_line(self.name.text())
        with self.session.edit(f"統計の区分「{self._group}」の変更") as edit:
            edit.change_statistic(with_group(self._table, self._group, name))


def _plan(of: DeskDialog | FormDialog) -> Plan:
    return of.session.workspace.plan(of.session.plan_uid)


def _with(plan: Plan, table: Statistic) -> tuple[Statistic, ...]:
    """Return the tables of a plan as they would be with one more, or one changed."""
    return exchanged(plan.statistics, table) if table.uid else (*plan.statistics, table)


def _units(plan: Plan) -> list[str]:
    """Return the units to choose from: those of the plan's tables first."""
    used = [unit for table in plan.statistics for unit in (table.unit, *(row.unit for row in table.rows))]
    return ["", *filter(None, used), *COMMON]


def _decimals(chosen: int | None) -> Choice:
    box = Choice()
    box.setAccessibleName("小数点以下の桁数")
    box.addItem("値のとおり", None)
    for count in range(FINEST + 1):
        box.addItem(f"{count}桁", count)
    box.pick(chosen)
    return box


def _offer_years(box: Choice, table: Statistic, chosen: FiscalYear) -> None:
    """List the years around one as a table names them, with that one chosen."""
    with QSignalBlocker(box):
        box.clear()
        for year in range(max(EARLIEST, chosen.start - AROUND), min(LATEST, chosen.start + AROUND) + 1):
            box.addItem(table.year_name(FiscalYear(year)), FiscalYear(year))
        box.pick(chosen)


def _span(first: Choice, last: Choice) -> tuple[QWidget, ...]:
    first.setAccessibleName("最初の年")
    last.setAccessibleName("最後の年")
    return first, QLabel("から"), last, QLabel("まで")


def _lines(area: TextField) -> list[str]:
    return [text for line in area.toPlainText().splitlines() if (text := clean_line(line))]


def _row(name: str) -> StatisticRow:
    return StatisticRow("", name)
