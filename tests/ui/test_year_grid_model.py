"""The grid model: the 集計表's cells, edits, and repaints of the named cells only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from kpidesk.domain.indicator import Indicator
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.ui.grid_columns import Part
from kpidesk.ui.grid_layout import at_arrow
from kpidesk.ui.session import Session
from kpidesk.ui.year_grid_model import YearGridModel
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot

    from kpidesk.workspace.services import Services

    Watch = Callable[[QAbstractItemModel], None]
    Made = Callable[..., Path]

R4 = b.fy(2022)
R5 = b.fy(2023)


@pytest.fixture
def model(session: Session) -> YearGridModel:
    session.evaluate(R5)
    made = YearGridModel(session)
    made.load()
    made.finish()
    return made


def actual(uid: str, series: str = "") -> ValueKey:
    return ValueKey(uid, series, R5, Side.ACTUAL)


def test_the_model_keeps_qts_rules_while_it_is_edited(
    model: YearGridModel, session: Session, model_tester: Watch
) -> None:
    model_tester(model)
    session.type_figure(actual("i2"), "38.5")
    session.undo()
    model.load()
    model.finish()
    assert model.rowCount() > 100


def test_it_shows_what_the_table_prints(model: YearGridModel) -> None:
    at = model.where(ValueKey("i2", "", R4, Side.ACTUAL))
    assert at.data() == "25.0"
    assert model.headerData(at.column(), Qt.Orientation.Horizontal) == "令和4年度"
    assert model.index(at.row(), 2).data() == "実績値"
    assert model.face(model.index(at.row() - 1, 1)).detail == "36.7%(令和元年)→40.0%(令和7年)"


def test_owed_cells_are_marked_and_spoken(model: YearGridModel) -> None:
    at = model.where(actual("i2"))
    assert model.face(at).owed
    assert at.data(Qt.ItemDataRole.AccessibleTextRole) == "未入力"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("１，２３４", "1,234.0"), ("△7.8％", "△7.8"), ("—", "—"), ("暫定値46.7", "暫定値46.7")],
)
def test_figures_are_typed_as_clerks_write_them(model: YearGridModel, typed: str, shown: str) -> None:
    at = model.where(actual("i2"))
    assert model.type_in(at, typed) == ""
    assert at.data() == shown


def test_what_cannot_be_read_is_refused_and_changes_nothing(model: YearGridModel, session: Session) -> None:
    at = model.where(actual("i2"))
    assert "数字が見つかりません" in model.type_in(at, "不明")
    assert at.data() == ""
    assert session.workspace.undo_title == ""


def test_an_edit_repaints_the_cells_it_changed_and_no_other(
    model: YearGridModel, session: Session, qtbot: QtBot
) -> None:
    del qtbot
    touched: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, _last: touched.append((first.row(), first.column())))
    at = model.where(actual("i3"))
    session.type_figure(actual("i3"), "5")
    columns = model.columns
    assert set(touched) == {
        (at.row(), at.column()),
        (at.row(), columns.of(Part.TOTAL)),
        (at.row() - 1, columns.of(Part.VERDICT)),
    }


def test_a_shared_indicator_changes_everywhere_it_is_shown(model: YearGridModel, session: Session) -> None:
    elements = (place.what for place in session.plan.places.values())
    uid = next(each.shares for each in elements if isinstance(each, Indicator) and each.shares)
    column = model.columns.of_year(R5)
    rows = [row for row in range(model.rowCount()) if model.key(model.index(row, column)) == actual(uid)]
    session.type_figure(actual(uid), "1,200.0")
    assert len(rows) == 2
    assert {model.index(row, column).data() for row in rows} == {"1,200.0"}


def test_clearing_is_one_step(model: YearGridModel, session: Session) -> None:
    at = model.where(ValueKey("i2", "", R4, Side.ACTUAL))
    assert model.clear(at) == ""
    assert at.data() == ""
    session.undo()
    assert at.data() == "25.0"


@pytest.mark.parametrize("part", [Part.TOTAL, Part.VERDICT, Part.PROJECT, Part.NAME, Part.SIDE])
def test_computed_and_fixed_cells_say_why_they_are_locked(model: YearGridModel, part: Part) -> None:
    at = model.where(actual("i3"))
    locked = model.index(at.row(), model.columns.of(part))
    assert model.refusal(locked).endswith("。")
    assert not model.flags(locked) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(locked) & Qt.ItemFlag.ItemIsSelectable
    assert model.clear(locked)


def test_enter_goes_to_the_next_owed_cell(model: YearGridModel) -> None:
    first = model.first_entry()
    assert model.key(first) == actual("i2")
    assert model.key(model.next_entry(first)) == actual("i3")


def test_enter_goes_down_in_other_years(model: YearGridModel) -> None:
    at = model.where(ValueKey("i2", "", R4, Side.TARGET))
    assert model.key(model.next_entry(at)) == ValueKey("i3", "", R4, Side.TARGET)


def test_a_read_only_workspace_refuses(sample: Path, services: Services) -> None:
    opened = Workspace.open(sample, services, write=False)
    session = Session(opened)
    model = YearGridModel(session)
    model.load()
    at = model.where(ValueKey("i2", "", R4, Side.ACTUAL))
    assert "読み取り専用" in model.type_in(at, "1")
    assert model.clear(at)
    session.close()


def test_several_series_stand_under_one_name(make_workspace: Made, services: Services) -> None:
    rows = (b.series(label="男", actuals={2021: "74.7"}), b.series(label="女", actuals={2021: "82.5"}))
    session = Session(Workspace.open(make_workspace(b.plan_of(b.indicator("i1", *rows))), services))
    model = YearGridModel(session)
    model.load()
    at = model.where(ValueKey("i1", "女", b.fy(2021), Side.ACTUAL))
    assert at.data() == "82.5"
    assert model.face(model.index(at.row(), 2)).detail == "女"
    session.close()


def test_a_large_plan_comes_in_slices(make_workspace: Made, services: Services, qtbot: QtBot) -> None:
    projects = [b.project(f"p{n}", b.indicator(f"i{n}", b.series(targets={2021: "1"}))) for n in range(400)]
    session = Session(Workspace.open(make_workspace(b.plan(b.goal("g1", *projects))), services))
    model = YearGridModel(session)
    with qtbot.waitSignal(model.completed):
        model.load()
    assert model.rowCount() == 1 + 2 * len(projects)
    session.close()


def test_a_large_step_is_shown_in_slices(
    make_workspace: Made, services: Services, model_tester: Watch, qtbot: QtBot
) -> None:
    uids = [f"i{number}" for number in range(250)]
    session = Session(Workspace.open(make_workspace(b.plan_of(*map(b.indicator, uids))), services))
    model = YearGridModel(session)
    model_tester(model)
    model.load()
    model.finish()
    with qtbot.waitSignal(model.completed), session.edit("入力") as edit:
        for uid in uids:
            edit.type_figure(b.actual_of(uid, 2022), "7")
    assert {model.where(b.actual_of(uid, 2022)).data() for uid in uids} == {"7"}
    session.undo()
    model.catch_up()
    assert {model.where(b.actual_of(uid, 2022)).data() for uid in uids} == {""}
    session.close()


def test_nothing_is_known_of_an_invalid_index(model: YearGridModel) -> None:
    assert model.data(QModelIndex()) is None
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert not model.where(CommentKey("nobody", R5)).isValid()


def test_baseline_and_target_are_told_on_a_line_each() -> None:
    assert at_arrow("102組(令和元年)→150組(各年度)") == "102組(令和元年)\n→150組(各年度)"
    assert at_arrow("108人") == "108人"
