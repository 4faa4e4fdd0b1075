from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpidesk.domain.checks import Finding, Rule, Severity, findings
from kpidesk.domain.indicator import Basis, Indicator, Measured, Point, Series
from kpidesk.domain.year_value import Number, Side, Standing, ValueKey, YearValue
from tests.builders import actual_of, cell, fy, indicator, plan_of, series


def found(what: Indicator, rule: Rule, year: int = 2024) -> list[Finding]:
    """Return what one rule finds in a plan with one indicator, in an evaluation year."""
    return [each for each in findings(plan_of(what), fy(year)) if each.rule is rule]


def history(figures: str, *, baseline: str | None = None, target: str | None = None, first: int = 2021) -> Series:
    """Return a row with an actual for each year from the plan's first, and a target in the last of those."""
    actuals = dict(enumerate(figures.split(), first))
    row = series(actuals=actuals, targets={max(actuals): target} if target else {})
    return replace(row, baseline=Point(cell(baseline)))


@pytest.mark.parametrize(
    ("before", "actual", "word"),
    [
        ("120 118 125", "1190", "10倍"),
        ("120 118 125", "12", "10分の1"),
        ("12.4 12.6 12.1", "1240.0", "100倍"),
        ("8200 8100 8000", "8", "1000分の1"),
        ("1.32 1.30 1.33", "13.2", "10倍"),
        ("-120 -118 -125", "1190", "10倍"),
    ],
)
def test_a_slip_of_the_pen(before: str, actual: str, word: str) -> None:
    (finding,) = found(indicator("i1", history(f"{before} {actual}")), Rule.SLIP)
    what = f"「指標i1」の令和6年度の実績値{Decimal(actual):,}"
    assert finding.sentence == f"{what}は、これまでの値や目標値の約{word}です。桁を確かめてください。"
    assert finding.key == actual_of("i1", 2024)


@pytest.mark.parametrize(
    "figures",
    [
        "120 118 125 500",
        "120 118 125 131",
        "2 1 3 19",
        "0.1 0.1 0.1 1.0",
        "120 118 125 0",
        "0 0 0 50",
        "120 118 125 —",
    ],
)
def test_what_is_no_slip(figures: str) -> None:
    assert found(indicator("i1", history(figures)), Rule.SLIP) == []


def test_a_slip_in_the_first_year_shows_against_baseline_and_target() -> None:
    row = history("9500", baseline="930", target="960")
    assert len(found(indicator("i1", row), Rule.SLIP, 2021)) == 1
    assert found(indicator("i1", history("9500")), Rule.SLIP, 2021) == []
    assert found(indicator("i1", row, basis=Basis.SUM), Rule.SLIP, 2021) == []


def test_the_final_target_stands_in_for_the_years_own() -> None:
    row = replace(history("100 1000"), target=Point(cell("1000")))
    assert found(indicator("i1", row), Rule.SLIP, 2022) == []
    assert len(found(indicator("i1", row, basis=Basis.SUM), Rule.SLIP, 2022)) == 1


@pytest.mark.parametrize(("actual", "slips"), [("63000", 1), ("330", 0), ("3300", 0), ("33000", 1), ("9500", 1)])
def test_the_more_times_the_less_near(actual: str, slips: int) -> None:
    assert len(found(indicator("i1", history(f"100 104 98 {actual}")), Rule.SLIP)) == slips


def test_a_target_that_jumps_with_the_actual_tells_no_slip() -> None:
    assert found(indicator("i1", history("100 1000", target="1000")), Rule.SLIP, 2022) == []


@pytest.mark.parametrize("figures", ["100 104 98 240", "100 104 98 31", "62.1 61.8 62.5 20.4", "10 10 10 18"])
def test_a_figure_far_from_its_history(figures: str) -> None:
    (finding,) = found(indicator("i1", history(figures)), Rule.FAR)
    assert finding.sentence.startswith("「指標i1」の令和6年度の実績値")
    assert finding.sentence.endswith("は、これまでの値と大きく離れています。")
    assert finding.key == actual_of("i1", 2024)


@pytest.mark.parametrize(
    "figures",
    [
        "100 104 98 149",
        "0 0 0 5",
        "2 0 1 4",
        "100 40 160 320",
        "— 100 104 300",
        "100 104 98 —",
        "62.1 61.8 62.5 63.4",
    ],
)
def test_an_everyday_change(figures: str) -> None:
    assert found(indicator("i1", history(figures)), Rule.FAR) == []


def test_the_baseline_is_the_historys_first_figure() -> None:
    row = history("104 98 240", baseline="100")
    assert len(found(indicator("i1", row), Rule.FAR, 2023)) == 1
    assert found(indicator("i1", row, basis=Basis.SUM), Rule.FAR, 2023) == []


def test_one_outlier_before_does_not_hide_the_next() -> None:
    assert len(found(indicator("i1", history("100 5 98 103 300")), Rule.FAR, 2025)) == 1


def test_a_slip_is_not_told_twice() -> None:
    row = history("120 118 125 1190")
    assert [each.rule for each in findings(plan_of(indicator("i1", row)), fy(2024))] == [Rule.SLIP]


def share(name: str, figures: str, unit: str = "%") -> Indicator:
    return replace(indicator("i1", history(figures, first=2024)), name=name, unit=unit)


@pytest.mark.parametrize(("name", "figure"), [("就職率", "136.6"), ("満足している市民の割合(男)", "-2")])
def test_a_share_of_a_whole_stays_within_it(name: str, figure: str) -> None:
    assert len(found(share(name, figure), Rule.OVER_HUNDRED)) == 1


def test_an_impossible_share_is_to_be_mended() -> None:
    row = series(targets={2024: "105"}, actuals={2024: "98"})
    (finding,) = found(replace(indicator("i1", row), name="受診率", unit="％"), Rule.OVER_HUNDRED)
    assert finding.sentence == "「受診率」の令和6年度の目標値105%は、割合として0〜100%の範囲にありません。"
    assert (finding.severity, finding.key) == (Severity.WRONG, ValueKey("i1", "", fy(2024), Side.TARGET))


@pytest.mark.parametrize(
    ("name", "figure", "unit"),
    [
        ("就職率", "100.0", "%"),
        ("人口増減率", "-5.13", "%"),
        ("目標達成率", "120", "%"),
        ("求人充足率", "127.1", "%"),
        ("対前年比", "104", "%"),
        ("経常収支比率", "101.2", "%"),
        ("死亡率", "1300", "人"),
        ("農業生産額の伸び", "120", "%"),
    ],
)
def test_a_percentage_that_may_pass_a_hundred(name: str, figure: str, unit: str) -> None:
    assert found(share(name, figure, unit), Rule.OVER_HUNDRED) == []


@pytest.mark.parametrize(("name", "unit"), [("登録者数(累計)", "人"), ("累積利用者数", "人"), ("登録者数", "人(累計)")])
def test_a_cumulated_figure_that_falls(name: str, unit: str) -> None:
    what = replace(indicator("i1", history("10 — 12 11")), name=name, unit=unit)
    (finding,) = found(what, Rule.CUMULATED_FALLS)
    assert finding.sentence == f"「{name}」は累計ですが、令和6年度の実績値が前の年度より減っています。"
    assert finding.key == actual_of("i1", 2024)


@pytest.mark.parametrize(
    ("name", "figures", "basis"),
    [
        ("登録者数(累計)", "10 12 12 13", Basis.FINAL),
        ("登録者数", "10 12 12 9", Basis.FINAL),
        ("登録者数(累計)", "10 12 12 9", Basis.SUM),
    ],
)
def test_a_figure_that_may_fall(name: str, figures: str, basis: Basis) -> None:
    what = replace(indicator("i1", history(figures), basis=basis), name=name)
    assert found(what, Rule.CUMULATED_FALLS) == []


def test_more_decimals_than_declared() -> None:
    what = replace(indicator("i1", history("36.6 25.0 36.1 37.25", target="37.0")), decimals=1)
    (finding,) = found(what, Rule.TOO_FINE)
    assert finding.sentence == "「指標i1」の令和6年度の実績値37.25は、小数1桁という決まりより細かい値です。"
    assert finding.key == actual_of("i1", 2024)


@pytest.mark.parametrize(
    ("figures", "decimals"),
    [("36.6 25.0 36.1 37.2", 1), ("36.61 25.04 36.15 37.25", 1), ("36.6 25.0 36.1 37.25", None), ("1 2 3 —", 0)],
)
def test_decimals_as_declared_or_as_always(figures: str, decimals: int | None) -> None:
    assert found(replace(indicator("i1", history(figures)), decimals=decimals), Rule.TOO_FINE) == []


def standing(standing: Standing | None, year: int) -> Indicator:
    value = YearValue(None, Number(Decimal("46.7"), standing))
    return indicator("i1", replace(series(), values={fy(year): value}))


@pytest.mark.parametrize("waiting", [Standing.PROVISIONAL, Standing.ESTIMATED])
def test_a_figure_provisional_for_more_than_a_year(waiting: Standing) -> None:
    (finding,) = found(standing(waiting, 2022), Rule.LONG_PROVISIONAL)
    assert finding.sentence == (
        f"「指標i1」の令和4年度の実績値が、1年以上「{waiting.label}」のままです。確定値を入力してください。"
    )
    assert finding.key == actual_of("i1", 2022)


@pytest.mark.parametrize(
    ("firm", "year"),
    [(Standing.PROVISIONAL, 2024), (Standing.CONFIRMED, 2022), (Standing.REFERENCE, 2022), (None, 2022)],
)
def test_a_figure_that_is_firm_or_fresh(firm: Standing | None, year: int) -> None:
    assert found(standing(firm, year), Rule.LONG_PROVISIONAL) == []


def test_a_figure_in_a_year_without_a_survey() -> None:
    what = replace(indicator("i1", history("7 7 7 7")), measured=Measured((fy(2021), fy(2022), fy(2023))))
    (finding,) = found(what, Rule.NOT_MEASURED)
    assert finding.sentence == "「指標i1」は令和6年度には調査のない指標ですが、実績値が入っています。"
    assert finding.key == actual_of("i1", 2024)


def test_a_dash_in_a_year_without_a_survey() -> None:
    what = replace(indicator("i1", history("7 7 7 —")), measured=Measured((fy(2021), fy(2022), fy(2023))))
    assert found(what, Rule.NOT_MEASURED) == []
