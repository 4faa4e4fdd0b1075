"""Totals of the 事業費 table: from the costs the tree carries where those are complete, else as entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.domain.funding import AmountKind, MoneyUnit
from kpidesk.domain.money import format_yen
from kpidesk.domain.plan import Project, children
from kpidesk.domain.rollup import total_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear, Period
    from kpidesk.domain.funding import AdoptedGrant, Funding, FundingPeriod
    from kpidesk.domain.plan import Cost, Node, Plan


@frozen
class Figure:
    """What is printed: the computed figure where there is one, else the entered; both, so that a difference is told."""

    entered: int | None
    computed: int | None = None

    @property
    def shown(self) -> int | None:
        """The figure that counts, None for a blank."""
        return self.entered if self.computed is None else self.computed

    @property
    def differs(self) -> bool:
        """Whether what was entered is not what the plan's own figures give."""
        return None not in (self.entered, self.computed) and self.entered != self.computed


@frozen
class PeriodFigures:
    """The figures of one period: projects, cost and grants in all, and each grant with its projects and amount."""

    period: FundingPeriod
    projects: Figure
    cost: Figure
    granted: Figure
    grants: tuple[tuple[AdoptedGrant, Figure, Figure], ...]


@frozen
class Difference:
    """A figure that was entered and gives way: what it is of, what is added up in its place, and what it is in."""

    name: str
    figure: Figure
    parts: str
    unit: MoneyUnit | None

    @property
    def entered(self) -> str:
        """What was entered, as it would be printed."""
        return self._words(self.figure.entered)

    @property
    def computed(self) -> str:
        """What is printed."""
        return self._words(self.figure.computed)

    def _words(self, number: int | None) -> str:
        """Return a number in its unit; in 円 where both numbers come out alike otherwise."""
        if self.unit is None:
            return f"{number or 0:,}事業"
        alike = format_yen(self.figure.entered or 0, self.unit) == format_yen(self.figure.computed or 0, self.unit)
        return format_yen(number or 0, MoneyUnit.YEN if alike else self.unit)


def differing(of: PeriodFigures, funding: Funding) -> Iterator[Difference]:
    """Yield the figures of a period that were entered and are not what is printed."""
    found = [
        Difference("事業費", of.cost, "計画の事業の合計", funding.unit),
        Difference("交付金額", of.granted, "交付金の合計", funding.unit),
    ]
    for grant, count, amount in of.grants:
        name = grant.name or "採択事業"
        found.append(Difference(f"{name}の交付金額", amount, "採択事業の交付金の合計", funding.grant_unit))
        found.append(Difference(f"{name}の事業数", count, "挙げられた事業", None))
    return (each for each in found if each.figure.differs)


def figures(plan: Plan, funding: Funding) -> tuple[PeriodFigures, ...]:
    """Return the figures of every period; `plan` is the whole plan, not what was in force in one year."""
    return tuple(_of_period(plan, period) for period in funding.periods)


def _of_period(plan: Plan, period: FundingPeriod) -> PeriodFigures:
    grants = tuple(
        (grant, Figure(grant.count, None if grant.more else len(grant.projects) or None), _granted(plan, period, grant))
        for grant in period.grants
    )
    granted = _sum([amount.shown for _, _, amount in grants])
    first, last = period.years.first, period.years.last
    counted = total_counts(plan.at(first)).projects if first == last and first in plan.years else None
    return PeriodFigures(
        period,
        Figure(period.projects, None if period.projects is not None else counted),
        Figure(period.cost.yen if period.cost else None, _cost(plan, period)),
        Figure(period.granted.yen if period.granted else None, granted),
        grants,
    )


def _cost(plan: Plan, period: FundingPeriod) -> int | None:
    """Add up what the plan's tree carries in every year of the amount; None unless all of it is known."""
    if period.cost is None or period.cost.kind not in (AmountKind.BUDGET, AmountKind.SETTLED):
        return None
    settled = period.cost.kind is AmountKind.SETTLED

    def own(cost: Cost) -> int | None:
        return cost.settled if settled else cost.budget

    years = period.cost.years or period.years
    if years.first not in plan.years or years.last not in plan.years:
        return None
    return _sum([_sum(list(_carried(plan.at(year), year, own))) for year in years.years])


def _carried(node: Node, year: FiscalYear, own: Callable[[Cost], int | None]) -> Iterator[int | None]:
    """Yield what a node costs: its own figure, else those below it; None for a project without one, a 再掲 nothing."""
    cost = node.costs.get(year)
    figure = own(cost) if cost else None
    if figure is not None or (isinstance(node, Project) and not node.repeats):
        yield figure
        return
    for child in children(node):
        yield from _carried(child, year, own)


def _granted(plan: Plan, period: FundingPeriod, grant: AdoptedGrant) -> Figure:
    """Return the amount of a grant: what its projects carry of it where all are the plan's own, else as entered."""
    named = (plan.places[uid].what for uid in grant.projects if uid in plan.places)
    carriers = [plan.original(each) for each in named if isinstance(each, Project)]
    if grant.more or len(carriers) < len(grant.projects):
        return Figure(grant.yen)
    return Figure(grant.yen, _sum([_part(each, grant.name, period.years) for each in carriers]))


def _part(project: Project, name: str, years: Period) -> int | None:
    """Return what a project has of a grant in all years of the period, None where it says nothing of it."""
    costs = (cost for year, cost in project.costs.items() if year in years)
    found = [grant.amount for cost in costs for grant in cost.grants if grant.name == name]
    return sum(found) if found else None


def _sum(parts: Sequence[int | None]) -> int | None:
    """Add what is known in full; None where a part is missing, or there is none."""
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None
