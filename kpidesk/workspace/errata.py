"""正誤表: what became different in a year after it was 評価確定, cell by cell and verdict by verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.change import (
    BLANK,
    ChangeSet,
    CommentChange,
    DismissalChange,
    FactChange,
    StatisticChange,
    ValueChange,
)
from kpidesk.domain.evaluation import Closure
from kpidesk.domain.fact import Fact, FactKey, fact_words
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.notation import format_value
from kpidesk.domain.rating import judge
from kpidesk.domain.verdict_changes import reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import CellKey
    from kpidesk.store.journal import JournalStep

    Correction = tuple["Printed", JournalStep, str]

Printed = ValueChange | CommentChange | FactChange


@frozen
class Erratum:
    """One cell or verdict: whose it is and which, what stood there at the closing and now, why the year was unlocked.

    When and by whom are those of the last correction.
    """

    at: datetime
    who: str
    key: CellKey | FactKey
    title: str
    cell: str
    old: str
    new: str
    reason: str


def errata(plan: Plan, steps: Iterable[JournalStep], year: FiscalYear) -> list[Erratum]:
    """Return what differs from the first 評価確定 of a year: its cells, then its verdicts, whatever changed them.

    `steps` are those of the year and of all that verdicts come from, oldest first.
    """
    found: dict[CellKey | FactKey, Correction] = {}
    reason: str | None = None  # None until the year is closed
    for step in steps:
        for change in step.changes:
            if isinstance(change, DismissalChange | StatisticChange):
                continue
            if isinstance(change, FactChange) and change.key.fact is Fact.CLOSED:
                reason = _reason(change, reason) if change.key.year == year else reason
                found = {} if reason is None else found
            elif reason is not None:
                earlier = found[change.key][0] if change.key in found else change
                found[change.key] = replace(change, old=earlier.old), step, reason  # type: ignore[arg-type]
    differing = [each for each in found.values() if each[0].old != each[0].new]
    printed = [_erratum(plan, *each, year) for each in differing if _is_printed(each[0], year)]
    return [*printed, *_verdicts(plan, differing, year)]


def _reason(change: FactChange, before: str | None) -> str | None:
    """Return the last reason for which the year was unlocked, "" for none yet, None where it counts as never closed."""
    if not isinstance(change.new, Closure):
        return None
    return change.new.reason or before or ""


def _is_printed(change: Printed, year: FiscalYear) -> bool:
    """Whether a change alters a cell that documents print of a year; how far its approval has come is none.

    They print the figures of the years before it as well.
    """
    if isinstance(change, ValueChange):
        return change.key.year <= year
    printed = not isinstance(change, FactChange) or change.key.fact in (Fact.JUDGEMENT, Fact.COURSE)
    return printed and change.key.year == year


def _verdicts(plan: Plan, found: list[Correction], year: FiscalYear) -> Iterator[Erratum]:
    """Yield the verdicts that differ from those of the plan as it stood when the year was closed."""
    causes = [each for each in found if _may_rejudge(each[0], year) and each[0].owner in plan.places]
    then = ChangeSet(plan.uid, "", tuple(change for change, _, _ in causes)).inverse("").apply(plan)
    for uid, place in plan.at(year).places.items() if causes else ():
        if not isinstance(place.what, Indicator):
            continue
        old, new = (judge(each, each.shown(each.indicator(uid)), year) for each in (then, plan))
        own = [each for each in causes if each[0].owner in (uid, place.what.shares, plan.uid)]
        if old.label != new.label and own:
            _, step, reason = max(own, key=lambda each: each[1].entry.at)
            key, title = FactKey(uid, Fact.JUDGEMENT, year), plan.places[uid].title
            before, after = (f"{each.mark} {each.label}" for each in (old, new))
            yield Erratum(step.entry.at, step.entry.who, key, title, "判定", before, after, reason)


def _may_rejudge(change: Printed, year: FiscalYear) -> bool:
    if isinstance(change, FactChange) and change.key.fact in (Fact.JUDGEMENT, Fact.RATING):
        return change.key.year in (year, None)
    return reaches(change, year)


def _erratum(plan: Plan, change: Printed, step: JournalStep, reason: str, year: FiscalYear) -> Erratum:
    place = plan.places.get(change.owner)
    cell, old, new = _words(plan, change, year)
    entry = step.entry
    return Erratum(entry.at, entry.who, change.key, place.title if place else "", cell, old, new, reason)


def _words(plan: Plan, change: Printed, year: FiscalYear) -> tuple[str, str, str]:
    """Return the cell's name in its owner, with the year where it is another, and what stood and stands there."""
    if isinstance(change, ValueChange):
        series = f"{change.key.series} " if change.key.series else ""
        old, new = (format_value(each, plan.style) or BLANK for each in (change.old, change.new))
        at = "" if change.key.year == year else f"{change.key.year} "
        return f"{at}{series}{change.key.side.label}", old, new
    if isinstance(change, CommentChange):
        return change.key.kind.label, change.old or BLANK, change.new or BLANK
    return (change.key.fact.kind.label, *fact_words(change.key.fact, change.old, change.new))
