"""Which verdicts a change alters in years it does not name: a direction has no year, later years count a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.change import FactChange, ValueChange
from kpidesk.domain.fact import Fact
from kpidesk.domain.indicator import Direction, Indicator
from kpidesk.domain.rating import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpidesk.domain.change import Change
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan


def reaches(change: Change, year: FiscalYear) -> bool:
    """Whether a change may alter the verdict of a year: a direction that of any, a figure its own and later ones."""
    if isinstance(change, ValueChange):
        return change.key.year <= year
    return isinstance(change, FactChange) and change.key.fact is Fact.DIRECTION


def altered_verdicts(plan: Plan, change: Change, years: Iterable[FiscalYear]) -> Iterator[tuple[str, FiscalYear]]:
    """Yield indicator and year of each verdict that a change alters in some years, those that show the same values too.

    Its arithmetic and its rate are part of a verdict: documents print them.
    """
    reached = [year for year in years if reaches(change, year)]
    before = plan.lender(change.owner) if reached else None
    if before is None:  # what shows another's values has no direction of its own
        return
    after = _altered(before, change)
    for each in plan.places.elements():
        if isinstance(each, Indicator) and before.uid in (each.uid, each.shares):
            old, new = each.showing(before), each.showing(after)
            yield from ((each.uid, year) for year in reached if judge(plan, old, year) != judge(plan, new, year))


def _altered(indicator: Indicator, change: Change) -> Indicator:
    if isinstance(change, ValueChange):
        return indicator.with_value(change.key, change.new)
    return replace(indicator, direction=change.new if isinstance(change.new, Direction) else None)
