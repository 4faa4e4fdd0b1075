"""進捗状況: a page a goal with what it aims at, its indicators, their actuals by year, and how they stand."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kpidesk.domain.entries import Entry, entries
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Kind, Series
from kpidesk.domain.plan import Goal, Plan
from kpidesk.domain.rating import judge
from kpidesk.domain.year_value import Side
from kpidesk.paper import styles
from kpidesk.paper.report import Align, Cell, Column, Page, Paper, Paragraph, Report, Row, Span, Table
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.parts import (
    FINAL_TARGET,
    aimed_at,
    band,
    differs_from_final,
    figure,
    figure_width,
    final_target,
    footnotes,
    framed,
    head_row,
    marks,
    named,
    numbered,
    passages,
    point,
    purpose,
    series_words,
    titled,
    verdict_cell,
    year_target,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator
    from kpidesk.paper.report import Block

TITLE: Final = DocumentName.PROGRESS.label

_PURPOSE, _POINT, _YEAR, _VERDICT = 48.0, 20.0, 18.0, 22.0  # mm
_RUN: Final = 3  # so many numbers in a row are named by the first and the last


class _Aim(Enum):
    """A column of targets; the value is its head."""

    ONLY = "目標値"
    FINAL = FINAL_TARGET
    YEAR = "{year}\n目標値"


@frozen
class _Line:
    """An indicator as it stands on the page: its number, where it hangs, its rows."""

    number: str
    entry: Entry
    standing: Indicator
    shown: Indicator

    @property
    def purpose(self) -> str:
        """What it serves: its group, or the project it hangs on."""
        return self.entry.project.title if self.entry.project else purpose(self.standing)

    @property
    def served(self) -> str:
        """What stands beside it: what it serves, else what kind it is where it is no KPI."""
        return self.purpose or ("" if self.shown.kind is Kind.KPI else self.shown.kind.label)

    @property
    def series(self) -> tuple[Series, ...]:
        """Its rows of figures, a blank one where it has none."""
        return self.shown.series or (Series(),)


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether any indicator is in force."""
    del year
    return any(each.standing and each.shown for each in entries(plan, plan))


def build(plan: Plan, year: FiscalYear, options: ReportOptions | None = None) -> Report:
    """Build the 進捗状況 of a year; `plan` is the plan in force in that year."""
    options = options or ReportOptions()
    nodes: tuple[Plan | Goal, ...] = (*(() if options.goal else (plan,)), *options.goals(plan))
    parts = [(node, _lines(plan, node)) for node in nodes]
    pages = [_page(plan, year, node, lines) for node, lines in parts if lines]
    return framed(plan, year, TITLE, pages, Paper(options.size))


def _lines(plan: Plan, node: Plan | Goal) -> list[_Line]:
    """Return the indicators of a goal and its measures; where no KPI is among them, those of its projects too."""
    found = [each for each in entries(plan, node) if each.standing and (each.path or isinstance(node, Plan))]
    above = [each for each in found if each.project is None]
    if isinstance(node, Plan):
        chosen = [each for each in above if not each.path]
    else:
        chosen = above if any(each.shown and each.shown.kind is Kind.KPI for each in above) else found
    return [
        _Line(numbered(number), each, each.standing, each.shown)
        for number, each in enumerate(chosen, 1)
        if each.standing and each.shown
    ]


def _page(plan: Plan, year: FiscalYear, node: Plan | Goal, lines: Sequence[_Line]) -> Page:
    name = plan.places[node.uid].title if isinstance(node, Goal) else "計画全体の指標"
    blocks: list[Block] = [*titled(plan, TITLE, name), *passages(node), _table(plan, year, lines)]
    blocks.extend(_sources(plan, lines))
    blocks.extend(footnotes(line.standing for line in lines))
    scheme = plan.scheme_in(year)
    blocks.append(
        Paragraph(f"※ 状況は、判定方式「{scheme.name}」によります。{scheme.about}", styles.NOTE, space_after=0.3)
    )
    return Page(name, tuple(blocks), plan.places[node.uid].label or name)


def _table(plan: Plan, year: FiscalYear, lines: Sequence[_Line]) -> Table:
    years = [each for each in plan.years.years if each <= year]
    purposeful = any(line.purpose for line in lines)
    kinds = {"事業" if line.entry.project else "目的" for line in lines if line.purpose}
    targets = _targets(year, lines)
    heads = ("指標", "基準値", *_figure_heads(years, targets), f"{year}\nの状況")
    body: list[Row] = []
    for path, below in groupby(lines, key=lambda line: line.entry.path):
        if len(path) > 1:
            body.append(band(" ".join(plan.places[each.uid].title for each in path[1:]), len(heads) + purposeful))
        for name, together in groupby(below, key=lambda line: line.served):
            body.extend(_rows(plan, years, list(together), targets, name if purposeful else None))
    row = head_row(("・".join(sorted(kinds, reverse=True)), *heads) if purposeful else heads)
    return Table(tuple(_columns(len(years), len(targets), body, purposeful=purposeful)), (row,), tuple(body))


def _targets(year: FiscalYear, lines: Sequence[_Line]) -> tuple[_Aim, ...]:
    """Return which targets stand: those of the year as well where any is not the final one it is judged against."""
    rows = [series for line in lines for series in line.series]
    if not any(differs_from_final(series, year) for series in rows):
        return (_Aim.ONLY,)
    return (_Aim.FINAL, _Aim.YEAR) if any(series.target for series in rows) else (_Aim.YEAR,)


def _figure_heads(years: Sequence[FiscalYear], targets: Sequence[_Aim]) -> Iterator[str]:
    """Yield the heads of targets and actuals; the target of the year stands beside its actual."""
    yield from (each.value for each in targets if each is not _Aim.YEAR)
    yield from (f"{each}\n実績値" for each in years[:-1])
    yield from (each.value.format(year=years[-1]) for each in targets if each is _Aim.YEAR)
    yield f"{years[-1]}\n実績値"


def _columns(years: int, targets: int, body: Sequence[Row], *, purposeful: bool) -> Iterator[Column]:
    """Yield the columns; those of the figures grow with the longest one."""
    texts = [cell.text for row in body for cell in row.cells if cell.style.align is Align.RIGHT]
    if purposeful:
        yield Column(_PURPOSE)
    yield Column(weight=1.0)
    yield from (Column(figure_width(texts, _POINT)),) * (1 + targets)
    yield from (Column(figure_width(texts, _YEAR)),) * years
    yield Column(_VERDICT)


def _rows(
    plan: Plan, years: Sequence[FiscalYear], together: Sequence[_Line], targets: Sequence[_Aim], served: str | None
) -> Iterator[Row]:
    """Yield the rows of the indicators that serve one purpose, a row for each series."""
    leading = []
    if served is not None:
        leading.append(named(served, sum(len(line.series) for line in together)))
    for line in together:
        rows = len(line.series)
        name = named(f"{line.number}{line.standing.name or line.shown.name}{marks(line.standing, 'name')}", rows)
        verdict = judge(plan, line.shown, years[-1])
        for number, series in enumerate(line.series):
            first = [*leading, name] if number == 0 else []
            last = [replace(verdict_cell(plan, years[-1], verdict), span=Span(rows=rows))] if number == 0 else []
            yield Row((*first, *_figures(plan, years, line, series, targets), *last), unit=line.standing.uid)
            leading = []


def _figures(
    plan: Plan, years: Sequence[FiscalYear], line: _Line, series: Series, targets: Sequence[_Aim]
) -> Iterator[Cell]:
    unit, before = line.shown.unit_of(series), series_words(line.shown, series)
    yield point(plan, line.shown, series, series.baseline, after=marks(line.standing, "baseline"))
    after = marks(line.standing, "target")
    if _Aim.ONLY in targets and series.target is None:
        yield figure(plan, series.value(years[-1], Side.TARGET), unit, before=before, after=after)
    elif _Aim.ONLY in targets:
        yield point(plan, line.shown, series, series.target, after=after)
    elif _Aim.FINAL in targets:
        yield final_target(plan, line.shown, series, after=after)
    for year in years:
        if year == years[-1] and _Aim.YEAR in targets:
            yield year_target(plan, line.shown, series, year, after="" if series.target else after)
        yield figure(plan, series.value(year, Side.ACTUAL), unit, before=before, after=marks(line.standing, str(year)))


def _sources(plan: Plan, lines: Sequence[_Line]) -> Iterator[Block]:
    """Yield where the figures come from and what they speak of, together for indicators that have it in common."""
    told: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if words := _source(plan, line.shown):
            told.setdefault(words, []).append(place)
    parts = [f"{_numbers(lines, places)} {words}" for words, places in told.items()]
    if parts:
        yield Paragraph("　".join(parts), styles.NOTE, space_after=0.3)


def _numbers(lines: Sequence[_Line], places: Sequence[int]) -> str:
    """Return the numbers of some lines, a run of them by its first and last."""
    numbers = [lines[place].number for place in places]
    run = len(places) >= _RUN and places[-1] - places[0] == len(places) - 1
    return f"{numbers[0]}～{numbers[-1]}" if run else "".join(numbers)


def _source(plan: Plan, shown: Indicator) -> str:
    series = shown.series[0]
    when = (
        ("基準値", series.baseline.as_of if series.baseline else ""),
        ("目標値", aimed_at(plan, shown, series.target)),
    )
    dated = "、".join(f"{name}: {words}" for name, words in when if words)
    return " ".join(part for part in (shown.source, f"({dated})" if dated else "") if part)
