"""数値目標・KPI一覧: the indicators of each goal and measure with 基準値 and 目標値, and its 実施計画 of projects."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator, Kind, Series
from kpidesk.domain.plan import Goal, Measure, Plan, Project, children
from kpidesk.paper import styles
from kpidesk.paper.report import Cell, Column, Heading, Page, Paper, Report, Row, Span, Table
from kpidesk.reports.action_plan import action_plan
from kpidesk.reports.parts import (
    SUBHEADING,
    figure_width,
    footnotes,
    framed,
    head_row,
    marks,
    point,
    titled,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Point
    from kpidesk.paper.report import Block

TITLE: Final = "数値目標・KPI一覧"

_FIGURE: Final = 34.0  # mm
_TABLE_NAMES: Final = {Kind.OUTCOME: "数値目標", Kind.KPI: "重要業績評価指標(KPI)"}
_MEASURE: Final = replace(styles.HEADING, size=10.5)


def build(plan: Plan, year: FiscalYear) -> Report:
    """Build the list; `plan` is the plan in force in the year."""
    whole = [_page(plan, plan, "計画全体の指標")] if plan.indicators else []
    goals = [_page(plan, goal, plan.places[goal.uid].title) for goal in plan.goals]
    return framed(plan, year, TITLE, [*whole, *goals], Paper(landscape=False))


def _page(plan: Plan, node: Plan | Goal, name: str) -> Page:
    blocks = titled(plan, TITLE, name)
    standing = list(node.indicators)
    blocks.extend(_indicators(plan, standing))
    if isinstance(node, Goal):
        blocks.extend(_below(plan, node))
        standing = list(_standing(node))
    blocks.extend(footnotes(standing))
    return Page(name, tuple(blocks), plan.places[node.uid].label or name)


def _standing(node: Goal | Measure | Project) -> Iterator[Indicator]:
    yield from node.indicators
    for child in children(node):
        yield from _standing(child)


def _below(plan: Plan, node: Goal | Measure) -> Iterator[Block]:
    """Yield what stands under a goal or measure: its projects, then measure by measure."""
    if node.projects:
        yield Heading("実施計画(アクションプラン)", SUBHEADING)
        yield action_plan(plan, node.projects)
    for measure in node.measures:
        yield Heading(plan.places[measure.uid].title, _MEASURE)
        yield from _indicators(plan, measure.indicators)
        if measure.measures and not measure.projects:
            yield Heading("実施計画(アクションプラン)", SUBHEADING)
        if measure.measures:
            yield from _submeasures(plan, measure)
        else:
            yield from _below(plan, measure)


def _submeasures(plan: Plan, measure: Measure) -> Iterator[Block]:
    """Yield the projects of a measure, then of each measure below it under its name."""
    if measure.projects:
        yield from _below(plan, replace(measure, measures=()))
    for each in measure.measures:
        yield Heading(plan.places[each.uid].title, SUBHEADING)
        yield from _indicators(plan, each.indicators)
        if each.projects:
            yield action_plan(plan, each.projects)


def _indicators(plan: Plan, standing: Iterable[Indicator]) -> Iterator[Block]:
    """Yield a table for each group, or each kind where there is no group."""
    shown = [_Shown(each, plan.shown(each)) for each in standing]
    for name, together in groupby(shown, key=lambda each: each.table):
        yield Heading(name, SUBHEADING)
        yield _table(plan, list(together))


@frozen
class _Shown:
    """An indicator as it stands, and with what it shows."""

    standing: Indicator
    shown: Indicator

    @property
    def table(self) -> str:
        """The name of the table it stands in."""
        return self.shown.group or _TABLE_NAMES.get(self.standing.kind, self.standing.kind.label)

    @property
    def series(self) -> tuple[Series, ...]:
        """Its rows."""
        return self.shown.series or (Series(),)


def _table(plan: Plan, together: Sequence[_Shown]) -> Table:
    """Return the table of some indicators; as-of words that all have in common stand in the head."""
    pairs = [(each, series) for each in together for series in each.series]
    starts, ends = [series.baseline for _, series in pairs], [series.target for _, series in pairs]
    heads = (
        _headed("満足度" if together[0].shown.kind is Kind.SATISFACTION else "基準値", starts),
        _headed("目標値", ends),
    )
    body = tuple(row for each in together for row in _rows(plan, each, bare=(_alike(starts), _alike(ends))))
    widths = [figure_width((row.cells[place].text for row in body), _FIGURE) for place in (-2, -1)]
    columns = (Column(weight=1.0), *(Column(min(width, _WIDEST)) for width in widths))
    return Table(columns, (head_row(("指標", *heads)),), body)


_WIDEST: Final = 46.0


def _alike(points: Sequence[Point | None]) -> bool:
    return len({point.as_of for point in points if point and point.value}) < 2  # noqa: PLR2004 -- more than one


def _headed(name: str, points: Sequence[Point | None]) -> str:
    words = {point.as_of for point in points if point and point.value}
    [only] = words if len(words) == 1 else [""]
    return f"{name}({only})" if only else name


def _rows(plan: Plan, each: _Shown, *, bare: tuple[bool, bool]) -> Iterator[Row]:
    """Yield a row for each series; the as-of words stand behind a figure unless `bare`."""
    rows = len(each.series)
    for number, series in enumerate(each.series):
        name = Cell(_name(each), styles.TEXT, Span(rows=rows))
        points = (("baseline", series.baseline, bare[0]), ("target", series.target, bare[1]))
        cells = [
            point(plan, each.shown, series, given, after=f"{marks(each.standing, anchor)}{_behind(given, bare=alone)}")
            for anchor, given, alone in points
        ]
        yield Row((*([name] if number == 0 else []), *cells), unit=each.standing.uid)


def _name(each: _Shown) -> str:
    name = f"{each.standing.name or each.shown.name}{marks(each.standing, 'name')}"
    return f"{name}\n（{each.shown.setting_note}）" if each.shown.setting_note else name


def _behind(given: Point | None, *, bare: bool) -> str:
    return f" ({given.as_of})" if given and given.as_of and not bare else ""
