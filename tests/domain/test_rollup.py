from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.entries import entries
from kpidesk.domain.indicator import Basis, Measured, Setting, Totals
from kpidesk.domain.rollup import (
    Counts,
    Progress,
    counts,
    mean,
    numbers,
    owed,
    owed_by,
    period_total,
    progress,
    split_owed,
    total_counts,
)
from kpidesk.domain.year_value import CommentKey, NotApplicable, Number, Side, ValueKey
from tests.builders import (
    actual_of,
    cell,
    fy,
    goal,
    indicator,
    measure,
    plan,
    plan_of,
    project,
    published,
    series,
    sharing,
    with_remarks,
)
from tests.domain.strategies import DECIMALS

if TYPE_CHECKING:
    from kpidesk.domain.indicator import Indicator, Series
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Value

FIVE = plan()


def _total(row: Series, basis: Basis | None, side: Side = Side.ACTUAL, year: int = 2022) -> Value | None:
    one = indicator("i1", row, basis=basis)
    return period_total(FIVE, one, row, fy(year), side)


def test_a_cumulative_basis_adds_the_years() -> None:
    row = series(targets={2021: "3", 2022: "3.5"}, actuals={2021: "2", 2022: "6"}, final="15")
    assert _total(row, Basis.SUM) == cell("8")
    assert _total(row, Basis.SUM, Side.TARGET) == cell("6.5")


def test_a_mean_basis_gives_the_mean_of_the_years_that_are_in() -> None:
    row = series(actuals={2021: "1", 2022: "2.5"}, final="2")
    assert _total(row, Basis.MEAN) == cell("1.8")


def test_without_yearly_targets_the_total_is_the_final_target() -> None:
    assert _total(series(final="15"), Basis.SUM, Side.TARGET) == cell("15")
    assert _total(series(targets={2021: "—"}, final="15"), Basis.SUM, Side.TARGET) == cell("15")


def test_a_total_still_to_come_is_blank() -> None:
    assert _total(series(final="15"), Basis.SUM) is None
    assert _total(series(targets={2021: "3"}), Basis.SUM) is None


def test_dashes_and_blanks_add_nothing() -> None:
    row = series(actuals={2021: "2", 2022: "未実施", 2024: "1"}, final="15")
    assert _total(row, Basis.SUM) == cell("3")


def test_years_outside_the_plan_are_not_added() -> None:
    row = series(actuals={2020: "100", 2021: "2", 2026: "100"}, final="15")
    assert _total(row, Basis.SUM) == cell("2")


@pytest.mark.parametrize("basis", [Basis.YEARLY, Basis.FINAL, Basis.LATEST, None])
def test_every_other_basis_has_a_dash(basis: Basis | None) -> None:
    row = series(targets={2021: "3"}, actuals={2021: "2"}, final="15")
    assert [_total(row, basis, side) for side in Side] == [NotApplicable(), NotApplicable()]


def test_a_monitored_indicator_has_no_total() -> None:
    row = series(actuals={2021: "2"})
    one = replace(indicator("i1", row, basis=Basis.SUM), setting=Setting.MONITORED)
    assert period_total(FIVE, one, row, fy(2022), Side.ACTUAL) == NotApplicable()


def test_a_total_of_the_citys_own_outweighs_the_rule() -> None:
    row = replace(series(actuals={2021: "2"}, final="15"), totals=Totals(cell("16"), cell("7")))
    assert (_total(row, Basis.SUM, Side.TARGET), _total(row, Basis.SUM)) == (cell("16"), cell("7"))


def test_without_an_own_total_the_last_years_actual_stands_once_the_plan_has_ended() -> None:
    row = replace(series(actuals={2022: "-6.97", 2025: "-5.00"}), totals=Totals(cell("-5.13")))
    assert _total(row, Basis.FINAL) is None
    assert _total(row, Basis.FINAL, year=2025) == cell("-5.00")
    assert _total(row, Basis.FINAL, Side.TARGET, 2025) == cell("-5.13")


def test_an_own_actual_alone_leaves_the_target_blank() -> None:
    row = replace(series(final="15"), totals=Totals(actual=cell("7")))
    assert _total(row, Basis.SUM, Side.TARGET) is None


def test_an_empty_total_is_no_total() -> None:
    row = replace(series(actuals={2021: "2"}, final="15"), totals=Totals())
    assert _total(row, Basis.SUM) == cell("2")


@given(st.dictionaries(st.integers(2021, 2025), DECIMALS, min_size=1))
def test_a_sum_is_exact_and_a_blank_year_changes_nothing(actuals: dict[int, Decimal]) -> None:
    row = series(actuals={year: f"{number:f}" for year, number in actuals.items()}, final="15")
    summed = _total(row, Basis.SUM)
    assert isinstance(summed, Number)
    assert Fraction(summed.number) == sum(map(Fraction, actuals.values()))
    blank = row.with_value(fy(2023), Side.ACTUAL, None)
    rest = numbers(blank, FIVE.years.years, Side.ACTUAL)
    assert len(rest) == len(actuals) - (2023 in actuals)
    assert blank.with_value(fy(2023), Side.ACTUAL, row.value(fy(2023), Side.ACTUAL)) == row


@pytest.mark.parametrize(
    ("figures", "decimals", "rounded"),
    [
        (["1", "2"], None, "2"),
        (["1", "2"], 1, "1.5"),
        (["0.25", "0.3"], None, "0.28"),
        (["-1", "-2"], 0, "-2"),
        (["1", "2.0"], 0, "2"),
    ],
)
def test_a_mean_is_rounded_once(figures: list[str], decimals: int | None, rounded: str) -> None:
    assert str(mean([Decimal(figure) for figure in figures], decimals)) == rounded


def _members(uid: str, *members: str, repeats: str = "") -> Plan:
    return plan(goal("g1", replace(project("p1"), members=members), project(uid, repeats=repeats)))


def test_a_project_counts_its_members_where_it_names_any() -> None:
    tree = _members("p2", "観光", "温泉", "地域")
    assert counts(tree, tree.goals[0]) == Counts(4, 0)
    assert total_counts(tree) == Counts(4, 0)


def test_a_repeated_project_stands_twice_and_is_counted_once() -> None:
    tree = _members("p2", "観光", "温泉", "地域", repeats="p1")
    assert counts(tree, tree.goals[0]) == Counts(6, 0)
    assert total_counts(tree) == Counts(3, 0)


def test_projects_of_one_name_are_counted_once_in_the_total() -> None:
    tree = plan(goal("g1", project("p1", title="観光")), goal("g2", replace(project("p2"), members=("観光", "温泉"))))
    assert [counts(tree, each).projects for each in tree.goals] == [1, 2]
    assert total_counts(tree).projects == 2


def test_a_shared_kpi_stands_twice_and_is_counted_once() -> None:
    lender = indicator("i1", series(final="40.0"), series(label="女"))
    tree = plan(lender, goal("g1", sharing("i2", "i1")), goal("g2", measure("m1", sharing("i3", "i1"))))
    assert counts(tree, tree).kpis == 3
    assert [counts(tree, each).kpis for each in tree.goals] == [1, 1]
    assert total_counts(tree).kpis == 1


def test_sunagawa_counts_as_published() -> None:
    tree = published("sunagawa")
    assert [counts(tree, each) for each in tree.goals] == [Counts(8, 7), Counts(7, 9), Counts(16, 15), Counts(16, 14)]
    assert total_counts(tree) == Counts(47, 45)


def test_kamisunagawa_counts_as_published() -> None:
    tree = published("kamisunagawa")
    assert counts(tree, tree).projects == 182
    assert total_counts(tree) == Counts(172, 22)


def test_iwamizawa_counts_as_published() -> None:
    tree = published("iwamizawa")
    assert [counts(tree, each).projects for each in tree.goals] == [9, 7, 9, 7]
    assert total_counts(tree).projects == 27


def test_sunagawas_trial_stays_add_up_to_eight() -> None:
    tree = published("sunagawa")
    stays = next(
        each.shown for each in entries(tree, tree) if each.shown and each.shown.name == "お試し暮らしの利用組数"
    )
    assert period_total(tree, stays, stays.series[0], fy(2022), Side.ACTUAL) == cell("8")


def _owed(one: Indicator, year: int) -> frozenset[ValueKey | CommentKey]:
    tree = plan_of(one)
    return owed(tree, entries(tree, tree), fy(year))


def test_blank_actuals_up_to_the_year_and_its_remarks_are_owed() -> None:
    assert _owed(indicator("i1", series(actuals={2022: "5"})), 2023) == {
        actual_of("i1", 2021),
        actual_of("i1", 2023),
        CommentKey("i1", fy(2023)),
    }


def test_a_dash_is_not_owed_and_a_target_never() -> None:
    filled = with_remarks(indicator("i1", series(actuals={2021: "—"}, final="5")), 2021, "所見")
    assert _owed(filled, 2021) == frozenset()


def test_remarks_of_blanks_are_owed() -> None:
    assert CommentKey("i1", fy(2021)) in _owed(with_remarks(indicator("i1"), 2021, " \n"), 2021)


def test_actuals_are_owed_where_in_force_and_measured() -> None:
    limited = replace(indicator("i1"), since=fy(2022), measured=Measured((fy(2021), fy(2023), fy(2025))))
    assert _owed(limited, 2024) == {actual_of("i1", 2023), CommentKey("i1", fy(2024))}


def test_an_ended_indicator_owes_its_years_but_no_new_remarks() -> None:
    assert _owed(replace(indicator("i1"), until=fy(2021)), 2022) == {actual_of("i1", 2021)}


def test_every_series_is_owed_in_printed_order() -> None:
    tree = plan_of(indicator("i1", series(label="男"), series(label="女")))
    entry = next(iter(entries(tree, tree)))
    assert owed_by(tree, entry, fy(2021)) == [
        actual_of("i1", 2021, "男"),
        actual_of("i1", 2021, "女"),
        CommentKey("i1", fy(2021)),
    ]


def test_a_project_without_an_indicator_owes_its_remarks() -> None:
    tree = plan(goal("g1", project("p1"), project("p2", repeats="p1")))
    assert owed(tree, entries(tree, tree), fy(2022)) == {CommentKey("p1", fy(2022))}


def test_shared_values_are_owed_once_but_remarks_in_each_place() -> None:
    tree = plan_of(indicator("i1"), sharing("i2", "i1"))
    keys = owed(tree, entries(tree, tree), fy(2021))
    assert keys == {actual_of("i1", 2021), CommentKey("i1", fy(2021)), CommentKey("i2", fy(2021))}
    assert split_owed(keys) == (1, 2)


def test_progress_counts_the_lines_that_owe_nothing() -> None:
    done = with_remarks(indicator("i1", series(actuals={2021: "5"})), 2021, "所見")
    tree = plan_of(done, indicator("i2"))
    assert progress(tree, tree, fy(2021)) == Progress(1, 2)
    assert not progress(tree, tree, fy(2021)).done
    assert progress(plan_of(done), plan_of(done), fy(2021)).done
