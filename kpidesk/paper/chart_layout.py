"""Lays a chart out: the one way from what a chart says to lines, boxes and texts at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.chart import NOTHING_TO_DRAW, ChartKind
from kpidesk.paper.chart_board import Board
from kpidesk.paper.chart_legend import head_height, lay_head
from kpidesk.paper.chart_lines import lay_lines
from kpidesk.paper.chart_marks import Anchor
from kpidesk.paper.chart_stacks import PERCENT_ROW, ROW, lay_bars, lay_columns

if TYPE_CHECKING:
    from kpidesk.paper.chart import ChartSpec
    from kpidesk.paper.chart_marks import Picture
    from kpidesk.paper.line_break import LineBreaker

_PLOT = {ChartKind.LINES: 9.5, ChartKind.COLUMNS: 16.0}  # em
_EMPTY = 3.0
_STEEPNESS = 0.22  # the least height of a plot in widths: in a flat one no change is seen
_GAP = 0.5  # between legend and plot
_EDGE = 0.25  # em kept at the edges, for dots and outlines


def natural_height(spec: ChartSpec, width: float, breaker: LineBreaker, em: float, *, titled: bool = True) -> float:
    """Return the height at which a chart of that width can be read well, changes over the years included."""
    least = _least_height(spec, width, breaker, em, titled=titled)
    if spec.is_empty or spec.kind is ChartKind.BARS:
        return least
    head = head_height(Board(breaker, em), spec, width, titled=titled)
    return max(least, head + width * _STEEPNESS)


def _least_height(spec: ChartSpec, width: float, breaker: LineBreaker, em: float, *, titled: bool) -> float:
    """Return the height below which the texts would be too close."""
    head = head_height(Board(breaker, em), spec, width, titled=titled)
    if spec.is_empty:
        return head + _EMPTY * em
    if spec.kind is ChartKind.BARS:
        return head + (ROW * len(spec.categories) + PERCENT_ROW + _GAP) * em
    return head + (_PLOT[spec.kind] + _GAP) * em


def lay_chart(
    spec: ChartSpec, width: float, height: float, breaker: LineBreaker, em: float, *, titled: bool = True
) -> Picture:
    """Lay a chart out in texts of size `em`, or smaller ones where there is no room for such."""
    board = Board(breaker, em * min(1.0, height / _least_height(spec, width, breaker, em, titled=titled)))
    lay_head(board, spec, width, titled=titled)
    top = head_height(board, spec, width, titled=titled) + _GAP * board.em
    area = Box(0.0, top, width - _EDGE * board.em, height - top)
    if spec.is_empty:
        _lay_nothing(board, area)
        return board.picture(width, height)
    lay = {ChartKind.LINES: lay_lines, ChartKind.BARS: lay_bars, ChartKind.COLUMNS: lay_columns}
    lay[spec.kind](board, spec, area)
    return board.picture(width, height)


def _lay_nothing(board: Board, area: Box) -> None:
    lines = board.lines(NOTHING_TO_DRAW, area.width, 2)
    for number, line in enumerate(lines):
        middle = area.top + area.height / 2 + (number - (len(lines) - 1) / 2) * board.pitch
        board.write(line, (area.left + area.width / 2, middle), Anchor.CENTER)
