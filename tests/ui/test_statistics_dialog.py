"""統計の入力 with the keys: figures typed and pasted, rows, years, groups and tables altered, all of it undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.plan_document import dumps
from kpidesk.ui.chart_view import ChartView
from kpidesk.ui.desk_dialog import NOTICE_MS
from kpidesk.ui.statistics_column_form import ColumnForm
from kpidesk.ui.statistics_dialog import StatisticsDialog
from kpidesk.ui.statistics_forms import GroupForm, TableForm, YearForm
from kpidesk.ui.statistics_row_form import RowForm
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.forms import choose, fill, form, press, refused
from tests.ui.test_window import unnamed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kpidesk.domain.statistics import Statistic
    from kpidesk.ui.form_dialog import FormDialog
    from kpidesk.workspace.services import Services
    from tests.conftest import Made

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
TABLE = "人口動態"
SHIFT = Qt.KeyboardModifier.ShiftModifier
HIDDEN, Y2015, MEAN, Y2020, Y2021, RATIO = 0, 1, 6, 7, 8, 9
BIRTHS, RATE, DEATHS, GROWTH, GROWTH_RATE, ARRIVALS = range(6)
LAST = 9


@pytest.fixture
def shown(driver: Driver, make_workspace: Made) -> StatisticsDialog:
    driver.window.open_path(make_workspace(b.with_tables()))
    driver.desk.session.evaluate(b.fy(2021))
    return opened(driver, TABLE)


@pytest.fixture
def bare(driver: Driver, make_workspace: Made) -> StatisticsDialog:
    driver.window.open_path(make_workspace(replace(b.with_tables(), statistics=())))
    return opened(driver)


def opened(driver: Driver, table: str = "") -> StatisticsDialog:
    driver.choose("計画", "統計の入力")
    dialog = driver.dialog(StatisticsDialog)
    if table:
        dialog.show_table(table)
    return dialog


def tables(driver: Driver) -> tuple[Statistic, ...]:
    session = driver.desk.session
    return session.workspace.plan(session.plan_uid).statistics


def held(driver: Driver) -> Statistic:
    return next(each for each in tables(driver) if each.uid == TABLE)


def text(dialog: StatisticsDialog, row: int, column: int) -> str:
    return str(dialog.model.index(row, column).data())


def stand(dialog: StatisticsDialog, row: int, column: int) -> None:
    dialog.grid.setFocus()
    dialog.grid.go((row, column))


def place(dialog: StatisticsDialog) -> tuple[int, int]:
    index = dialog.grid.currentIndex()
    return index.row(), index.column()


def editor(dialog: StatisticsDialog) -> QLineEdit:
    found = [each for each in dialog.grid.findChildren(QLineEdit) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def views(dialog: StatisticsDialog) -> list[ChartView]:
    return [each for each in dialog.charts.findChildren(ChartView) if each.isVisibleTo(dialog.charts)]


def keep(driver: Driver, asked: FormDialog) -> None:
    """Keep what a form holds, and go on in the dialog."""
    press(asked.keep)
    driver.dialog(StatisticsDialog)


def mouse(area: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    """Send what the mouse does; the offscreen platform moves no pointer."""
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, area.mapToGlobal(at), held, held, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(area, event)


def hold(words: str) -> None:
    QApplication.clipboard().setText(words)


# figures


def test_figures_are_typed_down_and_across(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    driver.type("330")
    driver.press(Key.Key_Return)
    assert place(shown) == (RATE, Y2021)
    driver.press(Key.Key_Return)
    driver.type("1221")
    driver.press(Key.Key_Return)
    assert place(shown) == (ARRIVALS, Y2021)
    driver.press(Key.Key_Return, SHIFT)
    assert place(shown) == (DEATHS, Y2021)
    driver.press(Key.Key_Left)
    driver.type("1088")
    driver.press(Key.Key_Tab)
    assert place(shown) == (DEATHS, Y2021)
    driver.type("9")
    driver.press(Key.Key_Backtab, SHIFT)
    assert place(shown) == (DEATHS, Y2020)
    rows = {name: held(driver).row(name).values for name in ("出生", "死亡")}
    assert (rows["出生"][b.fy(2021)], rows["死亡"][b.fy(2020)]) == (b.cell("330"), b.cell("1088"))
    assert text(shown, GROWTH, Y2020) == "▲716"
    driver.press(Key.Key_Z, CONTROL)
    assert held(driver).row("死亡").values[b.fy(2021)] == b.cell("1221")
    for _ in range(3):
        driver.press(Key.Key_Z, CONTROL)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()
    driver.press(Key.Key_Y, CONTROL)
    assert text(shown, BIRTHS, Y2021) == "330"


def test_enter_goes_on_with_the_next_column_and_stays_at_the_end(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, LAST, Y2020)
    driver.press(Key.Key_Return)
    assert place(shown) == (BIRTHS, Y2021)
    stand(shown, LAST, Y2021)
    driver.press(Key.Key_Return)
    assert place(shown) == (LAST, Y2021)


def test_enter_after_tabs_goes_on_from_the_first_column(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2015)
    for figure in "12":
        driver.type(figure)
        driver.press(Key.Key_Tab)
    driver.type("3")
    driver.press(Key.Key_Return)
    assert place(shown) == (RATE, Y2015)
    driver.press(Key.Key_Tab)
    driver.press(Key.Key_Tab)
    driver.press(Key.Key_Return)
    assert place(shown) == (DEATHS, Y2015)
    driver.press(Key.Key_Tab)
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Return)
    assert place(shown)[1] == Y2015 + 1


def test_names_take_the_room_they_need(shown: StatisticsDialog) -> None:
    names, model = shown.grid.names, shown.model
    fonts = names.fontMetrics()
    room = [fonts.horizontalAdvance(row.name + names.detail(number)) for number, row in enumerate(model.rows)]
    assert names.width() > max(room)
    assert not any(names.breaks(row) for row in range(len(room)))
    shown.show_table("将来展望")
    assert names.width() == names.sizeHint().width()


def test_a_row_that_becomes_computed_leaves_the_names_whole(shown: StatisticsDialog, driver: Driver) -> None:
    shown.show_table("将来展望")
    names = shown.grid.names
    before = names.width()
    stand(shown, 0, 0)
    press(shown.deeds.formula)
    asked = form(driver, RowForm)
    assert asked.computed.isChecked()
    assert asked.formula.line.hasFocus()
    asked.formula.line.setText("1ー1")
    fill(asked.name, "とても長い名前" * 2)
    keep(driver, asked)
    assert shown.model.rows[0].formula == "1-1"
    assert names.width() > before
    assert not names.breaks(0)


def test_a_very_long_name_takes_two_lines(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, LAST, Y2021)
    driver.press(Key.Key_Home)
    driver.press(Key.Key_Left)
    assert shown.grid.names.hasFocus()
    driver.press(Key.Key_Up)
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Return)
    asked = form(driver, RowForm)
    assert asked.name.text() == "年末人口"
    fill(asked.name, "年末人口" * 15)
    keep(driver, asked)
    names = shown.grid.names
    assert names.breaks(LAST)
    assert names.sectionSize(LAST) > names.sectionSize(BIRTHS)
    assert names.width() < shown.grid.width() / 2
    assert names.model().headerData(LAST, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole) == "年末人口" * 15
    names.grab()


def test_the_border_of_the_names_is_drawn_and_given_back(shown: StatisticsDialog) -> None:
    names = shown.grid.names
    area, before = names.viewport(), names.width()
    edge, inside = QPoint(before - 2, 20), QPoint(before - 40, 20)
    mouse(area, QEvent.Type.MouseMove, inside)
    assert names.cursor().shape() is Qt.CursorShape.ArrowCursor
    mouse(area, QEvent.Type.MouseMove, edge)
    assert names.cursor().shape() is Qt.CursorShape.SplitHCursor
    for end, width in ((QPoint(before + 58, 20), before + 58), (QPoint(-500, 20), names.least)):
        mouse(area, QEvent.Type.MouseButtonPress, QPoint(names.width() - 2, 20))
        mouse(area, QEvent.Type.MouseMove, end)
        mouse(area, QEvent.Type.MouseButtonRelease, end)
        mouse(area, QEvent.Type.MouseMove, inside)
        assert names.width() == width
    assert names.breaks(GROWTH_RATE)
    mouse(area, QEvent.Type.MouseButtonDblClick, QPoint(names.width() - 2, 20))
    assert names.width() == before


def test_a_name_that_was_clicked_hands_its_keys_on(shown: StatisticsDialog, driver: Driver) -> None:
    names = shown.grid.names
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 5))
    assert names.hasFocus()
    driver.press(Key.Key_C, CONTROL)
    assert shown.grid.hasFocus()
    assert QApplication.clipboard().text().count("\t") == LAST
    names.setFocus()
    driver.press(Key.Key_Right)
    assert shown.grid.hasFocus()
    assert place(shown) == (BIRTHS, 0)


def test_a_mark_is_seen_on_the_current_cell(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, LAST, Y2021)
    hold("1,2")
    driver.press(Key.Key_V, CONTROL)
    shown.grid.bubble.hide()
    cell = shown.grid.visualRect(shown.grid.currentIndex())
    painted = shown.grid.viewport().grab(cell).toImage()
    error = driver.desk.look.colour("error")
    assert painted.pixelColor(1, cell.height() // 2) == error
    driver.press(Key.Key_Escape)
    painted = shown.grid.viewport().grab(cell).toImage()
    assert painted.pixelColor(1, cell.height() // 2) != error


def test_a_notice_goes_with_the_next_deed_or_after_a_while(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    hold("7")
    driver.press(Key.Key_V, CONTROL)
    assert shown.notice.text() == "1件を貼り付けました。"
    driver.type("8")
    driver.press(Key.Key_Return)
    assert shown.notice.text() == ""
    stand(shown, BIRTHS, Y2021)
    driver.press(Key.Key_V, CONTROL)
    fade = next(each for each in shown.findChildren(QTimer) if each.isSingleShot() and each.interval() == NOTICE_MS)
    assert fade.isActive()
    fade.timeout.emit()
    assert shown.notice.text() == ""


def test_a_chart_that_is_not_printed_says_so(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    assert shown.unprinted.plain == ""
    stand(shown, LAST, Y2021)
    assert shown.unprinted.plain == "印刷されないグラフです。印刷するには、行に「グラフの題名」を付けます。"
    choose(shown.deeds.row_menu, "行を直す")
    asked = form(driver, RowForm)
    titles = [asked.chart.itemText(row) for row in range(asked.chart.count())]
    assert titles == ["(印刷しない)", "自然動態", "社会動態", "自然増減率と社会増減率"]
    asked.chart.setCurrentIndex(0)
    asked.chart.activated.emit(0)
    assert asked.chart.currentText() == ""
    asked.chart.setCurrentIndex(1)
    asked.chart.activated.emit(1)
    keep(driver, asked)
    assert shown.unprinted.plain == ""
    assert "年末人口" in held(driver).charts[0].rows


def test_what_cannot_be_read_stays_open_and_changes_nothing(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    driver.type("12,34")
    for key in (Key.Key_Return, Key.Key_Tab):
        driver.press(key)
        assert editor(shown).property("refused")
        assert "桁区切り" in shown.grid.bubble.plain
    shown.undo()
    assert shown.grid.bubble.isVisible()
    assert dumps(driver.desk.session.plan) == b.document_with_tables()
    driver.press(Key.Key_Escape)
    assert not shown.grid.bubble.isVisible()
    assert shown.isVisible()
    assert text(shown, BIRTHS, Y2021) == "329"


def test_another_table_waits_for_what_cannot_be_read(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    driver.type("x")
    shown.tables.setCurrentIndex(0)
    shown.tables.activated.emit(0)
    assert shown.tables.currentText() == "住民基本台帳人口の推移"
    editor(shown).setText("331")
    shown.tables.activated.emit(0)
    assert shown.table is not None
    assert shown.table.uid == "将来展望"
    assert held(driver).row("出生").values[b.fy(2021)] == b.cell("331")


def test_a_computed_cell_says_how_and_opens_nothing(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, GROWTH_RATE, Y2021)
    assert shown.told.plain == "「自然増減率」の計算: 自然増減 ÷ 年末人口(前年) × 100"
    driver.press(Key.Key_5)
    assert not [each for each in shown.grid.findChildren(QLineEdit) if each.isVisible()]
    assert shown.grid.bubble.plain.startswith("計算で求める値")
    driver.press(Key.Key_Escape)
    assert not shown.grid.bubble.isVisible()
    driver.press(Key.Key_Delete)
    assert shown.grid.bubble.isVisible()
    stand(shown, BIRTHS, HIDDEN)
    assert shown.told.plain == "印刷されない年です。式の計算に使われます。"


def test_delete_empties_and_a_blank_is_owed(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    driver.press(Key.Key_Delete)
    assert text(shown, BIRTHS, Y2021) == "未入力"
    assert b.fy(2021) not in held(driver).row("出生").values
    driver.press(Key.Key_F2)
    driver.compose("—")
    driver.press(Key.Key_Return)
    assert text(shown, BIRTHS, Y2021) == "-"
    driver.press(Key.Key_Z, CONTROL)
    driver.press(Key.Key_Z, CONTROL)
    assert text(shown, BIRTHS, Y2021) == "329"


def test_a_block_goes_to_a_spreadsheet_and_comes_back(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2020)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        driver.press(key, SHIFT)
    driver.press(Key.Key_C, CONTROL)
    copied = QApplication.clipboard().text()
    assert copied == "372\t329\r\n1.18\t算定中\r\n1,089\t1,220\r\n▲717\t▲891\r\n"
    driver.press(Key.Key_X, CONTROL)
    assert [text(shown, row, Y2021) for row in (BIRTHS, DEATHS, GROWTH)] == ["未入力", "未入力", ""]
    stand(shown, BIRTHS, Y2020)
    driver.press(Key.Key_V, CONTROL)
    assert shown.notice.text() == "6件を貼り付けました。2件は計算する欄のため入りませんでした。"
    assert dumps(driver.desk.session.plan) == b.document_with_tables()
    assert shown.grid.block is not None
    assert (shown.grid.block.height, shown.grid.block.width) == (4, 2)


def test_a_paste_is_one_step_and_says_what_did_not_go_in(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, LAST, Y2021)
    hold("1,2\t\r\n9\r\n")
    driver.press(Key.Key_V, CONTROL)
    assert (
        shown.notice.text() == "1件を貼り付けました。1件は読めませんでした。1件は表からはみ出すため、入れていません。"
    )
    assert shown.grid.bubble.plain.startswith("貼り付けた「1,2」は入りませんでした。")
    assert text(shown, LAST, Y2021) == "1,2"
    driver.press(Key.Key_Escape)
    assert text(shown, LAST, Y2021) == "78,112"
    assert shown.isVisible()
    stand(shown, BIRTHS, Y2020)
    driver.press(Key.Key_Right, SHIFT)
    hold("7")
    driver.press(Key.Key_V, CONTROL)
    assert (text(shown, BIRTHS, Y2020), text(shown, BIRTHS, Y2021)) == ("7", "7")
    driver.press(Key.Key_Z, CONTROL)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()
    hold("")
    driver.press(Key.Key_V, CONTROL)
    assert shown.notice.text() == "貼り付けられる文字がクリップボードにありません。"


def test_one_cell_is_copied_bare_and_typed_into_many(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2020)
    driver.press(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "372"
    driver.press(Key.Key_Right, SHIFT)
    driver.type("5")
    driver.press(Key.Key_Return, CONTROL)
    assert (text(shown, BIRTHS, Y2020), text(shown, BIRTHS, Y2021)) == ("5", "5")
    assert driver.desk.session.workspace.undo_title == "統計「住民基本台帳人口の推移」の一括入力"


def test_closing_saves_what_is_typed_and_names_what_is_lost(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    driver.type("330")
    shown.reject()
    assert held(driver).row("出生").values[b.fy(2021)] == b.cell("330")
    again = opened(driver, TABLE)
    stand(again, BIRTHS, Y2021)
    driver.type("x")
    told: list[str] = []
    driver.desk.session.noticed.connect(told.append)
    again.reject()
    assert told == ["読み取れなかった入力「x」は取り消しました。"]
    assert held(driver).row("出生").values[b.fy(2021)] == b.cell("330")


def test_the_charts_follow_the_row(shown: StatisticsDialog) -> None:
    stand(shown, ARRIVALS, Y2021)
    assert [view.accessibleName() for view in views(shown)] == ["社会動態", "自然増減率と社会増減率"]
    assert not shown.chart_title.isVisible()
    stand(shown, LAST, Y2021)
    assert [view.accessibleName() for view in views(shown)] == ["年末人口"]
    assert shown.chart_title.plain == "年末人口"
    assert "2021年が78,112" in views(shown)[0].accessibleDescription()


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)")  # the offscreen platform shows tips without it
def test_a_chart_tells_its_exact_figures_to_the_keys(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, LAST, Y2021)
    driver.press(Key.Key_F6)
    (view,) = views(shown)
    assert view.hasFocus()
    driver.press(Key.Key_End)
    assert view.told == "2021年\n年末人口\u300078,112"
    driver.press(Key.Key_F6)
    assert shown.grid.hasFocus()


def test_the_input_method_opens_a_cell(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    driver.compose("３３０人")
    driver.press(Key.Key_Return)
    assert text(shown, BIRTHS, Y2021) == "330"


def test_every_control_has_a_name(shown: StatisticsDialog, driver: Driver) -> None:
    assert unnamed(shown) == []
    for kind, deed in (
        (TableForm, shown.deeds.add_table),
        (TableForm, shown.deeds.edit_table),
        (RowForm, shown.deeds.add_row),
        (YearForm, shown.deeds.add_year),
        (GroupForm, shown.deeds.edit_group),
        (ColumnForm, shown.deeds.add_column),
    ):
        deed()
        asked = form(driver, kind)
        assert unnamed(asked) == []
        asked.reject()


# rows, columns, tables


def test_a_row_is_added_behind_its_group_and_computed(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    press(shown.deeds.new_row)
    asked = form(driver, RowForm)
    assert asked.told.plain == ""
    assert refused(asked) == "行の名前を入力してください。"
    fill(asked.name, "difference")
    assert asked.group.currentText() == "自然動態"
    asked.unit.setCurrentText("人")
    asked.decimals.setCurrentIndex(2)
    asked.computed.setChecked(True)
    assert refused(asked) == "式を入力してください。"
    asked.formula.rows.menu().actions()[0].trigger()
    asked.formula.steps.menu().actions()[1].trigger()
    asked.formula.rows.menu().actions()[DEATHS].trigger()
    assert asked.formula.line.text() == "出生 - 死亡"
    fill(asked.formula, "出生 - ")
    assert asked.formula.said.plain.startswith("式の")
    assert "式の" in refused(asked)
    asked.formula.line.setText("出生 - 死亡@前年")
    assert asked.formula.said.plain == "出生 － 死亡(前年)"
    asked.chart.setCurrentText("自然動態")
    keep(driver, asked)
    row = held(driver).rows[2]
    assert (row.uid, row.group, row.unit, row.decimals) == ("difference", "自然動態", "人", 1)
    assert held(driver).charts[0].rows == ("出生", "死亡", "difference")
    assert text(shown, 2, Y2021) == "▲760.0"
    driver.press(Key.Key_Z, CONTROL)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_a_row_is_renamed_and_its_formulas_go_on(shown: StatisticsDialog, driver: Driver) -> None:
    shown.grid.verticalHeader().sectionDoubleClicked.emit(BIRTHS)
    asked = form(driver, RowForm)
    assert asked.chart.currentText() == "自然動態"
    fill(asked.name, "births")
    asked.bracketed.setChecked(True)
    keep(driver, asked)
    assert held(driver).row("出生").name == "births"
    assert shown.model.headerData(BIRTHS, Qt.Orientation.Vertical) == "(births)"
    stand(shown, GROWTH, Y2021)
    assert shown.told.plain == "「自然増減」の計算: births － 死亡"
    choose(shown.deeds.row_menu, "行を直す")
    again = form(driver, RowForm)
    assert again.formula.line.text() == "births - 死亡"
    assert again.formula.formula == "出生 - 死亡"
    again.reject()


def test_figures_give_way_to_a_formula_with_a_warning(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, ARRIVALS, Y2021)
    choose(shown.deeds.row_menu, "行を直す")
    asked = form(driver, RowForm)
    asked.computed.setChecked(True)
    asked.formula.line.setText("社会増減")
    assert "式が自分自身に戻ります" in refused(asked)
    asked.formula.line.setText("出生 * 2")
    assert asked.warned.plain == "この行に入力されている7件の値は、計算した値に置き換わります。"
    keep(driver, asked)
    assert text(shown, ARRIVALS, Y2021) == "658"
    driver.press(Key.Key_Z, CONTROL)
    assert text(shown, ARRIVALS, Y2021) == "2,501"


def test_rows_move_and_go_unless_a_formula_needs_them(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    assert not shown.deeds.row_up.isEnabled()
    choose(shown.deeds.row_menu, "行を削除")
    assert shown.notice.text() == "「出生」は「自然増減」の式で使われているため、削除できません。"
    choose(shown.deeds.row_menu, "下へ")
    assert place(shown) == (RATE, Y2021)
    assert [row.uid for row in held(driver).rows[:2]] == ["合計特殊出生率", "出生"]
    choose(shown.deeds.row_menu, "上へ")
    stand(shown, GROWTH_RATE, Y2021)
    choose(shown.deeds.row_menu, "行を削除")
    assert shown.notice.text() == "行「自然増減率」を削除しました。Ctrl+Zで元に戻せます。"
    assert held(driver).charts[2].rows == ("社会増減率",)
    assert place(shown) == (GROWTH_RATE, Y2021)
    for _ in range(3):
        driver.press(Key.Key_Z, CONTROL)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()
    stand(shown, LAST, Y2021)
    assert not shown.deeds.row_down.isEnabled()


def test_a_group_is_renamed_and_taken_away(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, ARRIVALS, Y2021)
    choose(shown.deeds.row_menu, "区分の名前")
    asked = form(driver, GroupForm)
    assert asked.told.plain == "4行の区分が変わります。"
    fill(asked.name, "moves")
    keep(driver, asked)
    assert [row.group for row in held(driver).rows[5:]] == ["moves"] * 4 + [""]
    choose(shown.deeds.row_menu, "区分の名前")
    again = form(driver, GroupForm)
    fill(again.name, "")
    assert again.told.plain == "4行が、区分のない行になります。"
    keep(driver, again)
    assert not shown.deeds.rename_group.isEnabled()


def test_years_are_added_hidden_and_taken_away(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    press(shown.deeds.new_year)
    asked = form(driver, YearForm)
    assert (asked.first.currentText(), asked.last.currentText()) == ("2022年", "2022年")
    asked.first.pick(b.fy(2023))
    assert refused(asked) == "最後の年が最初の年より前です。"
    asked.last.pick(b.fy(2023))
    keep(driver, asked)
    assert shown.model.headerData(RATIO, Qt.Orientation.Horizontal) == "2023年"
    stand(shown, BIRTHS, RATIO)
    choose(shown.deeds.column_menu, "2023年を削除")
    stand(shown, BIRTHS, Y2015)
    assert shown.deeds.print_year.isChecked()
    choose(shown.deeds.column_menu, "印刷する")
    assert shown.model.headerData(Y2015, Qt.Orientation.Horizontal) == "(2015年)"
    assert place(shown) == (BIRTHS, Y2015)
    choose(shown.deeds.column_menu, "印刷する")
    assert shown.model.headerData(Y2015, Qt.Orientation.Horizontal) == "2015年"
    press(shown.deeds.new_year)
    again = form(driver, YearForm)
    again.first.pick(b.fy(2020))
    again.last.pick(b.fy(2021))
    assert refused(again) == "この年は、すでに表にあります。"
    again.reject()
    for _ in range(4):
        driver.press(Key.Key_Z, CONTROL)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_a_computed_column_is_added_changed_and_taken_away(shown: StatisticsDialog, driver: Driver) -> None:
    choose(shown.deeds.column_menu, "計算の列を追加")
    asked = form(driver, ColumnForm)
    assert refused(asked) == "見出しを入力してください。"
    fill(asked.title, "total")
    assert refused(asked) == "式を入力してください。"
    fill(asked.formula, "行")
    assert "年を書いてください" in refused(asked)
    asked.formula.line.clear()
    next(each for each in asked.formula.steps.menu().actions() if each.text() == "合計( )").trigger()
    asked.formula.rows.menu().actions()[0].trigger()
    asked.formula.steps.menu().actions()[-1].trigger()
    assert asked.formula.line.text() == "合計(行@2021)"
    keep(driver, asked)
    last = shown.model.columnCount() - 1
    assert text(shown, BIRTHS, last) == "329"
    stand(shown, BIRTHS, last)
    assert not shown.deeds.print_year.isEnabled()
    choose(shown.deeds.column_menu, "計算の列を直す")
    again = form(driver, ColumnForm)
    again.unit.setCurrentText("人")
    again.formula.line.setText("合計(行@2020~2021)")
    keep(driver, again)
    assert text(shown, BIRTHS, last) == "701人"
    choose(shown.deeds.column_menu, "計算の列を削除")
    for _ in range(3):
        driver.press(Key.Key_Z, CONTROL)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_a_table_is_described_and_taken_away_unless_others_need_it(shown: StatisticsDialog, driver: Driver) -> None:
    choose(shown.deeds.table_menu, "表を削除")
    assert shown.notice.text() == "「合計特殊出生率」は「岩見沢市」の式で使われているため、削除できません。"
    shown.show_table("出生率")
    choose(shown.deeds.table_menu, "表の設定")
    asked = form(driver, TableForm)
    asked.per.pick(MeasuredPer.DATE)
    assert refused(asked) == "日付を入力してください。"
    fill(asked.date, "10/1")
    fill(asked.source, "source")
    asked.notes.setPlainText("注1\n\n注2")
    asked.unit.setCurrentText("人")
    keep(driver, asked)
    table = next(each for each in tables(driver) if each.uid == "出生率")
    assert (table.date, table.source, table.notes, table.unit) == ("10/1", "source", ("注1", "注2"), "人")
    assert shown.about.plain == "各年10/1現在　単位: 人"
    choose(shown.deeds.table_menu, "表を削除")
    assert [each.uid for each in tables(driver)] == ["将来展望", TABLE]
    driver.press(Key.Key_Z, CONTROL)
    assert shown.table is not None
    assert shown.table.uid == "出生率"
    driver.press(Key.Key_Z, CONTROL)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_undo_shows_the_table_it_changed(shown: StatisticsDialog, driver: Driver) -> None:
    stand(shown, BIRTHS, Y2021)
    driver.type("1")
    driver.press(Key.Key_Return)
    shown.show_table("将来展望")
    driver.press(Key.Key_Z, CONTROL)
    assert shown.table is not None
    assert shown.table.uid == TABLE


def test_the_first_table_is_made_from_its_rows_and_years(bare: StatisticsDialog, driver: Driver) -> None:
    assert bare.empty.isVisible()
    assert not bare.grid.isVisible()
    assert bare.deeds.first.hasFocus()
    driver.press(Key.Key_Space)
    asked = form(driver, TableForm)
    assert refused(asked) == "表の名前を入力してください。"
    fill(asked.title, "population")
    asked.rows.setPlainText("男\n女\n\n男")
    asked.first.pick(b.fy(2022))
    assert refused(asked) == "最後の年が最初の年より前です。"
    asked.last.pick(b.fy(2023))
    asked.per.pick(MeasuredPer.CALENDAR)
    assert (asked.first.currentText(), asked.last.currentText()) == ("2022年", "2023年")
    assert asked.told.plain == "行と年は、後からも追加できます。"
    keep(driver, asked)
    (table,) = tables(driver)
    assert [row.uid for row in table.rows] == ["男", "女", "r1"]
    assert bare.grid.isVisible()
    assert bare.grid.hasFocus()
    driver.press(Key.Key_Z, CONTROL)
    assert bare.empty.isVisible()


def test_a_table_without_rows_or_years_says_what_comes_next(bare: StatisticsDialog, driver: Driver) -> None:
    press(bare.deeds.first)
    asked = form(driver, TableForm)
    fill(asked.title, "empty")
    keep(driver, asked)
    assert bare.told.plain == "行がありません。「行を追加」で、この表の行を加えてください。"
    assert not bare.deeds.change_row.isEnabled()
    press(bare.deeds.new_row)
    row = form(driver, RowForm)
    fill(row.name, "a")
    keep(driver, row)
    stand(bare, 0, 0)
    assert not bare.deeds.print_year.isEnabled()
    choose(bare.deeds.column_menu, "を削除")
    assert bare.told.plain == "年がありません。「年を追加」で、この表の年を加えてください。"


def test_a_read_only_workspace_shows_all_and_alters_nothing(
    driver: Driver, make_workspace: Made, services: Services
) -> None:
    path = make_workspace(b.with_tables())
    holder = Workspace.open(path, services)
    driver.window.open_path(path)
    shown = opened(driver, TABLE)
    assert shown.notice.text() == "読み取り専用で開いているため、変更できません。"
    for button in (shown.deeds.table_menu, *shown.deeds.of_lines):
        assert not button.isEnabled()
    stand(shown, BIRTHS, Y2021)
    driver.press(Key.Key_5)
    assert shown.grid.bubble.plain == "読み取り専用で開いているため、変更できません。"
    driver.press(Key.Key_Delete)
    driver.press(Key.Key_C, CONTROL)
    driver.press(Key.Key_V, CONTROL)
    shown.grid.verticalHeader().sectionDoubleClicked.emit(BIRTHS)
    assert not shown.findChildren(RowForm)
    assert text(shown, BIRTHS, Y2021) == "329"
    shown.reject()
    holder.close()
