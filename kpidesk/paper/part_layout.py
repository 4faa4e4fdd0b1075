"""Gives the rows of a table gathered for one page their places, and settles which border lines are drawn."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.laid_out import LaidCell, LaidRow, LaidTable, Ruled, RuleLine
from kpidesk.paper.report import Rule

if TYPE_CHECKING:
    from kpidesk.paper.part_builder import Part, Piece
    from kpidesk.paper.report import Edges, Table
    from kpidesk.paper.text_fit import TextFitter

_WEIGHT = {Rule.NONE: 0, Rule.HAIR: 1, Rule.THIN: 2, Rule.MEDIUM: 3}


class _Borders:
    """The border lines of a part, a grid line at a time: what a style asks for beats the table's own rules."""

    def __init__(self, table: Table, rows: int, cols: int) -> None:
        self._table = table
        self._rows = rows
        self._cols = cols
        self.across: dict[tuple[int, int], tuple[bool, Rule]] = {}  # (row line, column)
        self.down: dict[tuple[int, int], tuple[bool, Rule]] = {}  # (column line, row)

    def add(self, piece: Piece) -> None:
        """Ask for the four edges of a piece."""
        edges: Edges = piece.placed.cell.style.edges
        left, right = piece.placed.col, piece.placed.col + piece.placed.cols
        top, bottom = piece.first, piece.first + piece.rows
        for col in range(left, right):
            self._ask(self.across, (top, col), edges.top, at_frame=top == 0)
            self._ask(self.across, (bottom, col), edges.bottom, at_frame=bottom == self._rows)
        for row in range(top, bottom):
            self._ask(self.down, (left, row), edges.left, at_frame=left == 0)
            self._ask(self.down, (right, row), edges.right, at_frame=right == self._cols)

    def of(self, piece: Piece) -> Ruled:
        """Return the edges of a piece as they will be drawn."""
        left, right = piece.placed.col, piece.placed.col + piece.placed.cols
        top, bottom = piece.first, piece.first + piece.rows
        return Ruled(
            left=self.down[left, top][1],
            top=self.across[top, left][1],
            right=self.down[right, top][1],
            bottom=self.across[bottom, left][1],
        )

    def _ask(
        self, lines: dict[tuple[int, int], tuple[bool, Rule]], at: tuple[int, int], wish: Rule | None, *, at_frame: bool
    ) -> None:
        if at_frame:
            asked = (True, Rule.NONE if wish is Rule.NONE else self._table.frame)
        else:
            asked = (wish is not None, wish or self._table.rules)
        known = lines.get(at)
        if known is None or (asked[0], _WEIGHT[asked[1]]) > (known[0], _WEIGHT[known[1]]):
            lines[at] = asked


def lay_part(
    part: Part, table: Table, index: int, edges: tuple[float, ...], top: float, fitter: TextFitter
) -> LaidTable:
    """Place a part whose first row begins at `top` pt."""
    tops = list(accumulate((height for _, height in part.rows), initial=top))
    borders = _Borders(table, len(part.rows), len(table.columns))
    for piece in part.pieces:
        borders.add(piece)
    cells: list[list[LaidCell]] = [[] for _ in part.rows]
    for piece in sorted(part.pieces, key=lambda piece: piece.placed.col):
        row = piece.placed.row + (0 if piece.first < part.head_rows else len(table.head))
        cells[piece.first].append(_lay_piece(piece, row, edges, tops, borders.of(piece), fitter))
    rows = [
        LaidRow(
            top=tops[number],
            height=height,
            kind=row.kind,
            cells=tuple(cells[number]),
            is_head=number < part.head_rows,
            repeated=_is_repeated(part, number),
        )
        for number, (row, height) in enumerate(part.rows)
    ]
    return LaidTable(index, edges, tuple(rows), _rule_lines(borders, edges, tops))


def _is_repeated(part: Part, number: int) -> bool:
    """Whether a row of a part stood on an earlier page already."""
    if number < part.head_rows:
        return part.head_repeated
    return number < part.head_rows + part.bands_repeated


def _lay_piece(
    piece: Piece, row: int, edges: tuple[float, ...], tops: list[float], ruled: Ruled, fitter: TextFitter
) -> LaidCell:
    col, cell = piece.placed.col, piece.placed.cell
    left, top = edges[col], tops[piece.first]
    box = Box(left, top, edges[col + piece.placed.cols] - left, tops[piece.first + piece.rows] - top)
    return LaidCell(
        cell=cell,
        box=box,
        row=row,
        col=col,
        cols=piece.placed.cols,
        rows=piece.rows,
        text=piece.text,
        size=piece.fitted.size,
        lines=fitter.place(piece.fitted, cell.style, box, piece.shown),
        ruled=ruled,
        continued=piece.continued,
        added=piece.added,
    )


def _rule_lines(borders: _Borders, edges: tuple[float, ...], tops: list[float]) -> tuple[RuleLine, ...]:
    """Join the border lines into runs as long as possible, the light ones first so that the heavy ones lie on top."""
    runs = [
        RuleLine(edges[start], tops[line], edges[stop], tops[line], rule)
        for line, start, stop, rule in _runs(borders.across)
    ]
    runs += [
        RuleLine(edges[line], tops[start], edges[line], tops[stop], rule)
        for line, start, stop, rule in _runs(borders.down)
    ]
    return tuple(sorted(runs, key=lambda run: _WEIGHT[run.rule]))


def _runs(lines: dict[tuple[int, int], tuple[bool, Rule]]) -> list[tuple[int, int, int, Rule]]:
    """Return (grid line, from, to, rule) of every unbroken run of one weight."""
    runs: list[tuple[int, int, int, Rule]] = []
    for (line, place), (_, rule) in sorted(lines.items(), key=lambda item: item[0]):
        if rule is Rule.NONE:
            continue
        if runs and runs[-1][0] == line and runs[-1][2] == place and runs[-1][3] is rule:
            runs[-1] = (line, runs[-1][1], place + 1, rule)
        else:
            runs.append((line, place, place + 1, rule))
    return runs
