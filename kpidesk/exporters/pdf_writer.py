"""Report -> PDF file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.exporters.font_files import FontSet
from kpidesk.exporters.safe_file import replacing
from kpidesk.paper.paginate import paginate

if TYPE_CHECKING:
    from io import BytesIO
    from pathlib import Path

    from kpidesk.exporters.pdf_marks import Marks
    from kpidesk.paper.paginate import Progress
    from kpidesk.paper.report import Report


def write(report: Report, to: Path, *, fonts: Path, progress: Progress | None = None) -> None:
    """Write a report as PDF, set in the fonts of a folder; UserError where the file cannot be written.

    `progress` hears (done, total) of the rows laid out, of the pages painted, of the parts tagged, and at last of the
    percent written; it may raise to cancel.
    """
    from kpidesk.exporters.pdf_tags import write_tagged  # noqa: PLC0415 -- pikepdf loads when first needed

    with replacing(to) as path:
        untagged, marks = _painted(report, FontSet(fonts), progress)
        write_tagged(untagged, report, marks, path, progress)


def _painted(report: Report, fonts: FontSet, progress: Progress | None) -> tuple[BytesIO, Marks]:
    """Lay out and paint; the layout is let go before the structure needs memory of its own."""
    from kpidesk.exporters.pdf_painter import PdfPainter  # noqa: PLC0415 -- reportlab loads when first needed

    return PdfPainter(paginate(report, fonts.measure, progress), fonts).paint(progress)
