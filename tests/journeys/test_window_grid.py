"""A clerk works in the grid as in a spreadsheet: blocks, fills, a paste that cannot lie, filters, and a whole year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from kpidesk.domain.change import value_at
from kpidesk.domain.entries import entries
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.ui.frozen_columns import FrozenColumns
from kpidesk.ui.grid_questions import GridQuestions
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QModelIndex

    from kpidesk.ui.year_grid_view import YearGridView

R4, R5 = b.fy(2022), b.fy(2023)
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
AS_TYPED = str.maketrans({"△": "-", "—": "-"})
"""The signs of the printed table that no key has, and the key that gives them."""

OFFSCREEN = "This plugin does not support"


class Replies(GridQuestions):
    """Answers for the person."""

    def __init__(self, *, paste: bool = False, note: str | None = None) -> None:
        self.paste = paste
        self.text = note
        self.asked: list[str] = []

    def paste_anyway(self, parent: QWidget, sentence: str) -> bool:
        del parent
        self.asked.append(sentence)
        return self.paste

    def note(self, parent: QWidget, old: str) -> str | None:
        del parent
        self.asked.append(old)
        return self.text


def actual(uid: str, year: int = 2023) -> ValueKey:
    return b.actual_of(uid, year)


def opened(driver: Driver, sample: Path) -> YearGridView:
    """Open the file at 令和5年度, with the whole plan in the grid and the keys there."""
    driver.answers.workspace = sample
    driver.press(Key.Key_O, CONTROL)
    driver.press(Key.Key_PageDown, CONTROL)
    driver.desk.model.finish()
    driver.desk.grid.setFocus()
    return driver.desk.grid


def at(driver: Driver, key: ValueKey | CommentKey) -> QModelIndex:
    driver.desk.grid.go(driver.desk.model.where(key))
    return driver.desk.grid.currentIndex()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def press_at(grid: YearGridView, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mousePress(grid.viewport(), LEFT, modifier, point)


def drag(grid: YearGridView, start: QPoint, end: QPoint) -> None:
    press_at(grid, start)
    QTest.mouseMove(grid.viewport(), end)
    QTest.mouseRelease(grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)


def centre(grid: YearGridView, index: QModelIndex) -> QPoint:
    return grid.visualRect(index).center()


def test_a_block_is_selected_copied_cut_and_pasted_by_keys(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    index = at(driver, ValueKey("i2", "", R4, Side.TARGET))
    driver.press(Key.Key_Down, SHIFT)
    driver.press(Key.Key_Right, SHIFT)
    driver.press(Key.Key_C, CONTROL)
    assert clipboard() == "37.0\t38.0\r\n25.0\t\r\n"
    assert len(grid.selectedIndexes()) == 4
    assert grid.currentIndex() == index
    driver.press(Key.Key_X, CONTROL)
    assert driver.text_of(actual("i2", 2022)) == ""
    driver.press(Key.Key_V, CONTROL)
    assert driver.text_of(actual("i2", 2022)) == "25.0"
    driver.press(Key.Key_Z, CONTROL)
    driver.press(Key.Key_Z, CONTROL)
    assert driver.text_of(actual("i2", 2022)) == "25.0"
    assert driver.desk.session.workspace.undo_title == ""


def test_everything_is_selected_and_copied(driver: Driver, sample: Path) -> None:
    opened(driver, sample)
    driver.press(Key.Key_A, CONTROL)
    driver.press(Key.Key_C, CONTROL)
    lines = clipboard().split("\r\n")
    assert lines[0].startswith("基本目標1")
    driver.press(Key.Key_Escape)
    assert len(driver.desk.grid.selectedIndexes()) == 1


def test_a_selection_runs_down_past_headings_without_swelling(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    at(driver, actual("i2", 2022))
    for _ in range(4):
        driver.press(Key.Key_Down, SHIFT)
    block = grid.selection.block
    assert block is not None
    assert (block.height, block.width) == (5, 1)
    driver.press(Key.Key_Right)
    assert grid.selection.block is not None
    assert grid.selection.block.single


def test_a_paste_marks_what_it_cannot_read(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    at(driver, actual("i2"))
    QGuiApplication.clipboard().setText("38.5\t九十くらい\r\n")
    driver.press(Key.Key_V, CONTROL)
    assert driver.text_of(actual("i2")) == "38.5"
    assert driver.desk.status.notice.text() == "1件を貼り付け、1件は読めませんでした。"
    driver.press(Key.Key_Right)
    assert grid.bubble.isVisible()
    assert "九十くらい" in grid.bubble.plain
    driver.press(Key.Key_F2)
    assert driver.focus.property("text") == "九十くらい"
    driver.press(Key.Key_Escape)
    driver.press(Key.Key_Escape)
    assert not grid.bubble.isVisible()
    assert driver.desk.model.mark(grid.currentIndex()) is None
    driver.press(Key.Key_Z, CONTROL)
    assert driver.text_of(actual("i2")) == ""


@pytest.mark.parametrize("yes", [False, True])
def test_a_paste_that_does_not_fit_asks_first(driver: Driver, sample: Path, yes: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    grid = opened(driver, sample)
    grid.deeds.questions = replies = Replies(paste=yes)
    at(driver, actual("i2"))
    driver.press(Key.Key_Right, SHIFT)
    QGuiApplication.clipboard().setText("1\t2\t3\r\n")
    driver.press(Key.Key_V, CONTROL)
    assert "(1行×3列)が、選択した範囲(1行×2列)と合いません。" in replies.asked[0]
    assert driver.text_of(actual("i2", 2025)) == ("3.0" if yes else "")


@pytest.mark.qt_log_ignore(OFFSCREEN)
def test_the_question_itself_can_be_answered(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    answers: list[str] = []

    def stop() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        answers.append(str(box.property("text")))
        QTest.keyClick(box, Key.Key_Escape)

    QTimer.singleShot(0, stop)
    assert not grid.deeds.questions.paste_anyway(grid, "貼り付けますか。")
    assert answers == ["貼り付けますか。"]


def test_what_is_typed_goes_into_the_whole_selection(driver: Driver, sample: Path) -> None:
    opened(driver, sample)
    at(driver, actual("i3"))
    driver.press(Key.Key_Right, SHIFT)
    driver.type("7")
    driver.press(Key.Key_Return, CONTROL)
    assert [driver.text_of(actual("i3", year)) for year in (2023, 2024)] == ["7", "7"]
    driver.press(Key.Key_Z, CONTROL)
    assert [driver.text_of(actual("i3", year)) for year in (2023, 2024)] == ["", ""]


def test_fills_by_keys_and_by_the_handle(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    index = at(driver, actual("i3", 2022))
    driver.press(Key.Key_Right, SHIFT)
    driver.press(Key.Key_R, CONTROL)
    assert driver.text_of(actual("i3")) == "0"
    driver.press(Key.Key_Z, CONTROL)
    grid.go(index)
    corner = grid.visualRect(index).bottomRight() - QPoint(2, 2)
    drag(grid, corner, centre(grid, index.siblingAtColumn(index.column() + 2)))
    assert [driver.text_of(actual("i3", year)) for year in (2023, 2024)] == ["0", "0"]
    driver.press(Key.Key_Z, CONTROL)
    assert driver.text_of(actual("i3", 2024)) == ""
    at(driver, actual("i3", 2022))
    driver.press(Key.Key_Down, SHIFT)
    driver.press(Key.Key_Down, SHIFT)
    driver.press(Key.Key_Down, SHIFT)
    driver.press(Key.Key_D, CONTROL)
    assert driver.text_of(actual("i4", 2022)) == "0"


def test_the_mouse_draws_blocks(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    index = at(driver, actual("i3", 2021))
    far = index.sibling(index.row() - 1, index.column() + 1)
    drag(grid, centre(grid, index), centre(grid, far))
    assert grid.selection.block is not None
    assert (grid.selection.block.height, grid.selection.block.width) == (2, 2)
    QTest.mouseClick(grid.viewport(), LEFT, SHIFT, centre(grid, index.siblingAtColumn(index.column() + 2)))
    assert grid.selection.block.width == 3
    QTest.mouseClick(grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, centre(grid, index))
    assert grid.selection.block.single


def test_blocks_are_drawn_over_the_frozen_columns_too(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    index = at(driver, actual("i3", 2022))
    grid.horizontalScrollBar().setValue(200)
    frozen = grid.findChild(FrozenColumns)
    assert isinstance(frozen, FrozenColumns)
    assert frozen.isVisible()
    side = index.siblingAtColumn(2)
    place = frozen.visualRect(side).center()
    QTest.mousePress(frozen.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseRelease(frozen.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert grid.currentIndex() == side
    below = frozen.visualRect(side.sibling(side.row() - 1, 2)).center()
    QTest.mouseClick(frozen.viewport(), LEFT, SHIFT, below)
    assert grid.selection.block is not None
    assert grid.selection.block.height == 2
    frozen.setColumnWidth(1, 222)
    assert grid.columnWidth(1) == 222
    grid.grab()


def test_keys_jump_to_edges_and_corners(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    start = at(driver, actual("i2", 2021))
    driver.press(Key.Key_Right, CONTROL)
    assert grid.currentIndex().column() == start.column() + 1
    driver.press(Key.Key_End, CONTROL)
    assert grid.currentIndex().row() == driver.desk.model.rowCount() - 1
    driver.press(Key.Key_Home, CONTROL)
    assert grid.currentIndex().row() == 0
    at(driver, actual("i4"))
    driver.press(Key.Key_Return, SHIFT)
    assert driver.desk.model.key(grid.currentIndex()) == actual("i3")
    driver.press(Key.Key_T, CONTROL)
    driver.press(Key.Key_J, CONTROL)
    assert driver.focus is grid
    assert driver.desk.model.key(grid.currentIndex()) == actual("i4")


@pytest.mark.qt_log_ignore(OFFSCREEN)
def test_words_in_place_of_figures_by_key_and_menu(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    at(driver, actual("i2", 2022))
    driver.press(Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert driver.cell() == "暫定値25.0"
    grid.deeds.questions = Replies(note="速報")
    driver.press(Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert driver.desk.model.face(grid.currentIndex()).note == "速報"
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), grid.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(grid.viewport(), event)
    menu = grid.findChild(QMenu)
    assert isinstance(menu, QMenu)
    values = next(below for action in menu.actions() if isinstance(below := action.menu(), QMenu))
    next(action for action in values.actions() if "未公表" in action.text()).trigger()
    menu.close()
    assert driver.cell() == "未公表"
    driver.press(Key.Key_Z, CONTROL)
    driver.press(Key.Key_Z, CONTROL)
    driver.press(Key.Key_Z, CONTROL)
    assert driver.cell() == "25.0"


def test_rows_are_narrowed_by_keyboard(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    rows = driver.desk.model.rowCount()
    driver.press(Key.Key_L, CONTROL | SHIFT)
    assert driver.desk.filter.section.hasFocus()
    driver.press(Key.Key_Tab)
    owed = driver.focus
    assert isinstance(owed, QToolButton)
    driver.press(Key.Key_Space)
    driver.desk.model.finish()
    shown = driver.desk.model.rowCount()
    assert 0 < shown < rows
    assert driver.desk.filter.count.text().endswith("件を表示")
    assert driver.desk.model.sheet.band(0) is not None
    driver.press(Key.Key_Escape)
    assert driver.focus is grid
    driver.desk.filter.clear()
    driver.desk.model.finish()
    assert driver.desk.model.rowCount() == rows


def test_an_empty_answer_says_so_and_undo_finds_hidden_rows(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    at(driver, actual("i2"))
    driver.type("38")
    driver.press(Key.Key_Return)
    driver.desk.filter.buttons["unwritten"].click()
    driver.desk.filter.buttons["owed"].click()
    assert not driver.desk.model.where(actual("i2")).isValid()
    grid.grab()
    driver.press(Key.Key_Z, CONTROL)
    assert driver.desk.model.where(actual("i2")).isValid()
    assert not driver.desk.filter.wanted.active


def test_zoom_and_widths_are_remembered(driver: Driver, sample: Path) -> None:
    grid = opened(driver, sample)
    width, height = grid.columnWidth(4), grid.rowHeight(2)
    driver.press(Key.Key_Plus, CONTROL)
    assert grid.fonts.zoom == 110
    assert grid.rowHeight(2) > height
    turn = QWheelEvent(
        QPointF(9, 9),
        QPointF(9, 9),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 -- Qt's argument
    )
    QApplication.sendEvent(grid.viewport(), turn)
    assert grid.fonts.zoom == 100
    driver.press(Key.Key_Minus, CONTROL)
    grid.setColumnWidth(4, width + 40)
    driver.window.close_file()
    assert driver.window.settings.grid_zoom == 90
    driver.press(Key.Key_O, CONTROL)
    assert driver.desk.grid.fonts.zoom == 90
    assert abs(driver.desk.grid.columnWidth(4) - width - 40) <= 1
    driver.press(Key.Key_0, CONTROL)
    driver.desk.grid.deeds.forget_widths()
    assert abs(driver.desk.grid.columnWidth(4) - width) <= 1


def test_enter_in_the_last_row_goes_on_at_the_top(driver: Driver, sample: Path) -> None:
    grid, sheet = opened(driver, sample), driver.desk.model.sheet
    owed, row = [], -1
    while place := sheet.next_owed(row, R5):
        owed.append(place)
        row = place[0]
    grid.go(driver.desk.model.index(*owed[-1]))
    driver.press(Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == owed[0]


def test_headings_stay_in_view_when_the_years_are_scrolled(driver: Driver, sample: Path) -> None:
    """What a heading says runs on from the frozen columns into the others, wherever those are scrolled to."""
    grid = opened(driver, sample)
    grid.verticalScrollBar().setValue(0)
    strip = QRect(0, grid.horizontalHeader().height(), grid.viewport().width() - 60, grid.rowHeight(0) - 1)
    before = grid.grab(strip).toImage()
    grid.horizontalScrollBar().setValue(200)
    assert grid.grab(strip).toImage() == before


class KeyCounter(QObject):
    """Counts the key presses that arrive from outside; one that the program hands on to another part is the same."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.presses = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        pressed = event.type() is QEvent.Type.KeyPress and event.spontaneous()
        self.presses += pressed and watched is QApplication.focusWidget()
        return False


def test_a_whole_year_costs_one_key_beside_each_figure(driver: Driver, sample: Path, qapp: QApplication) -> None:
    """Enter 令和5年度 from a list, the printed figures of 令和4年度, at the keyboard alone; every press is counted."""
    grid = opened(driver, sample)
    plan, model = driver.desk.session.plan, driver.desk.model
    owed = [
        entry.value_key(series, R5, Side.ACTUAL)
        for entry in entries(plan, plan)
        if entry.shown is not None and entry.due_in(R5)
        for series in entry.shown.series
        if value_at(plan, entry.value_key(series, R5, Side.ACTUAL)) is None
    ]
    printed = {key: driver.text_of(ValueKey(key.indicator, key.series, R4, Side.ACTUAL)) or "0" for key in owed}
    figures = {key: text.removeprefix("暫定値") for key, text in printed.items()}
    driver.press(Key.Key_Home, CONTROL)
    driver.press(Key.Key_J, CONTROL)
    entered, counter = set(), KeyCounter(qapp)
    while (key := model.key(grid.currentIndex())) in figures and key not in entered:
        assert isinstance(key, ValueKey)
        driver.type(figures[key].translate(AS_TYPED))
        driver.press(Key.Key_Return)
        entered.add(key)
    qapp.removeEventFilter(counter)
    assert entered == set(figures)
    signs = sum(map(len, figures.values()))
    assert signs < counter.presses <= signs + len(figures)
    assert {key: driver.text_of(key) for key in figures} == figures
