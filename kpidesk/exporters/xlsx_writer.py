"""Report -> Excel file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.exporters.font_files import FontSet
from kpidesk.exporters.safe_file import replacing
from kpidesk.paper.chart_table import with_chart_tables
from kpidesk.paper.paginate import paginate

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.paper.paginate import Progress
    from kpidesk.paper.report import Report

_TALLEST_ROW = 405.0  # pt; Excel's limit is 409.5


def write(report: Report, to: Path, *, fonts: Path, progress: Progress | None = None) -> None:
    """Write a report as an Excel workbook, a sheet per page of the report; UserError where it cannot be written.

    `progress` hears (done, total) first of the rows laid out, then of the pages filled in, and may raise to cancel.
    """
    from kpidesk.exporters.xlsx_painter import XlsxPainter  # noqa: PLC0415 -- openpyxl loads when first needed

    layout = paginate(with_chart_tables(report), FontSet(fonts).measure, progress, tallest_row=_TALLEST_ROW)
    workbook = XlsxPainter(layout).paint(progress)
    with replacing(to) as path:
        workbook.save(path)
