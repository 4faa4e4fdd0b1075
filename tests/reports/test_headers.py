"""Every table of every document names its columns and its rows for those who hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk.paper.report import Report, RowKind, Table
from kpidesk.paper.table_grid import place_cells
from kpidesk.reports.options import ReportOptions
from kpidesk.workspace.export import DOCUMENTS
from tests import builders as b
from tests.reports import samples
from tests.reports.reading import every_table, iwamizawa

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.plan import Plan

PLANS = {
    "sample": (samples.plan(), 2022),
    "sunagawa": (b.published("sunagawa"), 2022),
    "kamisunagawa": (b.published("kamisunagawa"), 2025),
    "iwamizawa": (iwamizawa(), 2020),
    "tables": (b.with_tables(), 2020),
}


def unnamed(table: Table) -> Iterator[str]:
    """Yield the first cell of each row that no cell names; what goes across names itself, heads name columns."""
    columns = len(table.columns)
    named_until, below_head = 0, False
    for row, cells in zip(table.body, place_cells(table.body, columns), strict=True):
        named_until = max([named_until, *(cell.end for cell in cells if cell.cell.is_header)])
        below_head = below_head or row.kind is RowKind.HEAD
        across = any(cell.cols == columns for cell in cells)
        if cells and not (across or row.kind is RowKind.HEAD or named_until > cells[0].row or below_head):
            yield cells[0].cell.text


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_rows_and_columns_have_names(document: str, name: str) -> None:
    plan, year = PLANS[name]
    report = DOCUMENTS[document].build(plan, b.fy(year), ReportOptions())
    if not isinstance(report, Report):
        return
    for table in every_table(report):
        assert table.head or len(table.body) == 1  # a 再掲 is its title alone
        assert list(unnamed(table)) == []


def forms(plan: Plan) -> list[Table]:
    report = DOCUMENTS["projects"].build(plan, samples.YEAR, ReportOptions())
    assert isinstance(report, Report)
    return every_table(report)


def test_a_form_names_its_kpi_its_costs_and_its_sides() -> None:
    [form] = [
        table for table in forms(samples.plan()) if any(cell.text == "SDGs" for row in table.body for cell in row.cells)
    ]
    names = [cell.text for row in form.body for cell in row.cells if cell.is_header]
    assert names == [
        "概要",
        "SDGs",
        "指標i2※1",
        "指標i3",
        "今後の方向性",
        "委員会意見",
        "事業費",
        "令和3年度",
        "令和4年度",
    ]
