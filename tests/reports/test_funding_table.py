from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.funding import AdoptedGrant, Amount, AmountKind, Funding, FundingPeriod, MoneyUnit
from kpidesk.domain.plan import Cost
from kpidesk.paper.report import Cell, Paragraph, Report, Table
from kpidesk.reports.funding_table import build
from tests import builders as b

YEAR = b.fy(2022)
ONE_YEAR = Period(YEAR, YEAR)
PLAN = b.plan(b.goal("g1", b.project("p1")))
COSTLY = replace(PLAN, costs={YEAR: Cost(settled=4_000_000)})


def built(*periods: FundingPeriod, unit: MoneyUnit = MoneyUnit.THOUSAND) -> Report:
    return build(replace(COSTLY, funding=Funding(unit, periods=periods)), YEAR)


def rows(report: Report) -> list[list[Cell]]:
    [table] = [block for block in report.pages[0].blocks if isinstance(block, Table)]
    return [list(each.cells) for each in (*table.head, *table.body)]


def texts(report: Report) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows(report)]


def notes(report: Report) -> list[str]:
    return [block.text for block in report.pages[0].blocks if isinstance(block, Paragraph)]


def test_a_plan_without_funding_says_so() -> None:
    assert notes(build(PLAN, YEAR)) == ["事業費と交付金はまだ登録されていません。"]
    assert notes(built(unit=MoneyUnit.YEN)) == ["事業費と交付金はまだ登録されていません。"]


def test_periods_of_one_strategy_share_its_head() -> None:
    report = build(b.with_tables(), b.fy(2020))
    first, second, *_ = rows(report)
    assert [cell.text for cell in first[1:]] == [
        "平成27年度～令和元年度",
        "令和2年度（実績）",
        "令和3年度（見込）",
        "令和4年度（計画）",
    ]
    assert [cell.span.cols for cell in second] == [2, 6]
    assert (report.title, report.head.right) == ("第2期岩見沢市総合戦略 事業費・交付金", "令和2年度")
    assert notes(report) == []


def test_what_is_known_is_printed_and_the_rest_is_blank() -> None:
    full = FundingPeriod(
        ONE_YEAR,
        cost=Amount(AmountKind.SETTLED),
        granted=Amount(AmountKind.GRANTED),
        grants=(
            AdoptedGrant("交付金", ("p1", "市外の事業"), yen=1_500_000),
            AdoptedGrant(projects=("甲",), yen=500_000),
        ),
    )
    bare = FundingPeriod(Period(b.fy(2019), b.fy(2020)), cost=Amount(AmountKind.BUDGET), grants=(AdoptedGrant("甲"),))
    assert texts(built(full, bare)) == [
        ["区分", "令和4年度", "令和元年度～令和2年度"],
        ["事業数", "1事業", ""],
        ["事業費", "4,000千円", ""],
        ["(令和4年度決算額)", ""],
        ["交付金額", "2,000千円", ""],
        ["(令和4年度交付決定額)", ""],
        ["採択事業", "【交付金】\n○事業p1\n○市外の事業", "【甲】"],
        ["計2事業", "1,500千円", "", ""],
        ["(採択事業)\n○甲", ""],
        ["計1事業", "500千円", ""],
    ]


@pytest.mark.parametrize(
    ("unit", "text", "number", "shown"),
    [
        (MoneyUnit.YEN, "4,000,000円", Decimal(4_000_000), '#,##0"円"'),
        (MoneyUnit.THOUSAND, "4,000千円", Decimal(4_000_000), '#,##0,"千円"'),
        (MoneyUnit.MILLION, "4百万円", Decimal(4_000_000), '#,##0,,"百万円"'),
        (MoneyUnit.TEN_THOUSAND, "400万円", None, "General"),
    ],
)
def test_excel_keeps_the_yen_and_prints_the_unit(
    unit: MoneyUnit, text: str, number: Decimal | None, shown: str
) -> None:
    report = built(FundingPeriod(ONE_YEAR, cost=Amount(AmountKind.SETTLED)), unit=unit)
    cell = rows(report)[2][1]
    assert (cell.text, cell.number, cell.number_format) == (text, number, shown)


def test_what_was_entered_otherwise_is_said_below() -> None:
    grant = AdoptedGrant("交付金", ("甲",), count=2, yen=100)
    period = FundingPeriod(
        ONE_YEAR,
        cost=Amount(AmountKind.SETTLED, 3_000_000),
        granted=Amount(AmountKind.GRANTED, 300),
        grants=(grant, replace(grant, name="", count=1)),
    )
    assert notes(built(period)) == [
        "※ 令和4年度の事業費は、計画の事業の合計4,000千円です。入力された値は3,000千円です。",
        "※ 令和4年度の交付金額は、交付金の合計200円です。入力された値は300円です。",
        "※ 令和4年度の交付金の事業数は、挙げられた事業1事業です。入力された値は2事業です。",
    ]


@pytest.mark.parametrize("name", ["sunagawa", "kamisunagawa", "iwamizawa"])
def test_every_published_plan_can_be_printed(name: str) -> None:
    assert build(b.published(name), b.published(name).years.first).pages
