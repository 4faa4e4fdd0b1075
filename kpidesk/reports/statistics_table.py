"""統計: a page for each table that goes with the plan, its figures as entered or worked out, and its charts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.notation import format_value
from kpidesk.domain.statistic_figures import Figures
from kpidesk.domain.statistics import StatisticChart
from kpidesk.domain.year_value import NotApplicable, Number, Standing
from kpidesk.paper import styles
from kpidesk.paper.chart import Category, ChartKind, ChartSpec, Shape, Strand
from kpidesk.paper.report import (
    Align,
    Block,
    Cell,
    Chart,
    Column,
    Edges,
    Heading,
    Page,
    Paper,
    PaperSize,
    Paragraph,
    Report,
    Row,
    RowKind,
    Rule,
    Running,
    Span,
    Table,
)
from kpidesk.reports.charts import LINE_TONES, datum_of, told_lines
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.number_format import number_format
from kpidesk.reports.parts import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.plan import Style as PlanStyle
    from kpidesk.domain.statistics import Statistic, StatisticColumn, StatisticRow
    from kpidesk.paper.report import Style

TITLE: Final = DocumentName.STATISTICS.label

_GROUP, _NAMES, _LEAST, _HALF_WIDTH, _PADDING, _WIDEST = 16.0, 30.0, 12.0, 1.5, 3.2, 80.0  # mm
_SPEAKING = 2  # a line of fewer points says nothing
_UNIT_LINE: Final = replace(styles.NOTE, align=Align.RIGHT)


@frozen
class _Line:
    """A row ready to be printed: its figures with their units, in the order of the columns."""

    row: StatisticRow
    cells: tuple[Cell, ...]


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether any table goes with the plan."""
    del year
    return bool(plan.statistics)


def build(plan: Plan, year: FiscalYear) -> Report:
    """Build the tables of a plan; `year` is the year in view."""
    title, figures = f"{plan.title} {TITLE}", Figures(plan.statistics)
    pages = tuple(_page(plan, table, figures, year, title) for table in plan.statistics)
    nothing = (Heading(title, styles.TITLE, level=1), Paragraph("統計表はまだ登録されていません。"))
    return Report(
        title=title,
        pages=pages or (Page(TITLE, nothing),),
        paper=_paper(pages),
        head=Running(left=plan.municipality, right=str(year)),
        subject=f"{plan.municipality} {year} {TITLE}",
        author=plan.municipality,
    )


def _page(plan: Plan, table: Statistic, figures: Figures, year: FiscalYear, title: str) -> Page:
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1), Heading(table.title, styles.HEADING)]
    if words := _unit_words(table):
        blocks.append(Paragraph(words, _UNIT_LINE, space_after=0.5))
    lines = [_line(plan.style, table, row, figures) for row in table.rows]
    if lines:
        blocks.append(_table(table, lines))
    notes = [*table.notes, *_reasons(table, figures), *([f"出典: {table.source}"] if table.source else [])]
    blocks += [Paragraph(note, styles.NOTE) for note in notes]
    blocks += [Chart(chart) for chart in _charts(plan.style, table, table.drawn, figures, year)]
    return Page(table.title, tuple(blocks))


def _paper(pages: tuple[Page, ...]) -> Paper:
    """Return A4, or A3 where a table has more columns than can be read on A4."""
    tables = [block for page in pages for block in page.blocks if isinstance(block, Table)]
    needed = max((sum(column.width + column.weight for column in table.columns) for table in tables), default=0.0)
    usual = Paper()
    room = usual.width - usual.margins.left - usual.margins.right
    return usual if needed <= room else Paper(PaperSize.A3)


def _unit_words(table: Statistic) -> str:
    dated = f"各年{table.date}現在" if table.date else ""
    unit = f"単位: {table.unit}" if table.unit else ""
    words = "、".join(part for part in (dated, unit) if part)
    return f"({words})" if words else ""


def _line(style: PlanStyle, table: Statistic, row: StatisticRow, figures: Figures) -> _Line:
    return _Line(row, tuple(_figure(style, table, row, column, figures) for column in table.shown))


def _figure(style: PlanStyle, table: Statistic, row: StatisticRow, column: StatisticColumn, figures: Figures) -> Cell:
    shown = figures.shown(table, row, column)
    value = shown.value
    if isinstance(value, Number):
        value = replace(value, standing=Standing.REFERENCE) if row.bracketed else value
        text, as_number = format_value(value, style, shown.unit), number_format(value, style, shown.unit)
        return Cell(text, styles.FIGURE, number=value.number, number_format=as_number)
    text = format_value(value, style)
    dash = isinstance(value, NotApplicable) and not row.bracketed
    return Cell(f"({text})" if text and row.bracketed else text, styles.DASH if dash else styles.FIGURE)


def _table(table: Statistic, lines: Sequence[_Line]) -> Table:
    heads = [table.heading(column) for column in table.shown]
    grouped = any(line.row.group for line in lines)
    leading = 2 if grouped else 1
    head = Row(
        (Cell("区分", styles.HEAD, Span(cols=leading)), *(Cell(each, styles.HEAD) for each in heads)), RowKind.HEAD
    )
    names = max((_width(_name(line.row)) for line in lines), default=0.0)
    columns = [*([Column(_GROUP)] if grouped else []), Column(min(max(names, _NAMES), _WIDEST))]
    for number, heading in enumerate(heads):
        widest = max((_width(line.cells[number].text) for line in lines), default=0.0)
        columns.append(Column(weight=max(widest, _width(heading) / 2, _LEAST)))  # the mm it needs
    body = tuple(_row(lines, number, grouped=grouped) for number in range(len(lines)))
    return Table(tuple(columns), (head,), body)


def _row(lines: Sequence[_Line], number: int, *, grouped: bool) -> Row:
    """Return a line; a bracketed one hangs on the one above without a rule between, and stays on its page."""
    line = lines[number]
    joined_above = line.row.bracketed and number > 0
    joined_below = number + 1 < len(lines) and lines[number + 1].row.bracketed
    leading = []
    if grouped and (run := _group_run(lines, number)):
        leading.append(named(line.row.group, run, styles.LABEL))
    alone = grouped and not line.row.group
    leading.append(Cell(_name(line.row), styles.TEXT, Span(cols=2 if alone else 1), is_header=True))
    cells = (replace(cell, style=_joined(cell.style, above=joined_above, below=joined_below)) for cell in line.cells)
    own = leading.pop()
    leading.append(replace(own, style=_joined(own.style, above=joined_above, below=joined_below)))
    return Row((*leading, *cells), keep_with_next=joined_below)


def _group_run(lines: Sequence[_Line], number: int) -> int:
    """Return how many lines the group's cell covers from here, 0 where there is none or it began above."""
    group = lines[number].row.group
    if not group or (number > 0 and lines[number - 1].row.group == group):
        return 0
    run = 1
    while number + run < len(lines) and lines[number + run].row.group == group:
        run += 1
    return run


def _joined(style: Style, *, above: bool, below: bool) -> Style:
    if not (above or below):
        return style
    return replace(style, edges=Edges(top=Rule.NONE if above else None, bottom=Rule.NONE if below else None))


def _name(row: StatisticRow) -> str:
    return f"({row.name})" if row.bracketed else row.name


def _width(text: str) -> float:
    """Return the width in mm that a text needs at its usual size."""
    return sum(1 if sign.isascii() else 2 for sign in text) * _HALF_WIDTH + _PADDING


def _reasons(table: Statistic, figures: Figures) -> Iterator[str]:
    """Yield why a — stands where a figure would, a sentence for each reason of a row."""
    for row in table.rows:
        told: dict[str, list[str]] = {}
        for column in table.shown:
            if reason := figures.shown(table, row, column).reason:
                told.setdefault(reason, []).append(table.heading(column))
        for reason, headings in told.items():
            yield f"※ 「{row.name}」({'、'.join(headings)})は、{reason}算出していません。"


def charts_around(plan: Plan, table: Statistic, row: StatisticRow, year: FiscalYear) -> tuple[ChartSpec, ...]:
    """Return the charts of a table that show a row or its group; where none does, one of the row itself."""
    group = {each.uid for each in table.rows if row.group and each.group == row.group} | {row.uid}
    drawn = [chart for chart in table.drawn if row.uid in chart.rows]
    drawn += [chart for chart in table.drawn if group & set(chart.rows) and chart not in drawn]
    alone = StatisticChart((row.uid,), row.name)
    return tuple(_charts(plan.style, table, drawn or [alone], Figures(plan.statistics), year))


def _charts(
    style: PlanStyle, table: Statistic, drawn: Iterable[StatisticChart], figures: Figures, year: FiscalYear
) -> Iterator[ChartSpec]:
    """Yield the charts that have anything to say."""
    charts = (_chart(style, table, chart, figures, year) for chart in drawn)
    return (chart for chart in charts if _says_anything(chart))


def _chart(style: PlanStyle, table: Statistic, chart: StatisticChart, figures: Figures, year: FiscalYear) -> ChartSpec:
    columns = [column for column in table.shown if column.year is not None]
    years = [column.year for column in columns]
    categories = tuple(Category(table.heading(column)) for column in columns)
    rows = [table.row(uid) for uid in chart.rows]
    unit = " ".join(dict.fromkeys(filter(None, map(table.unit_of, rows))))
    shapes = list(Shape)
    strands = tuple(
        Strand(
            row.name,
            LINE_TONES[number % len(LINE_TONES)],
            tuple(datum_of(figures.shown(table, row, column).value, style, table.unit_of(row)) for column in columns),
            shape=shapes[number % len(shapes)],
        )
        for number, row in enumerate(rows)
    )
    title = chart.title or table.title
    return ChartSpec(
        ChartKind.LINES,
        title,
        categories,
        strands,
        unit=unit,
        marked=years.index(year) if table.per is MeasuredPer.FISCAL and year in years else None,
        negative=style.negative_sign,
        alt=told_lines(title, categories, strands),
    )


def _says_anything(chart: ChartSpec) -> bool:
    """Whether a line has at least two figures: one point is no course of things."""
    return any(len([each for each in strand.data if each.value is not None]) >= _SPEAKING for strand in chart.strands)
