"""Which KPI have which verdict: a table for each label, best first, each line with the arithmetic of its verdict."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from kpidesk.domain.facing import Subject
from kpidesk.domain.frozen import frozen
from kpidesk.domain.plan import Goal
from kpidesk.domain.rating import judge
from kpidesk.paper import styles
from kpidesk.paper.report import Cell, Column, Heading, Row, Span, Table
from kpidesk.reports.parts import SUBHEADING, band, figure, figure_width, head_row, named, rate_cell, series_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.rating import Verdict
    from kpidesk.paper.report import Block

_WHERE, _FIGURE, _RATE, _MOST = 62.0, 24.0, 17.0, 34.0  # mm
_HEADS: Final = ("事業・施策", "指標", "目標値", "実績値", "達成率", "判定の理由")


@frozen
class _Judged:
    """A KPI with what it shows and its verdict."""

    entry: Entry
    shown: Indicator
    verdict: Verdict


def verdict_tables(plan: Plan, below: Sequence[Entry], year: FiscalYear) -> Iterator[Block]:
    """Yield a heading and a table for each label that any KPI has, best first, what has no verdict last."""
    judged = [_Judged(each, each.shown, judge(plan, each.shown, year)) for each in below if each.shown]
    for label in plan.scheme_in(year).labels:
        if alike := [each for each in judged if each.verdict.label == label]:
            yield Heading(f"{label}（{len(alike)}件）", SUBHEADING, level=3)
            yield _table(plan, alike, year)


def _table(plan: Plan, alike: Sequence[_Judged], year: FiscalYear) -> Table:
    body: list[Row] = []
    for goal, together in groupby(alike, key=lambda each: _goal(plan, each.entry)):
        body.append(band(goal, len(_HEADS)))
        for each in together:
            body.extend(_rows(plan, each, year))
    figures = [cell.text for row in body for cell in row.cells if cell.number is not None]
    width = figure_width(figures, _FIGURE, _MOST)
    columns = (
        Column(_WHERE),
        Column(weight=1.0),
        Column(width),
        Column(width),
        Column(_RATE),
        Column(weight=1.0),
    )
    return Table(columns, (head_row(_HEADS),), tuple(body))


def _goal(plan: Plan, entry: Entry) -> str:
    goal = next((each for each in entry.path if isinstance(each, Goal)), None)
    return plan.places[goal.uid].title if goal else "計画全体"


def _rows(plan: Plan, each: _Judged, year: FiscalYear) -> Iterator[Row]:
    """Yield a row for each series, the verdict over all of them."""
    rows = Span(rows=len(each.shown.series))
    for number, series in enumerate(each.shown.series):
        subject = Subject(plan, each.shown, series, year, plan.scheme_in(year))
        before, unit = series_words(each.shown, series), each.shown.unit_of(series)
        cells = [figure(plan, value, unit, before=before) for value in (subject.aim, subject.actual)]
        if number == 0:
            name = each.entry.standing.name if each.entry.standing else each.shown.name
            cells = [named(_where(plan, each.entry), rows.rows), named(name, rows.rows), *cells]
            cells += [rate_cell(plan, each.verdict, rows), Cell(each.verdict.why, styles.REMARKS, rows)]
        yield Row(tuple(cells), unit=each.entry.comment_owner)


def _where(plan: Plan, entry: Entry) -> str:
    """Return what a KPI hangs on: its project, else its measure; a goal stands in the band."""
    if entry.project:
        return entry.project.title
    return plan.places[entry.path[-1].uid].title if len(entry.path) > 1 else ""
