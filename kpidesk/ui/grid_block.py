"""A rectangle of the grid's cells, as rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[int, int]
"""Row and column of a cell."""


@frozen
class Block:
    """The cells from `top` to `bottom` and from `left` to `right`, all four included."""

    top: int
    left: int
    bottom: int
    right: int

    @staticmethod
    def of(one: Place, other: Place) -> Block:
        """Return the block between two corners, whichever they are."""
        rows, columns = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return Block(rows[0], columns[0], rows[1], columns[1])

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.right - self.left + 1

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.height == self.width == 1

    @property
    def rows(self) -> range:
        """Its rows from the top."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """Its columns from the left."""
        return range(self.left, self.right + 1)

    @property
    def places(self) -> Iterator[Place]:
        """Its cells row by row."""
        return ((row, column) for row in self.rows for column in self.columns)

    def __contains__(self, place: Place) -> bool:
        return place[0] in self.rows and place[1] in self.columns

    def stretched(self, to: Place) -> Block:
        """Return the block drawn out to a cell, down, up or sideways, whichever way is the longer."""
        row, column = to
        down = max(row - self.bottom, self.top - row, 0)
        across = max(column - self.right, self.left - column, 0)
        if down >= across:
            return Block(min(self.top, row), self.left, max(self.bottom, row), self.right)
        return Block(self.top, min(self.left, column), self.bottom, max(self.right, column))
