"""The figures of a chart as a table: what Excel draws its own chart from, and what a CSV says in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.paper import styles
from kpidesk.paper.report import Cell, Chart, Column, Heading, Page, Row, RowKind, Table

if TYPE_CHECKING:
    from kpidesk.paper.chart import ChartSpec, Datum, Reference
    from kpidesk.paper.report import Report

FIGURES = "グラフの数値"
NO_FIGURE = "数値のない理由"
_NAMES = 46.0  # mm; with seven columns of figures as wide as A4 upright
_FIGURES = 20.0
_REASONS = 40.0


def with_chart_tables(report: Report) -> Report:
    """Return a report with the figures of its charts on a page at its end, a heading and a table for each chart."""
    charts = [block for page in report.pages for block in page.blocks if isinstance(block, Chart)]
    if not charts:
        return report
    blocks = [
        block
        for chart in charts
        for block in (Heading(heading_of(chart.spec), styles.HEADING), chart_table(chart.spec))
    ]
    return replace(report, pages=(*report.pages, Page(FIGURES, tuple(blocks))))


def chart_table(spec: ChartSpec) -> Table:
    """Return a row for each category with its figures, the lines across, and why figures are missing if that is said.

    A cell without a figure is blank, for Excel draws words as zero.
    """
    reasons = [_reasons(spec, place) for place in range(len(spec.categories))]
    names = [*(strand.name for strand in spec.counted), *(reference.name for reference in spec.references)]
    head = ["", *names, *([NO_FIGURE] if any(reasons) else [])]
    columns = [Column(width=_NAMES), *(Column(width=_FIGURES) for _ in names)]
    if any(reasons):
        columns.append(Column(width=_REASONS))
    rows = []
    for place, category in enumerate(spec.categories):
        cells = [Cell(category.name, styles.TEXT)]
        cells += [_figure(strand.data[place]) for strand in spec.counted]
        cells += [_line(reference) for reference in spec.references]
        cells += [Cell(reasons[place], styles.TEXT)] if any(reasons) else []
        rows.append(Row(tuple(cells), unit=spec.title))
    # the head is in the body: nothing of so small a table is to be repeated or torn
    names_row = Row(tuple(Cell(text, styles.HEAD) for text in head), RowKind.HEAD, unit=spec.title)
    return Table(tuple(columns), (), (names_row, *rows))


def heading_of(spec: ChartSpec) -> str:
    """Return what stands above the table: the chart's title with the unit of its figures."""
    return f"{spec.title}（{spec.unit}）" if spec.unit else spec.title


def _figure(datum: Datum) -> Cell:
    if datum.value is None:
        return Cell("", styles.FIGURE)
    return Cell(datum.label, styles.FIGURE, number=datum.value, number_format=datum.number_format)


def _line(reference: Reference) -> Cell:
    return Cell(reference.label, styles.FIGURE, number=reference.value, number_format=reference.number_format)


def _reasons(spec: ChartSpec, place: int) -> str:
    told = [(strand.name, strand.data[place]) for strand in spec.strands]
    return "、".join(f"{name}：{datum.text}" for name, datum in told if datum.value is None and datum.text)
