"""Paints a laid-out document on reportlab's canvas: embedded fonts, bookmarks, title, language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from kpidesk.exporters.font_files import FontFace
from kpidesk.exporters.pdf_chart import PdfChart
from kpidesk.exporters.pdf_fonts import font_name
from kpidesk.paper.laid_out import LaidChart, LaidTable
from kpidesk.paper.report import Rule

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.textobject import PDFTextObject

    from kpidesk.exporters.font_files import FontSet
    from kpidesk.paper.laid_out import LaidCell, LaidPage, LaidText, Layout
    from kpidesk.paper.paginate import Progress
    from kpidesk.paper.report import Report, Style

_LINE_WIDTHS = {Rule.HAIR: 0.2, Rule.THIN: 0.4, Rule.MEDIUM: 0.9}  # pt
_LINE_COLOUR = "404040"
_SQUARE_CAP = 2


class PdfPainter:
    """One document on its way to a file."""

    def __init__(self, layout: Layout, fonts: FontSet, to: Path) -> None:
        self._layout = layout
        self._fonts = fonts
        self._names: dict[FontFace, str] = {}
        self._canvas = self._open(to)

    def paint(self, progress: Progress | None = None) -> None:
        """Paint every page and save the file."""
        pages = self._layout.pages
        for page in pages:
            self._paint_page(page)
            if progress:
                progress(page.number, len(pages))
        self._canvas.save()

    def _open(self, to: Path) -> Canvas:
        report: Report = self._layout.report
        options: dict[str, Any] = {
            "pagesize": (self._layout.width, self._layout.height),
            "pageCompression": 1,
            "invariant": 1,  # the same report gives the same file
            "initialFontName": self._name(FontFace.REGULAR),  # else Helvetica, unembedded, slips in
            "lang": report.language,
        }
        canvas = Canvas(str(to), **options)
        canvas.setTitle(report.title)
        canvas.setSubject(report.subject)
        canvas.setAuthor(report.author)
        canvas.setCreator("kpidesk")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        return canvas

    def _paint_page(self, page: LaidPage) -> None:
        canvas = self._canvas
        if page.is_first and page.source.bookmark:
            key = f"page-{page.number}"
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(page.source.bookmark, key, level=0)
        head = [text for text in page.running if text.box.top < self._layout.height / 2]
        foot = [text for text in page.running if text not in head]
        for part in (*head, *page.parts, *foot):
            if isinstance(part, LaidTable):
                self._paint_table(part)
            elif isinstance(part, LaidChart):
                PdfChart(canvas, self._layout.height - part.box.top, part.box.left, self._write_line).paint(
                    part.picture
                )
            else:
                self._paint_text(part, part.style)
        canvas.showPage()

    def _paint_table(self, table: LaidTable) -> None:
        cells = [cell for row in table.rows for cell in row.cells]
        for cell in cells:
            self._fill(cell)
        self._paint_rules(table)
        for cell in cells:
            self._paint_text(cell, cell.cell.style)

    def _fill(self, cell: LaidCell) -> None:
        colour = cell.cell.style.fill
        if colour:
            self._canvas.setFillColor(HexColor(f"#{colour}"))
            bottom = self._layout.height - cell.box.bottom
            self._canvas.rect(cell.box.left, bottom, cell.box.width, cell.box.height, stroke=0, fill=1)

    def _paint_rules(self, table: LaidTable) -> None:
        canvas, height = self._canvas, self._layout.height
        canvas.setStrokeColor(HexColor(f"#{_LINE_COLOUR}"))
        canvas.setLineCap(_SQUARE_CAP)
        for rule, width in _LINE_WIDTHS.items():
            lines = [
                (line.left, height - line.top, line.right, height - line.bottom)
                for line in table.rules
                if line.rule is rule
            ]
            if lines:
                canvas.setLineWidth(width)
                canvas.lines(lines)

    def _paint_text(self, laid: LaidText | LaidCell, style: Style) -> None:
        if not laid.lines:
            return
        pen = self._canvas.beginText()
        pen.setFillColor(HexColor(f"#{style.colour}"))
        for line in laid.lines:
            self._write_line(pen, line.text, line.left, self._layout.height - line.baseline, laid.size, bold=style.bold)
        self._canvas.drawText(pen)

    def _write_line(self, pen: PDFTextObject, text: str, left: float, base: float, size: float, *, bold: bool) -> None:
        for face, shown, width in self._fonts.runs(text, bold=bold):
            if shown:
                pen.setFont(self._name(face), size)
                pen.setTextOrigin(left, base)
                pen.textOut(shown)
            left += width * size

    def _name(self, face: FontFace) -> str:
        if face not in self._names:
            self._names[face] = font_name(face, self._fonts.folder)
        return self._names[face]
