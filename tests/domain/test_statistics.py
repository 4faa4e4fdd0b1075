from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.notation import format_value
from kpidesk.domain.plan import Plan, Style
from kpidesk.domain.plan_document import dumps, loads
from kpidesk.domain.statistic_figures import Figures, Shown
from kpidesk.domain.statistics import Statistic, StatisticColumn, StatisticRow
from kpidesk.domain.year_value import NotApplicable, Number
from tests import builders as b
from tests.domain.strategies import DECIMALS

PUBLISHED: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "golden" / "published" / "iwamizawa_tables.json").read_text(encoding="utf-8")
)
TABLES = {"vision": "将来展望", "population": "人口動態", "fertility": "出生率"}
WRONG = {("population", "年末人口", "2015年比(2021)"): ("▲6.4%", "▲7.9%")}
"""What is printed and what the arithmetic gives, where the two differ: 78,112 is 7.9 % less than 84,809."""


def printed(plan: Plan, table: Statistic) -> dict[str, list[str]]:
    """Return the cells of each row as printed, a bracketed row in its parentheses."""
    figures = Figures(plan.statistics)
    rows = {}
    for row in table.rows:
        cells = [figures.shown(table, row, column) for column in table.shown]
        texts = [format_value(each.value, plan.style, each.unit) for each in cells]
        name = f"({row.name})" if row.bracketed else row.name
        rows[name] = [f"({text})" if row.bracketed and text else text for text in texts]
    return rows


@pytest.mark.parametrize("name", TABLES)
def test_the_published_figures_come_out_one_by_one(name: str) -> None:
    plan, published = b.with_tables(), PUBLISHED[name]
    table = plan.statistic(TABLES[name])
    expected = {row["name"]: row["cells"] for row in published["rows"]}
    found = printed(plan, table)
    assert [table.heading(column) for column in table.shown] == published["columns"]
    assert list(found) == list(expected)
    differing = {
        (name, row, column): (expected[row][place], found[row][place])
        for row in expected
        for place, column in enumerate(published["columns"])
        if expected[row][place] != found[row][place]
    }
    assert differing == {key: pair for key, pair in WRONG.items() if key[0] == name}


def test_a_mean_of_rates_is_that_of_the_unrounded_ones() -> None:
    plan = b.with_tables()
    rates = printed(plan, plan.statistic("人口動態"))["自然増減率"]
    of_rounded = sum((Decimal(each.strip("▲%")) for each in rates[:5]), Decimal(0)) / 5
    assert (rates[5], str(of_rounded)) == ("▲0.81%", "0.804")


def shown(*rows: StatisticRow, column: StatisticColumn) -> list[Shown]:
    table = Statistic("t1", "表", MeasuredPer.CALENDAR, rows=rows)
    figures = Figures([table])
    return [figures.shown(table, row, column) for row in rows]


def row(uid: str, formula: str = "", **values: str) -> StatisticRow:
    entered = {b.fy(int(year.removeprefix("y"))): b.cell(text) for year, text in values.items()}
    return StatisticRow(uid, uid, formula=formula, values={year: each for year, each in entered.items() if each})


def test_what_is_missing_is_blank_and_a_zero_divisor_a_dash_with_its_reason() -> None:
    base, rate, twice = row("甲", y2020="0", y2021="5"), row("乙", "甲 / 甲@前年"), row("丙", "乙 * 2")
    column = StatisticColumn(year=b.fy(2021))
    assert shown(base, rate, twice, column=column)[1:] == [Shown(NotApplicable(), "", "割る数が0のため")] * 2
    assert shown(base, rate, column=StatisticColumn(year=b.fy(2020)))[1] == Shown(None)
    assert shown(row("甲", y2021="算定中"), rate, column=column)[1] == Shown(None)


def test_more_digits_than_a_figure_may_have_are_given_up() -> None:
    base, square = row("甲", y2021="9" * 15), row("乙", "甲 * 甲")
    [_, cell] = shown(base, square, column=StatisticColumn(year=b.fy(2021)))
    assert cell == Shown(NotApplicable(), "", "桁数が多すぎるため")


@pytest.mark.parametrize(
    ("own", "column", "text"),
    [(None, None, "2.50"), (1, None, "2.5"), (None, 0, "3"), (1, 0, "3")],
)
def test_a_figure_has_the_decimals_of_its_column_else_of_its_row(
    own: int | None, column: int | None, text: str
) -> None:
    entered = replace(row("甲", y2020="2.25", y2021="2.75"), decimals=own)
    mean = StatisticColumn("平均", title="平均", formula="平均(行@2020~2021)", decimals=column)
    [cell] = shown(entered, column=mean)
    assert format_value(cell.value, Style()) == text


def test_the_year_before_of_another_table_is_found_under_any_spelling() -> None:
    one = Statistic("Ａ表", "表", MeasuredPer.CALENDAR, rows=(row("１５歳", y2020="7"),))
    other = Statistic("t2", "表", MeasuredPer.CALENDAR, rows=(row("乙", "A表!「15歳」@前年"),))
    cell = Figures([one, other]).shown(other, other.rows[0], StatisticColumn(year=b.fy(2021)))
    assert cell == Shown(Number(Decimal(7)))


@given(DECIMALS, DECIMALS)
def test_sums_do_not_depend_on_the_order_of_the_rows(one: Decimal, other: Decimal) -> None:
    values = {"甲": one, "乙": other}
    rows = [
        *(StatisticRow(uid, uid, values={b.fy(2021): Number(number)}, decimals=6) for uid, number in values.items()),
        replace(row("和", "甲 + 乙"), decimals=6),
        replace(row("再", "和 - 乙"), decimals=6),
    ]
    column = StatisticColumn(year=b.fy(2021))
    straight = {each.uid: cell for each, cell in zip(rows, shown(*rows, column=column), strict=True)}
    backward = {each.uid: cell for each, cell in zip(rows[::-1], shown(*rows[::-1], column=column), strict=True)}
    assert straight == backward
    assert isinstance(value := straight["再"].value, Number)
    assert value.number == one


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=997), st.integers(0, 4))
def test_a_computed_figure_is_rounded_once(number: Any, decimals: int) -> None:  # noqa: ANN401 -- a Fraction
    text = f"({number.numerator if number > 0 else f'0 - {-number.numerator}'}) / {number.denominator}"
    [cell] = shown(replace(row("甲", text), decimals=decimals), column=StatisticColumn(year=b.fy(2021)))
    assert isinstance(cell.value, Number)
    assert abs(cell.value.number - Decimal(number.numerator) / number.denominator) <= Decimal(5).scaleb(-decimals - 1)
    assert not (cell.value.number == 0 and cell.value.number.is_signed())


# --- the tables themselves ----------------------------------------------------------------------------------------


def test_without_columns_every_year_with_a_figure_is_shown() -> None:
    table = Statistic("t1", "表", MeasuredPer.FISCAL, rows=(row("甲", y2021="1"), row("乙", y2019="1", y2021="2")))
    assert [table.heading(column) for column in table.shown] == ["令和元年度", "令和3年度"]
    assert table.heading(StatisticColumn(year=b.fy(2021), title="現在")) == "現在"
    assert table.heading(StatisticColumn(formula="行@2021")) == ""
    assert replace(table, per=MeasuredPer.DATE).heading(table.shown[1]) == "2021年"


def test_rows_of_one_unit_make_a_chart_by_themselves() -> None:
    rows = tuple(row(uid, y2021="1") for uid in "甲乙丙丁")
    assert Statistic("t1", "表", MeasuredPer.FISCAL, rows=rows[:3]).drawn[0].rows == ("甲", "乙", "丙")
    assert Statistic("t1", "表", MeasuredPer.FISCAL, rows=rows).drawn == ()
    assert Statistic("t1", "表", MeasuredPer.FISCAL, rows=(rows[0], replace(rows[1], unit="%"))).drawn == ()
    assert Statistic("t1", "表", MeasuredPer.FISCAL).drawn == ()
    assert [chart.title for chart in b.with_tables().statistic("人口動態").drawn][:2] == ["自然動態", "社会動態"]


def test_a_value_is_replaced_and_taken_away() -> None:
    table = Statistic("t1", "表", MeasuredPer.CALENDAR, rows=(row("甲", y2021="1"), row("乙")))
    more = table.with_value("甲", b.fy(2019), b.cell("3"))
    assert list(more.row("甲").values) == [b.fy(2019), b.fy(2021)]
    assert more.with_value("甲", b.fy(2019), None) == table
    with pytest.raises(KeyError):
        table.row("丙")
    with pytest.raises(KeyError):
        b.with_tables().statistic("無い表")


def test_missing_uids_are_made() -> None:
    rows = [{"name": "男"}, {"name": "男"}, {"name": "「他」"}, {"name": "行"}, {"name": "女", "uid": "r1"}]
    columns = [
        {"year": 2020},
        {"title": "比", "formula": "行@2020"},
        {"title": "倍", "formula": "行@2020", "uid": "c1"},
    ]
    raw = json.loads(b.document("iwamizawa")) | {
        "statistics": [{"title": "表", "per": "date", "rows": rows, "columns": columns}, {"title": "次", "per": "date"}]
    }
    plan = loads(json.dumps(raw))
    assert [table.uid for table in plan.statistics] == ["t1", "t2"]
    assert [each.uid for each in plan.statistics[0].rows] == ["男", "r2", "r3", "r4", "r1"]
    assert [each.uid for each in plan.statistics[0].columns] == ["", "c2", "c1"]
    assert dumps(loads(dumps(plan))) == dumps(plan)
