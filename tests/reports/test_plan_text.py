from __future__ import annotations

from dataclasses import replace

from kpidesk.domain.plan import PlanText
from kpidesk.reports.plan_text import build
from tests import builders as b
from tests.reports import samples
from tests.reports.reading import body, every_table, head, iwamizawa, published_figures, words

YEAR = samples.YEAR


def test_the_tree_shows_goals_and_both_levels_of_measures() -> None:
    year = b.fy(2025)
    [table] = every_table(build(b.published("kamisunagawa").at(year), year))
    assert head(table) == ["大綱", "施策", "施策の内訳"]
    rows = body(table)
    wanted = [
        (measure["title"].replace(")", ") ", 1), plan["title"][0])
        for measure in published_figures("kamisunagawa")["measures"]
        for plan in measure["plans"]
    ]
    assert [(row[1], row[2][0]) for row in rows] == wanted
    assert len({row[0] for row in rows}) == 4


def test_one_level_of_measures_stands_in_one_column() -> None:
    goals = b.goal("g1", b.measure("m1"), b.measure("m2")), b.goal("g2")
    [table] = every_table(build(b.plan(*goals), YEAR))
    assert head(table) == ["基本目標", "施策"]
    assert body(table) == [
        ["基本目標1 目標g1", "(1) 施策m1"],
        ["基本目標1 目標g1", "(2) 施策m2"],
        ["基本目標2 目標g2", ""],
    ]


def test_without_measures_the_projects_stand_beside_the_goals() -> None:
    [table] = every_table(build(iwamizawa().at(b.fy(2020)), b.fy(2020)))
    assert head(table) == ["基本目標", "事業"]
    assert body(table)[0][1].startswith("ICT農業普及促進事業\n地域産業協働促進事業")


def test_a_measure_without_others_below_fills_its_row() -> None:
    plan = b.plan(b.goal("g1", b.measure("m1", b.measure("m2")), b.measure("m3")))
    [table] = every_table(build(plan, YEAR))
    assert body(table)[1] == ["基本目標1 目標g1", "(2) 施策m3", "(2) 施策m3"]


def test_the_text_stands_goal_by_goal_under_the_names_of_what_it_is_about() -> None:
    report = build(samples.plan().at(YEAR), YEAR)
    assert [page.sheet for page in report.pages] == ["施策体系", "計画本文", "基本目標1", "基本目標2"]
    assert words(report.pages[1])[2:] == ["計画の趣旨", "この計画は、市の将来像を実現するために定めます。"]
    assert words(report.pages[2])[2:] == ["1 基本的方向", "働く場をつくり、人を育てます。"]
    assert words(report.pages[3])[2:] == ["(1) 施策m2", "現状と課題", "相談が増えています。"]


def test_text_of_projects_stands_under_theirs() -> None:
    project = replace(b.project("p1"), texts=(PlanText("", "橋を架けます。"),))
    [_, page] = build(b.plan(b.goal("g1", b.measure("m1", project))), YEAR).pages
    assert words(page)[2:] == ["(1) 施策m1", "事業p1", "橋を架けます。"]


def test_without_text_the_tree_stands_alone() -> None:
    [page] = build(b.plan(b.goal("g1")), YEAR).pages
    assert words(page)[1:] == ["施策体系"]


def test_an_empty_plan_is_a_page_that_says_so() -> None:
    [page] = build(b.plan(), YEAR).pages
    assert words(page)[-1] == "記載する内容がありません。"
