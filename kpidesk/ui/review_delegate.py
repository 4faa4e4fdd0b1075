"""Paints the entries of the second view: verdict, what it is about and why, the trend, and the 所見 in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kpidesk.domain.evaluation import Stage
from kpidesk.reports.charts import indicator_charts
from kpidesk.ui import review_words as words
from kpidesk.ui import text_block
from kpidesk.ui.review_spark import draw_spark
from kpidesk.ui.verdict_look import tone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFont, QHelpEvent, QPainter

    from kpidesk.domain.review import Reviewed
    from kpidesk.paper.chart import ChartSpec
    from kpidesk.ui.look import Look
    from kpidesk.ui.review_model import ReviewModel
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
SIDE, PAD, GAP, BAR = 16, 7, 16, 3
VERDICT_EM, SPARK_EM = 8.5, 8.5
SPARK_HEIGHT_EM = 3.6
STAGE_INKS = {Stage.SUBMITTED: "accent", Stage.RETURNED: "bad", Stage.CHECKED: "good"}
NARROW_EM = 58.0
"""Below this width there is no room for the trend."""
SHARE = 0.34  # of the name and its arithmetic, of what they share with the 所見
EVERY = 10_000
KEPT = 5000


class Piece(NamedTuple):
    """Lines of one font and colour at their place in the row."""

    lines: list[str]
    font: QFont
    colour: str
    left: float
    top: float


class RowLayout(NamedTuple):
    """A row with its texts broken for a width."""

    row: Reviewed
    doubts: int
    width: int
    pieces: list[Piece]
    height: int
    spark: QRectF | None
    marks: QRectF | None


class ReviewDelegate(QStyledItemDelegate):
    """Breaks the texts of a row once for each width."""

    def __init__(self, session: Session, look: Look, view: QListView, model: ReviewModel) -> None:
        super().__init__(view)
        self._session = session
        self._look = look
        self._view = view
        self._model = model
        self._laid: dict[tuple[str, str, str], RowLayout] = {}
        self._charts: dict[tuple[str, str, str], tuple[Reviewed, ChartSpec]] = {}
        self.use(1.0)

    def use(self, scale: float) -> None:
        """Make the fonts for a zoom, in units of the natural size."""
        font = self._look.font
        self._plain, self._small = font(scale), font(0.9 * scale)
        self._name, self._label = font(scale, bold=True), font(1.1 * scale, bold=True)
        self._struck = font(0.9 * scale)
        self._struck.setStrikeOut(True)
        self._em = self._plain.pointSizeF() * self._look.dots_per_point
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        return QSize(0, self.layout(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        laid, box = self.layout(index), QRectF(option.rect)
        painter.save()
        self._ground(painter, option, box)
        painter.translate(box.topLeft())
        for piece in laid.pieces:
            self._write(painter, piece)
        if laid.spark is not None and (chart := self._chart(laid.row)):
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            draw_spark(painter, laid.spark, chart, self._look)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Explain the trend."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            QToolTip.showText(event.globalPos(), self.tip(index, QPointF(event.pos() - option.rect.topLeft())), view)
            return True
        return super().helpEvent(event, view, option, index)

    def tip(self, index: Index, at: QPointF) -> str:
        """Return what is said about a place in a row, "" for nothing."""
        laid = self.layout(index)
        if self.is_on_doubts(index, at):
            return "\n".join((*self._model.sentences_of(laid.row), "クリックすると、要確認の一覧が開きます。"))
        chart = self._chart(laid.row) if laid.spark is not None and laid.spark.contains(at) else None
        return words.legend_of(chart) if chart and chart.figures else ""

    def is_on_doubts(self, index: Index, at: QPointF) -> bool:
        """Whether a place in a row is on its 要確認."""
        laid = self.layout(index)
        return laid.marks is not None and laid.marks.contains(at)

    def layout(self, index: Index) -> RowLayout:
        """Return the row laid out for the size of the view."""
        row = self._model.row(index)
        identity = row.entry.identity
        asked = (self._model.doubts_of(row), self._view.viewport().width())
        found = self._laid.get(identity)
        if found is None or found.row is not row or (found.doubts, found.width) != asked:
            if len(self._laid) > KEPT:
                self._laid.clear()
            found = self._laid[identity] = self._lay(row, *asked)
        return found

    def _lay(self, row: Reviewed, doubts: int, width: int) -> RowLayout:
        has_spark = width > NARROW_EM * self._em
        verdict = VERDICT_EM * self._em
        spark = SPARK_EM * self._em if has_spark else 0.0
        room = width - 2 * SIDE - verdict - spark - (3 if has_spark else 2) * GAP
        main = max(10 * self._em, room * SHARE)
        lefts = (SIDE, SIDE + verdict + GAP, SIDE + verdict + main + spark + (3 if has_spark else 2) * GAP)
        said = max(10 * self._em, width - SIDE - lefts[2])
        columns = (
            self._column(self._verdict(row), lefts[0], verdict),
            self._column(self._about(row, doubts), lefts[1], main),
            self._column(self._said(row), lefts[2], said),
        )
        spark_box = QRectF(lefts[1] + main + GAP, PAD, spark, SPARK_HEIGHT_EM * self._em) if has_spark else None
        bottoms = [bottom for _, bottom in columns]
        height = max(*bottoms, spark_box.bottom() if spark_box else 0.0)
        pieces = [each for pieces, _ in columns for each in pieces]
        return RowLayout(row, doubts, width, pieces, int(height) + PAD, spark_box, _marks(pieces, doubts))

    def _column(self, texts: Iterator[tuple[str, QFont, str]], left: float, width: float) -> tuple[list[Piece], float]:
        """Lay texts below each other."""
        top, pieces = float(PAD), list[Piece]()
        for text, font, colour in texts:
            if text:
                lines = text_block.broken(text, font, width, EVERY)
                pieces.append(Piece(lines, font, colour, left, top))
                top += len(lines) * text_block.pitch(font) + 1
        return pieces, top

    def _verdict(self, row: Reviewed) -> Iterator[tuple[str, QFont, str]]:
        verdict = row.verdict
        yield words.verdict_of(row), self._label, tone_of(verdict)
        yield words.computed_of(row), self._struck, "muted"
        yield f"達成率 {verdict.rate_text}" if verdict and verdict.rate_text else "", self._plain, "text"
        yield words.stage_of(row), self._small, STAGE_INKS.get(row.stage, "muted")

    def _about(self, row: Reviewed, doubts: int) -> Iterator[tuple[str, QFont, str]]:
        yield words.name_of(row), self._name, "text"
        yield words.place_of(row), self._small, "muted"
        yield words.arithmetic_of(row), self._plain, "text"
        yield words.marks_of(row, doubts), self._small, "accent"
        yield words.returned_of(row), self._small, "bad" if row.approval.reason else "muted"

    def _said(self, row: Reviewed) -> Iterator[tuple[str, QFont, str]]:
        yield row.remarks or words.NO_REMARKS, self._plain, "text" if row.remarks else "owed_text"
        for line in words.assessments_of(row):
            yield line, self._small, "muted"

    def _write(self, painter: QPainter, piece: Piece) -> None:
        step = text_block.pitch(piece.font)
        painter.setFont(piece.font)
        painter.setPen(self._look.colour(piece.colour))
        for number, line in enumerate(piece.lines):
            strip = QRectF(piece.left, piece.top + number * step, EVERY, step)
            painter.drawText(strip, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._look.colour("accent_soft"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRectF(box.left(), box.top(), BAR, box.height()), self._look.colour("accent"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), self._look.colour("line"))

    def _chart(self, row: Reviewed) -> ChartSpec | None:
        """Return the chart of an entry's figures; of several units the first."""
        if row.entry.shown is None:
            return None
        known = self._charts.get(row.entry.identity)
        if known is None or known[0] is not row:
            if len(self._charts) > KEPT:
                self._charts.clear()
            spec = indicator_charts(self._session.plan, row.entry.shown, self._session.year)[0]
            known = self._charts[row.entry.identity] = (row, spec)
        return known[1]


def _marks(pieces: list[Piece], doubts: int) -> QRectF | None:
    """Return where the 要確認 of a row stand, None where there are none."""
    told = words.doubts_of(doubts)
    found = next((each for each in pieces if told and each.lines[0].startswith(told)), None)
    if found is None:
        return None
    width = QFontMetricsF(found.font).horizontalAdvance(told)
    return QRectF(found.left, found.top, width, text_block.pitch(found.font))
