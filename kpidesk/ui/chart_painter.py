"""Paints a laid-out chart with Qt; it decides nothing but the colours of the theme in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from kpidesk.paper.chart import Shape, Tone
from kpidesk.paper.chart_marks import CORE, RIM, Dash, Dot, Patch, Stroke
from kpidesk.paper.chart_tones import DARK, LIGHT, Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from kpidesk.paper.box import Box
    from kpidesk.paper.chart_marks import Picture, Words
    from kpidesk.ui.look import Look

THEMED = {Ink.TEXT: "text", Ink.MUTED: "muted", Ink.LINE: "line", Ink.GROUND: "surface"}


class ChartPainter:
    """Paints marks in the look of the window; `scale` is the window's font in units of a text's px size."""

    def __init__(self, painter: QPainter, look: Look, scale: float) -> None:
        self._painter = painter
        self._look = look
        self._scale = scale
        self._palette = DARK if look.dark else LIGHT

    def paint(self, picture: Picture) -> None:
        """Paint every mark in its order."""
        for mark in picture.marks:
            if isinstance(mark, Stroke):
                self._stroke(mark)
            elif isinstance(mark, Patch):
                self._patch(mark)
            elif isinstance(mark, Dot):
                self._dot(mark)
            else:
                self._words(mark)

    def _colour(self, what: Ink | Tone) -> QColor:
        if isinstance(what, Ink):
            return self._look.colour(THEMED[what])
        return QColor(f"#{self._palette.colour(what)}")

    def _stroke(self, stroke: Stroke) -> None:
        pen = QPen(self._colour(stroke.colour), stroke.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if stroke.dash is not Dash.SOLID:
            pen.setDashPattern(list(stroke.dash.pattern))
        self._painter.setPen(pen)
        self._painter.drawPolyline(QPolygonF([QPointF(*point) for point in stroke.points]))

    def _patch(self, patch: Patch) -> None:
        painter, hatching = self._painter, QColor(f"#{self._palette.hatching(patch.tone)}")
        painter.fillRect(rectangle(patch.box), self._colour(patch.tone))
        painter.setPen(QPen(hatching, patch.outline))
        for start, end in patch.lines:
            painter.drawLine(QPointF(*start), QPointF(*end))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hatching)
        for dot in patch.dots:
            painter.drawEllipse(QPointF(*dot), patch.dot_size / 2, patch.dot_size / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._colour(Ink.MUTED), patch.outline))
        painter.drawRect(rectangle(patch.box))

    def _dot(self, dot: Dot) -> None:
        colour = self._colour(dot.tone)
        self._painter.setPen(QPen(colour, dot.size * RIM))
        self._painter.setBrush(self._colour(Ink.GROUND) if dot.hollow or dot.ringed else colour)
        self._shape(dot, dot.size * (1 - RIM))
        if dot.ringed:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colour)
            self._shape(dot, dot.size * CORE)

    def _shape(self, dot: Dot, size: float) -> None:
        x, y = dot.at
        half = size / 2
        if dot.shape is Shape.CIRCLE:
            self._painter.drawEllipse(QPointF(x, y), half, half)
        elif dot.shape is Shape.SQUARE:
            self._painter.drawRect(QRectF(x - half, y - half, size, size))
        else:
            corners = (QPointF(x, y - half), QPointF(x + half, y + half), QPointF(x - half, y + half))
            self._painter.drawPolygon(QPolygonF(corners))

    def _words(self, words: Words) -> None:
        painter = self._painter
        colour = self._colour(words.colour)
        if words.on is not None:
            painter.fillRect(rectangle(words.box), self._colour(words.on))
            colour = QColor(f"#{self._palette.on(words.on)}")
        painter.setFont(self._look.font(words.size * self._scale, bold=words.bold))
        painter.setPen(colour)
        painter.drawText(QPointF(words.left, words.baseline), words.text)


def rectangle(box: Box) -> QRectF:
    """Return a box as Qt's."""
    return QRectF(box.left, box.top, box.width, box.height)
