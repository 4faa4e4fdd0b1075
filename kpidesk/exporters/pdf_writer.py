"""Report -> PDF file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.exporters.font_files import FontSet
from kpidesk.exporters.safe_file import replacing
from kpidesk.paper.paginate import paginate

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.paper.paginate import Progress
    from kpidesk.paper.report import Report


def write(report: Report, to: Path, *, fonts: Path, progress: Progress | None = None) -> None:
    """Write a report as PDF, set in the fonts of a folder; UserError where the file cannot be written.

    `progress` hears (done, total) of the rows laid out, then of the pages painted, then of the parts tagged; it may
    raise to cancel.
    """
    from kpidesk.exporters.pdf_painter import PdfPainter  # noqa: PLC0415 -- reportlab loads when first needed
    from kpidesk.exporters.pdf_tags import write_tagged  # noqa: PLC0415 -- and pikepdf

    font_set = FontSet(fonts)
    layout = paginate(report, font_set.measure, progress)
    with replacing(to) as path:
        untagged, marks = PdfPainter(layout, font_set).paint(progress)
        write_tagged(untagged, report, marks, path, progress)
