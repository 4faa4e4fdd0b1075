"""Each method by itself: its arithmetic, and what it does where a quotient would say nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from kpidesk.domain.exact import decimal_of
from kpidesk.domain.faced_figures import CannotTellError, Facts, share_text
from kpidesk.domain.indicator import Direction
from kpidesk.domain.methods import (
    BEST,
    WORST,
    Against,
    ByHand,
    Change,
    Falling,
    Margin,
    Method,
    Pace,
    Percent,
    Plain,
    Progress,
    Ratio,
    Since,
)
from kpidesk.domain.notation import format_number
from kpidesk.domain.plan import Style

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
ELAPSED, LINE = Against.ELAPSED, Against.LINE


def facts(
    actual: str, target: str, baseline: str | None = None, direction: Direction = HIGHER, share: str = "1"
) -> Facts:
    start = None if baseline is None else Decimal(baseline)
    return Facts(Decimal(actual), Decimal(target), start, direction, Fraction(share), own=Decimal(actual))


def figure(number: Decimal, sign: str = "△") -> str:
    return format_number(number, Style(sign))


def told(method: Method, given: Facts) -> tuple[str, str]:
    """Return the score to two decimals and its arithmetic."""
    score = method.measure(given, figure)
    if isinstance(score, Plain):
        return str(score.value), score.words
    assert isinstance(score, Percent)
    return f"{score.score(decimal_of(score.number)):.2f}", score.words


@pytest.mark.parametrize(
    ("actual", "direction", "value", "words"),
    [
        ("9", HIGHER, "-1", "9 ＜ 10"),
        ("10", HIGHER, "0", "10 ≧ 10"),
        ("11", HIGHER, "1", "11 ≧ 10"),
        ("9", LOWER, "1", "9 ≦ 10"),
        ("10", LOWER, "0", "10 ≦ 10"),
        ("11", LOWER, "-1", "11 ＞ 10"),
    ],
)
def test_a_margin_tells_better_equal_and_short(actual: str, direction: Direction, value: str, words: str) -> None:
    assert told(Margin(), facts(actual, "10", direction=direction)) == (value, words)


@pytest.mark.parametrize(
    ("falling", "actual", "value", "words"),
    [
        (Falling.TARGET_BY_ACTUAL, "1000", "97.50", "975÷1,000"),
        (Falling.TARGET_BY_ACTUAL, "900", "108.33", "975÷900"),
        (Falling.TARGET_BY_ACTUAL, "0", "Infinity", "0 ≦ 975(実績値が0)"),
        (Falling.MIRRORED, "1000", "97.44", "(2×975−1,000)÷975"),
        (Falling.MIRRORED, "0", "200.00", "(2×975−0)÷975"),
        (Falling.ACTUAL_BY_TARGET, "1000", "97.44", "1,000÷975"),
        (Falling.ACTUAL_BY_TARGET, "0", "200.00", "0÷975"),
        (Falling.MIRRORED, "-1", "Infinity", "△1 ≦ 975(実績値が負の数)"),
    ],
)
def test_three_answers_for_a_falling_target(falling: Falling, actual: str, value: str, words: str) -> None:
    assert told(Ratio(falling), facts(actual, "975", direction=LOWER)) == (value, words)


def test_the_answers_say_nothing_about_a_rising_target() -> None:
    assert {told(Ratio(each), facts("5", "10")) for each in Falling} == {("50.00", "5÷10")}


@pytest.mark.parametrize(
    ("actual", "target", "direction", "value", "reason"),
    [
        ("5", "0", HIGHER, "100", "5 ≧ 0(目標値が0のため達成か未達成かで判定)"),
        ("-5", "0", HIGHER, "-Infinity", "△5 ＜ 0(目標値が0のため達成か未達成かで判定)"),
        ("3", "0", LOWER, "-Infinity", "3 ＞ 0(目標値が0のため達成か未達成かで判定)"),
        ("-41", "-17", HIGHER, "-Infinity", "△41 ＜ △17(目標値が負の数のため達成か未達成かで判定)"),
        ("-1", "10", HIGHER, "-Infinity", "△1 ＜ 10(実績値が負の数)"),
    ],
)
def test_a_ratio_without_meaning_is_met_or_missed(
    actual: str, target: str, direction: Direction, value: str, reason: str
) -> None:
    assert told(Ratio(), facts(actual, target, direction=direction)) == (value, reason)


@pytest.mark.parametrize(
    ("given", "value", "words"),
    [
        (facts("25.0", "40.0", "36.7"), "-354.55", "(25.0−36.7)÷(40.0−36.7)"),
        (facts("-17", "-17", "-41"), "100.00", "(△17−△41)÷(△17−△41)"),
        (facts("1053", "975", "1107", LOWER), "40.91", "(1,053−1,107)÷(975−1,107)"),
        (facts("5", "17", "0"), "29.41", "5÷17"),
        (facts("10", "10", "10"), "100", "10 ≧ 10(目標値が基準値と同じため達成か未達成かで判定)"),
        (facts("9", "10", "10"), "-Infinity", "9 ＜ 10(目標値が基準値と同じため達成か未達成かで判定)"),
        (facts("7000", "6300", "7740"), "100", "7,000 ≧ 6,300(目標値が基準値より悪い側にあるため達成か未達成かで判定)"),
        (facts("12", "10"), "100", "12 ≧ 10(基準値なし)"),
        (replace(facts("5", "10", "26"), running=True, word="累計 "), "50.00", "累計 5÷10"),
    ],
)
def test_progress_from_the_baseline(given: Facts, value: str, words: str) -> None:
    assert told(Progress(), given) == (value, words)


def test_progress_may_start_from_zero_where_it_should_grow() -> None:
    assert told(Progress(from_zero=True), facts("5", "17")) == ("29.41", "5÷17")
    with pytest.raises(CannotTellError, match="基準値がない"):
        Progress(from_zero=True).measure(facts("18", "17", direction=LOWER), figure)
    with pytest.raises(CannotTellError, match="基準値がない"):
        Progress().measure(facts("5", "17"), figure)


@pytest.mark.parametrize(
    ("method", "given", "value", "words"),
    [
        (Pace(Ratio()), facts("5", "17", share="1/5"), "147.06", "5÷(17×20%)"),
        (Pace(Ratio()), facts("5", "17"), "29.41", "5÷17"),
        (Pace(Ratio()), facts("1107", "975", "1107", LOWER, "1/5"), "88.08", "975÷1,107"),
        (Pace(Ratio(), LINE), facts("1107", "975", "1107", LOWER, "1/5"), "97.62", "目安1,080.6÷1,107"),
        (Pace(Ratio(), LINE), facts("36", "40", "30", share="1/3"), "108.00", "36÷目安33.33"),
        (Pace(Ratio(), LINE), facts("40", "40", share="1/3"), "100", "40 ≧ 40(基準値なし)"),
        (
            Pace(Ratio()),
            facts("-41", "-17", "-41", share="1/5"),
            "-Infinity",
            "△41 ＜ 目安△36.2(目標値が負の数のため達成か未達成かで判定)",
        ),
        (
            Pace(Ratio()),
            facts("-41", "-17", share="1/5"),
            "-Infinity",
            "△41 ＜ △17(目標値が負の数のため達成か未達成かで判定)",
        ),
        (Pace(Progress()), facts("34", "40", "30", share="2/5"), "100.00", "(34−30)÷(40−30)÷40%"),
        (Pace(Progress(), LINE), facts("34", "40", "30", share="2/5"), "100.00", "(34−30)÷(40−30)÷40%"),
        (Pace(Progress()), facts("34", "40", "30"), "40.00", "(34−30)÷(40−30)"),
        (Pace(Progress()), facts("50", "40", share="2/5"), "100", "50 ≧ 40(基準値なし)"),
        (
            Pace(Progress()),
            facts("7000", "6300", "7740", share="1/5"),
            "-Infinity",
            "7,000 ＜ 目安7,452(目標値が基準値より悪い側にあるため達成か未達成かで判定)",
        ),
        (Pace(Progress()), facts("10", "10", "10"), "100", "10 ≧ 10(目標値が基準値と同じため達成か未達成かで判定)"),
    ],
)
def test_a_pace_is_held_against_what_was_to_be_expected(method: Pace, given: Facts, value: str, words: str) -> None:
    assert told(method, given) == (value, words)


def test_a_pace_without_a_line_cannot_be_told() -> None:
    with pytest.raises(CannotTellError, match="基準値がない"):
        Pace(Ratio(), LINE).measure(facts("39", "40", share="1/3"), figure)


def test_thirds_of_the_time_are_exact() -> None:
    score = Pace(Progress()).measure(facts("31", "33", "30", share="1/3"), figure)
    assert isinstance(score, Percent)
    assert score.number == 100


@pytest.mark.parametrize(
    ("given", "value", "words"),
    [
        (facts("97", "0", "100"), "-3.00", "基準値比 (97−100)÷100"),
        (facts("97", "0", "100", LOWER), "3.00", "基準値比 (97−100)÷100"),
        (facts("-341", "-275", "-312"), "-9.29", "基準値比 (△341−△312)÷312"),
        (facts("3", "5", "0"), "Infinity", "基準値比 0→3"),
        (facts("3", "0", "0", LOWER), "-Infinity", "基準値比 0→3"),
        (facts("0", "0", "0"), "0", "基準値比 0→0"),
    ],
)
def test_a_change_since_the_baseline(given: Facts, value: str, words: str) -> None:
    assert told(Change(), given) == (value, words)


def test_a_change_since_last_year_looks_at_the_years_own_figures() -> None:
    given = replace(facts("30", "50", "1"), own=Decimal(12), before=Decimal(10), running=True, partial=True)
    assert told(Change(Since.LAST_YEAR), given) == ("20.00", "前年度比 (12−10)÷10")
    for gone in (replace(given, before=None), replace(given, own=None)):
        with pytest.raises(CannotTellError, match="前年度の実績値がない"):
            Change(Since.LAST_YEAR).measure(gone, figure)


def test_a_sum_on_its_way_is_not_held_against_a_baseline() -> None:
    given = replace(facts("9", "50", "26"), running=True, partial=True)
    with pytest.raises(CannotTellError, match="途中までの累計"):
        Change().measure(given, figure)
    assert told(Change(from_zero=True), given) == ("Infinity", "基準値比 0→9")
    with pytest.raises(CannotTellError, match="基準値がない"):
        Change(from_zero=True).measure(facts("9", "50", direction=LOWER), figure)


def test_what_people_judge_is_not_computed() -> None:
    with pytest.raises(CannotTellError, match="人による判定"):
        ByHand().measure(facts("1", "1"), figure)


def test_a_minus_sign_does_not_stand_behind_a_minus() -> None:
    score = Progress().measure(facts("-30", "-17", "-41"), lambda number: figure(number, "-"))
    assert score.words == "(-30−(-41))÷(-17−(-41))"


def test_a_share_of_the_time_is_printed_as_short_as_it_can_be() -> None:
    assert [share_text(Fraction(1, 5)), share_text(Fraction(1, 3))] == ["20%", "33.3%"]


def test_the_ends_of_the_scale_are_beyond_every_bound() -> None:
    assert WORST < Decimal("-1e40") < Decimal("1e40") < BEST
