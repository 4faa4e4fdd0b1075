"""Paints a laid-out chart on reportlab's canvas, in the fonts of the document around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reportlab.lib.colors import HexColor

from kpidesk.paper.chart import Shape
from kpidesk.paper.chart_marks import CORE, RIM, Dash, Dot, Patch, Stroke
from kpidesk.paper.chart_tones import LIGHT, Ink

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    from kpidesk.paper.box import Box
    from kpidesk.paper.chart import Tone
    from kpidesk.paper.chart_marks import Picture, Words

_FLAT_CAP = 0
_ROUND_JOIN = 1


class WriteLine(Protocol):
    """Writes a line of text in the faces that have its signs."""

    def __call__(self, pen: PDFTextObject, text: str, left: float, base: float, size: float, *, bold: bool) -> None:
        """Write from the left end on the baseline, in pt from the lower left corner of the page."""


class PdfChart:
    """One chart on a page; `top` and `left` are the corner of its box, in pt from the lower left of the page."""

    def __init__(self, canvas: Canvas, top: float, left: float, write_line: WriteLine) -> None:
        self._canvas = canvas
        self._top = top
        self._left = left
        self._write_line = write_line

    def paint(self, picture: Picture) -> None:
        """Paint every mark in its order."""
        self._canvas.saveState()
        self._canvas.setLineCap(_FLAT_CAP)
        self._canvas.setLineJoin(_ROUND_JOIN)
        for mark in picture.marks:
            if isinstance(mark, Stroke):
                self._stroke(mark)
            elif isinstance(mark, Patch):
                self._patch(mark)
            elif isinstance(mark, Dot):
                self._dot(mark)
            else:
                self._words(mark)
        self._canvas.restoreState()

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return self._left + point[0], self._top - point[1]

    def _pen(self, colour: str, width: float, dash: Dash = Dash.SOLID) -> None:
        self._canvas.setStrokeColor(HexColor(f"#{colour}"))
        self._canvas.setLineWidth(width)
        self._canvas.setDash([length * width for length in dash.pattern])

    def _brush(self, colour: str) -> None:
        self._canvas.setFillColor(HexColor(f"#{colour}"))

    def _stroke(self, stroke: Stroke) -> None:
        self._pen(LIGHT.colour(stroke.colour), stroke.width, stroke.dash)
        path = self._canvas.beginPath()
        path.moveTo(*self._at(stroke.points[0]))
        for point in stroke.points[1:]:
            path.lineTo(*self._at(point))
        self._canvas.drawPath(path, stroke=1, fill=0)

    def _box(self, box: Box, *, stroke: bool) -> None:
        left, bottom = self._at((box.left, box.bottom))
        self._canvas.rect(left, bottom, box.width, box.height, stroke=int(stroke), fill=int(not stroke))

    def _patch(self, patch: Patch) -> None:
        hatching = LIGHT.hatching(patch.tone)
        self._brush(LIGHT.colour(patch.tone))
        self._box(patch.box, stroke=False)
        if patch.lines:
            self._pen(hatching, patch.outline)
            self._canvas.lines([(*self._at(start), *self._at(end)) for start, end in patch.lines])
        self._brush(hatching)
        for dot in patch.dots:
            self._canvas.circle(*self._at(dot), patch.dot_size / 2, stroke=0, fill=1)
        self._pen(LIGHT.colour(Ink.MUTED), patch.outline)
        self._box(patch.box, stroke=True)

    def _dot(self, dot: Dot) -> None:
        colour = LIGHT.colour(dot.tone)
        self._pen(colour, dot.size * RIM)
        self._brush(LIGHT.colour(Ink.GROUND) if dot.hollow or dot.ringed else colour)
        self._shape(dot, dot.size * (1 - RIM), stroke=True)
        if dot.ringed:
            self._brush(colour)
            self._shape(dot, dot.size * CORE, stroke=False)

    def _shape(self, dot: Dot, size: float, *, stroke: bool) -> None:
        x, y = self._at(dot.at)
        half = size / 2
        path = self._canvas.beginPath()
        if dot.shape is Shape.CIRCLE:
            path.circle(x, y, half)
        elif dot.shape is Shape.SQUARE:
            path.rect(x - half, y - half, size, size)
        else:
            path.moveTo(x, y + half)
            path.lineTo(x + half, y - half)
            path.lineTo(x - half, y - half)
            path.close()
        self._canvas.drawPath(path, stroke=int(stroke), fill=1)

    def _words(self, words: Words) -> None:
        colour: Ink | Tone = words.colour
        shown = LIGHT.colour(colour)
        if words.on is not None:
            self._brush(LIGHT.colour(words.on))
            self._box(words.box, stroke=False)
            shown = LIGHT.on(words.on)
        pen = self._canvas.beginText()
        pen.setFillColor(HexColor(f"#{shown}"))
        left, base = self._at((words.left, words.baseline))
        self._write_line(pen, words.text, left, base, words.size, bold=words.bold)
        self._canvas.drawText(pen)
