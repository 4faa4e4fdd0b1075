"""What looks wrong (要確認): every rule asked about everything, in printed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.checks_figures import FIGURE_RULES
from kpidesk.domain.checks_plan import PLAN_RULES
from kpidesk.domain.checks_remarks import REMARKS_RULES
from kpidesk.domain.checks_signs import unprintable_signs
from kpidesk.domain.checks_subject import Subject
from kpidesk.domain.checks_targets import TARGET_RULES
from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.finding import Finding, Rule, Severity
from kpidesk.domain.rollup import latest_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpidesk.domain.checks_signs import Prints
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

__all__ = ["Finding", "Rule", "Severity", "dismissed", "findings", "rounds", "sorted_out"]


def findings(plan: Plan, year: FiscalYear | None = None, prints: Prints | None = None) -> list[Finding]:
    """Return what looks wrong in a plan in force and was not dismissed, in printed order.

    Without a year in the plan's latest one. `prints` says which signs can be printed, without it none is asked about.
    """
    return sorted_out(plan, rounds(plan, year, prints))[0]


def dismissed(plan: Plan, year: FiscalYear | None = None) -> list[tuple[Finding, str]]:
    """Return what looks wrong and was dismissed, with the reason given."""
    return sorted_out(plan, rounds(plan, year))[1]


def rounds(plan: Plan, year: FiscalYear | None = None, prints: Prints | None = None) -> Iterator[list[Finding]]:
    """Yield what looks wrong bit by bit, so that whoever asks can do other things in between."""
    at = year or latest_year(plan)
    seen: set[str] = set()
    for entry in entries(plan, plan):
        about = list(_about_remarks(plan, entry, at))
        if entry.values_uid not in seen:
            seen.add(entry.values_uid)
            about = [*_about_figures(plan, entry, at), *about]
        yield about
    for rule in PLAN_RULES:
        yield list(rule(plan))
    if prints is not None:
        for place in plan.places.values():
            yield list(unprintable_signs(place, prints))


def sorted_out(plan: Plan, found: Iterable[list[Finding]]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Return the findings that are open, and those that were dismissed with the reason given; each once."""
    known = plan.dismissals
    every = dict.fromkeys(finding for part in found for finding in part)
    settled = [(finding, known[finding.name]) for finding in every if finding.name in known]
    return [finding for finding in every if finding.name not in known], settled


def _about_figures(plan: Plan, entry: Entry, year: FiscalYear) -> Iterator[Finding]:
    if entry.shown is None:
        return
    for series in entry.shown.series:
        subject = Subject(plan, year, entry, entry.shown, series)
        for rule in (*TARGET_RULES, *FIGURE_RULES):
            yield from rule(subject)


def _about_remarks(plan: Plan, entry: Entry, year: FiscalYear) -> Iterator[Finding]:
    text = entry.remarks(year)
    if text.strip():
        for rule in REMARKS_RULES:
            yield from rule(plan, entry, year, text)
