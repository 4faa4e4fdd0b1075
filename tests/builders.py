"""Small plans, indicators and values to test with; what a test does not name is the simplest that works."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kpidesk import paths
from kpidesk.domain.fiscal_year import FiscalYear, Period
from kpidesk.domain.indicator import Basis, Direction, Indicator, Kind, Point, Series
from kpidesk.domain.plan import Goal, Measure, Plan, Project
from kpidesk.domain.plan_document import loads
from kpidesk.domain.year_value import Absence, Comments, NotApplicable, Number, Side, Text, Value, ValueKey, YearValue

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parent / "data"
Kept = TypeVar("Kept", Indicator, Goal, Measure, Project)
_SINGLE = Series()


def fy(start: int) -> FiscalYear:
    """Return a fiscal year."""
    return FiscalYear(start)


def cell(text: str | None) -> Value | None:
    """Return what stands in a cell: a figure (36.0), a dash or its reason, words, or nothing."""
    if text is None:
        return None
    if text in {each.value for each in Absence}:
        return NotApplicable(Absence(text))
    try:
        return Number(Decimal(text))
    except InvalidOperation:
        return Text(text)


def series(
    *,
    targets: Mapping[int, str] | None = None,
    actuals: Mapping[int, str] | None = None,
    final: str | None = None,
    as_of: str = "",
    label: str = "",
    unit: str = "",
) -> Series:
    """Return a row of figures, each written as in `cell`, by western year."""
    planned, reached = targets or {}, actuals or {}
    values = {
        fy(year): YearValue(cell(planned.get(year)), cell(reached.get(year)))
        for year in sorted(planned.keys() | reached.keys())
    }
    return Series(label, unit, target=Point(cell(final), as_of) if final else None, values=values)


def indicator(
    uid: str = "i1",
    *rows: Series,
    kind: Kind = Kind.KPI,
    direction: Direction | None = Direction.HIGHER,
    basis: Basis | None = Basis.FINAL,
    unit: str = "",
) -> Indicator:
    """Return an indicator named after its uid, with one empty row where none is given."""
    return Indicator(uid, kind, f"指標{uid}", unit=unit, direction=direction, basis=basis, series=rows or (_SINGLE,))


def sharing(uid: str, lender: str, kind: Kind = Kind.KPI) -> Indicator:
    """Return an indicator that shows the values of another."""
    return Indicator(uid, kind, f"指標{uid}", series=(), shares=lender)


def project(uid: str = "p1", *indicators: Indicator, title: str = "", repeats: str = "") -> Project:
    """Return a project, titled after its uid where no title is given."""
    return Project(uid=uid, title=title or f"事業{uid}", indicators=indicators, repeats=repeats)


def measure(uid: str, *below: Indicator | Measure | Project, label: str = "") -> Measure:
    """Return a measure with what hangs on it."""
    return Measure(
        uid=uid,
        title=f"施策{uid}",
        label=label,
        indicators=tuple(each for each in below if isinstance(each, Indicator)),
        measures=tuple(each for each in below if isinstance(each, Measure)),
        projects=tuple(each for each in below if isinstance(each, Project)),
    )


def goal(uid: str, *below: Indicator | Measure | Project, label: str = "", cross_cutting: bool = False) -> Goal:
    """Return a goal with what hangs on it."""
    return Goal(
        uid=uid,
        title=f"目標{uid}",
        label=label,
        cross_cutting=cross_cutting,
        indicators=tuple(each for each in below if isinstance(each, Indicator)),
        measures=tuple(each for each in below if isinstance(each, Measure)),
        projects=tuple(each for each in below if isinstance(each, Project)),
    )


def plan(*below: Indicator | Goal) -> Plan:
    """Return a plan for the fiscal years 2021 to 2025."""
    return Plan(
        uid="plan",
        title="総合戦略",
        municipality="試験市",
        years=Period(fy(2021), fy(2025)),
        indicators=tuple(each for each in below if isinstance(each, Indicator)),
        goals=tuple(each for each in below if isinstance(each, Goal)),
    )


def plan_of(*indicators: Indicator) -> Plan:
    """Return a plan with one goal and one project that carries these indicators."""
    return plan(goal("g1", project("p1", *indicators)))


def with_remarks(element: Kept, year: int, text: str) -> Kept:
    """Return a node or indicator with a 所見."""
    return replace(element, comments={**element.comments, fy(year): Comments(text)})


def actual_of(uid: str, year: int, label: str = "") -> ValueKey:
    """Return the key of an actual."""
    return ValueKey(uid, label, fy(year), Side.ACTUAL)


@cache
def document(name: str) -> str:
    """Return the text of a published plan: sunagawa, kamisunagawa or iwamizawa."""
    path = paths.sample_plan() if name == "sunagawa" else DATA / f"{name}.plan.json"
    return path.read_text(encoding="utf-8")


@cache
def published(name: str) -> Plan:
    """Return a published plan."""
    return loads(document(name))


@cache
def document_with_tables() -> str:
    """Return the text of 岩見沢市's plan with its funding and statistics.

    The yen behind 34,335千円 are unknown: printed as 3,433万円 too, they are between 34,334,500 and 34,334,999.
    """
    tables = json.loads((DATA / "iwamizawa.tables.json").read_text(encoding="utf-8"))
    return json.dumps(json.loads(document("iwamizawa")) | tables, ensure_ascii=False, indent=1) + "\n"


@cache
def with_tables() -> Plan:
    """Return 岩見沢市's plan with its funding and statistics."""
    return loads(document_with_tables())
