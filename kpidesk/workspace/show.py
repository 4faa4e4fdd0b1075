"""A year of a plan as plain data, every string as the documents print it: for `kpidesk show` and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpidesk.domain.approval import sheet_of
from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.plan import Goal, Measure, Plan
from kpidesk.domain.rating import MET_OR_NOT, Outcome, Verdict, judge
from kpidesk.domain.rollup import owed, total_counts
from kpidesk.reports.summary_rows import Pair, Section, sections
from kpidesk.workspace.export import check_year

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.reports.summary_rows import SummaryCell


def show(whole: Plan, year: FiscalYear) -> dict[str, Any]:
    """Return the tree with values, totals, counts and verdicts of a year; UserError for a year outside the plan."""
    check_year(whole, year)
    plan = whole.at(year)
    every = sections(plan, plan, year)
    everything = list(entries(plan, plan))
    counted = total_counts(plan)
    return {
        "municipality": plan.municipality,
        "title": plan.title,
        "year": year.start,
        "scheme": MET_OR_NOT.name,
        "goals": [_goal(plan, part, year) for part in every if isinstance(part.node, Goal)],
        "rows": [row for part in every if isinstance(part.node, Plan) for row in _section_rows(plan, part, year)],
        "total": {
            "projects": counted.projects,
            "kpis": counted.kpis,
            "verdicts": _verdicts(plan, {entry.values_uid: entry for entry in everything if entry.counts_as_kpi}, year),
            "owed": len(owed(plan, everything, year)),
        },
    }


def _goal(plan: Plan, part: Section, year: FiscalYear) -> dict[str, Any]:
    below = list(entries(plan, part.node))
    places = {(entry.values_uid, number): entry for number, entry in enumerate(below) if entry.counts_as_kpi}
    return {
        "uid": part.node.uid,
        "label": plan.places[part.node.uid].label,
        "title": part.node.title,
        "projects": part.counts.projects,
        "kpis": part.counts.kpis,
        "verdicts": _verdicts(plan, places, year),
        "owed": len(owed(plan, below, year)),
        "rows": _section_rows(plan, part, year),
    }


def _verdicts(plan: Plan, places: dict[Any, Entry], year: FiscalYear) -> dict[str, int]:
    """Count the verdicts of the given KPI by label, every label of the scheme named."""
    found = dict.fromkeys(MET_OR_NOT.labels, 0)
    for entry in places.values():
        if entry.shown is not None:
            found[judge(plan, entry.shown, year).label] += 1
    return found


def _section_rows(plan: Plan, part: Section, year: FiscalYear) -> list[dict[str, Any]]:
    pairs = (*part.outcomes, *(row for row in part.rows if isinstance(row, Pair)))
    return [_row(plan, pair, year) for pair in pairs]


def _row(plan: Plan, pair: Pair, year: FiscalYear) -> dict[str, Any]:
    entry, shown = pair.entry, pair.entry.shown
    verdict = judge(plan, shown, year) if shown else None
    judged = verdict if verdict and verdict.outcome is Outcome.JUDGED else None
    project = entry.project
    return {
        "uid": entry.standing.uid if entry.standing else project.uid if project else "",
        "kind": shown.kind.value if shown else "project",
        "place": [plan.places[node.uid].title for node in entry.path if isinstance(node, Measure)],
        "project": project.title if project else None,
        "indicator": pair.name,
        "series": pair.label,
        "definition": pair.definition,
        "years": _years(plan, pair.targets, pair.actuals),
        "total": {"target": pair.target_total.text, "actual": pair.actual_total.text},
        "counted": entry.counts_as_kpi and pair.name_run > 0,
        "verdict": verdict.label if verdict else Outcome.EXEMPT.value,
        "rate": (judged.rate_text or None) if judged else None,
        "why": judged.why if judged else None,
        "reason": _reason(verdict),
        "remarks": pair.remarks.text,
        "stage": sheet_of(plan, entry).stage(year).label,
        "course": entry.source.course.get(year) if entry.source else None,
        "override": _override(entry, year),
    }


def _override(entry: Entry, year: FiscalYear) -> dict[str, str] | None:
    """Return the verdict that people gave in place of the computed one, and why; None where they gave none."""
    judgement = entry.standing.judgements.get(year) if entry.standing else None
    return {"verdict": judgement.verdict, "reason": judgement.reason} if judgement and judgement.verdict else None


def _reason(verdict: Verdict | None) -> str | None:
    """Return why there is no verdict, None where there is one."""
    if verdict is None:
        return "KPIがない"
    return None if verdict.outcome is Outcome.JUDGED else verdict.why


def _years(plan: Plan, targets: Iterable[SummaryCell], actuals: Iterable[SummaryCell]) -> dict[str, dict[str, str]]:
    cells = zip(plan.years.years, targets, actuals, strict=True)
    return {str(year.start): {"target": target.text, "actual": actual.text} for year, target, actual in cells}
