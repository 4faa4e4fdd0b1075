"""Paints the cards of the second view: title, a stacked bar, the counts in words, last year, the round of approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kpidesk.domain.evaluation import Stage
from kpidesk.paper.chart_tones import DARK, LIGHT
from kpidesk.reports.charts import shares
from kpidesk.ui import review_words as words
from kpidesk.ui import text_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QFont, QPainter

    from kpidesk.domain.review import Summary
    from kpidesk.paper.chart import Tone
    from kpidesk.ui.look import Look
    from kpidesk.ui.review_card_model import CardsModel
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
LEAST_EM = 13.5
EDGE, PAD, SCROLL = 8, 8, 14
BAR, AFTER_BAR = 8, 3
RADIUS = 6
LINES = 4


class Line(NamedTuple):
    """A text of a card in its font and colour."""

    text: str
    font: QFont
    colour: str


class Segment(NamedTuple):
    """A part of the bar: where it stands, and what it says when it is pointed at."""

    box: QRectF
    tone: Tone
    words: str


class CardDelegate(QStyledItemDelegate):
    """Cards of one width and height, low, for the list below is the main thing."""

    def __init__(self, session: Session, look: Look, view: QListView, model: CardsModel) -> None:
        super().__init__(view)
        self._session = session
        self._look = look
        self._model = model
        self._small, self._strong = look.font(0.9), look.font(0.9, bold=True)
        self._name = look.font(bold=True)
        self._em = look.font().pointSizeF() * look.dots_per_point
        self._size = QSize()

    def measure(self, width: int, most: float) -> int:
        """Divide a width between the cards; returns the height, px, of the rows that fit into `most`, at least one."""
        cards = self._model.cards
        room = width - EDGE - SCROLL
        across = max(1, min(len(cards), int(room // (LEAST_EM * self._em))))
        rows = -(-len(cards) // across)
        across = max(1, -(-len(cards) // max(1, rows)))  # rows of about the same length
        inner = room // across - EDGE - 2 * PAD
        height = max((self._height(card, inner) for card in cards), default=0)
        self._size = QSize(room // across, height)
        fitting = max(1, int((most - EDGE) // max(1, height)))
        return min(rows, fitting) * height + EDGE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card, box = self._model.card(index), QRectF(option.rect).adjusted(EDGE, EDGE, 0, 0)
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(self._look.colour("accent" if chosen else "line"))
        painter.setBrush(self._look.colour("accent_soft" if chosen else "raised"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), RADIUS - 2, RADIUS - 2)
        inner = box.adjusted(PAD, PAD - 2, -PAD, 0)
        head, *below = self._lines(card, inner.width())
        self._write(painter, inner, head)
        inner.setTop(inner.top() + BAR + AFTER_BAR)
        self._bar(painter, QRectF(option.rect), card)
        for line in below:
            self._write(painter, inner, line)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say what a part of the bar counts; elsewhere all that there is to a card."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            segments = self.segments(QRectF(option.rect), self._model.card(index))
            around = (each for each in segments if each.box.adjusted(0, -3, 1, 3).contains(event.pos()))
            if (found := next(around, None)) is not None:
                QToolTip.showText(event.globalPos(), found.words, view)
                return True
        return super().helpEvent(event, view, option, index)

    def segments(self, rect: QRectF, card: Summary) -> list[Segment]:
        """Return the parts of the bar of a card that is painted into a rectangle."""
        scheme = self._session.plan.scheme_in(self._session.year)
        parts = [each for each in shares(scheme, card.verdicts) if each.count and not each.apart]
        whole = sum(each.count for each in parts)
        box = self._bar_box(rect.adjusted(EDGE + PAD, EDGE + PAD - 2, -PAD, 0))
        found, left = [], box.left()
        for each in parts:
            width = box.width() * each.count / whole
            part = QRectF(left, box.top(), width - (1 if each is not parts[-1] else 0), box.height())
            found.append(Segment(part, each.tone, words.part_of(card, scheme, each.label)))
            left += width
        return found

    def _bar_box(self, inner: QRectF) -> QRectF:
        return QRectF(inner.left(), inner.top() + text_block.pitch(self._name), inner.width(), BAR)

    def _bar(self, painter: QPainter, rect: QRectF, card: Summary) -> None:
        """Draw what is judged as parts of a whole; the words below give the counts."""
        palette = DARK if self._look.dark else LIGHT
        segments = self.segments(rect, card)
        if not segments:
            inner = rect.adjusted(EDGE + PAD, EDGE + PAD - 2, -PAD, 0)
            painter.fillRect(self._bar_box(inner), self._look.colour("line"))
        for each in segments:
            painter.fillRect(each.box, QColor(f"#{palette.colour(each.tone)}"))

    def _lines(self, card: Summary, room: float) -> Iterator[Line]:
        scheme = self._session.plan.scheme_in(self._session.year)
        title = QFontMetricsF(self._name).elidedText(self._model.title(card), Qt.TextElideMode.ElideRight, room)
        yield Line(title, self._name, "text")
        yield Line(self._flowed(words.bands_of(card, scheme), room, self._small), self._small, "text")
        yield Line(self._fitting(card, self._sizes, room), self._small, "muted")
        yield Line(self._fitting(card, words.trends_of, room), self._small, "muted")
        closed = self._session.plan.is_closed(self._session.year)
        waits = card.stages[Stage.SUBMITTED] > 0 and not closed
        font, colour = (self._strong, "accent") if waits else (self._small, "muted")
        yield Line(self._flowed(words.rounds_of(card, closed=closed), room, font), font, colour)

    def _sizes(self, card: Summary) -> tuple[str, ...]:
        return words.sizes_of(card, self._session.plan.scheme_in(self._session.year))

    def _write(self, painter: QPainter, inner: QRectF, line: Line) -> None:
        """Write a text at the top of a box and take its place away."""
        if line.text:
            used = text_block.draw(painter, inner.adjusted(0, 0, 0, 200), *line[:2], self._look.colour(line.colour))
            inner.setTop(inner.top() + used)

    @staticmethod
    def _flowed(parts: list[str], room: float, font: QFont) -> str:
        """Return the parts on as few lines as hold them, none of them broken that fits on one."""
        metrics, lines = QFontMetricsF(font), [""]
        for part in parts:
            longer = f"{lines[-1]}　{part}" if lines[-1] else part
            if metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
        return "\n".join(line for line in lines if line)

    def _fitting(self, card: Summary, worded: Callable[[Summary], Sequence[str]], room: float) -> str:
        """Return the fullest wording that stands on one line on every card, else the shortest; "" of none."""
        metrics = QFontMetricsF(self._small)
        every = [variants for each in self._model.cards if (variants := worded(each))]
        ranks = range(min(map(len, every), default=0))
        fits = (rank for rank in ranks if all(metrics.horizontalAdvance(each[rank]) <= room for each in every))
        rank, variants = next(fits, -1), worded(card)
        return variants[rank] if variants else ""

    def _height(self, card: Summary, room: float) -> int:
        lines = sum(
            len(text_block.broken(line.text, line.font, room, LINES)) * text_block.pitch(line.font)
            for line in self._lines(card, room)
            if line.text
        )
        return int(lines + BAR + AFTER_BAR + 2 * PAD - 4 + EDGE) + 2
