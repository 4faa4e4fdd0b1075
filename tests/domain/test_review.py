"""Going through the entries of a year: worst first, narrowed, and added up as everywhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.approval import sheets
from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Approval, Judgement, Stage
from kpidesk.domain.indicator import Basis, Direction, Indicator
from kpidesk.domain.plan import Plan, Project
from kpidesk.domain.presets import MET_OR_NOT, preset
from kpidesk.domain.rating import Outcome, Verdict
from kpidesk.domain.review import (
    Reviewed,
    ReviewFilter,
    count_stages,
    falls_short,
    reviewed,
    shortfall,
    summary,
    worst_first,
)
from kpidesk.domain.rollup import counts, total_counts
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.verdict_counts import Trend, against_last_year, counted, verdict_counts
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.domain.plan import Node
    from kpidesk.domain.scheme import Scheme

YEAR = b.fy(2022)


def _kpi(uid: str, *actuals: str) -> Indicator:
    """Return a KPI with a target of 10 and the actuals of 2021, 2022, …"""
    row = b.series(targets=dict.fromkeys(range(2021, 2026), "10"), actuals=dict(enumerate(actuals, 2021)))
    return b.indicator(uid, row, basis=Basis.YEARLY)


def _rows(plan: Plan) -> list[Reviewed]:
    return [reviewed(plan, entry, YEAR) for entry in entries(plan, plan)]


def _order(plan: Plan, scheme: Scheme | None = None) -> list[str]:
    rows = sorted(_rows(plan), key=worst_first(scheme or plan.scheme_in(YEAR)))
    return [row.entry.comment_owner for row in rows]


def _scheme(ident: str) -> Scheme:
    found = preset(ident)
    assert found is not None
    return found


def test_the_worst_comes_first_and_what_has_no_verdict_last() -> None:
    indicators = (_kpi("met", "1", "12"), _kpi("blank", "1"), _kpi("low", "1", "2"), _kpi("near", "1", "9"))
    plan = b.plan(b.goal("g1", b.project("p0"), b.project("p1", *indicators, _kpi("gone", "1", "調査なし"))))
    assert _order(plan) == ["low", "near", "met", "blank", "gone", "p0"]


def test_without_a_rate_comes_after_those_with_one() -> None:
    plan = b.plan_of(replace(_kpi("lower", "1", "20"), direction=Direction.LOWER), _kpi("low", "1", "2"))
    assert _order(plan) == ["low", "lower"]


def test_the_order_is_that_of_the_ladder() -> None:
    osaka = _scheme("osaka_library")
    plan = b.plan_of(_kpi("b", "1", "9"), _kpi("d", "1", "2"), _kpi("a", "1", "20"))
    assert _order(replace(plan, rating=(SchemeVersion(b.fy(2021), osaka),))) == ["d", "b", "a"]


def test_a_label_in_no_order_stands_between_the_judged_and_the_others() -> None:
    scheme = _scheme("growth")
    band = next(band for band in scheme.bands if band not in scheme.ladder)
    row = _rows(b.plan_of(_kpi("i1", "1", "2")))[0]
    odd = replace(row, verdict=Verdict(Outcome.JUDGED, band.label, band.mark, ""))
    worst = replace(row, verdict=Verdict(Outcome.JUDGED, scheme.ladder[-1].label, "", ""))
    pending = replace(row, verdict=Verdict(Outcome.PENDING, "未判定", "", ""))
    key = worst_first(scheme)
    assert key(worst) < key(odd) < key(pending)
    assert falls_short(odd, scheme)


def test_everything_about_an_entry_comes_with_it() -> None:
    kpi = b.with_remarks(_kpi("i1", "12", "2"), 2022, " 減った。\n")
    judged = replace(kpi, judgements={YEAR: Judgement("達成", "年度末の1日後に届いた。")})
    project = replace(
        b.project("p1", judged),
        section="商工課",
        stages={YEAR: Approval(Stage.RETURNED, "理由が足りない。")},
        course={YEAR: "継続"},
    )
    (row,) = _rows(b.plan(b.goal("g1", project)))
    assert (row.sheet, row.section, row.remarks, row.course) == ("p1", "商工課", "減った。", "継続")
    assert (row.stage, row.approval.reason) == (Stage.RETURNED, "理由が足りない。")
    assert row.verdict is not None
    assert row.verdict.label == "達成"
    assert row.verdict.computed is not None
    assert row.last is not None
    assert row.last.label == "達成"
    assert row.judgement == judged.judgements[YEAR]
    assert row.uids >= {"i1", "p1"}


def test_a_project_without_indicator_has_a_stage_and_no_verdict() -> None:
    (row,) = _rows(b.plan(b.goal("g1", b.project("p1"))))
    assert (row.verdict, row.last, row.judgement, row.stage) == (None, None, None, Stage.OPEN)
    assert not falls_short(row, MET_OR_NOT)


def test_an_indicator_of_a_goal_is_handed_in_with_it() -> None:
    (row,) = _rows(b.plan(b.goal("g1", _kpi("i1", "1", "2"))))
    assert (row.sheet, row.course) == ("g1", "")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ReviewFilter(), ["low", "met", "blank"]),
        (ReviewFilter(short=True), ["low"]),
        (ReviewFilter(unwritten=True), ["met", "blank"]),
        (ReviewFilter(doubtful=True), ["met"]),
        (ReviewFilter(section="商工課"), ["low"]),
        (ReviewFilter(stage=Stage.OPEN), ["met", "blank"]),
        (ReviewFilter(unwritten=True, section="商工課"), []),
    ],
)
def test_filters_narrow(wanted: ReviewFilter, found: list[str]) -> None:
    low = b.with_remarks(_kpi("low", "1", "2"), 2022, "減った。")
    handed = {YEAR: Approval(Stage.SUBMITTED)}
    first = replace(b.project("p1", low), section="商工課", stages=handed)
    plan = b.plan(b.goal("g1", first, b.project("p2", _kpi("met", "1", "12"), _kpi("blank", "1"))))
    rows = [row for row in _rows(plan) if wanted.wants(row, MET_OR_NOT, {"met"})]
    assert [row.entry.comment_owner for row in rows] == found
    assert wanted.active == (len(found) < 3)


def test_what_falls_short_has_the_words_of_the_scheme() -> None:
    assert shortfall(MET_OR_NOT) == "未達成のみ"
    assert shortfall(_scheme("osaka_library")) == "「A」以外"


@pytest.mark.parametrize("name", ["sunagawa", "kamisunagawa", "iwamizawa"])
def test_sums_are_those_of_the_papers(name: str) -> None:
    whole = b.published(name)
    for year in whole.years.years[:2]:
        plan = whole.at(year)
        rows = [reviewed(plan, entry, year) for entry in entries(plan, plan)]
        assert {row.sheet for row in rows} == {sheet.node.uid for sheet in sheets(plan, year)}
        nodes: tuple[Node, ...] = (plan, *plan.goals)
        for node in nodes:
            below = rows if node is plan else [row for row in rows if node in row.entry.path]
            found = summary(plan, node, year, below)
            assert found.counts == (total_counts(plan) if node is plan else counts(plan, node))
            assert found.verdicts == verdict_counts(plan, counted(plan, node), year)
            assert sum(found.stages.values()) == len({row.sheet for row in below})
            assert found.trend.compared <= sum(found.verdicts.counts.values())
            assert found.trend == against_last_year(plan, counted(plan, node), year)


def test_each_sheet_is_counted_once_at_its_stage() -> None:
    handed = replace(b.project("p1", _kpi("i1"), _kpi("i2")), stages={YEAR: Approval(Stage.SUBMITTED)})
    plan = b.plan(b.goal("g1", handed, b.project("p2", repeats="p1"), b.project("p3", _kpi("i3"))))
    counts = {Stage.OPEN: 1, Stage.SUBMITTED: 1, Stage.RETURNED: 0, Stage.CHECKED: 0}
    assert count_stages(_rows(plan)) == counts
    assert summary(plan, plan, YEAR, iter(_rows(plan))).stages == counts


def test_verdicts_that_people_gave_are_counted() -> None:
    kpi = replace(_kpi("i1", "1", "2"), judgements={YEAR: Judgement("達成", "事情による。")})
    plan = b.plan_of(kpi)
    assert verdict_counts(plan, counted(plan, plan), YEAR).counts["達成"] == 1
    assert verdict_counts(plan, counted(plan, plan), YEAR, MET_OR_NOT).counts["未達成"] == 1
    assert summary(plan, plan, YEAR, _rows(plan)).verdicts.counts["達成"] == 1


def test_other_labels_than_last_year_do_not_compare() -> None:
    plan = replace(b.plan_of(_kpi("i1", "1", "2")), rating=(SchemeVersion(YEAR, _scheme("osaka_library")),))
    (row,) = _rows(plan)
    assert row.last is None
    assert summary(plan, plan, YEAR, [row]).trend == Trend(note="前年度は判定の区分が違うため、比べられません。")


def test_a_repeated_project_speaks_for_its_original() -> None:
    original = replace(b.project("p1"), stages={YEAR: Approval(Stage.SUBMITTED)})
    plan = b.plan(b.goal("g1", original, b.project("p2", repeats="p1")))
    assert [(row.sheet, row.stage) for row in _rows(plan)] == [("p1", Stage.SUBMITTED)] * 2
    assert all(isinstance(plan.places[row.sheet].what, Project) for row in _rows(plan))
