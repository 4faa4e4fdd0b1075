"""The table of an 実施計画: projects with 概要, their KPI where they have any, and 新規／拡充／再掲."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Series
from kpidesk.domain.plan import Item, Project
from kpidesk.paper import styles
from kpidesk.paper.report import Align, Cell, Column, Row, Span, Style, Table
from kpidesk.reports.parts import aimed_at, head_row, marks, point

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.indicator import Indicator
    from kpidesk.domain.plan import Plan

_NAME, _FIGURE, _FLAGS, _MOST_TEXT = 44.0, 24.0, 18.0, 1.0  # mm; the 概要 takes what is left
_FLAG: Final = Style(align=Align.CENTER, size=8.0)
_REPEATED: Final = "再掲"


@frozen
class _Columns:
    """Which columns the plan's tables have."""

    text: bool
    kpis: bool


@frozen
class _Kpi:
    """One series of a KPI; `rows` is how many the indicator's name covers from here, 0 where it is covered."""

    standing: Indicator
    shown: Indicator
    series: Series
    rows: int


def action_plan(plan: Plan, projects: Sequence[Project]) -> Table:
    """Return the table of some projects; columns that the whole plan leaves empty are left out."""
    every = [each for each in plan.places.elements() if isinstance(each, Project)]
    shown = _Columns(
        text=any(each.text or each.items for each in every) or not any(each.indicators for each in every),
        kpis=any(each.indicators or each.waiver for each in every),
    )
    heads = ["事業名"]
    columns = [Column(_NAME) if shown.text else Column(weight=1.0)]
    if shown.text:
        heads.append("概要")
        columns.append(Column(weight=1.4))
    if shown.kpis:
        heads += ["重要業績評価指標(KPI)", "基準値", "目標値", "目標の時点"]
        columns += [Column(weight=1.0), Column(_FIGURE), Column(_FIGURE), Column(_FIGURE)]
    heads.append("備考")
    columns.append(Column(_FLAGS))
    body = tuple(row for project in projects for row in _rows(plan, project, shown))
    return Table(tuple(columns), (head_row(heads),), body)


def _rows(plan: Plan, project: Project, columns: _Columns) -> Iterator[Row]:
    """Yield the rows of a project: as many as it has lines or series of KPI, the shorter one's last goes on."""
    source = plan.original(project)
    items = source.items or (Item(source.text if project.repeats and not project.text else project.text),)
    kpis = list(_kpis(plan, source)) if columns.kpis else []
    rows = max(len(items) if columns.text else 1, len(kpis), 1)
    flags = [
        _words(project.flags or each.flags) if number == 0 else _words(each.flags) for number, each in enumerate(items)
    ]
    for number in range(rows):
        cells = [Cell(_title(project), styles.TEXT, Span(rows=rows))] if number == 0 else []
        if columns.text and number < len(items):
            cells.append(Cell(items[number].text, styles.REMARKS, _span(number, len(items), rows)))
        if columns.kpis:
            cells.extend(_kpi_cells(plan, source, kpis, number, rows))
        if not columns.text and number == 0:
            cells.append(Cell(_words(project.flags), _FLAG, Span(rows=rows)))
        elif columns.text and number < len(items):
            cells.append(Cell(flags[number], _FLAG, _span(number, len(items), rows)))
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
    if not kpis:
        if number == 0:
            yield Cell(source.waiver or "—", styles.TEXT if source.waiver else styles.DASH, Span(4, rows))
        return
    if number >= len(kpis):
        return
    kpi, over = kpis[number], _span(number, len(kpis), rows)
    if kpi.rows:
        extra = rows - len(kpis) if number + kpi.rows == len(kpis) else 0
        yield Cell(_name(kpi), styles.TEXT, Span(rows=kpi.rows + extra))
    points = (("baseline", kpi.series.baseline), ("target", kpi.series.target))
    for anchor, given in points:
        cell = point(plan, kpi.shown, kpi.series, given, after=marks(kpi.standing, anchor))
        yield Cell(cell.text, cell.style, over, cell.number, cell.number_format)
    yield Cell(aimed_at(plan, kpi.shown, kpi.series.target), _FLAG, over)


def _name(kpi: _Kpi) -> str:
    name = f"{kpi.standing.name or kpi.shown.name}{marks(kpi.standing, 'name')}"
    return f"{name}\n（{kpi.shown.setting_note}）" if kpi.shown.setting_note else name
