"""砂川市: the 集計表 of 令和4年度."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.paper.report import RowKind
from kpidesk.reports.summary_table import build
from tests.published.difference import row_differences
from tests.reports.reading import body, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.plan import Plan
    from kpidesk.paper.report import Table
    from tests.published.difference import Difference

YEAR = FiscalYear(2022)
DOCUMENT = "砂川市 集計表"


def differences(plan: Plan, raw: dict[str, Any]) -> Iterator[Difference]:
    """Yield what differs, goal by goal."""
    pages = build(plan.at(YEAR), YEAR).pages
    for page, goal in zip(pages, raw["goals"], strict=True):
        outcomes, kpis = tables(page)
        name = f"基本目標{goal['number']}"
        yield from row_differences(DOCUMENT, name, list(_outcomes(goal)), body(outcomes))
        closing = raw["total"] if goal is raw["goals"][-1] else None
        yield from row_differences(DOCUMENT, name, list(_kpis(goal, closing)), _rows(kpis))


def _outcomes(goal: dict[str, Any]) -> Iterator[list[str]]:
    for each in goal["numeric_targets"]:
        for side, word in (("target", "目標値"), ("actual", "実績値")):
            figures = each["rows"][side].values()
            yield [each["name"] + each["note"], each["baseline"], each["target"], word, *figures, each["comment"]]


def _kpis(goal: dict[str, Any], closing: dict[str, int] | None) -> Iterator[list[str]]:
    for measure in goal["measures"]:
        yield [measure["label"] + measure["title"]]
        for each in measure["submeasures"]:
            yield [each["label"] + each["title"]]
            for project in each["projects"]:
                for kpi in project["kpis"]:
                    yield from _pair(project["name"], kpi)
    for word, counts in (("小計", goal["subtotal"]), ("合計", closing)):
        if counts:
            yield [f"{word}(事業数:{counts['projects']}、KPI数:{counts['kpis']})"]


def _pair(project: str, kpi: dict[str, Any]) -> Iterator[list[str]]:
    name = kpi["name"] + kpi["definition_line"] + kpi["note"]
    for side, word in (("target", "目標値"), ("actual", "実績値")):
        yield [project, name, word, *kpi["rows"][side].values(), kpi["comment"]]


def _rows(table: Table) -> list[list[str]]:
    """Return the rows, what goes across the table once."""
    across = (RowKind.BAND, RowKind.TOTAL)
    return [texts[:1] if row.kind in across else texts for row, texts in zip(table.body, body(table), strict=True)]
