"""Figures over the years: lines that never run over a year without a figure, labels where there is room."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kpidesk.paper.chart_axes import column_of, height_of, lay_axes, middle_of, most_ticks
from kpidesk.paper.chart_legend import LINE, REFERENCE_LINE, line_dash, reference_colour, reference_dash
from kpidesk.paper.chart_marks import Anchor
from kpidesk.paper.chart_ticks import axis_of_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.paper.box import Box
    from kpidesk.paper.chart import ChartSpec, Datum, Strand
    from kpidesk.paper.chart_board import Board
    from kpidesk.paper.chart_hatch import Point
    from kpidesk.paper.chart_ticks import Axis

_LABEL_DISTANCE = 1.0  # em from the point to the middle of its label
_LABEL_SCALE = 0.95
_ASIDE = 0.1  # em
_ABOVE_PLOT = 1.6


def lay_lines(board: Board, spec: ChartSpec, area: Box) -> None:
    """Draw the lines into an area."""
    figures = (*spec.figures, *(reference.value for reference in spec.references))
    axis = axis_of_lines(figures, most_ticks(board, area.height))
    plot = lay_axes(board, spec, axis, area)
    lines: list[Sequence[Point]] = []
    for reference in spec.references:
        y = height_of(axis.place(reference.value), plot)
        lines.append(((plot.left, y), (plot.right, y)))
        dash, colour = reference_dash(reference), reference_colour(reference)
        board.stroke(*lines[-1], colour=colour, width=REFERENCE_LINE, dash=dash)
    runs = [(strand, list(_runs(strand, spec, axis, plot))) for strand in spec.drawn]
    for strand, run in ((strand, run) for strand, found in runs for run in found if len(run) > 1):
        lines.append([at for at, _ in run])
        board.stroke(*lines[-1], colour=strand.tone, width=LINE, dash=line_dash(strand))
    points = [(strand, at, datum) for strand, found in runs for run in found for at, datum in run]
    for strand, at, datum in points:
        board.dot(at, strand.tone, strand.shape, hollow=strand.aimed, ringed=not datum.firm)
    _label(board, points, plot, lines)
    for place in range(len(spec.categories)):
        board.hit(column_of(board, place, spec, plot), place, spec.told(place))


def _runs(strand: Strand, spec: ChartSpec, axis: Axis, plot: Box) -> Iterator[list[tuple[Point, Datum]]]:
    """Yield the points of a strand, cut wherever a year has no figure."""
    run: list[tuple[Point, Datum]] = []
    for place, datum in enumerate(strand.data):
        if datum.value is None:
            if run:
                yield run
            run = []
        else:
            run.append(((middle_of(place, spec, plot), height_of(axis.place(datum.value), plot)), datum))
    if run:
        yield run


def _label(board: Board, points: list[tuple[Strand, Point, Datum]], plot: Box, lines: list[Sequence[Point]]) -> None:
    """Write the figures beside their points, actuals first; what finds no free place is left to the hover."""
    for strand, at, datum in sorted(points, key=lambda point: point[0].aimed):
        if not datum.label:
            continue
        others = [y for _, (x, y), _ in points if x == at[0] and y != at[1]]
        above = not others or at[1] <= min(others)
        places = [
            box
            for box in _label_boxes(board, datum.label, at, plot, first=-1 if above else 1)
            if box.top >= plot.top - _ABOVE_PLOT * board.em and box.bottom <= plot.bottom and board.is_free(box)
        ]
        if places:
            best = min(places, key=lambda box: _crossings(box, lines))
            middle = (best.left + best.width / 2, best.top + best.height / 2)
            board.write(datum.label, middle, Anchor.CENTER, strand.tone, _LABEL_SCALE)


def _label_boxes(board: Board, label: str, at: Point, plot: Box, *, first: int) -> Iterator[Box]:
    """Yield where a label may stand, best first: above and below its point, then beside those places."""
    half = board.width(label, _LABEL_SCALE) / 2
    aside = half + _ASIDE * board.em
    for shift in (0.0, aside, -aside):
        for side in (first, -first):
            x = min(max(at[0] + shift, plot.left + half), plot.right - half)
            yield board.box_of(label, (x, at[1] + side * _LABEL_DISTANCE * board.em), Anchor.CENTER, _LABEL_SCALE)


def _crossings(box: Box, lines: list[Sequence[Point]]) -> int:
    """Count the pieces of lines that run through a box, roughly: their heights at five places are asked."""
    count = 0
    for line in lines:
        for (x1, y1), (x2, y2) in pairwise(line):
            asked = [x for x in (box.left + box.width * part / 4 for part in range(5)) if x1 <= x <= x2]
            count += any(box.top <= y1 + (y2 - y1) * (x - x1) / (x2 - x1) <= box.bottom for x in asked)
    return count
