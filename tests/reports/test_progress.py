from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpidesk.domain.indicator import Basis, Kind, Point
from kpidesk.domain.plan import PlanText
from kpidesk.reports.progress import build
from tests import builders as b
from tests.reports.reading import body, cells_of, every_table, head, iwamizawa, plain, published_figures, words

YEAR = b.fy(2022)


def test_every_published_figure_and_verdict_stands_where_it_was_published() -> None:
    year = b.fy(2020)
    report = build(iwamizawa().at(year), year)
    wanted = published_figures("iwamizawa_r2")["progress"]
    # the mark ※4 of the city's page has no footnote
    printed = [[[plain(text).removesuffix("※4") for text in row] for row in goal] for goal in wanted]
    assert [[[plain(text) for text in row] for row in body(table)] for table in every_table(report)] == printed


def test_each_goal_begins_a_page_named_after_it() -> None:
    report = build(b.published("kamisunagawa").at(b.fy(2025)), b.fy(2025))
    assert [page.sheet for page in report.pages] == ["計画全体の指標", "大綱1", "大綱2", "大綱3", "大綱4"]
    assert report.title == "第8期上砂川町総合計画前期基本計画 進捗状況"


def test_actuals_stand_by_year_up_to_the_year_judged() -> None:
    plan = b.plan(b.goal("g1", b.indicator("i1", b.series(actuals={2021: "1", 2022: "2", 2023: "3"}, final="9"))))
    [table] = every_table(build(plan, YEAR))
    assert head(table) == ["指標", "基準値", "目標値", "令和3年度実績値", "令和4年度実績値", "令和4年度の状況"]
    assert body(table) == [["①指標i1", "", "9", "1", "2", "目標年度前"]]


def test_figures_are_real_numbers_with_the_words_around_them_in_their_format() -> None:
    plan = b.published("kamisunagawa").at(b.fy(2025))
    cells = [cell for table in every_table(build(plan, b.fy(2025))) for cell in cells_of(table)]
    assert [(each.number, each.number_format) for each in cells if each.text == "男 74.7歳"] == [
        (Decimal("74.7"), '"男 "#,##0.0"歳";"男 ▲"#,##0.0"歳"')
    ]
    assert [each.number for each in cells if each.text == "63.9%※1"] == [Decimal("63.9")]


def test_without_a_final_target_the_year_s_own_stands() -> None:
    steps = b.series(targets={2021: "5", 2022: "6"}, actuals={2022: "7"})
    [table] = every_table(build(b.plan(b.goal("g1", b.indicator("i1", steps, basis=Basis.YEARLY))), YEAR))
    assert head(table)[2:5] == ["令和3年度実績値", "令和4年度目標値", "令和4年度実績値"]
    assert body(table) == [["①指標i1", "", "", "6", "7", "達成"]]


def test_the_target_of_the_year_stands_beside_its_actual_where_any_is_not_the_final_one() -> None:
    steps = b.series(targets={2022: "264"}, actuals={2022: "328"}, final="2121")
    early = b.indicator("i2", b.series(actuals={2022: "3"}, final="9"))
    yearly = b.indicator("i3", b.series(actuals={2022: "3"}, final="2"), basis=Basis.YEARLY)
    without = b.indicator("i4", b.series(targets={2022: "1"}, actuals={2022: "1"}))
    plan = b.plan(b.goal("g1", b.indicator("i1", steps, basis=Basis.YEARLY), early, yearly, without))
    [table] = every_table(build(plan, YEAR))
    heads = ["目標値(最終年度)", "令和3年度実績値", "令和4年度目標値", "令和4年度実績値", "令和4年度の状況"]
    assert head(table)[2:] == heads
    assert [row[2:] for row in body(table)] == [
        ["2,121", "", "264", "328", "達成"],
        ["9", "", "—", "3", "目標年度前"],
        ["2", "", "2", "3", "達成"],
        ["—", "", "1", "1", "達成"],
    ]


def test_a_year_whose_target_is_the_final_one_needs_no_column_for_it() -> None:
    last = b.series(targets={2022: "9"}, actuals={2022: "9"}, final="9")
    [table] = every_table(build(b.plan(b.goal("g1", b.indicator("i1", last))), YEAR))
    assert head(table)[2] == "目標値"
    [table] = every_table(build(b.plan(b.goal("g1", b.indicator("i1", b.series(actuals={2022: "1"})))), YEAR))
    assert head(table)[2] == "目標値"


def test_a_goal_without_kpi_of_its_own_shows_those_of_its_projects() -> None:
    outcome = b.indicator("i1", kind=Kind.OUTCOME)
    plan = b.plan(b.goal("g1", outcome, b.measure("m1", b.project("p1", b.indicator("i2")))))
    [table] = every_table(build(plan, YEAR))
    assert head(table)[0] == "事業"
    assert [row[:2] for row in body(table)] == [
        ["数値目標", "①指標i1"],
        ["(1) 施策m1", "(1) 施策m1"],
        ["事業p1", "②指標i2"],
    ]


def test_notes_say_what_the_figures_speak_of() -> None:
    point = Point(b.cell("1"), "令和元年")
    row = replace(b.series(final="9"), baseline=point)
    alike = [replace(b.indicator(f"i{n}", row), source="国勢調査") for n in range(1, 4)]
    summed = b.indicator("i4", b.series(final="9"), basis=Basis.SUM)
    [page] = build(b.plan(b.goal("g1", *alike, summed)), YEAR).pages
    assert words(page)[2] == ("①～③ 国勢調査 (基準値: 令和元年、目標値: 計画終了時)　④ (目標値: 5年間の合計)")
    assert "判定方式「達成／未達成」" in words(page)[3]


def test_the_goal_s_own_text_stands_above_the_table() -> None:
    plan = b.plan(replace(b.goal("g1", b.indicator("i1")), texts=(PlanText("基本的方向", "雇用をつくる。", "1"),)))
    [page] = build(plan, YEAR).pages
    assert words(page)[2:4] == ["1 基本的方向", "雇用をつくる。"]


def test_a_plan_without_indicators_says_so() -> None:
    [page] = build(b.plan(b.goal("g1")), YEAR).pages
    assert words(page)[-1] == "記載する内容がありません。"
