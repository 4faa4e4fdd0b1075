"""What other rating schemes would change: which years, which indicators, and the numbers of each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.change import FactChange
from kpidesk.domain.closing import why_locked
from kpidesk.domain.entries import entries
from kpidesk.domain.fact import Fact, FactKey, with_fact
from kpidesk.domain.frozen import frozen
from kpidesk.domain.rating import judge
from kpidesk.domain.verdict_counts import count_verdicts, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.rating import Verdict
    from kpidesk.domain.scheme import SchemeVersion
    from kpidesk.domain.verdict_counts import VerdictCounts


@frozen
class Rejudged:
    """An indicator in a year with its verdict as it is and as it would be; `counts` where KPI数 counts it."""

    year: FiscalYear
    uid: str
    name: str
    before: Verdict
    after: Verdict
    counts: bool

    @property
    def differs(self) -> bool:
        """Whether another word would stand there."""
        return self.before.label != self.after.label


def rating_change(plan: Plan, versions: tuple[SchemeVersion, ...]) -> FactChange:
    """Return the change to other schemes."""
    return FactChange(FactKey(plan.uid, Fact.RATING), plan.rating, versions)


def why_not_rated(plan: Plan, versions: tuple[SchemeVersion, ...]) -> str:
    """Return why a plan cannot be judged by other schemes (a year is 評価確定), "" where it can."""
    return why_locked(plan, rating_change(plan, versions))


def years_rejudged(plan: Plan, versions: tuple[SchemeVersion, ...]) -> list[FiscalYear]:
    """Return the plan's years that would be judged by another scheme."""
    after = _with(plan, versions)
    return [year for year in plan.years.years if plan.scheme_in(year) != after.scheme_in(year)]


def rejudged(plan: Plan, versions: tuple[SchemeVersion, ...], year: FiscalYear) -> Iterator[Rejudged]:
    """Judge each indicator of a year, a shared one once, by the schemes there are and by others.

    `plan` is the plan in force in that year. What people judged stays where the other scheme knows their word.
    """
    after = _with(plan, versions)
    counting = {entry.values_uid for entry in counted(plan, plan)}
    seen: set[str] = set()
    for entry in entries(plan, plan):
        uid, shown = entry.values_uid, entry.shown
        if shown is not None and uid not in seen:
            seen.add(uid)
            yield Rejudged(year, uid, shown.name, judge(plan, shown, year), judge(after, shown, year), uid in counting)


def counted_anew(
    plan: Plan, versions: tuple[SchemeVersion, ...], found: Iterable[Rejudged], year: FiscalYear
) -> tuple[VerdictCounts, VerdictCounts]:
    """Return the numbers of each word in a year as they are and as they would be."""
    counting = [each for each in found if each.counts and each.year == year]
    before = count_verdicts(plan.scheme_in(year), [each.before for each in counting])
    return before, count_verdicts(_with(plan, versions).scheme_in(year), [each.after for each in counting])


def _with(plan: Plan, versions: tuple[SchemeVersion, ...]) -> Plan:
    return with_fact(plan, FactKey(plan.uid, Fact.RATING), versions)
