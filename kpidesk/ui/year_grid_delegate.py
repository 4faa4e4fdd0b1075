"""Paints the cells of the 入力 grid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPolygonF

from kpidesk.domain.evaluation import Stage
from kpidesk.domain.rating import Outcome
from kpidesk.ui import text_block
from kpidesk.ui.figure_delegate import FigureDelegate
from kpidesk.ui.fill import fill
from kpidesk.ui.grid_columns import Part
from kpidesk.ui.grid_layout import at_arrow
from kpidesk.ui.grid_lines import BandLevel
from kpidesk.ui.verdict_look import PADDING, fitted, tone_of
from kpidesk.ui.year_grid_model import YearGridModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

    from kpidesk.ui.grid_fonts import GridFonts
    from kpidesk.ui.grid_sheet import Face
    from kpidesk.ui.look import Look

Index = QModelIndex | QPersistentModelIndex
SIDE_ROOM = 10
CORNER = 8
EDGE = 3
RETURNED = f"↩ {Stage.RETURNED.label}"
LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
LINES = {
    place: int(place | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine) for place in (LEFT, RIGHT, CENTRE)
}
DASHES = ("—", "―")
FIGURE = re.compile(r"\d")
NARROWEST = 0.65
BAND_INDENT = {BandLevel.TITLE: 12, BandLevel.OUTCOMES: 12, BandLevel.MEASURE: 12, BandLevel.SUBMEASURE: 24}
UNTYPED = {Part.FIGURE: "未入力", Part.REMARKS: "未記入"}


class YearGridDelegate(FigureDelegate):
    """One delegate for all cells; the model says what each one is."""

    def __init__(self, look: Look, fonts: GridFonts, view: QTableView, room: QWidget) -> None:
        """`room` is what all columns together are seen in: a heading runs across it wherever they are scrolled to."""
        super().__init__(view)
        self._room = room
        self._look = look
        self._fonts = fonts

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, YearGridModel):
            return
        face, mark, rect = model.face(index), model.mark(index), option.rect
        fill(painter, rect, self._look.colour("error_soft" if mark else _ground(face)))
        self._lines(painter, rect, face)
        box = QRectF(rect)
        if mark and not face.locked:
            inner = box.adjusted(SIDE_ROOM, 0, -SIDE_ROOM, 0)
            self._one_line(painter, inner, mark.text.replace("\n", " "), self._fonts.plain, "error", RIGHT)
        else:
            self._text(painter, box, face)
        if mark:
            self._corner(painter, box.topLeft())
        if face.note:
            self._sign(painter, box.adjusted(4, 2, 0, 0), "※", "muted")
        if model.doubts(index):
            self._sign(painter, box.adjusted(4, 0, 0, -3), "!", "owed_text", Qt.AlignmentFlag.AlignBottom)

    def _corner(self, painter: QPainter, at: QPointF) -> None:
        """Show in the corner of a cell that what was pasted there did not go in."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("error"))
        painter.drawPolygon(QPolygonF([at, at + QPointF(CORNER, 0), at + QPointF(0, CORNER)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _sign(
        self,
        painter: QPainter,
        box: QRectF,
        sign: str,
        ink: str,
        place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
    ) -> None:
        painter.setFont(self._fonts.tiny if sign == "※" else self._fonts.strong)
        painter.setPen(self._look.colour(ink))
        painter.drawText(box, place | Qt.AlignmentFlag.AlignLeft, sign)

    def _lines(self, painter: QPainter, rect: QRect, face: Face) -> None:
        """Draw the thin lines right of and below a cell; the two rows of a pair are divided more lightly."""
        left, top, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        line = self._look.colour("line")
        band = face.part is Part.BAND
        strong = face.last_of_pair and not band
        below = self._look.colour("strong_line") if strong else line
        fill(painter, QRect(left, top + height - 1, width, 1), below)
        if not band:
            fill(painter, QRect(left + width - 1, top, 1, height), line)

    def _text(self, painter: QPainter, box: QRectF, face: Face) -> None:
        inner = box.adjusted(SIDE_ROOM, 0, -SIDE_ROOM, 0)
        if face.part is Part.BAND:
            self._band(painter, inner, face)
        elif face.part in (Part.FIGURE, Part.TOTAL):
            self._figure(painter, inner, face)
        elif face.part is Part.SIDE:
            self._side(painter, inner, face)
        elif face.part is Part.VERDICT:
            self._verdict(painter, inner, face)
        elif face.owed:
            self._hint(painter, inner, face)
        else:
            if face.returned:
                self._returned(painter, box)
                inner.setBottom(inner.bottom() - self._fonts.pitch)
            self._block(painter, inner.adjusted(0, 7, 0, -4), face)

    def _returned(self, painter: QPainter, box: QRectF) -> None:
        """Show at the edge of a name, and in a word at its foot, that the sheet was sent back."""
        fill(painter, QRectF(box.left(), box.top(), EDGE, box.height() - 1).toRect(), self._look.colour("bad"))
        foot = QRectF(box.left() + SIDE_ROOM, box.bottom() - self._fonts.pitch - 3, box.width(), self._fonts.pitch)
        self._one_line(painter, foot, RETURNED, self._fonts.small, "bad")

    def _band(self, painter: QPainter, inner: QRectF, face: Face) -> None:
        level = face.level or BandLevel.TITLE
        font = (
            self._fonts.title
            if level is BandLevel.TITLE
            else self._fonts.strong
            if level is BandLevel.MEASURE
            else self._fonts.plain
        )
        ink = "accent" if level is BandLevel.OUTCOMES else "text"
        inner.setLeft(BAND_INDENT[level])
        inner.setRight(self._room.width() - SIDE_ROOM)
        self._one_line(painter, inner, face.text, font, ink)
        room = inner.width() - self._fonts.width(font, face.text)
        if face.detail and room > self._fonts.width(self._fonts.small, face.detail) + SIDE_ROOM:
            self._one_line(painter, inner, face.detail, self._fonts.small, "muted", RIGHT)

    def _figure(self, painter: QPainter, inner: QRectF, face: Face) -> None:
        if face.owed:
            self._hint(painter, inner, face)
            return
        text, fonts = face.text, self._fonts
        ink = "muted" if face.locked or text in DASHES else "text"
        font = fonts.figures if FIGURE.search(text) else fonts.plain
        if face.in_year and face.last_of_pair and ink == "text":
            font = fonts.figures_bold
        wide = fonts.width(font, text)
        if wide > inner.width():
            font = QFont(font)  # a figure that is cut off could be read as another one
            font.setPointSizeF(font.pointSizeF() * max(NARROWEST, inner.width() / wide))
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
        if text:
            painter.setFont(font)
            painter.setPen(self._look.colour(ink))
            painter.drawText(inner, LINES[RIGHT], text)

    def _hint(self, painter: QPainter, inner: QRectF, face: Face) -> None:
        place = RIGHT if face.part is Part.FIGURE else LEFT
        self._one_line(painter, inner, UNTYPED[face.part], self._fonts.small, "owed_text", place)

    def _side(self, painter: QPainter, inner: QRectF, face: Face) -> None:
        if face.detail:
            half = inner.height() / 2
            text_block.draw(
                painter, inner.adjusted(0, 3, 0, -half), face.detail, self._fonts.small, self._look.colour("text")
            )
            inner = inner.adjusted(0, half - 3, 0, 0)
        self._one_line(painter, inner, face.text, self._fonts.small, "muted")

    def _verdict(self, painter: QPainter, inner: QRectF, face: Face) -> None:
        if face.verdict is None:
            self._one_line(painter, inner, face.text, self._fonts.plain, "muted", CENTRE)
            return
        ink, step, room = tone_of(face.verdict), self._fonts.pitch, inner.width() + 2 * SIDE_ROOM - PADDING
        font = self._fonts.strong if face.verdict.outcome is Outcome.JUDGED else self._fonts.small
        lines = [face.verdict.mark, *fitted(face.text, self._fonts, font, room)]
        strip = QRectF(inner.center().x() - room / 2, inner.center().y() - step * len(lines) / 2, room, step)
        for number, line in enumerate(lines):
            self._one_line(painter, strip, line, font if number else self._fonts.strong, ink, CENTRE)
            strip.translate(0, step)

    def _block(self, painter: QPainter, inner: QRectF, face: Face) -> None:
        font = self._fonts.small if face.part is Part.REMARKS else self._fonts.plain
        used = text_block.draw(painter, inner, face.text, font, self._look.colour("muted" if face.closed else "text"))
        if face.detail:
            below = inner.adjusted(0, used + (2 if used else 0), 0, 0)
            detail = face.detail
            if self._fonts.width(self._fonts.small, detail) > inner.width():
                detail = at_arrow(detail)
            text_block.draw(painter, below, detail, self._fonts.small, self._look.colour("muted"))

    def _one_line(
        self, painter: QPainter, box: QRectF, text: str, font: QFont, ink: str, place: Qt.AlignmentFlag = LEFT
    ) -> None:
        """Draw a text on one line, with … at the end of a room that is too small for it."""
        painter.setFont(font)
        painter.setPen(self._look.colour(ink))
        room = int(box.width()) + 1
        if self._fonts.width(font, text) > room:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, LINES[place], text)

    # editing

    def name_of(self, index: Index) -> str:
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        return f"{head} {index.sibling(index.row(), 2).data()}"

    def figures(self) -> QFont:
        return self._fonts.figures

    def type_in(self, index: Index, text: str) -> str:
        model = index.model()
        return model.type_in(index, text) if isinstance(model, YearGridModel) else ""


def _ground(face: Face) -> str:
    """Return the colour behind a cell."""
    if face.part is Part.BAND:
        return {BandLevel.OUTCOMES: "surface", BandLevel.SUBMEASURE: "locked"}.get(
            face.level or BandLevel.TITLE, "band"
        )
    if face.returned:
        return "bad_soft"
    if face.owed:
        return "owed_soft" if face.part is Part.REMARKS else "owed"
    if face.closed or (face.part in (Part.FIGURE, Part.TOTAL) and face.locked and not face.in_year):
        return "locked"
    return "year" if face.in_year else "surface"
