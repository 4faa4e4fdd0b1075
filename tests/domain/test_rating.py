"""Verdicts, rule by rule, in the order in which they are tested."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.entries import entries
from kpidesk.domain.indicator import Basis, Direction, Indicator, Measured, Series, Setting
from kpidesk.domain.rating import MET_OR_NOT, UNJUDGED, Band, Facts, Outcome, Scheme, Verdict, judge
from kpidesk.domain.year_value import Number, Standing
from tests.builders import fy, indicator, plan, published, series
from tests.domain.strategies import DECIMALS

FIVE = plan()


def _judge(row: Series, year: int = 2022, direction: Direction | None = Direction.HIGHER) -> Verdict:
    return judge(FIVE, indicator("i1", row, direction=direction, basis=Basis.YEARLY), fy(year))


def _by(basis: Basis | None, row: Series, year: int, direction: Direction = Direction.HIGHER) -> str:
    return judge(FIVE, indicator("i1", row, direction=direction, basis=basis), fy(year)).label


def _yearly(target: str, actual: str) -> Series:
    return series(targets={2022: target}, actuals={2022: actual})


@pytest.mark.parametrize(
    ("target", "actual", "direction", "label", "why"),
    [
        ("37.0", "25.0", Direction.HIGHER, "未達成", "25.0 ＜ 37.0"),
        ("37.0", "37.0", Direction.HIGHER, "達成", "37.0 ≧ 37.0"),
        ("37.0", "37", Direction.HIGHER, "達成", "37 ≧ 37.0"),
        ("975", "976", Direction.LOWER, "未達成", "976 ＞ 975"),
        ("975", "975", Direction.LOWER, "達成", "975 ≦ 975"),
        ("0", "0", Direction.LOWER, "達成", "0 ≦ 0"),
        ("0", "1", Direction.LOWER, "未達成", "1 ＞ 0"),
        ("0", "0", Direction.HIGHER, "達成", "0 ≧ 0"),
        ("-17", "-41", Direction.HIGHER, "未達成", "△41 ＜ △17"),
        ("-5.13", "-8.38", Direction.HIGHER, "未達成", "△8.38 ＜ △5.13"),
        ("-5.13", "1.00", Direction.HIGHER, "達成", "1.00 ≧ △5.13"),
        ("1000", "1234", Direction.HIGHER, "達成", "1,234 ≧ 1,000"),
    ],
)
def test_an_actual_is_held_against_the_target_of_its_year(
    target: str, actual: str, direction: Direction, label: str, why: str
) -> None:
    verdict = _judge(_yearly(target, actual), direction=direction)
    assert (verdict.outcome, verdict.label, verdict.why) == (Outcome.JUDGED, label, why)


@pytest.mark.parametrize(
    ("target", "actual", "direction", "rate"),
    [
        ("37.0", "25.0", Direction.HIGHER, "67.6%"),
        ("10", "15", Direction.HIGHER, "150.0%"),
        ("10", "0", Direction.HIGHER, "0.0%"),
        ("0", "5", Direction.HIGHER, ""),
        ("-5.13", "-8.38", Direction.HIGHER, ""),
        ("5", "-1", Direction.HIGHER, ""),
        ("975", "900", Direction.LOWER, ""),
    ],
)
def test_a_rate_stands_only_where_it_has_a_meaning(target: str, actual: str, direction: Direction, rate: str) -> None:
    assert _judge(_yearly(target, actual), direction=direction).rate_text == rate


@given(DECIMALS, DECIMALS)
def test_the_directions_mirror_each_other(target: Decimal, actual: Decimal) -> None:
    higher = _judge(_yearly(f"{target:f}", f"{actual:f}"))
    mirrored = _judge(_yearly(f"{-target:f}", f"{-actual:f}"), direction=Direction.LOWER)
    assert higher.label == mirrored.label == ("達成" if actual >= target else "未達成")


@given(st.none() | DECIMALS, st.none() | DECIMALS, st.sampled_from([None, *Direction]), st.sampled_from([None, *Basis]))
def test_every_combination_has_a_result(
    target: Decimal | None, actual: Decimal | None, direction: Direction | None, basis: Basis | None
) -> None:
    row = series(
        final=None if target is None else f"{target:f}",
        actuals={} if actual is None else {2022: f"{actual:f}"},
    )
    verdict = judge(FIVE, indicator("i1", row, direction=direction, basis=basis), fy(2022))
    assert verdict.label in MET_OR_NOT.labels
    assert verdict.why


# --- 対象外: nothing to judge ---------------------------------------------------------------------------------


@pytest.mark.parametrize("actual", ["—", "調査なし", "算出不可", "未実施"])
def test_an_actual_that_does_not_apply_is_exempt(actual: str) -> None:
    verdict = _judge(_yearly("37.0", actual))
    assert (verdict.label, verdict.mark, verdict.why) == ("対象外", "—", f"実績値が「{actual}」")


def test_a_reference_figure_is_exempt() -> None:
    reference = Number(Decimal("79.12"), Standing.REFERENCE)
    row = replace(_yearly("75", "0"), values={fy(2022): replace(_yearly("75", "0").values[fy(2022)], actual=reference)})
    assert _judge(row).why == "実績値が参考値"


def test_without_a_target_there_is_nothing_to_judge() -> None:
    assert _judge(series(actuals={2022: "5"})).why == "目標値が設定されていない"


def test_what_is_only_monitored_is_exempt_with_its_reason() -> None:
    one = replace(indicator("i1", _yearly("5", "5")), setting=Setting.MONITORED, setting_note="実績値の管理")
    assert judge(FIVE, one, fy(2022)).why == "実績値の管理"


def test_a_year_without_measurement_is_exempt() -> None:
    census = replace(indicator("i1", series(actuals={2022: "5"}, final="6")), measured=Measured((fy(2025),)))
    assert judge(FIVE, census, fy(2022)).why == "この年度は測定がない"
    assert judge(FIVE, census, fy(2025)).label == "未判定"


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("final", [None, "—"])
def test_a_year_without_any_target_is_exempt(basis: Basis, final: str | None) -> None:
    row = series(targets={2023: "5"}, actuals={2022: "5"}, final=final)
    assert _by(basis, row, 2022) == "対象外"


def test_exempt_goes_before_pending() -> None:
    undecided = indicator("i1", _yearly("37.0", "—"), direction=None)
    assert judge(FIVE, undecided, fy(2022)).label == "対象外"
    assert _judge(series(targets={2022: "—"}), direction=None).label == "対象外"


# --- 未判定: should be judged, cannot be yet --------------------------------------------------------------------


def test_a_blank_actual_is_pending() -> None:
    verdict = _judge(series(targets={2022: "37.0"}))
    assert (verdict.label, verdict.mark, verdict.why) == ("未判定", "?", "実績値が未入力")


@pytest.mark.parametrize("actual", ["未公表", "算定中"])
def test_an_actual_still_to_come_is_pending(actual: str) -> None:
    assert _judge(_yearly("37.0", actual)).why == f"実績値が「{actual}」"


def test_an_undecided_direction_is_pending() -> None:
    assert _judge(_yearly("37.0", "25.0"), direction=None).why.startswith("どちらが良いか")


def test_what_is_judged_by_hand_is_pending() -> None:
    assert _judge(_yearly("37.0", "25.0"), direction=Direction.BY_HAND).why == "人による判定がまだない"


@pytest.mark.parametrize(
    "row",
    [
        _yearly("全道平均以上", "25.0"),
        _yearly("37.0", "全道平均並み"),
        series(actuals={2022: "25.0"}, final="全道平均以上"),
    ],
)
def test_words_are_judged_by_people(row: Series) -> None:
    assert _judge(row).why == "人による判定がまだない"


def test_pending_goes_before_the_target_year() -> None:
    assert _by(Basis.FINAL, series(final="40.0"), 2022) == "未判定"


# --- the final target by its basis ------------------------------------------------------------------------------


def test_a_yearly_basis_without_a_step_uses_the_final_target() -> None:
    row = series(actuals={2021: "5", 2022: "10"}, final="10", as_of="各年度")
    assert [_by(Basis.YEARLY, row, year) for year in (2021, 2022)] == ["未達成", "達成"]


def test_a_dash_is_no_step() -> None:
    row = series(targets={2022: "—"}, actuals={2022: "9"}, final="10")
    assert _by(Basis.YEARLY, row, 2022) == "未達成"
    assert _by(Basis.FINAL, row, 2022) == "目標年度前"


def test_a_step_outweighs_the_final_target() -> None:
    row = series(targets={2022: "8"}, actuals={2022: "9"}, final="10")
    assert {_by(basis, row, 2022) for basis in Basis} == {"達成"}


@pytest.mark.parametrize("basis", [Basis.FINAL, Basis.LATEST, Basis.MEAN, None])
def test_before_its_year_a_final_target_is_judged_only_when_reached(basis: Basis | None) -> None:
    row = series(actuals={2021: "9", 2022: "11"}, final="10")
    assert [_by(basis, row, year) for year in (2021, 2022)] == ["目標年度前", "達成"]


@pytest.mark.parametrize("basis", [Basis.FINAL, Basis.LATEST, Basis.MEAN, Basis.SUM, None])
def test_in_its_year_a_final_target_is_judged(basis: Basis | None) -> None:
    row = series(actuals=dict.fromkeys(range(2021, 2026), "1"), final="10")
    assert _by(basis, row, 2024) == "目標年度前"
    assert _by(basis, row, 2025) == "未達成"


def test_a_target_before_its_year_says_which_year_that_is() -> None:
    verdict = judge(FIVE, indicator("i1", series(actuals={2022: "9"}, final="10")), fy(2022))
    assert (verdict.outcome, verdict.mark, verdict.why) == (Outcome.BEFORE, "…", "目標年度は令和7年度")


@pytest.mark.parametrize(
    ("as_of", "label"), [("令和4年", "未達成"), ("令和5年", "目標年度前"), ("5年間", "目標年度前")]
)
def test_the_as_of_text_names_the_target_year(as_of: str, label: str) -> None:
    assert _by(Basis.FINAL, series(actuals={2022: "9"}, final="10", as_of=as_of), 2022) == label


def test_a_cumulative_target_goes_by_the_running_sum() -> None:
    row = series(actuals={2021: "6", 2022: "5"}, final="10", as_of="5年間")
    assert [_by(Basis.SUM, row, year) for year in (2021, 2022)] == ["目標年度前", "達成"]
    assert judge(FIVE, indicator("i1", row, basis=Basis.SUM), fy(2022)).why == "累計 11 ≧ 10"


def test_a_running_sum_with_a_gap_is_pending() -> None:
    row = series(actuals={2021: "未公表", 2022: "50"}, final="10")
    verdict = judge(FIVE, indicator("i1", row, basis=Basis.SUM), fy(2022))
    assert (verdict.label, verdict.why) == ("未判定", "令和3年度の実績値がまだない")


def test_years_out_of_force_or_not_measured_are_no_gap() -> None:
    row = series(actuals={2022: "—", 2023: "50"}, final="10")
    late = replace(indicator("i1", row, basis=Basis.SUM), since=fy(2022))
    measured = replace(indicator("i1", row, basis=Basis.SUM), measured=Measured((fy(2022), fy(2023))))
    assert [judge(FIVE, each, fy(2023)).label for each in (late, measured)] == ["達成", "達成"]


def test_a_step_needs_no_running_sum() -> None:
    row = series(targets={2022: "1"}, actuals={2022: "0"}, final="5")
    assert _by(Basis.SUM, row, 2022) == "未達成"


def test_a_sum_below_its_limit_is_not_reached_before_the_end() -> None:
    row = series(actuals=dict.fromkeys(range(2021, 2026), "1"), final="10")
    assert _by(Basis.SUM, row, 2021, Direction.LOWER) == "目標年度前"
    assert _by(Basis.SUM, row, 2025, Direction.LOWER) == "達成"


def test_a_mean_target_goes_by_the_running_mean() -> None:
    row = series(actuals={2021: "9.0", 2022: "12.0"}, final="10.0")
    assert judge(FIVE, indicator("i1", row, basis=Basis.MEAN), fy(2022)).why == "平均 10.50 ≧ 10.0"


def test_a_mean_is_not_rounded_up_to_its_target() -> None:
    row = series(actuals=dict.fromkeys(range(2021, 2025), "10") | {2025: "9"}, final="10")
    verdict = judge(FIVE, indicator("i1", row, basis=Basis.MEAN), fy(2025))
    assert (verdict.label, verdict.why) == ("未達成", "平均 9.8 ＜ 10")


@pytest.mark.parametrize("basis", [Basis.SUM, Basis.MEAN])
def test_a_year_before_the_plan_stands_for_itself(basis: Basis) -> None:
    assert _by(basis, series(actuals={2020: "10"}, final="10"), 2020) == "達成"


# --- standings and series ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("standing", [Standing.PROVISIONAL, Standing.CONFIRMED, Standing.ESTIMATED])
def test_other_standings_count_as_figures(standing: Standing) -> None:
    row = _yearly("37.0", "0")
    pair = replace(row.values[fy(2022)], actual=Number(Decimal("46.7"), standing))
    assert _judge(replace(row, values={fy(2022): pair})).label == "達成"


def _pair(men: Series, women: Series) -> Indicator:
    return indicator("i1", replace(men, label="男"), replace(women, label="女"), basis=Basis.FINAL)


@pytest.mark.parametrize(
    ("men", "women", "label"),
    [
        (_yearly("5", "5"), _yearly("6", "6"), "達成"),
        (_yearly("5", "5"), _yearly("6", "5"), "未達成"),
        (_yearly("5", "5"), series(targets={2022: "6"}), "未判定"),
        (_yearly("5", "4"), series(targets={2022: "6"}), "未達成"),
        (_yearly("5", "5"), series(actuals={2022: "5"}, final="6"), "目標年度前"),
        (_yearly("5", "5"), _yearly("6", "—"), "達成"),
        (_yearly("5", "5"), series(actuals={2022: "5"}), "達成"),
        (_yearly("5", "—"), _yearly("6", "—"), "対象外"),
    ],
)
def test_several_series_are_met_when_all_are(men: Series, women: Series, label: str) -> None:
    verdict = judge(FIVE, _pair(men, women), fy(2022))
    assert (verdict.label, verdict.rate) == (label, None)
    assert verdict.why.startswith("男: ")
    assert "、女: " in verdict.why


# --- schemes -----------------------------------------------------------------------------------------------------


def _share_of_target(facts: Facts) -> Decimal:
    return facts.actual / facts.target * 100


GRADES = Scheme(
    "達成率",
    _share_of_target,
    (Band("A", "◎", Decimal(100)), Band("B", "○", Decimal(80), included=False), Band("C", "△")),
)


@pytest.mark.parametrize(
    ("actual", "label", "mark"), [("10", "A", "◎"), ("9", "B", "○"), ("8", "C", "△"), ("0", "C", "△")]
)
def test_a_scheme_judges_by_its_own_bands(actual: str, label: str, mark: str) -> None:
    verdict = judge(FIVE, indicator("i1", _yearly("10", actual)), fy(2022), GRADES)
    assert (verdict.label, verdict.mark, verdict.score) == (label, mark, Decimal(actual) * 10)


def test_a_scheme_names_every_word_a_verdict_can_have() -> None:
    assert GRADES.labels == ("A", "B", "C", "未判定", "対象外", "目標年度前")
    assert MET_OR_NOT.labels == ("達成", "未達成", *(each.value for each in UNJUDGED))


def test_the_baseline_reaches_the_scheme() -> None:
    seen: list[Decimal | None] = []

    def method(facts: Facts) -> Decimal:
        seen.append(facts.baseline)
        return Decimal(1)

    census = published("sunagawa").places["i2"].what
    assert isinstance(census, Indicator)
    judge(FIVE, census, fy(2022), replace(MET_OR_NOT, method=method))
    judge(FIVE, indicator("i1", _yearly("1", "1")), fy(2022), replace(MET_OR_NOT, method=method))
    assert seen == [Decimal("36.7"), None]


# --- as published ------------------------------------------------------------------------------------------------


def test_sunagawas_kpi_in_its_second_year() -> None:
    tree = published("sunagawa").at(fy(2022))
    verdicts = [
        Counter(
            judge(tree, each.shown, fy(2022)).label
            for each in entries(tree, branch)
            if each.shown and each.counts_as_kpi
        )
        for branch in tree.goals
    ]
    assert [(each["達成"], each["未達成"]) for each in verdicts] == [(1, 6), (2, 6), (5, 9), (9, 5)]
    assert [each["未判定"] + each["対象外"] for each in verdicts] == [0, 1, 1, 0]


@pytest.mark.parametrize(("part", "label"), [("助成額", "未判定"), ("歩行者通行", "対象外")])
def test_sunagawas_two_kpi_without_a_verdict(part: str, label: str) -> None:
    tree = published("sunagawa").at(fy(2022))
    found = [each.shown for each in entries(tree, tree) if each.shown and part in each.shown.name]
    assert {judge(tree, each, fy(2022)).label for each in found} == {label}
