"""確認の状況: counts by section, deeds for a whole section as one step each, the way to a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kpidesk.domain.approval import round_by_section
from kpidesk.domain.evaluation import Stage
from kpidesk.ui.closing_dialogs import AskDialog
from kpidesk.ui.round_dialog import RoundDialog
from kpidesk.ui.view_tabs import View
from kpidesk.workspace.workspace import Workspace
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.sectioned import ACTUAL, R3, sectioned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel

    from kpidesk.workspace.services import Services

    Made = Callable[..., Path]
    Watch = Callable[[QAbstractItemModel], None]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints


@pytest.fixture
def shown(driver: Driver, make_workspace: Made) -> RoundDialog:
    """Return the dialog, opened by its keys."""
    driver.window.open_path(make_workspace(sectioned()))
    driver.press(Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    return driver.dialog(RoundDialog)


def stages(driver: Driver) -> dict[str, list[Stage]]:
    lines = round_by_section(driver.desk.session.plan, R3)
    return {line.section: [sheet.stage for sheet in line.sheets] for line in lines}


def press(shown: RoundDialog, stage: Stage) -> None:
    shown.buttons[stage].setFocus()
    QTest.keyClick(shown.buttons[stage], Key.Key_Space)


def test_the_sections_with_what_they_have_and_owe(shown: RoundDialog, model_tester: Watch) -> None:
    model_tester(shown.sections.texts)
    model_tester(shown.sheets.texts)
    assert shown.sections.texts.rows == [
        ("すべての所管課", "3件", "3件", "3件", "—", "—", "—"),
        ("企画課", "2件", "2件", "2件", "—", "—", "—"),
        ("福祉課", "1件", "1件", "1件", "—", "—", "—"),
    ]
    assert shown.chosen.section == "企画課"
    assert shown.told.plain == "「企画課」には、未入力が2件あります。"
    assert [row[:5] for row in shown.sheets.texts.rows] == [
        ("基本目標1", "就職支援", "企画課", "入力中", "—"),
        ("基本目標1", "事業p2", "企画課", "入力中", "2件"),
    ]
    assert not shown.buttons[Stage.CHECKED].isEnabled()
    assert not shown.reason.isEnabled()


def test_a_section_is_handed_in_and_sent_back_as_one_step_each(shown: RoundDialog, driver: Driver) -> None:
    press(shown, Stage.SUBMITTED)
    assert stages(driver) == {"企画課": [Stage.SUBMITTED] * 2, "福祉課": [Stage.OPEN]}
    assert shown.notice.text() == "「企画課」2件: 提出済にしました。Ctrl+Zで元に戻せます。"
    assert shown.sections.texts.rows[1][3:5] == ("—", "2件")
    assert not shown.buttons[Stage.RETURNED].isEnabled()
    shown.reason.setFocus()
    QTest.keyClicks(shown.reason, "shiryo")
    press(shown, Stage.RETURNED)
    assert [row[3:] for row in shown.sheets.texts.rows] == [("差戻し", "—", "shiryo"), ("差戻し", "2件", "shiryo")]
    assert shown.reason.text() == ""
    press(shown, Stage.SUBMITTED)
    press(shown, Stage.CHECKED)
    assert stages(driver)["企画課"] == [Stage.CHECKED] * 2
    press(shown, Stage.OPEN)
    asked = driver.dialog(AskDialog)
    assert asked.leave.hasFocus()
    QTest.keyClick(asked.leave, Key.Key_Space)
    assert stages(driver)["企画課"] == [Stage.CHECKED] * 2
    press(shown, Stage.OPEN)
    driver.dialog(AskDialog).accept()
    assert stages(driver)["企画課"] == [Stage.OPEN] * 2


def test_no_sheet_looks_chosen_while_all_are_meant(shown: RoundDialog) -> None:
    assert not shown.sheets.selectionModel().hasSelection()
    assert shown.buttons[Stage.SUBMITTED].text() == "この課の2件を提出する(&S)"
    shown.single.click()
    assert [index.row() for index in shown.sheets.selectionModel().selectedRows()] == [0]
    assert shown.buttons[Stage.SUBMITTED].text() == "選んだ1件を提出する(&S)"
    shown.whole.click()
    assert not shown.sheets.selectionModel().hasSelection()
    QTest.keyClick(shown.sections, Key.Key_Up)
    assert shown.buttons[Stage.SUBMITTED].text() == "すべての課の3件を提出する(&S)"


def test_one_project_is_moved_alone_once_it_is_chosen(shown: RoundDialog, driver: Driver) -> None:
    assert shown.whole.isChecked()
    assert shown.whole.text() == "「企画課」のすべて（2件）(&A)"
    QTest.keyClick(shown.sections, Key.Key_Return)
    assert shown.whole.isChecked()  # going there chooses nothing yet
    QTest.keyClick(shown.sheets, Key.Key_Down)
    assert shown.single.isChecked()
    assert shown.told.plain == "「事業p2」には、未入力が2件あります。"
    assert shown.buttons[Stage.SUBMITTED].text() == "選んだ1件を提出する(&S)"
    press(shown, Stage.SUBMITTED)
    assert stages(driver)["企画課"] == [Stage.OPEN, Stage.SUBMITTED]
    assert shown.notice.text() == "「事業p2」: 提出済にしました。Ctrl+Zで元に戻せます。"
    assert shown.single.isChecked()
    assert shown.sheets.row == 1
    shown.reason.setText("資料が足りません。")
    press(shown, Stage.RETURNED)
    assert stages(driver)["企画課"] == [Stage.OPEN, Stage.RETURNED]
    at = shown.sections.visualRect(shown.sections.texts.index(1, 0)).center()
    QTest.mouseClick(shown.sections.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.whole.isChecked()
    assert shown.buttons[Stage.SUBMITTED].text() == "この課の2件を提出する(&S)"
    at = shown.sheets.visualRect(shown.sheets.texts.index(1, 0)).center()
    QTest.mouseClick(shown.sheets.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.single.isChecked()


def test_another_section_is_chosen_whole(shown: RoundDialog) -> None:
    shown.single.click()
    QTest.keyClick(shown.sections, Key.Key_Down)
    assert shown.whole.isChecked()
    assert shown.told.plain == "「福祉課」には、未入力が1件あります。"


def test_undo_in_the_dialog_takes_a_whole_section_back(shown: RoundDialog, driver: Driver) -> None:
    QTest.keyClick(shown.sections, Key.Key_Up)
    press(shown, Stage.SUBMITTED)
    assert shown.sections.texts.rows[0][3:5] == ("—", "3件")
    QTest.keyClick(shown.sections, Key.Key_Z, CONTROL)
    assert shown.sections.texts.rows[0][3:5] == ("3件", "—")
    QTest.keyClick(shown.sections, Key.Key_Y, CONTROL)
    assert stages(driver) == {"企画課": [Stage.SUBMITTED] * 2, "福祉課": [Stage.SUBMITTED]}
    assert shown.sections.row == 0


def test_enter_goes_to_the_sheets_and_then_to_the_grid(shown: RoundDialog, driver: Driver) -> None:
    QTest.keyClick(shown.sections, Key.Key_Return)
    assert shown.sheets.hasFocus()
    driver.press(Key.Key_Return)
    assert driver.desk.grid.currentIndex() == driver.desk.model.where(ACTUAL)
    assert driver.focus is driver.desk.grid


def test_enter_stays_in_the_second_view(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    driver.press(Key.Key_2, CONTROL)
    page = driver.desk.review
    page.bar.section.setCurrentText("福祉課")
    for section, found in (("福祉課", "i3"), ("企画課", "i1")):
        driver.press(Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
        shown = driver.dialog(RoundDialog)
        shown.sections.selectRow([line.title for line in shown._lines].index(section))  # noqa: SLF001
        shown.sheets.setFocus()
        driver.press(Key.Key_Return)
        assert driver.desk.view is View.REVIEW
        assert page.list.current is not None
        assert page.list.current.entry.comment_owner == found
        driver.desk.activateWindow()


def test_nothing_is_moved_in_a_closed_year(shown: RoundDialog, driver: Driver) -> None:
    with driver.desk.session.edit("令和3年度の評価確定") as edit:
        edit.close_year(R3)
    assert not any(button.isEnabled() for button in shown.buttons.values())
    assert shown.told.plain == "令和3年度は評価確定されているため、変更できません。"


def test_a_plan_opened_for_reading_shows_the_round_only(
    driver: Driver, make_workspace: Made, services: Services
) -> None:
    path = make_workspace(sectioned())
    other = Workspace.open(path, services)
    driver.window.open_path(path)
    driver.choose("評価", "確認の状況")
    shown = driver.dialog(RoundDialog)
    assert not shown.buttons[Stage.SUBMITTED].isEnabled()
    assert "読み取り専用" in shown.told.plain
    assert not driver.item("評価", "評価を確定").isEnabled()
    shown.reject()
    other.close()
