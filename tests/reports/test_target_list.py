from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.plan import Item
from kpidesk.paper.report import Heading, Table
from kpidesk.reports.target_list import build
from tests import builders as b
from tests.reports import samples
from tests.reports.reading import body, cells_of, every_table, head, plain, published_figures, tables, words

if TYPE_CHECKING:
    from kpidesk.paper.report import Report

YEAR = b.fy(2025)
INDICATORS = ("指標", "目的")


@pytest.fixture(scope="module")
def report() -> Report:
    return build(b.published("kamisunagawa").at(YEAR), YEAR)


def under_headings(report: Report) -> list[tuple[list[str], Table]]:
    """Return each table with the headings that stand above it since the one before."""
    found: list[tuple[list[str], Table]] = []
    above: list[str] = []
    for block in (block for page in report.pages for block in page.blocks):
        if isinstance(block, Heading):
            above.append(plain(block.text))
        elif isinstance(block, Table):
            found.append((above, block))
            above = []
    return found


def printed(rows: list[list[str]]) -> list[list[str]]:
    """Return the city's rows as they compare."""
    return [[plain(text) for text in row] for row in rows]


def dated(rows: list[list[str]], *words: str) -> list[list[str]]:
    """Return the rows with the words of the head behind each figure that has none of its own."""
    return [
        [name, *(text if "(" in text else text + word for text, word in zip(texts, words, strict=True))]
        for name, *texts in rows
    ]


def said(title: str) -> str:
    """Return the words in parentheses of a head."""
    return title[title.find("(") :] if "(" in title else ""


def named(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of projects, one that has several lines once: their words are not in the published figures."""
    return [row for before, row in pairwise([[""], *rows]) if row[0] != before[0]]


def test_every_outcome_of_the_plan_stands_as_published(report: Report) -> None:
    wanted = [printed(rows) for rows in published_figures("kamisunagawa")["outcomes"]]
    shown = [[[plain(text) for text in row] for row in body(table)] for table in tables(report.pages[0])]
    # the mark of the survey stands in the city's head, here at each figure of 満足度
    shown[2] = [[text.replace("%※1", "%") for text in row] for row in shown[2]]
    assert shown == wanted


def test_every_target_of_every_measure_stands_as_published(report: Report) -> None:
    wanted = [
        (table, dated(printed(measure[key]), "(R5)", "(R11)"))
        for measure in published_figures("kamisunagawa")["measures"]
        for key, table in (("targets", "数値目標"), ("kpis", "重要業績評価指標(KPI)"))
        if measure[key]
    ]
    found = [(plain(above[-1]), table) for above, table in under_headings(report)[3:] if head(table)[0] in INDICATORS]
    shown = [(name, printed([head(table)]), printed(body(table))) for name, table in found]
    told = [(name, dated(rows, *map(said, top[1:]))) for name, [top], rows in shown]
    # the city heads 社会増減数 of R5年 with R5
    assert [(name, [[text.replace("年)", ")") for text in row] for row in rows]) for name, rows in told] == wanted


def test_every_project_of_every_action_plan_stands_as_published_with_its_flags(report: Report) -> None:
    wanted = [
        (plain(plan["title"]), named(printed(plan["rows"])))
        for measure in published_figures("kamisunagawa")["measures"]
        for plan in measure["plans"]
    ]
    found = [(above[-1], table) for above, table in under_headings(report) if head(table)[0] == "事業名"]
    assert [(name, [[plain(row[0]), plain(row[-1])] for row in body(table)]) for name, table in found] == wanted


def test_men_and_women_have_a_line_each(report: Report) -> None:
    cells = [cell for table in every_table(report) for cell in cells_of(table)]
    assert [cell.number for cell in cells if cell.text in ("男 74.7歳", "女 83.6歳")] == [
        Decimal("74.7"),
        Decimal("83.6"),
    ]


def test_what_all_figures_have_in_common_stands_in_the_head(report: Report) -> None:
    heads = [head(table) for table in every_table(report)]
    assert heads[1] == ["指標", "基準値", "目標値"]
    assert heads[2] == ["指標", "満足度(令和6年7月)", "目標値(R11)"]
    assert heads[3] == ["指標", "基準値(R5)", "目標値(R11)"]


def test_a_figure_without_words_leaves_the_head_bare() -> None:
    rows = [b.series(final="1", as_of="R11"), b.series(final="2", as_of="R11"), b.series(final="3")]
    [table] = every_table(build(b.plan(*(b.indicator(f"i{at}", row) for at, row in enumerate(rows))), YEAR))
    assert head(table) == ["指標", "基準値", "目標値"]
    assert [row[-1] for row in body(table)] == ["1 (R11)", "2 (R11)", "3"]


def test_a_measure_with_nothing_below_says_so() -> None:
    plan = b.plan(b.goal("g1", b.measure("m1", b.measure("m2"))))
    assert words(build(plan, YEAR).pages[0])[-1] == "この施策に事業はありません。"


def test_a_plan_without_words_of_projects_lists_their_kpi() -> None:
    year = b.fy(2020)
    found = every_table(build(b.published("iwamizawa").at(year), year))
    assert head(found[0]) == ["目的", "指標", "基準値", "目標値"]
    assert head(found[1]) == ["事業名", "重要業績評価指標(KPI)", "基準値", "目標値", "目標の時点", "備考"]
    assert ["地域産業協働促進事業", "取組みの実証件数", "3件", "6件", "5年間の合計", ""] in body(found[1])


def test_lines_and_kpi_of_a_project_stand_side_by_side() -> None:
    year = samples.YEAR
    rows = [row for table in every_table(build(samples.plan().at(year), year)) for row in body(table)]
    assert [row for row in rows if row[0] == "子育て応援事業"] == [
        ["子育て応援事業", "家庭を訪ねる", "指標i5", "36.7%", "40.0%", "計画終了時", "拡充"],
        ["子育て応援事業", "相談を受ける", "指標i5", "36.7%", "40.0%", "計画終了時", ""],
    ]
    assert [row[1:] for row in rows if row[0] == "人材育成事業\n(研修と資格の支援)"] == [
        ["働く人の学びを支える。", "指標i2※1", "36.7%", "40.0%", "計画終了時", "新規"],
        ["働く人の学びを支える。", "指標i3", "", "0", "計画終了時", "新規"],
    ]


def test_a_repeated_project_has_its_own_flags_and_the_figures_of_its_original() -> None:
    year = samples.YEAR
    rows = [row for table in every_table(build(samples.plan().at(year), year)) for row in body(table)]
    assert [row[-1] for row in rows if row[0] == "人材育成事業"] == ["再掲", "再掲"]
    assert [row[2] for row in rows if row[0] == "人材育成事業"] == ["指標i2※1", "指標i3"]


def test_more_lines_than_kpi_leave_no_gap() -> None:
    project = replace(b.project("p1", b.indicator("i1", b.series(label="男"), b.series(label="女"))))
    several = replace(project, items=tuple(Item(f"その{number}") for number in range(3)))
    waived = replace(b.project("p2"), waiver="設定しない", items=several.items)
    plan = b.plan(b.goal("g1", several, waived, b.project("p3")))
    [table] = every_table(build(plan, YEAR))
    assert [row[1:3] for row in body(table)] == [
        ["その0", "指標i1"],
        ["その1", "指標i1"],
        ["その2", "指標i1"],
        ["その0", "設定しない"],
        ["その1", "設定しない"],
        ["その2", "設定しない"],
        ["", "—"],
    ]


def test_related_projects_are_named_below_their_measure() -> None:
    inner = replace(b.measure("m2"), related=("橋の整備",))
    outer = replace(b.measure("m1", inner, b.project("p1")), related=("駅前整備", "広報"))
    [page] = build(b.plan(b.goal("g1", outer)), YEAR).pages
    assert words(page)[-2:] == ["主な関連事業: 橋の整備", "主な関連事業: 駅前整備、広報"]


def test_a_watched_figure_says_why_it_has_no_target() -> None:
    year = samples.YEAR
    cells = [cell.text for table in every_table(build(samples.plan().at(year), year)) for cell in cells_of(table)]
    assert "指標i4\n（実績値の管理とする）" in cells
