"""The forms of the 統計の入力 about a table: what it is, its years, the name of a group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLabel, QLineEdit

from kpidesk.domain.fiscal_year import EARLIEST, LATEST, FiscalYear
from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.statistics import Statistic, StatisticColumn, StatisticRow
from kpidesk.domain.statistics_edits import with_group, with_year
from kpidesk.ui.form_dialog import FormDialog, suggesting
from kpidesk.ui.line_spacing import space_lines
from kpidesk.ui.opinion_form import TextField
from kpidesk.ui.statistics_fields import WIDE, plan_of, tables_with, units_of
from kpidesk.ui.widgets import Choice
from kpidesk.workspace.reference import statistics_fault
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.desk_dialog import DeskDialog

WIDTH = 480
KINDS = {
    MeasuredPer.FISCAL: "年度(4月から3月)",
    MeasuredPer.CALENDAR: "暦年(1月から12月)",
    MeasuredPer.DATE: "毎年の決まった日",
}
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
        self.unit = suggesting(units_of(plan_of(over)), of.unit, "単位")
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
        for area in (self.rows, self.notes):
            space_lines(area.document())
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

    def missing(self) -> str:
        if not clean_line(self.title.text()):
            return "表の名前を入力してください。"
        dated = self.per.currentData() is not MeasuredPer.DATE or clean_line(self.date.text())
        return "" if dated else "日付を入力してください。"

    def problem(self) -> str:
        drafted = self._drafted()
        if self._old is None and self.first.currentData() > self.last.currentData():
            return "最後の年が最初の年より前です。"
        return statistics_fault(plan_of(self), tables_with(plan_of(self), drafted))

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
