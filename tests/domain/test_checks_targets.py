from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.checks import Finding, Rule, Severity, findings
from kpidesk.domain.indicator import Basis, Direction, Indicator, Point, Series, Setting, Totals
from kpidesk.domain.year_value import Side, ValueKey
from tests.builders import cell, fy, indicator, plan_of, series

EVERY_YEAR = range(2021, 2026)


def found(what: Indicator, rule: Rule) -> list[Finding]:
    """Return what one rule finds in a plan with one indicator."""
    return [each for each in findings(plan_of(what)) if each.rule is rule]


def points(start: str | None, end: str | None, *, unit: str = "") -> Series:
    """Return a row with a baseline and a final target."""
    return replace(series(), baseline=Point(cell(start), unit=unit), target=Point(cell(end)))


def test_an_undecided_direction() -> None:
    (finding,) = found(indicator("i1", series(final="40.0"), direction=None), Rule.UNDECIDED)
    assert (finding.severity, finding.uid, finding.key) == (Severity.DOUBTFUL, "i1", None)
    assert finding.sentence == (
        "「指標i1」は、大きいほど良いか小さいほど良いかが決まっていません。決めるまで判定できません。"
    )


def test_a_direction_is_asked_only_where_a_target_is_set() -> None:
    monitored = replace(indicator("i1", series(final="40.0"), direction=None), setting=Setting.MONITORED)
    assert findings(plan_of(monitored, indicator("i2", direction=None))) == []


def test_units_that_do_not_agree() -> None:
    row = replace(series(), baseline=Point(cell("525"), unit="件"), target=Point(cell("670"), unit="組"))
    start, end = found(indicator("i1", row, unit="枚"), Rule.OTHER_UNIT)
    assert start.sentence == "「指標i1」の基準値の単位「件」が、指標の単位「枚」と違います。"
    assert end.sentence == "「指標i1」の目標値の単位「組」が、指標の単位「枚」と違います。"


@pytest.mark.parametrize(("of_point", "unit"), [("万人", "人"), ("人/年", "人"), ("名", "人"), ("", "枚"), ("件", "")])
def test_another_spelling_of_one_unit_is_no_finding(of_point: str, unit: str) -> None:
    assert findings(plan_of(indicator("i1", points("5", "6", unit=of_point), unit=unit))) == []


@pytest.mark.parametrize(
    ("direction", "start", "end", "words"),
    [
        (Direction.HIGHER, "7740", "6300", "大きいほど良い指標ですが、目標値が基準値より小さい値です(7,740→6,300)。"),
        (Direction.LOWER, "0", "5", "小さいほど良い指標ですが、目標値が基準値より大きい値です(0→5)。"),
        (Direction.HIGHER, "-17", "-41", "大きいほど良い指標ですが、目標値が基準値より小さい値です(△17→△41)。"),
    ],
)
def test_a_target_worse_than_the_baseline(direction: Direction, start: str, end: str, words: str) -> None:
    (finding,) = found(indicator("i1", points(start, end), direction=direction), Rule.WORSE_THAN_BASELINE)
    assert finding.sentence == f"「指標i1」は{words}"


@pytest.mark.parametrize(
    ("direction", "start", "end"),
    [
        (Direction.HIGHER, "5", "5"),
        (Direction.LOWER, "5", "5"),
        (Direction.LOWER, "1107", "975"),
        (Direction.HIGHER, None, "5"),
        (Direction.HIGHER, "5", "全道平均以上"),
        (Direction.BY_HAND, "5", "1"),
        (None, "5", "1"),
    ],
)
def test_a_target_no_worse_than_the_baseline(direction: Direction | None, start: str | None, end: str) -> None:
    assert found(indicator("i1", points(start, end), direction=direction), Rule.WORSE_THAN_BASELINE) == []


def test_a_periods_sum_is_not_compared_with_a_years_baseline() -> None:
    assert findings(plan_of(indicator("i1", points("10", "5"), basis=Basis.SUM))) == []


@pytest.mark.parametrize(("direction", "steps"), [(Direction.HIGHER, "5 4"), (Direction.LOWER, "4 5")])
def test_a_step_backward(direction: Direction, steps: str) -> None:
    before, after = steps.split()
    row = series(targets={2022: before, 2023: "—", 2024: after})
    (finding,) = found(indicator("i1", row, direction=direction), Rule.BACKWARD_STEP)
    assert finding.sentence == "「指標i1」の令和6年度の目標値が、前の年度の目標値より後退しています。"
    assert finding.key == ValueKey("i1", "", fy(2024), Side.TARGET)


@pytest.mark.parametrize(
    ("direction", "basis"),
    [(Direction.LOWER, Basis.FINAL), (Direction.HIGHER, Basis.SUM), (None, Basis.FINAL), (Direction.BY_HAND, None)],
)
def test_steps_that_may_fall(direction: Direction | None, basis: Basis | None) -> None:
    falling = series(targets={2022: "5", 2023: "4", 2024: "4"})
    assert found(indicator("i1", falling, direction=direction, basis=basis), Rule.BACKWARD_STEP) == []


def test_a_last_step_that_is_not_the_target() -> None:
    (finding,) = found(indicator("i1", series(targets={2025: "39.0"}, final="40.0")), Rule.LAST_STEP)
    assert finding.sentence == "「指標i1」の令和7年度の目標値が、計画の目標値40.0と違います。"
    assert finding.key == ValueKey("i1", "", fy(2025), Side.TARGET)


@pytest.mark.parametrize(
    ("step", "final", "basis"),
    [("40", "40.0", Basis.FINAL), ("8", "40", Basis.SUM), ("—", "40", Basis.YEARLY), ("40", None, Basis.YEARLY)],
)
def test_a_last_step_that_agrees(step: str, final: str | None, basis: Basis) -> None:
    assert found(indicator("i1", series(targets={2025: step}, final=final), basis=basis), Rule.LAST_STEP) == []


def test_steps_that_do_not_add_up() -> None:
    row = series(targets=dict.fromkeys(EVERY_YEAR, "300"), final="1600")
    (finding,) = found(indicator("i1", row, basis=Basis.SUM), Rule.TARGET_SUM)
    assert finding.sentence == "「指標i1」の各年度の目標値の合計1,500が、期間の目標値1,600と違います。"


@pytest.mark.parametrize(
    ("years", "final", "basis"),
    [
        (EVERY_YEAR, "1500", Basis.SUM),
        (range(2022, 2026), "1500", Basis.SUM),
        (EVERY_YEAR, None, Basis.SUM),
        (EVERY_YEAR, "300", Basis.YEARLY),
    ],
)
def test_steps_that_add_up_or_need_not(years: range, final: str | None, basis: Basis) -> None:
    row = series(targets=dict.fromkeys(years, "300"), final=final)
    assert found(indicator("i1", row, basis=basis), Rule.TARGET_SUM) == []


def test_a_total_by_hand_that_is_not_the_sum() -> None:
    row = replace(series(actuals={2021: "2", 2022: "6"}), totals=Totals(None, cell("9")))
    (finding,) = found(indicator("i1", row, basis=Basis.SUM), Rule.TOTAL_BY_HAND)
    assert finding.sentence == "「指標i1」の実績値の合計が手入力の9で、各年度の合計8と違います。"
    assert finding.severity is Severity.WRONG


@pytest.mark.parametrize(
    ("given", "basis"),
    [("8", Basis.SUM), ("—", Basis.SUM), (None, Basis.SUM), ("-5.13", Basis.FINAL)],
)
def test_a_total_by_hand_that_agrees_or_has_no_sum(given: str | None, basis: Basis) -> None:
    row = replace(series(actuals={2021: "2", 2022: "6"}), totals=Totals(cell("5"), cell(given)))
    assert found(indicator("i1", row, basis=basis), Rule.TOTAL_BY_HAND) == []
