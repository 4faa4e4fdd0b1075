from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.paper.chart_ticks import Axis, axis_from_zero, axis_of_lines, tick_text, ticks

D = Decimal
FIGURES = st.decimals(min_value=-(10**12), max_value=10**12, places=3) | st.integers(-(10**20), 10**20).map(D)


@given(FIGURES, FIGURES, st.integers(3, 10), st.integers(0, 4))
def test_ticks_cover_the_range_and_are_few_even_and_exact(one: D, other: D, most: int, decimals: int) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high, most, decimals)
    step = found[1] - found[0]
    assert found[0] <= low <= high <= found[-1]
    assert 2 <= len(found) <= most
    assert all(after - before == step for before, after in pairwise(found))
    assert all(tick % step == 0 for tick in found)
    assert step.normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert step >= D(1).scaleb(-decimals)


@given(st.lists(FIGURES, min_size=1, max_size=10), st.integers(1, 8))
def test_every_figure_of_lines_is_between_the_ends_of_their_axis(figures: list[D], most: int) -> None:
    axis = axis_of_lines(figures, most)
    assert all(0 <= axis.place(figure) <= 1 for figure in figures)
    assert axis.broken == (D(0) < axis.low or axis.high < D(0))


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (("36", "40"), ("35", "36", "37", "38", "39", "40")),  # far from zero: broken
        (("22", "50"), ("0", "10", "20", "30", "40", "50")),
        (("16", "100"), ("0", "20", "40", "60", "80", "100")),  # near zero: from zero
        (("36.7",), ("0", "10", "20", "30", "40")),  # alone: from zero, for there is no change to see
        (("36", "36"), ("0", "10", "20", "30", "40")),
        (("0", "0"), ("0", "1")),
        (("0.0",), ("0.0", "0.1")),
        (("-7.77", "1.20"), ("-8", "-6", "-4", "-2", "0", "2")),
        (("-8.38", "-7.77"), ("-8.4", "-8.2", "-8.0", "-7.8", "-7.6")),
        (("-10", "-2"), ("-10", "-8", "-6", "-4", "-2", "0")),
        (("-5",), ("-5", "-4", "-3", "-2", "-1", "0")),
        (("1033847", "1180000"), ("1000000", "1050000", "1100000", "1150000", "1200000")),
    ],
)
def test_axes_of_lines(figures: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert axis_of_lines(map(D, figures), 6).ticks == tuple(map(D, expected))


def test_no_tick_is_finer_than_the_figures() -> None:
    assert axis_of_lines((D(3), D(4)), 7).ticks == (D(2), D(3), D(4))


def test_counts_begin_at_zero() -> None:
    assert axis_from_zero(D(23), 6).ticks == tuple(map(D, (0, 5, 10, 15, 20, 25)))
    assert axis_from_zero(D(1), 6).ticks == (D(0), D(1))


def test_places_are_shares_of_the_axis() -> None:
    axis = Axis((D(-10), D(0), D(10)))
    assert [axis.place(D(figure)) for figure in (-10, -5, 0, 10)] == [0.0, 0.25, 0.5, 1.0]


def test_tick_texts_have_marks_and_the_sign_of_the_plan() -> None:
    assert [tick_text(D(tick), "△") for tick in ("-1200000", "0.0", "2.50")] == ["△1,200,000", "0.0", "2.50"]
