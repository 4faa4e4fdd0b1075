"""Builds the workbook of a laid-out report: sheets, page set-up, head and foot, document properties."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from kpidesk.exporters.xlsx_chart import add_charts
from kpidesk.exporters.xlsx_sheet import SheetFiller
from kpidesk.exporters.xlsx_styles import FONT, XlsxStyles
from kpidesk.paper.chart_table import FIGURES
from kpidesk.paper.letters import clean
from kpidesk.paper.report import PaperSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

    from kpidesk.paper.laid_out import LaidPage, Layout
    from kpidesk.paper.paginate import Progress
    from kpidesk.paper.report import Paper, Report, Running

_MM_PER_INCH = 25.4
_PAPER_CODES = {PaperSize.A4: 9, PaperSize.A3: 8}
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\：＊？／￥［］]")
_LONGEST_NAME = 31
_RUNNING_SIZE = 8


class XlsxPainter:
    """One document on its way to a workbook."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._workbook = Workbook()
        self._styles = XlsxStyles(self._workbook)

    def paint(self, progress: Progress | None = None) -> Workbook:
        """Fill a sheet for every page of the report and return the workbook."""
        self._workbook.remove(self._workbook.worksheets[0])
        taken: set[str] = set()
        done = 0
        fillers: list[SheetFiller] = []
        for pages in _by_source(self._layout.pages):
            source = pages[0].source
            name = sheet_name(source.sheet or source.bookmark, taken)
            taken.add(name.casefold())
            sheet = self._workbook.create_sheet(name)
            _set_up(sheet, pages, self._layout)
            # Excel's charts draw from runs of rows
            fillers.append(SheetFiller(sheet, pages, self._styles, unbroken=source.bookmark == FIGURES))
            fillers[-1].fill()
            done += len(pages)
            if progress:
                progress(done, len(self._layout.pages))
        add_charts(fillers)
        for filler in fillers:
            for cell, page in filler.links:
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{fillers[page].sheet.title}'!A1")
        self._describe(self._layout.report)
        return self._workbook

    def _describe(self, report: Report) -> None:
        about = self._workbook.properties
        about.title = clean(report.title)
        about.subject = clean(report.subject)
        about.creator = clean(report.author)
        about.language = report.language
        if report.made:
            about.created = report.made.astimezone(UTC).replace(tzinfo=None)  # as the library wants it


def sheet_name(wish: str, taken: set[str]) -> str:
    """Make a name that Excel accepts and no other sheet has; `taken` holds the others, casefolded."""
    plain = _FORBIDDEN_IN_NAMES.sub("・", clean(wish).replace("\n", " ")).strip(" '") or "シート"
    name, number = _shortened(plain, ""), 1
    while name.casefold() in taken:
        number += 1
        name = _shortened(plain, f"（{number}）")
    return name


def _shortened(name: str, ending: str) -> str:
    """Cut a name so that it and its ending have at most 31 UTF-16 units."""
    while len((name + ending).encode("utf-16-le")) > 2 * _LONGEST_NAME:
        name = name[:-1]
    return name.rstrip(" '") + ending


def _by_source(pages: Sequence[LaidPage]) -> list[list[LaidPage]]:
    groups: list[list[LaidPage]] = []
    for page in pages:
        if page.is_first:
            groups.append([])
        groups[-1].append(page)
    return groups


def _set_up(sheet: Worksheet, pages: Sequence[LaidPage], layout: Layout) -> None:
    """Set paper, margins, running texts and view."""
    chapter = layout.report.chapter_of(pages[0].source)
    paper: Paper = chapter.paper
    sheet.page_setup.paperSize = _PAPER_CODES[paper.size]
    sheet.page_setup.orientation = "landscape" if paper.landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0  # as many pages down as there are
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = paper.margins
    sheet.page_margins = PageMargins(
        left=margins.left / _MM_PER_INCH,
        right=margins.right / _MM_PER_INCH,
        top=margins.top / _MM_PER_INCH,
        bottom=margins.bottom / _MM_PER_INCH,
        header=margins.top / 2 / _MM_PER_INCH,
        footer=margins.bottom / 2 / _MM_PER_INCH,
    )
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    count = str(layout.count) if layout.report.is_bound else "&N"
    if layout.report.is_bound and pages[0].number:
        # the numbers of the contents, whichever of the sheets are printed
        sheet.page_setup.firstPageNumber = pages[0].number
        sheet.page_setup.useFirstPageNumber = True
    _run(sheet.oddHeader, chapter.head, count)
    _run(sheet.oddFooter, chapter.foot, count)


def _run(item: HeaderFooterItem | None, running: Running, count: str) -> None:
    if item is None:  # never so in a new sheet
        return
    for part, text in ((item.left, running.left), (item.center, running.center), (item.right, running.right)):
        if text:
            plain = clean(text).replace("&", "＆")  # the sign of commands; its escape && is misread by some
            part.text = plain.replace("{pages}", count).replace("{page}", "&P")
            part.font = f"{FONT},標準"
            part.size = _RUNNING_SIZE
