"""Fills one worksheet with the laid-out pages of one part of a report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break

from kpidesk.paper.laid_out import LaidChart, LaidTable, Ruled
from kpidesk.paper.report import Align, RowKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from kpidesk.exporters.xlsx_styles import XlsxStyles
    from kpidesk.paper.laid_out import LaidCell, LaidPage, LaidPart, LaidRow, LaidText
    from kpidesk.paper.report import Cell

_SAME_EDGE = 1.5  # pt; column borders of two tables that are nearer are one
ROOMIER = 1.03  # columns are this much wider than laid out, and printed smaller to fit: so no row runs over its page
_PIXELS_PER_PT = 96 / 72
_DIGIT_PIXELS = 7  # width of a digit in the Normal font
_LEAST_GAP = 3.0  # pt
_TALLEST_FROZEN = 130.0  # pt
_MOST_FROZEN = 2  # tables of a sheet; over more of them the head of the first would say nothing
_MOST_DIGITS = 15  # that Excel keeps of a number
_FORMULA_SIGNS = ("=", "+", "-", "@")
_FORMS = re.compile(r'(?:"[^"]*"|[^;"])+')  # of positive and negative figures, words in quotes
_NO_RULES = Ruled(Rule.NONE, Rule.NONE, Rule.NONE, Rule.NONE)


class SheetFiller:
    """Writes rows from the top of a worksheet, keeping heights, spans, page breaks and what is to be repeated.

    A head that Excel does not repeat in print is written again on each page, unless the tables are to stay `unbroken`.
    """

    def __init__(
        self, sheet: Worksheet, pages: Sequence[LaidPage], styles: XlsxStyles, *, unbroken: bool = False
    ) -> None:
        self.sheet = sheet
        self._pages = pages
        self._styles = styles
        self._edges = _column_edges(pages)
        self._titled = _titled_table(pages)
        self._unbroken = unbroken
        self._row = 0  # the last one written
        self._heads: dict[int, tuple[int, int]] = {}  # table -> first and last row of its head
        self._height = 0.0  # of all rows so far
        self._freeze_at = 0
        self.charts: list[tuple[int, LaidChart]] = []  # with the row each stands in
        self.links: list[tuple[XlsxCell | MergedCell, int]] = []  # with the page of the report each leads to
        self.tables: dict[int, tuple[int, list[int]]] = {}  # table -> its first row, the column of each of its edges

    def fill(self) -> None:
        """Write everything."""
        for col, (left, right) in enumerate(pairwise(self._edges), 1):
            width = (right - left) * _PIXELS_PER_PT * ROOMIER / _DIGIT_PIXELS
            self.sheet.column_dimensions[get_column_letter(col)].width = round(width, 2)
        for page in self._pages:
            self._fill_page(page)
            if page is not self._pages[-1]:
                self.sheet.row_breaks.append(Break(id=self._row))
        if self._freeze_at and len(self._heads) <= _MOST_FROZEN:
            self.sheet.freeze_panes = f"A{self._freeze_at + 1}"
        if self._titled is not None:
            self.sheet.print_title_rows = "{}:{}".format(*self._heads[self._titled])

    def _fill_page(self, page: LaidPage) -> None:
        tops = [_top(part) for part in page.parts]
        for part, next_top in zip(page.parts, [*tops[1:], None], strict=True):
            if isinstance(part, LaidTable):
                self._fill_table(part)
                bottom = part.rows[-1].top + part.rows[-1].height
                if next_top is not None and next_top - bottom >= _LEAST_GAP:
                    self._add_row(next_top - bottom)
            elif isinstance(part, LaidChart):
                self._add_row(part.box.height)
                self.charts.append((self._row, part))
                if next_top is not None and next_top - part.box.bottom >= _LEAST_GAP:
                    self._add_row(next_top - part.box.bottom)
            else:
                self._fill_text(part, (next_top or part.box.bottom) - part.box.top)

    def _fill_text(self, text: LaidText, height: float) -> None:
        self._add_row(height)
        cell = self.sheet.cell(self._row, 1)
        self._put(cell, text.text)
        self._styles.dress(cell, (text.style, text.size, "General", text.text.startswith(_FORMULA_SIGNS), None))
        self._merge(1, len(self._edges) - 1, 1)

    def _fill_table(self, table: LaidTable) -> None:
        cols = [self._column_at(edge) for edge in table.edges]
        head_from = self._row + 1
        goes_on = table.index in self.tables
        self.tables.setdefault(table.index, (head_from, cols))
        once = self._unbroken or table.index == self._titled
        fresh = [row for row in table.rows if not (row.repeated and once)]
        for row in fresh:
            # the frame at the foot of the page before is this row's upper edge: two claims there, and some draw neither
            self._fill_row(row, cols, below_break=goes_on and row is fresh[0] and not row.is_head)
            if row.is_head and row.kind is RowKind.HEAD and not row.repeated:
                self._heads[table.index] = (head_from, self._row)
                if len(self._heads) == 1 and self._height <= _TALLEST_FROZEN:
                    self._freeze_at = self._row

    def _fill_row(self, row: LaidRow, cols: Sequence[int], *, below_break: bool) -> None:
        self._add_row(row.height)
        for cell in row.cells:
            laid = replace(cell, ruled=replace(cell.ruled, top=Rule.NONE)) if below_break else cell
            self._fill_cell(laid, cols[cell.col], cols[cell.col + cell.cols] - 1)

    def _fill_cell(self, laid: LaidCell, first: int, last: int) -> None:
        number = _exact(laid)
        literal = number is None and laid.text.startswith(_FORMULA_SIGNS)
        shown_as = _shown_as(laid.cell) if number is not None else "General"
        cell = self.sheet.cell(self._row, first)
        if number is not None:
            cell.value = number
        else:
            self._put(cell, laid.text)
        if laid.cell.leads_to is not None:
            self.links.append((cell, laid.cell.leads_to))
        if first == last and laid.rows == 1:
            self._styles.dress(cell, (laid.cell.style, laid.size, shown_as, literal, laid.ruled))
            return
        self._merge(first, last, laid.rows)
        for row, col, ruled in _bordered(laid, self._row, first, last):
            self._styles.dress(self.sheet.cell(row, col), (laid.cell.style, laid.size, shown_as, literal, ruled))

    def _put(self, cell: XlsxCell | MergedCell, text: str) -> None:
        if text:
            cell.value = text
            cell.data_type = "s"  # a text is never a formula

    def _merge(self, first: int, last: int, rows: int) -> None:
        # straight into the set: merge_cells compares each range with every other
        if first != last or rows > 1:
            self.sheet.merged_cells.ranges.add(
                CellRange(min_col=first, min_row=self._row, max_col=last, max_row=self._row + rows - 1)
            )

    def _add_row(self, height: float) -> None:
        self._row += 1
        self._height += height
        self.sheet.row_dimensions[self._row].height = round(height, 2)

    def _column_at(self, edge: float) -> int:
        return bisect_left(self._edges, edge - _SAME_EDGE) + 1


def _titled_table(pages: Iterable[LaidPage]) -> int | None:
    """Find the table whose head Excel is to repeat in print: the one on most pages, if it is the last of the sheet.

    Excel repeats a row on every later page: the head of another table would stand above those that follow.
    """
    parts = [part for page in pages for part in page.parts if isinstance(part, LaidTable)]
    counts = Counter(part.index for part in parts if any(row.is_head and row.kind is RowKind.HEAD for row in part.rows))
    longest = max(counts, key=lambda index: (counts[index], index), default=None)
    return longest if counts and longest == max(counts) else None


def _top(part: LaidPart) -> float:
    return part.rows[0].top if isinstance(part, LaidTable) else part.box.top


def _column_edges(pages: Iterable[LaidPage]) -> list[float]:
    """Gather the column borders of all tables on a sheet, so that each table finds its columns among them."""
    found: set[float] = set()
    for part in (part for page in pages for part in page.parts):
        found.update(part.edges if isinstance(part, LaidTable) else (part.box.left, part.box.right))
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _exact(laid: LaidCell) -> Decimal | None:
    """Return the number to store, or None where the cell is text or has more digits than Excel keeps."""
    number = laid.cell.number
    if number is None or laid.continued or len(number.as_tuple().digits) > _MOST_DIGITS:
        return None
    return number


def _shown_as(cell: Cell) -> str:
    """Return the number format; a figure at the right keeps as far from the border as Japanese Excel sets it.

    A blank behind each of its forms does that: an indent is three digits wide and would push figures to the middle.
    """
    if cell.style.align is not Align.RIGHT or cell.number_format == "General":
        return cell.number_format
    return ";".join(f"{form}_ " for form in _FORMS.findall(cell.number_format))


def _bordered(laid: LaidCell, top: int, first: int, last: int) -> Iterable[tuple[int, int, Ruled]]:
    """Give every place a merged cell covers the border lines that run along it."""
    ruled, bottom = laid.ruled, top + laid.rows - 1
    for row in range(top, bottom + 1):
        for col in range(first, last + 1):
            yield (
                row,
                col,
                Ruled(
                    left=ruled.left if col == first else Rule.NONE,
                    top=ruled.top if row == top else Rule.NONE,
                    right=ruled.right if col == last else Rule.NONE,
                    bottom=ruled.bottom if row == bottom else Rule.NONE,
                ),
            )
