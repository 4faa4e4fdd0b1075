"""How far the entry has come: by goal, by section, and where to go next."""

from __future__ import annotations

from dataclasses import replace

from kpidesk.domain.section import Section
from kpidesk.domain.tally import by_goal, by_section, section_names
from kpidesk.domain.year_value import CommentKey
from tests import builders as b

R3 = b.fy(2021)
DONE = b.with_remarks(b.indicator("i1", b.series(actuals={2021: "1"})), 2021, "済み。")
OWED = b.indicator("i2")
PLAN = b.plan(
    b.indicator("i0"),
    b.goal("g1", b.project("p1", replace(DONE, section="企画課")), b.project("p2", replace(OWED, section="福祉課"))),
    b.goal("g2", replace(b.project("p3"), section="企画課")),
)


def test_each_goal_has_a_line_and_the_plan_where_it_has_indicators() -> None:
    lines = by_goal(PLAN, R3)
    assert [(each.title, each.uid, each.complete, each.entries) for each in lines] == [
        ("総合戦略", "plan", 0, 1),
        ("基本目標1 目標g1", "g1", 1, 2),
        ("基本目標2 目標g2", "g2", 0, 1),
    ]
    assert [(each.actuals, each.remarks) for each in lines] == [(1, 1), (1, 1), (0, 1)]


def test_each_section_has_a_line_that_leads_to_what_it_owes_first() -> None:
    lines = by_section(PLAN, R3)
    assert [(each.title, each.complete, each.entries) for each in lines] == [
        ("企画課", 1, 2),
        ("福祉課", 0, 1),
        ("", 0, 1),
    ]
    assert [(each.uid, each.key) for each in lines] == [
        ("p3", CommentKey("p3", R3)),
        ("i2", b.actual_of("i2", 2021)),
        ("i0", b.actual_of("i0", 2021)),
    ]


def test_a_plan_that_names_no_section_has_no_such_lines() -> None:
    assert by_section(b.plan_of(OWED), R3) == []


def test_a_section_that_owes_nothing_leads_to_its_first_entry() -> None:
    (line,) = by_section(b.plan_of(replace(DONE, section="企画課")), R3)
    assert (line.uid, line.key, line.complete) == ("i1", None, 1)


def test_a_year_has_the_sections_of_its_own_names() -> None:
    listed = (Section("総務課"), Section("保健課", until=R3, successor="福祉課"), Section("福祉課", b.fy(2022)))
    renamed = replace(PLAN, sections=listed)
    assert section_names(PLAN, R3) == ["企画課", "福祉課"]
    assert section_names(renamed, R3) == ["総務課", "保健課", "企画課"]
    assert section_names(renamed, b.fy(2022)) == ["総務課", "福祉課", "企画課"]
    assert [each.title for each in by_section(renamed, R3)] == ["企画課", "保健課", ""]
