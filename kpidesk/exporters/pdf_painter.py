"""Paints a laid-out document on reportlab's canvas: embedded fonts, bookmarks, title, language, marked content."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from kpidesk.exporters.font_files import FontFace
from kpidesk.exporters.pdf_chart import PdfChart
from kpidesk.exporters.pdf_fonts import font_name
from kpidesk.exporters.pdf_marks import BEFORE_PAGES, Furniture, Marks, Place, standing_for
from kpidesk.paper.laid_out import LaidChart, LaidTable, TextLine
from kpidesk.paper.report import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.textobject import PDFTextObject

    from kpidesk.exporters.font_files import FontSet
    from kpidesk.paper.laid_out import LaidCell, LaidPage, LaidPart, LaidRow, LaidText, Layout
    from kpidesk.paper.paginate import Progress
    from kpidesk.paper.report import Chapter, Page, Report, Style

_LINE_WIDTHS = {Rule.HAIR: 0.2, Rule.THIN: 0.4, Rule.MEDIUM: 0.9}  # pt
_LINE_COLOUR = "404040"
_SQUARE_CAP = 2


class PdfPainter:
    """One document on its way to a file."""

    def __init__(self, layout: Layout, fonts: FontSet) -> None:
        self._layout = layout
        self._fonts = fonts
        self._names: dict[FontFace, str] = {}
        self._file = BytesIO()
        self._canvas = self._open()
        self._marks = Marks(self._canvas)
        self._page = -1  # of the report
        self._height = 0.0  # of the sheet, pt
        self._chapter: Chapter | None = None
        self._firsts = [number for number, page in enumerate(layout.pages) if page.is_first]  # sheets, from 0

    def paint(self, progress: Progress | None = None) -> tuple[BytesIO, Marks]:
        """Paint every page; return the document, its marked content not yet in a structure, and what is where."""
        pages = self._layout.pages
        for number, page in enumerate(pages, 1):
            self._paint_page(page)
            if progress:
                progress(number, len(pages))
        self._canvas.save()
        return self._file, self._marks

    def _open(self) -> Canvas:
        report: Report = self._layout.report
        options: dict[str, Any] = {
            "pageCompression": 1,
            "invariant": 1,  # the same report gives the same file
            "initialFontName": self._name(FontFace.REGULAR),  # else Helvetica, unembedded, slips in
            "lang": report.language,
        }
        canvas = Canvas(self._file, **options)
        canvas.setTitle(report.title)
        canvas.setSubject(report.subject)
        canvas.setAuthor(report.author)
        canvas.setCreator("kpidesk")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        return canvas

    def _paint_page(self, page: LaidPage) -> None:
        self._page += page.is_first
        self._height = page.height
        self._canvas.setPageSize((page.width, page.height))
        if page.is_first:
            self._set_bookmarks(page.source)
        for number, text in enumerate(page.head):
            self._paint_running_head(text, number, page)
        for part in page.parts:
            self._paint_part(part)
        for text in page.foot:
            with self._marks.artifact(Furniture.FOOT):
                self._paint_lines(text.lines, text, text.style)
        self._canvas.showPage()
        self._marks.turn()

    def _set_bookmarks(self, page: Page) -> None:
        """Bookmark what begins here: a chapter, and below it the page, unless both say the same."""
        chapter = page.chapter
        if chapter and chapter != self._chapter:
            self._set_bookmark(chapter.title, "chapter", level=0)
        self._chapter = chapter
        if page.bookmark and not (chapter and chapter.title == page.bookmark):
            self._set_bookmark(page.bookmark, "page", level=1 if chapter else 0)

    def _set_bookmark(self, title: str, kind: str, level: int) -> None:
        key = f"{kind}-{self._page}"  # reportlab knows one title for a key
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level=level)

    def _paint_running_head(self, text: LaidText, number: int, page: LaidPage) -> None:
        """Paint a text above the page; it is content the first time, unless it has the number of the page in it.

        What runs over the pages of a chapter is said by the chapter itself.
        """
        head = self._layout.report.head
        is_new = page.number == 1 and not page.source.chapter and text.text in (head.left, head.center, head.right)
        place = Place(BEFORE_PAGES, number)
        with self._marks.content(place) if is_new else self._marks.artifact(Furniture.HEAD):
            self._paint_lines(text.lines, text, text.style)

    def _paint_part(self, part: LaidPart) -> None:
        if isinstance(part, LaidTable):
            self._paint_table(part)
        elif isinstance(part, LaidChart):
            height = self._height
            chart = PdfChart(self._canvas, height - part.box.top, part.box.left, self._write_line)
            with self._marks.figure(Place(self._page, part.index), part.box, height):
                chart.paint(part.picture)
        elif part.index is not None and self._shows(part):
            with self._marks.content(Place(self._page, part.index)):
                self._paint_lines(part.lines, part, part.style)

    def _shows(self, text: LaidText) -> bool:
        """Whether there is anything to be seen of a text: a variation selector alone has no shape."""
        runs = (run for line in text.lines for run in self._fonts.runs(line.text, bold=text.style.bold))
        return any(run.shown for run in runs)

    def _paint_table(self, table: LaidTable) -> None:
        cells = [(row, cell) for row in table.rows for cell in row.cells]
        with self._marks.artifact(Furniture.LINES):
            for _, cell in cells:
                self._fill(cell)
            self._paint_rules(table)
        for row, cell in cells:
            self._paint_cell(cell, row, table.index)

    def _paint_cell(self, cell: LaidCell, row: LaidRow, block: int) -> None:
        """Paint the text of a cell; what an earlier page has said already is furniture here."""
        again, new = (cell.lines, ()) if row.repeated else self._split(cell)
        if again:
            with self._marks.artifact(Furniture.AGAIN):
                self._paint_lines(again, cell, cell.cell.style)
        if new:
            place = Place(self._page, block, cell.row, cell.col)
            if cell.cell.leads_to is not None:
                to = self._firsts[cell.cell.leads_to]
                self._marks.link(place, cell.box, self._height, to, f"{self._layout.pages[to].number}ページへ")
            with self._marks.content(place):
                self._paint_lines(new, cell, cell.cell.style)

    def _split(self, cell: LaidCell) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
        """Part the lines of a cell into what was added at its beginning and its own text."""
        if not cell.added:
            return (), cell.lines
        left, again, new = cell.added, [], []
        for line in cell.lines:
            added, own = line.text[:left], line.text[left:]
            left -= len(added)
            if added:
                again.append(TextLine(line.left, line.baseline, added))
            if own:
                width = self._fonts.measure(added, cell.size, cell.cell.style.bold)
                new.append(TextLine(line.left + width, line.baseline, own))
        return tuple(again), tuple(new)

    def _fill(self, cell: LaidCell) -> None:
        colour = cell.cell.style.fill
        if colour:
            self._canvas.setFillColor(HexColor(f"#{colour}"))
            bottom = self._height - cell.box.bottom
            self._canvas.rect(cell.box.left, bottom, cell.box.width, cell.box.height, stroke=0, fill=1)

    def _paint_rules(self, table: LaidTable) -> None:
        canvas, height = self._canvas, self._height
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

    def _paint_lines(self, lines: Sequence[TextLine], laid: LaidText | LaidCell, style: Style) -> None:
        pen = self._canvas.beginText()
        pen.setFillColor(HexColor(f"#{style.colour}"))
        for line in lines:
            self._write_line(pen, line.text, line.left, self._height - line.baseline, laid.size, bold=style.bold)
        self._canvas.drawText(pen)

    def _write_line(self, pen: PDFTextObject, text: str, left: float, base: float, size: float, *, bold: bool) -> None:
        for run in self._fonts.runs(text, bold=bold):
            if run.shown:
                pen.setFont(self._name(run.face), size)
                pen.setTextOrigin(left, base)
                with standing_for(pen, run.stands_for):
                    pen.textOut(run.shown)
            left += run.width * size

    def _name(self, face: FontFace) -> str:
        if face not in self._names:
            self._names[face] = font_name(face, self._fonts.folder)
        return self._names[face]
