"""The table of an 実施計画: projects with 概要, their KPI where they have any, and 新規／拡充／再掲."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Series
from kpidesk.domain.plan import Item, Project
from kpidesk.paper import styles
from kpidesk.paper.report import Align, Cell, Column, Row, Span, Style, Table
from kpidesk.reports.parts import aimed_at, head_row, marks, named, point

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.indicator import Indicator
    from kpidesk.domain.plan import Plan

_NAME, _FIGURE, _FLAGS = 44.0, 24.0, 18.0  # mm
_FLAG: Final = Style(align=Align.CENTER, size=8.0)
_REPEATED: Final = "再掲"


@frozen
class PlanColumns:
    """Which columns the tables of a plan have: those that it leaves empty everywhere are left out."""

    text: bool
    kpis: bool
    flags: bool

    @staticmethod
    def of(plan: Plan) -> PlanColumns:
        """Return the columns a plan needs."""
        every = [each for each in plan.places.elements() if isinstance(each, Project)]
        kpis = any(each.indicators or each.waiver for each in every)
        return PlanColumns(
            text=any(each.text or each.items for each in every) or not kpis,
            kpis=kpis,
            flags=any(each.flags or any(item.flags for item in each.items) for each in every),
        )

    @property
    def title(self) -> str:
        """What stands above the tables."""
        return "実施計画(アクションプラン)" if self.text else "事業とKPI"


@frozen
class _Kpi:
    """One series of a KPI; `rows` is how many the indicator's name covers from here, 0 where it is covered."""

    standing: Indicator
    shown: Indicator
    series: Series
    rows: int


def action_plan(plan: Plan, projects: Sequence[Project], columns: PlanColumns) -> Table:
    """Return the table of some projects."""
    heads, widths = ["事業名"], [Column(_NAME) if columns.text else Column(weight=1.0)]
    if columns.text:
        heads.append("概要")
        widths.append(Column(weight=1.4))
    if columns.kpis:
        heads += ["重要業績評価指標(KPI)", "基準値", "目標値", "目標の時点"]
        widths += [Column(weight=1.0), *(Column(_FIGURE),) * 3]
    if columns.flags:
        heads.append("備考")
        widths.append(Column(_FLAGS))
    body = tuple(row for project in projects for row in _rows(plan, project, columns))
    return Table(tuple(widths), (head_row(heads),), body)


def _rows(plan: Plan, project: Project, columns: PlanColumns) -> Iterator[Row]:
    """Yield the rows of a project: as many as it has lines or series of KPI, the shorter one's last goes on."""
    source = plan.original(project)
    text = project.text or source.text
    items = (source.items or (Item(text),)) if columns.text else (Item(text),)
    kpis = list(_kpis(plan, source)) if columns.kpis else []
    rows = max(len(items), len(kpis))
    for number in range(rows):
        cells = [named(_title(project), rows)] if number == 0 else []
        here, over = items[number : number + 1], _span(number, len(items), rows)
        if columns.text:
            cells.extend(Cell(item.text, styles.REMARKS, over) for item in here)
        if columns.kpis:
            cells.extend(_kpi_cells(plan, source, kpis, number, rows))
        if columns.flags:
            own = project.flags if number == 0 else ()
            cells.extend(Cell(_words(own or item.flags), _FLAG, over) for item in here)
        yield Row(tuple(cells), unit=project.uid)


def _span(number: int, count: int, rows: int) -> Span:
    """Return how many rows a part covers: its own, the last one all that are left."""
    return Span(rows=rows - number if number == count - 1 else 1)


def _title(project: Project) -> str:
    return f"{project.title}\n({project.subtitle})" if project.subtitle else project.title


def _words(flags: Sequence[str]) -> str:
    """Return the flags as printed: 新規 and below it (再掲)."""
    if len(flags) > 1 and _REPEATED in flags:
        others = [flag for flag in flags if flag != _REPEATED]
        return "\n".join((*others, f"({_REPEATED})"))
    return "\n".join(flags)


def _kpis(plan: Plan, source: Project) -> Iterator[_Kpi]:
    for standing in source.indicators:
        shown = plan.shown(standing)
        several = shown.series or (Series(),)
        for number, series in enumerate(several):
            yield _Kpi(standing, shown, series, 0 if number else len(several))


def _kpi_cells(plan: Plan, source: Project, kpis: Sequence[_Kpi], number: int, rows: int) -> Iterator[Cell]:
    """Yield the cells of KPI that begin in a row; without any the waiver stands over all of them."""
    if not kpis and number == 0:
        yield Cell(source.waiver or "—", styles.TEXT if source.waiver else styles.DASH, Span(4, rows))
    if number >= len(kpis):
        return
    kpi, over = kpis[number], _span(number, len(kpis), rows)
    if kpi.rows:
        extra = rows - len(kpis) if number + kpi.rows == len(kpis) else 0
        yield named(_name(kpi), kpi.rows + extra)
    for anchor, given in (("baseline", kpi.series.baseline), ("target", kpi.series.target)):
        yield replace(point(plan, kpi.shown, kpi.series, given, after=marks(kpi.standing, anchor)), span=over)
    yield Cell(aimed_at(plan, kpi.shown, kpi.series.target), _FLAG, over)


def _name(kpi: _Kpi) -> str:
    name = f"{kpi.standing.name or kpi.shown.name}{marks(kpi.standing, 'name')}"
    return f"{name}\n（{kpi.shown.setting_note}）" if kpi.shown.setting_note else name
