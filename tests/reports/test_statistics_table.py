from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.statistics import Statistic, StatisticChart, StatisticColumn, StatisticRow
from kpidesk.domain.year_value import Number, Standing
from kpidesk.paper.report import Cell, Chart, PaperSize, Paragraph, Report, Rule, Table
from kpidesk.reports.statistics_table import build, charts_around
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.domain.year_value import Value
    from kpidesk.paper.chart import ChartSpec
    from kpidesk.paper.report import Page

YEAR = b.fy(2022)


def row(uid: str, formula: str = "", **values: str) -> StatisticRow:
    entered: dict[int, Value | None] = {int(year.removeprefix("y")): b.cell(text) for year, text in values.items()}
    return StatisticRow(uid, uid, formula=formula, values={b.fy(year): each for year, each in entered.items() if each})


def table(*rows: StatisticRow, per: MeasuredPer = MeasuredPer.FISCAL) -> Statistic:
    return Statistic(
        "t1", "人口", per, rows=rows, columns=(StatisticColumn(year=b.fy(2021)), StatisticColumn(year=YEAR))
    )


def built(*tables: Statistic) -> Report:
    return build(replace(b.plan(), statistics=tables), YEAR)


def cells(page: Page) -> list[list[Cell]]:
    [found] = [block for block in page.blocks if isinstance(block, Table)]
    return [list(each.cells) for each in (*found.head, *found.body)]


def texts(page: Page) -> list[list[str]]:
    return [[cell.text for cell in line] for line in cells(page)]


def paragraphs(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Paragraph)]


def charts(report: Report) -> list[ChartSpec]:
    return [block.spec for page in report.pages for block in page.blocks if isinstance(block, Chart)]


def test_every_table_has_a_page() -> None:
    report = build(b.with_tables(), b.fy(2020))
    assert [page.bookmark for page in report.pages] == [
        "人口ビジョンにおける将来展望",
        "住民基本台帳人口の推移",
        "国及び北海道の合計特殊出生率",
    ]
    assert (report.title, report.head.left, report.head.right) == (
        "第2期岩見沢市総合戦略 統計表",
        "岩見沢市",
        "令和2年度",
    )
    assert paragraphs(report.pages[0]) == ["(単位: 人)"]
    assert paragraphs(report.pages[2]) == ["出典: 人口動態統計"]


def test_a_plan_without_tables_says_so() -> None:
    [page] = built().pages
    assert paragraphs(page) == ["統計表はまだ登録されていません。"]
    [bare] = built(table()).pages
    assert not [block for block in bare.blocks if isinstance(block, Table | Chart)]


def test_a_figure_is_a_number_in_excel_too() -> None:
    [_, [_, entered, computed]] = cells(
        built(table(replace(row("率", "1 / 3 * 0 - 1.5"), unit="%", decimals=2))).pages[0]
    )
    assert entered == computed
    assert (entered.text, entered.number, entered.number_format) == (
        "△1.50%",
        Decimal("-1.50"),
        '#,##0.00"%";"△"#,##0.00"%"',
    )


def test_rows_of_a_group_share_its_cell_and_a_row_without_one_has_both_columns() -> None:
    rows = (replace(row("出生", y2021="1"), group="自然"), replace(row("死亡"), group="自然"), row("人口"))
    lines = cells(built(table(*rows)).pages[0])
    assert [[cell.text for cell in line] for line in lines] == [
        ["区分", "令和3年度", "令和4年度"],
        ["自然", "出生", "1", ""],
        ["死亡", "", ""],
        ["人口", "", ""],
    ]
    assert (lines[0][0].span.cols, lines[1][0].span.rows, lines[3][0].span.cols) == (2, 2, 2)


def test_a_bracketed_row_hangs_on_the_one_above() -> None:
    rows = (row("出生", y2021="491"), replace(row("出生率", y2021="1.27", y2022="算定中"), bracketed=True))
    [_, above, below] = cells(built(table(*rows)).pages[0])
    assert [cell.text for cell in below] == ["(出生率)", "(1.27)", "(算定中)"]
    assert below[1].number == Decimal("1.27")
    assert {cell.style.edges.bottom for cell in above} == {cell.style.edges.top for cell in below} == {Rule.NONE}
    [_, first] = cells(built(table(replace(row("出生率", y2021="1"), bracketed=True))).pages[0])
    assert {cell.style.edges.top for cell in first} == {None}


def test_what_cannot_be_computed_says_why_below_the_table() -> None:
    [page] = built(table(row("甲", y2021="0", y2022="0"), row("乙", "1 / 甲"), row("丙", "1 / 甲@前年"))).pages
    assert texts(page)[2:] == [["乙", "—", "—"], ["丙", "", "—"]]
    assert paragraphs(page) == [
        "※ 「乙」(令和3年度、令和4年度)は、割る数が0のため算出していません。",
        "※ 「丙」(令和4年度)は、割る数が0のため算出していません。",
    ]


def test_a_table_of_many_years_is_printed_on_larger_paper() -> None:
    years = {f"y{year}": "84809" for year in range(1985, 2022)}
    wide = replace(table(row("人口", **years)), columns=())
    assert built(wide, table(row("甲"))).paper.size is PaperSize.A3
    assert built(table(row("甲"))).paper.size is PaperSize.A4


def test_a_table_without_any_figure_shows_its_rows() -> None:
    assert texts(built(replace(table(row("甲")), columns=())).pages[0]) == [["区分"], ["甲"]]


def test_unit_and_date_stand_above_the_table_and_notes_below() -> None:
    dated = replace(table(row("甲", y2021="1"), per=MeasuredPer.DATE), date="10月1日", unit="人", notes=("※ 注",))
    assert paragraphs(built(dated).pages[0]) == ["(各年10月1日現在、単位: 人)", "※ 注"]


def test_a_chart_marks_the_year_in_view_of_fiscal_years() -> None:
    [fiscal] = charts(built(table(row("甲", y2021="1", y2022="2"))))
    assert (fiscal.title, fiscal.marked, fiscal.alt) == (
        "人口",
        1,
        "「人口」の推移で、甲は令和3年度が1、令和4年度が2です。",
    )
    [calendar] = charts(built(table(row("甲", y2021="1", y2022="2"), per=MeasuredPer.CALENDAR)))
    assert calendar.marked is None


def test_a_chart_of_single_points_is_left_out() -> None:
    assert charts(built(table(row("甲", y2021="1"), row("乙", y2022="1")))) == []


def test_a_chart_shows_its_rows_and_what_is_not_firm() -> None:
    loose = row("甲", y2021="1", y2022="2")
    loose = replace(loose, values={**loose.values, YEAR: Number(Decimal(2), Standing.PROVISIONAL)})
    rows = (loose, row("乙", "甲 * 2"), replace(row("丙", y2021="1"), unit="%"))
    [chart] = charts(built(replace(table(*rows), charts=(StatisticChart(("乙", "甲"), "推移"),))))
    assert [(strand.name, [datum.text for datum in strand.data]) for strand in chart.strands] == [
        ("乙", ["2", "4"]),
        ("甲", ["1", "暫定値2"]),
    ]
    assert chart.title == "推移"
    assert not chart.strands[1].data[1].firm


@pytest.mark.parametrize("name", ["sunagawa", "kamisunagawa", "iwamizawa"])
def test_every_published_plan_can_be_printed(name: str) -> None:
    assert build(b.published(name), b.published(name).years.first).pages


def test_the_charts_of_a_row_come_first_then_those_of_its_group() -> None:
    plan = b.with_tables()
    held = plan.statistic("人口動態")
    told = {
        name: [chart.title for chart in charts_around(plan, held, held.row(name), b.fy(2021))]
        for name in ("出生", "自然増減率", "転出", "年末人口")
    }
    assert told == {
        "出生": ["自然動態", "自然増減率と社会増減率"],
        "自然増減率": ["自然増減率と社会増減率", "自然動態"],
        "転出": ["社会動態", "自然増減率と社会増減率"],
        "年末人口": ["年末人口"],
    }
    lone = table(row("甲", y2020="1"))
    assert charts_around(replace(plan, statistics=(lone,)), lone, lone.rows[0], b.fy(2020)) == ()
