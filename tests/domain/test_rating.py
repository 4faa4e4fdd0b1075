"""Verdicts, rule by rule, in the order in which they are tested."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Judgement
from kpidesk.domain.indicator import Basis, Direction, Indicator, Measured, Series, Setting
from kpidesk.domain.methods import Change, Falling, Pace, Progress, Ratio, Since
from kpidesk.domain.presets import MET_OR_NOT_RUNNING, PRESETS
from kpidesk.domain.rating import MET_OR_NOT, UNJUDGED, Band, Outcome, Scheme, Verdict, judge
from kpidesk.domain.scheme import Early, Latest, SchemeVersion, Tone, Weight
from kpidesk.domain.year_value import Absence, Number, Side, Standing
from tests.builders import actual_of, fy, indicator, plan, plan_of, published, series
from tests.domain.strategies import DECIMALS, FACED, STEPS

FIVE = plan()
ANSWERS = (
    *(Scheme(each.value, Ratio(each), PRESETS[4].bands, early=Early.JUDGE) for each in Falling),
    Scheme("期待値", Pace(Ratio(Falling.MIRRORED)), PRESETS[4].bands, early=Early.JUDGE),
    Scheme("最新", Progress(from_zero=True), PRESETS[4].bands, latest=Latest.NEWEST),
    Scheme("進捗", Progress(), PRESETS[4].bands),
    Scheme("前年度比", Change(Since.LAST_YEAR), PRESETS[4].bands, early=Early.JUDGE),
    Scheme("進捗から", Pace(Progress(from_zero=True)), PRESETS[4].bands, early=Early.JUDGE),
)
"""What no preset uses, so that every method is looked at."""


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


@pytest.mark.parametrize(
    ("men", "women", "met"),
    [
        (series(actuals={2022: "6"}, final="6"), series(actuals={2022: "7"}, final="6"), True),
        (series(actuals={2022: "6"}, final="6"), series(actuals={2022: "5"}, final="6"), None),
        (_yearly("6", "5"), series(actuals={2022: "5"}, final="6"), False),
    ],
)
def test_several_series_meet_their_targets_together(men: Series, women: Series, met: bool | None) -> None:  # noqa: FBT001 -- what is expected
    verdict = judge(FIVE, _pair(men, women), fy(2022), replace(GRADES, early=Early.JUDGE))
    assert verdict.met is met


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

GRADES = Scheme(
    "達成率",
    Ratio(),
    (
        Band("A", "◎", Decimal(100), tone=Tone.GOOD),
        Band("B", "○", Decimal(80), included=False, points=2),
        Band("C", "△", tone=Tone.BAD),
    ),
)


@pytest.mark.parametrize(
    ("actual", "label", "mark"), [("10", "A", "◎"), ("9", "B", "○"), ("8", "C", "△"), ("0", "C", "△")]
)
def test_a_scheme_judges_by_its_own_bands(actual: str, label: str, mark: str) -> None:
    verdict = judge(FIVE, indicator("i1", _yearly("10", actual)), fy(2022), GRADES)
    assert (verdict.label, verdict.mark, verdict.score) == (label, mark, Decimal(actual) * 10)


def test_a_verdict_has_the_tone_and_the_points_of_its_band() -> None:
    verdicts = [judge(FIVE, indicator("i1", _yearly("10", actual)), fy(2022), GRADES) for actual in ("10", "9", "8")]
    assert [verdict.tone for verdict in verdicts] == [Tone.GOOD, Tone.NEUTRAL, Tone.BAD]
    assert [verdict.points for verdict in verdicts] == [None, 2, None]
    assert [verdict.met for verdict in verdicts] == [True, False, False]


def test_a_scheme_names_every_word_a_verdict_can_have() -> None:
    assert GRADES.labels == ("A", "B", "C", "未判定", "対象外", "目標年度前")
    assert MET_OR_NOT.labels == ("達成", "未達成", *(each.value for each in UNJUDGED))


def test_a_verdict_says_itself_in_one_line() -> None:
    assert _judge(_yearly("37.0", "25.0")).line == "25.0 ＜ 37.0 → 未達成 (67.6%)"
    assert _judge(_yearly("975", "976"), direction=Direction.LOWER).line == "976 ＞ 975 → 未達成"
    graded = judge(FIVE, indicator("i1", _yearly("37.0", "25.0")), fy(2022), GRADES)
    assert graded.line == "25.0÷37.0＝67.6% → C"


def test_the_scheme_of_the_year_judges() -> None:
    one = indicator("i1", series(targets={2022: "10", 2023: "10"}, actuals={2022: "9", 2023: "9"}), basis=Basis.YEARLY)
    graded = replace(plan_of(one), rating=(SchemeVersion(fy(2023), GRADES),))
    assert [judge(graded, one, fy(year)).label for year in (2022, 2023)] == ["未達成", "B"]


def test_a_past_year_keeps_its_verdicts_when_a_later_scheme_changes() -> None:
    one = indicator("i1", _yearly("10", "9"), basis=Basis.YEARLY)
    first = (SchemeVersion(fy(2021), GRADES),)
    before = judge(replace(FIVE, rating=first), one, fy(2022))
    assert judge(replace(FIVE, rating=(*first, SchemeVersion(fy(2023), MET_OR_NOT))), one, fy(2022)) == before


def test_the_newest_scheme_that_has_begun_counts_in_whatever_order_they_stand() -> None:
    versions = (SchemeVersion(fy(2024), MET_OR_NOT), SchemeVersion(fy(2021), GRADES))
    found = [replace(FIVE, rating=versions).scheme_in(fy(year)).name for year in (2020, 2021, 2023, 2024)]
    assert found == [MET_OR_NOT.name, "達成率", "達成率", MET_OR_NOT.name]


@pytest.mark.parametrize(
    ("standing", "weight", "label", "why"),
    [
        (Standing.PROVISIONAL, Weight.PENDING, "未判定", "実績値が暫定値"),
        (Standing.ESTIMATED, Weight.PENDING, "未判定", "実績値が見込値"),
        (Standing.PROVISIONAL, Weight.EXEMPT, "対象外", "実績値が暫定値"),
        (Standing.PROVISIONAL, Weight.COUNTS, "達成", "46.7 ≧ 37.0"),
        (Standing.CONFIRMED, Weight.PENDING, "達成", "46.7 ≧ 37.0"),
        (Standing.REFERENCE, Weight.PENDING, "未判定", "実績値が参考値"),
        (Standing.REFERENCE, Weight.COUNTS, "達成", "46.7 ≧ 37.0"),
        (Standing.REFERENCE, Weight.EXEMPT, "対象外", "実績値が参考値"),
    ],
)
def test_a_scheme_says_how_figures_count_that_are_not_firm(
    standing: Standing, weight: Weight, label: str, why: str
) -> None:
    pair = replace(_yearly("37.0", "0").values[fy(2022)], actual=Number(Decimal("46.7"), standing))
    row = replace(_yearly("37.0", "0"), values={fy(2022): pair})
    scheme = replace(MET_OR_NOT, provisional=weight, reference=weight)
    verdict = judge(FIVE, indicator("i1", row, basis=Basis.YEARLY), fy(2022), scheme)
    assert (verdict.label, verdict.why) == (label, why)


def test_a_scheme_says_which_reasons_wait_and_which_do_not() -> None:
    scheme = replace(MET_OR_NOT, pending=(Absence.NO_SURVEY,), exempt=(Absence.UNPUBLISHED,), unjudged_mark="−")
    reasons = ("調査なし", "未公表", "算定中", "—")
    verdicts = [judge(FIVE, indicator("i1", _yearly("5", reason)), fy(2022), scheme) for reason in reasons]
    assert [verdict.label for verdict in verdicts] == ["未判定", "対象外", "未判定", "対象外"]
    assert {verdict.mark for verdict in verdicts} == {"−"}


def test_running_sums_decide_where_the_scheme_says_so_and_the_year_is_shown_beside_them() -> None:
    row = series(targets={2021: "0", 2022: "1"}, actuals={2021: "2", 2022: "0"}, final="5")
    farmers = indicator("i1", row, basis=Basis.SUM)
    assert judge(FIVE, farmers, fy(2022)).line == "0 ＜ 1 → 未達成 (0.0%)"
    running = judge(FIVE, farmers, fy(2022), MET_OR_NOT_RUNNING)
    assert running.line == "累計 2 ≧ 1(単年度 0 ＜ 1) → 達成 (200.0%)"


def test_running_sums_need_every_past_year() -> None:
    row = series(targets={2021: "1", 2022: "1"}, actuals={2022: "9"})
    verdict = judge(FIVE, indicator("i1", row, basis=Basis.SUM), fy(2022), MET_OR_NOT_RUNNING)
    assert (verdict.label, verdict.why) == ("未判定", "令和3年度の実績値がまだない")
    assert judge(FIVE, indicator("i1", row, basis=Basis.YEARLY), fy(2022), MET_OR_NOT_RUNNING).label == "達成"


def test_the_newest_figure_of_the_period_may_stand_for_a_year_without_a_survey() -> None:
    row = series(actuals={2020: "1", 2021: "9", 2022: "12", 2024: "調査なし"}, final="10", as_of="令和6年度")
    survey = replace(indicator("i1", row, basis=Basis.LATEST), measured=Measured((fy(2022), fy(2024))))
    newest = replace(MET_OR_NOT, latest=Latest.NEWEST)
    lines = [judge(FIVE, survey, fy(year), newest).line for year in (2022, 2023, 2024)]
    assert lines == ["12 ≧ 10 → 達成 (120.0%)", *["12 ≧ 10(令和4年度の実績値) → 達成 (120.0%)"] * 2]
    assert [judge(FIVE, survey, fy(year)).label for year in (2022, 2023, 2024)] == ["達成", "対象外", "対象外"]
    stepped = replace(survey, series=(series(targets={2024: "13"}, actuals={2022: "12", 2024: "—"}),))
    assert judge(FIVE, stepped, fy(2024), newest).why == "12 ＜ 13(令和4年度の実績値)"
    assert judge(FIVE, replace(survey, basis=Basis.FINAL), fy(2024), newest).label == "対象外"
    assert judge(FIVE, replace(survey, series=(series(final="5"),)), fy(2024), newest).label == "未判定"


# --- what people chose -------------------------------------------------------------------------------------------


JUDGED_BY_GRADES = replace(FIVE, rating=(SchemeVersion(fy(2021), GRADES),))


def _said(one: Indicator, label: str, reason: str = "") -> Indicator:
    return replace(one, judgements={fy(2022): Judgement(label, reason)})


def test_a_label_that_was_given_goes_before_the_computed_one_which_stays_visible() -> None:
    one = indicator("i1", _yearly("10", "8"))
    verdict = judge(JUDGED_BY_GRADES, _said(one, "B", "要因は外部にある。"), fy(2022))
    assert (verdict.outcome, verdict.label, verdict.why, verdict.points) == (
        Outcome.JUDGED,
        "B",
        "要因は外部にある。",
        2,
    )
    assert verdict.computed == judge(JUDGED_BY_GRADES, one, fy(2022))
    assert verdict.met is None
    assert verdict.rate_text == "80.0%"


def test_people_can_judge_where_nothing_can_be_computed() -> None:
    text = indicator("i1", series(actuals={2022: "25.0"}, final="全道平均以上"))
    verdict = judge(FIVE, _said(text, "達成"), fy(2022))
    assert (verdict.label, verdict.why) == ("達成", "人による判定")


def test_a_label_that_the_scheme_does_not_have_is_no_verdict() -> None:
    verdict = judge(JUDGED_BY_GRADES, _said(indicator("i1", _yearly("10", "8")), "優"), fy(2022))
    assert (verdict.outcome, verdict.why) == (Outcome.PENDING, "「優」はこの年度の区分にない")
    assert verdict.computed is not None


def test_a_scheme_that_is_only_tried_tells_what_it_computes() -> None:
    one = indicator("i1", _yearly("10", "8"))
    assert judge(FIVE, _said(one, "B", "外部要因"), fy(2022), GRADES) == judge(FIVE, one, fy(2022), GRADES)


# --- alone -------------------------------------------------------------------------------------------------------


@given(FACED, st.sampled_from(PRESETS), DECIMALS)
def test_a_verdict_depends_on_its_own_indicator_and_the_plan_alone(
    faced: tuple[Indicator, int], scheme: Scheme, other: Decimal
) -> None:
    one, year = faced
    beside = indicator("i2", _yearly("1", f"{other:f}"))
    verdict = judge(plan_of(one), one, fy(year), scheme)
    assert judge(plan_of(beside, replace(one), beside), replace(one), fy(year), scheme) == verdict
    assert judge(replace(plan_of(one), rating=(SchemeVersion(fy(2019), scheme),)), one, fy(year)) == verdict


@pytest.mark.parametrize("scheme", [*PRESETS, *ANSWERS], ids=lambda scheme: scheme.name)
@settings(max_examples=50)
@given(FACED, STEPS)
def test_a_better_actual_never_lowers_the_label(scheme: Scheme, faced: tuple[Indicator, int], step: Decimal) -> None:
    one, year = faced
    key = actual_of("i1", year)
    value = one.series[0].value(fy(year), Side.ACTUAL)
    assert isinstance(value, Number)
    way = -step if one.direction is Direction.LOWER else step
    better = one.with_value(key, Number(value.number + way))
    ranks = [scheme.rank(judge(plan_of(each), each, fy(year), scheme).label) for each in (one, better)]
    assert ranks[0] is None or (ranks[1] is not None and ranks[1] <= ranks[0])


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
