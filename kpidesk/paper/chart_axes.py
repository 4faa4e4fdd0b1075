"""The axes of charts that run over the years: grid, figures and unit at the left, categories below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.paper.box import Box
from kpidesk.paper.chart_marks import Anchor
from kpidesk.paper.chart_ticks import FEWEST, tick_text
from kpidesk.paper.chart_tones import Ink

if TYPE_CHECKING:
    from kpidesk.paper.chart import ChartSpec
    from kpidesk.paper.chart_board import Board
    from kpidesk.paper.chart_ticks import Axis

BELOW = 1.7  # em for the categories
_ABOVE = 2.6  # em for the unit, and for labels of points at the very top
BROKEN = "縦軸は0から始まりません"
_GAP = 0.5
_WIDEST_FIGURES = 0.35  # of the chart's width
_TICK_APART = 2.0  # em
_MOST_TICKS = 7
_ZIGZAG = ((0.0, 0.2), (-0.35, 0.4), (0.35, 0.7), (0.0, 0.9))  # em, from the foot of the axis


def most_ticks(board: Board, height: float) -> int:
    """Return how many figures an axis of that height can take."""
    return min(_MOST_TICKS, max(FEWEST, int(height / (_TICK_APART * board.em)) + 1))


def lay_axes(board: Board, spec: ChartSpec, axis: Axis, area: Box) -> Box:
    """Draw the axes into an area, unit above; returns the plot between them."""
    figures = [tick_text(tick, spec.negative) for tick in axis.ticks]
    widest = max(map(board.width, figures))
    scale = min(1.0, area.width * _WIDEST_FIGURES / widest)  # a figure is set smaller, never cut
    above = _ABOVE * board.em
    left = area.left + widest * scale + _GAP * board.em
    plot = Box(left, area.top + above, area.right - left, area.height - above - BELOW * board.em)
    _lay_unit(board, spec, axis, area)
    for tick, figure in zip(axis.ticks, figures, strict=True):
        y = height_of(axis.place(tick), plot)
        heavy = tick == 0 or (axis.broken and tick == axis.low)
        board.stroke((left, y), (plot.right, y), colour=Ink.MUTED if heavy else Ink.LINE)
        board.write(figure, (left - _GAP * board.em, y), Anchor.RIGHT, scale=scale)
    if axis.broken:
        board.stroke(*((left + x * board.em, plot.bottom - y * board.em) for x, y in _ZIGZAG), colour=Ink.MUTED)
    _lay_categories(board, spec, plot)
    return plot


def height_of(place: float, plot: Box) -> float:
    """Return the height of a place on the axis (0 to 1)."""
    return plot.bottom - place * plot.height


def middle_of(place: int, spec: ChartSpec, plot: Box) -> float:
    """Return the middle of a category."""
    return plot.left + (place + 0.5) * plot.width / len(spec.categories)


def column_of(board: Board, place: int, spec: ChartSpec, plot: Box) -> Box:
    """Return the whole column of a category, its name on the axis included."""
    width = plot.width / len(spec.categories)
    return Box(plot.left + place * width, plot.top, width, plot.height + BELOW * board.em)


def _lay_unit(board: Board, spec: ChartSpec, axis: Axis, area: Box) -> None:
    """Say the unit, and at the right that zero is left out; without room for both the zigzag must do."""
    y = area.top + board.em / 2
    right = area.left
    if spec.unit:
        text = board.elided(f"（{spec.unit}）", area.width)
        right = board.write(text, (area.left, y), Anchor.LEFT).right
    if axis.broken and right + board.width(BROKEN, 0.9) + board.em <= area.right:
        board.write(BROKEN, (area.right, y), Anchor.RIGHT, scale=0.9)


def _lay_categories(board: Board, spec: ChartSpec, plot: Box) -> None:
    """Write the names below, every second or third where all would touch; the marked one always."""
    step = plot.width / len(spec.categories)
    names = [category.short or category.name for category in spec.categories]
    widest = max(map(board.width, names)) + 0.4 * board.em
    every = max(1, -int(-widest // step))
    kept = (len(names) - 1 if spec.marked is None else spec.marked) % every
    y = plot.bottom + BELOW * board.em / 2 + 0.15 * board.em
    for place, name in enumerate(names):
        if place % every == kept:
            shown = board.elided(name, plot.width)
            half = board.width(shown, bold=place == spec.marked) / 2
            x = min(max(middle_of(place, spec, plot), plot.left + half), plot.right - half)
            is_marked = place == spec.marked
            board.write(shown, (x, y), Anchor.CENTER, Ink.TEXT if is_marked else Ink.MUTED, bold=is_marked)
