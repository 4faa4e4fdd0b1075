"""The planner's year: what is open is seen, the year is closed, corrected with a reason, and the 正誤表 shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.closing_dialogs import CloseYearDialog, UnlockDialog
from kpidesk.ui.errata_dialog import ErrataDialog
from tests import builders as b
from tests.ui.driver import Driver, Key
from tests.ui.sectioned import ACTUAL, R3, sectioned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Made = Callable[..., Path]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints


def test_a_year_is_closed_corrected_and_accounted_for(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    session = driver.desk.session
    assert not driver.item("評価", "解除").isEnabled()
    driver.choose("評価", "令和3年度の評価を確定")
    asked = driver.dialog(CloseYearDialog)
    assert asked.unchecked.plain == "3件(入力中 3件)"
    assert asked.owed.plain == "実績値 2件、所見 1件"
    assert asked.doubtful.plain == "2件"
    assert asked.pending.plain == "ありません"
    assert asked.leave.hasFocus()
    assert asked.leave.isDefault()
    asked.confirm.setFocus()
    driver.press(Key.Key_Return)
    assert session.plan.is_closed(R3)
    assert driver.desk.status.notice.text() == "令和3年度を評価確定しました。"

    driver.desk.grid.go(driver.desk.model.where(ACTUAL))
    driver.desk.grid.setFocus()
    driver.press(Key.Key_5)
    assert driver.desk.grid.bubble.isVisible()
    assert driver.cell() == "1"

    assert not driver.item("評価", "評価を確定").isEnabled()
    driver.choose("評価", "令和3年度の評価確定を解除")
    unlocking = driver.dialog(UnlockDialog)
    assert unlocking.reason.hasFocus()
    driver.press(Key.Key_Return)
    assert unlocking.isVisible()
    driver.type("tokei no teisei")
    driver.press(Key.Key_Return)
    assert not session.plan.is_closed(R3)

    driver.desk.grid.setFocus()
    driver.type("2")
    driver.press(Key.Key_Return)
    assert driver.text_of(ACTUAL) == "2"
    session.write_remarks(CommentKey("i1", R3), "訂正した。")

    driver.choose("評価", "正誤表")
    shown = driver.dialog(ErrataDialog)
    assert [row[1:3] for row in shown.table.texts.rows] == [("1", "2"), ("良い。", "訂正した。")]
    assert shown.table.texts.rows[0][4:] == ("企画課", "tokei no teisei")
    assert "2件" in shown.told.plain
    shown.copying.setFocus()
    driver.press(Key.Key_Space)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("項目\t確定時\t現在\t")
    assert "\t1\t2\t2026-06-01 12:00\t企画課\ttokei no teisei" in copied
    shown.table.setFocus()
    driver.press(Key.Key_Return)
    assert driver.desk.grid.currentIndex() == driver.desk.model.where(ACTUAL)


def test_a_year_with_nothing_open_says_so(driver: Driver, make_workspace: Made) -> None:
    done = b.with_remarks(b.indicator("i1", b.series(targets={2021: "1"}, actuals={2021: "1"})), 2021, "良い。")
    driver.window.open_path(make_workspace(b.plan_of(done)))
    with driver.desk.session.edit("確認") as edit:
        edit.hand_in("p1", R3)
        edit.approve("p1", R3)
    driver.desk.watch.finish()
    for finding in driver.desk.watch.open:
        driver.desk.session.dismiss(finding, "確かめました。")
    driver.choose("評価", "評価を確定")
    asked = driver.dialog(CloseYearDialog)
    assert asked.unchecked.plain == asked.owed.plain == "ありません"
    assert asked.doubtful.plain == asked.pending.plain == "ありません"
    assert asked.confirm.hasFocus()
    assert asked.confirm.isDefault()
    QTest.keyClick(asked, Key.Key_Escape)
    assert not driver.desk.session.plan.is_closed(R3)


def test_the_errata_say_why_they_are_empty(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    session = driver.desk.session
    driver.choose("評価", "正誤表")
    shown = driver.dialog(ErrataDialog)
    assert shown.told.plain.startswith("令和3年度はまだ評価確定されていません。")
    assert not shown.copying.isEnabled()
    with session.edit("確定") as edit:
        edit.close_year(R3)
    assert shown.told.plain == "令和3年度の評価確定の後に変わったところはありません。"
    with session.edit("訂正") as edit:
        edit.unlock_year(R3, "訂正")
        edit.set_course("p1", R3, "拡充")
    assert [row[0:3] for row in shown.table.texts.rows] == [("就職支援\n今後の方向性", "(空欄)", "拡充")]
    QTest.keyClick(shown.table, Key.Key_Return)
    assert driver.focus is driver.desk.grid
