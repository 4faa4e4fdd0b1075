"""What has a line of its own in the 集計表: every indicator where it stands, every project without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator, Kind, Series
from kpidesk.domain.plan import Goal, Measure, Node, Plan, Project, children
from kpidesk.domain.year_value import CommentKey, Side, ValueKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.fiscal_year import FiscalYear


@frozen
class Entry:
    """One indicator where it is printed, or a project without one.

    `standing` is the indicator as it stands there (own kind, name, comments), `shown` with the values it shows;
    `project` is the project as it stands (a 再掲 has its own title), `source` the one it repeats, or itself.
    """

    path: tuple[Goal | Measure, ...]
    project: Project | None
    source: Project | None
    standing: Indicator | None
    shown: Indicator | None

    @property
    def values_uid(self) -> str:
        """The uid of the indicator that owns the values; "" for a project without one."""
        return (self.standing.shares or self.standing.uid) if self.standing else ""

    @property
    def counts_as_kpi(self) -> bool:
        """Whether KPI数 counts this place: a KPI whose target is set."""
        shown = self.shown
        return shown is not None and shown.kind is Kind.KPI and shown.target_is_set

    @property
    def comment_owner(self) -> str:
        """The uid its comments belong to."""
        if self.standing is not None:
            return self.standing.uid
        return self.source.uid if self.source else ""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells it from every other place of the plan, whatever is written there."""
        return self.project.uid if self.project else "", self.comment_owner, self.values_uid

    def value_key(self, series: Series, year: FiscalYear, side: Side) -> ValueKey:
        """Return the key of one of its figures."""
        return ValueKey(self.values_uid, series.label, year, side)

    def remarks_key(self, year: FiscalYear) -> CommentKey:
        """Return the key of its 所見 of a year."""
        return CommentKey(self.comment_owner, year)

    def remarks(self, year: FiscalYear) -> str:
        """Return its 所見 of a year, "" where none is written."""
        owner = self.standing or self.source
        comments = owner.comments.get(year) if owner else None
        return comments.remarks if comments else ""

    def exists_in(self, year: FiscalYear) -> bool:
        """Whether project and indicator are in force in that year."""
        alive = self.source is None or self.source.in_force(year)
        return alive and (self.shown is None or self.shown.in_force(year))

    def due_in(self, year: FiscalYear) -> bool:
        """Whether an actual of that year is to be entered at all: in force and measured."""
        return self.shown is not None and self.shown.measured_in(year) and self.exists_in(year)


def entries(plan: Plan, node: Node) -> Iterator[Entry]:
    """Yield what stands under a node in printed order; for the plan its own indicators, then goal by goal."""
    path = tuple(each for each in plan.places[node.uid].ancestors if isinstance(each, Goal | Measure))
    return _below(plan, node, path)


def _below(plan: Plan, node: Node, path: tuple[Goal | Measure, ...]) -> Iterator[Entry]:
    if isinstance(node, Project):
        yield from _of_project(plan, node, path)
        return
    branch = (*path, node) if isinstance(node, Goal | Measure) else path
    for indicator in node.indicators:
        yield Entry(branch, None, None, indicator, plan.shown(indicator))
    for child in children(node):
        yield from _below(plan, child, branch)


def _of_project(plan: Plan, project: Project, path: tuple[Goal | Measure, ...]) -> Iterator[Entry]:
    source = plan.original(project)
    for indicator in source.indicators:
        yield Entry(path, project, source, indicator, plan.shown(indicator))
    if not source.indicators:
        yield Entry(path, project, source, None, None)


def renewed(plan: Plan, entry: Entry) -> Entry | None:
    """Return the entry as the plan has it now; None where it is not in force."""
    node = entry.project or (entry.path[-1] if entry.path else plan)
    place = plan.places.get(node.uid)
    if place is None or isinstance(place.what, Indicator):
        return None
    return next((each for each in entries(plan, place.what) if each.identity == entry.identity), None)
