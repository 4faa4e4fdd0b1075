"""帳票 through the window: the menu 出力, what it says when something was written, and the plan at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from kpidesk.paper.report import PaperSize
from kpidesk.reports.options import Option
from kpidesk.ui.view_tabs import View
from kpidesk.workspace.export import DOCUMENTS
from kpidesk.workspace.settings import SettingsFile
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.ui.preview_view import PreviewView
    from kpidesk.workspace.services import Services

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def papers(driver: Driver, sample: Path) -> PreviewView:
    """Return the open view with its pages."""
    driver.window.open_path(sample)
    driver.press(Key.Key_3, CONTROL)
    settle(driver)
    return driver.desk.papers


def settle(driver: Driver) -> None:
    view = driver.desk.papers
    driver.qtbot.waitUntil(lambda: view.current and view.images.settled and view.pages.count > 0, timeout=30_000)


def written(driver: Driver) -> None:
    driver.qtbot.waitUntil(lambda: driver.window.exporting is None, timeout=60_000)


def headline(driver: Driver) -> str:
    strip = driver.desk.tabs.parentWidget()
    assert strip is not None
    return next(label.toolTip() for label in strip.findChildren(QLabel) if label.toolTip())


def point_at(driver: Driver, uid: str) -> None:
    """Click a node of the tree."""
    view, desk = driver.desk.tree.view, driver.desk
    index = desk.tree.model.find(desk.session.plan_uid, uid)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center() + QPoint(9, 0))


def test_the_tree_says_what_the_pages_are_of(driver: Driver, papers: PreviewView) -> None:
    plan = driver.desk.session.plan
    goal = plan.goals[2]
    assert headline(driver) == f"数値目標・KPI集計表 › {plan.title}"
    point_at(driver, goal.uid)
    assert papers.options.goal == goal.uid
    assert headline(driver) == f"数値目標・KPI集計表 › {plan.places[goal.uid].title}"
    papers.panel.defaults.click()
    assert headline(driver) == f"数値目標・KPI集計表 › {plan.title}"
    point_at(driver, goal.uid)  # stands on it already, and is meant all the same
    assert papers.options.goal == goal.uid
    papers.show_document("overview")
    assert headline(driver) == f"総括 › {plan.title}"
    driver.press(Key.Key_1, CONTROL)
    assert headline(driver) == plan.places[goal.uid].title
    point_at(driver, plan.goals[0].uid)
    point_at(driver, plan.goals[0].uid)
    driver.press(Key.Key_3, CONTROL)
    assert papers.options.goal == ""
    assert headline(driver) == f"総括 › {plan.title}"


def test_what_was_written_is_said_above_the_pages_and_goes(driver: Driver, papers: PreviewView, tmp_path: Path) -> None:
    driver.answers.target = tmp_path / "集計表.csv"
    papers.panel.buttons["CSVで保存"].click()
    written(driver)
    assert papers.notice.isVisible()
    assert driver.desk.banner.isHidden()
    assert {"ファイルを開く", "フォルダーを開く"} <= {each.text() for each in papers.notice.findChildren(QPushButton)}
    assert papers.notice.mapTo(papers, QPoint()).y() == papers.bar.geometry().bottom() + 1
    assert papers.notice.mapTo(papers, QPoint()).x() >= papers.panel.geometry().right()
    papers.notice.fade.timeout.emit()
    assert papers.notice.isHidden()
    papers.panel.buttons["CSVで保存"].click()
    written(driver)
    assert papers.notice.isVisible()
    papers.panel.form.switches[Option.VERDICTS].click()
    assert papers.notice.isHidden()


def test_elsewhere_it_goes_with_the_next_deed(driver: Driver, sample: Path, tmp_path: Path) -> None:
    driver.window.open_path(sample)
    driver.answers.target = tmp_path / "集計表.xlsx"
    for key, modifier in ((Key.Key_2, CONTROL), (Key.Key_Delete, Qt.KeyboardModifier.NoModifier)):
        driver.press(Key.Key_1, CONTROL)
        driver.press(Key.Key_E, CONTROL)
        written(driver)
        assert "集計表.xlsx" in driver.desk.banner.text
        assert driver.desk.banner.isVisible()
        driver.press(key, modifier)
        assert driver.desk.banner.isHidden()


def test_the_menu_does_what_it_says_with_the_document_shown(
    driver: Driver, papers: PreviewView, tmp_path: Path
) -> None:
    papers.show_document("overview")
    papers.panel.form.put(Option.SIZE, PaperSize.A3)
    driver.answers.target = tmp_path / "総括.xlsx"
    driver.press(Key.Key_1, CONTROL)
    driver.choose("出力", "「総括」をExcelで保存")
    written(driver)
    assert driver.answers.proposed == "砂川市_総括_令和4年度.xlsx"
    assert driver.answers.target.exists()
    assert not driver.item("出力", "「総括」をJSONで保存").isEnabled()
    papers.show_document("opendata")
    assert driver.item("出力", "「オープンデータ（目標値・実績値）」をJSONで保存").isEnabled()
    assert not driver.item("出力", "印刷").isEnabled()
    driver.answers.target = tmp_path / "data.csv"
    driver.choose("出力", "CSVで保存")
    written(driver)
    assert driver.answers.proposed == "砂川市_オープンデータ_令和3-7年度.csv"


def test_keys_save_the_document_shown(driver: Driver, papers: PreviewView, tmp_path: Path) -> None:
    papers.show_document("opendata")
    driver.item("出力", "印刷")
    for action in driver.window.menuBar().actions():
        below = action.menu()
        assert isinstance(below, QMenu)
        below.aboutToHide.emit()
    driver.press(Key.Key_E, CONTROL)
    assert "「オープンデータ（目標値・実績値）」は、この形式では保存できません。" in papers.notice.text
    papers.show_document("targets")
    driver.answers.target = tmp_path / "a.pdf"
    driver.press(Key.Key_P, CONTROL | SHIFT)
    written(driver)
    assert driver.answers.proposed == "砂川市_数値目標・KPI一覧_令和4年度.pdf"
    assert driver.answers.target.exists()


def test_every_document_is_opened_from_the_menu(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    below = driver.item("出力", "帳票を選ぶ").menu()
    assert isinstance(below, QMenu)
    actions = below.actions()
    assert [action.text().rpartition("(&")[0] for action in actions] == [each.title for each in DOCUMENTS.values()]
    assert len({action.text().partition("&")[2][0] for action in actions}) == len(actions)
    assert [action.isChecked() for action in actions].index(True) == 0
    actions[5].trigger()
    assert driver.desk.view is View.PAPERS
    assert driver.desk.papers.report == "overview"
    settle(driver)
    driver.item("出力", "帳票を選ぶ")
    assert [action.isChecked() for action in below.actions()].index(True) == 5


def test_ctrl_p_prints_what_is_seen_first(driver: Driver, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("kpidesk.ui.preview_print.has_printer", lambda: True)
    monkeypatch.setattr("kpidesk.ui.preview_print.ask", lambda _printer, count, _parent: asked.append(count))
    driver.window.open_path(sample)
    driver.press(Key.Key_P, CONTROL)
    assert driver.desk.view is View.PAPERS
    driver.qtbot.waitUntil(lambda: bool(asked), timeout=30_000)
    settle(driver)
    assert asked == [driver.desk.papers.pages.count]
    driver.press(Key.Key_P, CONTROL)
    assert len(asked) == 2


def test_an_entry_that_cannot_be_read_is_not_printed_over(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_PageDown, CONTROL)
    driver.type("x")
    driver.window.on_desk(lambda desk: desk.print_document())()
    assert driver.desk.view is View.ENTRY


def test_the_way_to_what_wants_a_look(driver: Driver, papers: PreviewView) -> None:
    assert not papers.panel.doubts.isVisible()
    driver.press(Key.Key_1, CONTROL)
    driver.press(Key.Key_PageDown, CONTROL)
    driver.type("5")
    driver.press(Key.Key_Return)
    driver.press(Key.Key_3, CONTROL)
    driver.qtbot.waitUntil(papers.panel.doubts.isVisible)
    assert papers.panel.doubts.text() == f"要確認が{len(driver.desk.watch.open)}件残っています"
    papers.panel.doubts.click()
    assert driver.desk.view is View.ENTRY
    assert driver.desk.findings.isVisible()


def test_folds_are_remembered(driver: Driver, papers: PreviewView, sample: Path, services: Services) -> None:
    papers.panel.form.fold("CONTENT")
    driver.window.close_file()
    assert SettingsFile(services.settings_file).load().folds == "CONTENT"
    driver.window.open_path(sample)
    assert driver.desk.folds == "CONTENT"
    assert driver.desk.papers.panel.form.folds == "CONTENT"
