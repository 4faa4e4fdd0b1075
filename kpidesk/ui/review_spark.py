"""The small trend line of an entry: targets dashed, actuals with their points, as in the chart of the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from kpidesk.paper.chart_tones import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from PySide6.QtGui import QPainter

    from kpidesk.paper.chart import ChartSpec, Datum, Strand
    from kpidesk.ui.look import Look

DOT = 2.6
MARKED = 4.0
EDGE = 5.0


def draw_spark(painter: QPainter, box: QRectF, spec: ChartSpec, look: Look) -> None:
    """Draw the lines of a chart small, without axes; nothing where there are no figures."""
    figures = spec.figures
    if not figures:
        return
    palette = DARK if look.dark else LIGHT
    scale = _Scale(box, min(figures), max(figures), len(spec.categories))
    for strand in sorted(spec.strands, key=lambda each: not each.aimed):
        colour = QColor(f"#{palette.colour(strand.tone)}")
        pen = QPen(colour, 1.2 if strand.aimed else 1.8)
        pen.setStyle(Qt.PenStyle.DashLine if strand.aimed else Qt.PenStyle.SolidLine)
        for run in _runs(strand, scale):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(run))
        if not strand.aimed:
            _dots(painter, strand, scale, colour, spec.marked)


class _Scale:
    """Where a figure stands in the box; figures that are all the same stand in the middle."""

    def __init__(self, box: QRectF, low: Decimal, high: Decimal, count: int) -> None:
        self._box = box.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        self._low, self._span = low, high - low
        self._step = self._box.width() / max(1, count - 1)

    def at(self, number: int, value: Decimal) -> QPointF:
        share = float((value - self._low) / self._span) if self._span else 0.5
        return QPointF(self._box.left() + number * self._step, self._box.bottom() - share * self._box.height())


def _points(data: Sequence[Datum], scale: _Scale) -> Iterator[QPointF | None]:
    for number, datum in enumerate(data):
        yield None if datum.value is None else scale.at(number, datum.value)


def _runs(strand: Strand, scale: _Scale) -> Iterator[list[QPointF]]:
    """Yield the points that follow each other without a gap."""
    run: list[QPointF] = []
    for point in (*_points(strand.data, scale), None):
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1 or (strand.aimed and run):
            yield run
        run = []


def _dots(painter: QPainter, strand: Strand, scale: _Scale, colour: QColor, marked: int | None) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for number, point in enumerate(_points(strand.data, scale)):
        if point is not None:
            size = MARKED if number == marked else DOT
            painter.drawEllipse(point, size, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
