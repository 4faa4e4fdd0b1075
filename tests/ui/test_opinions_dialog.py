"""委員会意見: typed and saved as one step for each sitting, filtered, removed, and the way to what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kpidesk.domain.evaluation import Opinion
from kpidesk.ui.opinion_filter import OpinionFilter, Progress
from kpidesk.ui.opinions_dialog import OpinionsDialog
from kpidesk.workspace.workspace import Workspace
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.sectioned import ACTUAL, R3, R4, sectioned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QPushButton, QWidget

    from kpidesk.workspace.services import Services

    Made = Callable[..., Path]
    Watch = Callable[[QAbstractItemModel], None]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
FIRST = Opinion(year=R3, meeting="第1回委員会", who="委員A", opinion="支援を見直すこと。", section="企画課", about="i1")
SECOND = Opinion(year=R4, opinion="周知すること。", response="広報に載せた。", done=True)


@pytest.fixture
def shown(driver: Driver, make_workspace: Made) -> OpinionsDialog:
    """Return the dialog on two opinions, opened by its keys."""
    driver.window.open_path(make_workspace(sectioned()))
    with driver.desk.session.edit("委員会意見") as edit:
        edit.set_opinions([FIRST, SECOND])
    return opened(driver)


def opened(driver: Driver) -> OpinionsDialog:
    driver.press(Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    return driver.dialog(OpinionsDialog)


def opinions(driver: Driver) -> tuple[Opinion, ...]:
    return driver.desk.session.plan.opinions


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)


def press(button: QPushButton) -> None:
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (OpinionFilter(), [True, True]),
        (OpinionFilter(R4), [False, True]),
        (OpinionFilter(progress=Progress.OPEN), [True, False]),
        (OpinionFilter(progress=Progress.DONE), [False, True]),
        (OpinionFilter(words="第１回 見直す"), [True, False]),
        (OpinionFilter(words="広報 見直す"), [False, False]),
    ],
)
def test_which_opinions_are_listed(wanted: OpinionFilter, taken: list[bool]) -> None:
    assert [wanted.takes(each) for each in (FIRST, SECOND)] == taken


def test_the_first_opinion_is_shown_whole(shown: OpinionsDialog, model_tester: Watch) -> None:
    model_tester(shown.table.texts)
    assert shown.table.texts.rows == [
        ("令和3年度", "第1回委員会\n委員A", "支援を見直すこと。", "未対応"),
        ("令和4年度", "", "周知すること。", "✓ 対応済"),
    ]
    form = shown.form
    assert form.opinion.toPlainText() == "支援を見直すこと。"
    assert (form.meeting.text(), form.who.text(), form.section.currentText()) == ("第1回委員会", "委員A", "企画課")
    assert form.about.currentData() == "i1"
    assert shown.told.plain == "2件のうち2件を表示しています。未対応は1件です。"
    QTest.keyClick(shown.table, Key.Key_Down)
    assert form.response.toPlainText() == "広報に載せた。"
    assert form.done.isChecked()
    assert not shown.go.isEnabled()


def test_what_is_typed_in_one_sitting_is_one_step(shown: OpinionsDialog, driver: Driver) -> None:
    type_into(shown.form.response, "new ")
    shown.settle()
    type_into(shown.form.response, "answer")
    type_into(shown.form.date, "R5.8.1")
    shown.table.setFocus()
    assert opinions(driver)[0].response == "new answer"
    assert opinions(driver)[0].date == "R5.8.1"
    assert driver.desk.session.workspace.undo_title == "委員会意見「支援を見直すこと。」の入力"
    QTest.keyClick(shown.table, Key.Key_Z, CONTROL)
    assert (opinions(driver)[0].response, opinions(driver)[0].date) == ("", "")
    assert shown.form.response.toPlainText() == ""
    QTest.keyClick(shown.table, Key.Key_Y, CONTROL)
    assert shown.form.response.toPlainText() == "new answer"


def test_what_is_typed_is_saved_by_itself(shown: OpinionsDialog, driver: Driver) -> None:
    type_into(shown.form.opinion, "!")
    driver.qtbot.waitUntil(lambda: opinions(driver)[0].opinion == "!支援を見直すこと。")
    assert driver.focus is shown.form.opinion


def test_two_records_are_two_steps(shown: OpinionsDialog, driver: Driver) -> None:
    shown.form.done.setFocus()
    QTest.keyClick(shown.form.done, Key.Key_Space)
    assert shown.table.texts.rows[0][3] == "✓ 対応済"
    shown.table.setFocus()
    QTest.keyClick(shown.table, Key.Key_Down)
    assert shown.table.row == 1
    type_into(shown.form.who, "B")
    shown.table.setFocus()
    assert [each.done for each in opinions(driver)] == [True, True]
    assert opinions(driver)[1].who == "B"
    QTest.keyClick(shown.table, Key.Key_Z, CONTROL)
    assert opinions(driver)[1].who == ""
    assert opinions(driver)[0].done


def test_leaving_for_another_record_keeps_what_was_typed(shown: OpinionsDialog, driver: Driver) -> None:
    type_into(shown.form.opinion, "X")
    QTest.keyClick(shown.table, Key.Key_Down)
    assert opinions(driver)[0].opinion == "X支援を見直すこと。"
    assert shown.table.row == 1
    assert shown.form.opinion.toPlainText() == "周知すること。"


def test_a_new_opinion_begins_where_the_last_one_was_made(shown: OpinionsDialog, driver: Driver) -> None:
    driver.desk.grid.go(driver.desk.model.where(ACTUAL))
    press(shown.add)
    assert driver.focus is shown.form.opinion
    assert shown.table.texts.rows[-1][2] == "(新しい意見)"
    assert shown.form.missing.isVisible()
    assert shown.form.meeting.text() == "第1回委員会"
    assert len(opinions(driver)) == 2
    type_into(shown.form.opinion, "good idea")
    press(shown.form.take)
    assert len(opinions(driver)) == 3
    new = opinions(driver)[2]
    assert (new.opinion, new.year, new.about) == ("good idea", R3, "i1")
    assert not shown.form.missing.isVisible()
    shown.table.setFocus()
    QTest.keyClick(shown.table, Key.Key_Z, CONTROL)
    assert len(opinions(driver)) == 2


def test_an_opinion_without_words_is_not_added(shown: OpinionsDialog, driver: Driver) -> None:
    press(shown.add)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Key.Key_Up)
    assert shown.notice.text() == "意見の本文がないため、追加しませんでした。"
    assert len(shown.table.texts.rows) == len(opinions(driver)) == 2
    assert shown.form.opinion.toPlainText() == "周知すること。"
    press(shown.add)
    press(shown.remove)
    assert len(shown.table.texts.rows) == 2


def test_the_words_of_an_opinion_cannot_be_emptied(shown: OpinionsDialog, driver: Driver) -> None:
    shown.form.opinion.setFocus()
    QTest.keyClick(shown.form.opinion, Key.Key_A, CONTROL)
    QTest.keyClick(shown.form.opinion, Key.Key_Delete)
    assert shown.form.missing.isVisible()
    QTest.keyClick(shown.table, Key.Key_Down)
    assert shown.notice.text() == "意見の本文は空にできないため、元のままです。"
    QTest.keyClick(shown.table, Key.Key_Up)
    assert shown.form.opinion.toPlainText() == "支援を見直すこと。"
    assert opinions(driver)[0].opinion == "支援を見直すこと。"


def test_an_opinion_is_removed_and_comes_back(shown: OpinionsDialog, driver: Driver) -> None:
    press(shown.remove)
    assert [each.opinion for each in opinions(driver)] == ["周知すること。"]
    assert shown.form.opinion.toPlainText() == "周知すること。"
    QTest.keyClick(shown.table, Key.Key_Z, CONTROL)
    assert len(opinions(driver)) == len(shown.table.texts.rows) == 2
    press(shown.remove)
    press(shown.remove)
    assert shown.told.plain == "委員会意見はまだありません。「追加」で入力を始めます。"
    assert not shown.form.isEnabled()
    assert not shown.remove.isEnabled()


def test_the_filters_narrow_the_list(shown: OpinionsDialog, driver: Driver) -> None:
    shown.progress.setFocus()
    QTest.keyClick(shown.progress, Key.Key_Down)
    assert [row[2] for row in shown.table.texts.rows] == ["支援を見直すこと。"]
    shown.form.done.setFocus()
    QTest.keyClick(shown.form.done, Key.Key_Space)
    assert [row[3] for row in shown.table.texts.rows] == ["✓ 対応済"]
    shown.year.setFocus()
    QTest.keyClick(shown.year, Key.Key_End)
    assert shown.table.texts.rows == []
    assert not shown.form.isEnabled()
    press(shown.add)
    assert shown.form.year.currentText() == "令和7年度"
    shown.year.setCurrentIndex(0)
    assert opinions(driver)[0].done


@pytest.mark.qt_log_ignore("This plugin does not support")  # a popup grabs the keyboard
def test_what_it_speaks_of_is_chosen_by_its_title(shown: OpinionsDialog, driver: Driver) -> None:
    QTest.keyClick(shown.table, Key.Key_Down)
    line, completer = shown.form.about.lineEdit(), shown.form.about.completer()
    assert line is not None
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    line.setFocus()
    line.selectAll()
    driver.compose("職支")
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    shown.table.setFocus()
    assert opinions(driver)[1].about == "p1"
    line.setFocus()
    line.selectAll()
    driver.compose("どこにもない")
    shown.table.setFocus()
    assert opinions(driver)[1].about == "p1"
    assert line.text() == "就職支援"


def test_the_grid_shows_what_it_speaks_of(shown: OpinionsDialog, driver: Driver) -> None:
    press(shown.go)
    assert driver.desk.grid.currentIndex() == driver.desk.model.where(ACTUAL)
    assert driver.focus is driver.desk.grid


def test_closing_saves_what_was_typed(shown: OpinionsDialog, driver: Driver) -> None:
    type_into(shown.form.opinion, "X")
    QTest.keyClick(shown.form.opinion, Key.Key_Escape)
    assert opinions(driver)[0].opinion == "X支援を見直すこと。"


def test_opinions_of_a_plan_opened_for_reading_are_only_read(
    driver: Driver, make_workspace: Made, services: Services
) -> None:
    path = make_workspace(sectioned())
    other = Workspace.open(path, services)
    with other.edit("plan", "委員会意見") as edit:
        edit.set_opinions([FIRST])
    driver.window.open_path(path)
    shown = opened(driver)
    type_into(shown.form.opinion, "X")
    assert shown.form.opinion.toPlainText() == "支援を見直すこと。"
    assert not shown.add.isEnabled()
    assert not shown.remove.isEnabled()
    assert shown.go.isEnabled()
    shown.reject()
    other.close()
