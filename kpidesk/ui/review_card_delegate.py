"""Paints the cards of the second view: title, counts, a stacked bar, and how it stands against last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.domain.plan import Plan
from kpidesk.paper.chart_tones import DARK, LIGHT
from kpidesk.reports.charts import shares
from kpidesk.ui import review_words as words
from kpidesk.ui import text_block

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from kpidesk.domain.review import Summary
    from kpidesk.ui.look import Look
    from kpidesk.ui.review_card_model import CardsModel
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
LEAST_EM = 17.0
EDGE, PAD, GAP, SCROLL = 10, 10, 8, 14
BAR_EM = 1.35
RADIUS = 6
LINES = 6
AFTER_TITLE = 3


class CardDelegate(QStyledItemDelegate):
    """Cards of one width and height, the plan's line across all of them."""

    def __init__(self, session: Session, look: Look, view: QListView, model: CardsModel) -> None:
        super().__init__(view)
        self._session = session
        self._look = look
        self._model = model
        self._plain, self._small, self._tiny = look.font(), look.font(0.92), look.font(0.85, bold=True)
        self._name = look.font(bold=True)
        self._em = self._plain.pointSizeF() * look.dots_per_point
        self._widths, self._heights = (0, 0), (0, 0)

    def measure(self, width: int) -> float:
        """Divide a width between the cards; returns the height that all of them need, px."""
        cards = self._model.cards
        goals = [card for card in cards if not isinstance(card.node, Plan)]
        room = width - EDGE - SCROLL
        across = max(1, min(len(goals), int(room // (LEAST_EM * self._em))))
        rows = -(-len(goals) // across)
        across = max(1, -(-len(goals) // max(1, rows)))  # rows of about the same length
        self._widths = (room, room // across)
        line = max((self._height(card, room) for card in cards if isinstance(card.node, Plan)), default=0)
        card = max((self._height(card, room // across) for card in goals), default=0)
        self._heights = (line, card)
        return line + rows * card + EDGE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        part = int(not isinstance(self._model.card(index).node, Plan))
        return QSize(self._widths[part], self._heights[part])

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
        inner = box.adjusted(PAD, PAD, -PAD, -PAD)
        for text, font, colour in self._texts(card, inner.width()):
            used = text_block.draw(painter, inner, text, font, self._look.colour(colour)) if text else 0.0
            inner.setTop(inner.top() + used)
            if font is self._name:
                self._bar(
                    painter, QRectF(inner.left(), inner.top() + AFTER_TITLE, inner.width(), BAR_EM * self._em), card
                )
                inner.setTop(inner.top() + BAR_EM * self._em + 2 * AFTER_TITLE)
        painter.restore()

    def _texts(self, card: Summary, room: float) -> list[tuple[str, QFont, str]]:
        scheme = self._session.plan.scheme_in(self._session.year)
        title, size = self._model.title(card), words.size_of(card)
        if isinstance(card.node, Plan):
            counts = words.counts_of(card, scheme, whole=True)
            behind = self._flowed([*counts, words.trend_of(card) or card.trend.note], room)
            return [
                (f"{title}　　{size}", self._name, "text"),
                (behind, self._plain, "text"),
                (card.verdicts.note, self._small, "muted"),
            ]
        return [
            (title, self._name, "text"),
            (size, self._small, "muted"),
            (self._flowed(words.counts_of(card, scheme), room), self._plain, "text"),
            (words.trend_of(card), self._small, "muted"),
        ]

    def _flowed(self, parts: list[str], room: float) -> str:
        """Return the parts on as few lines as hold them, none of them broken that fits on one."""
        metrics, lines = QFontMetricsF(self._plain), [""]
        for part in parts:
            longer = f"{lines[-1]}　{part}" if lines[-1] else part
            if metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
        return "\n".join(line for line in lines if line)

    def _height(self, card: Summary, width: int) -> int:
        room = width - EDGE - 2 * PAD
        lines = sum(
            len(text_block.broken(text, font, room, LINES)) * text_block.pitch(font)
            for text, font, _ in self._texts(card, room)
            if text
        )
        return int(lines + BAR_EM * self._em + 2 * AFTER_TITLE + 2 * PAD + EDGE) + 2

    def _bar(self, painter: QPainter, box: QRectF, card: Summary) -> None:
        """Draw what is judged as parts of a whole, each with its mark and count where they fit."""
        palette = DARK if self._look.dark else LIGHT
        scheme = self._session.plan.scheme_in(self._session.year)
        parts = [each for each in shares(scheme, card.verdicts) if each.count and not each.apart]
        whole = sum(each.count for each in parts)
        painter.fillRect(box, self._look.colour("line"))
        left = box.left()
        for each in parts:
            width = box.width() * each.count / whole
            part = QRectF(left, box.top(), width - (1 if each is not parts[-1] else 0), box.height())
            painter.fillRect(part, QColor(f"#{palette.colour(each.tone)}"))
            band = scheme.band_of(each.label)
            text = f"{band.mark if band else ''} {each.count}件"
            if QFontMetricsF(self._tiny).horizontalAdvance(text) < width - AFTER_TITLE:
                painter.setPen(QColor(f"#{palette.on(each.tone)}"))
                painter.setFont(self._tiny)
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, text)
            left += width
