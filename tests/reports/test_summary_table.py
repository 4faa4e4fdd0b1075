from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.plan import Goal
from kpidesk.domain.section import Section
from kpidesk.paper.report import Cell, PaperSize, Paragraph, Report, Row, RowKind, Table
from kpidesk.paper.table_grid import column_edges
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.summary_table import build
from tests import builders as b

PUBLISHED = Path(__file__).parent.parent / "golden" / "published"
YEAR = b.fy(2022)
SUMS_LEFT_BLANK_IN_PRINT = {"お試し暮らしの利用組数": "8"}


@pytest.fixture(scope="module")
def report() -> Report:
    return build(b.published("sunagawa").at(YEAR), YEAR)


def rows_of(report: Report) -> list[Row]:
    tables = [block for page in report.pages for block in page.blocks if isinstance(block, Table)]
    return [row for table in tables for row in table.body]


def tables_of(report: Report) -> list[Table]:
    return [block for page in report.pages for block in page.blocks if isinstance(block, Table)]


def figures(row: Row, side: str) -> list[str]:
    texts = [cell.text for cell in row.cells]
    return texts[texts.index(side) + 1 :][:6]


def lines_of(report: Report) -> list[tuple[str, list[str], list[str]]]:
    """Return leading texts, targets and actuals of each pair."""
    pairs: list[tuple[str, list[str], list[str]]] = []
    for row in rows_of(report):
        texts = [cell.text for cell in row.cells]
        if "目標値" in texts:
            pairs.append(("\n".join(texts[: texts.index("目標値")]), figures(row, "目標値"), []))
        elif "実績値" in texts:
            pairs[-1][2].extend(figures(row, "実績値"))
    return pairs


def test_every_published_figure_stands_where_it_was_published(report: Report) -> None:
    published = json.loads((PUBLISHED / "sunagawa_r4.json").read_text(encoding="utf-8"))
    wanted: list[dict[str, Any]] = [row for goal in published["goals"] for row in goal["rows"]]
    lines = lines_of(report)
    assert len(lines) == len(wanted)
    for want, (leading, targets, actuals) in zip(wanted, lines, strict=True):
        assert want["indicator"] in leading
        assert targets == want["target"]
        assert actuals[:2] == want["actual"][:2]
        assert all(text in ("", "—") for text in actuals[2:5])


def test_sums_so_far_are_printed_where_the_city_left_them_blank(report: Report) -> None:
    for leading, _, actuals in lines_of(report):
        for name, total in SUMS_LEFT_BLANK_IN_PRINT.items():
            if name in leading:
                assert actuals[-1] == total


def test_who_hears_the_table_is_told_what_each_line_is_about(report: Report) -> None:
    for row in rows_of(report):
        *names, side = [cell for cell in row.cells if cell.is_header] or [Cell()]
        assert (side.text in ("目標値", "実績値")) == (row.kind is RowKind.BODY)
        assert all(name.span.rows > 1 for name in names)


def test_bands_are_headings_of_their_level(report: Report) -> None:
    levels = [(row.cells[0].text[0], row.level) for row in rows_of(report) if row.kind is RowKind.BAND]
    assert ("(", 1) in levels
    assert {level for sign, level in levels if sign in "①②③"} == {2}


def test_counts_close_each_goal_and_the_plan(report: Report) -> None:
    totals = [row.cells[0].text for row in rows_of(report) if row.kind is RowKind.TOTAL]
    assert totals == [
        "小計(事業数:8、KPI数:7)",
        "小計(事業数:7、KPI数:9)",
        "小計(事業数:16、KPI数:15)",
        "小計(事業数:16、KPI数:14)",
        "合計(事業数:47、KPI数:45)",
    ]


def test_a_total_that_is_not_the_sum_says_why() -> None:
    report = build(b.published("iwamizawa").at(b.fy(2020)), b.fy(2020))
    last = report.pages[-1].blocks[-1]
    assert isinstance(last, Paragraph)
    assert "1件と数えています" in last.text


def test_each_goal_begins_a_page_named_after_it(report: Report) -> None:
    assert [page.sheet for page in report.pages] == ["基本目標1", "基本目標2", "基本目標3", "基本目標4"]
    assert report.pages[0].bookmark == "基本目標1 安定した雇用を創出し、地域人材の活躍の場をつくる"


def test_heads_name_the_evaluation_year(report: Report) -> None:
    heads = [
        cell.text
        for block in report.pages[0].blocks
        if isinstance(block, Table)
        for row in block.head
        for cell in row.cells
    ]
    assert "令和4年度実績値に対する所見" in heads
    assert "令和4年度実績値の増減理由及び今後の取り組み" in heads
    assert heads.count("5年間の\n合計") == 2


def test_figures_are_numbers_with_their_format(report: Report) -> None:
    cells: list[Cell] = [cell for row in rows_of(report) for cell in row.cells if cell.text == "△7.77%"]
    assert [(cell.number, cell.number_format) for cell in cells] == [
        (Decimal("-7.77"), '#,##0.00"%";"△"#,##0.00"%"'),
    ]


def test_title_names_the_plan_and_on_request_the_year() -> None:
    plan = b.published("sunagawa").at(YEAR)
    assert build(plan, YEAR).title == "第2期砂川市まち・ひと・しごと創生総合戦略 数値目標・KPI集計表"
    assert build(plan, YEAR, ReportOptions(PaperSize.A3, year_in_title=True)).title.endswith("(令和4年度)")
    assert build(plan, YEAR, ReportOptions(PaperSize.A3)).paper.size is PaperSize.A3


def test_one_goal_alone_has_its_own_page_without_the_total() -> None:
    plan = b.published("sunagawa").at(YEAR)
    last = plan.goals[-1]
    (page,) = build(plan, YEAR, ReportOptions(goal=last.uid)).pages
    assert page.bookmark == plan.places[last.uid].title
    totals = [row.cells[0].text for row in rows_of(Report("", (page,))) if row.kind is RowKind.TOTAL]
    assert [text[:2] for text in totals] == ["小計"]


@pytest.mark.parametrize("verdicts", [False, True])
@pytest.mark.parametrize("remarks", [False, True])
def test_every_row_covers_every_column(*, verdicts: bool, remarks: bool) -> None:
    plan = b.published("sunagawa").at(YEAR)
    report = build(plan, YEAR, ReportOptions(verdicts=verdicts, remarks=remarks))
    for table in (block for page in report.pages for block in page.blocks if isinstance(block, Table)):
        width = len(table.columns)
        assert len(table.head[0].cells) == width
        assert sum(column.weight for column in table.columns) == 1
        covered = sum(cell.span.cols * cell.span.rows for row in table.body for cell in row.cells)
        assert covered == width * len(table.body)


def test_footnotes_are_marked_and_printed_once_below() -> None:
    year = b.fy(2025)
    page = build(b.published("kamisunagawa").at(year), year).pages[0]
    notes = [block.text for block in page.blocks if isinstance(block, Paragraph)]
    assert notes == ["※1 町民まちづくりアンケート調査(令和6年7月)"]
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert sum("※1" in cell.text for row in table.body for cell in row.cells) == 8


def test_series_have_their_label_beside_the_side() -> None:
    year = b.fy(2020)
    report = build(b.published("iwamizawa").at(year), year)
    sides = [cell.text for row in rows_of(report) for cell in row.cells if cell.text.endswith("目標値")]
    assert "世帯\n目標値" in sides
    assert "人\n目標値" in sides


def test_a_goal_without_anything_still_closes_with_its_count() -> None:
    plan = b.plan(Goal(uid="g1", title="空の目標"))
    totals = [row.cells[0].text for row in rows_of(build(plan, YEAR)) if row.kind is RowKind.TOTAL]
    assert totals == ["小計(事業数:0、KPI数:0)", "合計(事業数:0、KPI数:0)"]


def test_a_plan_without_goals_is_a_page_with_its_title() -> None:
    assert len(build(b.plan(), YEAR).pages) == 1


def test_figure_columns_grow_with_the_longest_figure() -> None:
    plan = b.plan_of(b.indicator("i1", b.series(actuals={2022: "123456789.5"}, final="1")))
    tables = [block for block in build(plan, YEAR).pages[0].blocks if isinstance(block, Table)]
    widths = [column.width for column in tables[0].columns]
    assert widths[3] == pytest.approx(13 * 1.5 + 2.8)
    assert widths[0] < 42.0


def test_verdicts_and_rates_stand_behind_the_figures_on_request() -> None:
    report = build(b.published("sunagawa").at(YEAR), YEAR, ReportOptions(verdicts=True))
    rows = [[cell.text for cell in row.cells] for row in rows_of(report)]
    assert [row[-3:-1] for row in rows if any("市内企業就職率" in text for text in row)] == [["未達成", "67.6%"]]
    assert any(row[-3:-1] == ["—", "—"] for row in rows)
    rates = [cell for row in rows_of(report) for cell in row.cells if cell.text == "67.6%"]
    assert {(cell.number, cell.number_format) for cell in rates} == {(Decimal("0.676"), "0.0%")}


def test_without_remarks_the_names_take_their_place() -> None:
    report = build(b.published("sunagawa").at(YEAR), YEAR, ReportOptions(remarks=False))
    tables = [block for page in report.pages for block in page.blocks if isinstance(block, Table)]
    assert not any("所見" in cell.text for table in tables for cell in table.head[0].cells)
    assert [[column.weight for column in table.columns].count(1.0) for table in tables] == [1] * len(tables)


def test_one_goal_alone_has_no_total_of_the_plan() -> None:
    plan = b.published("sunagawa").at(YEAR)
    report = build(plan, YEAR, ReportOptions(goal=plan.goals[1].uid))
    assert [page.sheet for page in report.pages] == ["基本目標2"]
    assert [row.cells[0].text for row in rows_of(report) if row.kind is RowKind.TOTAL] == ["小計(事業数:7、KPI数:9)"]


def test_only_the_years_chosen_are_shown_and_the_total_stays() -> None:
    plan = b.published("sunagawa").at(YEAR)
    chosen = build(plan, YEAR, ReportOptions(first=YEAR, last=b.fy(2023)))
    whole = lines_of(build(plan, YEAR))
    heads = [cell.text for cell in next(iter(tables_of(chosen))).head[0].cells]
    assert heads[4:7] == ["4年度", "5年度", "5年間の\n合計"]
    found = [
        [cell.text for cell in row.cells] for row in rows_of(chosen) if "実績値" in [each.text for each in row.cells]
    ]
    shown = [texts[texts.index("実績値") + 1 :][:3] for texts in found]
    assert shown == [[actuals[1], actuals[2], actuals[5]] for _, _, actuals in whole]


def test_the_section_in_charge_stands_before_the_remarks_under_the_name_it_had() -> None:
    own = replace(b.indicator("i1", b.series(actuals={2022: "1"}, final="2")), section="商工課")
    plan = b.plan(b.goal("g1", own, b.project("p1", b.indicator("i2")), b.project("p2")))
    plan = replace(
        plan, sections=(Section("商工課", until=b.fy(2021), successor="産業課"), Section("産業課", since=YEAR))
    )
    outcomes, kpis = tables_of(build(plan, YEAR, ReportOptions(section_column=True)))
    for table in (outcomes, kpis):
        assert table.head[0].cells[-2].text == "所管課"
    assert [cell.text for cell in outcomes.body[0].cells][-2] == "産業課"
    assert [[cell.text for cell in row.cells][-2] for row in kpis.body if len(row.cells) > 9] == ["", ""]


def test_the_remarks_keep_a_width_that_can_be_read_however_many_years_there_are() -> None:
    plan = replace(b.plan_of(b.indicator("i1")), years=Period(b.fy(2016), b.fy(2025)))
    [table] = tables_of(build(plan, YEAR, ReportOptions(verdicts=True, section_column=True)))
    edges = column_edges(table.columns, 0.0, 273.0, 1.0)
    assert edges[-1] - edges[-2] > 25
    assert edges[-1] <= 273.001


@pytest.mark.parametrize(("name", "year"), [("sunagawa", 2022), ("iwamizawa", 2020), ("kamisunagawa", 2025)])
def test_beside_verdicts_the_remarks_can_still_be_read(name: str, year: int) -> None:
    plan = b.published(name).at(b.fy(year))
    for table in tables_of(build(plan, b.fy(year), ReportOptions(verdicts=True))):
        edges = column_edges(table.columns, 0.0, 273.0, 1.0)
        assert edges[-1] - edges[-2] >= 59.9


def test_a_project_without_kpi_and_reason_takes_one_row() -> None:
    plan = b.plan(b.goal("g1", replace(b.project("p1"), waiver="設定が困難"), b.project("p2")))
    [table] = tables_of(build(plan, YEAR))
    rows = [[cell.text for cell in row.cells] for row in table.body if row.kind is RowKind.BODY]
    assert [row[0] for row in rows] == ["事業p1", "実績値", "事業p2"]
    assert rows[2][1:] == ["KPIの設定はありません。", *"—" * 7, ""]
