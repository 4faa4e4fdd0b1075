from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.indicator import Basis, Direction, Indicator, Kind, Measured, Point, Series, Setting
from kpidesk.domain.year_value import Side, YearValue
from tests.builders import actual_of, cell, fy, indicator, series, sharing


def test_every_kind_direction_and_basis_has_its_word() -> None:
    assert [each.label for each in Kind] == ["数値目標", "KPI", "成果目標", "満足度", "参考指標"]
    assert [each.label for each in Direction] == ["大きいほど良い", "小さいほど良い", "人が判定する"]
    assert [each.label for each in Basis] == ["各年度", "最終年度", "期間の合計", "期間の平均", "期間内の最新値"]


def test_a_series_finds_its_cells() -> None:
    row = series(targets={2022: "37.0"}, actuals={2022: "25.0"})
    assert row.value(fy(2022), Side.TARGET) == cell("37.0")
    assert row.value(fy(2022), Side.ACTUAL) == cell("25.0")
    assert row.value(fy(2023), Side.ACTUAL) is None


def test_a_cell_is_replaced_in_its_year() -> None:
    row = series(targets={2023: "38.0"}).with_value(fy(2022), Side.ACTUAL, cell("25.0"))
    assert list(row.values.items()) == [
        (fy(2022), YearValue(actual=cell("25.0"))),
        (fy(2023), YearValue(target=cell("38.0"))),
    ]


def test_the_other_side_of_a_pair_stays() -> None:
    row = series(targets={2022: "37.0"}).with_value(fy(2022), Side.ACTUAL, cell("25.0"))
    assert row.values[fy(2022)] == YearValue(cell("37.0"), cell("25.0"))


def test_a_pair_that_becomes_blank_goes() -> None:
    row = series(actuals={2022: "25.0"}).with_value(fy(2022), Side.ACTUAL, None)
    assert row.values == {}


@pytest.mark.parametrize(
    ("row", "has_target"),
    [
        (series(final="40.0"), True),
        (series(targets={2022: "37.0"}), True),
        (series(final="全道平均以上"), True),
        (series(final="—", targets={2022: "—"}, actuals={2022: "5"}), False),
        (Series(), False),
    ],
)
def test_a_target_is_set_where_one_stands(row: Series, *, has_target: bool) -> None:
    assert row.has_target is has_target
    assert indicator("i1", row).target_is_set is has_target


def test_the_setting_outweighs_the_figures() -> None:
    with_target = indicator("i1", series(final="40.0"))
    assert not replace(with_target, setting=Setting.MONITORED).target_is_set
    assert replace(indicator("i1"), setting=Setting.SET).target_is_set


@pytest.mark.parametrize(
    ("one", "takes_text"),
    [
        (indicator("i1", series(final="40.0")), False),
        (indicator("i1", direction=Direction.BY_HAND), True),
        (indicator("i1", series(final="全道平均以上")), True),
        (indicator("i1"), False),
    ],
)
def test_words_stand_where_the_target_is_words(one: Indicator, *, takes_text: bool) -> None:
    assert one.takes_text is takes_text


def test_an_indicator_is_in_force_between_its_years() -> None:
    limited = replace(indicator(), since=fy(2022), until=fy(2023))
    assert [limited.in_force(fy(year)) for year in (2021, 2022, 2023, 2024)] == [False, True, True, False]
    assert indicator().in_force(fy(2050))


def test_a_census_is_measured_in_its_years_only() -> None:
    census = replace(indicator(), measured=Measured((fy(2025),)))
    assert [census.measured_in(fy(year)) for year in (2024, 2025)] == [False, True]


@pytest.mark.parametrize("measured", [None, Measured(note="10月1日現在")])
def test_without_years_an_indicator_is_measured_every_year(measured: Measured | None) -> None:
    assert replace(indicator(), measured=measured).measured_in(fy(2022))


def test_series_are_found_by_label() -> None:
    pair = indicator("i1", series(label="男", unit="歳"), series(label="女"), unit="人")
    assert pair.unit_of(pair.series_of("男")) == "歳"
    assert pair.unit_of(pair.series_of("女")) == "人"
    with pytest.raises(KeyError, match="子"):
        pair.series_of("子")


def test_a_figure_is_replaced_in_one_series() -> None:
    pair = indicator("i1", series(label="男"), series(label="女"))
    changed = pair.with_value(actual_of("i1", 2022, "女"), cell("82.5"))
    assert changed.series == (pair.series[0], series(label="女", actuals={2022: "82.5"}))


def test_no_figure_is_replaced_in_an_unknown_series() -> None:
    with pytest.raises(KeyError):
        indicator().with_value(actual_of("i1", 2022, "女"), cell("82.5"))


def test_a_sharing_indicator_keeps_what_is_its_own() -> None:
    lender = replace(indicator("i1", series(final="40.0")), kind=Kind.OUTCOME, unit="%", section="企画課")
    shown = sharing("i2", "i1").showing(lender)
    assert (shown.uid, shown.kind, shown.name, shown.shares) == ("i2", Kind.KPI, "指標i2", "i1")
    assert (shown.series, shown.unit, shown.section) == (lender.series, "%", "企画課")


def test_a_point_is_empty_by_default() -> None:
    assert Point() == Point(None, "", "", "")
