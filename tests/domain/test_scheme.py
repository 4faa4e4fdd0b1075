"""Schemes: rounding before the bands, labels in their order, and a printed percentage on its side of the bound."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.faced_figures import Facts
from kpidesk.domain.indicator import Direction
from kpidesk.domain.methods import Change, Falling, Pace, Progress, Ratio
from kpidesk.domain.notation import format_number
from kpidesk.domain.plan import Style
from kpidesk.domain.presets import PRESETS, preset
from kpidesk.domain.scheme import Band, Bound, Cut, Placed, Rounding, Scheme

BANDS = (Band("A", "◎", Decimal(100)), Band("B", "○", Decimal(80)), Band("C", "△"))


def _placed(
    actual: str, target: str = "100", *, rounding: Rounding | None = None, method: Ratio | None = None
) -> Placed:
    direction = Direction.LOWER if method else Direction.HIGHER
    facts = Facts(Decimal(actual), Decimal(target), None, direction)
    scheme = Scheme("試し", method or Ratio(), BANDS, rounding=rounding)
    return scheme.place(facts, lambda number: format_number(number, Style()))


@pytest.mark.parametrize(
    ("rounding", "actual", "label", "words"),
    [
        (None, "99.96", "B", "99.96÷100＝99.96%"),
        (None, "99.94", "B", "99.94÷100＝99.9%"),
        (None, "79.99999", "C", "79.99999÷100＝79.99999%"),
        (None, "-0", "C", "△0÷100＝0.0%"),
        (Rounding(Cut.HALF_UP), "99.5", "A", "99.5÷100＝100%"),
        (Rounding(Cut.HALF_UP), "99.4", "B", "99.4÷100＝99%"),
        (Rounding(Cut.HALF_UP, 1), "99.95", "A", "99.95÷100＝100.0%"),
        (Rounding(Cut.TRUNCATE), "99.9", "B", "99.9÷100＝99%"),
        (Rounding(Cut.TRUNCATE, 1), "79.99", "C", "79.99÷100＝79.9%"),
    ],
)
def test_a_percentage_is_rounded_before_the_bands_look_at_it(
    rounding: Rounding | None, actual: str, label: str, words: str
) -> None:
    placed = _placed(actual, rounding=rounding)
    assert (placed.band.label, placed.words) == (label, words)


@pytest.mark.parametrize(
    ("actual", "label", "words", "score"),
    [("100", "A", "100÷100＝100%", 100), ("120.4", "B", "120.4÷100＝120%", 80), ("121", "C", "121÷100＝121%", 79)],
)
def test_a_quotient_that_grows_as_things_get_worse_is_mirrored(actual: str, label: str, words: str, score: int) -> None:
    placed = _placed(actual, rounding=Rounding(Cut.HALF_UP), method=Ratio(Falling.ACTUAL_BY_TARGET))
    assert (placed.band.label, placed.words, placed.score) == (label, words, Decimal(score))


def test_a_percentage_that_no_number_of_decimals_tells_apart_is_printed_as_it_is() -> None:
    assert _placed("99.99999999999999").words == "99.99999999999999÷100＝100.000000000000%"


@given(st.decimals(0, 200, places=6))
def test_the_printed_percentage_falls_into_the_same_band(actual: Decimal) -> None:
    placed = _placed(f"{actual:f}")
    printed = Decimal(placed.words.partition("＝")[2].rstrip("%"))
    assert next(band for band in BANDS if all(bound.holds(printed) for bound in band.bounds)) == placed.band


def test_a_bound_may_exclude_itself() -> None:
    assert [Bound(Decimal(5), included).holds(Decimal(5)) for included in (True, False)] == [True, False]
    assert Bound(Decimal(5), included=False).holds(Decimal("5.1"))


def test_labels_stand_in_the_order_of_the_bands() -> None:
    growth, kitsuki = preset("growth"), preset("kitsuki")
    assert growth is not None
    assert kitsuki is not None
    assert [growth.rank(label) for label in ("A", "B", "F", "未判定")] == [0, 1, None, None]
    assert [kitsuki.rank(label) for label in "ABCD"] == [0, 1, 2, 3]
    assert growth.band_of("F") == growth.bands[2]
    assert growth.band_of("優") is None


def test_a_scheme_knows_whether_the_time_passed_is_in_every_bound() -> None:
    paced = {scheme.id for scheme in PRESETS if scheme.paced and not scheme.by_hand}
    assert paced == {"tama", "ibaraki", "ibaraki_truncated", "nagano", "iwamizawa", "growth"}


def test_every_bound_of_a_band_must_hold() -> None:
    both = Band("順調", "○", Decimal(0), method=Change(), also=(Bound(Decimal(100), method=Pace(Progress())),))
    scheme = Scheme("両方", Ratio(), (both, Band("低調", "▼")))
    facts = [Facts(Decimal(actual), Decimal(20), Decimal(10), Direction.HIGHER) for actual in (9, 15, 20)]
    placed = [scheme.place(each, lambda number: f"{number}") for each in facts]
    assert [each.band.label for each in placed] == ["低調", "低調", "順調"]
    assert placed[0].words == "基準値比 (9−10)÷10＝-10.0%"
    assert placed[1].words == "基準値比 (15−10)÷10＝50.0%、(15−10)÷(20−10)＝50.0%"
