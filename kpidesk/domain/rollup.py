"""Totals, counts and what is still owed: computed from the plan, never stored (DOMAIN: totals and counts)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.exact import EXACT, at_scale, scale_of, total
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Basis, Indicator, Series
from kpidesk.domain.year_value import CellKey, CommentKey, NotApplicable, Number, Side, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Node, Plan, Project


def period_total(plan: Plan, indicator: Indicator, series: Series, year: FiscalYear, side: Side) -> Value | None:
    """Return the cell of the period's total: a sum or mean so far, the city's own total, else a dash.

    `year` is the evaluation year: with a total of the city's own for the target only, the actual is that of the
    last year once the plan has ended, blank before.
    """
    given = series.totals
    if given is not None and (given.target is not None or given.actual is not None):
        own = given.target if side is Side.TARGET else given.actual
        if own is None and side is Side.ACTUAL and year >= plan.years.last:
            return series.value(plan.years.last, Side.ACTUAL)
        return own
    if indicator.basis not in (Basis.SUM, Basis.MEAN) or not indicator.target_is_set:
        return NotApplicable()
    figures = numbers(series, plan.years.years, side)
    if not figures:
        return series.target.value if side is Side.TARGET and series.target else None
    if indicator.basis is Basis.SUM:
        return Number(total(figures))
    return Number(mean(figures, indicator.decimals))


def numbers(series: Series, years: Sequence[FiscalYear], side: Side) -> list[Decimal]:
    """Return the figures that stand in those years; blanks and dashes are left out."""
    values = (series.value(year, side) for year in years)
    return [value.number for value in values if isinstance(value, Number)]


def mean(figures: Sequence[Decimal], decimals: int | None) -> Decimal:
    """Return the mean, rounded half up once: to the declared decimals, else to the finest figure's."""
    scale = max(map(scale_of, figures)) if decimals is None else decimals
    return at_scale(EXACT.divide(total(figures), len(figures)), scale)


@frozen
class Counts:
    """事業数 and KPI数."""

    projects: int
    kpis: int


def counts(plan: Plan, node: Node) -> Counts:
    """Count what stands under a node, each place (小計); a project counts its members where it names any."""
    below = list(entries(plan, node))
    members = [_members(plan.original(project)) for project in _projects(below)]
    return Counts(sum(map(len, members)), sum(entry.counts_as_kpi for entry in below))


def total_counts(plan: Plan) -> Counts:
    """Count the whole plan (合計): a 再掲, a project or member of the same name and a shared KPI once."""
    everything = list(entries(plan, plan))
    names = {name for project in _projects(everything) for name in _members(plan.original(project))}
    return Counts(len(names), len({entry.values_uid for entry in everything if entry.counts_as_kpi}))


def _projects(below: Iterable[Entry]) -> list[Project]:
    found = {entry.project.uid: entry.project for entry in below if entry.project}
    return list(found.values())


def _members(project: Project) -> tuple[str, ...]:
    return project.members or (project.title,)


def owed(plan: Plan, below: Iterable[Entry], year: FiscalYear) -> frozenset[CellKey]:
    """Return the blank cells that are owed: actuals of every year up to `year`, 所見 of `year` itself."""
    keys: set[CellKey] = set()
    for entry in below:
        keys.update(owed_by(plan, entry, year))
    return frozenset(keys)


def owed_by(plan: Plan, entry: Entry, year: FiscalYear) -> list[CellKey]:
    """Return what one entry owes: in printed order its blank actuals, then its 所見."""
    keys: list[CellKey] = [
        entry.value_key(series, each, Side.ACTUAL)
        for series in (entry.shown.series if entry.shown else ())
        for each in plan.years.years
        if each <= year and entry.due_in(each) and series.value(each, Side.ACTUAL) is None
    ]
    if entry.exists_in(year) and not entry.remarks(year).strip():
        keys.append(entry.remarks_key(year))
    return keys


@frozen
class Progress:
    """How many entries there are, and how many owe nothing any more."""

    complete: int
    entries: int

    @property
    def done(self) -> bool:
        """Whether nothing is owed."""
        return self.complete == self.entries


def progress(plan: Plan, node: Node, year: FiscalYear) -> Progress:
    """Return how far the year's entry has come under a node; `plan` is the plan in force that year."""
    below = list(entries(plan, node))
    return Progress(sum(not owed_by(plan, entry, year) for entry in below), len(below))


def split_owed(keys: Iterable[CellKey]) -> tuple[int, int]:
    """Return how many of the owed cells are actuals and how many are 所見."""
    everything = list(keys)
    remarks = sum(isinstance(key, CommentKey) for key in everything)
    return len(everything) - remarks, remarks


def latest_year(plan: Plan) -> FiscalYear:
    """Return the newest year in which any actual figure stands, the plan's first where none does."""
    entered = {
        year
        for uid in plan.places
        if (indicator := plan.lender(uid)) is not None
        for series in indicator.series
        for year, pair in series.values.items()
        if isinstance(pair.actual, Number) and year in plan.years
    }
    return max(entered, default=plan.years.first)
