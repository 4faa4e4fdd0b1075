"""What is chosen goes along between 入力 and 評価・確認, and the filters are applied anew on the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from kpidesk.ui.view_tabs import View
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.sectioned import ACTUAL, R3, sectioned

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.ui.review_page import ReviewPage
    from tests.conftest import Made

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints

LAST = 40
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(driver: Driver, make_workspace: Made) -> Driver:
    """Return the driver at a plan of three projects in 令和3年度."""
    driver.window.open_path(make_workspace(sectioned()))
    driver.desk._complete()  # noqa: SLF001 -- what otherwise follows the first paint
    driver.desk.model.finish()
    return driver


def reviewing(driver: Driver) -> ReviewPage:
    driver.press(Key.Key_2, CONTROL)
    driver.desk.review.finish()
    return driver.desk.review


def in_review(page: ReviewPage) -> str:
    assert page.list.current is not None
    return page.list.current.entry.comment_owner


def in_sheet(driver: Driver) -> str:
    entry = driver.desk.model.entry(driver.desk.grid.currentIndex())
    assert entry is not None
    assert driver.desk.session.entry is not None
    assert driver.desk.session.entry.identity == entry.identity
    return entry.comment_owner


def test_the_row_goes_along_in_both_directions(desk: Driver) -> None:
    desk.desk.grid.go(desk.desk.model.where(ACTUAL))
    page = reviewing(desk)
    assert in_review(page) == "i1"
    page.list.go(next(row.entry.identity for row in page.list.rows.rows if row.sheet == "p3"))
    desk.press(Key.Key_1, CONTROL)
    assert in_sheet(desk) == "i3"
    assert desk.desk.grid.viewport().rect().intersects(desk.desk.grid.visualRect(desk.desk.grid.currentIndex()))


def test_it_is_in_sight_in_a_long_list(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.window.resize(1366, 768)
    page = reviewing(driver)
    row = page.list.rows.rows[LAST]
    page.list.go(row.entry.identity)
    driver.press(Key.Key_1, CONTROL)
    assert in_sheet(driver) == row.entry.comment_owner
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Down)
    now = in_sheet(driver)
    driver.press(Key.Key_2, CONTROL)
    assert in_review(page) == now
    seen = page.list.visualRect(page.list.currentIndex())
    assert page.list.viewport().rect().intersects(seen)


def test_where_the_sheet_began_by_itself_nothing_is_carried(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    page = reviewing(driver)
    assert page.list.currentIndex().row() == 0  # the worst comes first
    driver.press(Key.Key_1, CONTROL)
    assert in_sheet(driver) == page.list.rows.rows[0].entry.comment_owner


def test_a_cell_stays_the_current_one_of_its_row(desk: Driver) -> None:
    index = desk.desk.model.where(ACTUAL)
    desk.desk.grid.go(index.siblingAtColumn(index.column() + 1))
    here = desk.desk.grid.currentIndex()
    reviewing(desk)
    desk.press(Key.Key_1, CONTROL)
    assert desk.desk.grid.currentIndex() == here


def test_what_a_filter_leaves_out_moves_nothing(desk: Driver) -> None:
    page = reviewing(desk)
    page.bar.section.setCurrentText("福祉課")
    desk.press(Key.Key_1, CONTROL)
    desk.desk.grid.go(desk.desk.model.where(ACTUAL))
    desk.press(Key.Key_2, CONTROL)
    assert in_review(page) == "i3"
    desk.press(Key.Key_1, CONTROL)
    desk.desk.filter.section.setCurrentText("企画課")
    desk.desk.model.finish()
    desk.desk.grid.go(desk.desk.model.where(ACTUAL))
    desk.press(Key.Key_2, CONTROL)
    desk.press(Key.Key_1, CONTROL)
    assert in_sheet(desk) == "i1"
    assert desk.desk.filter.count.text() == "2件を表示"


def test_the_filter_of_what_was_sent_back_is_applied_anew_and_lifted(desk: Driver) -> None:
    with desk.desk.session.edit("差戻し") as edit:
        for uid in ("p1", "p2"):
            edit.hand_in(uid, R3)
            edit.send_back(uid, R3, "資料が足りません。")
    bar, button = desk.desk.filter, desk.desk.filter.buttons["returned"]
    button.click()
    desk.desk.model.finish()
    assert bar.count.text() == "2件を表示"
    for uid, count in (("p1", "1件を表示"), ("p2", "")):
        page = reviewing(desk)
        page.deeds.hand_in([row for row in page.list.rows.rows if row.sheet == uid])
        desk.press(Key.Key_1, CONTROL)
        desk.desk.model.finish()
        assert bar.count.text() == count
    assert not button.isChecked()
    assert not button.isVisible()
    assert desk.desk.model.sheet.entries == 3


def test_a_row_handed_in_from_the_sheet_stays_while_the_keys_are_in_it(desk: Driver) -> None:
    with desk.desk.session.edit("差戻し") as edit:
        edit.hand_in("p1", R3)
        edit.send_back("p1", R3, "資料が足りません。")
    desk.desk.filter.buttons["returned"].click()
    desk.desk.model.finish()
    desk.desk.grid.setFocus()
    desk.press(Key.Key_S, CONTROL | SHIFT)
    assert desk.desk.model.sheet.entries == 1
    desk.desk.session.go(desk.desk.session.plan_uid, "g2")
    assert not desk.desk.filter.wanted.active


def test_the_inspector_describes_no_row_that_is_not_there(desk: Driver) -> None:
    bar = desk.desk.filter
    bar.section.setCurrentText("福祉課")
    bar.buttons["unwritten"].click()
    desk.desk.model.finish()
    assert desk.desk.model.sheet.entries == 0
    assert desk.desk.session.entry is None
    bar.clear()
    desk.desk.model.finish()
    assert in_sheet(desk) == "i2"


def test_a_closed_year_begins_at_its_first_row(desk: Driver) -> None:
    with desk.desk.session.edit("評価確定") as edit:
        for year in desk.desk.session.years:
            edit.close_year(year)
    desk.desk.filter.section.setCurrentText("福祉課")
    desk.desk.model.finish()
    assert in_sheet(desk) == "i3"


def test_the_papers_between_them_change_nothing(desk: Driver) -> None:
    page = reviewing(desk)
    page.list.go(next(row.entry.identity for row in page.list.rows.rows if row.sheet == "p3"))
    desk.desk.show_view(View.PAPERS)
    desk.desk.show_view(View.ENTRY)
    assert in_sheet(desk) == "i3"
