"""How tall the rows of a table must be, and which of them hang together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kpidesk.paper.laid_out import PT_PER_MM
from kpidesk.paper.report import RowKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kpidesk.paper.report import Row
    from kpidesk.paper.table_grid import Placed
    from kpidesk.paper.text_fit import Fitted

UNIT_TIE = 1_000  # stronger than any number of spans
KEEP_TIE = 2_000


def set_heights(
    heights: list[float],
    rows: Sequence[Row],
    placed: Sequence[Sequence[Placed]],
    fitted: Callable[[Placed], Fitted],
    part: range,
    *,
    only_last: bool = False,
) -> None:
    """Fit the rows of a part to their texts; what a spanning text needs more, its rows share or the last one has."""
    spanning = []
    for number in part:
        heights[number] = rows[number].least_height * PT_PER_MM
        for cell in placed[number]:
            if cell.end == number + 1:
                heights[number] = max(heights[number], fitted(cell).height)
            else:
                spanning.append(cell)
    for cell in sorted(spanning, key=lambda cell: cell.cell.span.rows):
        raise_rows(heights, range(cell.row, cell.end), fitted(cell).height, only_last=only_last)


def raise_rows(heights: list[float], rows: range, needed: float, *, only_last: bool = False) -> None:
    """Make the rows together at least `needed` pt tall."""
    missing = needed - sum(heights[number] for number in rows)
    if missing <= 0:
        return
    raised = rows[-1:] if only_last else rows
    for number in raised:
        heights[number] += missing / len(raised)


def ties(rows: Sequence[Row], placed: Iterable[Sequence[Placed]]) -> list[int]:
    """Say how strongly each row hangs on the one above: 0 not at all, else the spans that cross, units, keeps."""
    strength = [0] * (len(rows) + 1)
    for cells in placed:
        for cell in cells:
            for number in range(cell.row + 1, cell.end):
                strength[number] += 1
    for number, (above, row) in enumerate(pairwise(rows), 1):
        if row.unit is not None and row.unit == above.unit:
            strength[number] += UNIT_TIE
        if above.keep_with_next:
            strength[number] += KEEP_TIE
    return strength


def bands_above(rows: Sequence[Row]) -> list[tuple[int, ...]]:
    """Return for each row, and the end, the bands that stand over it, higher levels first; a total has none."""
    found: list[tuple[int, ...]] = []
    open_ones: tuple[int, ...] = ()
    for number, row in enumerate(rows):
        if row.kind is RowKind.BAND:
            open_ones = tuple(each for each in open_ones if rows[each].level < row.level)
        elif row.kind is RowKind.TOTAL:
            open_ones = ()
        found.append(open_ones)
        if row.kind is RowKind.BAND:
            open_ones += (number,)
    return [*found, ()]


def split_at_weakest(strength: Sequence[int], low: int, high: int) -> list[tuple[int, int]]:
    """Cut the rows low..high where they hang together least; one piece where units and headings must not be cut."""
    weakest = min((strength[number] for number in range(low + 1, high)), default=UNIT_TIE)
    if weakest >= UNIT_TIE:
        return [(low, high)]
    cuts = [low, *(number for number in range(low + 1, high) if strength[number] == weakest), high]
    return list(pairwise(cuts))
