from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.exact import at_scale, padded, ratio, rounded, scale_of, shifted, total

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(("text", "scale"), [("36.0", 1), ("36", 0), ("0.00", 2), ("1E+3", 0), ("-7.77", 2)])
def test_a_figure_knows_its_decimals(text: str, scale: int) -> None:
    assert scale_of(Decimal(text)) == scale


def test_what_is_no_figure_has_no_decimals() -> None:
    assert scale_of(Decimal("NaN")) == 0


@pytest.mark.parametrize(("text", "rounded"), [("0.25", "0.3"), ("-0.25", "-0.3"), ("0.24", "0.2"), ("2", "2.0")])
def test_rounds_half_up(text: str, rounded: str) -> None:
    assert str(at_scale(Decimal(text), 1)) == rounded


@pytest.mark.parametrize(
    ("text", "decimals", "printed"), [("37", 1, "37.0"), ("37.25", 1, "37.25"), ("37.0", 0, "37.0")]
)
def test_gives_decimals_but_takes_none(text: str, decimals: int, printed: str) -> None:
    assert str(padded(Decimal(text), decimals)) == printed


@pytest.mark.parametrize(
    ("text", "power", "moved"),
    [
        ("9.5", 4, "95000"),
        ("1.50", 1, "15.0"),
        ("902900", -3, "902.9"),
        ("1500", -3, "1.5"),
        ("1000", -3, "1"),
        ("0.50", -1, "0.05"),
    ],
)
def test_moves_the_point_without_leaving_zeros_behind(text: str, power: int, moved: str) -> None:
    assert str(shifted(Decimal(text), power)) == moved


@given(FIGURES, st.integers(-12, 12))
def test_moving_the_point_is_exact(figure: Decimal, power: int) -> None:
    assert Fraction(shifted(figure, power)) == Fraction(figure) * Fraction(10) ** power


@given(st.lists(FIGURES))
def test_a_sum_is_exact(figures: list[Decimal]) -> None:
    assert Fraction(total(figures)) == sum(map(Fraction, figures))


def test_a_sum_has_the_scale_of_its_finest_part() -> None:
    assert str(total([Decimal("1.50"), Decimal(2)])) == "3.50"
    assert str(total([])) == "0"


def test_a_ratio_is_not_rounded() -> None:
    assert at_scale(ratio(Decimal("25.0"), Decimal("37.0")).scaleb(2), 1) == Decimal("67.6")


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        ratio(Decimal(1), Decimal("0.0"))


@pytest.mark.parametrize(
    ("fraction", "decimals", "text"),
    [
        ("1/8", 2, "0.13"),
        ("-1/8", 2, "-0.13"),
        ("-1/1000", 2, "0.00"),
        ("5/2", 0, "3"),
        ("-5/2", 0, "-3"),
        ("7", 1, "7.0"),
        ("1/3", 3, "0.333"),
        ("0", 0, "0"),
    ],
)
def test_a_fraction_is_rounded_half_up_once(fraction: str, decimals: int, text: str) -> None:
    assert str(rounded(Fraction(fraction), decimals)) == text


def test_a_fraction_just_below_a_half_is_not_rounded_up() -> None:
    assert str(rounded(Fraction(1, 2) - Fraction(1, 10**500), 0)) == "0"
