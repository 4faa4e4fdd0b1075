"""The table of bands: a well-behaved model, fields that open, bands that move with their bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

from kpidesk.domain.methods import Change, Ratio
from kpidesk.domain.presets import preset
from kpidesk.domain.scheme import Tone
from kpidesk.ui.scheme_bands_model import SchemeBandsModel
from kpidesk.ui.scheme_bands_words import HEADS, column_of, every_method
from kpidesk.ui.scheme_lines import Field, Problem, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.ui.look import Look

    Watch = Callable[[QAbstractItemModel], None]

ROLE = Qt.ItemDataRole


@pytest.fixture
def model(look: Look, model_tester: Watch) -> SchemeBandsModel:
    """Return the table of the scheme with a further bound, watched."""
    made = SchemeBandsModel(look)
    model_tester(made)
    kenko = preset("kenko21")
    assert kenko is not None
    made.show_lines(lines_of(kenko.bands))
    return made


def at(model: SchemeBandsModel, row: int, field: Field) -> QModelIndex:
    return model.index(row, column_of(field))


def labels(model: SchemeBandsModel) -> list[str]:
    return [at(model, row, Field.LABEL).data() for row in range(model.rowCount())]


def test_it_shows_bands_and_their_further_bounds(model: SchemeBandsModel) -> None:
    assert labels(model) == ["A", "B", "かつ", "B*", "C", "D"]
    assert [at(model, 0, field).data() for field in (Field.MARK, Field.TONE, Field.LOWER, Field.INCLUDED)] == [
        "◎",
        "良い",
        "目標値",
        "以上",
    ]
    assert at(model, 2, Field.METHOD).data() == "経過割合に対する基準値からの進捗"
    assert [at(model, 5, field).data() for field in (Field.LOWER, Field.INCLUDED)] == ["残りすべて", ""]
    model.measure_by(Ratio())
    assert at(model, 0, Field.LOWER).data() == "0%"
    assert [model.headerData(number, Qt.Orientation.Horizontal) for number in range(len(Field))] == list(HEADS.values())


def test_fields_are_altered_and_tell_of_it(model: SchemeBandsModel) -> None:
    told: list[bool] = []
    model.edited.connect(lambda: told.append(True))
    new: dict[Field, Any] = {Field.LABEL: " 甲\n", Field.TONE: Tone.BAD, Field.METHOD: Change(), Field.LOWER: "５%"}
    for field, value in new.items():
        assert model.setData(at(model, 0, field), value)
    line = model.lines[0]
    assert (line.label, line.tone, line.method, line.lower) == ("甲", Tone.BAD, Change(), "５")
    assert model.setData(at(model, 5, Field.BY_HAND), Qt.CheckState.Checked, ROLE.CheckStateRole)
    assert model.lines[5].by_hand
    assert at(model, 5, Field.BY_HAND).data(ROLE.CheckStateRole) is Qt.CheckState.Checked
    assert len(told) == 5


def test_a_further_bound_has_no_name_and_nothing_opens_read_only(model: SchemeBandsModel) -> None:
    assert not model.setData(at(model, 2, Field.LABEL), "甲")
    assert not model.setData(at(model, 2, Field.BY_HAND), Qt.CheckState.Checked, ROLE.CheckStateRole)
    assert model.setData(at(model, 2, Field.LOWER), "90")
    assert not model.setData(at(model, 0, Field.BY_HAND), "甲")
    model.read_only = True
    assert not model.setData(at(model, 0, Field.LABEL), "甲")


def test_bands_move_with_their_bounds_and_are_added_and_removed(model: SchemeBandsModel) -> None:
    assert model.move(1, -1) == 0
    assert labels(model) == ["B", "かつ", "A", "B*", "C", "D"]
    assert model.move(0, 1) == 1
    assert model.move(0, -1) == 0
    assert model.move(5, 1) == 5
    assert labels(model) == ["A", "B", "かつ", "B*", "C", "D"]
    assert model.add_band(1) == 3
    assert model.add_bound(0) == 1
    assert labels(model) == ["A", "かつ", "B", "かつ", "", "B*", "C", "D"]
    model.remove(3)
    model.remove(0)
    assert labels(model) == ["B", "", "B*", "C", "D"]
    while model.lines:
        model.remove(0)
    assert model.add_band(-1) == 0


def test_what_is_wrong_is_marked_and_spoken(model: SchemeBandsModel, look: Look) -> None:
    model.mark([Problem("二度あります。", 1, Field.LABEL), Problem("名前がありません。")])
    index = at(model, 1, Field.LABEL)
    assert index.data(ROLE.BackgroundRole) == look.colour("error_soft")
    assert index.data(ROLE.ToolTipRole) == index.data(ROLE.AccessibleDescriptionRole) == "二度あります。"
    assert index.data(ROLE.AccessibleTextRole) == "区分 B"
    assert at(model, 0, Field.LABEL).data(ROLE.BackgroundRole) is None
    assert at(model, 0, Field.TONE).data(ROLE.BackgroundRole) == look.colour("good_soft")


def test_every_method_can_be_chosen_once() -> None:
    assert len(every_method()) == len(set(every_method())) == 20
