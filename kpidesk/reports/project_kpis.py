"""The middle of a 事業評価シート: the KPI of a project between what was done and what is to come."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator, Series
from kpidesk.domain.plan import Plan, Project
from kpidesk.domain.rating import judge
from kpidesk.domain.year_value import Comments, Side
from kpidesk.paper import styles
from kpidesk.paper.report import Align, Cell, RowKind, VAlign
from kpidesk.reports.parts import (
    FINAL_TARGET,
    NO_KPI,
    aimed_at,
    differs_from_final,
    figure,
    final_target,
    marks,
    named,
    point,
    series_words,
    verdict_cell,
    year_target,
)
from kpidesk.reports.strips import FormRow, Strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear

FORM_WIDTH: Final = 273.0
"""How wide a form is laid out, mm; on paper it takes what there is."""

_LEAST_HEIGHT: Final = 10.0
_WRITTEN: Final = replace(styles.REMARKS, valign=VAlign.TOP)
_SHARED: Final = replace(styles.TEXT, align=Align.CENTER)


class Area(Enum):
    """A column of the middle; the value is its name in the head."""

    ACTIVITY = "{year}の取組み"
    ITEM = "重要業績評価指標(KPI)"
    BASELINE = "基準値"
    STEP = "{year}\n目標値"
    ACTUAL = "{year}\n実績値"
    TARGET = "目標値"
    WHEN = "目標の時点"
    VERDICT = "判定"
    REMARKS = "増減理由及び\n今後の取り組み"
    OUTLOOK = "今後の見直しの方向性など"


_KPI_WIDTHS: Final = {
    Area.ITEM: 46.0,
    Area.BASELINE: 24.0,
    Area.ACTUAL: 24.0,
    Area.TARGET: 24.0,
    Area.WHEN: 22.0,
    Area.VERDICT: 20.0,
}
_WORDS: Final = (Area.ACTIVITY, Area.REMARKS, Area.OUTLOOK)

_WIDTHS_WITH_STEPS: Final = {
    Area.ITEM: 42.0,
    Area.BASELINE: 21.0,
    Area.STEP: 21.0,
    Area.ACTUAL: 21.0,
    Area.TARGET: 21.0,
    Area.WHEN: 18.0,
    Area.VERDICT: 17.0,
}

Areas = dict[Area, tuple[float, float]]
"""The columns a plan needs, from the left, with their edges in mm."""


@frozen
class _Line:
    """An indicator on its way into the form, with the words that stand for its figures where another shows them."""

    standing: Indicator
    shown: Indicator
    shared: str

    @property
    def series(self) -> tuple[Series, ...]:
        """Its rows."""
        return (self.shown.series or (Series(),)) if not self.shared else (Series(),)


def areas(plan: Plan, year: FiscalYear) -> Areas:
    """Return the columns: KPI where any project has one, and the comments that the plan uses.

    The targets of the year stand as well where any is not the final one: the verdict is about them.
    """
    projects = [each for each in plan.places.elements() if isinstance(each, Project)]
    kpis = any(each.indicators or each.waiver for each in projects)
    used = [area for area in _WORDS if any(_is_written(each, area) for each in projects)]
    words = used or [Area.ACTIVITY, Area.OUTLOOK]
    steps = any(_has_step(plan, each, year) for each in projects)
    widths: dict[Area, float] = dict(_WIDTHS_WITH_STEPS if steps else _KPI_WIDTHS) if kpis else {}
    widths |= dict.fromkeys(words, (FORM_WIDTH - sum(widths.values())) / len(words))
    found: Areas = {}
    left = 0.0
    for area in (each for each in Area if each in widths):
        found[area] = (left, left + widths[area])
        left += widths[area]
    return found | {area: (edges[0], FORM_WIDTH) for area, edges in list(found.items())[-1:]}


def _has_step(plan: Plan, project: Project, year: FiscalYear) -> bool:
    shown = (plan.shown(each) for each in project.indicators)
    return any(differs_from_final(series, year) for each in shown for series in each.series)


def _is_written(project: Project, area: Area) -> bool:
    bearers: list[Mapping[FiscalYear, Comments]] = [project.comments]
    if area is Area.REMARKS:
        bearers += [each.comments for each in project.indicators]
    return any(_said(comments, area) for bearer in bearers for comments in bearer.values())


def _said(comments: Comments | None, area: Area) -> str:
    if comments is None:
        return ""
    return {Area.ACTIVITY: comments.activity, Area.REMARKS: comments.remarks, Area.OUTLOOK: comments.outlook}[area]


def kpi_rows(plan: Plan, year: FiscalYear, project: Project, columns: Areas) -> Iterator[FormRow]:
    """Yield the head and the rows of the middle: a row for each series of each KPI."""
    yield FormRow(
        tuple(Strip(*edges, Cell(_head(area, year, columns), styles.HEAD)) for area, edges in columns.items()),
        RowKind.HEAD,
    )
    lines = [_line(plan, project, each) for each in project.indicators]
    rows = sum(len(line.series) for line in lines) or 1
    around = _around(project, year, columns, rows)
    if not lines:
        yield FormRow(_sorted([*around, *_without(project, year, columns)]), least_height=_LEAST_HEIGHT)
        return
    least = max(_LEAST_HEIGHT / rows, 0.0)
    for shared, together in groupby(lines, key=lambda line: line.shared):
        group = list(together)
        for place, line in enumerate(group):
            covered = len(group) if place == 0 else 0
            for strips in _line_strips(plan, year, line, columns, covered if shared else 0):
                yield FormRow(_sorted([*around, *strips]), least_height=least)
                around = []


def _head(area: Area, year: FiscalYear, columns: Areas) -> str:
    if area is Area.TARGET and Area.STEP in columns:
        return FINAL_TARGET
    return area.value.format(year=year)


def _sorted(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    return tuple(sorted(strips, key=lambda strip: strip.left))


def _around(project: Project, year: FiscalYear, columns: Areas, rows: int) -> list[Strip]:
    """Return what stands beside the KPI: 取組み and 見直しの方向性, over all their rows."""
    comments = project.comments.get(year)
    return [
        Strip(*columns[area], Cell(_said(comments, area), _WRITTEN), rows)
        for area in (Area.ACTIVITY, Area.OUTLOOK)
        if area in columns
    ]


def _without(project: Project, year: FiscalYear, columns: Areas) -> Iterator[Strip]:
    """Yield what stands in place of the KPI of a project that has none."""
    if Area.ITEM in columns:
        left, right = columns[Area.ITEM][0], columns[Area.VERDICT][1]
        yield Strip(left, right, Cell(project.waiver or NO_KPI, _SHARED))
    if Area.REMARKS in columns:
        yield Strip(*columns[Area.REMARKS], Cell(_said(project.comments.get(year), Area.REMARKS), _WRITTEN))


def _line(plan: Plan, project: Project, indicator: Indicator) -> _Line:
    """Return an indicator; its figures stand on another sheet where it shares those of another project."""
    place = plan.places.get(indicator.shares) if indicator.shares else None
    owner = place.parent if place else None
    apart = isinstance(owner, Project) and owner.uid != project.uid
    return _Line(indicator, plan.shown(indicator), f"{_named(owner)}との共通指標" if apart and owner else "")


def _named(owner: object) -> str:
    if not isinstance(owner, Project):
        return ""
    return f"{owner.title}（{owner.subtitle}）" if owner.subtitle else owner.title


def _line_strips(plan: Plan, year: FiscalYear, line: _Line, columns: Areas, covered: int) -> Iterator[list[Strip]]:
    """Yield what begins in each row of an indicator; `covered` is over how many rows its words of sharing stand."""
    rows = len(line.series)
    verdict = judge(plan, line.shown, year)
    for number, series in enumerate(line.series):
        strips: list[Strip] = []
        if number == 0:
            strips.append(Strip(*columns[Area.ITEM], named(_name(line)), rows))
            if Area.REMARKS in columns:
                said = _said(line.standing.comments.get(year), Area.REMARKS)
                strips.append(Strip(*columns[Area.REMARKS], Cell(said, _WRITTEN), rows))
        if line.shared:
            if covered:
                left, right = columns[Area.BASELINE][0], columns[Area.VERDICT][1]
                strips.append(Strip(left, right, Cell(line.shared, _SHARED), covered))
        else:
            strips += _figures(plan, year, line, series, columns)
            if number == 0:
                strips.append(Strip(*columns[Area.VERDICT], verdict_cell(plan, year, verdict), rows))
        yield strips


def _name(line: _Line) -> str:
    name = f"{line.standing.name or line.shown.name}{marks(line.standing, 'name')}"
    if line.standing.shares and not line.shared:
        return f"{name}\n（共通指標）"
    return f"{name}\n（{line.shown.setting_note}）" if line.shown.setting_note else name


def _figures(plan: Plan, year: FiscalYear, line: _Line, series: Series, columns: Areas) -> Iterator[Strip]:
    """Yield baseline, actual, target and what the target speaks of."""
    shown, standing = line.shown, line.standing
    unit, before = shown.unit_of(series), series_words(shown, series)
    actual = figure(plan, series.value(year, Side.ACTUAL), unit, before=before)
    when = Cell(aimed_at(plan, shown, series.target), replace(styles.LABEL, wrap=True))
    yield Strip(*columns[Area.BASELINE], point(plan, shown, series, series.baseline, after=marks(standing, "baseline")))
    yield Strip(*columns[Area.ACTUAL], actual)
    after = marks(standing, "target")
    if Area.STEP in columns:
        yield Strip(*columns[Area.STEP], year_target(plan, shown, series, year, after="" if series.target else after))
        yield Strip(*columns[Area.TARGET], final_target(plan, shown, series, after=after))
    else:
        yield Strip(*columns[Area.TARGET], point(plan, shown, series, series.target, after=after))
    yield Strip(*columns[Area.WHEN], when)
