"""A year of a plan as plain data, every string as the documents print it: for `kpidesk show` and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpidesk.domain.approval import sheet_of
from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.plan import Goal, Measure, Plan
from kpidesk.domain.rating import Outcome, Verdict, judge
from kpidesk.domain.rollup import owed, total_counts
from kpidesk.domain.verdict_counts import against_last_year, counted, counted_by_section, verdict_counts
from kpidesk.reports.summary_rows import Pair, Section, sections
from kpidesk.workspace.export import check_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.scheme import Scheme
    from kpidesk.reports.summary_rows import SummaryCell


def show(whole: Plan, year: FiscalYear) -> dict[str, Any]:
    """Return the tree with values, totals, counts and verdicts of a year; UserError for a year outside the plan."""
    check_year(whole, year)
    plan = whole.at(year)
    every = sections(plan, plan, year)
    everything = list(entries(plan, plan))
    whole_counts = total_counts(plan)
    return {
        "municipality": plan.municipality,
        "title": plan.title,
        "year": year.start,
        "scheme": plan.scheme_in(year).name,
        "goals": [_goal(plan, part.node, part, year) for part in every if isinstance(part.node, Goal)],
        "rows": [row for part in every if isinstance(part.node, Plan) for row in _section_rows(plan, part, year)],
        "total": {
            "projects": whole_counts.projects,
            "kpis": whole_counts.kpis,
            **tallied(plan, counted(plan, plan), year),
            "owed": len(owed(plan, everything, year)),
            "trend": _trend(plan, counted(plan, plan), year),
        },
        "sections": by_section(plan, year),
    }


def _goal(plan: Plan, goal: Goal, part: Section, year: FiscalYear) -> dict[str, Any]:
    below = list(entries(plan, goal))
    return {
        "uid": goal.uid,
        "label": plan.places[goal.uid].label,
        "title": goal.title,
        "projects": part.counts.projects,
        "kpis": part.counts.kpis,
        **tallied(plan, counted(plan, goal), year),
        "owed": len(owed(plan, below, year)),
        "trend": _trend(plan, counted(plan, goal), year),
        "measures": list(_by_measure(plan, goal, year)),
        "rows": _section_rows(plan, part, year),
    }


def tallied(plan: Plan, below: Iterable[Entry], year: FiscalYear, scheme: Scheme | None = None) -> dict[str, Any]:
    """Return the verdicts of the given KPI by label, their shares as printed, points where the scheme gives any."""
    found = verdict_counts(plan, below, year, scheme)
    return {
        "verdicts": dict(found.counts),
        "shares": {label: f"{share}%" for label, share in found.shares.items()},
        "points": found.points,
        "note": found.note or None,
    }


def by_section(plan: Plan, year: FiscalYear, scheme: Scheme | None = None) -> list[dict[str, Any]]:
    """Return the same for each section (所管課); those without one come under an empty name."""
    groups = counted_by_section(plan)
    return [{"section": name, **tallied(plan, below, year, scheme)} for name, below in groups.items()]


def _by_measure(plan: Plan, node: Goal | Measure, year: FiscalYear) -> Iterator[dict[str, Any]]:
    for each in node.measures:
        place = plan.places[each.uid]
        named = {"uid": each.uid, "label": place.label, "title": each.title}
        yield {**named, **tallied(plan, counted(plan, each), year)}
        yield from _by_measure(plan, each, year)


def _trend(plan: Plan, below: Iterable[Entry], year: FiscalYear) -> dict[str, Any]:
    trend = against_last_year(plan, below, year)
    return {"better": trend.better, "same": trend.same, "worse": trend.worse, "note": trend.note or None}


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
