from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QGridLayout, QWidget

from kpidesk.paper.front import Front
from kpidesk.ui.preview_front import APPROVAL_FIELDS, FIELDS, FrontFields
from tests import builders as b

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """Return what holds the fields."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def fields(form: QWidget) -> FrontFields:
    """Return the fields, blank."""
    return FrontFields(form, QGridLayout(form))


def test_without_a_word_there_is_no_front(fields: FrontFields) -> None:
    assert fields.front == Front()


def test_every_field_is_part_of_the_front(qtbot: QtBot, fields: FrontFields) -> None:
    for name, text in fields.texts.items():
        with qtbot.waitSignal(fields.changed):
            text.setText(f" {name} ")
    for box in (fields.draft, fields.approval):
        with qtbot.waitSignal(fields.changed):
            box.click()
    assert fields.front == Front(
        number="number",
        meeting="meeting",
        date="date",
        draft=True,
        approval=True,
        drafted="drafted",
        section="section",
        drafter="drafter",
        offices="offices",
    )


def test_what_belongs_to_the_approval_sheet_is_asked_where_there_is_one(fields: FrontFields) -> None:
    def shown() -> set[str]:
        return {name for name, text in fields.texts.items() if not text.isHidden()}

    assert shown() == set(FIELDS)
    fields.approval.click()
    assert shown() == {*FIELDS, *APPROVAL_FIELDS}
    fields.texts["drafter"].setText("見本 花子")
    fields.approval.click()
    assert shown() == set(FIELDS)
    assert fields.front.drafter == "見本 花子"  # is there again when the sheet is wanted again


def test_the_usual_offices_stand_where_others_can_be_written(fields: FrontFields) -> None:
    fields.offer(b.published("kamisunagawa"))
    assert fields.texts["offices"].placeholderText() == "町長、副町長、課長、係長、担当"
    assert "町長" in fields.texts["offices"].toolTip()
