"""How verdicts add up: every place, shared ones once, shares of what is judged, and the year before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.indicator import Basis, Indicator, Kind
from kpidesk.domain.presets import MET_OR_NOT, MET_OR_NOT_RUNNING, preset
from kpidesk.domain.rating import Outcome, Verdict
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.verdict_counts import (
    Trend,
    against_last_year,
    count_verdicts,
    counted,
    counted_by_section,
    verdict_counts,
)
from tests.builders import fy, goal, indicator, measure, plan, plan_of, project, published, series, sharing

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan


def _kpi(uid: str, *actuals: str) -> Indicator:
    """Return a KPI with a target of 10 and the actuals of 2021, 2022, …"""
    years = dict(enumerate(actuals, 2021))
    return indicator(uid, series(targets=dict.fromkeys(range(2021, 2026), "10"), actuals=years), basis=Basis.YEARLY)


def _verdicts(met: int, missed: int, pending: int = 0) -> list[Verdict]:
    return [
        *[Verdict(Outcome.JUDGED, "達成", "✓", "")] * met,
        *[Verdict(Outcome.JUDGED, "未達成", "▲", "")] * missed,
        *[Verdict(Outcome.PENDING, "未判定", "?", "")] * pending,
    ]


def test_what_has_no_verdict_is_counted_apart_and_outside_the_percentages() -> None:
    found = count_verdicts(MET_OR_NOT, _verdicts(1, 2, 5))
    assert dict(found.counts) == {"達成": 1, "未達成": 2, "未判定": 5, "対象外": 0, "目標年度前": 0}
    assert dict(found.shares) == {"達成": Decimal("33.3"), "未達成": Decimal("66.7")}
    assert (found.judged, found.note, found.points) == (3, "", None)


def test_without_any_verdict_there_is_no_share() -> None:
    found = count_verdicts(MET_OR_NOT, _verdicts(0, 0, 2))
    assert (dict(found.shares), found.judged, found.note) == ({}, 0, "")


def test_a_note_says_where_the_printed_shares_do_not_add_up() -> None:
    osaka = preset("osaka_library")
    assert osaka is not None
    found = count_verdicts(osaka, [Verdict(Outcome.JUDGED, label, "○", "") for label in "ABC"])
    assert [f"{share}" for share in found.shares.values()] == ["33.3", "33.3", "33.3", "0.0"]
    assert found.note == "割合は四捨五入しているため、合計は100.0%ではなく99.9%になります。"


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 3))
def test_the_shares_are_those_of_what_is_judged(met: int, missed: int, pending: int) -> None:
    found = count_verdicts(MET_OR_NOT, _verdicts(met, missed, pending))
    assert sum(found.counts.values()) == met + missed + pending
    assert bool(found.note) == (bool(found.judged) and sum(found.shares.values()) != 100)


def test_points_are_added_where_the_scheme_gives_any() -> None:
    tree = plan_of(_kpi("i1", "10"), _kpi("i2", "9"), _kpi("i3", "1"), _kpi("i4"))
    assert verdict_counts(tree, counted(tree, tree), fy(2021), preset("sano")).points == 7 + 6 + 1
    assert verdict_counts(tree, counted(tree, tree), fy(2021)).points is None


def _shared() -> Plan:
    first = replace(project("p1", _kpi("i1", "10"), _kpi("i2", "9")), section="商工課")
    second = replace(project("p2", sharing("i3", "i1"), sharing("i4", "i1", Kind.OUTCOME)), section="商工課")
    return plan(goal("g1", measure("m1", first), second, project("p3", _kpi("i5", "10"))))


def test_a_shared_kpi_counts_at_each_place_and_once_in_the_whole() -> None:
    tree = _shared()
    assert [entry.values_uid for entry in counted(tree, tree.goals[0])] == ["i1", "i2", "i1", "i5"]
    assert [entry.values_uid for entry in counted(tree, tree)] == ["i1", "i2", "i5"]
    assert [entry.values_uid for entry in counted(tree, tree.goals[0].measures[0])] == ["i1", "i2"]


def test_sections_count_a_shared_kpi_once() -> None:
    found = counted_by_section(_shared())
    assert {name: [entry.values_uid for entry in below] for name, below in found.items()} == {
        "商工課": ["i1", "i2"],
        "": ["i5"],
    }


def test_better_the_same_and_worse_than_last_year() -> None:
    tree = plan_of(_kpi("i1", "9", "10"), _kpi("i2", "10", "10"), _kpi("i3", "10", "9"), _kpi("i4", "—", "9"))
    assert against_last_year(tree, counted(tree, tree), fy(2022)) == Trend(1, 1, 1)


def test_the_first_year_has_no_year_before() -> None:
    tree = plan_of(_kpi("i1", "9"))
    assert against_last_year(tree, counted(tree, tree), fy(2021)).note == "計画の初年度のため、前年度と比べられません。"


def test_years_whose_labels_differ_are_not_compared() -> None:
    osaka = preset("osaka_library")
    assert osaka is not None
    tree = replace(plan_of(_kpi("i1", "9", "10")), rating=(SchemeVersion(fy(2022), osaka),))
    assert against_last_year(tree, counted(tree, tree), fy(2022)) == Trend(
        note="前年度は判定の区分が違うため、比べられません。"
    )


def test_years_with_the_same_labels_are_compared_each_under_its_own_scheme() -> None:
    tree = replace(plan_of(_kpi("i1", "9", "10")), rating=(SchemeVersion(fy(2022), MET_OR_NOT_RUNNING),))
    assert against_last_year(tree, counted(tree, tree), fy(2022)) == Trend(better=1)


def test_sunagawas_second_year() -> None:
    tree = published("sunagawa").at(fy(2022))
    found = verdict_counts(tree, counted(tree, tree), fy(2022))
    assert (found.judged, [f"{share}" for share in found.shares.values()]) == (43, ["39.5", "60.5"])
    assert against_last_year(tree, counted(tree, tree), fy(2022)) == Trend(2, 29, 8)
