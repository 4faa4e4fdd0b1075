from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.paper.front import Front
from kpidesk.ui.preview_front import APPROVAL_FIELDS, FIELDS, FrontFields
from kpidesk.ui.preview_group import OptionGroup
from tests import builders as b

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Title(Enum):
    """The headings."""

    FRONT = "1ページ目"
    APPROVAL = "決裁"


WRITTEN = Front("number", "meeting", "date", True, True, "drafted", "section", "drafter", "offices")  # noqa: FBT003


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """Return what holds the groups."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def groups(form: QWidget) -> tuple[OptionGroup, OptionGroup]:
    """Return what holds the fields."""
    made = OptionGroup(Title.FRONT, form), OptionGroup(Title.APPROVAL, form)
    pile = QVBoxLayout(form)
    for group in made:
        pile.addWidget(group)
        group.open(wanted=True)
    return made


@pytest.fixture
def fields(groups: tuple[OptionGroup, OptionGroup]) -> FrontFields:
    """Return the fields, blank."""
    return FrontFields(*groups)


def test_without_a_word_there_is_no_front(fields: FrontFields) -> None:
    assert fields.front == Front()


def test_every_field_is_part_of_the_front(qtbot: QtBot, fields: FrontFields) -> None:
    for name, text in fields.texts.items():
        with qtbot.waitSignal(fields.changed):
            text.setText(f" {name} ")
    for box in (fields.draft, fields.approval):
        with qtbot.waitSignal(fields.changed):
            box.click()
    assert fields.front == WRITTEN


def test_another_front_is_shown_without_a_word_of_change(qtbot: QtBot, fields: FrontFields) -> None:
    with qtbot.assertNotEmitted(fields.changed):
        fields.fill(WRITTEN)
    assert fields.front == WRITTEN
    assert not fields.texts["drafter"].isHidden()
    fields.fill(Front())
    assert fields.front == Front()
    assert fields.texts["drafter"].isHidden()


def test_a_space_that_is_being_typed_stays(fields: FrontFields) -> None:
    fields.texts["meeting"].setText("第1回 ")
    fields.fill(fields.front)
    assert fields.texts["meeting"].text() == "第1回 "


def test_the_heads_say_what_is_folded_below_them(fields: FrontFields, groups: tuple[OptionGroup, OptionGroup]) -> None:
    for group in groups:
        group.open(wanted=False)
    fields.fill(Front(number="資料2", draft=True, approval=True))
    assert [group.head.text() for group in groups] == ["▸ 1ページ目（資料2・案）", "▸ 決裁（起案用紙）"]
    fields.fill(Front(meeting="第1回"))
    assert [group.head.text() for group in groups] == ["▸ 1ページ目", "▸ 決裁"]


def test_a_group_tells_when_a_person_opens_it(qtbot: QtBot, groups: tuple[OptionGroup, OptionGroup]) -> None:
    told: list[bool] = []
    groups[0].opened.connect(lambda: told.append(groups[0].is_open))
    groups[0].head.click()
    assert (told, groups[0].is_open) == ([], False)
    with qtbot.waitSignal(groups[0].opened):
        groups[0].head.click()
    assert told == [True]


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
