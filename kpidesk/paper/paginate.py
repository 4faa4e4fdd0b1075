"""Lays a report out, once for every way it is shown: pages with texts, tables and border lines at their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.chart_layout import lay_chart, natural_height
from kpidesk.paper.laid_out import PT_PER_MM, LaidChart, LaidPage, LaidText, Layout
from kpidesk.paper.part_layout import lay_part
from kpidesk.paper.report import Align, Chart, Heading, Paragraph, Running, Style, Table, VAlign
from kpidesk.paper.table_flow import TableFlow
from kpidesk.paper.table_grid import column_edges
from kpidesk.paper.text_fit import TextFitter

if TYPE_CHECKING:
    from kpidesk.paper.laid_out import LaidPart
    from kpidesk.paper.line_break import Measure
    from kpidesk.paper.part_builder import Part
    from kpidesk.paper.report import Page, Report
    from kpidesk.paper.text_fit import Fitted

Progress = Callable[[int, int], None]
"""(done, total) of the work; may raise to cancel."""

_RUNNING_STYLE = Style(size=8.0, smallest=5.0, wrap=False, colour="444444")
_RUNNING_HEIGHT = 14.0  # pt
_LEAST_ROOM = 100.0  # pt
_CHART_SIZE = 8.5  # pt, of the texts in charts


def paginate(report: Report, measure: Measure, progress: Progress | None = None, *, tallest_row: float = 1e9) -> Layout:
    """Lay a report out; no row is taller than `tallest_row` pt. ValueError where the spans of a table do not fit."""
    frame = _printed_area(report)
    if min(frame.width, frame.height) < _LEAST_ROOM:
        raise ValueError("the margins leave no room to print on")
    fitter = TextFitter(measure)
    counter = _Counter(progress, sum(len(b.body) for page in report.pages for b in page.blocks if isinstance(b, Table)))
    laid: list[LaidPage] = []
    for page in report.pages:
        flow = _PageFlow(page, frame, fitter, tallest_row)
        flow.run(counter.add)
        laid += flow.pages(first_number=len(laid) + 1)
    pages = tuple(replace(page, running=_running(report, page.number, len(laid), frame, fitter)) for page in laid)
    return Layout(report, report.paper.width * PT_PER_MM, report.paper.height * PT_PER_MM, pages)


class _Counter:
    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def add(self, rows: int) -> None:
        self._done += rows
        if self._progress:
            self._progress(self._done, self._total)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A heading that will stand on the page where what follows it begins."""

    index: int
    block: Heading
    fitted: Fitted
    height: float


class _PageFlow:
    """The blocks of one Page flowing over as many sheets as they need."""

    def __init__(self, page: Page, frame: Box, fitter: TextFitter, tallest_row: float) -> None:
        self._page = page
        self._frame = frame
        self._fitter = fitter
        self._tallest_row = tallest_row
        self._waiting: list[_Waiting] = []
        self._sheets: list[list[LaidPart]] = [[]]
        self._y = frame.top
        self._table: tuple[int, Table, tuple[float, ...]] | None = None

    def run(self, progress: Callable[[int], None]) -> None:
        """Lay every block."""
        for index, block in enumerate(self._page.blocks):
            if isinstance(block, Heading):
                fitted = self._fitter.fit(block.text, block.style, self._frame.width)
                self._waiting.append(_Waiting(index, block, fitted, fitted.height + block.space_after * PT_PER_MM))
            elif isinstance(block, Paragraph):
                self._add_paragraph(index, block)
            elif isinstance(block, Chart):
                self._add_chart(index, block)
            else:
                edges = column_edges(block.columns, self._frame.left, self._frame.width, PT_PER_MM)
                self._table = (index, block, edges)
                TableFlow(block, edges, self._fitter, self, self._tallest_row).run(progress)
                self._y += block.space_after * PT_PER_MM
        if self._waiting and self.room() < 0:
            self.turn()
        self._put_waiting()

    def pages(self, first_number: int) -> list[LaidPage]:
        """Return the sheets as pages."""
        return [
            LaidPage(first_number + number, self._page, number == 0, tuple(parts), ())
            for number, parts in enumerate(self._sheets)
        ]

    def room(self) -> float:
        """Return what is left of this page below the headings that wait, pt."""
        return self._frame.bottom - self._y - self._waiting_height()

    def full_room(self) -> float:
        """Return what a new page offers below the headings that wait, pt."""
        return self._frame.height - self._waiting_height()

    def turn(self) -> None:
        """Begin a new page; headings that wait go along."""
        if self._sheets[-1]:
            self._sheets.append([])
        self._y = self._frame.top

    def put(self, part: Part) -> None:
        """Place the rows gathered for this page below the headings that wait."""
        if self._table is None:
            raise AssertionError("rows without a table")
        self._put_waiting()
        index, table, edges = self._table
        self._sheets[-1].append(lay_part(part, table, index, edges, self._y, self._fitter))
        self._y += sum(height for _, height in part.rows)

    def _add_chart(self, index: int, block: Chart) -> None:
        """Put a chart on this page or, whole, on the next; only a page too small for it makes it smaller."""
        breaker, width = self._fitter.breaker, self._frame.width
        wish = block.height * PT_PER_MM or natural_height(block.spec, width, breaker, _CHART_SIZE)
        height = min(wish, self._tallest_row, self.full_room())
        if height > self.room():
            self.turn()
        self._put_waiting()
        picture = lay_chart(block.spec, width, height, breaker, _CHART_SIZE)
        self._sheets[-1].append(LaidChart(block.spec, Box(self._frame.left, self._y, width, height), picture, index))
        self._y += height + block.space_after * PT_PER_MM

    def _waiting_height(self) -> float:
        return sum(heading.height for heading in self._waiting)

    def _put_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for heading in waiting:
            self._put_text(heading.index, heading.block, heading.fitted)

    def _put_text(self, index: int, block: Heading | Paragraph, fitted: Fitted, shown: int | None = None) -> None:
        text = "".join(fitted.lines[:shown])
        height = replace(fitted, lines=fitted.lines[:shown]).height
        box = Box(self._frame.left, self._y, self._frame.width, height)
        lines = self._fitter.place(fitted, block.style, box, shown)
        self._sheets[-1].append(LaidText(text, block.style, box, fitted.size, lines, index))
        self._y += height + block.space_after * PT_PER_MM

    def _add_paragraph(self, index: int, block: Paragraph) -> None:
        """Put a paragraph down whole if a page can hold it, else as far as each page goes."""
        fitted = self._fitter.fit(block.text, block.style, self._frame.width)
        if fitted.height > self.room() and fitted.height <= self.full_room():
            self.turn()
        self._put_waiting()
        while fitted.height > self.room():
            shown = fitted.lines_within(self.room())
            if shown:
                self._put_text(index, block, fitted, shown)
                fitted = replace(fitted, lines=fitted.lines[shown:])
            self.turn()
        self._put_text(index, block, fitted)


def _printed_area(report: Report) -> Box:
    paper, margins = report.paper, report.paper.margins
    return Box(
        margins.left * PT_PER_MM,
        margins.top * PT_PER_MM,
        (paper.width - margins.left - margins.right) * PT_PER_MM,
        (paper.height - margins.top - margins.bottom) * PT_PER_MM,
    )


def _running(report: Report, page: int, pages: int, frame: Box, fitter: TextFitter) -> tuple[LaidText, ...]:
    """Place the running head and foot midway between the printed area and the edge of the sheet."""
    height = report.paper.height * PT_PER_MM
    head = Box(frame.left, (frame.top - _RUNNING_HEIGHT) / 2, frame.width, _RUNNING_HEIGHT)
    foot = Box(frame.left, (frame.bottom + height - _RUNNING_HEIGHT) / 2, frame.width, _RUNNING_HEIGHT)
    texts = []
    for running, box in ((report.head, head), (report.foot, foot)):
        for text, align in _aligned(running):
            shown = text.replace("{pages}", str(pages)).replace("{page}", str(page))
            style = replace(_RUNNING_STYLE, align=align, valign=VAlign.MIDDLE)
            fitted = fitter.fit(shown, style, frame.width)
            texts.append(LaidText(shown, style, box, fitted.size, fitter.place(fitted, style, box)))
    return tuple(texts)


def _aligned(running: Running) -> list[tuple[str, Align]]:
    sides = ((running.left, Align.LEFT), (running.center, Align.CENTER), (running.right, Align.RIGHT))
    return [(text, align) for text, align in sides if text]
