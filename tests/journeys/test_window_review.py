"""A planner goes through the year: sends back, judges otherwise, takes it back, looks at the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

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
    driver.press(Key.Key_Backspace, CONTROL)
    reason = driver.dialog(ReasonDialog)
    driver.qtbot.waitUntil(reason.reason.hasFocus)
    driver.compose(REASON)
    reason.keep.click()
    assert (row_of(driver).stage, row_of(driver).approval.reason) == (Stage.RETURNED, REASON)

    # another verdict, counted at once, the computed one kept beside it
    driver.desk.activateWindow()
    page.list.setFocus()
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
    key = ValueKey("i2", "", b.fy(2022), Side.ACTUAL)
    assert driver.focus is driver.desk.grid
    assert driver.desk.model.key(driver.desk.grid.currentIndex()) == key
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
