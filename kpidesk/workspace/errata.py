"""正誤表: what became different in a year after it was 評価確定, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeGuard

from kpidesk.domain.change import BLANK, CommentChange, FactChange, ValueChange
from kpidesk.domain.evaluation import Closure
from kpidesk.domain.fact import Fact, FactKey, fact_words
from kpidesk.domain.frozen import frozen
from kpidesk.domain.notation import format_value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kpidesk.domain.change import Change
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import CellKey
    from kpidesk.store.journal import JournalStep

Printed = ValueChange | CommentChange | FactChange


@frozen
class Erratum:
    """One cell: whose it is and which, what stood there when the year was closed and now, why it was unlocked.

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


def errata(plan: Plan, steps: Iterable[JournalStep]) -> list[Erratum]:
    """Return the cells that differ from the first 評価確定 of a year; `steps` are those of the year, oldest first."""
    found: dict[CellKey | FactKey, tuple[Printed, JournalStep, str]] = {}
    reason: str | None = None  # None until the year is closed
    for step in steps:
        for change in step.changes:
            if isinstance(change, FactChange) and change.key.fact is Fact.CLOSED:
                reason = _reason(change, reason)
                found = {} if reason is None else found
            elif reason is not None and _is_printed(change):
                earlier = found[change.key][0] if change.key in found else change
                found[change.key] = replace(change, old=earlier.old), step, reason  # type: ignore[arg-type]
    return [_erratum(plan, *each) for each in found.values() if each[0].old != each[0].new]


def _reason(change: FactChange, before: str | None) -> str | None:
    """Return the last reason for which the year was unlocked, "" for none yet, None where it counts as never closed."""
    if not isinstance(change.new, Closure):
        return None
    return change.new.reason or before or ""


def _is_printed(change: Change) -> TypeGuard[Printed]:
    """Whether a change alters what documents print of a year; how far its approval has come is none of it."""
    if isinstance(change, FactChange):
        return change.key.fact in (Fact.JUDGEMENT, Fact.COURSE)
    return isinstance(change, ValueChange | CommentChange)


def _erratum(plan: Plan, change: Printed, step: JournalStep, reason: str) -> Erratum:
    place = plan.places.get(change.owner)
    cell, old, new = _words(plan, change)
    entry = step.entry
    return Erratum(entry.at, entry.who, change.key, place.title if place else "", cell, old, new, reason)


def _words(plan: Plan, change: Printed) -> tuple[str, str, str]:
    """Return the cell's name within its owner, and what stood and stands there as it is printed."""
    if isinstance(change, ValueChange):
        series = f"{change.key.series} " if change.key.series else ""
        old, new = (format_value(each, plan.style) or BLANK for each in (change.old, change.new))
        return f"{series}{change.key.side.label}", old, new
    if isinstance(change, CommentChange):
        return change.key.kind.label, change.old or BLANK, change.new or BLANK
    return (change.key.fact.kind.label, *fact_words(change.key.fact, change.old, change.new))
