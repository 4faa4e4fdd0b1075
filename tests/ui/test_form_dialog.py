"""What all forms share: they ask before something is lost, find fault only with what was left, and keep their room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from kpidesk.ui.funding_dialog import FundingDialog
from kpidesk.ui.funding_grant_form import GrantForm
from kpidesk.ui.funding_period_form import PeriodForm
from kpidesk.ui.statistics_dialog import StatisticsDialog
from kpidesk.ui.statistics_forms import TableForm
from kpidesk.ui.statistics_row_form import RowForm
from tests import builders as b
from tests.ui.driver import Driver, Key
from tests.ui.forms import fill, form, press, refused

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from kpidesk.ui.form_dialog import FormDialog
    from tests.conftest import Made

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints


@pytest.fixture
def bare(driver: Driver, make_workspace: Made) -> TableForm:
    driver.window.open_path(make_workspace(replace(b.with_tables(), statistics=())))
    driver.choose("計画", "統計の入力")
    press(driver.dialog(StatisticsDialog).deeds.first)
    return form(driver, TableForm)


@pytest.fixture
def funding(driver: Driver, make_workspace: Made) -> FundingDialog:
    driver.window.open_path(make_workspace(b.with_tables()))
    driver.choose("計画", "事業費・交付金の入力")
    return driver.dialog(FundingDialog)


def question(asked: FormDialog) -> QMessageBox | None:
    return next((box for box in asked.findChildren(QMessageBox) if box.isVisible()), None)


def answer(asked: FormDialog, words: str) -> None:
    box = question(asked)
    assert box is not None
    button: QPushButton = next(each for each in box.buttons() if each.text() == words)  # type: ignore[assignment]
    button.click()


def escape(asked: FormDialog) -> None:
    QTest.keyClick(asked.focusWidget(), Key.Key_Escape)


def test_an_untouched_form_closes_at_once(bare: TableForm) -> None:
    escape(bare)
    assert not bare.isVisible()


def test_what_was_filled_in_is_not_lost_unasked(bare: TableForm, driver: Driver) -> None:
    fill(bare.title, "population")
    escape(bare)
    assert bare.isVisible()
    answer(bare, "入力に戻る")
    assert bare.isVisible()
    assert bare.title.text() == "population"
    escape(driver.dialog(TableForm))
    answer(bare, "保存せずに閉じる")
    assert not bare.isVisible()
    assert not driver.desk.session.plan.statistics


def test_a_change_taken_back_is_none(bare: TableForm) -> None:
    bare.rows.setPlainText("男")
    bare.rows.setPlainText("")
    bare.close()
    assert not bare.isVisible()


def test_escape_belongs_to_the_input_method_while_it_is_at_work(bare: TableForm) -> None:
    for field in (bare.title, bare.rows):
        field.setFocus()
        QCoreApplication.sendEvent(field, QInputMethodEvent("じんこう", []))
        escape(bare)
        assert bare.isVisible()
        assert question(bare) is None
        QCoreApplication.sendEvent(field, QInputMethodEvent("", []))
    escape(bare)
    assert not bare.isVisible()


def test_projects_in_a_list_count_as_filled_in(funding: FundingDialog, driver: Driver) -> None:
    press(funding.add_grant)
    asked = form(driver, GrantForm)
    asked.project.setCurrentIndex(0)
    press(asked.take)
    escape(asked)
    answer(asked, "保存せずに閉じる")
    assert not asked.isVisible()


def test_the_button_that_cancels_does_not_ask(funding: FundingDialog, driver: Driver) -> None:
    press(funding.change)
    asked = form(driver, PeriodForm)
    asked.note.setCurrentText("見込")
    asked.findChildren(type(asked.keep))[-1].click()
    assert not asked.isVisible()


def test_a_mistake_is_told_of_when_its_field_is_left(funding: FundingDialog, driver: Driver) -> None:
    press(funding.change)
    asked = form(driver, PeriodForm)
    fill(asked.projects, "1.")
    assert asked.told.property("role") == "muted"
    fill(asked.projects, "1.5")
    assert asked.told.plain == ""
    asked.note.setFocus()
    assert asked.told.plain == "「1.5」は事業数として読めません。"
    assert asked.told.property("role") == "over"
    asked.projects.setFocus()
    QTest.keyClicks(asked.projects, "5")
    assert asked.told.plain == "「1.55」は事業数として読めません。"
    fill(asked.projects, "15")
    assert asked.told.property("role") == "muted"
    fill(asked.projects, "x")
    assert asked.told.plain == ""


def test_what_is_missing_is_no_mistake_before_it_is_kept(bare: TableForm, driver: Driver) -> None:
    bare.rows.setFocus()
    assert bare.told.plain == ""
    assert refused(bare) == "表の名前を入力してください。"
    fill(bare.title, "人口")
    assert bare.told.plain == "行と年は、後からも追加できます。"
    press(bare.keep)
    assert driver.dialog(StatisticsDialog).isVisible()


def test_longer_words_make_the_form_higher(funding: FundingDialog, driver: Driver) -> None:
    press(funding.change)
    asked = form(driver, PeriodForm)
    labels = [asked.form.labelForField(field) for field in (asked.note, asked.strategy)]
    before, places = asked.height(), [label.y() for label in labels]
    fill(asked.granted.yen, "10億円")
    assert asked.height() > before
    assert [label.y() for label in labels] == places


def test_the_lines_of_a_text_have_room_between_them(bare: TableForm) -> None:
    fill(bare.rows, "男\n女")
    block = bare.rows.document().begin().next()
    assert block.text() == "女"
    assert block.blockFormat().lineHeight() > 100


def test_a_formula_that_is_being_typed_is_no_mistake_yet(funding: FundingDialog, driver: Driver) -> None:
    funding.reject()
    driver.choose("計画", "統計の入力")
    dialog = driver.dialog(StatisticsDialog)
    dialog.show_table("人口動態")
    press(dialog.deeds.formula)
    asked = form(driver, RowForm)
    fill(asked.formula, "出生 -")
    assert asked.formula.said.property("role") == "muted"
    asked.name.setFocus()
    assert asked.formula.said.property("role") == "over"
    assert asked.told.property("role") == "over"
