"""Lets a table flow over pages: keeps together what belongs together, tears only what no page can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kpidesk.paper.part_builder import CONTINUED, Part, PartBuilder, Piece
from kpidesk.paper.row_heights import bands_above, set_heights, split_at_weakest, ties
from kpidesk.paper.table_grid import place_cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.paper.report import Table
    from kpidesk.paper.table_grid import Placed
    from kpidesk.paper.text_fit import Fitted, TextFitter

_SMALL_PIECE = 36.0  # pt; a torn row is not begun in less room than this
_SHRINKING = (0.9, 0.8, 0.7, 0.6)
_SLACK = 1e-6


class Sheet(Protocol):
    """What a table flows to."""

    def room(self) -> float:
        """Return what is left of this page, pt."""

    def full_room(self) -> float:
        """Return what a new page offers, pt."""

    def put(self, part: Part) -> None:
        """Take the rows gathered for this page."""

    def turn(self) -> None:
        """Begin a new page."""


class TableFlow:
    """One table on its way over the pages of a sheet; no row is laid taller than `tallest_row` pt."""

    def __init__(
        self, table: Table, edges: tuple[float, ...], fitter: TextFitter, sheet: Sheet, tallest_row: float
    ) -> None:
        self._table = table
        self._edges = edges
        self._fitter = fitter
        self._sheet = sheet
        self._tallest_row = tallest_row
        self._scales: dict[int, float] = {}  # of the sizes in rows that had to shrink
        self._head = place_cells(table.head, len(table.columns))
        self._body = place_cells(table.body, len(table.columns))
        self._ties = ties(table.body, self._body)
        self._head_heights = [0.0] * len(table.head)
        self._heights = [0.0] * len(table.body)
        set_heights(self._head_heights, table.head, self._head, self._fit_head, range(len(table.head)))
        set_heights(self._heights, table.body, self._body, self._fit_body, range(len(table.body)))
        self._head_height = sum(self._head_heights)
        self._head_is_out = False
        self._bands = bands_above(table.body)
        self._again: tuple[int, ...] = ()  # the bands that are printed again above the rows of this part
        self._builder = PartBuilder(table.body, self._body, self._heights, self._fit_text)

    def run(self, progress: Callable[[int], None]) -> None:
        """Put the whole table down; `progress` hears how many rows were done each time."""
        low, count = 0, len(self._table.body)
        for high in range(1, count + 1):
            if high == count or not self._ties[high]:
                self._place(low, high)
                progress(high - low)
                low = high
        if not count and self._room() < 0:
            self._turn(0)
        self._begin_part()
        self._sheet.put(self._builder.interrupt(count))

    def _place(self, low: int, high: int) -> None:
        """Put rows down on this page, on the next, or in the pieces that hang together least."""
        if max(self._heights[low:high]) <= self._tallest_row:
            if not self._fits(low, high) and self._total(low, high) <= self._full_room(low):
                self._turn(low)
            if self._fits(low, high):
                self._put(low, high)
                return
        pieces = split_at_weakest(self._ties, low, high)
        if len(pieces) > 1:
            for piece in pieces:
                self._place(*piece)
        elif self._shrink(low, high):
            self._place(low, high)
        else:
            self._tear(low, high)

    def _put(self, low: int, high: int) -> None:
        self._begin_part()
        for row in range(low, high):
            self._builder.put(row)

    def _shrink(self, low: int, high: int) -> bool:
        """Make the texts of rows smaller, if that makes them fit on one page."""
        if low in self._scales:
            return False
        for scale in _SHRINKING:
            self._scales.update(dict.fromkeys(range(low, high), scale))
            set_heights(self._heights, self._table.body, self._body, self._fit_body, range(low, high))
            self._builder.settle(low)
            if self._total(low, high) <= self._full_room(low) and max(self._heights[low:high]) <= self._tallest_row:
                return True
        self._scales.update(dict.fromkeys(range(low, high), 1.0))
        return False

    def _tear(self, low: int, high: int) -> None:
        """Put down rows that no page can hold, cutting where the page ends."""
        rows = range(low, high)
        set_heights(self._heights, self._table.body, self._body, self._fit_body, rows, only_last=True)
        self._builder.settle(low)
        if self._room() < self._full_room(low) / 2:
            self._turn(low)
        row = low
        while row < high:
            limit = min(self._room(), self._tallest_row)
            if self._heights[row] <= limit + _SLACK:
                self._put(row, row + 1)
                row += 1
            elif self._room() < _SMALL_PIECE and self._builder.part.rows:
                self._turn(row)
            else:
                self._begin_part()
                self._builder.cut(row, max(limit, _SMALL_PIECE))

    def _begin_part(self) -> None:
        part = self._builder.part
        if part.rows or part.head_rows:
            return
        part.head_rows = len(self._table.head)
        part.head_repeated = self._head_is_out
        self._head_is_out = True
        part.rows += zip(self._table.head, self._head_heights, strict=True)
        for placed in (placed for row in self._head for placed in row):
            fitted = self._fit_head(placed)
            part.pieces.append(Piece(placed, placed.row, placed.cell.span.rows, fitted, len(fitted.lines)))
        for number in self._again:
            self._repeat(part, number)
        self._builder.shift(len(part.rows))

    def _repeat(self, part: Part, number: int) -> None:
        """Print a band again above rows that go on on another page."""
        for placed in self._body[number]:
            fitted = self._fit_again(placed)
            part.pieces.append(Piece(placed, len(part.rows), 1, fitted, len(fitted.lines), continued=True))
        part.rows.append((self._table.body[number], self._again_height(number)))
        part.bands_repeated += 1

    def _turn(self, row: int) -> None:
        if self._builder.part.rows:
            self._sheet.put(self._builder.interrupt(row))
        self._sheet.turn()
        self._again = self._bands[row]

    def _room(self) -> float:
        return self._sheet.room() - self._above(self._again) - self._builder.height

    def _full_room(self, row: int) -> float:
        return self._sheet.full_room() - self._above(self._bands[row])

    def _above(self, again: tuple[int, ...]) -> float:
        """Return the height of what stands above the rows of a part: the head, and the bands printed again."""
        return self._head_height + sum(map(self._again_height, again))

    def _again_height(self, number: int) -> float:
        return max(self._heights[number], *(self._fit_again(placed).height for placed in self._body[number]))

    def _total(self, low: int, high: int) -> float:
        return sum(self._heights[low:high])

    def _fits(self, low: int, high: int) -> bool:
        return self._total(low, high) <= self._room() + _SLACK

    def _fit_head(self, placed: Placed) -> Fitted:
        return self._fitted(placed.cell.text, placed, 1.0)

    def _fit_body(self, placed: Placed) -> Fitted:
        return self._fit_text(placed.cell.text, placed)

    def _fit_text(self, text: str, placed: Placed) -> Fitted:
        return self._fitted(text, placed, self._scales.get(placed.row, 1.0))

    def _fit_again(self, placed: Placed) -> Fitted:
        """Fit a cell of a band that is printed again; its first cell says that this is a continuation."""
        return self._fit_text(placed.cell.text + CONTINUED if placed.col == 0 else placed.cell.text, placed)

    def _fitted(self, text: str, placed: Placed, scale: float) -> Fitted:
        style = placed.cell.style
        width = self._edges[placed.col + placed.cols] - self._edges[placed.col]
        largest = max(style.size * scale, min(style.smallest, style.size))
        return self._fitter.fit(text, style, width, largest=largest)
