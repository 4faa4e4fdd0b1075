"""数値目標・KPI一覧: the indicators of each goal and measure with 基準値 and 目標値, and its 実施計画 of projects."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kpidesk.domain.entries import entries
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator, Kind, Series
from kpidesk.domain.plan import Goal, Measure, Plan, Project, children
from kpidesk.paper import styles
from kpidesk.paper.report import Column, Heading, Page, Paper, Paragraph, Report, Row, Table
from kpidesk.reports.action_plan import PlanColumns, action_plan
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.parts import (
    NO_PROJECT,
    SUBHEADING,
    figure_width,
    footnotes,
    framed,
    head_row,
    marks,
    named,
    point,
    purpose,
    titled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Point
    from kpidesk.paper.report import Block

TITLE: Final = DocumentName.TARGETS.label

_PURPOSE, _FIGURE, _WIDEST = 40.0, 34.0, 50.0  # mm
_TABLE_NAMES: Final = {Kind.OUTCOME: "数値目標", Kind.KPI: "重要業績評価指標(KPI)"}
_MEASURE: Final = replace(styles.HEADING, size=10.5)


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether any indicator or project is in force."""
    del year
    return any(True for _ in entries(plan, plan))


def build(plan: Plan, year: FiscalYear, options: ReportOptions | None = None) -> Report:
    """Build the list; `plan` is the plan in force in the year."""
    options = options or ReportOptions()
    columns = PlanColumns.of(plan)
    whole = [_page(plan, plan, "計画全体の指標", columns)] if plan.indicators and not options.goal else []
    goals = [_page(plan, goal, plan.places[goal.uid].title, columns) for goal in options.goals(plan)]
    return framed(plan, year, TITLE, [*whole, *goals], Paper(landscape=columns.text and columns.kpis))


def _page(plan: Plan, node: Plan | Goal, name: str, columns: PlanColumns) -> Page:
    blocks = titled(plan, TITLE, name)
    blocks.extend(_indicators(plan, node))
    if isinstance(node, Goal):
        blocks.extend(_below(plan, node, columns))
    blocks.extend(footnotes(_standing(node) if isinstance(node, Goal) else node.indicators))
    return Page(name, tuple(blocks), plan.places[node.uid].label or name)


def _standing(node: Goal | Measure | Project) -> Iterator[Indicator]:
    yield from node.indicators
    for child in children(node):
        yield from _standing(child)


def _below(plan: Plan, node: Goal | Measure, columns: PlanColumns) -> Iterator[Block]:
    """Yield what stands under a goal or measure: its projects, then measure by measure."""
    if node.projects:
        yield Heading(columns.title, SUBHEADING, level=3)
        yield action_plan(plan, node.projects, columns)
    for measure in node.measures:
        yield Heading(plan.places[measure.uid].title, _MEASURE)
        yield from _indicators(plan, measure)
        if not measure.projects and any(each.projects for each in measure.measures):
            yield Heading(columns.title, SUBHEADING, level=3)
        yield from _below(plan, replace(measure, measures=()), columns)
        for each in measure.measures:
            yield Heading(plan.places[each.uid].title, SUBHEADING, level=3)
            yield from _indicators(plan, each)
            if each.projects:
                yield action_plan(plan, each.projects, columns)
            yield from _related(each)
            if not (each.projects or each.indicators or each.related):
                yield Paragraph(NO_PROJECT, styles.NOTE, space_after=3.0)
        yield from _related(measure)


def _related(measure: Measure) -> Iterator[Block]:
    """Yield the 主な関連事業: names alone."""
    if measure.related:
        yield Paragraph(f"主な関連事業: {'、'.join(measure.related)}", styles.REMARKS, space_after=3.0)


def _indicators(plan: Plan, node: Plan | Goal | Measure) -> Iterator[Block]:
    """Yield a table for each kind; those of the plan itself stand in groups."""
    shown = [_Shown(each, plan.shown(each)) for each in node.indicators]
    grouped = isinstance(node, Plan)
    for name, together in groupby(shown, key=lambda each: (grouped and each.standing.group) or each.kind):
        yield Heading(name, SUBHEADING, level=3)
        yield _table(plan, list(together), grouped=grouped)


@frozen
class _Shown:
    """An indicator as it stands, and with what it shows."""

    standing: Indicator
    shown: Indicator

    @property
    def kind(self) -> str:
        """The name of the table it stands in."""
        return _TABLE_NAMES.get(self.standing.kind, self.standing.kind.label)

    @property
    def series(self) -> tuple[Series, ...]:
        """Its rows."""
        return self.shown.series or (Series(),)


def _table(plan: Plan, together: Sequence[_Shown], *, grouped: bool) -> Table:
    """Return the table of some indicators; as-of words that most have in common stand in the head."""
    pairs = [(each, series) for each in together for series in each.series]
    starts, ends = [series.baseline for _, series in pairs], [series.target for _, series in pairs]
    common = (_common(starts), _common(ends))
    start = "満足度" if together[0].standing.kind is Kind.SATISFACTION else "基準値"
    heads, columns = ["指標", _headed(start, common[0]), _headed("目標値", common[1])], [Column(weight=1.0)]
    purposeful = not grouped and any(purpose(each.standing) for each in together)
    if purposeful:
        heads, columns = ["目的", *heads], [Column(_PURPOSE), *columns]
    body: list[Row] = []
    for served, alike in groupby(together, key=lambda each: purpose(each.standing) if purposeful else ""):
        body.extend(_rows(plan, list(alike), served if purposeful else None, common=common))
    widths = [figure_width((row.cells[place].text for row in body), _FIGURE, _WIDEST) for place in (-2, -1)]
    return Table((*columns, *map(Column, widths)), (head_row(heads),), tuple(body))


def _common(points: Sequence[Point | None]) -> str:
    """Return the as-of words that most of the figures have; "" where there are none such, or a figure has none."""
    words = [point.as_of for point in points if point and point.value]
    [(most, count)] = Counter(words).most_common(1) or [("", 0)]
    return most if "" not in words and 2 * count > len(words) else ""


def _headed(name: str, words: str) -> str:
    return f"{name}\n({words})" if words else name


def _rows(plan: Plan, together: Sequence[_Shown], served: str | None, *, common: tuple[str, str]) -> Iterator[Row]:
    """Yield the rows that serve one purpose, one for each series, with the as-of words that are not `common`."""
    leading = []
    if served is not None:
        leading.append(named(served, sum(len(each.series) for each in together)))
    for each in together:
        for number, series in enumerate(each.series):
            name = [named(_name(each), len(each.series))] if number == 0 else []
            points = (("baseline", series.baseline, common[0]), ("target", series.target, common[1]))
            cells = [
                point(plan, each.shown, series, given, after=marks(each.standing, anchor) + _behind(given, known))
                for anchor, given, known in points
            ]
            yield Row((*leading, *name, *cells), unit=each.standing.uid)
            leading = []


def _name(each: _Shown) -> str:
    name = f"{each.standing.name or each.shown.name}{marks(each.standing, 'name')}"
    return f"{name}\n（{each.shown.setting_note}）" if each.shown.setting_note else name


def _behind(given: Point | None, known: str) -> str:
    """Return the words behind a figure: its note, and its as-of words where the head does not say them."""
    words = [given.note, "" if given.as_of == known else given.as_of] if given else []
    told = "、".join(each for each in words if each)
    return f" ({told})" if told else ""
