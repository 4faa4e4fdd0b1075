from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kpidesk.domain.indicator import Kind, Setting
from kpidesk.domain.presets import preset
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.paper.chart import ChartKind
from kpidesk.paper.report import PaperSize
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.overview import build
from tests import builders as b
from tests.reports.reading import body, cells_of, charts, every_table, head, iwamizawa, tables, words

if TYPE_CHECKING:
    from kpidesk.domain.indicator import Indicator

YEAR = b.fy(2022)
LABELS = ["達成", "未達成", "未判定", "対象外", "目標年度前"]


def kpi(uid: str, actuals: dict[int, str], target: str = "10", section: str = "") -> Indicator:
    row = b.series(targets=dict.fromkeys((2021, 2022), target), actuals=actuals)
    return replace(b.indicator(uid, row), section=section)


def sunagawa_table() -> list[list[str]]:
    return body(every_table(build(b.published("sunagawa").at(YEAR), YEAR))[0])


def test_labels_are_counted_by_goal_and_in_the_whole_plan() -> None:
    rows = sunagawa_table()
    name = "基本目標1 安定した雇用を創出し、地域人材の活躍の場をつくる"
    assert rows[0] == [name, "7", "件数", "1", "6", "0", "0", "0", "0", "4", "3"]
    assert rows[1][:5] == [name, "7", "割合", "14.3%", "85.7%"]
    assert rows[8] == ["全体", "45", "件数", "17", "26", "1", "1", "0", "2", "29", "8"]
    assert rows[9][:5] == ["全体", "45", "割合", "39.5%", "60.5%"]


def test_heads_name_every_label_and_the_comparison() -> None:
    table = every_table(build(b.published("sunagawa").at(YEAR), YEAR))[0]
    compared = ["前年度より改善", "前年度と同じ", "前年度より悪化"]
    assert head(table) == ["基本目標", "KPI数", "区分", *LABELS, *compared]


def test_figures_are_real_numbers() -> None:
    cells = list(cells_of(every_table(build(b.published("sunagawa").at(YEAR), YEAR))[0]))
    assert [(cell.number, cell.number_format) for cell in cells if cell.text == "39.5%"] == [
        (Decimal("39.5"), '0.0"%"')
    ]
    assert [cell.number for cell in cells if cell.text == "45"] == [Decimal(45)]


def test_charts_show_the_goals_and_the_years_so_far() -> None:
    bars, columns = charts(build(b.published("sunagawa").at(YEAR), YEAR))
    assert bars.spec.kind is ChartKind.BARS
    assert [each.name for each in bars.spec.categories][-1] == "全体"
    assert columns.spec.kind is ChartKind.COLUMNS
    assert [each.name for each in columns.spec.categories] == ["令和3年度", "令和4年度"]


def test_the_first_year_is_not_compared_and_has_no_course() -> None:
    report = build(iwamizawa().at(b.fy(2020)), b.fy(2020))
    assert head(every_table(report)[0])[-1] == "目標年度前"
    assert len(charts(report)) == 1
    assert any("計画の初年度" in text for text in words(report.pages[0]))


def test_a_plan_nobody_judged_has_no_chart() -> None:
    report = build(b.published("kamisunagawa").at(b.fy(2025)), b.fy(2025))
    assert not charts(report)
    assert body(every_table(report)[0])[-2][:6] == ["全体", "22", "件数", "0", "0", "22"]


def test_shares_that_do_not_add_up_are_noted() -> None:
    bands = (kpi("i1", {2022: "12"}), kpi("i2", {2022: "9"}), kpi("i3", {2022: "1"}))
    osaka = preset("osaka_library")
    assert osaka
    plan = replace(b.plan(b.goal("g1", *bands)), rating=(SchemeVersion(b.fy(2021), osaka),))
    [text] = [each for each in words(build(plan, YEAR).pages[0]) if "四捨五入" in each and "全体" in each]
    assert "100.0%ではなく99.9%" in text


def test_a_shared_kpi_counts_once_in_the_whole_plan_and_a_note_says_so() -> None:
    plan = b.plan(b.goal("g1", kpi("i1", {2022: "10"})), b.goal("g2", b.sharing("i2", "i1")))
    page = build(plan, YEAR).pages[0]
    assert [row[:2] for row in body(tables(page)[0])][::2] == [
        ["基本目標1 目標g1", "1"],
        ["基本目標2 目標g2", "1"],
        ["全体", "1"],
    ]
    assert any("共通指標を1件" in text for text in words(page))


def test_a_note_says_what_the_number_of_kpi_leaves_out_only_where_it_does() -> None:
    counted, outcome = kpi("i1", {2022: "10"}), b.indicator("i2", kind=Kind.OUTCOME)
    unset = replace(b.indicator("i3"), setting=Setting.MONITORED)
    notes: list[tuple[list[Indicator], list[str]]] = [
        ([counted], []),
        ([counted, outcome], ["数値目標は含みません。"]),
        ([counted, unset], ["目標値を設定していないKPIは含みません。"]),
        ([counted, outcome, unset], ["数値目標と、目標値を設定していないKPIは含みません。"]),
    ]
    for indicators, wanted in notes:
        page = build(b.plan(b.goal("g1", *indicators)), YEAR).pages[0]
        found = [text for text in words(page) if text.startswith("※ KPI数")]
        assert found == [f"※ KPI数は、目標値を設定したKPIの数です。{each}" for each in wanted]


def test_points_are_summed_where_the_scheme_gives_them() -> None:
    sano = preset("sano")
    assert sano
    plan = b.plan(b.goal("g1", kpi("i1", {2022: "10"}), kpi("i2", {2022: "5"})))
    plan = replace(plan, rating=(SchemeVersion(b.fy(2021), sano),))
    table = every_table(build(plan, YEAR))[0]
    assert body(table)[0][head(table).index("点数")] == "9"


def test_sections_have_a_page_of_their_own_where_any_is_named() -> None:
    plan = b.plan(b.goal("g1", kpi("i1", {2022: "10"}, section="商工課"), kpi("i2", {2022: "9"})))
    report = build(plan, YEAR)
    assert [page.sheet for page in report.pages] == ["総括", "所管課別", "判定別のKPI"]
    assert [row[0] for row in body(tables(report.pages[1])[0])] == ["商工課", "商工課", "(所管課なし)", "(所管課なし)"]


def test_met_and_missed_kpi_are_listed_with_the_arithmetic() -> None:
    page = build(b.published("sunagawa").at(YEAR), YEAR).pages[-1]
    assert [text for text in words(page) if text.endswith("件）")] == [
        "達成（17件）",
        "未達成（26件）",
        "未判定（1件）",
        "対象外（1件）",
    ]
    missed = body(tables(page)[1])
    assert ["豊かな労働環境の充実支援事業", "砂川高校からの市内企業就職率", "37.0%", "25.0%", "67.6%"] in [
        row[:5] for row in missed
    ]
    assert next(row[5] for row in missed if row[3] == "25.0%") == "25.0 ＜ 37.0"


def test_kpi_of_measures_and_several_series_are_listed_too() -> None:
    several = b.indicator("i1", b.series(label="男", final="1"), b.series(label="女", final="2"))
    plan = b.plan(b.goal("g1", several, b.measure("m1", kpi("i2", {2022: "10"}))))
    rows = [row for table in tables(build(plan, YEAR).pages[-1]) for row in body(table)]
    assert [row[:4] for row in rows if row[1].startswith("指標")] == [
        ["(1) 施策m1", "指標i2", "10", "10"],
        ["", "指標i1", "男 1", ""],
        ["", "指標i1", "女 2", ""],
    ]


def test_a_kpi_of_the_plan_itself_stands_under_the_whole_plan() -> None:
    report = build(b.plan(b.indicator("i1", b.series(final="1")), b.goal("g1")), YEAR)
    assert body(every_table(report)[-1])[0][0] == "計画全体"
    assert [row[0] for row in body(every_table(report)[0])] == ["全体", "全体"]


def test_a_plan_without_kpi_says_so() -> None:
    [page] = build(b.plan(b.goal("g1")), YEAR).pages
    assert words(page)[-1] == "記載する内容がありません。"


def test_a_single_goal_is_counted_alone() -> None:
    plan = b.plan(
        b.goal("g1", b.project("p1", kpi("i1", {2021: "9", 2022: "12"}, section="商工課"))),
        b.goal("g2", b.project("p2", kpi("i2", {2022: "3"}, section="福祉課"))),
    )
    report = build(plan, YEAR, ReportOptions(PaperSize.A3, "g1"))
    assert report.paper.size is PaperSize.A3
    counts, sections, listed = (body(each) for each in every_table(report)[:3])
    assert [row[0] for row in counts] == ["基本目標1 目標g1"] * 2
    assert [row[0] for row in sections] == ["商工課"] * 2
    assert "指標i1" in str(listed)
    assert "指標i2" not in str([body(each) for each in every_table(report)])
    assert [chart.spec.title for chart in charts(report)] == [
        "令和4年度の判定（目標別）",
        "判定の推移（基本目標1 目標g1）",
    ]
