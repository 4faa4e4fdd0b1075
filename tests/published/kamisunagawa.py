"""上砂川町: its 数値目標, KPI and 実施計画."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.paper.report import Heading, Table
from kpidesk.reports.target_list import build
from tests.published.difference import Difference, compared, row_differences
from tests.reports.reading import body, head, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.plan import Plan
    from kpidesk.paper.report import Page

YEAR = FiscalYear(2025)
DOCUMENT = "上砂川町 数値目標・KPI一覧"
_INDICATORS = {"数値目標": "numeric_targets", "重要業績評価指標(KPI)": "kpis"}


def differences(plan: Plan, raw: dict[str, Any]) -> Iterator[Difference]:
    """Yield what differs: the plan's own page, then a page for each 大綱."""
    whole, *goals = build(plan.at(YEAR), YEAR).pages
    for table, given in zip(tables(whole), raw["outcome_targets"], strict=True):
        printed = [[row["item"], row["value"], row["target"]] for row in given["rows"]]
        yield from row_differences(DOCUMENT, given["heading"], _dated(given["columns"], printed), _shown(table))
    for page, outline in zip(goals, raw["outlines"], strict=True):
        title = outline["label"].rstrip(".") + outline["title"]
        if compared(page.bookmark) != compared(title):
            yield Difference(DOCUMENT, outline["label"], "題名", compared(title), compared(page.bookmark))
        yield from _of_goal(page, outline)


def _of_goal(page: Page, outline: dict[str, Any]) -> Iterator[Difference]:
    """Hold the tables of a page beside the city's by the headings they stand under."""
    found = dict(_under_headings(page))
    for plan in outline["basic_plans"]:
        measure = compared(plan["label"] + plan["title"])
        for name, key in _INDICATORS.items():
            table = found.pop((measure, compared(name)), None)
            given = plan[key] or {"rows": [], "columns": []}
            printed = list(_indicators(given["rows"]))
            rows = _shown(table) if table else []
            yield from row_differences(DOCUMENT, f"{measure} {name}", _dated(given["columns"], printed), rows)
        for each in plan["action_plans"]:
            name = compared(each["label"] + each["title"])
            table = found.pop((measure, name), None)
            printed = list(_projects(each["rows"]))
            yield from row_differences(DOCUMENT, f"{measure} {name}", printed, body(table) if table else [])
    for measure, name in found:
        yield Difference(DOCUMENT, measure, name, "(なし)", "表")


def _under_headings(page: Page) -> Iterator[tuple[tuple[str, str], Table]]:
    """Yield each table by the measure it stands under and the heading right above it."""
    measure = above = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            above = compared(block.text)
            if re.match(r"\(\d+\)", above):
                measure = above
        elif isinstance(block, Table):
            yield (measure, above), block


def _indicators(rows: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield the rows of indicators; one whose name cell goes on from above (女) has that name."""
    name = ""
    for row in rows:
        name = row["indicator"] or name
        yield [name, row["baseline"], row["target"]]


def _projects(rows: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield the rows of an 実施計画; one whose name cell goes on from above has that name."""
    name = ""
    for row in rows:
        name = row["name"] or name
        yield [name, row["overview"], row["remarks"]]


def _shown(table: Table) -> list[list[str]]:
    return _dated(head(table), body(table))


def _dated(heads: list[str], rows: list[list[str]]) -> list[list[str]]:
    """Return the rows with the words of the head behind each figure that has none of its own."""
    words = [found[0] if (found := re.search(r"\(.*\)", each)) else "" for each in heads[1:]]
    return [
        [name, *(text if "(" in text or not text else text + word for text, word in zip(texts, words, strict=True))]
        for name, *texts in rows
    ]
