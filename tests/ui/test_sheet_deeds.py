"""提出 from the sheet: in the inspector, with the keys, in the menu; and what the inspector says of the round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Stage
from kpidesk.domain.plan import Project
from kpidesk.ui.stage_line import StageLine, owed_in_words
from kpidesk.ui.widgets import Paragraph
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.sectioned import ACTUAL, OWED, R3, sectioned

if TYPE_CHECKING:
    from tests.conftest import Made

# the offscreen platform has no size hints, and no stack of windows
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise", "grabbing the keyboard")

SHIFT = Qt.KeyboardModifier.ShiftModifier
HAND_IN = (Key.Key_S, CONTROL | SHIFT)


@pytest.fixture
def desk(driver: Driver, make_workspace: Made) -> Driver:
    """Return the driver at a plan of three projects in 令和3年度, the current cell in the first."""
    driver.window.open_path(make_workspace(sectioned()))
    driver.desk._complete()  # noqa: SLF001 -- what otherwise follows the first paint
    driver.desk.model.finish()
    driver.desk.grid.go(driver.desk.model.where(ACTUAL))
    return driver


def stage(driver: Driver, uid: str) -> Stage:
    project = driver.desk.session.plan.places[uid].what
    assert isinstance(project, Project)
    return project.stage(R3)


def line(driver: Driver) -> StageLine:
    driver.desk.inspector.follow()
    return driver.desk.inspector.findChildren(StageLine)[0]


def said(driver: Driver) -> list[str]:
    shown = driver.desk.inspector.findChildren(Paragraph)
    return [each.plain for each in shown if each.isVisible()]


def test_the_inspector_hands_in_what_it_shows(desk: Driver) -> None:
    button = line(desk).hand_in
    assert (line(desk).word.plain, button.text()) == ("入力中", "提出(&S)")
    assert "未入力" not in said(desk)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stage(desk, "p1") is Stage.SUBMITTED
    assert stage(desk, "p2") is Stage.OPEN
    assert desk.desk.status.notice.text() == "1件を「提出済」にしました。"
    assert line(desk).word.plain == "提出済"
    assert not button.isVisible()
    assert desk.focus is desk.desk.grid
    desk.desk.undo()
    assert stage(desk, "p1") is Stage.OPEN


def test_it_says_what_is_still_owed(desk: Driver) -> None:
    desk.desk.grid.go(desk.desk.model.where(OWED))
    assert line(desk).hand_in.isVisible()
    desk.qtbot.waitUntil(lambda: "未入力" in said(desk))  # new lines are shown a moment later
    told = said(desk)
    assert told[told.index("未入力") + 1] == "令和3年度の実績値、所見"
    desk.press(*HAND_IN)
    assert stage(desk, "p2") is Stage.SUBMITTED
    assert desk.desk.status.notice.text() == "1件を「提出済」にしました。未入力が残っている項目が1件あります。"
    desk.desk.inspector.follow()
    assert "未入力" not in said(desk)


def test_what_was_sent_back_is_handed_in_again(desk: Driver) -> None:
    with desk.desk.session.edit("差戻し") as edit:
        edit.hand_in("p1", R3)
        edit.send_back("p1", R3, "資料が足りません。")
    assert line(desk).hand_in.text() == "再提出(&S)"
    line(desk).hand_in.setFocus()
    desk.press(Key.Key_Space)
    assert stage(desk, "p1") is Stage.SUBMITTED


def test_the_figure_being_typed_is_handed_in_too(desk: Driver) -> None:
    button = line(desk).hand_in
    desk.type("2")
    button.click()
    assert desk.text_of(ACTUAL) == "2"
    assert stage(desk, "p1") is Stage.SUBMITTED


def test_a_figure_that_cannot_be_read_keeps_all_as_it_is(desk: Driver) -> None:
    button = line(desk).hand_in
    desk.type("x")
    button.click()
    assert stage(desk, "p1") is Stage.OPEN
    desk.press(Key.Key_Escape)


def test_a_block_is_handed_in_as_one_step_and_a_second_time_says_why_not(desk: Driver) -> None:
    desk.press(Key.Key_A, CONTROL)
    desk.press(*HAND_IN)
    assert {stage(desk, uid) for uid in ("p1", "p2", "p3")} == {Stage.SUBMITTED}
    desk.press(*HAND_IN)
    assert desk.desk.status.notice.text() == "すでに提出済です。"
    desk.desk.undo()
    assert {stage(desk, uid) for uid in ("p1", "p2", "p3")} == {Stage.OPEN}


def test_the_right_click_and_the_menu_offer_it(desk: Driver) -> None:
    grid = desk.desk.grid
    at = grid.visualRect(grid.currentIndex()).center()
    QApplication.sendEvent(
        grid.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, grid.viewport().mapToGlobal(at)),
    )
    menu = next(each for each in grid.findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if each.text().startswith("提出")).trigger()
    menu.close()
    assert stage(desk, "p1") is Stage.SUBMITTED
    assert not desk.item("評価", "提出").isEnabled()
    desk.desk.grid.go(desk.desk.model.where(OWED))
    desk.choose("評価", "提出")
    assert stage(desk, "p2") is Stage.SUBMITTED


def test_the_menu_acts_on_the_view_that_is_shown(desk: Driver) -> None:
    desk.press(Key.Key_2, CONTROL)
    page = desk.desk.review
    page.finish()
    page.list.go(next(row.entry.identity for row in page.list.rows.rows if row.sheet == "p3"))
    desk.choose("評価", "提出")
    assert stage(desk, "p3") is Stage.SUBMITTED
    assert stage(desk, "p1") is Stage.OPEN
    desk.press(Key.Key_3, CONTROL)
    assert not desk.item("評価", "提出").isEnabled()


def test_nothing_is_offered_in_a_closed_year(desk: Driver) -> None:
    with desk.desk.session.edit("評価確定") as edit:
        edit.close_year(R3)
    assert not line(desk).hand_in.isVisible()
    assert not desk.item("評価", "提出").isEnabled()
    desk.press(*HAND_IN)
    assert "評価確定されているため" in desk.desk.status.notice.text()
    assert stage(desk, "p1") is Stage.OPEN


def test_a_figure_changed_after_the_check_shows_at_once_and_when_it_is_chosen_again(desk: Driver) -> None:
    with desk.desk.session.edit("確認") as edit:
        edit.hand_in("p1", R3)
        edit.approve("p1", R3)
    assert line(desk).word.plain == "確認済"
    desk.type("2")
    desk.press(Key.Key_Return)
    assert line(desk).word.plain != "確認済"
    desk.desk.grid.go(desk.desk.model.where(OWED))
    desk.desk.grid.go(desk.desk.model.where(ACTUAL))
    assert stage(desk, "p1") is Stage.SUBMITTED
    assert line(desk).word.plain == "提出済"


def test_several_entries_of_a_sheet_are_told_by_name() -> None:
    kpis = [b.indicator(f"i{number}", b.series()) for number in range(6)]
    plan = b.plan(b.goal("g1", b.project("p1", *kpis)))
    entry = next(each for each in entries(plan, plan) if each.values_uid == "i0")
    lines = owed_in_words(plan, entry, R3).split("\n")
    assert lines[0].endswith(": 令和3年度の実績値、所見")
    assert len(lines) == 5
    assert lines[-1] == "ほか2件"


def test_all_of_a_sheet_goes_at_once_from_any_of_its_rows(driver: Driver, make_workspace: Made) -> None:
    kpis = [b.indicator(f"i{number}", b.series()) for number in range(2)]
    driver.window.open_path(make_workspace(b.plan(b.goal("g1", b.project("p1", *kpis)))))
    driver.desk.session.evaluate(R3)
    driver.desk.model.finish()
    driver.desk.grid.go(driver.desk.model.where(b.actual_of("i1", 2021)))
    driver.press(*HAND_IN)
    told = driver.desk.status.notice.text()
    assert told == "1件を「提出済」にしました。未入力が残っている項目が2件あります。"
