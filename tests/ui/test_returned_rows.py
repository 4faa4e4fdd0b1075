"""What was sent back shows in the sheet, in the tree and in the inspector; what falls back is told in the strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from kpidesk.domain.evaluation import Assessment, Reviewer, Stage
from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.grid_columns import Part
from kpidesk.ui.plan_tree_model import DONE, PlanTreeModel
from kpidesk.ui.theme import ThemeChoice
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.sectioned import ACTUAL, R3, sectioned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QModelIndex

    Made = Callable[..., Path]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints

REASON = "資料が足りません。"


@pytest.fixture
def desk(driver: Driver, make_workspace: Made) -> Driver:
    """Return the driver at a plan of three projects in 令和3年度, the sheet laid out."""
    driver.window.open_path(make_workspace(sectioned()))
    driver.desk._complete()  # noqa: SLF001 -- what otherwise follows the first paint
    driver.desk.model.finish()
    driver.desk.tree.model.finish()
    return driver


def send_back(driver: Driver, *uids: str) -> None:
    with driver.desk.session.edit("差戻し") as edit:
        for uid in uids:
            edit.hand_in(uid, R3)
            edit.send_back(uid, R3, REASON)


def check(driver: Driver, *uids: str) -> None:
    with driver.desk.session.edit("確認") as edit:
        for uid in uids:
            edit.hand_in(uid, R3)
            edit.approve(uid, R3)


def name_cell(driver: Driver) -> QModelIndex:
    model = driver.desk.model
    return model.where(ACTUAL).siblingAtColumn(model.columns.of(Part.NAME)).sibling(model.where(ACTUAL).row() - 1, 1)


def painted(driver: Driver) -> bytes:
    grid = driver.desk.grid
    image = grid.viewport().grab(grid.visualRect(name_cell(driver))).toImage()
    return bytes(image.constBits())


def test_a_row_that_was_sent_back_is_marked_and_says_why(desk: Driver) -> None:
    model = desk.desk.model
    before = {theme: look(desk, theme) for theme in (ThemeChoice.DARK, ThemeChoice.LIGHT)}
    send_back(desk, "p1")
    assert model.face(name_cell(desk)).returned == REASON
    assert str(name_cell(desk).data(Qt.ItemDataRole.ToolTipRole)).endswith(f"差戻しの理由: {REASON}")
    assert f"差戻しの理由: {REASON}" in str(name_cell(desk).data(Qt.ItemDataRole.AccessibleTextRole))
    assert all(look(desk, theme) != image for theme, image in before.items())
    with desk.desk.session.edit("再提出") as edit:
        edit.hand_in("p1", R3)
    assert model.face(name_cell(desk)).returned == ""
    assert "差戻し" not in str(name_cell(desk).data(Qt.ItemDataRole.ToolTipRole))


def look(driver: Driver, theme: ThemeChoice) -> bytes:
    driver.window.choose_theme(theme)
    return painted(driver)


def test_the_mark_has_room_below_the_name(desk: Driver) -> None:
    grid = desk.desk.grid
    row = name_cell(desk).row()
    before = grid.rowHeight(row)
    send_back(desk, "p1", "p2", "p3")
    desk.qtbot.waitUntil(lambda: grid.rowHeight(row) >= before)
    sheet = desk.desk.model.sheet
    assert sheet.is_returned(row)
    assert not sheet.is_returned(0)


def test_the_filter_is_offered_where_something_was_sent_back(desk: Driver) -> None:
    bar = desk.desk.filter
    button = bar.buttons["returned"]
    assert not button.isVisible()
    send_back(desk, "p1")
    assert button.isVisible()
    button.click()
    desk.desk.model.finish()
    assert button.text() == "✓ 差戻し"
    assert bar.count.text() == "1件を表示"
    assert desk.desk.model.sheet.entries == 1
    desk.desk.undo()
    assert button.isVisible()  # still narrowed to it
    bar.clear()
    bar.offer_returned()
    assert not button.isVisible()


def test_it_is_offered_from_the_start_and_by_year(desk: Driver) -> None:
    send_back(desk, "p1")
    session = desk.desk.session
    session.evaluate(R3 + 1)
    assert not desk.desk.filter.buttons["returned"].isVisible()
    session.evaluate(R3)
    path = session.workspace.path
    desk.window.close_file()
    desk.window.open_path(path)
    desk.desk._complete()  # noqa: SLF001 -- what otherwise follows the first paint
    assert desk.desk.filter.buttons["returned"].isVisible()


def test_the_tree_says_what_is_pending(desk: Driver) -> None:
    tree = desk.desk.tree.model
    node = tree.node(tree.index(0, 0))
    assert (node.pending, node.round) == (None, "")
    with desk.desk.session.edit("提出") as edit:
        edit.hand_in("p1", R3)
        edit.hand_in("p3", R3)
    tree.finish()
    assert node.pending == (Stage.SUBMITTED, 2)
    desk.desk.tree.grab()
    with desk.desk.session.edit("差戻し") as edit:
        edit.send_back("p3", R3, REASON)
    assert node.pending == (Stage.RETURNED, 1)
    assert [tree.node(tree.index(at, 0, tree.index(0, 0))).pending for at in range(2)] == [
        (Stage.SUBMITTED, 1),
        (Stage.RETURNED, 1),
    ]
    told = "入力中 1件　提出済 1件　差戻し 1件　確認済 0件"
    assert str(tree.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)).endswith(f"\n{told}")
    assert str(tree.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)).endswith(told)
    assert painted_height(desk, tree) > 0


def painted_height(driver: Driver, tree: PlanTreeModel) -> int:
    view = driver.desk.tree.view
    view.expandAll()
    leaf = tree.find(driver.desk.session.plan_uid, "p3")
    view.grab()
    return view.visualRect(leaf).height() - view.visualRect(tree.find(driver.desk.session.plan_uid, "p2")).height()


def test_a_figure_typed_after_the_check_tells_that_it_fell_back(desk: Driver) -> None:
    check(desk, "p1")
    strip = desk.desk.status
    assert not strip.fallen.isVisible()
    desk.desk.grid.go(desk.desk.model.where(ACTUAL))
    desk.type("2")
    desk.press(Key.Key_Return)
    assert strip.fallen.isVisible()
    assert strip.fallen.text() == "確認済の内容を変えたため、「就職支援」は提出済に戻りました。"
    desk.press(Key.Key_Z, CONTROL)
    assert not strip.fallen.isVisible()
    assert strip.notice.text().startswith("元に戻しました")


def test_remarks_that_are_saved_again_keep_the_word(desk: Driver) -> None:
    check(desk, "p1")
    key = CommentKey("i1", R3)
    desk.desk.session.write_remarks(key, "増えた。")
    desk.desk.session.write_remarks(key, "増えたため。")
    assert desk.desk.status.fallen.isVisible()
    with desk.desk.session.edit("確認") as edit:
        edit.approve("p1", R3)
    assert not desk.desk.status.fallen.isVisible()


def test_several_that_fall_back_are_counted_and_named_beside_the_mouse(desk: Driver) -> None:
    check(desk, "p1", "p3")
    with desk.desk.session.edit("自己評価") as edit:
        for uid in ("i1", "i3"):
            edit.assess(uid, R3, Reviewer.OWN, "達成")
    assert desk.desk.status.fallen.text() == "確認済の内容を変えたため、2件は提出済に戻りました。"
    assert desk.desk.status.fallen.toolTip() == "就職支援\n事業p3"
    assert desk.desk.session.plan.indicator("i1").judgements[R3].own == Assessment("達成")


def test_taking_a_check_back_is_no_falling_back(desk: Driver) -> None:
    with desk.desk.session.edit("提出") as edit:
        edit.hand_in("p1", R3)
    with desk.desk.session.edit("確認") as edit:
        edit.approve("p1", R3)
    desk.desk.undo()
    assert not desk.desk.status.fallen.isVisible()


def test_the_column_of_the_tree_asks_for_room_only_where_something_is_pending(desk: Driver) -> None:
    view, tree = desk.desk.tree.view, desk.desk.tree.model
    leaf = tree.find(desk.desk.session.plan_uid, "p1").siblingAtColumn(DONE)
    assert view.sizeHintForIndex(leaf).height() == 0
    send_back(desk, "p1")
    assert view.sizeHintForIndex(leaf).height() > 0
