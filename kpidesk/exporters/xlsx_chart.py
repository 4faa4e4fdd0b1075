"""Excel's own charts of a report, drawn from the cells of the sheet with the charts' figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart import Reference as Cells
from openpyxl.chart import Series as XlsxSeries
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from kpidesk.exporters.xlsx_chart_looks import dress_line, dress_part, dress_reference, dress_texts
from kpidesk.exporters.xlsx_sheet import ROOMIER
from kpidesk.paper.chart import ChartKind
from kpidesk.paper.chart_axes import BROKEN
from kpidesk.paper.chart_table import heading_of
from kpidesk.paper.chart_ticks import axis_from_zero, axis_of_lines, decimals_of
from kpidesk.paper.letters import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from kpidesk.exporters.xlsx_sheet import SheetFiller
    from kpidesk.paper.chart import ChartSpec
    from kpidesk.paper.chart_ticks import Axis
    from kpidesk.paper.laid_out import LaidChart

_EMU_PER_PT = 12700
_MOST_TICKS = 6
_BAR_GAP = 60  # percent of a bar


class _Described(OneCellAnchor):
    """Where a chart stands; gives its frame the words for those who cannot see it, which openpyxl leaves out."""

    __elements__ = OneCellAnchor.__elements__  # what openpyxl writes; it looks at the class itself alone

    def __init__(self, row: int, chart: LaidChart) -> None:
        self._spec = chart.spec
        width, height = chart.box.width * ROOMIER, chart.box.height
        size = XDRPositiveSize2D(round(width * _EMU_PER_PT), round(height * _EMU_PER_PT))
        super().__init__(_from=AnchorMarker(row=row - 1), ext=size)

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401 -- openpyxl's descriptors take all kinds
        if name == "graphicFrame" and value is not None:
            about = value.nvGraphicFramePr.cNvPr
            about.descr, about.title = clean(self._spec.alt), clean(self._spec.title)
        super().__setattr__(name, value)


def add_charts(fillers: Sequence[SheetFiller]) -> None:
    """Put every chart in its place; the last sheet holds their figures, a table each in their order."""
    placed = [(filler.sheet, row, chart) for filler in fillers for row, chart in filler.charts]
    if not placed:
        return
    figures = fillers[-1]
    for (sheet, row, chart), index in zip(placed, sorted(figures.tables), strict=True):
        head, cols = figures.tables[index]
        made = _Maker(chart.spec, figures.sheet, head, cols).chart()
        made.anchor = _Described(row, chart)
        sheet.add_chart(made)


class _Maker:
    """Makes one chart from the table whose head is in row `head` and whose cells begin in the columns `cols`."""

    def __init__(self, spec: ChartSpec, figures: Worksheet, head: int, cols: Sequence[int]) -> None:
        self._spec = spec
        self._figures = figures
        self._head = head
        self._cols = cols

    def chart(self) -> Any:  # noqa: ANN401 -- openpyxl's stubs know half of what charts have
        """Return the chart with its series, axes and texts."""
        spec = self._spec
        chart: Any = LineChart() if spec.kind is ChartKind.LINES else self._bars()
        for number, strand in enumerate(spec.counted, 1):
            if strand in spec.drawn:
                series = self._series(number)
                if spec.kind is ChartKind.LINES:
                    dress_line(series, strand)
                else:
                    dress_part(series, strand)
                chart.series.append(series)
        for number, reference in enumerate(spec.references, len(spec.counted) + 1):
            series = self._series(number)
            dress_reference(series, reference)
            chart.series.append(series)
        axis = self._axis()
        self._set_axes(chart, axis)
        notes = [BROKEN] if axis is not None and axis.broken else []
        dress_texts(chart, [heading_of(spec), *notes])
        return chart

    def _bars(self) -> BarChart:
        across = self._spec.kind is ChartKind.BARS
        chart = BarChart()
        chart.type = "bar" if across else "col"
        chart.grouping = "percentStacked" if across else "stacked"
        chart.overlap = 100
        chart.gapWidth = _BAR_GAP
        return chart

    def _series(self, number: int) -> Any:  # noqa: ANN401
        first, last = self._head + 1, self._head + len(self._spec.categories)
        column = self._cols[number]
        series: Any = XlsxSeries(
            Cells(self._figures, min_col=column, min_row=self._head, max_row=last), title_from_data=True
        )
        names = Cells(self._figures, min_col=self._cols[0], min_row=first, max_row=last)
        series.cat = AxDataSource(strRef=StrRef(f=str(names)))
        return series

    def _axis(self) -> Axis | None:
        """Return the axis of the figures, None where there is none or it is of percentages."""
        spec = self._spec
        if spec.is_empty or spec.kind is ChartKind.BARS:
            return None
        if spec.kind is ChartKind.COLUMNS:
            return axis_from_zero(max(map(spec.total, range(len(spec.categories)))), _MOST_TICKS)
        return axis_of_lines((*spec.figures, *(each.value for each in spec.references)), _MOST_TICKS)

    def _set_axes(self, chart: Any, axis: Axis | None) -> None:  # noqa: ANN401
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.x_axis.tickLblPos = "low"  # below, also where figures are below zero
        if self._spec.kind is ChartKind.BARS:
            chart.x_axis.scaling.orientation = "maxMin"  # the first on top, as in the table
            chart.y_axis.crosses = "max"
            chart.y_axis.number_format = "0%"
        if axis is not None:
            # floats, for openpyxl writes the scale of a picture so; the figures stay exact in their cells
            chart.y_axis.scaling.min, chart.y_axis.scaling.max = float(axis.low), float(axis.high)
            chart.y_axis.majorUnit = float(axis.ticks[1] - axis.ticks[0])
            chart.y_axis.number_format = _format(max(map(decimals_of, axis.ticks)), self._spec.negative)


def _format(decimals: int, negative: str) -> str:
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return f'{digits};"{negative}"{digits}'
