"""The rows of the 集計表, each cell with the key of the value it shows: for the printed table and for the 入力 grid."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.frozen import frozen
from kpidesk.domain.notation import format_point, format_value
from kpidesk.domain.plan import Goal, Measure, Node, Plan, Project, children
from kpidesk.domain.rollup import Counts, counts, owed_by, period_total
from kpidesk.domain.year_value import CellKey, NotApplicable, Side, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Series


@frozen
class SummaryCell:
    """One cell: its text as printed, the value behind it with its unit, and its key where it can be edited."""

    text: str = ""
    value: Value | None = None
    unit: str = ""
    key: CellKey | None = None
    owed: bool = False


@frozen
class Heading:
    """A measure's row across the table; `level` 1 or 2."""

    uid: str
    text: str
    level: int


@frozen
class Pair:
    """The 目標値 line and the 実績値 line of one series; without an indicator both print dashes.

    `project_run` is how many pairs the 事業 cell covers from here (0: covered from above), `name_run` the same
    for the indicator's cell and its 所見.
    """

    entry: Entry
    series: Series | None
    project: str
    name: str
    baseline: str
    final: str
    definition: str
    targets: tuple[SummaryCell, ...]
    actuals: tuple[SummaryCell, ...]
    target_total: SummaryCell
    actual_total: SummaryCell
    remarks: SummaryCell
    project_run: int = 1
    name_run: int = 1

    @property
    def label(self) -> str:
        """The series label, "" for a plain indicator."""
        return self.series.label if self.series else ""

    @property
    def cells(self) -> tuple[SummaryCell, ...]:
        """Every cell, the 目標値 line first, the 所見 last."""
        return (*self.targets, self.target_total, *self.actuals, self.actual_total, self.remarks)


@frozen
class Section:
    """What stands under one node: the indicators of a goal or of the plan itself, then the table of measures."""

    node: Plan | Goal | Measure | Project
    title: str
    outcomes: tuple[Pair, ...]
    rows: tuple[Heading | Pair, ...]
    counts: Counts


def sections(plan: Plan, node: Node, year: FiscalYear) -> tuple[Section, ...]:
    """Return the sections of a node: for the plan one of its own (where it has indicators) and one a goal.

    `plan` is the plan in force in the evaluation year `year`; so are all rows.
    """
    if not isinstance(node, Plan):
        return (section(plan, node, year),)
    own = (section(plan, node, year),) if node.indicators else ()
    return (*own, *(section(plan, goal, year) for goal in node.goals))


def section(plan: Plan, node: Node, year: FiscalYear) -> Section:
    """Return the section of one node; of the plan only its own indicators."""
    place = plan.places[node.uid]
    outcomes = _pairs_of(plan, _own(plan, node), year) if isinstance(node, Goal | Plan) else ()
    rows: tuple[Heading | Pair, ...] = () if isinstance(node, Plan) else tuple(_rows(plan, node, year))
    return Section(node, place.title, tuple(outcomes), rows, counts(plan, node))


def rebuilt(plan: Plan, pair: Pair, year: FiscalYear) -> Pair:
    """Return the pair with what the plan says now; its place and spans stay."""
    old = pair.entry
    if old.standing is None:
        source = plan.places[old.source.uid].what if old.source else None
        entry = replace(old, source=source if isinstance(source, Project) else old.source)
    else:
        standing = plan.indicator(old.standing.uid)
        entry = replace(old, standing=standing, shown=plan.shown(standing))
    series = entry.shown.series_of(pair.series.label) if entry.shown and pair.series else None
    return replace(_pair(plan, entry, series, year), project_run=pair.project_run, name_run=pair.name_run)


def _own(plan: Plan, node: Node) -> Iterator[Entry]:
    uids = {indicator.uid for indicator in node.indicators}
    return (
        entry
        for entry in entries(plan, node)
        if entry.project is None and entry.standing is not None and entry.standing.uid in uids
    )


def _rows(plan: Plan, node: Node, year: FiscalYear) -> Iterator[Heading | Pair]:
    """Yield a measure's heading, then what stands on it, then what is below; projects one by one."""
    if isinstance(node, Measure):
        place = plan.places[node.uid]
        level = sum(isinstance(each, Measure) for each in place.ancestors) + 1
        yield Heading(node.uid, place.title, level)
        yield from _pairs_of(plan, _own(plan, node), year)
    if isinstance(node, Project):
        yield from _pairs_of(plan, entries(plan, node), year)
        return
    for child in children(node):
        yield from _rows(plan, child, year)


def _pairs_of(plan: Plan, below: Iterable[Entry], year: FiscalYear) -> list[Pair]:
    """Return the pairs of entries that follow each other, with the spans of project and indicator cells."""
    pairs: list[Pair] = []
    for _, of_project in groupby(below, key=lambda entry: entry.project.uid if entry.project else entry.values_uid):
        block = [pair for entry in of_project for pair in _pairs(plan, entry, year)]
        pairs.extend(replace(pair, project_run=0 if number else len(block)) for number, pair in enumerate(block))
    return pairs


def _pairs(plan: Plan, entry: Entry, year: FiscalYear) -> list[Pair]:
    series = entry.shown.series if entry.shown else (None,)
    pairs = [_pair(plan, entry, each, year) for each in series]
    return [replace(pair, name_run=0 if number else len(pairs)) for number, pair in enumerate(pairs)]


def _pair(plan: Plan, entry: Entry, series: Series | None, year: FiscalYear) -> Pair:
    owed = frozenset(owed_by(plan, entry, year))
    remarks_key = entry.remarks_key(year)
    remarks = SummaryCell(entry.remarks(year), key=remarks_key, owed=remarks_key in owed)
    project = _project_title(entry.project) if entry.project else ""
    if entry.shown is None or series is None:
        dashes = tuple(_cell(plan, NotApplicable(), "") for _ in plan.years.years)
        waiver = entry.source.waiver if entry.source else ""
        return Pair(entry, None, project, "", "", "", waiver, dashes, dashes, dashes[0], dashes[0], remarks)
    shown = entry.shown
    unit = shown.unit_of(series) if shown.show_unit else ""
    lines = {
        side: tuple(_year_cell(plan, entry, series, each, side, unit, owed) for each in plan.years.years)
        for side in Side
    }
    totals = {side: _cell(plan, period_total(plan, shown, series, year, side), unit) for side in Side}
    baseline = format_point(series.baseline, plan.style, shown.unit_of(series))
    final = format_point(series.target, plan.style, shown.unit_of(series))
    return Pair(
        entry,
        series,
        project,
        shown.name,
        baseline,
        final,
        _definition(entry, baseline, final),
        lines[Side.TARGET],
        lines[Side.ACTUAL],
        totals[Side.TARGET],
        totals[Side.ACTUAL],
        remarks,
    )


def _definition(entry: Entry, baseline: str, final: str) -> str:
    """Return 36.7%(令和元年)→40.0%(令和7年), or why there is no target."""
    if baseline and final:
        return f"{baseline}→{final}"
    return baseline or final or (entry.shown.setting_note if entry.shown else "")


def _project_title(project: Project) -> str:
    return f"{project.title}\n({project.subtitle})" if project.subtitle else project.title


def _year_cell(
    plan: Plan, entry: Entry, series: Series, year: FiscalYear, side: Side, unit: str, owed: frozenset[CellKey]
) -> SummaryCell:
    value = series.value(year, side)
    if value is None and not entry.exists_in(year):
        return _cell(plan, NotApplicable(), unit)
    key = entry.value_key(series, year, side)
    return _cell(plan, value, unit, key, owed=key in owed)


def _cell(plan: Plan, value: Value | None, unit: str, key: CellKey | None = None, *, owed: bool = False) -> SummaryCell:
    return SummaryCell(format_value(value, plan.style, unit), value, unit, key, owed)
