from __future__ import annotations

from decimal import Decimal

from kpidesk.paper.chart_table import FIGURES, NO_FIGURE, chart_table, with_chart_tables
from kpidesk.paper.report import Chart, Heading, Page, Report, Table
from tests.paper import chart_samples as samples


def shown(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.body]


def test_the_table_has_every_figure_and_why_one_is_missing() -> None:
    table = chart_table(samples.lines())
    assert shown(table)[0] == ["", "目標値", "実績値", "基準値", NO_FIGURE]
    assert shown(table)[2] == ["令和4年度", "37.0", "25.0", "36.7", ""]
    assert shown(table)[3] == ["令和5年度", "38.0", "", "36.7", "実績値：算出不可"]
    assert [cell.number for cell in table.body[2].cells] == [
        None,
        Decimal("37.0"),
        Decimal("25.0"),
        Decimal("36.7"),
        None,
    ]


def test_the_table_counts_what_the_bars_leave_out_but_no_strand_without_figures() -> None:
    assert shown(chart_table(samples.bars()))[0] == ["", "達成", "概ね達成", "未達成", "未判定"]
    assert shown(chart_table(samples.empty()))[0] == [""]


def test_a_report_gets_a_page_of_the_figures_of_its_charts() -> None:
    report = Report("題", (Page("グラフ", (Chart(samples.lines()), Chart(samples.bars()))),))
    *_, last = with_chart_tables(report).pages
    assert last.bookmark == FIGURES
    assert [block.text for block in last.blocks if isinstance(block, Heading)] == [
        "市内企業への就職率（%）",
        "判定（件）",
    ]


def test_a_report_without_charts_stays_as_it_is() -> None:
    report = Report("題", (Page("表", (Heading("見出し"),)),))
    assert with_chart_tables(report) is report
