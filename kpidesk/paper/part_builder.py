"""Gathers the rows of a table for one page; cells that reach over its foot go on as pieces, nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpidesk.paper.row_heights import raise_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kpidesk.paper.report import Row
    from kpidesk.paper.table_grid import Placed
    from kpidesk.paper.text_fit import Fitted

CONTINUED = "（続き）"
_LONGEST_LABEL = 80  # signs; a longer text that is complete is not printed again
_FEWEST_LINES = 2  # kept on a page
_LEAST_REST = 12.0  # pt; height of what is left of a cut row when no text needs it


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a cell stands in one part of the table: from row `first` of the part, over `rows` of its rows."""

    placed: Placed
    first: int
    rows: int
    fitted: Fitted
    shown: int  # lines
    continued: bool = False
    added: int = 0  # signs at its beginning that the cell's own text does not have there

    @property
    def text(self) -> str:
        """What is shown of the cell."""
        return "".join(self.fitted.lines[: self.shown])


@dataclass(slots=True)
class Part:
    """The rows of a table on one page, while they are gathered."""

    rows: list[tuple[Row, float]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    head_rows: int = 0
    head_repeated: bool = False
    bands_repeated: int = 0  # rows below the head that stood on an earlier page already


@dataclass(slots=True)
class _Open:
    """A cell whose rows are being put down."""

    placed: Placed
    fitted: Fitted
    first: int
    continued: bool = False
    added: int = 0
    rows: int = 0
    height: float = 0.0


class PartBuilder:
    """Puts down the rows of one table body; `heights` is shared with the flow and raised where pieces need more."""

    def __init__(
        self,
        rows: Sequence[Row],
        placed: Sequence[Sequence[Placed]],
        heights: list[float],
        fit: Callable[[str, Placed], Fitted],
    ) -> None:
        self.part = Part()
        self.height = 0.0  # of the rows put down in this part
        self._rows = rows
        self._placed = placed
        self._heights = heights
        self._fit = fit
        self._open: list[_Open] = []
        self._resumed = -1  # the row whose upper piece has been put down already

    def put(self, row: int) -> None:
        """Put a whole row down, or what is left of it."""
        self._lay(row, self._heights[row])
        for cell in self._open:
            if cell.placed.end == row + 1:
                self._close(cell, len(cell.fitted.lines))
        self._open = [cell for cell in self._open if cell.placed.end != row + 1]

    def cut(self, row: int, height: float) -> None:
        """Put down the upper piece of a row that is too tall; its texts go on in the rest, as tall as that needs."""
        self._lay(row, height)
        self._resumed = row
        alone = not any(cell.placed.end > row + 1 or cell.placed.row < row for cell in self._open)
        self._open = [self._go_on(cell, is_label=alone or cell.placed.cell.span.rows > 1) for cell in self._open]
        ending = [cell.fitted.height for cell in self._open if cell.placed.end == row + 1]
        self._heights[row] = max(ending, default=_LEAST_REST)
        self.settle(row)

    def interrupt(self, row: int) -> Part:
        """End the part before a row; cells that reach beyond go on in the next part."""
        going_on = [self._go_on(cell, is_label=True) for cell in self._open]
        part = self.part
        self.part, self.height = Part(), 0.0
        self._open = going_on
        for cell in self._open:
            cell.first = 0
        self.settle(row)
        return part

    def settle(self, row: int) -> None:
        """Make sure that the rows from here on hold what is left of every open cell."""
        for cell in self._open:
            missing = cell.fitted.height - cell.height
            raise_rows(self._heights, range(row, cell.placed.end), missing, only_last=cell.rows > 0)

    def shift(self, rows: int) -> None:
        """Make room for head rows put into an empty part."""
        for cell in self._open:
            cell.first += rows

    def _lay(self, row: int, height: float) -> None:
        first = len(self.part.rows)
        if row != self._resumed:
            self._open += [_Open(cell, self._fit(cell.cell.text, cell), first) for cell in self._placed[row]]
        self._resumed = -1
        self.part.rows.append((self._rows[row], height))
        self.height += height
        for cell in self._open:
            cell.rows += 1
            cell.height += height

    def _close(self, cell: _Open, shown: int) -> None:
        piece = Piece(cell.placed, cell.first, cell.rows, cell.fitted, shown, cell.continued, cell.added)
        self.part.pieces.append(piece)

    def _go_on(self, cell: _Open, *, is_label: bool) -> _Open:
        """Close what stands here of a cell and begin what follows of it."""
        if not cell.rows:
            return cell
        shown = min(cell.fitted.lines_within(cell.height), len(cell.fitted.lines))
        if len(cell.fitted.lines) - shown == 1 and shown > _FEWEST_LINES:
            shown -= 1  # no single line on the next page
        self._close(cell, shown)
        text, continued, added = self._rest(cell, shown, is_label=is_label)
        return _Open(cell.placed, self._fit(text, cell.placed), len(self.part.rows), continued, added)

    def _rest(self, cell: _Open, shown: int, *, is_label: bool) -> tuple[str, bool, int]:
        """Say what follows of a cell of which some lines are shown, whether it is a continuation, what is added."""
        rest = "".join(cell.fitted.lines[shown:])
        if shown == 0:
            return rest, cell.continued, cell.added
        if rest.strip():
            said_again = max(0, cell.added - sum(map(len, cell.fitted.lines[:shown])))
            return CONTINUED + rest, True, len(CONTINUED) + said_again
        whole = cell.placed.cell
        if not is_label or not whole.text.strip() or whole.number is not None:
            return "", True, 0
        name, line_end, more = whole.text.partition("\n")
        label = name + CONTINUED + line_end + more if len(whole.text) <= _LONGEST_LABEL else CONTINUED
        return label, True, len(label)
