from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.search import Hit, search
from kpidesk.domain.year_value import Comments
from tests.builders import fy, goal, indicator, measure, plan, project, published, with_remarks

LONG = "はじめに長い前置きがあり、その後ろの方に観光協会の名前が出てきて、さらに長い説明が続く文章である。"
CARRIED = replace(with_remarks(indicator("i1"), 2022, "ＫＰＩは\n未達成。"), name="宿泊客数", section="商工労働観光課")
TREE = plan(
    goal("g1", measure("m1", replace(project("p1", CARRIED, title="観光振興"), text="観光協会を支援する。"))),
    replace(goal("g2"), comments={fy(2021): Comments(outlook=LONG)}),
)


def test_finds_titles_names_sections_texts_and_comments() -> None:
    assert [(hit.uid, hit.what) for hit in search(TREE, "観光")] == [
        ("p1", "事業"),
        ("p1", "概要"),
        ("i1", "所管課"),
        ("g2", "令和3年度の見直しの方向性"),
    ]
    assert [(hit.uid, hit.what) for hit in search(TREE, "目標g1")] == [("g1", "施策・目標")]
    assert search(TREE, "宿泊") == [Hit("i1", "指標", "宿泊客数")]


@pytest.mark.parametrize("words", ["kpi 未達成", "ＫＰＩ　未達成", "未達成 KPI", " Kpi "])
def test_width_case_and_order_do_not_matter(words: str) -> None:
    assert search(TREE, words) == [Hit("i1", "令和4年度の所見", "KPIは 未達成。".replace("KPI", "ＫＰＩ"))]


@pytest.mark.parametrize("words", ["", " \u3000", "無い言葉", "宿泊 観光"])
def test_finds_nothing(words: str) -> None:
    assert search(TREE, words) == []


def test_the_excerpt_shows_what_stands_around() -> None:
    (hit,) = search(TREE, "協会の名前")
    assert hit.excerpt == f"…{LONG[LONG.index('協会の名前') - 18 : LONG.index('協会の名前') + 23]}…"


def test_finds_in_a_published_plan() -> None:
    assert "i25" in {hit.uid for hit in search(published("sunagawa"), "妊婦 補助券")}
