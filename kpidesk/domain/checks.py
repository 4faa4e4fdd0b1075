"""What looks wrong (要確認): every rule asked about everything, in printed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.checks_figures import FIGURE_RULES
from kpidesk.domain.checks_plan import PLAN_RULES
from kpidesk.domain.checks_remarks import REMARKS_RULES
from kpidesk.domain.checks_subject import Subject, latest_year
from kpidesk.domain.checks_targets import TARGET_RULES
from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

__all__ = ["Finding", "Rule", "Severity", "dismissed", "findings", "latest_year"]


def findings(plan: Plan, year: FiscalYear | None = None) -> list[Finding]:
    """Return what looks wrong in a plan in force and was not dismissed, in printed order.

    Without a year in the plan's latest one.
    """
    return [finding for finding in _everything(plan, year) if finding.name not in plan.dismissals]


def dismissed(plan: Plan, year: FiscalYear | None = None) -> list[tuple[Finding, str]]:
    """Return what looks wrong and was dismissed, with the reason given."""
    known = plan.dismissals
    return [(finding, known[finding.name]) for finding in _everything(plan, year) if finding.name in known]


def _everything(plan: Plan, year: FiscalYear | None) -> list[Finding]:
    at = year or latest_year(plan)
    found: list[Finding] = []
    seen: set[str] = set()
    for entry in entries(plan, plan):
        if entry.values_uid not in seen:
            found.extend(_about_figures(plan, entry, at))
            seen.add(entry.values_uid)
        found.extend(_about_remarks(plan, entry, at))
    found.extend(finding for rule in PLAN_RULES for finding in rule(plan))
    return list(dict.fromkeys(found))


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
