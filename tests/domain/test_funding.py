from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.funding import (
    YEN_LIMIT,
    AdoptedGrant,
    Amount,
    AmountKind,
    Funding,
    FundingPeriod,
    MoneyUnit,
    span_name,
)
from kpidesk.domain.funding_totals import Figure, PeriodFigures, differing, figures
from kpidesk.domain.money import format_yen, parse_yen, typed_yen
from kpidesk.domain.notation import NotationError, parse
from kpidesk.domain.plan import Cost, Grant, Plan, Project
from kpidesk.domain.year_value import Number
from tests import builders as b

PUBLISHED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden" / "published" / "iwamizawa_tables.json").read_text(encoding="utf-8")
)["funding"]
YEAR = Period(b.fy(2022), b.fy(2022))
SETTLED = Amount(AmountKind.SETTLED, 5000)


def _printed(each: PeriodFigures) -> dict[str, Any]:
    def yen(figure: Figure, unit: MoneyUnit) -> str:
        return "" if figure.shown is None else format_yen(figure.shown, unit)

    period = each.period
    return {
        "period": period.title,
        "strategy": period.strategy,
        "projects": "" if each.projects.shown is None else f"{each.projects.shown}事業",
        "cost": yen(each.cost, MoneyUnit.TEN_THOUSAND),
        "cost_basis": period.cost.basis(period.years) if period.cost else "",
        "granted": yen(each.granted, MoneyUnit.TEN_THOUSAND),
        "granted_basis": period.granted.basis(period.years) if period.granted else "",
        "grants": [
            {
                "name": grant.name,
                "projects": list(grant.projects),
                "count": f"{'延べ' if grant.cumulative else ''}{count.shown}事業",
                "amount": yen(amount, MoneyUnit.THOUSAND),
            }
            for grant, count, amount in each.grants
        ],
    }


def test_the_published_table_comes_out_figure_by_figure() -> None:
    plan = b.with_tables()
    assert plan.funding is not None
    assert [_printed(each) for each in figures(plan, plan.funding)] == PUBLISHED


def test_the_published_cost_is_what_the_goals_carry() -> None:
    plan = b.with_tables()
    assert plan.funding is not None
    cost = figures(plan, plan.funding)[1].cost
    assert cost == Figure(1_175_470_000, 1_175_470_000)
    assert not cost.differs


def test_rounding_twice_would_print_another_amount() -> None:
    assert (format_yen(34_334_500, MoneyUnit.TEN_THOUSAND), format_yen(34_334_500, MoneyUnit.THOUSAND)) == (
        "3,433万円",
        "34,335千円",
    )
    assert format_yen(34_335_000, MoneyUnit.TEN_THOUSAND) == "3,434万円"


@pytest.mark.parametrize(
    ("yen", "unit", "text"),
    [
        (0, MoneyUnit.YEN, "0円"),
        (1_234_567, MoneyUnit.YEN, "1,234,567円"),
        (499, MoneyUnit.THOUSAND, "0千円"),
        (500, MoneyUnit.THOUSAND, "1千円"),
        (1_499_999, MoneyUnit.MILLION, "1百万円"),
        (1_500_000, MoneyUnit.MILLION, "2百万円"),
        (99_994_999, MoneyUnit.TEN_THOUSAND, "9,999万円"),
        (99_995_000, MoneyUnit.TEN_THOUSAND, "1億円"),
        (1_175_470_000, MoneyUnit.TEN_THOUSAND, "11億7,547万円"),
        (100_010_000, MoneyUnit.TEN_THOUSAND, "1億1万円"),
        (YEN_LIMIT, MoneyUnit.TEN_THOUSAND, "10,000,000億円"),
    ],
)
def test_an_amount_is_printed_in_its_unit(yen: int, unit: MoneyUnit, text: str) -> None:
    assert format_yen(yen, unit) == text


@given(st.integers(0, YEN_LIMIT), st.sampled_from(MoneyUnit))
def test_a_printed_amount_is_read_back_as_it_was_rounded(yen: int, unit: MoneyUnit) -> None:
    value = parse(format_yen(yen, unit), unit="円")
    assert isinstance(value, Number)
    step = 10**unit.power
    assert value.number == (2 * yen + step) // (2 * step) * step


def test_spans_are_named_by_their_years() -> None:
    assert span_name(YEAR) == "令和4年度"
    span = Period(b.fy(2016), b.fy(2019))
    assert (span_name(span), span_name(span, full=True)) == ("平成28～令和元年度", "平成28年度～令和元年度")
    assert FundingPeriod(YEAR, note="見込").title == "令和4年度（見込）"
    assert [each.label for each in AmountKind] == ["当初予算額", "決算見込額", "決算額", "交付決定額"]


def _costing(project: Project, *, settled: int | None = None, budget: int | None = None, **grants: int) -> Project:
    paid = tuple(Grant(name, amount) for name, amount in grants.items())
    return replace(project, costs={b.fy(2022): Cost(budget, settled, paid)})


def _plan(*projects: Project) -> Plan:
    return b.plan(b.goal("g1", b.measure("m1", *projects)), b.goal("g2"))


def _figures(plan: Plan, period: FundingPeriod) -> PeriodFigures:
    return figures(plan, Funding(periods=(period,)))[0]


P1, P2 = b.project("p1"), b.project("p2")


@pytest.mark.parametrize(
    ("plan", "amount", "figure"),
    [
        (_plan(_costing(P1, settled=3000), _costing(P2, settled=1000)), SETTLED, Figure(5000, 4000)),
        (_plan(_costing(P1, settled=3000), P2), SETTLED, Figure(5000)),
        (_plan(_costing(P1, settled=3000), b.project("p2", repeats="p1")), SETTLED, Figure(5000, 3000)),
        (_plan(_costing(P1, settled=3000)), replace(SETTLED, yen=None), Figure(None, 3000)),
        (_plan(_costing(P1, settled=3000, budget=2000)), replace(SETTLED, kind=AmountKind.BUDGET), Figure(5000, 2000)),
        (_plan(_costing(P1, settled=3000)), replace(SETTLED, kind=AmountKind.ESTIMATED), Figure(5000)),
        (_plan(_costing(P1, settled=3000)), replace(SETTLED, years=Period(b.fy(2021), b.fy(2022))), Figure(5000)),
        (_plan(_costing(P1, settled=3000)), replace(SETTLED, years=Period(b.fy(2020), b.fy(2022))), Figure(5000)),
        (_plan(_costing(P1, settled=3000)), replace(SETTLED, years=Period(b.fy(2022), b.fy(2026))), Figure(5000)),
        (_plan(), SETTLED, Figure(5000)),
        (replace(_plan(P1), costs={b.fy(2022): Cost(settled=9)}), SETTLED, Figure(5000, 9)),
        (_plan(P1), None, Figure(None)),
    ],
)
def test_a_cost_is_computed_where_all_of_it_is_known(plan: Plan, amount: Amount | None, figure: Figure) -> None:
    found = _figures(plan, FundingPeriod(YEAR, cost=amount)).cost
    assert found == figure
    assert found.shown == (figure.entered if figure.computed is None else figure.computed)


def test_a_project_that_has_ended_is_counted_in_its_years_alone() -> None:
    ended = replace(P1, until=b.fy(2021), costs={b.fy(2021): Cost(settled=7), b.fy(2022): Cost(settled=1)})
    plan = _plan(ended, _costing(P2, settled=3000))
    found = _figures(plan, FundingPeriod(YEAR, cost=SETTLED))
    assert (found.cost.computed, found.projects.shown) == (3000, 1)


def test_projects_are_counted_where_no_number_is_entered() -> None:
    assert _figures(_plan(P1, P2), FundingPeriod(YEAR)).projects == Figure(None, 2)
    assert _figures(_plan(P1, P2), FundingPeriod(YEAR, projects=30)).projects == Figure(30)
    assert _figures(_plan(P1), FundingPeriod(Period(b.fy(2021), b.fy(2022)))).projects.shown is None
    assert _figures(_plan(P1), FundingPeriod(Period(b.fy(2020), b.fy(2020)))).projects.shown is None


@pytest.mark.parametrize(
    ("grant", "count", "amount"),
    [
        (AdoptedGrant("交付金", ("p1",), yen=9), Figure(None, 1), Figure(9, 10)),
        (AdoptedGrant("交付金", ("p1", "p2")), Figure(None, 2), Figure(None, 30)),
        (AdoptedGrant("交付金", ("p3",)), Figure(None, 1), Figure(None, 10)),
        (AdoptedGrant("補助金", ("p1",), yen=9), Figure(None, 1), Figure(9)),
        (AdoptedGrant("交付金", ("p1", "市外の事業"), count=3, yen=9), Figure(3, 2), Figure(9)),
        (AdoptedGrant("交付金", ("p1",), more=True, count=26, yen=9), Figure(26), Figure(9)),
        (AdoptedGrant("交付金", yen=9), Figure(None), Figure(9)),
    ],
)
def test_a_grant_is_computed_where_its_projects_carry_it(grant: AdoptedGrant, count: Figure, amount: Figure) -> None:
    plan = _plan(_costing(P1, 交付金=10), _costing(P2, 交付金=20), b.project("p3", repeats="p1"))
    assert _figures(plan, FundingPeriod(YEAR, grants=(grant,))).grants == ((grant, count, amount),)


def test_all_grants_make_the_amount_granted() -> None:
    grants = (AdoptedGrant("甲", yen=1), AdoptedGrant("乙", yen=2))
    period = FundingPeriod(YEAR, granted=Amount(AmountKind.GRANTED, 5), grants=grants)
    found = _figures(_plan(), period).granted
    assert (found.shown, found.differs) == (3, True)
    open_ = replace(period, grants=(*grants, AdoptedGrant("丙")))
    assert _figures(_plan(), open_).granted == Figure(5)
    assert _figures(_plan(), replace(period, grants=())).granted == Figure(5)


@given(yen=st.integers(0, YEN_LIMIT), unit=st.sampled_from(MoneyUnit))
def test_an_amount_is_read_as_it_is_typed(yen: int, unit: MoneyUnit) -> None:
    assert parse_yen(typed_yen(yen, unit), unit) == yen
    assert parse_yen(typed_yen(None, unit), unit) is None


@pytest.mark.parametrize(
    ("text", "unit", "yen"),
    [
        ("３１，２２５", MoneyUnit.THOUSAND, 31_225_000),
        ("31,225千円", MoneyUnit.MILLION, 31_225_000),
        ("11億7,547万円", MoneyUnit.THOUSAND, 1_175_470_000),
        ("34,334,500円", MoneyUnit.TEN_THOUSAND, 34_334_500),
        ("1.5", MoneyUnit.MILLION, 1_500_000),
        (" ", MoneyUnit.YEN, None),
    ],
)
def test_a_bare_figure_is_in_the_unit_of_the_table(text: str, unit: MoneyUnit, yen: int | None) -> None:
    assert parse_yen(text, unit) == yen


def test_an_amount_is_shown_to_the_last_yen() -> None:
    assert typed_yen(34_334_500, MoneyUnit.THOUSAND) == "34,334,500円"
    assert typed_yen(34_334_000, MoneyUnit.THOUSAND) == "34,334"


@pytest.mark.parametrize("text", ["—", "約5", "見込値5", "5人", "x", "-1", "0.0001", "10000000000000"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        parse_yen(text, MoneyUnit.THOUSAND)


def test_what_was_entered_and_gives_way_is_told_in_its_unit() -> None:
    grants = (AdoptedGrant("推進交付金", ("事業ア", "事業イ"), count=3, yen=10_000_000), AdoptedGrant(yen=20_000_000))
    granted = Amount(AmountKind.GRANTED, 40_000_000)
    funding = Funding(periods=(FundingPeriod(YEAR, granted=granted, grants=grants),))
    (period,) = figures(b.plan(b.goal("g1", b.project("p1"))), funding)
    told = [(each.name, each.entered, each.computed, each.parts) for each in differing(period, funding)]
    assert told == [
        ("交付金額", "40,000千円", "30,000千円", "交付金の合計"),
        ("推進交付金の事業数", "3事業", "2事業", "挙げられた事業"),
    ]


def test_what_differs_by_less_than_its_unit_is_told_in_yen() -> None:
    grants = (AdoptedGrant(yen=30_000_000),)
    period = FundingPeriod(YEAR, granted=Amount(AmountKind.GRANTED, 30_000_499), grants=grants)
    funding = Funding(periods=(period,))
    (found,) = figures(b.plan(b.goal("g1", b.project("p1"))), funding)
    assert [(each.entered, each.computed) for each in differing(found, funding)] == [("30,000,499円", "30,000,000円")]
