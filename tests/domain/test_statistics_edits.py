"""A 統計表 altered as a whole; what comes out keeps the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.statistic_figures import Figures
from kpidesk.domain.statistics import MOST_IN_CHART, OwnFigure, Statistic, StatisticChart, StatisticColumn, StatisticRow
from kpidesk.domain.statistics_edits import (
    chart_of,
    entry_columns,
    exchanged,
    in_chart,
    is_printed,
    why_kept,
    with_column_changed,
    with_group,
    with_row,
    with_row_changed,
    with_row_moved,
    with_year,
    without_print,
    without_row,
    without_year,
)
from kpidesk.domain.statistics_rules import check_statistics
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[Statistic], Statistic]

MEAN = StatisticColumn("c1", title="平均", formula="平均(行@2015~2016)")


def row(uid: str, group: str = "", formula: str = "", **values: str) -> StatisticRow:
    entered = {b.fy(int(year.removeprefix("y"))): b.cell(text) for year, text in values.items()}
    return StatisticRow(uid, uid, group, formula=formula, values={at: each for at, each in entered.items() if each})


def year(start: int) -> StatisticColumn:
    return StatisticColumn(year=b.fy(start))


def table(*rows: StatisticRow, columns: tuple[StatisticColumn, ...] = ()) -> Statistic:
    return Statistic("t1", "表", MeasuredPer.CALENDAR, rows=rows, columns=columns)


def years(of: Statistic) -> list[str]:
    return [of.heading(column) for column in of.columns]


HELD = table(row("甲", y2014="1", y2015="2", y2016="3"), columns=(year(2015), year(2016), MEAN, year(2018)))


def test_years_that_are_not_printed_can_be_entered_too() -> None:
    later = HELD.with_value("甲", b.fy(2020), b.cell("9")).with_value("甲", b.fy(2017), b.cell("9"))
    columns = entry_columns(later)
    assert [later.heading(each) for each in columns] == [
        "2014年",
        "2015年",
        "2016年",
        "平均",
        "2017年",
        "2018年",
        "2020年",
    ]
    assert [is_printed(later, each) for each in columns] == [False, True, True, True, False, True, False]


def test_a_year_stands_in_its_place_and_behind_the_last() -> None:
    assert years(with_year(HELD, b.fy(2017))) == ["2015年", "2016年", "平均", "2017年", "2018年"]
    assert years(with_year(HELD, b.fy(2019))) == ["2015年", "2016年", "平均", "2018年", "2019年"]
    assert years(with_year(table(columns=(MEAN,)), b.fy(2019))) == ["2019年", "平均"]
    assert with_year(HELD, b.fy(2016)) is HELD
    automatic = table(row("甲", y2015="1"))
    assert years(with_year(automatic, b.fy(2016))) == ["2015年", "2016年"]


def test_a_year_is_no_longer_printed_or_goes_with_its_figures() -> None:
    hidden = without_print(HELD, b.fy(2015))
    assert years(hidden) == ["2016年", "平均", "2018年"]
    assert hidden.row("甲").values == HELD.row("甲").values
    gone = without_year(HELD, b.fy(2015))
    assert years(gone) == years(hidden)
    assert list(gone.row("甲").values) == [b.fy(2014), b.fy(2016)]


def test_a_row_joins_its_group_or_stands_behind_another() -> None:
    held = table(row("甲", "一"), row("乙", "一"), row("丙"))
    order = [
        [each.uid for each in with_row(held, new, after).rows]
        for new, after in ((row("新", "一"), ""), (row("新", "一"), "甲"), (row("新", "一"), "丙"), (row("新"), "甲"))
    ]
    assert order == [
        ["甲", "乙", "新", "丙"],
        ["甲", "新", "乙", "丙"],
        ["甲", "乙", "新", "丙"],
        ["甲", "新", "乙", "丙"],
    ]
    assert [each.uid for each in with_row(held, row("新", "二")).rows][-1] == "新"
    hung = StatisticRow("括", "括", bracketed=True)
    held = table(row("甲"), hung, row("乙"))
    assert [each.uid for each in with_row(held, row("新"), "甲").rows] == ["甲", "括", "新", "乙"]
    assert [each.uid for each in with_row(held, replace(hung, uid="新"), "甲").rows] == ["甲", "新", "括", "乙"]
    assert [each.uid for each in with_row(table(row("甲"), hung), row("新"), "甲").rows] == ["甲", "括", "新"]


def test_rows_are_changed_moved_and_taken_away_with_their_place_in_charts() -> None:
    held = Statistic(
        "t1",
        "表",
        MeasuredPer.CALENDAR,
        rows=(row("甲"), row("乙"), row("丙")),
        charts=(StatisticChart(("甲", "乙"), "一"), StatisticChart(("甲",), "二")),
    )
    assert with_row_changed(held, row("乙", "組")).row("乙").group == "組"
    assert [each.uid for each in with_row_moved(held, "丙", -1).rows] == ["甲", "丙", "乙"]
    left = without_row(held, "甲")
    assert [each.uid for each in left.rows] == ["乙", "丙"]
    assert left.charts == (StatisticChart(("乙",), "一"),)
    check_statistics([left], {})
    with pytest.raises(KeyError):
        without_row(held, "無")
    with pytest.raises(KeyError):
        with_row_changed(held, row("無"))


def test_a_row_changes_its_chart() -> None:
    held = Statistic(
        "t1", "表", MeasuredPer.CALENDAR, rows=(row("甲"), row("乙")), charts=(StatisticChart(("甲",), "一"),)
    )
    assert (chart_of(held, "甲"), chart_of(held, "乙")) == ("一", "")
    assert in_chart(held, "甲", "一") is held
    assert in_chart(held, "乙", "一").charts == (StatisticChart(("甲", "乙"), "一"),)
    assert in_chart(held, "乙", "二").charts == (StatisticChart(("甲",), "一"), StatisticChart(("乙",), "二"))
    assert in_chart(held, "甲", "二").charts == (StatisticChart(("甲",), "二"),)
    assert in_chart(held, "甲", "").charts == ()


def test_a_group_is_called_otherwise() -> None:
    held = with_group(table(row("甲", "一"), row("乙", "二"), row("丙", "一")), "一", "新")
    assert [each.group for each in held.rows] == ["新", "二", "新"]


def test_a_computed_column_is_added_changed_and_taken_away_with_what_rows_show_in_it() -> None:
    other = StatisticColumn("c1", title="差", formula="行@2016 - 行@2015")
    own = StatisticRow("甲", "甲", own={"c1": OwnFigure(unit="%"), "c2": OwnFigure(unit="P")})
    held = table(own, columns=(year(2015), MEAN))
    assert years(with_column_changed(held, "", StatisticColumn(title="差", formula="行@2015"))) == [
        "2015年",
        "平均",
        "差",
    ]
    assert with_column_changed(held, "", None) == held
    changed = with_column_changed(held, "c1", other)
    assert years(changed) == ["2015年", "差"]
    assert changed.row("甲").own == own.own
    gone = with_column_changed(held, "c1", None)
    assert years(gone) == ["2015年"]
    assert list(gone.row("甲").own) == ["c2"]


def test_one_table_is_exchanged() -> None:
    other = Statistic("t2", "別", MeasuredPer.DATE)
    new = table(row("甲"))
    assert exchanged([HELD, other], new) == (new, other)


def test_a_row_that_formulas_speak_of_is_kept() -> None:
    rows = (row("甲"), row("乙", formula="甲 + 1"), row("丙"), row("丁"), row("戊", formula="1 + 戊"))
    column = StatisticColumn("c1", title="比", formula="行@2015 / 丙@2015")
    owner = StatisticRow("己", "己", own={"c1": OwnFigure("丁@2015"), "c2": OwnFigure(unit="%")})
    held = table(*rows, owner, columns=(column,))
    other = Statistic("t2", "別", MeasuredPer.DATE, rows=(row("甲"), row("乙", formula="ｔ１!己")))
    tables = [held, other]
    told = {each.uid: why_kept(tables, held, each.uid) for each in held.rows}
    assert told["甲"] == "「甲」は「乙」の式で使われているため、削除できません。"
    assert [uid for uid, why in told.items() if not why] == ["乙", "戊"]
    assert "「比」の式" in told["丙"]
    assert "「己」の式" in told["丁"]
    assert "「乙」の式" in told["己"]
    assert why_kept(tables, other, "甲") == ""


def test_what_comes_out_of_the_published_tables_keeps_the_rules() -> None:
    plan = b.with_tables()
    held = plan.statistic("人口動態")
    for changed in (
        with_year(held, b.fy(2022)),
        without_print(held, b.fy(2016)),
        without_year(held, b.fy(2014)),
        with_row(held, StatisticRow("新", "新", "自然動態")),
        with_column_changed(held, "比", None),
        with_group(held, "社会動態", ""),
        in_chart(held, "年末人口", "人口"),
    ):
        tables = exchanged(plan.statistics, changed)
        check_statistics(tables, {})
        figures = Figures(tables)
        assert all(figures.shown(changed, each, column) for each in changed.rows for column in changed.shown)


EDITS = st.one_of(
    st.builds(lambda start: lambda of: with_year(of, b.fy(start)), st.integers(2010, 2025)),
    st.builds(lambda start: lambda of: without_print(of, b.fy(start)), st.integers(2010, 2025)),
    st.builds(lambda start: lambda of: without_year(of, b.fy(start)), st.integers(2010, 2025)),
    st.builds(
        lambda at, by: lambda of: with_row_moved(of, of.rows[at].uid, by), st.integers(0, 9), st.sampled_from((-1, 1))
    ),
    st.builds(lambda at: lambda of: in_chart(of, of.rows[at].uid, "新"), st.integers(0, 2)),
    st.builds(lambda at: lambda of: in_chart(of, of.rows[at].uid, ""), st.integers(0, 9)),
    st.builds(
        lambda old, new: lambda of: with_group(of, old, new), *[st.sampled_from(("自然動態", "社会動態", ""))] * 2
    ),
)


@given(st.lists(EDITS, max_size=8))
def test_whatever_is_done_to_a_table_its_rules_hold_and_its_rows_stay(edits: list[Edit]) -> None:
    plan = b.with_tables()
    held = plan.statistic("人口動態")
    names = {each.uid for each in held.rows}
    for edit in edits:
        held = edit(held)
        years_ = [column.year for column in held.shown if column.year]
        assert years_ == sorted(set(years_))
    assert {each.uid for each in held.rows} == names
    if all(len(chart.rows) <= MOST_IN_CHART for chart in held.charts):
        check_statistics(exchanged(plan.statistics, held), {})
    assert {column.year for column in entry_columns(held)} >= {at for each in held.rows for at in each.values}
