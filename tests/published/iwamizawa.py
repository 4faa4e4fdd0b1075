"""岩見沢市: the indicators of 令和2年度, the sheets of its projects, its funding and its population."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.funding import MoneyUnit
from kpidesk.domain.money import format_yen
from kpidesk.reports import funding_table, progress, project_sheet, statistics_table
from tests.published.difference import Difference, compared, row_differences
from tests.reports.reading import body, head, lines, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.plan import Plan
    from kpidesk.paper.report import Page, Table

YEAR = FiscalYear(2020)
PROGRESS, SHEETS, FUNDING, POPULATION = (
    f"岩見沢市 {name}" for name in ("進捗状況", "事業評価シート", "事業費・交付金", "統計表")
)
_FIGURES = ("基準値", "令和2年度\n実績値", "目標値", "目標の時点")
_ITEM = "重要業績評価指標(KPI)"


def differences(plan: Plan, raw: dict[str, Any]) -> Iterator[Difference]:
    """Yield what differs, document by document."""
    yield from _progress(plan, raw["kpi_progress"]["goals"])
    yield from _sheets(plan, raw["project_goals"])
    yield from _funding(plan, raw["funding_table"]["periods"])
    yield from _population(plan, raw)


def _progress(plan: Plan, goals: list[dict[str, Any]]) -> Iterator[Difference]:
    for page, goal in zip(progress.build(plan.at(YEAR), YEAR).pages, goals, strict=True):
        keys = ("objective", "indicator", "基準値", "目標値", "実績", "状況")
        printed = [[row[key] for key in keys] for row in goal["rows"]]
        title = goal["label"] + goal["title"]
        yield from row_differences(
            PROGRESS, goal["label"], [[title], *printed], [[page.bookmark], *body(*tables(page))]
        )


def _sheets(plan: Plan, goals: list[dict[str, Any]]) -> Iterator[Difference]:
    for page, goal in zip(project_sheet.build(plan.at(YEAR), YEAR).pages, goals, strict=True):
        name = f"基本目標{goal['number']}"
        printed = [[f"{name}{goal['title']}"], [f"事業数{goal['project_count'].removesuffix('事業')}"]]
        yield from row_differences(SHEETS, name, [*printed, [goal["settled_amount"]]], _summary(plan, page))
        forms = [_form(table) for table in tables(page)]
        wanted = [row for sheet in goal["sheets"] for row in _sheet(sheet)]
        yield from row_differences(SHEETS, name, wanted, [row for form in forms for row in form])


def _summary(plan: Plan, page: Page) -> list[list[str]]:
    """Return the title of a goal's page, its count and what it cost, as the city writes money."""
    [line] = [text for block in page.blocks if (text := getattr(block, "text", "")).startswith("事業数")]
    goal = next(each for each in plan.goals if plan.places[each.uid].title == page.bookmark)
    settled = goal.costs[YEAR].settled
    return [[page.bookmark], [line.split("　")[0]], [format_yen(settled or 0, MoneyUnit.TEN_THOUSAND)]]


def _sheet(sheet: dict[str, Any]) -> Iterator[list[str]]:
    """Yield a sheet as rows: its title with its flag, what was done, each KPI, what is to come."""
    detail, flag = sheet["detail"], sheet["flag"]
    title = f"{sheet['name']}({detail})" if detail else sheet["name"]
    yield ["シート", title, f"〔{flag}〕" if flag else ""]
    yield ["取組み", title, sheet["efforts"]]
    shared = ""
    for kpi in sheet["kpis"]:
        shared = kpi.get("shared_note") or (shared if kpi.get("merged_with_row_above") else "")
        target = re.sub(r"\s*\(.*\)$", "", kpi["target"]) if kpi.get("target_basis") else kpi["target"]
        figures = [kpi["baseline"], kpi["fy2020"], target, kpi.get("target_basis", "")]
        yield [title, kpi["item"], *([shared] if shared else figures)]
    yield ["見直し", title, sheet["review"]]


def _form(table: Table) -> list[list[str]]:
    """Return a form of ours as the same rows."""
    every = lines((*table.head, *table.body), len(table.columns))
    first, info = every[0][0], every[0][-1]
    title = compared(first)
    [top] = [number for number, row in enumerate(every) if _ITEM in row]
    heads, below = every[top], every[top + 1 :]
    item = heads.index(_ITEM)
    rows = [["シート", title, info if info != first else ""], ["取組み", title, below[0][0]]]
    for name, same in groupby(below, key=lambda row: row[item]):
        together = [[row[heads.index(each)] for each in _FIGURES] for row in same]
        rows.append([title, name, *_joined(together)])
    return [*rows, ["見直し", title, below[0][-1]]]


def _joined(together: list[list[str]]) -> list[str]:
    """Return the figures of one KPI: 3世帯9人 stands on two lines here, words of sharing go across."""
    joined = ["".join(dict.fromkeys(compared(row[place]) for row in together)) for place in range(len(_FIGURES))]
    return joined[:1] if len(set(joined)) == 1 and joined[0] != "—" else joined


def _funding(plan: Plan, periods: list[dict[str, Any]]) -> Iterator[Difference]:
    [page] = funding_table.build(plan, YEAR).pages
    [table] = tables(page)
    rows = lines((*table.head, *table.body), len(table.columns))
    for number, period in enumerate(periods):
        left, right = ([row[1 + 2 * number + side] for row in rows] for side in (0, 1))
        shown = [[text] for text in (*left[:2], *left[2:7])]
        for at in range(7, len(rows), 2):
            if left[at]:
                shown += [[name] for name in left[at].split("\n")] + [[left[at + 1]], [right[at + 1]]]
        yield from row_differences(FUNDING, period["period"], list(_period(period)), shown)


def _period(period: dict[str, Any]) -> Iterator[list[str]]:
    yield from ([period[key]] for key in ("period", "strategy", "project_count", "project_cost"))
    yield [f"({period['project_cost_basis']})"]
    yield [period["grant_amount"]]
    yield [f"({period['grant_basis']})"]
    for grant in period["adopted"]:
        yield [grant["grant"] if "採択" in grant["grant"] else f"【{grant['grant']}】"]
        yield from ([f"○{name}"] for name in grant["projects"])
        if "採択" in grant["grant"]:
            yield ["など"]
        yield [grant["count"] if "延べ" in grant["count"] else f"計{grant['count']}"]
        yield [grant["amount"]]


def _population(plan: Plan, raw: dict[str, Any]) -> Iterator[Difference]:
    vision, people, births = (tables(page)[0] for page in statistics_table.build(plan, YEAR).pages)
    printed = [
        [before["区分"], before["人口"], before["構成比"], after["人口"], after["構成比"], after["（増減）"]]
        for before, after in zip(*raw["population_vision"]["years"].values(), strict=True)
    ]
    yield from row_differences(POPULATION, raw["population_vision"]["heading"], printed, body(vision))
    table = raw["population_table"]
    wanted = [row for each in table["rows"] for row in _on_two_lines(each)]
    shown = [[text] for text in head(people)[2:]], body(people)
    yield from row_differences(POPULATION, table["heading"], [[each] for each in table["columns"]], shown[0])
    yield from row_differences(POPULATION, table["heading"], wanted, shown[1])
    rows = [[each["区分"], *each["values"].values()] for each in raw["tfr_table"]["rows"]]
    yield from row_differences(POPULATION, raw["tfr_table"]["heading"], rows, body(births))


def _on_two_lines(row: dict[str, Any]) -> Iterator[list[str]]:
    """Yield a row of the city's; what stands in parentheses below the figures is a line of its own here."""
    name, *bracketed = row["item"].split(" ", 1)
    group = row["group"] or name
    pairs = [value.split(" ", 1) for value in row["values"].values()]
    yield [group, name, *(pair[0] for pair in pairs)]
    if bracketed:
        yield [group, bracketed[0], *(pair[1] if len(pair) > 1 else "" for pair in pairs)]
