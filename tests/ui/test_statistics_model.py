"""A 統計表 as a Qt model: what is entered, owed and computed, and what is typed or pasted into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt

from kpidesk.domain.statistics_edits import is_printed, with_year
from kpidesk.paper.report import Table
from kpidesk.reports.statistics_table import build
from kpidesk.ui.session import Session
from kpidesk.ui.statistics_cells import StatisticCells
from kpidesk.ui.statistics_model import StatisticsModel
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QAbstractItemModel

    from kpidesk.domain.statistics import Statistic
    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services
    from tests.conftest import Made

    Watch = Callable[[QAbstractItemModel], None]

ROLE = Qt.ItemDataRole
UID, DYNAMICS = "iwamizawa", "人口動態"
HIDDEN, Y2015, MEAN, Y2021, RATIO = 0, 1, 6, 8, 9
BIRTHS, RATE, DEATHS, GROWTH, GROWTH_RATE = range(5)
LAST = 9


@pytest.fixture
def city(make_workspace: Made, services: Services) -> Iterator[Workspace]:
    opened = Workspace.open(make_workspace(b.with_tables()), services)
    yield opened
    opened.close()


@pytest.fixture
def model(city: Workspace, look: Look, model_tester: Watch) -> StatisticsModel:
    session = Session(city)
    session.evaluate(b.fy(2021))
    made = StatisticsModel(session, look)
    model_tester(made)
    made.show_table(held(city))
    return made


def held(workspace: Workspace) -> Statistic:
    return workspace.plan(UID).statistic(DYNAMICS)


def at(model: StatisticsModel, row: int, column: int, role: int = ROLE.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's
    return model.index(row, column).data(role)


def renew(model: StatisticsModel, workspace: Workspace) -> bool:
    return model.show_table(held(workspace))


def test_nothing_is_shown_without_a_table(city: Workspace, look: Look, model_tester: Watch) -> None:
    model = StatisticsModel(Session(city), look)
    model_tester(model)
    assert (model.rowCount(), model.columnCount(), model.table, model.rows) == (0, 0, None, ())
    assert (model.column(0), model.first(), model.forget_marks()) == (None, (0, 0), False)
    assert model.type_all([], "貼り付け") == (0, 0)
    assert model.show_table(None)


def test_the_years_stand_above_and_the_rows_before(model: StatisticsModel) -> None:
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads[:2] == ["(2014年)", "2015年"]
    assert heads[MEAN:] == ["2015～2019平均", "2020年", "2021年", "2015年比(2021)"]
    names = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert names[:3] == ["出生", "(合計特殊出生率)", "死亡"]
    tips = [model.headerData(each, Qt.Orientation.Horizontal, ROLE.ToolTipRole) for each in (HIDDEN, Y2015, MEAN)]
    assert tips == [
        "印刷されない年です。式の計算に使われます。",
        None,
        "計算の列: 平均(この行(2015年～2019年))",
    ]


def test_a_figure_is_typed_and_what_hangs_on_it_is_computed_anew(model: StatisticsModel, city: Workspace) -> None:
    index = model.index(BIRTHS, Y2021)
    assert index.flags() & Qt.ItemFlag.ItemIsEditable
    assert at(model, GROWTH, Y2021) == "▲891"
    assert model.setData(index, "３３０人")
    assert not renew(model, city)
    assert (at(model, BIRTHS, Y2021), at(model, GROWTH, Y2021)) == ("330", "▲890")
    assert city.undo_title == "2021年 統計「出生」の入力"
    assert not model.setData(index, "12,34")
    assert not model.setData(index, "1", ROLE.DisplayRole)
    assert held(city).row("出生").values[b.fy(2021)] == b.cell("330")


def test_what_is_computed_is_read_only_and_tells_its_formula(model: StatisticsModel) -> None:
    for row, column in ((GROWTH, Y2021), (BIRTHS, MEAN), (LAST, MEAN)):
        index = model.index(row, column)
        assert not index.flags() & Qt.ItemFlag.ItemIsEditable
        assert model.refusal(index).startswith("計算で求める値のため、入力できません。")
        assert model.type_in(index, "1") == model.refusal(index)
    assert at(model, GROWTH_RATE, Y2021, ROLE.ToolTipRole) == "「自然増減率」の計算: 自然増減 ÷ 年末人口(前年) × 100"
    assert at(model, GROWTH_RATE, RATIO, ROLE.ToolTipRole) == "「自然増減率」の計算: この行(2021年) － この行(2015年)"
    assert at(model, GROWTH_RATE, RATIO).endswith("P")
    assert at(model, LAST, MEAN, ROLE.ToolTipRole) == "この行だけに決められた値です。"
    assert at(model, LAST, MEAN) == "-"
    assert "もとになる値がそろうと" in at(model, GROWTH, HIDDEN, ROLE.ToolTipRole)


def test_blank_dash_and_owed_look_different(model: StatisticsModel, city: Workspace, look: Look) -> None:
    assert (at(model, BIRTHS, HIDDEN), model.cell(model.index(BIRTHS, HIDDEN)).owed) == ("", False)
    model.type_in(model.index(DEATHS, Y2021), "")
    model.type_in(model.index(BIRTHS, Y2021), "-")
    renew(model, city)
    assert (at(model, DEATHS, Y2021), at(model, DEATHS, Y2021, ROLE.EditRole)) == ("未入力", "")
    assert at(model, BIRTHS, Y2021) == "-"
    grounds = [at(model, *place, ROLE.BackgroundRole) for place in ((BIRTHS, HIDDEN), (DEATHS, Y2021), (GROWTH, Y2021))]
    assert grounds == [look.colour("surface"), look.colour("owed"), look.colour("locked")]
    assert at(model, DEATHS, Y2021, ROLE.ForegroundRole) == look.colour("owed_text")
    assert at(model, DEATHS, Y2021, ROLE.FontRole).pointSizeF() < at(model, BIRTHS, Y2021, ROLE.FontRole).pointSizeF()
    assert model.first() == (DEATHS, Y2021)
    assert at(model, DEATHS, Y2021, ROLE.AccessibleTextRole) == "自然動態 死亡 2021年 未入力"
    assert at(model, GROWTH, Y2021, ROLE.AccessibleTextRole) == "自然動態 自然増減 2021年 空欄 計算"


def test_a_year_to_come_is_not_owed(model: StatisticsModel, city: Workspace) -> None:
    with city.edit(UID, "年の追加") as edit:
        edit.change_statistic(with_year(held(city), b.fy(2022)))
    assert renew(model, city)
    assert at(model, BIRTHS, Y2021 + 1) == ""
    assert model.first() == (BIRTHS, Y2015)


def test_a_division_by_nothing_says_why(model: StatisticsModel, city: Workspace) -> None:
    model.type_in(model.index(LAST, HIDDEN), "0")
    renew(model, city)
    assert at(model, GROWTH_RATE, Y2015) == "-"
    assert at(model, GROWTH_RATE, Y2015, ROLE.ToolTipRole).endswith("割る数が0のため算出していません。")


def test_a_block_goes_in_as_one_step_and_marks_what_cannot_be_read(model: StatisticsModel, city: Workspace) -> None:
    before = len(city.history(UID))
    texts = [((BIRTHS, Y2021), "330"), ((DEATHS, Y2021), "1,2"), ((GROWTH, Y2021), "▲891"), ((GROWTH, Y2015), "5")]
    assert model.type_all(texts, "貼り付け") == (1, 1)
    renew(model, city)
    assert len(city.history(UID)) == before + 1
    assert city.undo_title == "統計「住民基本台帳人口の推移」の貼り付け"
    mark = model.mark(model.index(DEATHS, Y2021))
    assert mark is not None
    assert at(model, DEATHS, Y2021) == at(model, DEATHS, Y2021, ROLE.EditRole) == "1,2"
    assert at(model, DEATHS, Y2021, ROLE.ToolTipRole) == mark.reason
    assert model.mark(model.index(GROWTH, Y2015)) is None
    assert held(city).row("死亡").values[b.fy(2021)] == b.cell("1220")
    assert model.type_in(model.index(DEATHS, Y2021), "1,220") == ""
    assert model.mark(model.index(DEATHS, Y2021)) is None
    model.type_all([((DEATHS, Y2021), "x")], "貼り付け")
    assert model.forget_marks()
    assert at(model, DEATHS, Y2021) == "1,220"


def test_marks_go_with_their_table(model: StatisticsModel, city: Workspace) -> None:
    model.type_all([((DEATHS, Y2021), "x")], "貼り付け")
    model.show_table(city.plan(UID).statistic("将来展望"))
    assert not model.forget_marks()


def test_nothing_is_typed_in_a_workspace_that_is_read_only(
    make_workspace: Made, services: Services, look: Look, model_tester: Watch
) -> None:
    workspace = Workspace.open(make_workspace(b.with_tables()), services, write=False)
    model = StatisticsModel(Session(workspace), look)
    model_tester(model)
    renew(model, workspace)
    index = model.index(BIRTHS, Y2021)
    assert (model.refusal(index), index.data()) == ("読み取り専用で開いているため、変更できません。", "329")
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "1")
    assert not model.setData(QModelIndex(), "1")
    workspace.close()


def test_the_cells_are_those_of_the_printed_table() -> None:
    plan = b.with_tables()
    report = build(plan, b.fy(2021))
    for held_, page in zip(plan.statistics, report.pages, strict=True):
        cells = StatisticCells(plan, held_, b.fy(2021))
        table = next(block for block in page.blocks if isinstance(block, Table))
        shown = [number for number, column in enumerate(cells.columns) if is_printed(held_, column)]
        for row, line in enumerate(table.body):
            texts = [cell.text.strip("()") for cell in line.cells[-len(shown) :]]
            units = [held_.rows[row].unit if cells.columns[column].year else "" for column in shown]
            found = [cells.cell(row, column).text for column in shown]
            assert found == [text.removesuffix(unit) for text, unit in zip(texts, units, strict=True)]
