"""What other schemes would change, held against judging each indicator directly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Closure, Judgement
from kpidesk.domain.presets import PRESETS, preset
from kpidesk.domain.rating import judge
from kpidesk.domain.rejudging import Rejudged, counted_anew, rating_change, rejudged, why_not_rated, years_rejudged
from kpidesk.domain.scheme import Scheme, SchemeVersion
from kpidesk.domain.verdict_counts import counted, verdict_counts
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan

YEAR = b.fy(2022)


def sunagawa() -> Plan:
    return b.published("sunagawa")


def from_year(ident: str, year: int = 2022) -> tuple[SchemeVersion, ...]:
    scheme = preset(ident)
    assert scheme is not None
    return (SchemeVersion(b.fy(year), scheme),)


@pytest.mark.parametrize("scheme", PRESETS, ids=lambda scheme: scheme.id)
def test_each_indicator_is_judged_once_as_directly(scheme: Scheme) -> None:
    plan = sunagawa().at(YEAR)
    versions = (SchemeVersion(YEAR, scheme),)
    after = replace(plan, rating=versions)
    found = list(rejudged(plan, versions, YEAR))
    shown = {entry.values_uid: entry.shown for entry in entries(plan, plan) if entry.shown}
    assert [each.uid for each in found] == list(shown)
    for each in found:
        indicator = shown[each.uid]
        assert (each.before, each.after) == (judge(plan, indicator, YEAR), judge(after, indicator, YEAR))
        assert each.differs == (each.before.label != each.after.label)


def test_the_numbers_are_those_of_the_counts() -> None:
    plan = sunagawa().at(YEAR)
    versions = from_year("sano")
    before, after = counted_anew(plan, versions, rejudged(plan, versions, YEAR), YEAR)
    assert before == verdict_counts(plan, counted(plan, plan), YEAR)
    assert after == verdict_counts(replace(plan, rating=versions), counted(plan, plan), YEAR)
    assert after.points


def test_only_the_years_whose_scheme_differs_are_rejudged() -> None:
    plan = replace(sunagawa(), rating=from_year("tama", 2024))
    assert years_rejudged(plan, plan.rating) == []
    assert years_rejudged(plan, (*from_year("sano", 2023), *plan.rating)) == [b.fy(2023)]
    assert years_rejudged(plan, ()) == [b.fy(2024), b.fy(2025)]


def test_a_word_that_people_gave_stays_where_it_is_known() -> None:
    given = replace(
        b.indicator("i1", b.series(targets={2022: "10"}, actuals={2022: "1"})),
        judgements={YEAR: Judgement("達成", "理由")},
    )
    plan = b.plan(b.goal("g1", given))

    def after(ident: str) -> Rejudged:
        return next(rejudged(plan, from_year(ident), YEAR))

    assert after("met_running").after.label == "達成"
    assert after("sano").after.label == "未判定"
    assert after("sano").differs


def test_a_closed_year_keeps_its_scheme() -> None:
    plan = replace(sunagawa(), closed={YEAR: Closure()})
    assert "令和4年度は評価確定" in why_not_rated(plan, from_year("tama"))
    assert why_not_rated(plan, from_year("tama", 2023)) == ""
    assert rating_change(plan, from_year("tama")).old == ()
