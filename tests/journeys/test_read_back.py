"""Every workbook as two other programs read it: the same texts and figures, and nothing that would be computed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Project
from kpidesk.paper.report import Report
from kpidesk.reports.options import ReportOptions
from kpidesk.workspace.export import DOCUMENTS, Format, export
from tests import builders as b
from tests.reports import samples
from tests.reports.reading import cells_of, every_table, words

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.plan import Element, Plan
    from kpidesk.workspace.services import Services

    Cells = dict[tuple[int, int], str | Decimal]

PLANS = {
    "sunagawa": (b.published("sunagawa"), 2022),
    "sample": (samples.plan(), 2022),
    "tables": (b.with_tables(), 2020),
}
WORKBOOKS = [name for name, document in DOCUMENTS.items() if Format.XLSX in document.formats]
SIGNS = ("=1+1", "+SUM(A1)", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0")


def read_by_openpyxl(path: Path) -> dict[str, Cells]:
    """Return what stands in each sheet by row and column, from 1; a formula would come as a text that begins with =."""
    book = openpyxl.load_workbook(path)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return {
        sheet.title: {
            (cell.row, cell.column): plain(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book
    }


def read_by_calamine(path: Path) -> dict[str, Cells]:
    """Return the same as read by the reader that spreadsheets' importers use."""
    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {
        name: {
            (row, column): plain(value)
            for row, values in enumerate(rows, 1)
            for column, value in enumerate(values, 1)
            if value != ""
        }
        for name, rows in sheets.items()
    }


def plain(value: Any) -> str | Decimal:  # noqa: ANN401 -- whatever a reader gives
    """Return a text as it is and a number as its exact digits."""
    return value if isinstance(value, str) else Decimal(str(value)).normalize()


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("document", WORKBOOKS)
def test_both_read_the_same(tmp_path: Path, services: Services, document: str, name: str) -> None:
    plan, year = PLANS[name]
    export(plan, document, b.fy(year), tmp_path / "a.xlsx", services)
    found = read_by_openpyxl(tmp_path / "a.xlsx")
    assert read_by_calamine(tmp_path / "a.xlsx") == found
    report = DOCUMENTS[document].build(plan, b.fy(year), ReportOptions())
    assert isinstance(report, Report)
    assert len(found) >= len(report.pages)  # the figures of charts have a sheet of their own
    numbers = {value for sheet in found.values() for value in sheet.values() if isinstance(value, Decimal)}
    cells = [cell for table in every_table(report) for cell in cells_of(table)]
    assert {cell.number.normalize() for cell in cells if cell.number is not None} <= numbers


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("document", WORKBOOKS)
def test_what_looks_like_a_formula_stays_a_text(tmp_path: Path, services: Services, document: str, sign: str) -> None:
    export(with_names(samples.plan(), sign), document, samples.YEAR, tmp_path / "a.xlsx", services)
    report = DOCUMENTS[document].build(with_names(samples.plan(), sign), samples.YEAR, ReportOptions())
    assert isinstance(report, Report)
    wanted = {cell.text for table in every_table(report) for cell in cells_of(table) if cell.text.startswith(sign)}
    wanted |= {text for page in report.pages for text in words(page) if text.startswith(sign)}
    assert len(wanted) > 1 or document not in ("summary", "targets")
    assert wanted
    for read in (read_by_openpyxl, read_by_calamine):
        assert wanted <= {value for sheet in read(tmp_path / "a.xlsx").values() for value in sheet.values()}


def with_names(plan: Plan, sign: str) -> Plan:
    """Return the plan with a text that begins with a sign wherever one stands alone in a cell."""

    def named(element: Element) -> Element:
        if isinstance(element, Indicator):
            return b.with_remarks(replace(element, name=sign), 2022, f"{sign}の所見")
        if isinstance(element, Project):
            return replace(element, title=sign, text=sign, section=sign, flags=(sign,))
        return element

    return replace(plan, title=f"{sign} 計画").with_element("p2", named).with_element("i4", named)
