"""Which verdicts a change alters, held against judging every indicator before and after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.approval import borrowers, fallen_back
from kpidesk.domain.change import Change, CommentChange, FactChange, ValueChange, value_at
from kpidesk.domain.closing import why_locked
from kpidesk.domain.evaluation import Approval, Closure, Stage
from kpidesk.domain.fact import Fact, FactKey, with_fact
from kpidesk.domain.indicator import Basis, Direction, Indicator
from kpidesk.domain.presets import PRESETS
from kpidesk.domain.rating import Verdict, judge
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.verdict_changes import altered_verdicts, reaches
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan

ALL = [b.fy(year) for year in range(2021, 2026)]
FIGURES = ("0", "3", "5", "8", "-2", "—", "未公表", None)
YEARS = st.sampled_from(ALL)
DIRECTIONS = st.sampled_from([*Direction, None])
CLOSED = b.fy(2022)
MET = b.series(targets={2022: "4"}, actuals={2021: "3", 2022: "3"})
SUMMED = b.series(final="5", actuals={2021: "3", 2022: "3"})


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    texts = st.dictionaries(st.integers(2021, 2025), st.sampled_from([each for each in FIGURES if each]))
    row = b.series(targets=draw(texts), actuals=draw(texts), final=draw(st.sampled_from([None, "4", "全国並み"])))
    own = b.indicator("i1", row, direction=draw(DIRECTIONS), basis=draw(st.sampled_from(Basis)))
    versions = (SchemeVersion(b.fy(2021), draw(st.sampled_from(PRESETS))),)
    return replace(b.plan_of(own, b.sharing("i2", "i1"), b.indicator("i3", MET)), rating=versions)


def verdicts(plan: Plan) -> dict[tuple[str, object], Verdict]:
    found = [each for each in plan.places.elements() if isinstance(each, Indicator)]
    return {(each.uid, year): judge(plan, plan.shown(each), year) for each in found for year in ALL}


def turned(plan: Plan, direction: Direction | None, uid: str = "i1") -> FactChange:
    return FactChange(FactKey(uid, Fact.DIRECTION), plan.indicator(uid).direction, direction)


@given(plans(), st.data())
def test_exactly_the_verdicts_that_differ_are_altered(plan: Plan, data: st.DataObject) -> None:
    change: Change = turned(plan, data.draw(DIRECTIONS), data.draw(st.sampled_from(["i1", "i2"])))
    if data.draw(st.booleans()):
        key = ValueKey("i1", "", data.draw(YEARS), data.draw(st.sampled_from(Side)))
        change = ValueChange(key, value_at(plan, key), b.cell(data.draw(st.sampled_from(FIGURES))))
    before, after = verdicts(plan), verdicts(change.apply(plan))
    differing = {place for place, verdict in before.items() if verdict != after[place]}
    assert set(altered_verdicts(plan, change, ALL)) == differing
    assert all(reaches(change, year) for year in ALL if any(place[1] == year for place in differing))


def test_what_is_written_alters_no_verdict() -> None:
    plan = b.plan_of(b.indicator("i1", MET))
    assert list(altered_verdicts(plan, CommentChange(CommentKey("i1", CLOSED), "", "増えた。"), ALL)) == []


def closed(plan: Plan, *years: int) -> Plan:
    for year in years:
        plan = with_fact(plan, FactKey("plan", Fact.CLOSED, b.fy(year)), Closure())
    return plan


def test_a_direction_stays_that_a_closed_year_was_judged_with() -> None:
    plan = b.plan_of(b.indicator("i1", b.series(targets={2022: "4", 2023: "4"}, actuals={2022: "3", 2023: "3"})))
    change = turned(plan, Direction.LOWER)
    assert why_locked(plan, change) == ""
    assert why_locked(closed(plan, 2021, 2024), change) == ""
    assert why_locked(closed(plan, 2022), change).startswith("令和4年度は評価確定されており、その判定")
    assert why_locked(closed(plan, 2023, 2022), change).startswith("令和4年度、令和5年度は評価確定されており")


def test_an_earlier_figure_stays_that_a_closed_year_prints() -> None:
    plan = closed(b.plan_of(b.indicator("i1", SUMMED, basis=Basis.SUM), b.indicator("i2", MET)), 2022)
    earlier, alone = (ValueChange(b.actual_of(uid, 2021), b.cell("3"), b.cell("4")) for uid in ("i1", "i2"))
    told = "令和4年度は評価確定されており、その帳票に載る過年度の値のため、変更できません。"
    assert why_locked(plan, earlier) == why_locked(plan, alone) == told
    assert why_locked(closed(plan, 2024), alone) == told, "the first year that prints it is named"
    assert why_locked(plan, ValueChange(b.actual_of("i1", 2023), None, b.cell("4"))) == ""


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.CHECKED])
def test_a_checked_sheet_whose_verdict_changes_awaits_its_check_again(stage: Stage) -> None:
    tree = b.plan(
        b.goal("g1", b.project("p1", b.indicator("i1", MET)), b.project("p2", b.sharing("i2", "i1"))),
        b.goal("g2", b.project("p3", b.indicator("i3", SUMMED, basis=Basis.SUM))),
    )
    for uid in ("p1", "p2", "p3"):
        for year in (2021, 2022):
            tree = with_fact(tree, FactKey(uid, Fact.STAGE, b.fy(year)), Approval(stage))
    earlier = ValueChange(b.actual_of("i3", 2021), b.cell("3"), b.cell("4"))
    turning, counting = (
        [each.key for each in fallen_back(tree, change, borrowers(tree))]
        for change in (turned(tree, Direction.LOWER), earlier)
    )
    fallen = stage is Stage.CHECKED
    assert turning == [FactKey(uid, Fact.STAGE, CLOSED) for uid in ("p1", "p2") if fallen]
    assert counting == [FactKey("p3", Fact.STAGE, year) for year in (b.fy(2021), CLOSED) if fallen]
