from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from kpidesk.ui.preview_several import SeveralChoices

if TYPE_CHECKING:
    from collections.abc import Hashable

    from pytestqt.qtbot import QtBot

CHOICES: dict[Hashable, str] = {"a": "総括", "b": "統計表", "c": "集計表"}


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """Return what holds the boxes."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def several(form: QWidget) -> SeveralChoices:
    """Return the boxes, all of them ticked."""
    made = SeveralChoices(CHOICES, form)
    made.fill(tuple(CHOICES), tuple(CHOICES))
    return made


def test_what_is_ticked_is_told_in_the_order_of_the_boxes(several: SeveralChoices) -> None:
    told: list[object] = []
    several.chosen.connect(told.append)
    several.boxes["a"].click()
    several.boxes["b"].click()
    several.boxes["a"].click()
    assert told == [("b", "c"), ("c",), ("a", "c")]


def test_a_box_of_nothing_says_so_and_keeps_its_tick(several: SeveralChoices) -> None:
    told: list[object] = []
    several.chosen.connect(told.append)
    several.fill(tuple(CHOICES), ("a", "c"))
    silent = several.boxes["b"]
    assert (silent.text(), silent.isEnabled(), silent.isChecked()) == ("統計表（記載なし）", False, False)
    assert "綴じません" in silent.toolTip()
    several.boxes["c"].click()
    assert told == [("a", "b")]
    several.fill(("a", "b"), tuple(CHOICES))
    assert (silent.text(), silent.isEnabled(), silent.isChecked()) == ("統計表", True, True)
    assert not silent.toolTip()
