"""A 統計表 altered as a whole: years, rows and groups added, moved and taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.formula import fold, parse
from kpidesk.domain.ordered import moved
from kpidesk.domain.statistics import StatisticChart, StatisticColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.statistics import Statistic, StatisticRow


def entry_columns(table: Statistic) -> tuple[StatisticColumn, ...]:
    """Return the columns that figures are entered in: the printed ones, and the years that only formulas look at."""
    printed = {column.year for column in table.shown}
    years = {year for row in table.rows for year in row.values}
    columns = table.shown
    for year in sorted(years - printed):
        columns = _placed(columns, StatisticColumn(year=year))
    return columns


def is_printed(table: Statistic, column: StatisticColumn) -> bool:
    """Whether a column stands in the printed table."""
    return column in table.shown


def with_year(table: Statistic, year: FiscalYear) -> Statistic:
    """Return the table with the printed column of a year, in its place among the years."""
    if any(column.year == year for column in table.shown):
        return table
    return replace(table, columns=_placed(table.shown, StatisticColumn(year=year)))


def without_print(table: Statistic, year: FiscalYear) -> Statistic:
    """Return the table with the figures of a year kept for its formulas, but no longer printed."""
    return replace(table, columns=tuple(column for column in table.shown if column.year != year))


def without_year(table: Statistic, year: FiscalYear) -> Statistic:
    """Return the table without a year and its figures."""
    rows = (replace(row, values={at: value for at, value in row.values.items() if at != year}) for row in table.rows)
    return replace(without_print(table, year), rows=tuple(rows))


def with_row(table: Statistic, row: StatisticRow, after: str = "") -> Statistic:
    """Return the table with a further row: behind `after`, but with its own group where there is one; else at the end.

    What hangs on the row before it in parentheses stays with that.
    """
    group = [each.uid for each in table.rows if row.group and each.group == row.group]
    behind = after if after in group or not group else group[-1]
    at = next((number + 1 for number, each in enumerate(table.rows) if each.uid == behind), len(table.rows))
    while not row.bracketed and at < len(table.rows) and table.rows[at].bracketed:
        at += 1
    return replace(table, rows=(*table.rows[:at], row, *table.rows[at:]))


def with_row_changed(table: Statistic, row: StatisticRow) -> Statistic:
    """Return the table with a row in place of the one of its uid; KeyError for an unknown one."""
    old = table.row(row.uid)
    return replace(table, rows=tuple(row if each is old else each for each in table.rows))


def without_row(table: Statistic, uid: str) -> Statistic:
    """Return the table without a row, its charts without it too; KeyError for an unknown one."""
    gone = table.row(uid)
    left = (_without(chart, uid) for chart in table.charts)
    rows = tuple(each for each in table.rows if each is not gone)
    return replace(table, rows=rows, charts=tuple(chart for chart in left if chart.rows))


def with_row_moved(table: Statistic, uid: str, by: int) -> Statistic:
    """Return the table with a row moved up (-1) or down (1); at the edge it stays. KeyError for an unknown one."""
    return replace(table, rows=moved(table.rows, table.rows.index(table.row(uid)), by))


def chart_of(table: Statistic, uid: str) -> str:
    """Return the title of the first chart that shows a row, "" where none does."""
    return next((chart.title for chart in table.charts if uid in chart.rows), "")


def in_chart(table: Statistic, uid: str, title: str) -> Statistic:
    """Return the table with a row in the chart of a title instead of the first it is in, "" for none."""
    if title == chart_of(table, uid):
        return table
    old = next((chart for chart in table.charts if uid in chart.rows), None)
    charts = [_without(chart, uid) if chart is old else chart for chart in table.charts]
    joined = next((chart for chart in charts if title and chart.title == title), None)
    if joined:
        charts[charts.index(joined)] = replace(joined, rows=(*joined.rows, uid))
    elif title:
        charts.append(StatisticChart((uid,), title))
    return replace(table, charts=tuple(chart for chart in charts if chart.rows))


def with_group(table: Statistic, old: str, new: str) -> Statistic:
    """Return the table with a group called otherwise, "" for none."""
    return replace(table, rows=tuple(replace(row, group=new) if row.group == old else row for row in table.rows))


def with_column_changed(table: Statistic, uid: str, column: StatisticColumn | None) -> Statistic:
    """Return the table with a computed column in place of another, "" for a new one; None takes it away."""
    if not uid:
        return replace(table, columns=(*table.shown, *([column] if column else [])))
    columns = (column if each.uid == uid else each for each in table.shown)
    left = replace(table, columns=tuple(each for each in columns if each is not None))
    return left if column else replace(left, rows=tuple(_without_own(row, uid) for row in left.rows))


def exchanged(tables: Iterable[Statistic], table: Statistic) -> tuple[Statistic, ...]:
    """Return the tables of a plan with one in place of that of its uid."""
    return tuple(table if each.uid == table.uid else each for each in tables)


def _without(chart: StatisticChart, uid: str) -> StatisticChart:
    return replace(chart, rows=tuple(row for row in chart.rows if row != uid))


def _without_own(row: StatisticRow, uid: str) -> StatisticRow:
    return replace(row, own={of: own for of, own in row.own.items() if of != uid})


def _placed(columns: Sequence[StatisticColumn], new: StatisticColumn) -> tuple[StatisticColumn, ...]:
    """Return the columns with a year before the first later one, else behind the last year."""
    year = new.year
    later = (at for at, each in enumerate(columns) if each.year and year and each.year > year)
    behind = max((at + 1 for at, each in enumerate(columns) if each.year), default=0)
    at = next(later, behind)
    return (*columns[:at], new, *columns[at:])


def why_kept(tables: Sequence[Statistic], table: Statistic, uid: str) -> str:
    """Return why a row cannot be taken away, "" where no formula speaks of it."""
    for other in tables:
        parts = [(each.name, each.formula) for each in other.rows if (other, each.uid) != (table, uid)]
        parts += [(each.title, each.formula) for each in other.columns]
        parts += [(each.name, own.formula) for each in other.rows for own in each.own.values() if each.uid != uid]
        for name, formula in parts:
            for reference in parse(formula).references if formula else ():
                if fold(reference.table or other.uid) == fold(table.uid) and fold(reference.row) == fold(uid):
                    return f"「{table.row(uid).name}」は「{name}」の式で使われているため、削除できません。"
    return ""
