from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpidesk.domain.indicator import Direction
from kpidesk.domain.notation import NotationError
from kpidesk.domain.plan import Style
from kpidesk.domain.typed import succeeding, typed_series, typed_value, typed_values
from kpidesk.domain.year_value import NotApplicable, Number, Side, Standing, Text
from tests.builders import actual_of, cell, fy, indicator, plan_of, series

RATE = replace(indicator("i1", series(actuals={2022: "25.00", 2023: "—"}), unit="%"), decimals=1)
PAIR = indicator("i2", series(label="世帯数", unit="世帯"), series(label="人数", unit="人"))
TREE = replace(plan_of(RATE, PAIR), style=Style(dash="…"))
ACTUAL = actual_of("i1", 2022)
BARE = Number(Decimal("43.1"))
PROVISIONAL = Number(Decimal("46.7"), Standing.PROVISIONAL)
CONFIRMED = Number(Decimal("48.3"), Standing.CONFIRMED)


@pytest.mark.parametrize(("text", "figure"), [("37", "37.0"), ("37.25%", "37.25"), ("", None), ("未公表", "未公表")])
def test_a_typed_text_becomes_a_value(text: str, figure: str | None) -> None:
    assert typed_value(TREE, ACTUAL, text) == cell(figure)


@pytest.mark.parametrize("text", ["25.00", " 25.00% "])
def test_what_the_cell_prints_changes_nothing(text: str) -> None:
    assert typed_value(TREE, ACTUAL, text) == cell("25.00")


def test_the_plans_own_dash_is_read() -> None:
    assert typed_value(TREE, actual_of("i1", 2023), "…") == NotApplicable()


def test_words_are_read_where_words_may_stand() -> None:
    by_hand = plan_of(replace(RATE, direction=Direction.BY_HAND))
    assert typed_value(by_hand, ACTUAL, "全道平均以上") == Text("全道平均以上")
    with pytest.raises(NotationError):
        typed_value(TREE, ACTUAL, "全道平均以上")


def test_an_unknown_cell_takes_nothing() -> None:
    with pytest.raises(KeyError):
        typed_value(TREE, actual_of("i2", 2022, "犬"), "5")


def test_one_text_fills_every_series() -> None:
    values = typed_series(TREE, "i2", fy(2022), Side.ACTUAL, "3世帯9人")
    assert values == {actual_of("i2", 2022, "世帯数"): cell("3"), actual_of("i2", 2022, "人数"): cell("9")}


def test_one_text_fills_the_only_series() -> None:
    assert typed_series(TREE, "i1", fy(2022), Side.ACTUAL, "37") == {ACTUAL: cell("37.0")}


@pytest.mark.parametrize("text", ["3世帯9人", "3/9", "世帯数3 人数9"])
def test_a_text_for_several_series_falls_into_their_cells(text: str) -> None:
    values = typed_values(TREE, actual_of("i2", 2022, "人数"), text)
    assert values == {actual_of("i2", 2022, "世帯数"): cell("3"), actual_of("i2", 2022, "人数"): cell("9")}


@pytest.mark.parametrize(("text", "figure"), [("9", "9"), ("9人", "9"), ("—", "—"), ("", None)])
def test_a_text_for_one_series_stays_in_its_cell(text: str, figure: str | None) -> None:
    key = actual_of("i2", 2022, "人数")
    assert typed_values(TREE, key, text) == {key: cell(figure)}


@pytest.mark.parametrize("text", ["9世帯", "3世帯9", "9件", "1/2/3"])
def test_a_text_that_is_not_for_this_cell_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        typed_values(TREE, actual_of("i2", 2022, "人数"), text)


def test_a_text_for_the_only_series_is_read_once() -> None:
    assert typed_values(TREE, ACTUAL, "37") == {ACTUAL: cell("37.0")}
    with pytest.raises(NotationError, match="単位"):
        typed_values(TREE, ACTUAL, "3世帯9人")


@pytest.mark.parametrize("standing", [Standing.PROVISIONAL, Standing.ESTIMATED])
def test_a_confirmed_figure_keeps_the_one_it_replaces(standing: Standing) -> None:
    old = replace(PROVISIONAL, standing=standing, earlier=(BARE,))
    assert succeeding(old, CONFIRMED) == replace(CONFIRMED, earlier=(replace(old, earlier=()), BARE))


def test_a_mended_figure_keeps_what_came_before_it() -> None:
    old = replace(CONFIRMED, earlier=(PROVISIONAL,), note="2018年度数値")
    assert succeeding(old, cell("50")) == Number(Decimal(50), earlier=(PROVISIONAL,))


def test_the_same_figure_keeps_its_note() -> None:
    old = replace(PROVISIONAL, note="2018年度数値")
    assert succeeding(old, Number(Decimal("46.7"))) == Number(Decimal("46.7"), note="2018年度数値")


def test_dashes_and_blanks_keep_nothing() -> None:
    assert succeeding(replace(CONFIRMED, earlier=(PROVISIONAL,)), None) is None
    assert succeeding(cell("—"), CONFIRMED) == CONFIRMED
    with_own = replace(CONFIRMED, earlier=(PROVISIONAL,))
    assert succeeding(PROVISIONAL, with_own) == with_own
