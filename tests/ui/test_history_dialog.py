"""変更履歴: what stood in a cell, an indicator's steps, the plan's, and putting an old value back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.history_dialog import (
    CellHistoryDialog,
    StepsDialog,
    show_cell_history,
    show_indicator_history,
    show_plan_history,
)
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.ui.list_dialogs import ListDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
Shown = TypeVar("Shown", bound=QDialog)
ACTUAL = b.actual_of("i2", 2022)
BIG = CONTROL | Qt.KeyboardModifier.ShiftModifier


def dialog(driver: Driver, kind: type[Shown]) -> Shown:
    return next(each for each in driver.window.findChildren(kind) if each.isVisible())


def lines(shown: ListDialog) -> list[str]:
    return [shown.list.item(row).text() for row in range(shown.list.count())]


def test_an_old_figure_is_put_back_as_one_step(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.desk.session.type_figure(ACTUAL, "26.5")
    driver.desk.session.type_figure(ACTUAL, "")
    driver.desk.grid.go(driver.desk.model.where(ACTUAL))
    driver.press(Key.Key_H, BIG)
    shown = dialog(driver, CellHistoryDialog)
    assert [line.partition("\n")[2] for line in lines(shown)] == ["26.5 → (空欄)", "25.0 → 26.5"]
    assert "企画課" in lines(shown)[0]
    shown.list.setCurrentRow(1)
    shown.put_back.click()
    assert driver.text_of(ACTUAL) == "25.0"
    assert driver.desk.grid.hasFocus()
    driver.press(Key.Key_Z, CONTROL)
    assert driver.text_of(ACTUAL) == ""


def test_an_old_text_is_put_back(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    key = CommentKey("i2", b.fy(2022))
    session = driver.desk.session
    before = session.plan.indicator("i2").comments[key.year].remarks
    session.write_remarks(key, "新しい文。")
    show_cell_history(driver.desk, key)
    shown = dialog(driver, CellHistoryDialog)
    assert lines(shown)[0].endswith(f"前: {before}\n後: 新しい文。")
    shown.put_back.click()
    assert session.plan.indicator("i2").comments[key.year].remarks == before


def test_a_cell_that_never_changed_says_so(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    show_cell_history(driver.desk, ACTUAL)
    shown = dialog(driver, CellHistoryDialog)
    assert lines(shown) == []
    assert not shown.put_back.isEnabled()
    shown.reject()


def test_the_steps_of_an_indicator_and_of_the_plan(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.desk.session.type_figure(ACTUAL, "26.5")
    driver.desk.session.type_figure(b.actual_of("i3", 2022), "1")
    show_indicator_history(driver.desk, "i2")
    shown = dialog(driver, StepsDialog)
    assert len(lines(shown)) == 1
    assert "25.0 → 26.5" in lines(shown)[0]
    shown.reject()
    driver.desk.session.put_back(CommentKey("i2", ACTUAL.year), "一行目\n二行目")
    show_indicator_history(driver.desk, "i2")
    shown = next(each for each in driver.window.findChildren(StepsDialog) if each.isVisible())
    assert "\n　前: 市内" in lines(shown)[0]
    assert lines(shown)[0].endswith("\n　後: 一行目\n二行目")
    item = shown.list.sizeHintForRow(0)
    driver.desk.session.put_back(CommentKey("i2", ACTUAL.year), "一行目\n" * 30)
    shown.reject()
    show_indicator_history(driver.desk, "i2")
    shown = next(each for each in driver.window.findChildren(StepsDialog) if each.isVisible())
    assert shown.list.sizeHintForRow(0) > item + 25 * shown.list.fontMetrics().height()
    shown.reject()
    show_plan_history(driver.desk)
    assert len(lines(next(each for each in driver.window.findChildren(StepsDialog) if each.isVisible()))) > 1
