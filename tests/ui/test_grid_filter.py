"""Narrowing the rows of the grid, its zoom, and the widths it remembers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QTableView

from kpidesk.domain.checks import findings
from kpidesk.domain.presets import MET_OR_NOT
from kpidesk.domain.tally import section_names
from kpidesk.ui.filter_bar import FilterBar
from kpidesk.ui.grid_columns import Columns
from kpidesk.ui.grid_filter import RowFilter
from kpidesk.ui.grid_fonts import ZOOMS, GridFonts
from kpidesk.ui.grid_layout import GridLayout
from kpidesk.ui.grid_widths import GridWidths
from kpidesk.ui.session import Session
from kpidesk.ui.year_grid_model import YearGridModel
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot

    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services

    Watch = Callable[[QAbstractItemModel], None]
    Made = Callable[..., Path]


@pytest.fixture
def session(make_workspace: Made, services: Services) -> Iterator[Session]:
    """Return a session on a plan with two sections; only p1 has an indicator that is entered."""
    done = b.indicator("i1", b.series(targets={2021: "1"}, actuals={2021: "1"}))
    first = replace(b.project("p1", done, b.indicator("i2", b.series())), section="企画課")
    second = replace(b.project("p2", b.with_remarks(b.indicator("i3", b.series()), 2021, "良い。")), section="福祉課")
    tree = b.plan(b.goal("g1", b.measure("m1", first)), b.goal("g2", b.measure("m2", second)))
    made = Session(Workspace.open(make_workspace(tree), services))
    yield made
    made.close()


@pytest.fixture
def model(session: Session) -> YearGridModel:
    return YearGridModel(session)


def shown(model: YearGridModel, wanted: RowFilter) -> list[str]:
    model.want(wanted)
    model.load()
    model.finish()
    return names(model)


def names(model: YearGridModel) -> list[str]:
    sheet = model.sheet
    every = [pair.name if (pair := sheet.pair(row)) else sheet.face(row, 0).text for row in range(sheet.height)]
    return list(dict.fromkeys(every))


def test_sections_narrow_and_keep_their_headings(model: YearGridModel, model_tester: Watch) -> None:
    model_tester(model)
    assert shown(model, RowFilter("福祉課")) == ["基本目標2 目標g2", "(1) 施策m2", "指標i3"]


def test_conditions_narrow_together(model: YearGridModel) -> None:
    both = ["基本目標1 目標g1", "(1) 施策m1", "指標i2", "基本目標2 目標g2", "(1) 施策m2", "指標i3"]
    assert shown(model, RowFilter(owed=True)) == both
    assert shown(model, RowFilter(owed=True, unwritten=True)) == ["基本目標1 目標g1", "(1) 施策m1", "指標i2"]
    assert shown(model, RowFilter("福祉課", unwritten=True)) == []


def test_a_project_spans_the_rows_that_are_left(model: YearGridModel) -> None:
    shown(model, RowFilter(owed=True))
    pair = model.sheet.pair(2)
    assert pair is not None
    assert pair.project_run == 1
    assert model.sheet.origin(3, 0) == (2, 0)


def test_doubtful_rows_are_shown_once_they_are_known(model: YearGridModel, session: Session) -> None:
    assert shown(model, RowFilter(doubtful=True)) == []
    assert model.waits
    model.show_doubts(findings(session.plan, session.year))
    model.finish()
    assert names(model) == ["基本目標2 目標g2", "(1) 施策m2", "指標i3"]


def test_the_bar_offers_the_sections_of_the_plan(qtbot: QtBot, session: Session) -> None:
    bar = FilterBar(session)
    qtbot.addWidget(bar)
    assert [bar.section.itemText(number) for number in range(bar.section.count())][1:] == ["企画課", "福祉課"]
    with qtbot.waitSignal(bar.chosen) as told:
        bar.section.setCurrentIndex(2)
    assert told.args == [RowFilter("福祉課")]
    bar.tell(1)
    assert bar.count.text() == "1件を表示"
    with qtbot.waitSignal(bar.chosen) as told:
        bar.lift.click()
    assert told.args == [RowFilter()]
    bar.stand_at(RowFilter("企画課", owed=True))
    assert bar.buttons["owed"].text() == "✓ 未入力のみ"
    assert bar.wanted == RowFilter("企画課", owed=True)


def test_the_sections_of_a_plan_are_sorted(session: Session) -> None:
    assert section_names(session.plan, session.year) == ["企画課", "福祉課"]


@pytest.mark.parametrize("zoom", [0, 30, 999])
def test_a_zoom_out_of_reach_is_the_natural_one(look: Look, zoom: int) -> None:
    assert GridFonts(look, zoom).zoom == 100


def test_the_zoom_stops_at_its_ends(look: Look) -> None:
    fonts = GridFonts(look, ZOOMS[-1])
    assert fonts.step(1) == ZOOMS[-1]
    assert fonts.step(-1) == ZOOMS[-2]
    fonts.use(ZOOMS[0])
    assert fonts.step(-1) == ZOOMS[0]


@pytest.mark.parametrize("text", ["", "x y", "1e9", "nan nan", ";;", "0.1"])
def test_damaged_widths_are_forgotten(qtbot: QtBot, look: Look, text: str) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    assert GridWidths(view, GridLayout.of(GridFonts(look), MET_OR_NOT), text).text == ""


def test_a_narrow_window_shows_years_and_totals(look: Look) -> None:
    layout, columns = GridLayout.of(GridFonts(look), MET_OR_NOT), Columns(tuple(b.plan().years.years))
    narrow, wide = layout.widths(columns, 0), layout.widths(columns, 9999)
    assert all(low <= high for low, high in zip(narrow, wide, strict=True))
    assert sum(narrow[:-1]) < 56.5 * layout.em
