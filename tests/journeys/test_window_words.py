"""Words of a whole year: replaced and made alike with a look before, as one step; 所見 written large."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from kpidesk.domain.wording import comments_of
from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.replace_dialog import ReplaceDialog, UnifyDialog
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Made

R4 = b.fy(2022)
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
Shown = TypeVar("Shown", bound=QDialog)
BIG = CONTROL | Qt.KeyboardModifier.ShiftModifier


def dialog(driver: Driver, kind: type[Shown]) -> Shown:
    found = [each for each in driver.window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def texts(driver: Driver) -> dict[CommentKey, str]:
    return {key: text for key, _, text in comments_of(driver.desk.session.plan, R4)}


def test_a_word_is_replaced_everywhere_but_where_left_out(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    before = texts(driver)
    driver.press(Key.Key_H, CONTROL)
    asked = dialog(driver, ReplaceDialog)
    asked.words.setText("目標値")
    asked.new.setText("目標")
    asked.look()
    found = asked.list.topLevelItemCount()
    assert found == sum("目標値" in text for text in before.values())
    assert found > 1
    asked.lines[0].setCheckState(0, Qt.CheckState.Unchecked)
    assert f"{found - 1}件を置き換えます" in asked.count.text()
    asked.apply.click()
    after = texts(driver)
    assert sum(after[key] != before[key] for key in before) == found - 1
    assert sum("目標値" in text for text in after.values()) == 1
    driver.desk.grid.setFocus()
    driver.press(Key.Key_Z, CONTROL)
    assert texts(driver) == before


def test_many_comments_are_replaced_bit_by_bit_as_one_step(driver: Driver, make_workspace: Made) -> None:
    uids = [f"i{number}" for number in range(250)]
    tree = b.plan_of(*(b.with_remarks(b.indicator(uid), 2021, "目標値に届いた。") for uid in uids))
    driver.window.open_path(make_workspace(tree))
    workspace, model = driver.desk.session.workspace, driver.desk.model
    model.finish()
    for goes_on in (False, True):
        driver.press(Key.Key_H, CONTROL)
        asked = dialog(driver, ReplaceDialog)
        asked.words.setText("目標値")
        asked.new.setText("目標")
        asked.look()
        asked.apply.click()
        assert not asked.list.isEnabled()
        assert workspace.undo_title == ""
        if goes_on:
            asked.making.finish()
        else:
            asked.reject()
        assert bool(workspace.undo_title) is goes_on
    model.finish()
    written = {model.where(CommentKey(uid, b.fy(2021))).data() for uid in uids}
    assert written == {"目標に届いた。"}
    driver.desk.grid.setFocus()
    driver.press(Key.Key_Z, CONTROL)
    model.finish()
    assert model.where(CommentKey("i249", b.fy(2021))).data() == "目標値に届いた。"
    assert workspace.undo_title == ""


def test_nothing_to_replace_is_said(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_H, CONTROL)
    asked = dialog(driver, ReplaceDialog)
    asked.words.setText("ありえない語")
    driver.qtbot.waitUntil(lambda: "「ありえない語」はありません" in asked.count.text())
    assert not asked.apply.isEnabled()
    asked.reject()


def test_the_digits_of_a_year_are_made_alike(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    session = driver.desk.session
    session.write_remarks(CommentKey("i2", R4), "就職率は２５．０％となった。")
    asked = UnifyDialog(session, driver.desk)
    asked.open()
    assert asked.list.topLevelItemCount() >= 1
    asked.apply.click()
    assert texts(driver)[CommentKey("i2", R4)] == "就職率は25.0%となった。"
    again = UnifyDialog(session, driver.desk)
    assert "置き換えるところはありません" in again.count.text()
    again.close()


def test_a_remark_is_written_large(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    remarks = driver.desk.inspector.remarks
    driver.press(Key.Key_R, BIG)
    assert driver.focus is remarks
    assert not driver.desk.grid.isVisible()
    assert remarks.width() > driver.desk.inspector.width()
    driver.compose("大きく書いた。")
    driver.press(Key.Key_Escape)
    assert driver.desk.grid.isVisible()
    assert driver.desk.grid.hasFocus()
    entry = driver.desk.session.entry
    assert entry is not None
    assert "大きく書いた。" in entry.remarks(driver.desk.session.year)
    assert driver.desk.inspector.isAncestorOf(remarks)


def test_the_large_field_lets_the_panes_be_reached(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_R, BIG)
    driver.press(Key.Key_F6)
    assert driver.desk.tree.view.hasFocus()
    driver.press(Key.Key_F6)
    assert driver.desk.inspector.remarks.hasFocus()
    driver.press(Key.Key_1, CONTROL)
    assert driver.desk.grid.hasFocus()


def test_what_is_typed_before_and_after_enlarging_is_one_step(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    before = texts(driver)
    driver.desk.inspector.write(None)
    driver.compose("はじめ。")
    driver.press(Key.Key_R, BIG)
    driver.compose("つづき。")
    driver.press(Key.Key_Escape)
    assert texts(driver) != before
    driver.desk.undo()
    assert texts(driver) == before
