"""A clerk enters a year with the keyboard alone, changes their mind, and finds everything again the next day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from kpidesk.domain.year_value import Side, ValueKey
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services

R5 = b.fy(2023)
ENTERED = {"i2": "△7.8", "i3": "1,234", "i4": "—", "i5": "3", "i6": "6", "i7": "51"}
TYPED = {"i2": "△7.8％", "i3": "１，２３４", "i4": "—", "i6": "６"}
REMARKS = "目標を大きく上回った。今後も続ける。"


def actual(uid: str) -> ValueKey:
    return ValueKey(uid, "", R5, Side.ACTUAL)


def open_goal_1(driver: Driver, sample: Path) -> None:
    """Open the file, choose goal 1 in the tree and 令和5年度 as the year, and go to the grid."""
    driver.answers.workspace = sample
    driver.press(Key.Key_O, CONTROL)
    driver.press(Key.Key_PageDown, CONTROL)
    driver.press(Key.Key_T, CONTROL)
    driver.press(Key.Key_Down)
    driver.press(Key.Key_F6)


def enter_figures(driver: Driver) -> None:
    """Type six actuals; Enter goes on to the next owed cell by itself."""
    for uid, shown in ENTERED.items():
        assert driver.desk.model.key(driver.desk.grid.currentIndex()) == actual(uid)
        if uid in TYPED:
            driver.compose(TYPED[uid])
        else:
            driver.type(shown)
        driver.press(Key.Key_Return)


def write_remarks(driver: Driver) -> None:
    """Write the 所見 of the indicator entered first, and come back to the grid."""
    driver.desk.grid.go(driver.desk.model.where(actual("i2")))
    driver.press(Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert driver.focus is driver.desk.inspector.remarks
    driver.compose(REMARKS)
    driver.press(Key.Key_Escape)


def shown(driver: Driver) -> dict[str, str]:
    return {uid: driver.text_of(actual(uid)) for uid in ENTERED}


def test_a_year_is_entered_by_keyboard_alone(driver: Driver, sample: Path, services: Services) -> None:
    open_goal_1(driver, sample)
    assert driver.desk.session.year == R5
    assert driver.desk.session.node.uid == driver.desk.session.plan.goals[0].uid
    enter_figures(driver)
    assert shown(driver) == ENTERED

    write_remarks(driver)

    for _ in range(5):
        driver.press(Key.Key_Z, CONTROL)
    assert shown(driver) == {"i2": "△7.8", "i3": "1,234", "i4": "", "i5": "", "i6": "", "i7": ""}
    assert driver.desk.session.plan.indicator("i2").comments.get(R5) is None
    for _ in range(4):
        driver.press(Key.Key_Y, CONTROL)
    assert shown(driver) == ENTERED
    driver.press(Key.Key_Y, CONTROL)

    driver.press(Key.Key_W, CONTROL)
    assert driver.window.desk is None
    driver.press(Key.Key_Space)
    driver.desk.session.evaluate(R5)
    assert shown(driver) == ENTERED
    driver.window.close()

    reopened = Workspace.open(sample, services)
    plan = reopened.plan_at(next(iter(reopened.plans)), R5)
    assert plan.indicator("i2").comments[R5].remarks == REMARKS
    assert [step.title[:2] for step in reopened.history(plan.uid)][:5] == ["やり"] * 5
    reopened.close()


def test_an_unreadable_figure_stays_in_its_cell(driver: Driver, sample: Path) -> None:
    open_goal_1(driver, sample)
    before = driver.desk.session.workspace.last_saved
    driver.compose("九十くらい")
    driver.press(Key.Key_Return)
    editor = driver.focus
    assert editor.property("refused") is True
    assert editor.property("text") == "九十くらい"
    bubble = driver.desk.grid.bubble
    assert bubble.isVisible()
    assert "数字が見つかりません" in bubble.text()
    assert driver.desk.session.workspace.last_saved == before
    driver.press(Key.Key_Escape)
    assert driver.focus is driver.desk.grid
    assert not bubble.isVisible()
    assert driver.cell() == ""


def test_keys_open_edit_clear_and_move(driver: Driver, sample: Path) -> None:
    open_goal_1(driver, sample)
    at = driver.desk.grid.currentIndex()
    driver.type("38.5")
    driver.press(Key.Key_Tab)
    assert driver.text_of(actual("i2")) == "38.5"
    assert driver.desk.grid.currentIndex().column() == at.column() + 1
    driver.press(Key.Key_Left)
    driver.press(Key.Key_F2)
    assert driver.focus.property("text") == "38.5"
    driver.press(Key.Key_Escape)
    driver.press(Key.Key_Delete)
    assert driver.text_of(actual("i2")) == ""
    driver.press(Key.Key_Z, CONTROL)
    assert driver.text_of(actual("i2")) == "38.5"


def test_a_locked_cell_says_why(driver: Driver, sample: Path) -> None:
    open_goal_1(driver, sample)
    for _ in range(3):
        driver.press(Key.Key_Right)
    driver.type("5")
    assert "自動で計算" in driver.desk.status.notice.text()
    assert driver.focus is driver.desk.grid


def test_a_key_on_a_remarks_cell_goes_to_the_inspector(driver: Driver, sample: Path) -> None:
    open_goal_1(driver, sample)
    driver.press(Key.Key_End)
    driver.compose("好調")
    assert driver.focus is driver.desk.inspector.remarks
    driver.press(Key.Key_Escape)
    entry = driver.desk.session.entry
    assert entry is not None
    assert entry.remarks(R5) == "好調"


def test_the_year_is_chosen_from_the_box(driver: Driver, sample: Path) -> None:
    driver.answers.workspace = sample
    driver.press(Key.Key_O, CONTROL)
    box = driver.desk.year
    assert isinstance(box, QComboBox)
    box.setFocus()
    driver.press(Key.Key_Down)
    assert driver.desk.session.year == R5
    assert driver.desk.grid.horizontalHeader().model().headerData(
        driver.desk.model.columns.of_year(R5), driver.desk.grid.horizontalHeader().orientation()
    ) == str(R5)
