"""A planner goes through the year: sends back, judges otherwise, takes it back, looks at the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kpidesk.domain.evaluation import Stage
from kpidesk.domain.plan import Project
from kpidesk.domain.year_value import Side, ValueKey
from kpidesk.ui.review_dialogs import ReasonDialog, VerdictDialog
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.review import Reviewed
    from kpidesk.workspace.services import Services

SHIFT = Qt.KeyboardModifier.ShiftModifier
REASON = "就職者数と合わせて見直してください。"


def row_of(driver: Driver) -> Reviewed:
    return next(row for row in driver.desk.review.watch.rows.values() if row.entry.comment_owner == "i2")


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
def test_a_planner_goes_through_the_year(driver: Driver, sample: Path, services: Services) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_2, CONTROL)
    page = driver.desk.review
    page.finish()
    page.list.go(row_of(driver).entry.identity)
    said = str(page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    assert "25.0 ＜ 37.0 → 未達成" in said

    # handed in and sent back with a reason
    driver.press(Key.Key_S, CONTROL | SHIFT)
    assert row_of(driver).stage is Stage.SUBMITTED
    page.list.go(row_of(driver).entry.identity)
    driver.press(Key.Key_Backspace, CONTROL)
    reason = driver.dialog(ReasonDialog)
    driver.qtbot.waitUntil(reason.reason.hasFocus)
    driver.compose(REASON)
    reason.keep.click()
    assert (row_of(driver).stage, row_of(driver).approval.reason) == (Stage.RETURNED, REASON)

    # another verdict, counted at once, the computed one kept beside it
    driver.desk.activateWindow()
    page.list.go(row_of(driver).entry.identity)
    driver.press(Key.Key_J, CONTROL | SHIFT)
    verdict = driver.dialog(VerdictDialog)
    verdict.label.setCurrentIndex(1)
    verdict.reason.setPlainText("年度末の後に届いた。")
    verdict.keep.click()
    page.finish()
    given = row_of(driver).verdict
    assert given is not None
    assert given.computed is not None
    assert (given.label, given.computed.label) == ("達成", "未達成")
    assert page.cards.sums.cards[0].verdicts.counts["達成"] == 18

    # taken back step by step
    driver.press(Key.Key_Z, CONTROL)
    page.finish()
    assert page.cards.sums.cards[0].verdicts.counts["達成"] == 17
    driver.press(Key.Key_Z, CONTROL)
    assert row_of(driver).stage is Stage.SUBMITTED

    # to the cell, mended, and back
    page.list.go(row_of(driver).entry.identity)
    page.list.setFocus()
    driver.press(Key.Key_Return)
    assert driver.focus is driver.desk.grid
    assert driver.desk.model.key(driver.desk.grid.currentIndex()) == ValueKey("i2", "", b.fy(2022), Side.ACTUAL)
    driver.type("37.5")
    driver.press(Key.Key_2, CONTROL)
    page.finish()
    assert page.cards.sums.cards[0].verdicts.counts["達成"] == 18
    sheet = row_of(driver).sheet
    driver.window.close_file()

    kept = Workspace.open(sample, services, write=False)
    node = next(iter(kept.plans.values())).places[sheet].what
    kept.close()
    assert isinstance(node, Project)
    assert node.stage(b.fy(2022)) is Stage.SUBMITTED


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
def test_a_round_of_approval_from_the_first_look_to_the_correction(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.window.resize(1366, 768)
    driver.press(Key.Key_2, CONTROL)
    page = driver.desk.review
    page.finish()

    # goal 3, what missed its target; nothing is handed in yet, and the line above says so
    box = page.cards.visualRect(page.cards.sums.index(3))
    QTest.mouseClick(page.cards.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    QTest.mouseClick(page.guide.hand_in, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.bar.buttons["short"], Qt.MouseButton.LeftButton)
    assert len(page.list.rows.rows) == 9

    # one is read and sent back, the keys go on to the next
    page.list.setFocus()
    driver.press(Key.Key_Home)
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Backspace, CONTROL)
    dialog = driver.dialog(ReasonDialog)
    driver.qtbot.waitUntil(dialog.reason.hasFocus)
    driver.compose(REASON)
    driver.press(Key.Key_Return, CONTROL)
    driver.desk.activateWindow()
    assert page.list.currentIndex().row() == 2

    # the rest is checked, those that met their target too; the one that was sent back waits for its section
    QTest.mouseClick(page.bar.lift, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.commands.all, Qt.MouseButton.LeftButton)
    page.finish()
    stages = [each.stage for each in page.list.rows.rows]
    assert (stages.count(Stage.CHECKED), stages.count(Stage.RETURNED)) == (16, 1)
    assert page.cards.sums.cards[3].stages[Stage.CHECKED] == 16
    assert driver.focus is page.list


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
def test_what_was_sent_back_is_found_mended_and_looked_at_again(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_2, CONTROL)
    page, session = driver.desk.review, driver.desk.session
    page.finish()
    row = row_of(driver)
    page.list.selectAll()
    page.deeds.hand_in()
    page.deeds.send_back([row_of(driver)], REASON)

    # in the sheet the section finds it, with the reason, mends it and hands it in again
    driver.press(Key.Key_1, CONTROL)
    driver.desk.filter.offer_returned()
    QTest.mouseClick(driver.desk.filter.buttons["returned"], Qt.MouseButton.LeftButton)
    driver.desk.model.finish()
    assert driver.desk.model.sheet.entries == 1
    key = ValueKey(row.entry.values_uid, "", session.year, Side.ACTUAL)
    name = driver.desk.model.where(key).sibling(driver.desk.model.where(key).row() - 1, 1)
    assert f"差戻しの理由: {REASON}" in str(name.data(Qt.ItemDataRole.ToolTipRole))
    with session.edit("再提出") as edit:
        edit.hand_in(row.sheet, session.year)
        edit.approve(row.sheet, session.year)

    # a figure that is mended after all that asks for another look, and says so
    driver.desk.filter.clear()
    driver.desk.model.finish()
    driver.desk.grid.go(driver.desk.model.where(key))
    driver.desk.grid.setFocus()
    driver.type("41")
    driver.press(Key.Key_Return)
    assert driver.desk.status.fallen.text().endswith("は提出済に戻りました。")
    driver.press(Key.Key_2, CONTROL)
    page.finish()
    assert page.cards.sums.cards[0].stages[Stage.CHECKED] == 0
    assert row_of(driver).stage is Stage.SUBMITTED
