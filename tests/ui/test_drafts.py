"""所管課の一覧 and 今後の方向性の一覧: a draft worked on with the keys, refused beside the table, kept as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from kpidesk.domain.section import Section
from kpidesk.ui.courses_dialog import CoursesDialog
from kpidesk.ui.draft_model import DraftModel
from kpidesk.ui.sections_dialog import SectionsDialog
from kpidesk.workspace.workspace import Workspace
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.sectioned import R3, R4, sectioned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel, Qt
    from PySide6.QtWidgets import QPushButton

    from kpidesk.ui.draft_dialog import DraftDialog
    from kpidesk.workspace.services import Services

    Made = Callable[..., Path]
    Watch = Callable[[QAbstractItemModel], None]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints


@pytest.fixture
def sections(driver: Driver, make_workspace: Made) -> SectionsDialog:
    driver.window.open_path(make_workspace(sectioned()))
    driver.choose("評価", "所管課の一覧")
    return driver.dialog(SectionsDialog)


@pytest.fixture
def courses(driver: Driver, make_workspace: Made) -> CoursesDialog:
    driver.window.open_path(make_workspace(sectioned()))
    with driver.desk.session.edit("今後の方向性") as edit:
        edit.set_course("p1", R3, "拡充")
    driver.choose("評価", "今後の方向性の一覧")
    return driver.dialog(CoursesDialog)


def press(button: QPushButton) -> None:
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)


def cell(shown: DraftDialog, row: int, column: int) -> str:
    return str(shown.model.index(row, column).data())


def write(shown: DraftDialog, row: int, column: int, text: str) -> None:
    """Type into a cell as a person does: F2, the text, Enter."""
    shown.table.setFocus()
    shown.table.setCurrentIndex(shown.model.index(row, column))
    QTest.keyClick(shown.table, Key.Key_F2)
    fields = [each for each in shown.table.findChildren(QLineEdit) if each.isVisible()]
    fields[-1].setText(text)
    QTest.keyClick(fields[-1], Key.Key_Return)
    QApplication.processEvents()  # Qt commits after the key


def pick(shown: DraftDialog, row: int, column: int, word: str, key: Qt.Key = Key.Key_Return) -> None:
    """Choose in a cell with the arrows."""
    shown.table.setFocus()
    shown.table.setCurrentIndex(shown.model.index(row, column))
    QTest.keyClick(shown.table, Key.Key_F2)
    box = next(each for each in shown.table.findChildren(QComboBox) if each.isVisible())
    for _ in range(box.findText(word) - box.currentIndex()):
        QTest.keyClick(box, Key.Key_Down)
    assert box.currentText() == word
    QTest.keyClick(box, key)
    QApplication.processEvents()


def test_the_draft_keeps_qts_rules(model_tester: Watch) -> None:
    model = DraftModel((("課", "(なし)"),), [["甲"], [""]], {"甲": 2, "": 0}.__getitem__, fixed=False)
    model_tester(model)
    model.add(["甲"])
    model.move(2, -1)
    model.move(0, 1)
    assert model.setData(model.index(0, 0), " 甲 ")
    assert not model.setData(model.index(0, 1), "3")
    model.remove(1)
    assert [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(2)] == [
        ("甲", "2件"),
        ("(なし)", "—"),
    ]


def test_a_reorganisation_is_written_with_the_keys(sections: SectionsDialog, driver: Driver) -> None:
    press(sections.take)
    assert [cell(sections, row, 0) for row in range(2)] == ["企画課", "福祉課"]
    assert [cell(sections, row, 4) for row in range(2)] == ["2件", "1件"]
    assert not sections.take.isEnabled()
    pick(sections, 0, 2, "令和3年度")
    press(sections.more[0])
    assert sections.told.plain == "3行目: 名前のない課があります。"
    assert not sections.keep.isEnabled()
    write(sections, 2, 0, "政策課")
    pick(sections, 2, 1, "令和4年度")
    pick(sections, 0, 3, "政策課")
    sections.table.setCurrentIndex(sections.model.index(2, 0))
    press(sections.up)
    assert sections.told.plain == ""
    press(sections.keep)
    plan = driver.desk.session.plan
    assert plan.sections == (Section("企画課", None, R3, "政策課"), Section("政策課", R4), Section("福祉課"))
    assert plan.section_in("企画課", R4) == "政策課"
    assert driver.desk.session.workspace.undo_title == "所管課の一覧の変更"
    driver.press(Key.Key_Z, CONTROL)
    assert driver.desk.session.plan.sections == ()


def test_what_is_wrong_is_said_in_place(sections: SectionsDialog) -> None:
    press(sections.take)
    pick(sections, 0, 3, "福祉課")
    assert sections.told.plain == "1行目: 「企画課」に後継の課があるときは、終わりの年度が必要です。"
    pick(sections, 0, 1, "令和5年度")
    pick(sections, 0, 2, "令和3年度")
    assert sections.told.plain == "1行目: 「企画課」の終わりの年度が始まりの年度より前です。"
    write(sections, 1, 0, "企画課")
    pick(sections, 0, 1, "令和6年度", Key.Key_Escape)
    assert cell(sections, 0, 1) == "令和5年度"
    sections.table.setCurrentIndex(sections.model.index(0, 0))
    press(sections.remove)
    assert sections.told.plain == ""
    press(sections.remove)
    assert sections.model.rows == []
    assert not sections.remove.isEnabled()


def test_a_year_far_away_stays_on_offer(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(sectioned()))
    with driver.desk.session.edit("所管課の一覧の変更") as edit:
        edit.set_sections([Section("企画課", R3 - 40)])
    driver.choose("評価", "所管課の一覧")
    shown = driver.dialog(SectionsDialog)
    assert (shown.choices(0, 1) or [""])[0] == "昭和56年度"
    assert shown.problem() == ("", 0)
    shown.reject()


def test_words_in_use_stay_and_others_are_changed(courses: CoursesDialog, driver: Driver) -> None:
    assert [cell(courses, row, 1) for row in range(5)] == ["—", "1件", "—", "—", "—"]
    courses.table.setCurrentIndex(courses.model.index(1, 0))
    assert not courses.remove.isEnabled()
    QTest.keyClick(courses.table, Key.Key_F2)
    assert not [each for each in courses.table.findChildren(QLineEdit) if each.isVisible()]
    press(courses.up)
    assert cell(courses, 0, 0) == "拡充"
    write(courses, 2, 0, "拡充")
    assert courses.told.plain == "3行目: 「拡充」が二度あります。"
    write(courses, 2, 0, "")
    assert courses.told.plain == "3行目: 言葉を入力してください。"
    write(courses, 2, 0, "改善")
    press(courses.keep)
    assert driver.desk.session.plan.course_words == ("拡充", "継続", "改善", "縮小", "廃止")


def test_a_draft_of_a_plan_opened_for_reading_cannot_be_changed(
    driver: Driver, make_workspace: Made, services: Services
) -> None:
    path = make_workspace(sectioned())
    other = Workspace.open(path, services)
    driver.window.open_path(path)
    driver.choose("評価", "今後の方向性の一覧")
    shown = driver.dialog(CoursesDialog)
    assert not any(button.isEnabled() for button in (*shown.more, shown.remove, shown.up, shown.down, shown.keep))
    assert "読み取り専用" in shown.told.plain
    assert not shown.model.setData(shown.model.index(0, 0), "改善")
    shown.reject()
    other.close()
