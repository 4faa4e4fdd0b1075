"""Where the cells of a table stand: their column and row, worked out from spans, and the widths of the columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.paper.report import Cell, Column, Row


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its place; `end` is the first row below it."""

    cell: Cell
    row: int
    col: int

    @property
    def end(self) -> int:
        """The first row below the cell."""
        return self.row + self.cell.span.rows

    @property
    def cols(self) -> int:
        """How many columns it covers."""
        return self.cell.span.cols


def place_cells(rows: Sequence[Row], columns: int) -> tuple[tuple[Placed, ...], ...]:
    """Give the cells that begin in each row their columns; ValueError where cells overlap, overflow or leave a gap."""
    free_from = [0] * columns  # the row from which each column is free again
    placed: list[tuple[Placed, ...]] = []
    for number, row in enumerate(rows):
        placed.append(tuple(_place_row(row, number, free_from)))
    if any(end > len(rows) for end in free_from):
        raise ValueError("a cell spans rows below the last row of its table")
    return tuple(placed)


def _place_row(row: Row, number: int, free_from: list[int]) -> list[Placed]:
    placed, col = [], 0
    for cell in row.cells:
        while col < len(free_from) and free_from[col] > number:
            col += 1
        covered = range(col, col + cell.span.cols)
        if covered.stop > len(free_from) or any(free_from[c] > number for c in covered):
            raise ValueError(f"row {number}: cell {cell.text!r} has no room at column {col}")
        placed.append(Placed(cell, number, col))
        for c in covered:
            free_from[c] = number + cell.span.rows
        col = covered.stop
    if any(end <= number for end in free_from):
        raise ValueError(f"row {number}: not every column is covered")
    return placed


def column_edges(columns: Sequence[Column], left: float, room: float, unit: float) -> tuple[float, ...]:
    """Return the x of every column border in pt; `unit` is the pt of a mm; too wide a table is narrowed evenly."""
    fixed = sum(column.width for column in columns) * unit
    weights = sum(column.weight for column in columns)
    share = max(room - fixed, 0.0) / weights if weights else 0.0
    widths = [column.width * unit + column.weight * share for column in columns]
    shrink = min(1.0, room / sum(widths))
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width * shrink)
    return tuple(edges)
