"""Fills one worksheet with the laid-out pages of one part of a report."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break

from kpidesk.paper.laid_out import LaidChart, LaidTable, Ruled
from kpidesk.paper.report import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from kpidesk.exporters.xlsx_styles import XlsxStyles
    from kpidesk.paper.laid_out import LaidCell, LaidPage, LaidPart, LaidRow, LaidText

_SAME_EDGE = 1.5  # pt; column borders of two tables that are nearer are one
ROOMIER = 1.03  # columns are this much wider than laid out, and printed smaller to fit: so no row runs over its page
_PIXELS_PER_PT = 96 / 72
_DIGIT_PIXELS = 7  # width of a digit in the Normal font
_LEAST_GAP = 3.0  # pt
_TALLEST_FROZEN = 130.0  # pt
_MOST_FROZEN = 2  # tables of a sheet; over more of them the head of the first would say nothing
_MOST_DIGITS = 15  # that Excel keeps of a number
_FORMULA_SIGNS = ("=", "+", "-", "@")
_NO_RULES = Ruled(Rule.NONE, Rule.NONE, Rule.NONE, Rule.NONE)


class SheetFiller:
    """Writes rows from the top of a worksheet, keeping heights, spans, page breaks and what is to be repeated."""

    def __init__(self, sheet: Worksheet, pages: Sequence[LaidPage], styles: XlsxStyles) -> None:
        self.sheet = sheet
        self._pages = pages
        self._styles = styles
        self._edges = _column_edges(pages)
        self._row = 0  # the last one written
        self._heads: dict[int, tuple[int, int]] = {}  # table -> first and last row of its head
        self._height = 0.0  # of all rows so far
        self._freeze_at = 0
        self.charts: list[tuple[int, LaidChart]] = []  # with the row each stands in
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
        # Excel repeats the rows on every later page: the head of a table with others below would stand above those
        if self._heads and (longest := self._longest_table()) == max(self._heads):
            self.sheet.print_title_rows = "{}:{}".format(*self._heads[longest])

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
        self.tables.setdefault(table.index, (head_from, cols))
        fresh = [row for row in table.rows if not row.repeated]
        for row in fresh:
            # the frame at the foot of the page before is this row's upper edge: two claims there, and some draw neither
            self._fill_row(row, cols, below_break=row is fresh[0] and not row.is_head)
            if row.is_head:
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
        shown_as = laid.cell.number_format if number is not None else "General"
        cell = self.sheet.cell(self._row, first)
        if number is not None:
            cell.value = number
        else:
            self._put(cell, laid.text)
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

    def _longest_table(self) -> int:
        """Find the table on most pages, the later one of equals: its head is repeated in print."""
        counts = dict.fromkeys(self._heads, 0)
        for part in (part for page in self._pages for part in page.parts):
            if isinstance(part, LaidTable) and part.index in counts:
                counts[part.index] += 1
        return max(counts, key=lambda index: (counts[index], index))


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
