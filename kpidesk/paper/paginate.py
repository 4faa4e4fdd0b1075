"""Lays a report out, once for every way it is shown: pages with texts, tables and border lines at their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import is_
from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.chart_layout import lay_chart, natural_height
from kpidesk.paper.laid_out import PT_PER_MM, LaidChart, LaidPage, LaidText, Layout
from kpidesk.paper.page_numbers import counted, with_numbers
from kpidesk.paper.part_layout import lay_part
from kpidesk.paper.report import Chart, Heading, Paragraph, Table
from kpidesk.paper.running_lines import printed_area, with_running_lines
from kpidesk.paper.table_flow import TableFlow
from kpidesk.paper.table_grid import column_edges
from kpidesk.paper.text_fit import TextFitter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpidesk.paper.laid_out import LaidPart
    from kpidesk.paper.line_break import Measure
    from kpidesk.paper.part_builder import Part
    from kpidesk.paper.report import Block, Page, Paper, Report
    from kpidesk.paper.text_fit import Fitted

Progress = Callable[[int, int], None]
"""(done, total) of the work; may raise to cancel."""

_LEAST_ROOM = 100.0  # pt
_CHART_SIZE = 8.5  # pt, of the texts in charts
_GIVES_WAY = 0.75  # a chart may be so much lower than is natural, if that keeps it on the page
_SLACK = 1e-6


def paginate(report: Report, measure: Measure, progress: Progress | None = None, *, tallest_row: float = 1e9) -> Layout:
    """Lay a report out; no row is taller than `tallest_row` pt. ValueError where the spans of a table do not fit."""
    fitter = TextFitter(measure)
    counter = _Counter(progress, sum(len(b.body) for page in report.pages for b in page.blocks if isinstance(b, Table)))

    def lay(page: Page, count: Callable[[int], None]) -> list[LaidPage]:
        flow = _PageFlow(page, report.chapter_of(page).paper, fitter, tallest_row)
        flow.run(count)
        return flow.pages()

    sheets = counted(report, [lay(page, counter.add) for page in report.pages])
    firsts = [laid[0].number for laid in sheets]
    pages = tuple(with_numbers(page, firsts) for page in report.pages)
    if not all(map(is_, pages, report.pages)):
        # a number is as tall as the sign that stood for it, so what refers to pages has as many sheets as before
        again = (
            laid if new is old else lay(new, _uncounted)
            for new, old, laid in zip(pages, report.pages, sheets, strict=True)
        )
        report = replace(report, pages=pages)
        sheets = counted(report, list(again))
    flat = [sheet for laid in sheets for sheet in laid]
    count = sum(sheet.number > 0 for sheet in flat)
    dressed = (with_running_lines(sheet, report.chapter_of(sheet.source), count, fitter) for sheet in flat)
    return Layout(report, tuple(dressed))


def _charts(blocks: Iterable[Block]) -> Iterator[Chart]:
    """Yield the charts that follow each other from the first block on."""
    for block in blocks:
        if not isinstance(block, Chart):
            return
        yield block


def _uncounted(_rows: int) -> None:
    """Count nothing."""


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

    def __init__(self, page: Page, paper: Paper, fitter: TextFitter, tallest_row: float) -> None:
        self._page = page
        self._paper = paper
        self._frame = frame = printed_area(paper)
        if min(frame.width, frame.height) < _LEAST_ROOM:
            raise ValueError("the margins leave no room to print on")
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

    def pages(self) -> list[LaidPage]:
        """Return the sheets as pages, without numbers and running lines."""
        width, height = self._paper.width * PT_PER_MM, self._paper.height * PT_PER_MM
        return [
            LaidPage(0, width, height, self._page, number == 0, tuple(parts), (), ())
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
        """Put a chart on this page, a little lower if that lets it stay, or on the next."""
        breaker, width = self._fitter.breaker, self._frame.width
        run = list(_charts(self._page.blocks[index:]))
        height = self._chart_height(run)
        if not height:
            self.turn()
            height = self._chart_height(run)
        self._put_waiting()
        picture = lay_chart(block.spec, width, height, breaker, _CHART_SIZE)
        self._sheets[-1].append(LaidChart(block.spec, Box(self._frame.left, self._y, width, height), picture, index))
        self._y += height + block.space_after * PT_PER_MM

    def _chart_height(self, run: Sequence[Chart]) -> float:
        """Return how tall the first of charts in a row is on this page, where as many stay as can; 0 where none can."""
        wishes = [self._wish(each) for each in run]
        gaps = list(accumulate((each.space_after * PT_PER_MM for each in run), initial=0.0))
        for count in range(len(run), 0, -1):
            room, together = self.room() - gaps[count - 1], sum(wishes[:count])
            if together * _GIVES_WAY <= room + _SLACK:
                return wishes[0] * min(1.0, room / together)
        return 0.0

    def _wish(self, chart: Chart) -> float:
        """Return how tall a chart would stand on a page of its own."""
        natural = natural_height(chart.spec, self._frame.width, self._fitter.breaker, _CHART_SIZE)
        return min(natural, self._tallest_row, self.full_room())

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
